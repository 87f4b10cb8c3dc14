"""A line of a form: the value stands behind its label, and where there is none there is a line for the pen."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from tests import decoding
from tikadesk.reports.filling import fill_in

AREA = QRectF(0, 0, 60, 6)


def test_a_value_stands_behind_its_label(qapp: QApplication) -> None:
    paper = decoding.noted(lambda canvas: fill_in(canvas, AREA, "Batch", "4121Z025", behind="vials"))
    placed = {words: area.left() for words, area in paper.lines}
    assert placed["Batch"] == 0 and placed["4121Z025"] == 22
    assert placed["vials"] > 45


def test_a_blank_one_is_a_line_to_write_on(qapp: QApplication) -> None:
    below = QRectF(24, 4.4, 30, 1.2)

    def ink(value: str) -> float:
        image = decoding.painted(lambda canvas: fill_in(canvas, AREA, "Batch", value), 60, 8, 300)
        return decoding.ink(image, below, 300)

    assert ink("") > 0.08 and ink("A") == 0
