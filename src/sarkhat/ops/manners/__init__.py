"""The score server: made-up sites that count what a reader of feeds does wrong (`sarkhat bench manners`)."""
