"""One Django per test process; for every test a server of its own, its home copied from a template."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.server.desk_at_hand import DeskAtHand, enrol_at
from tikadesk.domain.clock import FixedClock
from tikadesk.server import commands, keys
from tikadesk.server.home import ServerHome
from tikadesk.server.service import Limits, Service

NOW = datetime(2031, 1, 5, 6, 0, tzinfo=UTC)  # later than the template is made


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> ServerHome:
    """An initialised home with centre CG-0231, never changed afterwards."""
    os.environ["TIKADESK_LEASE_HOLD_MINUTES"] = "0"
    home = ServerHome(tmp_path_factory.mktemp("template"))
    commands.init(home)
    commands.centre_add(home, "CG-0231", "UPHC Gudhiyari", "387", "शहरी पीएचसी गुढ़ियारी")
    commands.centre_add(home, "CG-0900", "CHC Abhanpur", "387")
    _forget()
    return home


def _forget() -> None:
    """Let no later test of this process inherit what configuring Django left in the environment."""
    for name in ("TIKADESK_SERVER_HOME", "TIKADESK_LEASE_HOLD_MINUTES", "DJANGO_SETTINGS_MODULE"):
        os.environ.pop(name, None)


@pytest.fixture
def home(template: ServerHome, tmp_path: Path) -> Iterator[ServerHome]:
    """A copy of the template, and Django's connection on it."""
    from django.db import connections

    connection = connections["default"]
    connection.close()
    shutil.copytree(template.folder, tmp_path / "server")
    before = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = str(tmp_path / "server" / "central.db")
    yield ServerHome(tmp_path / "server")
    connection.close()
    connection.settings_dict["NAME"] = before
    _forget()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def service(home: ServerHome, clock: FixedClock) -> Service:
    return Service(home, keys.load(home), clock, Limits(lease_hold_minutes=0))


@pytest.fixture
def desk(service: Service) -> DeskAtHand:
    """A desk of CG-0231."""
    return enrol_at(service, seed=1)


@pytest.fixture
def other(service: Service) -> DeskAtHand:
    """A second desk of CG-0231."""
    return enrol_at(service, seed=2)
