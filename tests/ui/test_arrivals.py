"""A lab's door: the bar code, the QR set in any order, a file; what is no list says which."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from tests.ui import busy_boxes
from tests.ui.busy_desk import a_desk
from tests.ui.lab_window import Lab
from tikadesk.actions import boxes, manifests
from tikadesk.actions.desk import Desk
from tikadesk.domain import qr_parts
from tikadesk.i18n import tr
from tikadesk.ui import sounds
from tikadesk.ui.arrivals import Arrivals


def sent(desk: Desk, tubes: int = 3) -> bytes:
    """The list of a box that the centre sealed and sent."""
    box = busy_boxes.sent_box(desk, tubes)
    return manifests.sealed_list(desk, box.id)


def test_the_bar_code_of_a_box_on_its_way_begins_its_receipt(qtbot: QtBot) -> None:
    desk = a_desk(practice=True)
    box = busy_boxes.sent_box(desk, 3)
    lab = Lab(qtbot, desk)
    assert lab.side.door.table.rows.rowCount() == 1
    lab.scan(box.no)
    assert lab.side.front is lab.side.counting
    assert lab.side.counting.receiving is not None
    assert lab.side.counting.receiving.expected == 3
    assert lab.side.counting.scan.line.hasFocus()


def test_a_qr_set_is_read_in_any_order_with_nothing_here(qtbot: QtBot) -> None:
    centre, heard = a_desk(practice=True), QSignalSpy(sounds.current().played)
    parts = qr_parts.parts(sent(centre, 60))
    assert len(parts) > 1
    lab = Lab(qtbot, a_desk(practice=True))
    assert boxes.boxes(lab.desk) == []
    first, *rest = reversed(parts)
    lab.scan(first.lower())
    missing = ", ".join(str(at) for at in range(1, len(parts)))
    assert lab.side.door.parts.text.text() == tr("receive.parts", read=1, total=len(parts), missing=missing)
    lab.scan(first)
    for part in rest:
        lab.scan(part)
    assert lab.side.front is lab.side.counting
    assert len(lab.states()) == 60
    assert {heard.at(at)[0] for at in range(heard.count())} == {"accepted"}
    assert lab.side.door.parts.isHidden()


def test_a_damaged_part_is_refused_and_the_others_stay_read(qtbot: QtBot) -> None:
    parts = qr_parts.parts(sent(a_desk(practice=True), 60))
    lab = Lab(qtbot, a_desk(practice=True))
    lab.scan(parts[0])
    heard = QSignalSpy(sounds.current().played)
    lab.scan(parts[1][:-1] + ("A" if parts[1][-1] != "A" else "B"))
    assert heard.at(0)[0] == "refused"
    assert lab.side.door.scan.refused == tr("manifest.damaged")
    for part in parts[1:]:
        lab.scan(part)
    assert lab.side.front is lab.side.counting


def test_what_is_no_box_is_refused(qtbot: QtBot) -> None:
    lab = Lab(qtbot, a_desk(practice=True))
    lab.scan("12345")
    assert lab.side.door.scan.refused
    assert lab.side.front is lab.side.door
    assert lab.side.door.scan.line.hasFocus()


def test_a_list_comes_as_a_file_too(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "box.tikam"
    file.write_bytes(sent(a_desk(practice=True), 4))
    lab = Lab(qtbot, a_desk(practice=True))
    lab.side.door.choose_file = lambda: str(file)
    lab.side.door.file.click()
    assert lab.side.counting.receiving is not None
    assert (lab.side.counting.receiving.list_from, len(lab.states())) == ("file", 4)


def test_a_file_that_is_none_is_said_and_no_receipt_begun(qtbot: QtBot, tmp_path: Path) -> None:
    file = tmp_path / "holiday.jpg"
    file.write_bytes(b"\xff\xd8 nothing of ours")
    lab = Lab(qtbot, a_desk(practice=True))
    lab.side.door.take_file(file)
    assert lab.side.front is lab.side.door
    lab.side.door.choose_file = str
    lab.side.door.file.click()
    assert lab.side.door.table.rows.rowCount() == 0


def test_enter_on_a_box_of_the_list_begins_it(qtbot: QtBot) -> None:
    desk = a_desk(practice=True)
    busy_boxes.sent_box(desk, 2)
    lab = Lab(qtbot, desk)
    lab.press(Qt.Key.Key_Down)
    lab.side.door.table.setFocus()
    lab.press(Qt.Key.Key_Return)
    assert lab.side.front is lab.side.counting
    lab.press(Qt.Key.Key_Escape)
    door: Arrivals = lab.side.door
    assert lab.side.front is door
    state = door.table.rows.data(door.table.rows.index(0, 5))
    assert state == tr("receive.state.begun", n=0)
