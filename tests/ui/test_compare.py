"""Two people side by side: what is shown, and that Esc decides nothing."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import typed_person
from tests.ui.desk_window import desk_on_disk
from tests.ui.showing import show
from tikadesk.actions import register
from tikadesk.ui.compare import CompareCard, said
from tikadesk.ui.words import Text


def test_what_differs_is_bold_and_keys_decide(qtbot: QtBot, tmp_path: Path) -> None:
    desk = desk_on_disk(tmp_path)
    register.register(desk, typed_person(), intent=desk.ids.new())
    typed = typed_person(name="SUSEELA DEVI", age="35")
    [candidate] = register.candidates(desk, typed)
    card = CompareCard(desk)
    show(qtbot, card)
    card.show_pair(typed, candidate)
    bold = [text.text() for text in card.findChildren(Text) if text.role == "strong"]
    assert {"SUSEELA DEVI", "SUSHILA DEVI", "35", "34"} <= set(bold)
    assert "…7716" not in bold
    for key, verdict in ((Qt.Key.Key_1, "same"), (Qt.Key.Key_2, "different"), (Qt.Key.Key_3, "later")):
        with qtbot.waitSignal(card.decided) as told:
            QTest.keyClick(card.same, key)
        assert told.args == [verdict, candidate]
    with qtbot.waitSignal(card.left), qtbot.assertNotEmitted(card.decided):
        QTest.keyClick(card.same, Qt.Key.Key_Escape)


def test_values_are_said_as_people_read_them(tmp_path: Path) -> None:
    desk = desk_on_disk(tmp_path)
    today = desk.now().date()
    values = {"sex": "F", "id_type": "aadhaar", "id_tail": "7716", "birth_year": 1987, "age_estimated": 1}
    names = ("sex", "id_type", "id_number", "age", "village")
    assert [str(said(name, values, today)) for name in names] == ["Female", "Aadhaar", "…7716", "34", ""]
