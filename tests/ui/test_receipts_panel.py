"""What the lab said: counted, on the way, each difference with its reason, and the tubes to take again."""

from __future__ import annotations

from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from tests.ui import busy_boxes
from tests.ui.busy_desk import a_desk
from tests.ui.showing import settle, show
from tikadesk.actions import boxes, receive
from tikadesk.domain.kinds.consignment import DISPATCHED
from tikadesk.i18n import tr
from tikadesk.ui.receipts_panel import ReceiptsPanel


def the_panel(qtbot: QtBot) -> ReceiptsPanel:
    desk = a_desk()
    busy_boxes.night(desk)
    made = ReceiptsPanel(desk)
    show(qtbot, made, size=(780, 520))
    made.refresh()
    settle()
    return made


def cells(panel: ReceiptsPanel, column: int) -> list[str]:
    rows = panel.lines.rows
    return [rows.data(rows.index(at, column)) for at in range(rows.rowCount())]


def test_every_difference_has_its_reason(qtbot: QtBot) -> None:
    panel = the_panel(qtbot)
    counted = next(box for box in boxes.boxes(panel.desk, state=DISPATCHED) if box.receipt is not None)
    panel.show_box(counted)
    assert sorted(cells(panel, 1)) == ["Not in the box", "Rejected", "Rejected"]
    assert any("blue cap, wet" in why for why in cells(panel, 2))
    assert "Dr Rao" in panel._about.text()
    assert "6 °C" in panel._about.text()
    assert panel._count.text() == tr("boxes.receipts.count", counted=1, all=2)


def test_a_box_without_an_answer_says_who_drives_it(qtbot: QtBot) -> None:
    panel = the_panel(qtbot)
    assert panel.box is not None
    assert panel.box.receipt is None
    assert "Ramesh" in panel._about.text()
    assert tr("boxes.no_answer") in panel._about.text()
    assert panel.lines.isHidden()


def test_a_box_that_is_being_counted_is_said_to_be(qtbot: QtBot) -> None:
    panel = the_panel(qtbot)
    assert panel.box is not None
    begun = receive.begin(panel.desk, panel.box.no)
    receive.receive_tube(panel.desk, begun.id, begun.lines[0].tube)
    panel.refresh()
    assert panel._about.text().endswith("1 of 6 so far")
    receive.receive_all(panel.desk, begun.id)
    receive.finish(panel.desk, begun.id, {})
    panel.refresh()
    assert not panel.well.isHidden()


def test_tubes_to_take_again_lead_to_their_list(qtbot: QtBot) -> None:
    panel = the_panel(qtbot)
    assert panel.again.text() == tr("boxes.again", n=2)
    asked = QSignalSpy(panel.again_wanted)
    panel.again.click()
    assert asked.count() == 1


def test_before_the_first_box_it_says_what_to_do(qtbot: QtBot) -> None:
    made = ReceiptsPanel(a_desk())
    show(qtbot, made, size=(780, 520))
    made.refresh()
    assert made._shown.currentWidget() is made.none
    assert made.reprint.isHidden()
