from __future__ import annotations

import random

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from tests import decoding
from tikadesk.domain import qr_parts
from tikadesk.reports import manifest_codes
from tikadesk.reports.manifest_codes import LEAST_MODULE_MM, grid, modules

AREA = QRectF(12, 59, 186, 219)


def _codes(count: int) -> list[str]:
    """As many texts of the longest kind."""
    signs = random.Random(count)
    return [
        "".join(signs.choices("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", k=qr_parts.LONGEST)) for _ in range(count)
    ]


@pytest.mark.parametrize("count", [1, 2, 4, 6, 9, 12, 20, 32])
def test_codes_are_as_large_as_the_sheet_allows_and_never_too_fine(count: int) -> None:
    codes = _codes(count)
    made = grid(codes, AREA)
    assert made.side / modules(codes[0]) >= LEAST_MODULE_MM
    assert made.across * made.side <= AREA.width() + 0.01
    assert made.holds >= count or made.side / modules(codes[0]) < 1.5 * LEAST_MODULE_MM
    if count == 1:
        assert made.side == pytest.approx(AREA.width(), abs=1)


@pytest.mark.parametrize("count", [1, 5, 12])
@pytest.mark.parametrize("dpi", [300, 600])
def test_a_decoder_reads_every_code_of_a_sheet(qapp: QApplication, count: int, dpi: int) -> None:
    codes = _codes(count)
    made = grid(codes, AREA)
    assert made.holds >= count
    numbered = [(code, f"{place} of {count}") for place, code in enumerate(codes, 1)]
    image = decoding.painted(
        lambda canvas: manifest_codes.paint_in(canvas, numbered, made, AREA), 210, 297, dpi
    )
    assert sorted(text for _, text in decoding.codes(image)) == sorted(codes)
