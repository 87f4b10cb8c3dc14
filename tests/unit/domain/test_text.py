"""Typed text: one spelling in store, nothing invisible, ASCII digits."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain import text


@given(st.text())
def test_tidy_text_is_composed_and_stays_as_it_is(typed: str) -> None:
    tidy = text.tidy(typed)
    assert tidy == tidy.strip() and "  " not in tidy
    assert tidy == unicodedata.normalize("NFC", tidy)
    assert text.tidy(tidy) == tidy


@given(st.text())
def test_no_decimal_digit_of_any_script_is_left(typed: str) -> None:
    plain = text.ascii_digits(typed)
    assert not any(sign.isdecimal() and not sign.isascii() for sign in plain)
    assert len(plain) == len(typed)


def test_digits_of_any_keyboard_are_digits() -> None:
    assert text.ascii_digits("९८२६०४११८७") == "9826041187"
    assert text.ascii_digits("৯৮২ ９８") == "982 98"  # Bengali, full-width
    assert text.digits("+91 ९८२६-041") == "919826041"


def test_two_spellings_of_a_letter_with_nukta_are_one() -> None:
    assert text.tidy("\u095c") == text.tidy("\u0921\u093c")


@pytest.mark.parametrize("sign", ["\u200b", "\ufeff", "\u202a", "\u00ad", "\x00", "\x07", "\ue000", "\u200e"])
def test_invisible_signs_are_seen(sign: str) -> None:
    assert text.has_invisible(f"Sunita{sign}Verma")


@pytest.mark.parametrize(
    "typed", ["Sunita Verma", "सुनीता", "Ram\tLal\r\n", "क्\u200dष", "र\u200cय", "a\u00a0b"]
)
def test_white_space_and_joiners_of_hindi_are_spelling(typed: str) -> None:
    assert not text.has_invisible(typed)


def test_a_joiner_outside_hindi_is_invisible() -> None:
    assert text.has_invisible("Sun\u200dita")
    assert text.has_invisible("\u200dसुनीता")
