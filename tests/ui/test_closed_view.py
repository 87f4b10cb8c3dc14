"""A closed day: the code to read over the phone, what came later, and reopening with a reason and the PIN."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.closing import close, make_ready
from tests.ui.busy_desk import PIN, busy_desk, typed_person
from tests.ui.pins import answer_soon
from tests.ui.showing import show
from tikadesk.actions import closing, register
from tikadesk.store import closings
from tikadesk.ui.closed_view import REASON, ClosedView
from tikadesk.ui.messages import MessageArea


@pytest.fixture
def view(qtbot: QtBot) -> ClosedView:
    desk = busy_desk(at_work="supervisor")
    day = desk.today()
    make_ready(desk, day, pin=PIN)
    made = close(desk, day, pin=PIN)
    register.register(desk, typed_person(name="RAM SAHU"), intent=desk.ids.new())
    view = ClosedView(desk)
    view.show_closing(made, len(closing.late_entries(desk, day)), ())
    show(qtbot, MessageArea(), view, size=(350, 460))
    return view


def test_the_code_and_what_came_later_are_in_view(view: ClosedView) -> None:
    assert view.shown is not None
    assert view.code.text() == view.shown.code
    assert view.counts.text() == "5 registrations · 1 vial"
    assert view.late.text() == "1 entry came later" and view.late.isVisible()
    assert view.apart.isHidden()


def test_closings_that_desks_made_apart_are_told(view: ClosedView) -> None:
    assert view.shown is not None
    view.show_closing(view.shown, 0, (view.shown, view.shown))
    assert view.apart.isVisible() and view.late.isHidden()


def test_reopening_asks_for_a_reason_then_for_the_pin(qtbot: QtBot, view: ClosedView) -> None:
    view.reopen.click()
    assert view.form.field(REASON).editor.inner.hasFocus()
    assert not view.code.isVisible()  # room for the question and what is said of it
    view.go.click()
    assert view.form.bad_names == (REASON,)
    view.form.set_values({REASON: "A name was wrong"})

    answer_soon(PIN)
    with qtbot.waitSignal(view.reopened):
        view.go.click()
    assert view.shown is not None
    made = closings.of(view.desk.store, view.shown.day)
    assert made is not None and (made.stands, made.reopen_reason) == (False, "A name was wrong")


def test_a_wrong_pin_keeps_the_seal(view: ClosedView) -> None:
    view.reopen.click()
    view.form.set_values({REASON: "A name was wrong"})
    answer_soon("0000")
    view.go.click()
    assert view.shown is not None
    made = closings.of(view.desk.store, view.shown.day)
    assert made is not None and made.stands
