"""The mark is drawn in the product's colour, in every size that a desktop asks for."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tikadesk.ui import brand
from tikadesk.ui.tokens import LIGHT


def test_the_window_icon_has_all_sizes() -> None:
    sizes = {size.width() for size in brand.icon().availableSizes()}
    assert {16, 32, 128} <= sizes


def test_the_mark_is_teal_with_a_white_letter(qtbot: QtBot) -> None:
    mark = brand.Mark(size=36)
    qtbot.addWidget(mark)
    mark.resize(mark.sizeHint())
    drawn = mark.grab().toImage()
    colours = {drawn.pixelColor(x, y).name().upper() for x in range(36) for y in range(36)}
    assert {LIGHT.primary, LIGHT.on_primary} <= colours
