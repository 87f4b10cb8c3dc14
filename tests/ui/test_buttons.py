"""A button says its words, shows its key, and the key it shows works."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui import theme
from tikadesk.ui.buttons import Button, Kind, link, primary, secondary
from tikadesk.ui.words import plain, say


def test_the_key_on_a_button_presses_it_while_it_is_seen(qtbot: QtBot) -> None:
    button = secondary(say("pin.allow"), key="save")
    window = show(qtbot, button)
    assert button.cap == "Ctrl S"
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    button.hide()
    with qtbot.assertNotEmitted(button.clicked):
        QTest.keyClick(window, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space])
def test_a_focused_button_is_pressed_by_enter_and_space(qtbot: QtBot, key: Qt.Key) -> None:
    button = primary(say("pin.allow"))
    show(qtbot, button)
    button.setFocus()
    with qtbot.waitSignal(button.clicked):
        QTest.keyClick(button, key)


def test_a_double_click_presses_once(qtbot: QtBot) -> None:
    button = secondary(say("desk.vial.next"))
    show(qtbot, button)
    pressed: list[None] = []
    button.clicked.connect(lambda: pressed.append(None))
    left, at = Qt.MouseButton.LeftButton, QPointF(button.rect().center())
    for what in ("Press", "Release", "DblClick", "Release"):
        kind = QEvent.Type[f"MouseButton{what}"]
        QApplication.sendEvent(button, QMouseEvent(kind, at, at, left, left, Qt.KeyboardModifier.NoModifier))
    assert len(pressed) == 1 and not button.isDown()


@pytest.mark.parametrize("kind", Kind)
def test_a_button_is_never_smaller_than_its_words_and_large_enough_to_hit(qtbot: QtBot, kind: Kind) -> None:
    button = Button(plain("Save & print"), kind, icon="print", cap="Enter", small=True)
    show(qtbot, button)
    assert button.minimumSizeHint().width() > theme.text_width("Save & print", "label")
    assert button.sizeHint().height() >= 28
    assert button.accessibleName() == "Save & print"
    assert button.accessibleDescription() == "Enter"


@pytest.mark.parametrize("make", [primary, secondary, link])
def test_the_focus_ring_changes_the_picture(qtbot: QtBot, make: object) -> None:
    assert callable(make)
    button, other = make(plain("One")), secondary(plain("Two"))
    show(qtbot, button, other)
    other.setFocus()
    without = button.grab().toImage()
    button.setFocus()
    ring = button.grab().toImage()
    assert ring != without
    assert ring.pixelColor(ring.width() // 2, 0).name().upper() == theme.tokens().focus


def test_words_change_with_the_language_and_by_hand(qtbot: QtBot) -> None:
    button = secondary(say("pin.allow"))
    show(qtbot, button)
    button.show_words(say("pin.cancel"))
    assert button.text() == "Cancel"
