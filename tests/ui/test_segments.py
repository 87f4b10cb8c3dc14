"""The segmented control: letter, arrow, click; nothing chosen beforehand; a Hindi keyboard changes nothing."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui.segments import Segment, SegmentBar
from tikadesk.ui.words import plain


@pytest.fixture
def bar(qtbot: QtBot) -> Iterator[SegmentBar]:
    made = SegmentBar(
        [
            Segment(code, plain(word), code)
            for code, word in zip("FMO", ("Female", "Male", "Other"), strict=True)
        ]
    )
    window = show(qtbot, made)
    made.setFocus()
    yield made
    window.close()


def test_nothing_is_chosen_beforehand(bar: SegmentBar) -> None:
    assert bar.code() == ""


def test_a_letter_chooses_and_tells_once(bar: SegmentBar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bar.chosen) as told:
        QTest.keyClicks(bar, "m")
    assert told.args == ["M"]
    with qtbot.assertNotEmitted(bar.chosen):
        QTest.keyClicks(bar, "m")
    assert bar.accessibleDescription() == "Male"


def test_the_key_counts_not_the_letter_of_a_hindi_layout(bar: SegmentBar) -> None:
    press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_F, Qt.KeyboardModifier.NoModifier, "ि")
    QApplication.sendEvent(bar, press)
    assert bar.code() == "F"


def test_arrows_go_round(bar: SegmentBar) -> None:
    for key, code in ((Qt.Key.Key_Right, "F"), (Qt.Key.Key_Left, "O"), (Qt.Key.Key_Right, "F")):
        QTest.keyClick(bar, key)
        assert bar.code() == code


def test_a_click_chooses_and_enter_passes_on(bar: SegmentBar, qtbot: QtBot) -> None:
    parts = bar.findChildren(QAbstractButton)
    QTest.mouseClick(parts[2], Qt.MouseButton.LeftButton)
    assert bar.code() == "O"
    with qtbot.waitSignal(bar.passed) as told:
        QTest.keyClick(bar, Qt.Key.Key_Return)
    assert told.args == [True]


def test_choosing_for_the_operator_tells_nobody(bar: SegmentBar, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(bar.chosen):
        bar.choose("M")
    assert bar.code() == "M"
    bar.choose("")
    assert bar.code() == ""


def test_a_bad_bar_looks_bad_until_it_has_the_focus(bar: SegmentBar) -> None:
    bar.clearFocus()
    good = bar.grab().toImage()
    bar.set_bad(True)
    assert bar.grab().toImage() != good
