"""The small parts: a chip is shape, icon and words; a panel that needs someone has its bar; names are set."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tikadesk.ui import icons, theme
from tikadesk.ui.blocks import Card, Chip, EmptyState, Icon, KeyCap, Noted, Panel, Rule, empty, head, key_hint
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, plain, say


@pytest.mark.parametrize("look", Look)
def test_a_chip_says_its_state_in_words_and_draws_it(qtbot: QtBot, look: Look) -> None:
    chip = Chip(look, say("waiting.waits"))
    qtbot.addWidget(chip)
    chip.resize(chip.sizeHint())
    assert chip.accessibleName() == chip.text == "Waiting"
    drawn = chip.grab().toImage()
    middle = drawn.pixelColor(drawn.width() - 12, 4).name().upper()
    assert middle == theme.tokens().shade(look).ground


def test_a_chip_takes_another_state(qtbot: QtBot) -> None:
    chip = Chip()
    qtbot.addWidget(chip)
    before = chip.sizeHint().width()
    chip.show_state(Look.AMBER, plain("Same name"), icon="alert")
    assert chip.text == "Same name"
    assert chip.sizeHint().width() > before


@pytest.mark.parametrize(("look", "barred"), [(Look.DANGER, True), (Look.AMBER, True), (Look.OK, False)])
def test_what_needs_someone_has_a_bar_at_its_left(qtbot: QtBot, look: Look, barred: bool) -> None:
    panel = Panel(look)
    qtbot.addWidget(panel)
    panel.resize(200, 60)
    ink = QColor(theme.tokens().shade(look).ink)
    assert (panel.grab().toImage().pixelColor(3, 30) == ink) == barred


def test_a_keycap_is_as_wide_as_its_key(qtbot: QtBot) -> None:
    cap, wider = KeyCap("F6"), KeyCap("Ctrl Enter")
    for widget in (cap, wider):
        qtbot.addWidget(widget)
        assert widget.accessibleName() == widget.text
    assert cap.sizeHint().width() < wider.sizeHint().width()


def test_an_icon_takes_its_ink_from_the_scheme(qtbot: QtBot) -> None:
    icon = Icon("check", ink="ok", size=24)
    qtbot.addWidget(icon)
    icon.resize(icon.sizeHint())
    first = icon.grab().toImage()
    icon.show_icon("check", "danger")
    assert icon.grab().toImage() != first
    assert "check" in icons.names()


def test_a_noted_line_changes_its_words_and_ink(qtbot: QtBot) -> None:
    noted = Noted(Look.OK, plain("kept"))
    qtbot.addWidget(noted)
    noted.show_state(Look.DANGER, plain("not kept"))
    assert noted.text.text() == "not kept"
    assert noted.text.ink == "danger"


def test_layout_parts_hold_what_they_are_given(qtbot: QtBot) -> None:
    card = Card()
    qtbot.addWidget(card)
    card.body.addLayout(head(say("keys.title"), key_hint("Ctrl Z", plain("undo last"))))
    card.body.addWidget(Rule())
    card.body.addWidget(EmptyState(say("waiting.none")))
    texts = [text.text() for text in card.findChildren(Text)]
    assert texts[:2] == ["All keys", "undo last"]
    assert any("Nothing waiting" in text for text in texts)


def test_an_emptied_layout_shows_nothing_more(qtbot: QtBot) -> None:
    card = Card()
    qtbot.addWidget(card)
    gone = Rule()
    card.body.addWidget(gone)
    card.body.addStretch()
    empty(card.body)
    assert card.body.count() == 0 and gone.isHidden()
