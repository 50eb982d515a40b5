"""The outlets that Sarkhat knows when it is first started: data, not code."""
