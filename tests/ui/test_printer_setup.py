"""The strip counts the labels left, and printers are chosen from there, but not from behind the lock."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.desk_window import desk_on_disk
from tests.ui.showing import settle, show_window
from tikadesk import i18n
from tikadesk.actions import label_roll
from tikadesk.ui import printers
from tikadesk.ui.buttons import Kind
from tikadesk.ui.printer_dialog import PrinterDialog
from tikadesk.ui.printer_setup import PrinterSetup
from tikadesk.ui.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot, tmp_path: Path) -> MainWindow:
    made = MainWindow(desk_on_disk(tmp_path))
    show_window(qtbot, made, size=(1366, 697))
    return made


def _answer(act: Callable[[PrinterDialog], None]) -> list[bool]:
    """Do ``act`` in the dialog that opens next, and close it; whether it opened."""
    opened: list[bool] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        opened.append(isinstance(dialog, PrinterDialog))
        if isinstance(dialog, PrinterDialog):
            act(dialog)
            dialog.reject()

    QTimer.singleShot(0, look)
    return opened


def test_the_strip_counts_labels_down_and_turns_amber_when_few_are_left(window: MainWindow) -> None:
    labels = window.strip.labels
    assert labels.text() == "Printers"
    label_roll.put_in(window.desk, "164")
    page = window.page
    assert page is not None
    page.printed.emit()
    assert (labels.text(), labels.kind) == ("Label printer: 164 labels left", Kind.LINK)
    label_roll.put_in(window.desk, "1")
    page.printed.emit()
    assert (labels.text(), labels.kind) == ("Label printer: 1 label left", Kind.CAUTION)
    window.resize(1093, 543)
    settle()
    assert labels.text() == "1 label"
    i18n.use("hi")
    window.speak("hi")
    assert labels.text() == "1 लेबल"


def test_the_roll_is_on_the_strip_again_after_a_restart(qtbot: QtBot, tmp_path: Path) -> None:
    desk = desk_on_disk(tmp_path)
    label_roll.put_in(desk, "500")
    window = MainWindow(desk)
    show_window(qtbot, window, size=(1366, 697))
    assert window.strip.labels.text() == "Label printer: 500 labels left"


def test_a_press_opens_the_set_up_and_a_new_roll_is_counted(window: MainWindow) -> None:
    def put_in(dialog: PrinterDialog) -> None:
        dialog.form.set_values({"labels": "1000"})
        dialog.keep.click()

    opened = _answer(put_in)
    window.strip.labels.click()
    assert opened == [True]
    assert window.strip.labels.text() == "Label printer: 1000 labels left"


def test_a_chosen_printer_is_a_setting_of_the_window(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(printers, "names", lambda: ["TSC TE210"])
    chosen: dict[str, object] = {}
    window.chose.connect(chosen.__setitem__)

    def choose(dialog: PrinterDialog) -> None:
        dialog.form.set_values({"label_printer": "TSC TE210"})
        dialog.keep.click()

    _answer(choose)
    setup: PrinterSetup = window.printers
    setup.open()
    assert chosen == {"label_printer": "TSC TE210"}


def test_behind_the_lock_nobody_chooses_printers(window: MainWindow) -> None:
    window.lock()
    opened = _answer(lambda _dialog: None)
    window.strip.labels.click()
    settle()
    assert opened == [False]
