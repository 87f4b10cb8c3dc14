"""A lab's cards on a real desk, worked by keys, with a message area as in the window."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.actions.desk import Desk
from tikadesk.ui.lab_side import LabSide
from tikadesk.ui.messages import MessageArea


class Lab:
    """The lab's side in a window."""

    def __init__(self, qtbot: QtBot, desk: Desk) -> None:
        self.desk, self.side = desk, LabSide(desk)
        show(qtbot, MessageArea(), self.side, size=(780, 560))
        self.side.refresh()
        self.side.start()
        settle()

    def scan(self, text: str) -> None:
        """What a scanner types."""
        now = QApplication.focusWidget()
        assert now is not None
        QTest.keyClicks(now, text)
        self.press(Qt.Key.Key_Return)

    def press(self, *keys: Qt.Key) -> None:
        """Press keys where the focus is."""
        for key in keys:
            now = QApplication.focusWidget()
            assert now is not None
            QTest.keyClick(now, key)
            settle()

    def states(self) -> list[str]:
        """What the list says of each tube."""
        rows = self.side.counting.table.rows
        last = len(rows.columns) - 1
        return [rows.data(rows.index(at, last)) for at in range(rows.rowCount())]
