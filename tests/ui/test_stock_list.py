"""The stock page's lists: counts, alerts, empty states, what is offered for a row, and the mark that stays."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import a_desk, busy_desk
from tests.ui.busy_stock import busy_stock, give, later, move
from tests.ui.showing import settle, show
from tikadesk.actions import session, vials
from tikadesk.actions.desk import Desk
from tikadesk.ui.stock_list import BATCHES, MOVES, SHARES, VIALS, StockList


@pytest.fixture(scope="module")
def busy() -> Desk:
    """A desk whose stock has seen everything; for tests that only look."""
    return busy_stock()


def _list(qtbot: QtBot, desk: Desk) -> StockList:
    made = StockList(desk)
    show(qtbot, made, size=(710, 500))
    made.refresh()
    made.hold_shares(None)
    made.start()
    settle()
    return made


def test_counts_and_what_waits_for_somebody(qtbot: QtBot, busy: Desk) -> None:
    made = _list(qtbot, busy)
    buttons = made.filters.buttons
    assert {code: button.accessibleDescription() for code, button in buttons.items()} == {
        VIALS: "4", BATCHES: "3", MOVES: "2", SHARES: "",
    }  # fmt: skip
    assert [code for code, button in buttons.items() if button.alert] == [BATCHES], "an expired batch is left"
    assert made.sum.text() == "Wastage is known once 16 more doses are given or thrown away."
    assert made.notes.text().endswith("÷ doses in opened vials · 3 doses wasted: Broken 3")


def test_a_vial_too_long_open_or_of_an_earlier_day_waits_for_somebody(qtbot: QtBot) -> None:
    desk = busy_desk()
    later(desk, days=1)
    made = _list(qtbot, desk)
    (vial,) = vials.unclosed(desk, desk.today())
    assert made.current() == vial
    assert made.filters.buttons[VIALS].alert
    table = made.tables[VIALS]
    assert table.rows.data(table.rows.index(0, 3)) == "14-10 10:34"
    with qtbot.waitSignal(made.vial_wanted) as told:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert told.args == [vial]


def test_what_is_offered_fits_the_marked_row(qtbot: QtBot, busy: Desk) -> None:
    made = _list(qtbot, busy)
    table = made.tables[VIALS]
    offered = []
    for at in range(2):
        table.mark(at + 1)
        offered.append((made.account.isVisible(), made.strike.isVisible()))
    assert offered == [(True, True), (False, True)], "vial 5 is closed"
    made.show_list(BATCHES)
    assert not made.strike.isVisible()
    made.show_list(MOVES)
    made.tables[MOVES].mark(2)
    assert not made.strike.isVisible(), "struck out already"
    with qtbot.assertNotEmitted(made.strike_wanted):
        made.strike_out()
    made.tables[MOVES].mark(0)
    with qtbot.waitSignal(made.strike_wanted) as told:
        made.strike.click()
    assert told.args[0].move == "wasted"
    made.show_list(BATCHES)
    made.start()
    with qtbot.waitSignal(made.move_wanted) as told:
        QTest.keyClick(made.tables[BATCHES], Qt.Key.Key_Return)
    assert told.args[0].batch == "4121Z019"
    with qtbot.waitSignal(made.move_wanted) as told:
        made.write.click()
    assert told.args == [None], "as F2: a new one"


def test_the_mark_stays_on_its_row_when_more_comes(qtbot: QtBot) -> None:
    desk = busy_desk()
    move(desk, "received", 40)
    give(desk, 1)
    made = _list(qtbot, desk)
    session.next_vial(desk)
    made.refresh()
    held = made.current()
    assert isinstance(held, vials.Vial)
    assert (held.no, made.tables[VIALS].currentIndex().row()) == ("4", 1)


def test_an_empty_list_says_what_to_do(qtbot: QtBot) -> None:
    made = _list(qtbot, a_desk())
    said = {}
    for code in (VIALS, BATCHES, MOVES):
        made.show_list(code)
        settle()
        assert made.empty[code].isVisible()
        said[code] = made.empty[code].text.text()
    assert "F7" in said[VIALS] and "F2" in said[BATCHES] and "F2" in said[MOVES]
    made.start()
    assert made.write.hasFocus()


def test_the_shares_are_a_list_where_there_is_no_column_for_them(qtbot: QtBot, busy: Desk) -> None:
    made, card = _list(qtbot, busy), QLabel("shares")
    assert not made.filters.buttons[SHARES].isVisible()
    made.hold_shares(card)
    made.show_list(SHARES)
    settle()
    assert card.isVisible() and made.open_next.isHidden()
    made.hold_shares(None)
    assert made.filters.code == VIALS and not card.isVisible()
    card.deleteLater()
