"""Printing set-up: what is chosen is kept as a setting, a roll is counted from now on, Esc changes nothing."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.desk_window import desk_on_disk
from tests.ui.showing import show_window
from tests.ui.test_printing import a_printer
from tikadesk import settings
from tikadesk.actions import label_roll
from tikadesk.actions.desk import Desk
from tikadesk.i18n import tr
from tikadesk.settings import Settings
from tikadesk.ui import printers
from tikadesk.ui.printer_dialog import PrinterDialog

KNOWN = ("TSC TE210", "HP LaserJet")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = desk_on_disk(tmp_path, session_set_up=False)
    yield opened
    opened.store.close()


def _dialog(qtbot: QtBot, desk: Desk) -> tuple[PrinterDialog, dict[str, object]]:
    dialog, chosen = PrinterDialog(desk, KNOWN), {}
    dialog.chose.connect(chosen.__setitem__)
    show_window(qtbot, dialog, size=(480, 420))
    return dialog, chosen


def _keep(desk: Desk, **chosen: str) -> None:
    assert desk.store.home is not None
    settings.save(desk.store.home, Settings(**chosen))


def test_what_is_chosen_is_kept_and_what_is_not_stays(qtbot: QtBot, desk: Desk) -> None:
    dialog, chosen = _dialog(qtbot, desk)
    assert dialog.form.values() == {
        "label_printer": "-", "labels": "", "slip_printer": "-", "slip_paper": "roll", "paper_printer": "-",
        "helpline": "",
    }  # fmt: skip
    dialog.form.set_values({"label_printer": "TSC TE210"})
    dialog.keep.click()
    assert chosen == {"label_printer": "TSC TE210"}
    assert not dialog.isVisible()
    assert label_roll.left(desk) is None


def test_labels_as_files_can_be_chosen_again(qtbot: QtBot, desk: Desk) -> None:
    _keep(desk, label_printer="TSC TE210", paper_printer="HP LaserJet")
    dialog, chosen = _dialog(qtbot, desk)
    assert dialog.form.values()["paper_printer"] == "HP LaserJet"
    dialog.form.set_values({"label_printer": "-"})
    dialog.keep.click()
    assert chosen == {"label_printer": ""}


def test_a_printer_that_is_switched_off_stays_the_chosen_one(qtbot: QtBot, desk: Desk) -> None:
    _keep(desk, label_printer="Zebra")
    dialog, chosen = _dialog(qtbot, desk)
    assert dialog.form.values()["label_printer"] == "Zebra"
    dialog.keep.click()
    assert chosen == {}


def test_a_roll_is_counted_and_one_that_is_none_is_refused(qtbot: QtBot, desk: Desk) -> None:
    dialog, _ = _dialog(qtbot, desk)
    dialog.form.set_values({"labels": "20000"})
    dialog.keep.click()
    assert dialog.isVisible()
    assert dialog.form.field("labels").is_bad
    dialog.form.set_values({"labels": "500"})
    dialog.keep.click()
    assert label_roll.left(desk) == 500


def test_slips_have_a_printer_a_paper_and_a_helpline(qtbot: QtBot, desk: Desk) -> None:
    dialog, chosen = _dialog(qtbot, desk)
    dialog.form.set_values({"slip_printer": "TSC TE210", "slip_paper": "a6", "helpline": "ask Ramesh"})
    dialog.keep.click()
    assert dialog.form.bad_names == ("helpline",) and chosen == {}
    dialog.form.set_values({"helpline": "0771-2221000"})
    dialog.keep.click()
    assert chosen == {"slip_printer": "TSC TE210", "slip_paper": "a6", "helpline": "0771-2221000"}


def test_escape_changes_nothing(qtbot: QtBot, desk: Desk) -> None:
    dialog, chosen = _dialog(qtbot, desk)
    dialog.form.set_values({"label_printer": "TSC TE210", "labels": "500"})
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert chosen == {}
    assert label_roll.left(desk) is None


def test_a_practice_label_is_tried_before_anything_is_kept(
    qtbot: QtBot, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog, chosen = _dialog(qtbot, desk)
    dialog.trial.click()
    assert dialog.tried.text.text() == tr("printers.try.none")
    dialog.form.set_values({"label_printer": "TSC TE210"})
    dialog.trial.click()
    assert dialog.tried.text.text() == tr("print.gone", printer="TSC TE210")
    # There is no printer on this machine: Qt's own, whose paper is a file, stands in.
    monkeypatch.setattr(printers, "named", lambda _name: a_printer(tmp_path / "trial.pdf"))
    dialog.trial.click()
    assert dialog.tried.text.text() == tr("printers.try.sent", printer="TSC TE210")
    assert (tmp_path / "trial.pdf").read_bytes().startswith(b"%PDF")
    assert chosen == {}
