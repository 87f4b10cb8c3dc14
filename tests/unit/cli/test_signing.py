from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import SUPERVISOR, practice_desk
from tikadesk.actions.desk import Desk
from tikadesk.cli import signing
from tikadesk.errors import NotAllowed


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        opened.operator = None
        yield opened


def test_by_name_or_number_with_the_pin_of_the_environment(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(signing.ENV_PIN, SUPERVISOR[1])
    for wanted in ("meena  THAKUR", "1"):
        desk.operator = None
        signing.sign_in(desk, wanted)
        assert desk.operator is not None and desk.operator.name == SUPERVISOR[0]


def test_nobody_unknown_and_a_wrong_pin_are_refused(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(signing.ENV_PIN, "0000")
    for wanted, key in (
        (None, "cli.name_yourself"),
        ("Nobody", "cli.operator_unknown"),
        ("1", "staff.wrong_pin"),
    ):
        with pytest.raises(NotAllowed) as met:
            signing.sign_in(desk, wanted)
        assert met.value.key == key


def test_a_desk_without_operators_asks_for_none(tmp_path: Path) -> None:
    with practice_desk(tmp_path / "new", staffed=False) as new:
        signing.sign_in(new, None)
        assert new.operator is None


def test_the_pin_is_not_asked_for_where_nobody_sits(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(SUPERVISOR[1] + "\n"))
    with pytest.raises(NotAllowed) as met:
        signing.sign_in(desk, "1")
    assert met.value.key == "cli.no_pin"
    signing.sign_in(desk, "1", pin_stdin=True)
    assert desk.operator is not None and desk.operator.name == SUPERVISOR[0]
