"""The codes of a list can be scanned in any order, twice, and under any keyboard; a bad one is told at once."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.sentences import assert_said
from tikadesk.domain import qr_parts
from tikadesk.domain.manifest import Fault, Unreadable
from tikadesk.domain.qr_parts import LONGEST, PartReader, parts

DATA = st.binary(max_size=4000)
LIST = random.Random(4).randbytes(1500)


def refused(reader: PartReader, text: str) -> Unreadable:
    with pytest.raises(Unreadable) as caught:
        reader.add(text)
    assert_said(caught.value.key, caught.value.params)
    return caught.value


@given(DATA, st.randoms(use_true_random=False))
def test_parts_in_any_order_give_the_bytes_back(data: bytes, source: random.Random) -> None:
    texts = parts(data)
    scanned = texts + source.choices(texts, k=2)
    source.shuffle(scanned)
    reader = PartReader()
    for text in scanned:
        reader.add(text)
    assert (reader.data(), reader.missing, reader.total) == (data, [], len(texts))


@given(DATA)
def test_parts_are_letters_and_digits_and_fit_their_code(data: bytes) -> None:
    for text in parts(data):
        assert text.isascii() and text.isalnum() and text == text.upper() and len(text) <= LONGEST
        PartReader().add(f" {text.lower()}\r\n")


@given(st.data())
def test_a_wrong_sign_is_told_as_damage(draw: st.DataObject) -> None:
    text = parts(LIST)[1]
    place = draw.draw(st.integers(3, len(text) - 1))
    other = draw.draw(st.sampled_from([sign for sign in "A2Z7Q09" if sign != text[place]]))
    spoilt = text[:place] + other + text[place + 1 :]
    reader = PartReader()
    assert refused(reader, spoilt).fault is Fault.DAMAGED
    assert reader.total == 0


@given(st.integers(3, 700))
def test_a_cut_part_is_told_as_damage(length: int) -> None:
    assert refused(PartReader(), parts(LIST)[0][:length]).fault is Fault.DAMAGED


@pytest.mark.parametrize("text", ["", "CGK01000087968", "https://example.org", "TQ", "क" * 40])
def test_another_code_is_no_list(text: str) -> None:
    assert refused(PartReader(), text).key == "manifest.no_list"


def test_another_box_of_the_same_day_does_not_mix_in() -> None:
    reader = PartReader()
    reader.add(parts(LIST)[0])
    assert refused(reader, parts(LIST[::-1])[1]).key == "manifest.other_set"
    assert (reader.total, reader.missing) == (3, [2, 3])
    with pytest.raises(Unreadable) as caught:
        reader.data()
    assert_said(caught.value.key, caught.value.params)
    assert caught.value.params == {"n": 2}


def test_parts_that_each_fit_but_not_together_are_damage() -> None:
    one, other = parts(LIST), parts(LIST[:-1] + b"x")
    mark = one[0][3:9]
    forged = other[2][:3] + mark + other[2][9:-7]
    reader = PartReader()
    for text in (*one[:2], forged + qr_parts._checksum(forged)):
        reader.add(text)
    with pytest.raises(Unreadable) as caught:
        reader.data()
    assert caught.value.fault is Fault.DAMAGED


def test_nothing_scanned_is_nothing_and_too_much_is_no_code() -> None:
    with pytest.raises(Unreadable):
        PartReader().data()
    with pytest.raises(ValueError, match="too long"):
        parts(bytes(60_000))
