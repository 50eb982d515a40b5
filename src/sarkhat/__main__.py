"""`python -m sarkhat` is the `sarkhat` program."""

from sarkhat.cli import main

main()
