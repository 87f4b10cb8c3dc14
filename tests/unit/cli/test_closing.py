from __future__ import annotations

from pathlib import Path

import pytest

from tests.closing import back_up, make_ready
from tests.desk import SUPERVISOR, practice_desk, walk_in
from tests.unit.cli.tool import tell
from tikadesk.actions import session
from tikadesk.domain.clock import SystemClock
from tikadesk.i18n import tr

WHO = ("--as", SUPERVISOR[0], "--pin-stdin")


DAY = "2021-05-17"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """A desk whose day can be closed; the command's clock is the machine's, so its backup is of today."""
    with practice_desk(tmp_path / "home") as desk:
        walk_in(desk)
        make_ready(desk, DAY)
        desk.clock = SystemClock()
        back_up(desk)
    return tmp_path / "home"


def test_a_day_is_closed_said_reopened_and_closed_again(home: Path) -> None:
    words = ("close", "--day", DAY, "--json")
    checked = tell(home, *words, "--check")
    assert (checked.code, checked.json["ready"], checked.json["closed"]) == (0, True, False)
    closed = tell(home, *words, *WHO, typed=SUPERVISOR[1])
    assert closed.code == 0
    assert (closed.json["round"], closed.json["closed"], closed.json["counts"]["given"]) == (1, True, 1)
    assert len(closed.json["code"]["chain"]) == 9
    again = tell(home, *words, *WHO, typed=SUPERVISOR[1])
    assert again.code == 1 and again.out == ""
    assert again.err.strip() == tr("error.day_closed", day="17-05-2021")
    reopened = tell(home, *words, *WHO, "--reopen", "--reason", "A name", typed=SUPERVISOR[1])
    assert (reopened.code, reopened.json["closed"]) == (0, False)
    said = tell(home, "close", "--day", "17/05/2021", *WHO, typed=SUPERVISOR[1])
    assert said.code == 0 and "read over the phone" in said.out


def test_what_is_open_is_said_with_what_to_do(home: Path) -> None:
    assert len(tell(home, "close", "--day", DAY, "--check").out.strip().splitlines()) == 6
    with practice_desk(home) as desk:
        session.next_vial(desk)
        walk_in(desk, name="Ram Sahu")
    found = tell(home, "close", "--day", DAY, "--check")
    words = tr("error.close.vials", open=1, unaccounted=9)
    assert found.code == 1 and words in found.out
    refused = tell(home, "close", "--day", DAY, *WHO, typed=SUPERVISOR[1])
    assert (refused.code, refused.err.strip()) == (1, words)


def test_who_closes_says_so_and_a_reason_belongs_to_reopening(home: Path) -> None:
    assert tell(home, "close", "--day", DAY).code == 1
    said = tell(home, "close", "--day", DAY, *WHO, "--reason", "x", typed=SUPERVISOR[1])
    assert (said.code, said.err.strip()) == (1, tr("cli.reason_without_reopen"))
