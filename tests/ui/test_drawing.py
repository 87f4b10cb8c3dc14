"""Hindi and English share one baseline, whatever the widget; text that does not fit is cut with an ellipsis."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QPainter

from tikadesk.ui import drawing, theme
from tikadesk.ui.drawing import CENTRE, LEFT, RIGHT
from tikadesk.ui.tokens import Look


def _drawn(text: str, side: Qt.AlignmentFlag = LEFT, wide: int = 200) -> QImage:
    image = QImage(wide, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    painter.setPen(Qt.GlobalColor.black)
    drawing.paint_text(painter, QRectF(0, 0, wide, 40), text, theme.font("body"), side)
    painter.end()
    return image


def _dark_rows(image: QImage) -> list[int]:
    return [
        y
        for y in range(image.height())
        if any(image.pixelColor(x, y).lightness() < 100 for x in range(image.width()))
    ]


def _dark_columns(image: QImage) -> list[int]:
    return [
        x
        for x in range(image.width())
        if any(image.pixelColor(x, y).lightness() < 100 for y in range(image.height()))
    ]


def test_hindi_stands_on_the_same_line_as_english() -> None:
    english, hindi = _dark_rows(_drawn("HE")), _dark_rows(_drawn("नप"))
    assert abs(english[-1] - hindi[-1]) <= 1
    assert abs((english[0] + english[-1]) / 2 - 20) <= 1.5


@pytest.mark.parametrize(("side", "near"), [(LEFT, 0), (CENTRE, 100), (RIGHT, 200)])
def test_a_side_is_kept(side: Qt.AlignmentFlag, near: int) -> None:
    columns = _dark_columns(_drawn("HHH", side))
    at = {0: columns[0], 100: (columns[0] + columns[-1]) / 2, 200: columns[-1]}[near]
    assert abs(at - near) <= 4


def test_what_does_not_fit_stays_inside() -> None:
    columns = _dark_columns(_drawn("VENKATANARASIMHARAJUVARIPETA", wide=80))
    assert columns[-1] < 80


def test_keycaps_and_chips_grow_with_their_words_and_the_text_size(dressed: theme.Theme) -> None:
    usual = drawing.chip_size("Saved here"), drawing.keycap_width("F6"), drawing.keycap_height()
    dressed.resize(1.5)
    assert drawing.chip_size("Saved here").width() > usual[0].width()
    assert drawing.keycap_width("F6") > usual[1]
    assert drawing.keycap_height() == 27


def test_focus_ring_chip_and_keycap_leave_a_mark() -> None:
    image = QImage(120, 40, QImage.Format.Format_ARGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    drawing.paint_focus(painter, QRectF(0, 0, 40, 40))
    drawing.paint_chip(painter, QRectF(50, 8, 60, 23), Look.AMBER, "x")
    drawing.paint_keycap(painter, QRectF(10, 10, 20, 18), "F", theme.tokens())
    painter.end()
    assert image.pixelColor(1, 20).name().upper() == theme.tokens().focus
    assert image.pixelColor(90, 12).name().upper() == theme.tokens().amber.ground


@pytest.mark.parametrize(
    "name", ["RAM", "LAKSHMI KUMARI DEVI", "VENKATANARASIMHARAJUVARIPETA LAKSHMI", "", "A  B"]
)
@pytest.mark.parametrize("room", [60, 120, 500])
def test_lines_hold_every_letter_and_none_is_too_long(name: str, room: int) -> None:
    face = theme.font("body")
    lines = drawing.wrapped(name, face, room)
    assert "".join(lines).replace(" ", "") == name.replace(" ", "")
    assert all(QFontMetricsF(face).horizontalAdvance(line) <= room + 1 for line in lines)


def test_lines_break_between_words() -> None:
    assert drawing.wrapped("LAKSHMI KUMARI", theme.font("body"), 90) == ["LAKSHMI", "KUMARI"]
    assert drawing.wrapped("WIDE", theme.font("body"), 1) == ["WIDE"], "no room for a single letter"
