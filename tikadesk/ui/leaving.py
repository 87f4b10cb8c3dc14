"""How the keyboard leaves a search: down, to what was found."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget


def leaves_down(line: QWidget, to_list: Callable[[], object]) -> None:
    """Let the arrow down in ``line`` do ``to_list``, which puts the focus on the list below it."""
    line.installEventFilter(_Down(line, to_list))


class _Down(QObject):
    """Takes the key from its parent, the line."""

    def __init__(self, line: QWidget, to_list: Callable[[], object]) -> None:
        super().__init__(line)
        self._to_list = to_list

    def eventFilter(self, _line: QObject, event: QEvent) -> bool:
        """Whether the event was the key."""
        down = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Down
        if down and event.type() == QEvent.Type.KeyPress:
            self._to_list()
            return True
        return False
