"""What every test stands on: a data folder of its own, the real data where it lies, and the clock."""

import os
import tempfile
from pathlib import Path

import django
import pytest
from hypothesis import HealthCheck, settings

os.environ["SARKHAT_DATA"] = tempfile.mkdtemp(prefix="sarkhat-test-")
os.environ["SARKHAT_ALLOW_LOOPBACK"] = "true"
os.environ["SARKHAT_HOST_DELAY"] = "0"
# Here and not in pyproject.toml: pytest-django would read the settings before the lines above are run.
os.environ["DJANGO_SETTINGS_MODULE"] = "sarkhat.settings"
django.setup()

# No test measures time: a machine that is busy is no fault of what is tested.
settings.register_profile("sarkhat", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("sarkhat")

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder of real evaluation data; tests that need it skip where it is absent."""
    if not SHARED.is_dir():
        pytest.skip(f"the evaluation data is not at {SHARED}")
    return SHARED


@pytest.fixture(autouse=True)
def _no_memory_between_tests():
    """What lives in the process, as the stream of stories: a test's rolled-back rows must not live on in it."""
    yield
    if django.apps.apps.ready:
        from sarkhat.ranking import freshness
        from sarkhat.stories import run

        run.forget()
        freshness.forget()


@pytest.fixture
def plain_static(settings):
    """Static files under their own names: the manifest that a set-up makes is not there in tests."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
