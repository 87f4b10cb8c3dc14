from __future__ import annotations

from typing import Any

import pytest

from tikadesk.domain.journey import JOURNEYS, journey

TUBE: dict[str, Any] = dict.fromkeys(
    ("void", "result", "verdict", "reason", "lost_reason", "box", "box_state")
)


@pytest.mark.parametrize(
    ("known", "told"),
    [
        ({}, ("collected", "")),
        ({"box": "b", "box_state": "open"}, ("packed", "")),
        ({"box": "b"}, ("packed", "")),
        ({"box": "b", "box_state": "sealed"}, ("sealed", "")),
        ({"box": "b", "box_state": "dispatched"}, ("dispatched", "")),
        ({"box": "b", "box_state": "dispatched", "verdict": "accepted"}, ("received", "")),
        ({"verdict": "extra"}, ("received", "")),
        ({"verdict": "rejected", "reason": "leaking"}, ("rejected", "leaking")),
        ({"box": "b", "verdict": "short"}, ("short", "")),
        ({"verdict": "accepted", "result": "negative"}, ("resulted", "")),
        ({"lost_reason": "broken_here", "box": "b"}, ("lost", "broken_here")),
        ({"lost_reason": "missing", "verdict": "accepted"}, ("received", "")),
        ({"void": 1, "result": "positive"}, ("void", "")),
    ],
)
def test_how_far_a_tube_is(known: dict[str, Any], told: tuple[str, str]) -> None:
    assert journey(TUBE | known) == told
    assert told[0] in JOURNEYS
