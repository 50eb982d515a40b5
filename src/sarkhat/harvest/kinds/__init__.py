"""The kinds of watches: one folder each, with how its address is asked (fetch) and read (parse)."""
