"""One line of a list: long names, keys, what a screen reader hears."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.ui import theme
from tikadesk.ui.record_row import RecordRow
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import plain, say

NAMES = (
    "RAM KUMAR",
    "VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI",
    "वेंकटनरसिंहराजुवारिपेट लक्ष्मी कुमारी देवी श्रीवास्तव",
    "A" * 60,
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("width", [300, 380, 600])
def test_a_name_is_never_cut(qtbot: QtBot, name: str, width: int) -> None:
    row = RecordRow(
        plain(name), plain("CG R 4173"), figure="42", chip=(Look.NEUTRAL, say("desk.state.here"), "")
    )
    show(qtbot, row, size=(width, 200))
    lines = row._name_lines()
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    assert theme.text_width(lines[0], "strong") <= row._room() + 1
    if len(lines) > 1:
        assert row.height() > theme.px(60)


def test_enter_opens_and_arrows_step(qtbot: QtBot) -> None:
    row = RecordRow(plain("RAM"), plain(""), framed=True)
    show(qtbot, row)
    row.setFocus()
    with qtbot.waitSignal(row.opened):
        QTest.keyClick(row, Qt.Key.Key_Return)
    for key, step in ((Qt.Key.Key_Down, 1), (Qt.Key.Key_Up, -1)):
        with qtbot.waitSignal(row.stepped) as told:
            QTest.keyClick(row, key)
        assert told.args == [step]


def test_its_name_says_everything_that_is_drawn(qtbot: QtBot) -> None:
    row = RecordRow(plain("RAM"), plain("34 years"), cap="1", chip=(Look.AMBER, say("desk.state.held"), ""))
    show(qtbot, row)
    assert row.accessibleName() == "1 RAM 34 years Sent back"
    assert row.chip_text == "Sent back"


def test_the_focus_is_seen(qtbot: QtBot) -> None:
    one, other = RecordRow(plain("RAM"), plain("")), RecordRow(plain("SITA"), plain(""))
    show(qtbot, one, other)
    other.setFocus()
    settle()
    before = one.grab().toImage()
    one.setFocus()
    settle()
    assert one.grab().toImage() != before
