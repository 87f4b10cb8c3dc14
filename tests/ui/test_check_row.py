"""One line of the checklist: done with its figures, open with its button."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui.check_row import CheckRow
from tikadesk.ui.words import Words, plain, say


def test_done_shows_figures_and_open_shows_the_button(qtbot: QtBot) -> None:
    row = CheckRow(say("closing.review"))
    show(qtbot, row, size=(300, 60))
    row.show_done(plain("Vials match doses"), plain("10 = 1 + 9"))
    assert (row.value.isVisible(), row.second.isVisible(), row.act.isVisible()) == (True, False, False)
    row.show_open(plain("Review 1 void"), plain("1 of 1"), act=True)
    assert (row.value.isVisible(), row.second.isVisible(), row.act.isVisible()) == (False, True, True)
    row.show_open(plain("Review 1 void"), Words(), act=False)
    assert not row.second.isVisible() and not row.act.isVisible()
