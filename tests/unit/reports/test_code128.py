from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QRectF

from tests import decoding
from tikadesk.reports import code128

PRINTABLE = st.text(st.characters(min_codepoint=0x20, max_codepoint=0x7E), min_size=1, max_size=24)


def test_a_case_number_is_145_modules_and_a_tube_of_several_178() -> None:
    assert code128.modules("CGK41730501879") == 145
    assert code128.modules("CGK41730501879/2") == 178
    assert 2 * (178 + 2 * code128.QUIET) <= 400, "dots of a label at 203 dpi"


@pytest.mark.parametrize(
    ("text", "count"), [("12", 4), ("1234", 5), ("1", 4), ("A1234", 7), ("A123", 7), ("A12", 6)]
)
def test_digits_go_in_pairs_where_that_is_shorter(text: str, count: int) -> None:
    assert len(code128.symbols(text)) == count


@given(PRINTABLE)
def test_a_decoder_reads_back_what_was_written(text: str) -> None:
    wide = code128.modules(text) + 2 * code128.QUIET
    image = decoding.painted(
        lambda canvas: canvas.bars(text, QRectF(0, 0, wide, 20)), wide, 20, 2 * decoding.MM
    )
    assert [found for _, found in decoding.codes(image)] == [text]


@given(PRINTABLE)
def test_a_symbol_is_eleven_modules_of_three_bars(text: str) -> None:
    count = len(code128.symbols(text))
    assert code128.modules(text) == 11 * count + 2
    assert len(code128.bars(text)) == 3 * count + 1


@pytest.mark.parametrize("text", ["", "é", "अ", "\n"])
def test_other_signs_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="ASCII"):
        code128.symbols(text)
