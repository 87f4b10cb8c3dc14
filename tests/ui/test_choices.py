"""The editors that are chosen from: letters whatever the keyboard's layout, Enter onwards, nothing by the wheel."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui.choices import ChoiceSegment, ComboEditor, YesNoEditor
from tikadesk.ui.segments import Segment
from tikadesk.ui.words import plain

IDS = (
    Segment("aadhaar", plain("Aadhaar"), "A"),
    Segment("voter", plain("Voter card"), "V"),
    Segment("", plain("None")),
)


def _combo(qtbot: QtBot) -> ComboEditor:
    editor = ComboEditor("id_type", IDS)
    show(qtbot, editor, size=(300, 100))
    editor.setFocus()
    return editor


def test_nothing_is_chosen_beforehand_and_unknown_codes_choose_nothing(qtbot: QtBot) -> None:
    editor = _combo(qtbot)
    assert editor.value() == ""
    editor.set_value("voter")
    assert editor.value() == "voter"
    editor.set_value("unknown")
    assert editor.value() == ""


def test_a_letter_chooses_under_a_hindi_layout_too(qtbot: QtBot) -> None:
    editor = _combo(qtbot)
    with qtbot.waitSignal(editor.changed):
        press = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_V, Qt.KeyboardModifier.NoModifier, "न")
        QApplication.sendEvent(editor.combo, press)
    assert editor.value() == "voter"


def test_enter_passes_on_and_f4_is_left_to_the_desk(qtbot: QtBot) -> None:
    editor = _combo(qtbot)
    with qtbot.waitSignal(editor.passed) as told:
        QTest.keyClick(editor.combo, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert told.args == [False]
    QTest.keyClick(editor.combo, Qt.Key.Key_F4)
    assert not editor.combo.view().isVisible()


def test_the_wheel_changes_nothing(qtbot: QtBot) -> None:
    editor = _combo(qtbot)
    editor.set_value("aadhaar")
    turn = QWheelEvent(
        QPointF(5, 5), QPointF(5, 5), QPoint(0, -120), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(editor.combo, turn)
    assert editor.value() == "aadhaar"


def test_a_segment_field_has_one_interface_with_the_others(qtbot: QtBot) -> None:
    editor = ChoiceSegment("sex", [Segment(code, plain(code), code) for code in "FMO"])
    show(qtbot, editor, size=(300, 100))
    editor.setFocus()
    with qtbot.waitSignal(editor.changed):
        QTest.keyClicks(editor.bar, "o")
    assert editor.value() == "O"
    editor.set_problem("Choose one.")
    assert editor.bar.accessibleDescription() == "Choose one."


def test_yes_or_no_is_never_chosen_beforehand(qtbot: QtBot) -> None:
    editor = YesNoEditor("clear", plain("All clear"), plain("Something"))
    show(qtbot, editor, size=(300, 100))
    assert editor.value() == ""
    editor.setFocus()
    QTest.keyClicks(editor.bar, "n")
    assert editor.value() == "N"
