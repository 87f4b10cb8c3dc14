"""The question about a half-filled form: both answers have a key, and it has the focus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui.draft_offer import DraftOffer


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, True), (Qt.Key.Key_Delete, False)])
def test_enter_goes_on_and_del_discards(qtbot: QtBot, key: Qt.Key, answer: bool) -> None:
    offer = DraftOffer()
    show(qtbot, offer)
    assert offer.isHidden()
    offer.ask("SUSHILA DEVI")
    assert QApplication.focusWidget() is offer.go_on
    with qtbot.waitSignal(offer.answered) as told:
        QTest.keyClick(offer.go_on, key)
    assert told.args == [answer]
    assert offer.isHidden()
