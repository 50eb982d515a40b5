"""The Jinja2 environment of the pages."""

from typing import Any

from jinja2 import Environment


def environment(**options: Any) -> Environment:
    """Called by Django's template backend."""
    return Environment(**options)
