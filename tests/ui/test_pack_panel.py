"""Packing by scanner: a scan is a packed tube, refusals are heard and read, a tube taken out can go back."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from tests import boxes as made
from tests.two_desks import TwoDesks
from tests.ui.box_window import packer
from tests.ui.desk_window import CTRL
from tests.ui.showing import settle, show
from tikadesk.actions import boxes, pack, samples
from tikadesk.domain.numbers import shown
from tikadesk.i18n import tr
from tikadesk.ui import sounds
from tikadesk.ui.messages import MessageArea
from tikadesk.ui.pack_panel import PackPanel


def test_a_scan_packs_a_tube_with_no_key_and_one_beep(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path)
    panel, heard = work.page.pack, QSignalSpy(sounds.current().played)
    for slot in (1, 2, 3):
        no = work.new_tube()
        work.scan(no)
        assert panel.scan.said == tr("boxes.added", no=shown(no), slot=slot)
    assert work.pressed == 0
    assert [heard.at(at)[0] for at in range(heard.count())] == ["accepted"] * 3
    assert panel.scan.line.hasFocus()
    assert [panel.table.rows.row(at).slot for at in range(3)] == [3, 2, 1]
    assert panel.table.current().no == no


def test_a_wrong_number_is_refused_and_a_digit_takes_the_near_one(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path)
    panel, heard = work.page.pack, QSignalSpy(sounds.current().played)
    no = work.new_tube()
    wrong = no[:-1] + str((int(no[-1]) + 1) % 10)
    work.scan(wrong)
    assert heard.at(0)[0] == "refused"
    assert panel.scan.refused == tr("pack.near", n=1)
    assert [one.typed for one in panel.scan.near] == [no]
    assert panel.scan.line.hasFocus()
    work.type("1")
    assert work.pressed == 1
    assert panel.table.current().no == no
    assert panel.scan.refused == ""


def test_a_tube_scanned_twice_says_so_in_its_row(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    panel: PackPanel = work.page.pack
    no = panel.table.rows.row(0).no
    work.scan(no)
    assert panel.scan.refused
    index = panel.table.rows.index(0, len(panel.table.rows.columns) - 1)
    assert panel.table.rows.data(index) == tr("boxes.tube.twice")
    work.scan(work.new_tube())
    assert panel.scan.refused == ""


def test_del_in_the_empty_field_takes_the_marked_tube_out_and_ctrl_z_puts_it_back(
    qtbot: QtBot, tmp_path: Path
) -> None:
    work = packer(qtbot, tmp_path, tubes=3)
    panel = work.page.pack
    work.press(Qt.Key.Key_Down)
    second = panel.table.current()
    work.press(Qt.Key.Key_Delete)
    assert panel.box is not None
    assert [row.no for row in boxes.tubes(work.desk, panel.box.id)].count(second.no) == 0
    assert second.shown in panel.scan.said
    assert tr("boxes.unboxed", n=1) in panel.unboxed.text()
    assert panel.scan.line.hasFocus()
    work.press(Qt.Key.Key_Z, CTRL)
    assert second.no in [row.no for row in boxes.tubes(work.desk, panel.box.id)]
    work.press(Qt.Key.Key_Z, CTRL)
    assert panel.box.tubes == 3


def test_del_works_in_the_list_too(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=2)
    work.page.pack.table.setFocus()
    work.press(Qt.Key.Key_Delete)
    assert work.page.pack.table.rows.rowCount() == 1


def test_tubes_in_no_box_are_counted_and_lead_to_their_list(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path)
    for _ in range(4):
        work.new_tube()
    work.page.refresh()
    assert work.page.pack.unboxed.text() == tr("boxes.unboxed", n=4)
    wanted = QSignalSpy(work.page.wanted)
    work.page.pack.unboxed.click()
    assert wanted.at(0) == ["samples", "unboxed"]


def test_a_box_of_five_hundred_takes_its_last_tube(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, box=False)
    big = made.box(work.desk, size=500)
    with work.desk.store.write() as writer:
        for slot in range(1, 500):
            no = writer.number("K")
            work.desk.create(
                writer,
                "sample",
                {**made.PERSON, "no": no, "day": work.desk.today(), "box": big.id, "slot": slot},
            )
    no = work.new_tube()
    work.page.go("pack")
    settle()
    work.scan(no)
    assert work.page.pack.table.rows.row(0).slot == 500
    work.scan(work.new_tube())
    assert work.page.pack.scan.refused == tr("pack.full", size=500)


def test_a_tube_that_two_desks_packed_is_marked_and_settled_here(qtbot: QtBot) -> None:
    pair = TwoDesks()
    mine, other = pair.desks
    tube, no = made.tube(mine)
    pair.meet()
    here, there = made.box(mine), made.box(other)
    pack.add(mine, here.id, no)
    pack.add(other, there.id, no)
    pair.meet()
    panel = PackPanel(mine)
    show(qtbot, MessageArea(), panel, size=(780, 520))
    box = next(box for box in boxes.boxes(mine) if tube in [row.id for row in boxes.tubes(mine, box.id)])
    pack.use(mine, box.id)
    panel.refresh()
    settle()
    last = len(panel.table.rows.columns) - 1
    assert panel.table.rows.data(panel.table.rows.index(0, last)) == tr("boxes.tube.two_boxes")
    assert panel.out.isHidden()
    panel.here.click()
    settled = samples.row(mine, tube)
    assert settled is not None
    assert (settled.box, settled.conflict) == (box.id, ())
    assert not panel.out.isHidden()


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_head_says_box_lab_and_places(qtbot: QtBot, tmp_path: Path, language: str) -> None:
    work = packer(qtbot, tmp_path, tubes=2)
    work.window.speak(language)
    settle()
    panel = work.page.pack
    assert panel.box is not None
    words = [text.text() for text in (panel.head.title, panel.head.about, panel.head.count, panel.head.left)]
    assert shown(panel.box.no) in words[0]
    assert panel.box.lab_name or words[1]
    assert "60" in words[2]
    assert "58" in words[3]


def test_reprint_asks_for_the_label_of_the_marked_tube(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    asked = QSignalSpy(work.page.pack.label_wanted)
    work.press(Qt.Key.Key_P, CTRL)
    assert asked.at(0) == [work.page.pack.table.current().id]
    assert work.page.pack.scan.line.hasFocus()


def test_a_sealed_box_takes_nothing_more(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    assert work.page.pack.box is not None
    with pytest.raises(pack.Refused):
        pack.add(work.desk, work.page.pack.box.id, "CGK1")


def test_on_a_disk_that_cannot_be_written_the_tube_is_not_in_and_can_be_scanned_again(
    qtbot: QtBot, tmp_path: Path
) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    panel, no = work.page.pack, work.new_tube()
    heard = QSignalSpy(sounds.current().played)
    work.desk.store.connection.execute("PRAGMA query_only = 1")
    work.scan(no)
    assert heard.at(0)[0] == "refused"
    assert any(text.startswith("NOT SAVED") for text in work.window.messages.texts())
    assert (panel.table.rows.rowCount(), panel.scan.line.hasFocus()) == (1, True)
    work.desk.store.connection.execute("PRAGMA query_only = 0")
    work.scan(no)
    assert panel.table.rows.rowCount() == 2 and work.window.messages.texts() == []
