"""A list to choose from: by digit, by Enter, by walking; what had the focus keeps it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.ui.pick_list import PickList
from tikadesk.ui.record_row import RecordRow
from tikadesk.ui.words import plain


def rows(*names: str) -> list[RecordRow]:
    return [RecordRow(plain(name), plain(""), thing=name) for name in names]


def test_digits_and_enter_take_and_up_leaves(qtbot: QtBot) -> None:
    picks = PickList()
    taken: list[object] = []
    left: list[bool] = []
    picks.chosen.connect(taken.append)
    picks.left.connect(lambda: left.append(True))
    show(qtbot, picks)
    picks.show_rows(rows("Asha", "Bina"))
    settle()
    picks.step(0)
    for key in (Qt.Key.Key_2, Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_9):
        QTest.keyClick(next(row for row in picks.rows if row.hasFocus()), key)
    assert taken == ["Bina", "Bina"]
    for _ in range(2):
        QTest.keyClick(next(row for row in picks.rows if row.hasFocus()), Qt.Key.Key_Up)
    assert left == [True]


def test_the_row_with_the_focus_keeps_it_while_it_is_offered(qtbot: QtBot) -> None:
    picks = PickList()
    show(qtbot, picks)
    picks.show_rows(rows("Asha", "Bina"))
    settle()
    picks.step(1)
    picks.show_rows(rows("Indu", "Asha", "Bina"))
    settle()
    assert [row.thing for row in picks.rows if row.hasFocus()] == ["Bina"]
