"""Pushed news: we subscribe at a feed's hub, and it brings new items as they appear (W3C WebSub, 23 January 2018).

`links` finds the hub, `run` asks it and keeps what it brought, `callback` is what the hub talks to. The web process
writes nothing into the database: what it accepts it lays down in the `spool`, and the worker takes it up.
"""
