"""The beeps: files that any player takes, and a switch that is obeyed and remembered."""

from __future__ import annotations

import wave
from collections.abc import Iterator
from itertools import pairwise

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tests.ui.showing import show_window
from tikadesk import assets
from tikadesk.ui import sounds
from tikadesk.ui.window import MainWindow


@pytest.fixture(autouse=True)
def _on_again() -> Iterator[None]:
    yield
    sounds.current().choose(True)


@pytest.mark.parametrize(("name", "times"), [("accepted", 1), ("refused", 2), ("warned", 3)])
def test_a_sound_is_a_short_low_wave(name: str, times: int) -> None:
    with wave.open(str(assets.path("sounds", f"{name}.wav")), "rb") as opened:
        seconds = opened.getnframes() / opened.getframerate()
        samples = memoryview(opened.readframes(opened.getnframes())).cast("h").tolist()
    assert 0.08 < seconds < 0.4
    crossings = sum(one < 0 <= other for one, other in pairwise(samples))
    assert 150 < crossings / seconds < 600
    loud = [any(abs(one) > 1000 for one in samples[at : at + 320]) for at in range(0, len(samples), 320)]
    beeps = sum(now and not before for before, now in zip([False, *loud], loud, strict=False))
    assert beeps == times


def test_what_is_played_is_told_even_when_it_is_not_heard(qtbot: QtBot) -> None:
    for on in (True, False):
        sounds.current().choose(on)
        with qtbot.waitSignals([sounds.current().played] * 3):
            sounds.accepted()
            sounds.refused()
            sounds.warned()


def test_the_choice_reaches_the_settings_once(qtbot: QtBot) -> None:
    window = MainWindow(busy_desk())
    show_window(qtbot, window, size=(1366, 697))
    with qtbot.waitSignal(window.chose) as told:
        sounds.current().choose(False)
    assert told.args == ["sounds", False]
    with qtbot.assertNotEmitted(window.chose):
        sounds.current().choose(False)
