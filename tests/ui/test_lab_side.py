"""The lab's side of the page: who sees it, where a scan goes, and the way to our own boxes in practice."""

from __future__ import annotations

from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from tests.ui import busy_boxes
from tests.ui.busy_desk import a_desk, busy_desk
from tests.ui.lab_window import Lab
from tests.ui.showing import settle, show_window
from tikadesk.ui import steps
from tikadesk.ui.consignments_page import ConsignmentsPage
from tikadesk.ui.page import Fold
from tikadesk.ui.window import MainWindow


def test_a_scan_goes_to_the_card_that_it_is_for(qtbot: QtBot) -> None:
    desk = a_desk(practice=True)
    first, second = busy_boxes.sent_box(desk, 2), busy_boxes.sent_box(desk, 2)
    lab = Lab(qtbot, desk)
    busy_boxes.lend_numbers(desk)
    assert lab.side.scanned(first.no)
    assert lab.side.front is lab.side.counting
    assert lab.side.counting.receiving is not None
    assert lab.side.scanned(lab.side.counting.receiving.lines[0].tube)
    assert lab.side.counting.receiving.count("accepted") == 1
    lab.side.show_box(second)
    assert lab.side.counting.receiving.no == second.no


def test_a_tube_at_the_door_is_somebody_elses(qtbot: QtBot) -> None:
    desk = a_desk(practice=True)
    busy_boxes.lend_numbers(desk)
    tube = busy_boxes.collect_tubes(desk, 1)[0]
    assert not Lab(qtbot, desk).side.scanned(tube)


def test_what_is_written_is_told(qtbot: QtBot) -> None:
    desk = a_desk(practice=True)
    box = busy_boxes.sent_box(desk, 2)
    lab = Lab(qtbot, desk)
    changed = QSignalSpy(lab.side.changed)
    lab.scan(box.no)
    lab.side.counting.all.click()
    assert changed.count() == 2


def test_in_practice_both_sides_can_be_seen(qtbot: QtBot) -> None:
    desk = busy_desk(practice=True, at_work="supervisor")
    busy_boxes.sent_box(desk, 2)
    window = MainWindow(desk)
    show_window(qtbot, window, size=(1366, 697))
    page = window.show_page("consignments")
    assert isinstance(page, ConsignmentsPage)
    page.go(steps.RECEIVE)
    settle()
    assert page.front is page.receipts
    page.receipts.side.click()
    assert page.front is page.lab
    page.lab.door.side.click()
    assert page.front is page.receipts


def test_the_lab_folds_as_the_page_does(qtbot: QtBot) -> None:
    lab = Lab(qtbot, a_desk(practice=True))
    lab.side.fold(Fold.SINGLE)
    assert lab.side.counting.table.isColumnHidden(3)
    lab.side.fold(Fold.FULL)
    assert not lab.side.counting.table.isColumnHidden(3)


def test_a_receipt_on_a_wrong_number_goes_and_can_be_gone_on_with(qtbot: QtBot) -> None:
    desk = a_desk(practice=True)
    box = busy_boxes.sent_box(desk, 2)
    lab = Lab(qtbot, desk)
    lab.scan(box.no)
    side = lab.side
    begun = side.counting.receiving
    assert begun is not None
    side.scanned(begun.lines[0].tube)
    side.counting.discard.click()
    settle()
    assert side.front is side.door and side.door.back.isVisible()
    side.door.back.click()
    settle()
    assert side.front is side.counting and side.counting.receiving is not None
    assert (side.counting.receiving.id, side.counting.receiving.count("accepted")) == (begun.id, 1)
    assert not side.door.back.isVisible()
