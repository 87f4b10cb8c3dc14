"""The codings: everything comes back, and whatever else comes raises nothing but Unpackable."""

from __future__ import annotations

import gzip
import lzma

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain.codings import CODINGS, GZIP, XZ, Unpackable, pack, unpack

LIMIT = 64 * 1024
CONTENT = "सुनीता साहू, Kota, 9827012345\n".encode() * 40


@pytest.mark.parametrize("coding", CODINGS)
@given(content=st.binary(max_size=400))
def test_what_was_packed_comes_back(coding: str, content: bytes) -> None:
    assert unpack(pack(content, coding), coding, LIMIT) == content
    assert pack(content, coding) == pack(content, coding)


@pytest.mark.parametrize("coding", CODINGS)
@given(noise=st.binary(max_size=200), place=st.integers(0, 10_000), bit=st.integers(0, 7))
def test_noise_and_flipped_bits_are_unpackable_or_harmless(
    coding: str, noise: bytes, place: int, bit: int
) -> None:
    whole = bytearray(pack(CONTENT, coding))
    whole[place % len(whole)] ^= 1 << bit
    for data in (noise, bytes(whole)):
        try:
            assert unpack(data, coding, LIMIT) in (CONTENT, b"")
        except Unpackable as refused:
            assert not refused.too_large


@pytest.mark.parametrize("coding", CODINGS)
def test_a_cut_and_a_tail_are_unpackable(coding: str) -> None:
    whole = pack(CONTENT, coding)
    for data in (*(whole[:place] for place in range(len(whole))), whole + b"x", whole + whole):
        with pytest.raises(Unpackable):
            unpack(data, coding, LIMIT)


@pytest.mark.parametrize("coding", CODINGS)
def test_a_bomb_is_not_unpacked(coding: str) -> None:
    with pytest.raises(Unpackable) as refused:
        unpack(pack(bytes(LIMIT + 1), coding), coding, LIMIT)
    assert refused.value.too_large
    assert len(unpack(pack(bytes(LIMIT), coding), coding, LIMIT)) == LIMIT


def test_a_dictionary_that_would_fill_the_memory_is_refused() -> None:
    greedy = lzma.compress(CONTENT, preset=9)
    with pytest.raises(Unpackable):
        unpack(greedy, XZ, LIMIT)


def test_other_programs_gzip_is_read() -> None:
    assert unpack(gzip.compress(CONTENT, 1), GZIP, LIMIT) == CONTENT
