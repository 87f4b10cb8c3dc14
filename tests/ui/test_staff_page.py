"""Staff: a supervisor adds an operator by keys; the PINs must agree; nobody else sees the page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tikadesk.actions import staff
from tikadesk.actions.desk import Desk
from tikadesk.ui.staff_page import StaffPage
from tikadesk.ui.window import MainWindow

ENTER = Qt.Key.Key_Return


@pytest.fixture
def desk() -> Desk:
    desk = busy_desk()
    desk.operator = staff.operators(desk)[0]
    return desk


@pytest.fixture
def page(qtbot: QtBot, desk: Desk) -> StaffPage:
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    qtbot.keyClick(window, Qt.Key.Key_9, Qt.KeyboardModifier.ControlModifier)
    page = window.page
    assert isinstance(page, StaffPage)
    return page


def type_in(qtbot: QtBot, page: StaffPage, *values: str) -> None:
    for value in values:
        focused = page.window().focusWidget()
        qtbot.keyClicks(focused, value)
        qtbot.keyClick(page.window().focusWidget(), ENTER)


def test_a_supervisor_adds_an_operator_by_keys(qtbot: QtBot, page: StaffPage, desk: Desk) -> None:
    with qtbot.waitSignal(page.saved):
        type_in(qtbot, page, "Kavita Netam", "1", "4711", "4711")
    added = staff.operators(desk)[-1]
    assert (added.name, added.role, added.place) == ("Kavita Netam", "registrar", 5)
    assert page.table.rows.rowCount() == 5
    assert not page.half_filled(), "the next one begins on an empty form"
    assert staff.sign_in(desk, added.id, "4711").id == added.id


def test_two_different_pins_add_nobody(qtbot: QtBot, page: StaffPage, desk: Desk) -> None:
    type_in(qtbot, page, "Kavita Netam", "1", "4711", "4712")
    assert len(staff.operators(desk)) == 4
    assert page.form.field("pin_again").is_bad


def test_a_missing_name_is_told_at_the_field(page: StaffPage, desk: Desk) -> None:
    page.form.set_values({"role": "registrar", "pin": "4711", "pin_again": "4711"})
    page.add()
    assert page.form.bad_names == ("name",)
    assert len(staff.operators(desk)) == 4


def test_leaving_the_page_takes_the_pin_out(page: StaffPage) -> None:
    page.form.set_values({"name": "Kavita Netam", "pin": "4711", "pin_again": "4711"})
    page.leave()
    assert page.form.values()["pin"] == ""
    assert page.half_filled(), "the name stays"


def test_a_registrar_has_no_such_page(qtbot: QtBot) -> None:
    window = MainWindow(busy_desk())
    qtbot.addWidget(window)
    assert window.show_page("staff") is None
