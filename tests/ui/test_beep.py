"""The switch says what is in force, in both languages, and every other switch follows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui import sounds
from tikadesk.ui.beep import BeepButton


@pytest.fixture(autouse=True)
def _on_again() -> Iterator[None]:
    yield
    sounds.current().choose(True)


def test_two_switches_show_the_same(qtbot: QtBot) -> None:
    one, other = BeepButton(), BeepButton()
    show(qtbot, one, other)
    before = one.text()
    one.click()
    assert not sounds.current().on
    assert one.text() == other.text() != before
    other.click()
    assert sounds.current().on and one.text() == before
