"""Every state of the line has its sentences, and no sentence outlives its state: their keys are put together in the
code, so the rule about unused keys cannot see which of them nobody says any more.
"""

from __future__ import annotations

import pytest

from tests.house.catalogue_rules import by_key
from tests.house.test_rules import HOUSE
from tikadesk.domain.status import SyncState
from tikadesk.ui.line_log import UNTOLD

PLACES = {"strip": set(), "sync.sub": set(), "place.server": set(), "happened": UNTOLD}


@pytest.mark.parametrize(("place", "silent"), PLACES.items())
def test_the_sentences_of_a_place_are_those_of_the_states(place: str, silent: set[SyncState]) -> None:
    literal = {text for module in HOUSE.product for _, text in module.strings()}
    said = {key for key in by_key(HOUSE, "en").keys() - literal if key.startswith(f"{place}.")}
    assert {key.removesuffix(".none_waiting") for key in said} == {
        f"{place}.{state.value}" for state in SyncState if state not in silent
    }
