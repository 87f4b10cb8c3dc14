"""The consignments page, by keys: a box opened, packed, sealed and sent; and who sees what of it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from tests import boxes as made
from tests.ui.box_window import packer
from tests.ui.busy_boxes import SEAL_FORM, WAY_FORM
from tests.ui.desk_window import CTRL
from tests.ui.showing import settle
from tikadesk.actions import boxes, dispatch, staff
from tikadesk.domain import numbers
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.kinds.consignment import DISPATCHED, OPEN, SEALED
from tikadesk.i18n import tr
from tikadesk.ui import steps
from tikadesk.ui.page import Fold

SEAL_KEYS = 8


def test_without_a_box_it_says_what_to_do_and_two_enters_open_the_next(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, box=False)
    page = work.page
    assert page.front is page.none
    work.press(Qt.Key.Key_F2)
    assert page.front is page.new
    assert page.new.form.field("lab").editor.inner.hasFocus()
    page.new.form.set_values({"lab": made.LAB, "size": "40"})
    page.new.open()
    settle()
    assert page.front is page.pack
    first = boxes.current(work.desk)
    assert first is not None
    assert (first.lab, first.size) == (made.LAB, 40)
    work.scan(work.new_tube())
    dispatch.seal(work.desk, first.id, SEAL_FORM)
    page.refresh()
    settle()
    assert page.front is page.none
    work.pressed = 0
    work.press(Qt.Key.Key_F2)
    work.enter()
    work.enter()
    second = boxes.current(work.desk)
    assert second is not None
    assert (second.id != first.id, second.lab, second.size, work.pressed) == (True, made.LAB, 40, 3)
    assert page.pack.scan.line.hasFocus()


def test_sealing_takes_eight_keys_at_most_and_a_next_box_can_be_opened(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = packer(qtbot, tmp_path, tubes=3)
    asked: list[str] = []
    monkeypatch.setattr(work.page.printing, "want_manifest", asked.append)
    work.f9()
    assert work.page.front is work.page.seal
    work.enter("4")
    work.enter()
    work.enter()
    sealed = work.box_of(SEALED)
    assert (sealed.sealed_temp, sealed.tubes, asked) == (40, 3, [sealed.id])
    assert work.pressed <= SEAL_KEYS
    assert work.page.front is work.page.none
    work.press(Qt.Key.Key_F2)
    assert work.page.front is work.page.new


def test_a_bad_temperature_is_said_at_its_field(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    work.f9()
    work.enter("hot")
    work.f9()
    assert work.page.seal.form.bad_names == ("sealed_temp",)
    assert boxes.boxes(work.desk, state=SEALED) == []
    work.press(Qt.Key.Key_Escape)
    assert work.page.front is work.page.pack


def test_an_empty_box_cannot_be_sealed(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path)
    work.f9()
    assert work.page.front is work.page.pack


def test_several_boxes_leave_with_one_driver_oldest_first(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, box=False)
    ids = []
    for _ in range(3):
        box, _ = made.packed(work.desk, 1)
        dispatch.seal(work.desk, box.id, SEAL_FORM)
        ids.append(box.id)
        assert isinstance(work.desk.clock, FixedClock)
        work.desk.clock.advance(seconds=3600)
    work.page.go(steps.DISPATCH)
    panel = work.page.dispatch
    assert [box.id for box in panel.waiting] == ids
    panel.table.setFocus()
    work.press(Qt.Key.Key_Space)
    assert [box.id for box in panel.going()] == ids[1:]
    panel.form.set_values(WAY_FORM)
    work.f9()
    assert {box.id for box in boxes.boxes(work.desk, state=DISPATCHED)} == set(ids[1:])
    assert panel.told.text.text() == tr("boxes.sent", n=2, driver="Ramesh", at="13:34")
    assert panel.form.field("driver").value() == "Ramesh"
    assert panel.form.field("dispatched_temp").editor.inner.hasFocus()
    work.enter("5")
    work.enter()
    assert boxes.boxes(work.desk, state=SEALED) == []
    assert not panel.none.isHidden()


def test_a_driver_is_asked_for(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    dispatch.seal(work.desk, work.box_of(OPEN).id, SEAL_FORM)
    work.page.go(steps.DISPATCH)
    work.f9()
    assert work.page.dispatch.form.bad_names == ("driver",)


def test_opening_a_sealed_box_again_asks_why(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=2)
    box = dispatch.seal(work.desk, work.box_of(OPEN).id, SEAL_FORM)
    work.page.go(steps.DISPATCH)
    work.page.dispatch.unseal.click()
    settle()
    assert work.page.front is work.page.unseal
    work.enter()
    assert work.page.unseal.form.bad_names == ("why",)
    work.enter("one tube forgotten")
    assert work.page.front is work.page.pack
    again = boxes.box(work.desk, box.id)
    assert again is not None
    assert (again.state, again.sealing) == (OPEN, 1)
    work.f9()
    assert work.page.seal.form.field("seal_no").value() == "0041"


def test_a_scan_anywhere_on_the_page_finds_its_place(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    page = work.page
    tube = work.new_tube()
    page.quick.start()
    assert page.scanned(tube)
    assert page.pack.box is not None
    assert page.pack.box.tubes == 2
    box = dispatch.seal(work.desk, page.pack.box.id, SEAL_FORM)
    assert page.scanned(box.no)
    assert page.front is page.dispatch
    assert not page.scanned("TQ1NOTHINGOFOURS")


def test_f2_collects_beside_an_open_box(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    work.press(Qt.Key.Key_F2)
    assert work.page.quick.form.field("person").editor.inner.hasFocus()
    wanted = QSignalSpy(work.page.wanted)
    work.page.fold(Fold.NARROW)
    work.page.pack.start()
    work.press(Qt.Key.Key_F2)
    assert wanted.at(0)[0] == "samples"


def test_the_steps_say_what_waits(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=2)
    box = work.box_of(OPEN)
    said = {code: step.accessibleDescription() for code, step in work.page.steps._steps.items()}
    assert said["collect"] == tr("boxes.step.collect", n=2)
    assert said["pack"] == tr("boxes.step.pack", n=2, no=numbers.shown(box.no))
    dispatch.seal(work.desk, box.id, SEAL_FORM)
    work.page.refresh()
    assert work.page.steps._steps["dispatch"].accessibleDescription() == tr(
        "boxes.step.dispatch", n=1, age=tr("waited.minutes", n=0)
    )
    wanted = QSignalSpy(work.page.wanted)
    work.page.steps._steps["collect"].click()
    assert wanted.at(0)[0] == "samples"


def test_the_other_boxes_open_where_they_are_at(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    first = work.box_of(OPEN)
    second, _ = made.packed(work.desk, 1)
    work.page.refresh()
    assert work.page.pack.box is not None
    assert work.page.pack.box.id == second.id
    work.page.others.rows[0].opened.emit()
    assert work.page.pack.box.id == first.id
    sealed = dispatch.seal(work.desk, second.id, SEAL_FORM)
    gone = dispatch.dispatch(work.desk, sealed.id, WAY_FORM)
    work.page.open_box(gone)
    assert work.page.front is work.page.receipts
    assert work.page.receipts.table.current().id == gone.id


def test_ctrl_5_comes_here(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    work.window.show_page("desk")
    settle()
    work.press(Qt.Key.Key_5, CTRL)
    assert work.window.page is work.page
    assert work.page.pack.scan.line.hasFocus()


def test_somebody_of_a_lab_sees_only_what_is_theirs(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    work.desk.operator = next(one for one in staff.operators(work.desk) if one.role == "supervisor")
    work.desk.operator = staff.add(work.desk, "Dr Rao", "lab", "1947")
    work.page.refresh()
    settle()
    assert work.page.quick.isHidden()
    assert work.page.front not in (work.page.pack, work.page.none)
    work.page.go(steps.PACK)
    assert work.page.front is not work.page.pack


@pytest.mark.parametrize("fold", list(Fold))
def test_the_oldest_box_that_has_not_left_is_always_in_sight(
    qtbot: QtBot, tmp_path: Path, fold: Fold
) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    work.page.fold(fold)
    settle()
    seen = work.page.others.oldest.isVisible() if fold == Fold.FULL else work.page.line.isVisible()
    assert seen


def test_a_box_opened_by_mistake_goes_and_ctrl_z_brings_it_back(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=0)
    page, first = work.page, boxes.current(work.desk)
    assert first is not None
    assert page.pack.discard.isVisible() and not page.pack.reprint.isVisible()
    page.pack.discard.click()
    settle()
    assert page.front is page.none and boxes.boxes(work.desk) == []
    assert page.none.back.isVisible() and first.shown in page.none.back.text()
    work.press(Qt.Key.Key_Z, CTRL)
    settle()
    assert page.front is page.pack and boxes.current(work.desk) == boxes.box(work.desk, first.id)
    assert page.pack.scan.line.hasFocus() and not page.none.back.isVisible()
    work.scan(work.new_tube())
    assert not page.pack.discard.isVisible()
