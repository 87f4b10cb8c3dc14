"""The field that suggests: the list never takes the focus, Enter takes the marked row, what is typed can be kept."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui.suggest import Popup, SuggestEditor, Suggestion

ROWS = (
    Suggestion("Makanpur", "Makanpur", "मकनपुर", "18 today"),
    Suggestion("Makankheda", "Makankheda", "मकनखेड़ा", "Bilhaur block"),
)


@pytest.fixture
def editor(qtbot: QtBot) -> SuggestEditor:
    made = SuggestEditor(
        "village", lambda typed: [row for row in ROWS if row.text.lower().startswith(typed.lower())]
    )
    show(qtbot, made, size=(400, 300))
    made.setFocus()
    return made


def _popup(editor: SuggestEditor) -> Popup:
    assert editor.popup is not None
    return editor.popup


def test_typing_opens_the_list_and_the_focus_stays(editor: SuggestEditor) -> None:
    QTest.keyClicks(editor.line, "maka")
    assert [row.text for row in _popup(editor).rows[:2]] == ["Makanpur", "Makankheda"]
    assert editor.line.hasFocus()
    assert editor.line.accessibleDescription() == "Makanpur · मकनपुर"


def test_enter_takes_the_marked_row_and_moves_on(editor: SuggestEditor, qtbot: QtBot) -> None:
    QTest.keyClicks(editor.line, "maka")
    QTest.keyClick(editor.line, Qt.Key.Key_Down)
    with qtbot.waitSignal(editor.passed):
        QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == "Makankheda"
    assert editor.line.text() == "Makankheda · मकनखेड़ा"
    assert editor.popup is None


def test_the_last_row_keeps_what_was_typed(editor: SuggestEditor) -> None:
    QTest.keyClicks(editor.line, "maka")
    QTest.keyClick(editor.line, Qt.Key.Key_Up)
    assert "maka" in _popup(editor).rows[-1].text
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    assert editor.value() == editor.line.text() == "maka"


def test_a_click_takes_a_row(editor: SuggestEditor) -> None:
    QTest.keyClicks(editor.line, "maka")
    popup = _popup(editor)
    QTest.mouseClick(popup, Qt.MouseButton.LeftButton, pos=QPoint(20, 5 + popup.row_height() + 4))
    assert editor.value() == "Makankheda"


def test_typing_on_forgets_the_taken_row(editor: SuggestEditor) -> None:
    QTest.keyClicks(editor.line, "maka")
    QTest.keyClick(editor.line, Qt.Key.Key_Return)
    editor.line.selectAll()
    QTest.keyClicks(editor.line, "Elsewhere")
    assert editor.value() == "Elsewhere"


def test_the_list_closes_with_escape_with_nothing_typed_and_on_leaving(editor: SuggestEditor) -> None:
    QTest.keyClicks(editor.line, "maka")
    QTest.keyClick(editor.line, Qt.Key.Key_Escape)
    assert editor.popup is None and editor.line.text() == "maka"
    QTest.keyClicks(editor.line, "n")
    assert editor.popup is not None
    editor.line.selectAll()
    QTest.keyClick(editor.line, Qt.Key.Key_Delete)
    assert editor.popup is None
    QTest.keyClicks(editor.line, "m")
    editor.line.clearFocus()
    assert editor.popup is None


def test_a_known_value_is_shown_in_both_scripts(editor: SuggestEditor) -> None:
    editor.set_value("Makanpur")
    assert editor.line.text() == "Makanpur · मकनपुर"
    assert editor.value() == "Makanpur"
    editor.set_value("Nowhere")
    assert editor.value() == editor.line.text() == "Nowhere"


def test_the_list_opens_upwards_where_there_is_no_room_below(qtbot: QtBot) -> None:
    made = SuggestEditor("village", lambda _typed: list(ROWS))
    window = show(qtbot, made, size=(400, 80))
    window.layout().setContentsMargins(0, 60, 0, 0)
    window.resize(400, 110)
    made.setFocus()
    QTest.keyClicks(made.line, "m")
    popup = _popup(made)
    assert popup.geometry().bottom() <= window.height()
    assert popup.grab().toImage().width() == popup.width()
