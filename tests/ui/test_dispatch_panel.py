"""Dispatch: ages, ticks, the last driver kept, and what is wrong at its field with nothing sent."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from tests import boxes as made
from tests.ui.box_window import Packer, packer
from tests.ui.busy_boxes import SEAL_FORM, WAY_FORM
from tests.ui.desk_window import CTRL
from tikadesk.actions import boxes, dispatch
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.kinds.consignment import DISPATCHED, SEALED
from tikadesk.i18n import tr
from tikadesk.ui import steps
from tikadesk.ui.dispatch_panel import DispatchPanel


def at_dispatch(qtbot: QtBot, folder: Path, count: int = 2) -> Packer:
    work = packer(qtbot, folder, box=False)
    for _ in range(count):
        box, _ = made.packed(work.desk, 1)
        dispatch.seal(work.desk, box.id, SEAL_FORM)
        assert isinstance(work.desk.clock, FixedClock)
        work.desk.clock.advance(seconds=5 * 3600)
    work.page.go(steps.DISPATCH)
    return work


def test_each_box_says_how_long_it_has_waited(qtbot: QtBot, tmp_path: Path) -> None:
    panel: DispatchPanel = at_dispatch(qtbot, tmp_path).page.dispatch
    ages = [panel.table.rows.data(panel.table.rows.index(at, 7)) for at in range(2)]
    assert ages == ["10 h", "5 h"]
    assert panel._count.text() == tr("boxes.dispatch.count", n=2)


def test_the_first_driver_is_typed_the_next_time_only_the_temperature(qtbot: QtBot, tmp_path: Path) -> None:
    work = at_dispatch(qtbot, tmp_path, 1)
    panel = work.page.dispatch
    assert panel.form.field("driver").editor.inner.hasFocus()
    for text in ("ramesh", "9839012345", "up78ct4412", "4"):
        work.enter(text)
    work.enter()
    sent = boxes.boxes(work.desk, state=DISPATCHED)[0]
    assert (sent.driver, sent.vehicle, sent.dispatched_temp) == ("RAMESH", "UP78CT4412", 40)
    box, _ = made.packed(work.desk, 1)
    dispatch.seal(work.desk, box.id, SEAL_FORM)
    work.page.go(steps.DISPATCH)
    assert panel.form.field("dispatched_temp").editor.inner.hasFocus()
    work.pressed = 0
    work.enter("4")
    work.enter()
    assert len(boxes.boxes(work.desk, state=DISPATCHED)) == 2
    assert work.pressed == 3


def test_each_trip_is_offered_its_own_hour_and_a_typed_one_stays(qtbot: QtBot, tmp_path: Path) -> None:
    work = at_dispatch(qtbot, tmp_path, 1)
    hour = work.page.dispatch.form.field("time")
    assert isinstance(work.desk.clock, FixedClock)
    for shown in ("16:34", "17:34"):
        work.desk.clock.advance(seconds=3600)
        work.page.go(steps.PACK)
        work.page.go(steps.DISPATCH)
        assert hour.value() == shown
    hour.editor.set_value("16:05")
    work.page.go(steps.PACK)
    work.page.go(steps.DISPATCH)
    assert hour.value() == "16:05"


def test_a_wrong_mobile_is_said_and_no_box_leaves(qtbot: QtBot, tmp_path: Path) -> None:
    work = at_dispatch(qtbot, tmp_path)
    panel = work.page.dispatch
    panel.form.set_values(WAY_FORM | {"driver_mobile": "12"})
    work.f9()
    assert panel.form.bad_names == ("driver_mobile",)
    assert len(boxes.boxes(work.desk, state=SEALED)) == 2


def test_with_every_tick_taken_away_nothing_can_be_sent(qtbot: QtBot, tmp_path: Path) -> None:
    work = at_dispatch(qtbot, tmp_path, 1)
    panel = work.page.dispatch
    panel.table.setFocus()
    work.press(Qt.Key.Key_Space)
    assert not panel.go.isEnabled()
    work.press(Qt.Key.Key_Return)
    assert panel.go.isEnabled()


def test_the_manifest_can_be_printed_again(qtbot: QtBot, tmp_path: Path) -> None:
    work = at_dispatch(qtbot, tmp_path, 1)
    asked = QSignalSpy(work.page.dispatch.manifest_wanted)
    work.press(Qt.Key.Key_P, CTRL)
    assert asked.at(0) == [work.box_of(SEALED).id]


def test_without_a_sealed_box_it_leads_to_packing(qtbot: QtBot, tmp_path: Path) -> None:
    work = at_dispatch(qtbot, tmp_path, 0)
    panel = work.page.dispatch
    assert panel.go.text() == tr("boxes.dispatch.pack")
    assert panel.go.hasFocus()
    work.press(Qt.Key.Key_Return)
    assert work.page.front is work.page.new
