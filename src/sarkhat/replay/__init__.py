"""Recorded material served as web sites on loopback, so that the whole pipe runs on real input without a network."""
