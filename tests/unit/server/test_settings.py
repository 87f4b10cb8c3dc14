from __future__ import annotations

import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings as django

from tikadesk.server.home import ServerHome


def described(url: str | None) -> dict[str, Any]:
    """Django's description of a database. Not imported above: the module reads the environment once."""
    from tikadesk.server import settings

    return settings.database(url)


pytestmark = pytest.mark.usefixtures("home")


def test_sqlite_is_the_default_and_waits_for_its_turn() -> None:
    for url in (None, "", "sqlite:///data/central.db"):
        found = described(url)
        assert found["ENGINE"] == "tikadesk.server.engine"
        assert found["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
        assert "synchronous=FULL" in found["OPTIONS"]["init_command"]
    assert described("sqlite:///data/central.db")["NAME"] == "/data/central.db"


def test_postgresql_is_a_setting() -> None:
    found = described("postgresql://tika:p%40ss@db.example:5433/central")
    assert found["ENGINE"] == "django.db.backends.postgresql"
    assert (found["NAME"], found["USER"], found["PASSWORD"]) == ("central", "tika", "p@ss")
    assert (found["HOST"], found["PORT"]) == ("db.example", "5433")


def test_other_databases_are_not() -> None:
    with pytest.raises(ValueError, match="mysql"):
        described("mysql://x/y")


def test_nothing_is_open_that_need_not_be() -> None:
    assert django.DEBUG is False
    assert django.ALLOWED_HOSTS[:3] == ["localhost", "127.0.0.1", "[::1]"]
    assert "*" not in django.ALLOWED_HOSTS
    assert django.X_FRAME_OPTIONS == "DENY"


def test_djangos_own_check_of_a_deployment_is_clean(template: ServerHome) -> None:
    environment = {
        **os.environ,
        "TIKADESK_SERVER_HOME": str(template.folder),
        "TIKADESK_SERVER_TLS": "1",
        "DJANGO_SETTINGS_MODULE": "tikadesk.server.settings",
    }
    done = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
