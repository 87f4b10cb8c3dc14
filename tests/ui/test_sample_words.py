"""How a sample is said: chips only where something is wrong, plain words else, ages and times as people say them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.ui.busy_desk import busy_desk
from tests.ui.busy_samples import take
from tikadesk.actions import samples
from tikadesk.actions.samples import SampleRow
from tikadesk.ui import sample_words
from tikadesk.ui.tokens import Look


@pytest.fixture
def row() -> SampleRow:
    """A sample as it was just taken."""
    desk = busy_desk()
    found = samples.row(desk, take(desk, name="ANITA YADAV", name_local="अनीता यादव", age="27")[0])
    assert found is not None
    return found


def test_a_sample_in_order_has_no_chip(row: SampleRow) -> None:
    said = {}
    for journey in ("collected", "packed", "sealed", "dispatched", "received"):
        state = sample_words.journey(replace(row, journey=journey))
        assert state.quiet and state.ticked == (journey != "collected")
        said[journey] = str(state.words)
    assert said == {
        "collected": "Collected",
        "packed": "In box",
        "sealed": "Sealed",
        "dispatched": "On the way",
        "received": "At the lab",
    }
    assert str(sample_words.journey(replace(row, journey="resulted", result="negative")).words) == "Negative"


@pytest.mark.parametrize(
    ("changes", "look", "words"),
    [
        ({"journey": "rejected", "reason": "leaking"}, Look.DANGER, "Rejected"),
        ({"journey": "short"}, Look.AMBER, "Not at lab"),
        ({"journey": "lost", "reason": "missing"}, Look.AMBER, "Lost"),
        ({"journey": "packed", "conflict": ("box",)}, Look.AMBER, "In two boxes"),
        ({"state": "held"}, Look.AMBER, "Sent back"),
        ({"journey": "void", "void": True, "conflict": ("box",)}, Look.NEUTRAL, "Voided"),
    ],
)
def test_what_needs_somebody_is_a_chip(
    row: SampleRow, changes: dict[str, object], look: Look, words: str
) -> None:
    state = sample_words.journey(replace(row, **changes))
    assert not state.quiet and state.look == look and str(state.words) == words and state.icon


def test_reasons(row: SampleRow) -> None:
    assert str(sample_words.reason(replace(row, journey="rejected", reason="leaking"))) == "Leaking"
    assert str(sample_words.reason(replace(row, journey="lost", reason="missing"))) == "Cannot be found"
    assert str(sample_words.reason(row)) == ""


def test_an_older_sample_says_its_day(row: SampleRow) -> None:
    assert sample_words.taken(row, row.day) == row.time == "10:34"
    assert sample_words.taken(row, "2021-10-15") == "14-10"
    assert str(sample_words.counted(0)) == "" and str(sample_words.counted(7)) == "7"


def test_a_very_long_word_may_break_and_others_may_not() -> None:
    assert sample_words.breakable("SHABANA KHATOON") == "SHABANA KHATOON"
    broken = sample_words.breakable("VENKATANARASIMHARAJUVARIPETA LAKSHMI")
    assert broken.replace("\u200b", "") == "VENKATANARASIMHARAJUVARIPETA LAKSHMI"
    assert broken.split("\u200b")[0] == "VENKATANARASIM"
