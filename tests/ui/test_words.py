"""Text says itself anew when the language changes, and says what it had to cut."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk import i18n
from tikadesk.ui.theme import Theme
from tikadesk.ui.tokens import TABLE, Scheme
from tikadesk.ui.words import Text, Words, plain, say


def _switch(widget: QWidget, language: str) -> None:
    i18n.use(language)
    QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.LanguageChange))


def test_a_nested_text_follows_the_language_of_its_window(qtbot: QtBot) -> None:
    window, inner = QWidget(), QWidget()
    qtbot.addWidget(window)
    QVBoxLayout(window).addWidget(inner)
    text = Text(say("top.lock"))
    QVBoxLayout(inner).addWidget(text)
    assert text.text() == "Lock"
    _switch(window, "hi")
    assert text.text() == "लॉक"


def test_params_may_be_words_and_plain_text_stays(qtbot: QtBot) -> None:
    words = say("app.title", centre=say("page.desk"))
    assert str(words) == "TikaDesk — Desk"
    assert str(plain("SUSHILA DEVI")) == "SUSHILA DEVI"
    assert str(Words()) == ""


def test_ink_and_role_can_change(qtbot: QtBot) -> None:
    text = Text(plain("x"), role="body", ink="ink")
    qtbot.addWidget(text)
    text.show()
    text.set_role("head")
    text.set_ink("danger")
    assert text.font().pixelSize() == 20
    assert text.palette().color(text.foregroundRole()).name().upper() == "#A1201D"


@pytest.mark.parametrize("elide", [True, False])
def test_only_an_eliding_text_is_ever_cut_and_it_keeps_the_rest_in_its_tip(qtbot: QtBot, elide: bool) -> None:
    text = Text(plain("VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI"), elide=elide)
    qtbot.addWidget(text)
    text.resize(80, 20)
    text.show()
    text.grab()
    assert text.is_cut() == elide
    assert (text.toolTip() == text.text()) == elide
    assert (text.minimumSizeHint().width() < 80) == elide


def test_a_text_keeps_its_role_through_a_change_of_theme(qtbot: QtBot, dressed: Theme) -> None:
    text = Text(plain("x"), role="head", ink="danger")
    show(qtbot, text)
    dressed.choose(Scheme.DARK)
    dressed.resize(1.5)
    assert text.font().pixelSize() == 30
    assert text.font().bold()
    assert text.palette().color(text.foregroundRole()).name().upper() == TABLE[Scheme.DARK].danger.ink
