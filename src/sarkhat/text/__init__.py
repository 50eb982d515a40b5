"""Letters, words, dates and addresses: pure functions, no Django, no network, no clock."""
