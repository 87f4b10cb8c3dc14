"""Somebody comes again: found by mobile, name or number; given with Y Enter Enter."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import typed_person
from tests.ui.desk_window import SESSION, Worker, desk_on_disk
from tikadesk.actions import find, register, session
from tikadesk.ui.second_dose import SecondDose

DAY = 86_400
CLEAR = {"fever": "N", "allergy": "N", "bleeding": "N", "pregnant": "N"}


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    """A family of three on one mobile; the mother had her first dose 84 days ago."""
    desk = desk_on_disk(tmp_path)
    setup = session.current(desk)
    assert setup is not None
    register.register(desk, typed_person(), setup.as_dose() | CLEAR, intent=desk.ids.new())
    for name, age, sex in (("RAM KUMAR SINGH", "38", "M"), ("MOHAN SINGH", "61", "M")):
        register.register(desk, typed_person(name=name, age=age, sex=sex), intent=desk.ids.new())
    desk.clock.advance(seconds=84 * DAY)
    session.set_up(desk, SESSION)
    return Worker(qtbot, desk)


def _second(worker: Worker) -> SecondDose:
    return worker.desk_page.second


def test_a_family_is_numbered_and_a_digit_chooses(worker: Worker) -> None:
    worker.press(Qt.Key.Key_F3)
    second = _second(worker)
    worker.enter("9839043210")
    assert len(second.rows) == 3
    assert worker.focus is second.rows[0]
    worker.type("3")
    assert worker.focus is second.rows[2]
    assert second.panel.person is not None
    assert second.panel.person.row.name == "SUSHILA DEVI", "the row with the focus is shown"


def test_y_enter_enter_gives_the_second_dose(worker: Worker) -> None:
    worker.press(Qt.Key.Key_F3)
    worker.enter("sushila")
    worker.pressed = 0
    worker.type("y")
    worker.enter()
    worker.enter()
    assert worker.pressed == 3
    [row] = find.people(worker.desk, "sushila")
    assert (row.doses, row.last_dose_no) == (2, 2)
    assert worker.desk_page.stack.currentWidget() is worker.desk_page.columns


def test_the_number_of_a_slip_finds_one_person(worker: Worker) -> None:
    [row] = find.people(worker.desk, "mohan")
    worker.press(Qt.Key.Key_F3)
    worker.enter(row.no)
    panel = worker.desk_page.second.panel
    assert panel.person is not None
    assert panel.person.row.name == "MOHAN SINGH"


def test_f3_takes_the_mobile_along(worker: Worker) -> None:
    worker.type("9839043210")
    worker.press(Qt.Key.Key_F3)
    assert worker.desk_page.second.search.value() == "98390 43210".replace(" ", "")
    assert len(worker.desk_page.second.rows) == 3


def test_nobody_found_says_what_to_do_and_f2_registers(worker: Worker) -> None:
    worker.press(Qt.Key.Key_F3)
    worker.enter("xyzzy")
    assert "register as new" in worker.desk_page.second._count.text()
    worker.press(Qt.Key.Key_F2)
    assert worker.at == "mobile"


def test_f6_is_there_too(worker: Worker) -> None:
    worker.press(Qt.Key.Key_F3)
    worker.press(Qt.Key.Key_F6)
    assert worker.desk_page.left.currentWidget() is worker.desk_page.setup


def test_in_one_column_the_person_takes_the_lists_place(qtbot: QtBot, worker: Worker) -> None:
    worker.window.resize(700, 500)
    worker.press(Qt.Key.Key_F3)
    second = _second(worker)
    assert second._left.isVisible()
    worker.enter("sushila")
    assert second.panel.isVisible()
    assert not second._left.isVisible()
