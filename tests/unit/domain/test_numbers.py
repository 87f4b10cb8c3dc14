"""Official numbers: form, what the check digits notice, leases."""

from __future__ import annotations

import random
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain import numbers
from tikadesk.domain.numbers import Lease, Number

NUMBERS = st.builds(
    Number,
    state=st.sampled_from(["CG", "UP", "MP"]),
    kind=st.sampled_from([*numbers.LEASED, numbers.FALLBACK]),
    series=st.integers(0, 98),
    counter=st.integers(0, numbers.COUNTERS - 1),
)
SAMPLES = [
    "CGR41730501879",
    *(str(Number("CG", kind, 7, counter)) for kind in "RKCHZ" for counter in (1, 730501, 9999999)),
]


def test_the_example_of_the_design() -> None:
    assert str(numbers.parse("CGR41730501879")) == "CGR41730501879"
    assert numbers.shown("CGR41730501879") == "CG R 4173 0501 879"
    assert numbers.parse("CGR41730501879") == Number("CG", "R", 41, 730_5018)


@given(NUMBERS)
def test_every_number_reads_back_however_it_is_typed(number: Number) -> None:
    stored = str(number)
    assert len(stored) == 14
    for typed in (stored, stored.lower(), numbers.shown(stored), f" {stored[:5]}-{stored[5:]} "):
        assert numbers.parse(typed) == number


@pytest.mark.parametrize("stored", SAMPLES)
def test_no_single_wrong_sign_passes(stored: str) -> None:
    for place, right in enumerate(stored):
        signs = string.ascii_uppercase if right.isalpha() else string.digits
        for wrong in signs.replace(right, ""):
            assert numbers.parse(stored[:place] + wrong + stored[place + 1 :]) is None


@pytest.mark.parametrize("stored", SAMPLES)
def test_no_two_neighbours_swapped_pass(stored: str) -> None:
    for place in range(len(stored) - 1):
        one, other = stored[place : place + 2]
        if one != other:
            assert numbers.parse(stored[:place] + other + one + stored[place + 2 :]) is None


@pytest.mark.parametrize("stored", SAMPLES)
def test_no_jump_swap_or_twin_passes(stored: str) -> None:
    for place in range(3, len(stored) - 2):
        first, middle, last = stored[place : place + 3]
        if first != last:
            assert numbers.parse(stored[:place] + last + middle + first + stored[place + 3 :]) is None
        if stored[place] == stored[place + 1]:
            for digit in string.digits.replace(stored[place], ""):
                assert numbers.parse(stored[:place] + digit * 2 + stored[place + 2 :]) is None


@given(st.text(max_size=20))
def test_what_is_no_number_is_none_and_shown_unchanged(text: str) -> None:
    number = numbers.parse(text)
    assert number is None or numbers.parse(str(number)) == number
    if len(text) != 14:
        assert numbers.shown(text) == text


def test_a_mobile_an_aadhaar_and_an_abha_are_no_numbers() -> None:
    for other in ("9827012345", "234123412346", "91123456789012"):
        assert numbers.parse(other) is None


CASES = st.builds(
    Number, st.sampled_from(["CG", "UP"]), st.just("K"), st.integers(0, 98), st.integers(0, 9_999_999)
)


@given(
    CASES,
    st.integers(0, 13),
    st.sampled_from(string.digits + string.ascii_uppercase),
    st.sampled_from(["", "/2"]),
)
def test_one_wrong_sign_leads_back_to_the_number(case: Number, place: int, sign: str, tube: str) -> None:
    stored = str(case)
    wrong = stored[:place] + sign + stored[place + 1 :]
    assert (stored + tube in numbers.near(wrong.lower() + tube)) is (wrong != stored)


@given(CASES, st.integers(0, 12))
def test_two_swapped_signs_lead_back_to_the_number(case: Number, place: int) -> None:
    stored = str(case)
    swapped = stored[:place] + stored[place + 1] + stored[place] + stored[place + 2 :]
    assert (stored in numbers.near(numbers.shown(swapped))) is (swapped != stored)


@given(CASES, st.integers(0, 13))
def test_a_sign_left_out_or_typed_twice_leads_back_to_the_number(case: Number, place: int) -> None:
    stored = str(case)
    assert stored in numbers.near(stored[:place] + stored[place + 1 :])
    assert stored in numbers.near(stored[: place + 1] + stored[place:])


@given(st.text(max_size=20))
def test_only_numbers_are_near(text: str) -> None:
    assert all(numbers.read_tube(number) == number for number in numbers.near(text))


def test_practice_can_never_be_real() -> None:
    assert Number("CG", "R", numbers.PRACTICE_SERIES, 5).practice
    assert not Number("CG", "R", 1, 5).practice
    assert not Number("CG", "Z", 0, 5).practice


def test_a_lease_gives_each_of_its_numbers_once() -> None:
    lease = Lease("l", "CG", "R", 3, 10, 14, 10)
    issued = []
    while lease.left:
        number, lease = lease.take()
        issued.append(numbers.parse(number))
    assert issued == [Number("CG", "R", 3, counter) for counter in range(10, 15)]
    with pytest.raises(ValueError, match="empty"):
        lease.take()


def test_a_fallback_number_is_valid_and_seldom_the_same() -> None:
    source = random.Random(1)
    issued = [numbers.fallback("CG", source) for _ in range(2000)]
    assert len(set(issued)) == 2000
    assert all(numbers.parse(number) and number[2] == numbers.FALLBACK for number in issued)


@given(st.integers(0, 100_000))
def test_a_lease_is_seven_busy_days_within_limits(day: int) -> None:
    size = numbers.lease_size(day)
    assert numbers.LEASE_LEAST <= size <= numbers.LEASE_MOST
    assert size in (numbers.LEASE_LEAST, numbers.LEASE_MOST, 7 * day)
    assert numbers.must_refill(size // 2, size)
    assert not numbers.must_refill(size, size)


def test_a_label_says_which_of_several_tubes_it_is() -> None:
    case = str(Number("CG", "K", 3, 7))
    assert numbers.printed(case, 1) == case
    of_two = [numbers.printed(numbers.of_tube(case, tube), 2) for tube in (1, 2)]
    assert of_two == [f"{case}/1", f"{case}/2"]
    assert [numbers.read_tube(no) for no in of_two] == [case, f"{case}/2"]


def test_a_practice_number_is_known_with_its_tube() -> None:
    practice = str(Number("CG", "K", numbers.PRACTICE_SERIES, 7))
    assert numbers.is_practice(practice)
    assert numbers.is_practice(f"{practice}/2")
    assert not any(map(numbers.is_practice, (str(Number("CG", "K", 3, 7)), "", "soup")))


def test_a_long_text_is_near_to_nothing_at_once() -> None:
    assert numbers.near("CGK" * 50_000) == []  # a pasted page must not hold the desk up


@pytest.mark.parametrize(
    ("number", "rolled"), [(("K", 90), True), (("K", 98), True), (("K", 41), False), (("R", 90), False)]
)
def test_only_a_case_of_the_printed_series_is_on_a_roll(number: tuple[str, int], rolled: bool) -> None:
    kind, series = number
    assert Number("CG", kind, series, 7).on_a_roll is rolled
