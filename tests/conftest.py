"""What every test shares: no window, no OS keyring, a home of its own, and Hypothesis without a stopwatch.

Fixtures that build parts of the product stand beside the tests that use them, not here.
"""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

# Before anything imports Qt or keyring: both read the environment once.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
for inherited in ("TIKADESK_HOME", "TIKADESK_LANG", "TIKADESK_PIN"):
    os.environ.pop(inherited, None)

# A slow machine is not a bug, and the same examples on every machine make a red test repeatable.
settings.register_profile("tikadesk", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "tikadesk"))


# Windows are taken apart on their own thread only (see tikadesk/app/collector.py), in tests as at the desk.
gc.disable()


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """Collect what is due, between two tests."""
    from tikadesk.app.collector import collect_due

    collect_due()


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """A test that forgets to choose a home gets a throw-away one, never the developer's own desk."""
    os.environ["TIKADESK_HOME"] = str(tmp_path_factory.mktemp("home"))
    yield
    os.environ.pop("TIKADESK_HOME", None)


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    """Every test starts in English; one that switches the language does not change it for the next."""
    from tikadesk import i18n

    i18n.use("en")
    yield
    i18n.use("en")
