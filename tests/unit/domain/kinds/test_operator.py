"""Operators: the PIN is known by its verifier only."""

from __future__ import annotations

import random

import pytest

from tests.sentences import refused
from tikadesk.domain.kinds.operator import make_verifier, pin_is

SOURCE = random.Random(7)
VERIFIER = make_verifier("1947", SOURCE)


def test_the_right_pin_and_no_other_opens() -> None:
    assert pin_is("1947", VERIFIER)
    assert not pin_is("1948", VERIFIER)
    assert not pin_is("", VERIFIER)


def test_a_pin_typed_on_a_hindi_keyboard_is_the_same_pin() -> None:
    assert pin_is("१९४७", VERIFIER)


def test_the_verifier_does_not_hold_the_pin_and_differs_each_time() -> None:
    assert "1947" not in VERIFIER
    assert make_verifier("1947", SOURCE) != VERIFIER


@pytest.mark.parametrize(
    ("pin", "key"),
    [
        ("194", "misfit.pin"),
        ("1947123", "misfit.pin"),
        ("12a4", "misfit.pin"),
        ("", "misfit.pin"),
        ("0000", "misfit.pin_same"),
    ],
)
def test_a_pin_has_four_to_six_digits_and_not_one_repeated(pin: str, key: str) -> None:
    assert refused(lambda: make_verifier(pin, SOURCE)) == key


@pytest.mark.parametrize(
    "broken", ["", ":", "abc:def", "zz" * 16 + ":" + "zz" * 32, VERIFIER[:-1], "no verifier"]
)
def test_no_pin_fits_a_verifier_that_is_none(broken: str) -> None:
    assert not pin_is("1947", broken)
