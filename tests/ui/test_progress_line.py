from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui.progress_line import ProgressLine
from tikadesk.ui.words import Text, plain


@pytest.fixture
def line(qtbot: QtBot) -> ProgressLine:
    made = ProgressLine()
    show(qtbot, made, Text(plain("below")), size=(340, 120))
    made.hide()
    return made


def test_it_shows_itself_only_when_something_takes_its_time(qtbot: QtBot, line: ProgressLine) -> None:
    line.start()
    line.show_progress((3200, 10000))
    assert not line.isVisible()
    qtbot.waitUntil(line.isVisible)
    assert line._words.text() == "3,200 of 10,000 rows"
    line.end()
    assert not line.isVisible()


def test_what_is_over_at_once_is_never_shown(line: ProgressLine) -> None:
    line.start()
    line.end()
    assert not line._patience.isActive() and not line.isVisible()


def test_it_is_stopped_once(qtbot: QtBot, line: ProgressLine) -> None:
    line.start()
    with qtbot.waitSignal(line.stopped):
        line.stop.click()
    assert not line.stop.isEnabled()
    line.start()
    assert line.stop.isEnabled()
