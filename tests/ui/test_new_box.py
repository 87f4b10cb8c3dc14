"""No box open, and opening one: the labs of this desk's own district first, what cannot be read at its field."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot

from tests import boxes as made
from tests.ui.box_window import packer
from tikadesk.actions import boxes, dispatch
from tikadesk.i18n import tr
from tikadesk.ui.new_box import NewBox, NoBox


def test_every_lab_can_be_chosen_by_name(qtbot: QtBot, tmp_path: Path) -> None:
    form = packer(qtbot, tmp_path, box=False).page.new.form
    form.set_values({"lab": made.LAB})
    combo = form.field("lab").editor.inner
    assert isinstance(combo, QComboBox)
    assert combo.currentText() == "Pt. JNM Medical College, Raipur"


def test_what_is_missing_is_said_at_its_field_and_nothing_is_opened(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, box=False)
    work.press(Qt.Key.Key_F2)
    work.page.new.form.set_values({"lab": "", "size": "0"})
    work.page.new.open()
    assert work.page.new.form.bad_names == ("lab", "size")
    assert boxes.boxes(work.desk) == []


def test_a_second_click_opens_no_second_box(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, box=False)
    work.press(Qt.Key.Key_F2)
    card: NewBox = work.page.new
    card.form.set_values({"lab": made.LAB})
    card.open()
    card.open()
    assert len(boxes.boxes(work.desk)) == 1


def test_escape_leaves_without_a_box(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, box=False)
    work.press(Qt.Key.Key_F2)
    work.press(Qt.Key.Key_Escape)
    assert work.page.front is work.page.none


def test_the_empty_state_counts_what_waits(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, box=False)
    card: NoBox = work.page.none
    assert card.dispatch.isHidden()
    assert card.unboxed.isHidden()
    box, _ = made.packed(work.desk, 1)
    dispatch.seal(work.desk, box.id, {})
    work.new_tube()
    work.page.refresh()
    assert not card.dispatch.isHidden()
    assert card.unboxed.text() == tr("boxes.unboxed", n=1)
    asked = QSignalSpy(card.dispatch_wanted)
    card.dispatch.click()
    assert asked.count() == 1
    assert work.page.front is work.page.dispatch
