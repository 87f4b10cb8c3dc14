"""Voiding by keys: reason, whether a dose was used, struck through and restored."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import PIN
from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tests.ui.pins import answer_soon
from tests.ui.showing import settle
from tikadesk.actions import find
from tikadesk.ui.void_card import VoidCard


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    made = Worker(qtbot, desk_on_disk(tmp_path))
    made.walk_in()
    made.save()
    return made


def _person(worker: Worker) -> find.Person:
    return find.person(worker.desk, find.people(worker.desk, "")[0].id)


def _card(worker: Worker) -> VoidCard:
    return worker.find_page.void


def _open(worker: Worker) -> None:
    worker.press(Qt.Key.Key_2, CTRL)
    worker.enter("sushila")
    worker.press(Qt.Key.Key_Delete, CTRL)


def test_reason_used_enter(worker: Worker) -> None:
    _open(worker)
    worker.enter("2")
    worker.enter("N")
    assert worker.focus is _card(worker).save
    worker.press(Qt.Key.Key_Return)
    person = _person(worker)
    assert person.row.void
    assert person.row.no, "the number stays"
    assert all(dose.void for dose in person.doses)
    assert [change.why for change in person.history if change.op == "void"] == ["wrong_person"] * 2


def test_nothing_is_voided_without_both_answers(worker: Worker) -> None:
    _open(worker)
    worker.save()
    assert _card(worker).form.bad_names == ("reason", "used")
    assert not _person(worker).row.void


def test_from_the_list_of_saves_only_the_dose_is_meant(worker: Worker) -> None:
    worker.desk_page.saves.focus_first()
    settle()
    worker.press(Qt.Key.Key_Delete, CTRL)
    card = _card(worker)
    assert card.form.values()["scope"] == "dose"
    worker.enter("3")
    worker.enter("Y")
    worker.press(Qt.Key.Key_Return)
    person = _person(worker)
    assert not person.row.void
    assert person.doses[0].void
    assert worker.window.page is worker.desk_page, "back where it was asked for"


def test_a_void_is_taken_back(worker: Worker) -> None:
    _open(worker)
    worker.enter("1")
    worker.enter("N")
    worker.press(Qt.Key.Key_Return)
    view = worker.find_page.view
    assert not view.restore.isHidden()
    assert view.correct.isHidden()
    view.restore.setFocus()
    worker.press(Qt.Key.Key_Return)
    assert not _person(worker).row.void
    assert view.restore.isHidden()


def test_after_a_day_the_supervisor_is_asked(worker: Worker) -> None:
    worker.desk.clock.advance(seconds=90_000)
    _open(worker)
    worker.enter("1")
    worker.enter("N")
    answer_soon(PIN)
    worker.press(Qt.Key.Key_Return)
    assert _person(worker).row.void
