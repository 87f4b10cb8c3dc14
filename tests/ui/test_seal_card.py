"""The seal's form remembers who checked and counts seals up; opening again keeps the reason with the box."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests import boxes as made
from tests.ui.box_window import packer
from tests.ui.busy_boxes import SEAL_FORM
from tikadesk.actions import dispatch
from tikadesk.domain.kinds.consignment import OPEN, SEALED
from tikadesk.store import records
from tikadesk.ui.seal_card import SealCard


def test_the_last_checker_and_the_next_seal_stand_there(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    dispatch.seal(work.desk, work.box_of(OPEN).id, SEAL_FORM)
    made.packed(work.desk, 2)
    work.page.refresh()
    work.f9()
    card: SealCard = work.page.seal
    values = card.form.values()
    assert (values["checked_by"], values["seal_no"], values["sealed_temp"]) == ("Farida Bano", "0042", "")
    assert "2 tubes" in work.page.seal.about.text()


def test_f9_in_the_form_seals_as_well(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    work.f9()
    work.type("-70")
    work.f9()
    assert work.box_of(SEALED).sealed_temp == -700


def test_the_cold_box_is_off_the_path_of_enter(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    work.f9()
    assert work.page.seal.form.path() == ["sealed_temp", "seal_no", "checked_by"]


def test_the_reason_of_opening_again_stays_with_the_box(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    box = dispatch.seal(work.desk, work.box_of(OPEN).id, SEAL_FORM)
    work.page.open_box(box)
    work.page.dispatch.unseal.click()
    work.type("wrong lab written")
    work.f9()
    entries = records.entries_of(work.desk.store.connection, box.id)
    assert entries[-1].why == "wrong lab written"
    work.press(Qt.Key.Key_F9)
    work.enter("5")
    work.enter()
    work.enter()
    assert work.box_of(SEALED).sealing == 2


def test_escape_keeps_it_sealed(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, tubes=1)
    work.page.open_box(dispatch.seal(work.desk, work.box_of(OPEN).id, SEAL_FORM))
    work.page.dispatch.unseal.click()
    work.press(Qt.Key.Key_Escape)
    assert work.page.front is work.page.dispatch
    assert work.box_of(SEALED).state == SEALED
