"""Whoever is asked for a PIN in a window of its own, in tests."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tikadesk.ui.pin import PinDialog


def answer_soon(pin: str) -> None:
    """Type ``pin`` into the dialog once it is there; a wrong one is given up with Esc."""
    QTimer.singleShot(20, lambda: _answer(pin, 50))


def _answer(pin: str, tries: int) -> None:
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, PinDialog):
        assert tries, "no PIN was asked for"
        QTimer.singleShot(20, lambda: _answer(pin, tries - 1))
        return
    line = dialog.form.field("pin").editor.inner
    QTest.keyClicks(line, pin)
    QTest.keyClick(line, Qt.Key.Key_Return)
    if dialog.isVisible():
        QTest.keyClick(dialog, Qt.Key.Key_Escape)
