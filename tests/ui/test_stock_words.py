"""How the stock is said: chips for exceptions only, wastage with its sum, also below nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.ui.busy_desk import AT, busy_desk
from tikadesk.actions import vials
from tikadesk.actions.stock import Batch, DayVials
from tikadesk.actions.vials import Vial
from tikadesk.ui.stock_words import batch_state, hour, percent, signed, vial_state, wastage, wastage_notes
from tikadesk.ui.tokens import Look

BATCH = Batch("covishield", "4121Z025", "2022-03-31", 40, 4, 0, 0, 0, 36, 360, True, False, 168)
ACCOUNT = DayVials((), 2, 0, 20, 16, {"time_over": 3, "broken": 1}, 0, 0, 0)


@pytest.fixture(scope="module")
def vial() -> Vial:
    found = vials.current(busy_desk())
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("changed", "minutes", "look", "words", "quiet"),
    [
        ({}, 0, Look.NEUTRAL, "4 h 0 min left", True),
        ({}, 179, Look.NEUTRAL, "1 h 1 min left", True),
        ({}, 180, Look.AMBER, "60 min left", False),
        ({}, 240, Look.AMBER, "0 min left", False),
        ({}, 241, Look.DANGER, "Time is over", False),
        ({"state": "finished", "left": 0}, 300, Look.OK, "Empty", True),
        ({"state": "discarded", "left": 0, "waste_reason": "broken"}, 300, Look.NEUTRAL, "Broken", True),
        ({"state": "discarded", "left": 2}, 300, Look.AMBER, "2 unaccounted for", False),
        ({"conflict": ("wasted",)}, 0, Look.AMBER, "Desks differ", False),
    ],
)
def test_a_vials_state(
    vial: Vial, changed: dict[str, Any], minutes: int, look: Look, words: str, quiet: bool
) -> None:
    state = vial_state(replace(vial, **changed), AT + timedelta(minutes=minutes))
    assert (state.look, str(state.words), state.quiet) == (look, words, quiet)


@pytest.mark.parametrize(
    ("changed", "look", "words"),
    [
        ({}, Look.NEUTRAL, ""),
        ({"days_to_expiry": 31}, Look.NEUTRAL, ""),
        ({"days_to_expiry": 30}, Look.AMBER, "Expires in 30 days"),
        ({"days_to_expiry": 0}, Look.AMBER, "Expires today"),
        ({"days_to_expiry": -1, "expired": True}, Look.DANGER, "Expired"),
        ({"days_to_expiry": -1, "expired": True, "left": 0}, Look.NEUTRAL, "Used up"),
        ({"left": -1}, Look.DANGER, "Below nothing"),
        ({"left": 0, "kept": False}, Look.NEUTRAL, "Not counted here"),
    ],
)
def test_a_batchs_state(changed: dict[str, Any], look: Look, words: str) -> None:
    state = batch_state(replace(BATCH, **changed))
    assert (state.look, str(state.words)) == (look, words)


def test_wastage_is_said_with_its_sum() -> None:
    assert str(wastage(ACCOUNT)) == "Wastage: (20 doses in opened vials − 16 given) ÷ 20 = 20.0%"
    assert str(wastage_notes(ACCOUNT)) == "4 doses wasted: Time was over 3 · Broken 1"
    more = replace(ACCOUNT, given=21, wasted={}, overfill=1, unrecorded=2)
    assert str(wastage(more)) == "Wastage: (20 doses in opened vials − 21 given) ÷ 20 = −5.0%"
    assert str(wastage_notes(more)) == (
        "vials held 1 dose more than their labels say · 2 doses from vials whose opening is not here"
    )
    assert str(wastage(replace(ACCOUNT, unaccounted=3))).endswith(
        "known once 3 more doses are given or thrown away."
    )
    assert str(wastage(replace(ACCOUNT, doses=0))).startswith("No vial was opened today")


def test_figures_and_times() -> None:
    assert [percent(tenths) for tenths in (19, -50, 0, None)] == ["1.9%", "−5.0%", "0.0%", "–"]
    assert [signed("received", 40), signed("found", 1), signed("lost", 2)] == ["+40", "+1", "−2"]
    assert [hour(AT, "2021-10-14"), hour(AT, "2021-10-15")] == ["10:34", "14-10 10:34"]
