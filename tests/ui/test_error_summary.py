"""The box above a form that was not saved: the count, one link a field, gone when all is mended."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.ui.buttons import Button
from tikadesk.ui.error_summary import ErrorSummary
from tikadesk.ui.words import Text, plain

FIELDS = [("mobile", plain("Mobile number")), ("age", plain("Age"))]


def _links(summary: ErrorSummary) -> list[str]:
    return [button.text() for button in summary.findChildren(Button) if button.isVisibleTo(summary)]


def test_it_counts_and_links(qtbot: QtBot) -> None:
    summary = ErrorSummary()
    show(qtbot, summary)
    assert summary.isHidden()
    summary.show_problems(FIELDS, [plain("The day is closed.")])
    settle()
    texts = [text.text() for text in summary.findChildren(Text)]
    assert "Not saved yet: 3 things to fix" in texts
    assert "The day is closed." in texts
    assert _links(summary) == ["Mobile number", "Age"]
    with qtbot.waitSignal(summary.wanted) as told:
        QTest.mouseClick(summary.findChildren(Button)[1], Qt.MouseButton.LeftButton)
    assert told.args == ["age"]


def test_it_goes_when_all_is_mended(qtbot: QtBot) -> None:
    summary = ErrorSummary()
    show(qtbot, summary)
    summary.show_problems(FIELDS)
    summary.show_problems(FIELDS[:1])
    settle()
    assert _links(summary) == ["Mobile number"]
    assert "Not saved yet: 1 thing to fix" in [text.text() for text in summary.findChildren(Text)]
    summary.show_problems([])
    assert summary.isHidden()
