"""Counting the paper on the card: page after page by the keyboard, what cannot be said at its field, taken back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tests.ui.showing import show
from tikadesk.actions import paper_counts
from tikadesk.actions.desk import Desk
from tikadesk.ui.buttons import Button
from tikadesk.ui.messages import MessageArea
from tikadesk.ui.paper_count_card import PaperCountCard


def shown(qtbot: QtBot) -> tuple[Desk, PaperCountCard]:
    desk = busy_desk(at_work="supervisor")
    card = PaperCountCard(desk)
    show(qtbot, MessageArea(), card, size=(360, 520))
    card.begin(desk.today())
    card.start()
    return desk, card


def typed(desk: Desk) -> list[tuple[str, int | None, int | None]]:
    return [(one.page, one.lines, one.given) for one in paper_counts.typed(desk, desk.today())]


def test_pages_are_counted_one_after_the_other(qtbot: QtBot) -> None:
    desk, card = shown(qtbot)
    for page, lines, given in (("11", "28", "27"), ("12", "", "9")):
        for name, value in (("page", page), ("lines", lines), ("given", given)):
            line = card.form.field(name).editor.inner
            qtbot.keyClicks(line, value)
            qtbot.keyClick(line, Qt.Key.Key_Return)
        assert card.save.hasFocus()
        with qtbot.waitSignal(card.changed):
            qtbot.keyClick(card.save, Qt.Key.Key_Return)
        assert not card.half_filled() and card.form.field("page").editor.inner.hasFocus()
    assert typed(desk) == [("11", 28, 27), ("12", None, 9)]


def test_what_cannot_be_is_said_at_its_field_and_the_form_stays(qtbot: QtBot) -> None:
    desk, card = shown(qtbot)
    card.form.set_values({"lines": "3", "given": "4"})
    card.save.click()
    assert card.form.bad_names == ("given",) and card.half_filled() and typed(desk) == []


def test_a_count_for_the_wrong_page_is_taken_back(qtbot: QtBot) -> None:
    desk, card = shown(qtbot)
    card.form.set_values({"page": "11", "given": "4"})
    card.save.click()
    away = next(button for button in card.findChildren(Button) if "Page 11" in button.text())
    with qtbot.waitSignal(card.changed):
        away.click()
    assert typed(desk) == []
