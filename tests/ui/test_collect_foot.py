"""The foot of the card: the next number is never cut, the label's fate is one line, buttons say what is wanted."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk import i18n
from tikadesk.ui.collect_foot import CollectFoot
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import plain

NO = "CGK01000000833"


def _foot(qtbot: QtBot) -> CollectFoot:
    foot = CollectFoot()
    show(qtbot, foot, size=(450, 160))
    foot.show_next(NO)
    settle()
    return foot


@pytest.mark.parametrize("language", ["en", "hi"])
def test_the_next_number_is_never_cut(qtbot: QtBot, language: str) -> None:
    i18n.use(language)
    foot = _foot(qtbot)
    assert "CG K 0100 0000 833" in foot.next.text()
    assert foot.next.fontMetrics().horizontalAdvance(foot.next.text()) <= foot.next.width() + 1
    assert foot.minimumSizeHint().width() <= 440


def test_without_a_leased_number_it_says_so(qtbot: QtBot) -> None:
    foot = _foot(qtbot)
    foot.show_next("")
    assert "Z number" in foot.next.text()


def test_a_long_note_stays_one_line(qtbot: QtBot) -> None:
    foot = _foot(qtbot)
    high = foot.sizeHint().height()
    foot.tell(Look.INFO, plain("Saved. The label is kept as a file: " + "a/very/long/folder/" * 9))
    settle()
    assert foot.note.isVisible() and foot.note.text.is_cut()
    assert foot.sizeHint().height() - high < 40


def test_the_buttons_say_what_is_wanted(qtbot: QtBot) -> None:
    foot = _foot(qtbot)
    for button, wanted in ((foot.save_and_print, [True]), (foot.save_only, [False])):
        with qtbot.waitSignal(foot.save_wanted) as told:
            button.click()
        assert told.args == wanted
    with qtbot.waitSignal(foot.unfold_wanted):
        foot.more.click()
    with qtbot.waitSignal(foot.clear_wanted):
        foot.clear.click()
    foot.show_unfolded(True)
    assert foot.more.text() == "Fold the form"
