"""Sarkhat: a self-hosted news aggregator, Persian first. `flow.py` is the map of the whole."""

__version__ = "0.1.0"
