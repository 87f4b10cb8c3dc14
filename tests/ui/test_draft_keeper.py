"""What a draft keeps, when, and that no identity number in the making is part of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete, isValid

from tests.ui.desk_window import desk_on_disk
from tikadesk.actions import drafts
from tikadesk.ui.draft_keeper import EVERY_MS, DraftKeeper, fit_for_disk


@pytest.mark.parametrize("number", ["23412", "234123412346", "2341 2341 2346", "23412341234"])
def test_an_unfinished_number_is_left_out(number: str) -> None:
    assert "id_number" not in fit_for_disk({"name": "RAM", "id_number": number})


@pytest.mark.parametrize("number", ["2346", "XXXX XXXX 2346", "ABC1234567"])
def test_a_finished_last_four_and_a_voter_card_stay(number: str) -> None:
    assert fit_for_disk({"id_number": number})["id_number"] == number


def test_a_number_in_another_field_is_cut(qtbot: QtBot) -> None:
    assert fit_for_disk({"name": "RAM 234123412346"})["name"] == "RAM XXXX XXXX 2346"


def test_an_empty_form_has_no_draft_and_a_changed_one_is_kept_in_time(qtbot: QtBot, tmp_path: Path) -> None:
    desk = desk_on_disk(tmp_path, session_set_up=False)
    values: dict[str, str] | None = {"name": "RAM"}
    keeper = DraftKeeper(desk, "walk_in", lambda: values)
    with qtbot.waitSignal(keeper.kept, timeout=EVERY_MS + 1500) as kept:
        keeper.watch()
    assert kept.args == [True]
    assert keeper.read() == {"name": "RAM"}
    values = None
    keeper.keep()
    assert keeper.read() is None


def test_a_disk_that_does_not_take_the_draft_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    desk = desk_on_disk(tmp_path, session_set_up=False)
    keeper = DraftKeeper(desk, "walk_in", lambda: {"name": "RAM"})
    desk.store.connection.execute("PRAGMA query_only = ON")
    with qtbot.waitSignal(keeper.kept) as kept:
        keeper.keep()
    assert kept.args == [False]
    desk.store.connection.execute("PRAGMA query_only = OFF")
    assert drafts.read(desk, "walk_in") is None


def test_a_form_that_is_gone_is_not_asked_any_more(qtbot: QtBot, tmp_path: Path) -> None:
    asked: list[str] = []

    def values() -> None:
        asked.append("asked")

    form = QWidget()
    keeper = DraftKeeper(desk_on_disk(tmp_path, session_set_up=False), "walk_in", values, form)
    keeper.watch()
    delete(form)
    assert not isValid(keeper)
    keeper.keep()
    assert asked == []
