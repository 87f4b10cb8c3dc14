from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui.leaving import leaves_down


def test_the_arrow_down_alone_leaves_for_the_list(qtbot: QtBot) -> None:
    line, left = QLineEdit(), []
    leaves_down(line, lambda: left.append(line.text()))
    show(qtbot, line)
    QTest.keyClicks(line, "ab")
    QTest.keyClick(line, Qt.Key.Key_Up)
    assert not left
    QTest.keyClick(line, Qt.Key.Key_Down)
    assert left == ["ab"]
