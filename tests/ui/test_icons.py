"""Every outline draws something in the colour asked for, and every outline that the code names is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

import tikadesk.ui
from tikadesk.ui import icons
from tikadesk.ui.tokens import Look


def _inked(image: QImage, colour: str) -> int:
    wanted = QColor(colour).rgb()
    return sum(image.pixel(x, y) == wanted for x in range(image.width()) for y in range(image.height()))


@pytest.mark.parametrize("name", icons.names())
def test_an_outline_draws_in_its_colour_at_the_screens_resolution(name: str) -> None:
    drawn = icons.pixmap(name, "#A1201D", 24, 2.0)
    assert (drawn.width(), drawn.devicePixelRatio()) == (48, 2.0)
    assert _inked(drawn.toImage(), "#A1201D") > 20


def test_outlines_are_cached() -> None:
    assert icons.pixmap("desk", "#000000", 18) is icons.pixmap("desk", "#000000", 18)


def test_every_look_has_an_outline_of_its_own() -> None:
    assert set(icons.OF_LOOK) == set(Look)
    assert len(set(icons.OF_LOOK.values())) == len(Look)
    assert set(icons.OF_LOOK.values()) <= set(icons.names())


def test_the_code_names_no_outline_that_is_missing() -> None:
    folder = Path(tikadesk.ui.__file__).parent
    named = {
        found
        for file in folder.glob("*.py")
        for found in re.findall(r'(?:icon=|Icon\()"([a-z-]+)"', file.read_text(encoding="utf-8"))
    }
    assert named
    assert named <= set(icons.names())


def test_an_icon_for_the_window_holds_two_resolutions() -> None:
    assert len(icons.icon("desk", "#0A6A73").availableSizes()) >= 1
