"""A paper from top to bottom: on a sheet as large as it fits, on a roll as long as it is."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests import decoding
from tikadesk.errors import StoreTrouble
from tikadesk.reports import strip
from tikadesk.reports.paint import Canvas
from tikadesk.reports.strip import EDGE_MM, SIZES, Strip


def lines(count: int) -> strip.Paint:
    def paint(on: Strip) -> None:
        for _ in range(count):
            on.text("Stay 30 minutes", 3.3)

    return paint


def test_a_roll_is_as_long_as_what_stands_on_it(qapp: QApplication) -> None:
    heights = [
        strip.paint_in(lines(count), Canvas(None), SIZES["roll"], language="en") for count in (0, 10, 20)
    ]
    assert heights[0] == 2 * EDGE_MM
    assert heights[2] - heights[1] == pytest.approx(heights[1] - heights[0])


def test_a_sheet_is_filled_as_far_as_it_fits(qapp: QApplication) -> None:
    def room(count: int) -> float:
        """How wide the sheet is for so many lines, in the measures of the roll."""
        seen: list[float] = []

        def paint(on: Strip) -> None:
            lines(count)(on)
            seen.append(on.wide)

        assert strip.paint_in(paint, Canvas(None), SIZES["a6"], language="en") == SIZES["a6"].height
        return seen[-1]

    assert room(2) == 105 / 1.25 - 2 * EDGE_MM
    assert room(2) < room(25) < room(300) == 105 / 0.6 - 2 * EDGE_MM


def test_a_label_and_its_value_stand_on_one_line_and_nothing_is_said_of_nothing(qapp: QApplication) -> None:
    on = Strip(Canvas(None), SIZES["roll"], "hi")
    on.pair("Batch", "", 3.5)
    assert on.y == EDGE_MM
    on.pair("Batch", "4121Z025", 3.5)
    one = on.y
    on.pair("A label that is longer than the room it has", "4121Z025", 3.5)
    assert on.y - one > 1.5 * (one - EDGE_MM)


def test_words_that_are_the_same_in_both_languages_are_said_once(qapp: QApplication) -> None:
    assert Strip(Canvas(None), SIZES["roll"], "hi").both("slip.token") == "टोकन / Token"
    assert Strip(Canvas(None), SIZES["roll"], "en").both("slip.token") == "Token"


def test_it_is_a_whole_file_or_none(qapp: QApplication, tmp_path: Path) -> None:
    def write(file: Path) -> Path:
        return strip.write(lines(3), file, SIZES["a6"], title="slip.title", language="hi")

    assert write(tmp_path / "one.pdf").read_bytes().startswith(b"%PDF")
    with pytest.raises(StoreTrouble):
        write(tmp_path / "none" / "one.pdf")


def test_a_code_is_read_from_either_paper(qapp: QApplication) -> None:
    for name, size in SIZES.items():
        image = decoding.painted(
            lambda canvas, on=size: strip.paint_in(lambda s: s.code("CGR41730501879", 24), canvas, on, language="hi"),
            size.width, size.height or 60, 203,
        )  # fmt: skip
        assert decoding.codes(image) == [("QR Code", "CGR41730501879")], name
