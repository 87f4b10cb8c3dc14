""" "Already here?": offered while typing, never in the way, and each verdict does what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import typed_person
from tests.ui.desk_window import Worker, desk_on_disk
from tikadesk.actions import find, register
from tikadesk.ui.duplicates import AlreadyHere


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    desk = desk_on_disk(tmp_path)
    register.register(desk, typed_person(), intent=desk.ids.new())
    return Worker(qtbot, desk)


def _card(worker: Worker) -> AlreadyHere:
    return worker.desk_page.alike


def _type_alike(worker: Worker) -> None:
    for value in ("9839043210", "suseela devi", "35", "F", "", "7716"):
        worker.enter(value)
    worker.until(lambda: bool(_card(worker).found))


def test_it_fills_while_typing_and_leaves_the_focus_alone(worker: Worker) -> None:
    _type_alike(worker)
    card = _card(worker)
    assert card._count.text() == "1 possible match"
    assert worker.at == "village"
    assert "SUSHILA DEVI" in str(card.line())


def test_f4_compares_and_1_opens_the_same_person(worker: Worker) -> None:
    _type_alike(worker)
    worker.press(Qt.Key.Key_F4)
    page = worker.desk_page
    assert page.left.currentWidget() is page.compare
    worker.type("1")
    assert page.stack.currentWidget() is page.second
    assert page.second.panel.person is not None
    assert page.second.panel.person.row.name == "SUSHILA DEVI"
    assert page.walk_in.form.is_empty()
    assert len(find.people(worker.desk, "")) == 1


def test_2_is_somebody_else_and_is_not_offered_again(worker: Worker) -> None:
    _type_alike(worker)
    worker.press(Qt.Key.Key_F4)
    worker.type("2")
    assert _card(worker).found == []
    assert worker.at == "village", "back where the typing stopped"
    worker.enter("tat")
    worker.enter()
    worker.type("Y")
    worker.save()
    assert len(find.people(worker.desk, "")) == 2


def test_3_decides_later_and_is_written_down_with_the_save(worker: Worker) -> None:
    _type_alike(worker)
    worker.press(Qt.Key.Key_F4)
    worker.type("3")
    worker.enter("tat")
    worker.enter()
    worker.type("Y")
    worker.save()
    connection = worker.desk.store.connection
    told = [row[0] for row in connection.execute("SELECT what FROM event WHERE what LIKE 'alike.%'")]
    assert told == ["alike.later"]


def test_nobody_alike_says_so_and_f4_does_nothing(worker: Worker) -> None:
    worker.enter("9839000000")
    worker.type("mohan")
    worker.press(Qt.Key.Key_F4)
    page = worker.desk_page
    assert page.left.currentWidget() is page.walk_in
    assert page.alike._count.text() == "nobody like this"
