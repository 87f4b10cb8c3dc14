"""F8: what is wasted with the vial in use, by keys; the desk then asks for the next one."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import typed_person
from tests.ui.desk_window import Worker, desk_on_disk
from tikadesk.actions import register, session, vials
from tikadesk.actions.desk import Desk
from tikadesk.actions.vials import Vial
from tikadesk.ui.waste_card import WasteCard

CLEAR = dict.fromkeys(("fever", "allergy", "bleeding", "pregnant"), "N")


def give(desk: Desk, count: int) -> None:
    """So many doses from the vial in use."""
    setup = session.current(desk)
    assert setup is not None
    for _ in range(count):
        register.register(desk, typed_person(), setup.as_dose() | CLEAR, intent=desk.ids.new())


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    """At a desk where one of vial 4's ten doses is given."""
    desk = desk_on_disk(tmp_path)
    give(desk, 1)
    return Worker(qtbot, desk)


def in_use(worker: Worker) -> Vial:
    vial = vials.current(worker.desk)
    assert vial is not None
    return vial


def card(worker: Worker) -> WasteCard:
    return worker.desk_page.waste


def test_the_doses_that_are_left_and_a_reason_close_the_vial(worker: Worker) -> None:
    worker.press(Qt.Key.Key_F8)
    assert card(worker)._title.text() == "Throw vial 4 away"
    assert card(worker).form.values()["wasted"] == "9"
    worker.enter()
    worker.enter("2")
    worker.press(Qt.Key.Key_Return)
    vial = in_use(worker)
    assert (vial.state, vial.wasted, vial.waste_reason) == ("discarded", 9, "broken")
    page = worker.desk_page
    assert page.left.currentWidget() is page.walk_in
    assert str(page.walk_in.band._first.text()) == "Vial 4 is closed · open the next (F7)"
    assert page.vial.throw_away.isHidden()
    worker.press(Qt.Key.Key_F8)
    assert page.left.currentWidget() is page.walk_in, "a closed vial is not thrown away again"


def test_a_reason_is_needed_and_esc_leaves_the_vial_open(worker: Worker) -> None:
    worker.press(Qt.Key.Key_F8)
    worker.save()
    card(worker).throw_away()
    assert card(worker).form.bad_names == ("waste_reason",)
    card(worker).left.emit()
    assert in_use(worker).state == "open"
    assert worker.desk_page.left.currentWidget() is worker.desk_page.walk_in


def test_more_than_the_vial_can_hold_or_no_number_is_told_at_the_field(worker: Worker) -> None:
    worker.press(Qt.Key.Key_F8)
    for typed in ("40", ""):
        card(worker).form.set_values({"wasted": typed, "waste_reason": "broken"})
        card(worker).throw_away()
        assert card(worker).form.bad_names == ("wasted",)
    assert in_use(worker).state == "open"


def test_an_empty_vial_is_closed_with_nought(worker: Worker) -> None:
    give(worker.desk, 9)
    worker.press(Qt.Key.Key_F8)
    assert card(worker).form.values()["wasted"] == "0"
    card(worker).throw_away()
    assert (in_use(worker).state, in_use(worker).wasted) == ("finished", 0)


def test_a_vial_past_its_time_has_its_reason_filled_in(worker: Worker) -> None:
    worker.desk.clock.advance(seconds=5 * 3600)
    worker.press(Qt.Key.Key_F8)
    assert card(worker).form.values() == {"wasted": "9", "waste_reason": "time_over"}
    worker.press(Qt.Key.Key_Escape)
    assert worker.desk_page.left.currentWidget() is worker.desk_page.walk_in
