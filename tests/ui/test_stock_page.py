"""The stock page as a whole: its keys, what is in front, refusals by sentence, folds, a second desk's vial."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_stock import give, later, move
from tests.ui.desk_window import CTRL
from tests.ui.showing import settle
from tests.ui.stock_window import Storekeeper, storekeeper
from tikadesk.actions import session, staff, stock, vials
from tikadesk.actions.desk import Desk
from tikadesk.ui.page import Fold
from tikadesk.ui.stock_list import BATCHES, MOVES, SHARES, VIALS
from tikadesk.ui.words import say


@pytest.fixture
def keeper(qtbot: QtBot, tmp_path: Path) -> Storekeeper:
    return storekeeper(qtbot, tmp_path, received=10)


def in_use(desk: Desk) -> vials.Vial:
    vial = vials.current(desk)
    assert vial is not None
    return vial


def test_ctrl_6_opens_it_with_the_focus_in_the_list(keeper: Storekeeper) -> None:
    keeper.press(Qt.Key.Key_1, CTRL)
    keeper.press(Qt.Key.Key_6, CTRL)
    assert keeper.window.page is keeper.page
    assert keeper.page.list.tables[VIALS].hasFocus()
    assert str(keeper.page.subtitle()) == "14-10-2021"


def test_another_page_leads_to_one_of_the_lists(keeper: Storekeeper) -> None:
    keeper.press(Qt.Key.Key_F2)
    keeper.window.show_page("stock", BATCHES)
    assert keeper.page.left.currentWidget() is keeper.page.list
    assert keeper.page.list.filters.code == BATCHES
    assert keeper.page.list.tables[BATCHES].hasFocus()


def test_f7_opens_the_next_vial_and_without_a_session_asks_for_one(qtbot: QtBot, tmp_path: Path) -> None:
    keeper = storekeeper(qtbot, tmp_path, session=False)
    keeper.press(Qt.Key.Key_F7)
    assert keeper.window.page is keeper.desk_page
    session.set_up(keeper.desk, {**keeper.desk_page.setup.form.values(), **_SETUP})
    keeper.press(Qt.Key.Key_6, CTRL)
    keeper.press(Qt.Key.Key_F7)
    assert [row[0] for row in keeper.rows()] == ["2", "1"]


_SETUP = {
    "vaccine": "covishield",
    "batch": "4121Z025",
    "expires_on": "31-03-2022",
    "vial": "1",
    "vaccinator": "Rekha Yadav",
}


def test_f7_says_why_where_the_stock_has_no_vial_left(qtbot: QtBot, tmp_path: Path) -> None:
    keeper = storekeeper(qtbot, tmp_path, received=1)
    keeper.press(Qt.Key.Key_F7)
    assert keeper.told() == [str(say("misfit.no_vial_left", batch="4121Z025"))]
    assert [row[0] for row in keeper.rows()] == ["4"]


def test_f8_accounts_for_the_marked_vial_whichever_is_in_use(keeper: Storekeeper) -> None:
    give(keeper.desk, 4)
    session.next_vial(keeper.desk)
    keeper.page.refresh()
    keeper.press(Qt.Key.Key_Down)
    keeper.press(Qt.Key.Key_F8)
    assert keeper.page.waste._title.text() == "Throw vial 4 away"
    keeper.enter()
    keeper.enter("2")
    keeper.press(Qt.Key.Key_Return)
    assert keeper.rows()[1][5:] == ["4", "6", "", "", "Broken"]
    assert in_use(keeper.desk).no == "5"
    assert keeper.page.figures.wasted.said == "6 doses wasted"


def test_what_was_wasted_with_a_closed_vial_is_corrected(keeper: Storekeeper) -> None:
    give(keeper.desk, 4)
    vials.waste(keeper.desk, in_use(keeper.desk).id, 6, "broken")
    keeper.page.refresh()
    keeper.press(Qt.Key.Key_E, CTRL)
    assert keeper.page.waste.form.values() == {"wasted": "6", "waste_reason": "broken"}
    keeper.enter("7")
    keeper.enter("1")
    keeper.press(Qt.Key.Key_Return)
    assert keeper.rows()[0][5:] == ["4", "7", "", "", "Time was over"]
    keeper.press(Qt.Key.Key_F8)
    assert keeper.page.left.currentWidget() is keeper.page.list, "it is closed: nothing to throw away"


def test_an_opening_by_mistake_is_struck_out_with_a_reason(keeper: Storekeeper) -> None:
    keeper.press(Qt.Key.Key_Delete, CTRL)
    assert keeper.page.left.currentWidget() is keeper.page.void_vial
    keeper.save()
    assert keeper.page.void_vial.form.bad_names == ("reason",)
    keeper.type("2")
    keeper.save()
    assert keeper.rows() == []
    assert keeper.left()["4121Z025"] == "10"
    assert vials.current(keeper.desk) is None
    assert "F6" in keeper.page.vial._title.text()


def test_a_used_vials_opening_stands_and_the_sentence_says_why(keeper: Storekeeper) -> None:
    give(keeper.desk, 1)
    keeper.press(Qt.Key.Key_Delete, CTRL)
    keeper.type("2")
    keeper.save()
    assert keeper.told() == [str(say("error.vial_used", no="4", n=1))]
    keeper.press(Qt.Key.Key_Escape)
    assert [row[0] for row in keeper.rows()] == ["4"]


def test_a_move_is_struck_out_unless_its_vials_are_gone(keeper: Storekeeper) -> None:
    move(keeper.desk, "found", 2)
    keeper.page.refresh()
    keeper.show(MOVES)
    assert [row[3] for row in keeper.rows(MOVES)] == ["+2", "+10"]
    keeper.press(Qt.Key.Key_Down)
    keeper.press(Qt.Key.Key_Down)
    move(keeper.desk, "sent_out", 9)
    keeper.press(Qt.Key.Key_Delete, CTRL)
    keeper.type("1")
    keeper.save()
    assert keeper.told() == [str(say("error.stock_used", batch="4121Z025"))]
    keeper.press(Qt.Key.Key_Escape)
    keeper.page.refresh()
    keeper.press(Qt.Key.Key_Home, CTRL)
    row = keeper.page.list.current()
    assert isinstance(row, stock.Move) and row.move == "sent_out"
    keeper.press(Qt.Key.Key_Delete, CTRL)
    keeper.type("3")
    keeper.save()
    assert keeper.rows(MOVES)[0][-1] == "Voided"
    assert keeper.left()["4121Z025"] == "11"


def test_in_a_field_ctrl_del_deletes_a_word_and_strikes_nothing(keeper: Storekeeper) -> None:
    keeper.press(Qt.Key.Key_F2)
    keeper.press(Qt.Key.Key_Delete, CTRL)
    assert keeper.page.left.currentWidget() is keeper.page.moving


def test_the_days_shares_are_planned_from_their_card(keeper: Storekeeper) -> None:
    keeper.page.shares.plan.click()
    keeper.enter("50")
    for share in ("20", "12", "52", "16"):
        keeper.enter(share)
    keeper.enter("Collector, 09-05-2021")
    keeper.press(Qt.Key.Key_Return)
    assert [bar.quota.doses for bar in keeper.page.shares.bars] == [10, 6, 26, 8]
    assert keeper.page.left.currentWidget() is keeper.page.list


def test_the_countdown_goes_on_and_a_vial_past_its_time_is_red(keeper: Storekeeper) -> None:
    later(keeper.desk, minutes=215)
    keeper.page.vial._clock.timeout.emit()
    assert keeper.rows()[0][-1] == "25 min left"
    later(keeper.desk, minutes=30)
    keeper.page.vial._clock.timeout.emit()
    assert keeper.rows()[0][-1] == "Time is over"
    assert keeper.page.list.filters.buttons[VIALS].alert


def test_a_supervisor_takes_the_stock_book_out_as_a_file(
    qtbot: QtBot, tmp_path: Path, keeper: Storekeeper
) -> None:
    keeper.show(BATCHES)
    assert keeper.page.list.book.isHidden(), "a registrar takes nothing out"
    keeper.desk.operator = staff.operators(keeper.desk)[0]
    keeper.show(BATCHES)
    keeper.page.list.book.click()
    card = keeper.page.export
    assert card.form.values()["first"] == "01-10-2021"
    card.choose_file = lambda _name, _form: str(tmp_path / "book.csv")
    with qtbot.waitSignal(card.done):
        card.files["csv"].click()
    assert "4121Z025" in (tmp_path / "book.csv").read_text("utf-8-sig")
    keeper.press(Qt.Key.Key_Escape)
    assert keeper.page.left.currentWidget() is keeper.page.list


@pytest.mark.parametrize(("width", "fold"), [(1366, Fold.FULL), (1093, Fold.NARROW), (700, Fold.SINGLE)])
def test_every_fold_has_the_shares_and_the_first_button_in_view(
    keeper: Storekeeper, width: int, fold: Fold
) -> None:
    keeper.window.resize(width, 543)
    settle()
    page = keeper.page
    assert page.context.isVisible() == (fold == Fold.FULL)
    if fold != Fold.FULL:
        page.list.show_list(SHARES)
        settle()
    assert page.shares.isVisible()
    corner = page.list.write.mapTo(keeper.window, page.list.write.rect().bottomRight())
    assert 0 < corner.x() < width and corner.y() < 543
    keeper.window.resize(1366, 697)
    settle()
    assert page.shares.isVisible() and page.list.filters.code == VIALS


def test_what_is_begun_and_marked_outlives_a_refresh(keeper: Storekeeper) -> None:
    keeper.show(BATCHES)
    keeper.press(Qt.Key.Key_F2)
    keeper.page.moving.form.set_values({"vials": "3"})
    keeper.window.on_arrived(frozenset({"stock_move"}))
    assert keeper.page.moving.form.values()["vials"] == "3"
    assert keeper.page.half_filled()
    keeper.press(Qt.Key.Key_Escape)
    row = keeper.page.list.current()
    assert isinstance(row, stock.Batch)
