"""Shows a widget so that it has the keyboard, as a window that an operator works in."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot


def show(qtbot: QtBot, *widgets: QWidget, size: tuple[int, int] = (700, 500)) -> QWidget:
    """An active window of ``size`` with ``widgets`` in a column."""
    window = QWidget()
    column = QVBoxLayout(window)
    for widget in widgets:
        column.addWidget(widget)
    return show_window(qtbot, window, size=size)


def show_window(qtbot: QtBot, window: QWidget, *, size: tuple[int, int]) -> QWidget:
    """Show ``window`` and wait until it has the keyboard."""
    # pytest-qt holds windows weakly, but not what it calls before it closes them: without that, the window could be
    # swept away while a timer of the last event still works in it.
    qtbot.addWidget(window, before_close_func=lambda _window: window.hide())
    window.resize(*size)
    window.show()
    window.activateWindow()
    qtbot.waitActive(window)
    settle()
    return window


def settle() -> None:
    """Let layouts, polishing and deferred deletions happen."""
    for _ in range(4):
        QCoreApplication.processEvents()
