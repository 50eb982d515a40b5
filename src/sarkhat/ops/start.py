"""Opens Django for the commands that need the database, in one place."""

import django


def open_django() -> None:
    """Load the settings and the apps. Raises config.ConfigError on a wrong setting."""
    django.setup()
