"""A real desk for the tests of the verbs and the store: made once, copied for every test."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import practice_desk
from tikadesk.actions.desk import Desk


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a staffed desk with today's session set up; nobody writes into it."""
    folder = tmp_path_factory.mktemp("prepared") / "home"
    with practice_desk(folder):
        pass
    return folder


@pytest.fixture
def desk(prepared_home: Path, tmp_path: Path) -> Iterator[Desk]:
    """A desk of its own for each test; Sunita Verma, a registrar, is signed in."""
    shutil.copytree(prepared_home, tmp_path / "home")
    with practice_desk(tmp_path / "home", seed=7) as opened:
        yield opened


@pytest.fixture
def supervisor(desk: Desk) -> Desk:
    """The same desk with its supervisor signed in."""
    from tikadesk.actions import staff

    desk.operator = staff.operators(desk)[0]
    return desk
