"""The other boxes: the oldest that has not left comes first and says its age; the box in front is not among them."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from tests.ui import busy_boxes
from tests.ui.box_window import packer
from tests.ui.busy_desk import a_desk
from tests.ui.showing import settle, show
from tikadesk.actions.boxes import Box
from tikadesk.domain.clock import FixedClock
from tikadesk.ui.box_list import BoxList
from tikadesk.ui.steps import PACK


def the_list(qtbot: QtBot) -> BoxList:
    desk = a_desk()
    busy_boxes.night(desk)
    made = BoxList(desk)
    show(qtbot, made, size=(360, 420))
    made.refresh()
    settle()
    return made


def shown_states(boxes: BoxList) -> list[str]:
    return [row.thing.state for row in boxes.rows if isinstance(row.thing, Box)]


def test_the_oldest_unsent_box_comes_first_then_the_newest(qtbot: QtBot) -> None:
    made = the_list(qtbot)
    assert shown_states(made) == ["sealed", "open", "sealed", "dispatched", "dispatched"]
    first = made.rows[0].thing
    assert isinstance(first, Box)
    assert first.tubes == 4
    assert made.oldest.text().startswith("oldest not sent")


def test_the_box_in_front_is_left_out(qtbot: QtBot) -> None:
    made = the_list(qtbot)
    front = made.rows[1].thing
    assert isinstance(front, Box)
    made.refresh(front.id)
    assert front.id not in [row.thing.id for row in made.rows if isinstance(row.thing, Box)]


def test_half_a_day_is_said_in_amber(qtbot: QtBot) -> None:
    made = the_list(qtbot)
    assert made.oldest.ink == "neutral"
    assert isinstance(made.desk.clock, FixedClock)
    made.desk.clock.advance(seconds=13 * 3600)
    made.refresh()
    assert (made.oldest.ink, made.oldest.text()) == ("amber", "oldest not sent 13 h")
    assert "13 h" in str(made.oldest_line())


def test_rows_are_stepped_through_and_opened(qtbot: QtBot) -> None:
    made = the_list(qtbot)
    opened = QSignalSpy(made.opened)
    made.rows[0].setFocus()
    QTest.keyClick(made.rows[0], Qt.Key.Key_Down)
    assert made.rows[1].hasFocus()
    QTest.keyClick(made.rows[1], Qt.Key.Key_Return)
    assert opened.at(0)[0] == made.rows[1].thing


def test_without_boxes_it_says_so(qtbot: QtBot) -> None:
    made = BoxList(a_desk())
    show(qtbot, made, size=(360, 300))
    made.refresh()
    assert (made.rows, made.oldest_line()) == ([], None)
    assert made.oldest.isHidden()


def test_nothing_is_built_anew_while_nothing_changed(qtbot: QtBot) -> None:
    made = the_list(qtbot)
    before = made.rows[0]
    made.refresh()
    assert made.rows[0] is before


def test_three_boxes_are_in_view_beside_the_box_being_packed(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, box=False)
    for _ in range(4):
        busy_boxes.sealed_box(work.desk, 1)
    work.page.go(PACK)
    settle()
    others = work.page.others
    assert others.scroller.viewport().height() >= 3 * (others.rows[0].height() + 1)
