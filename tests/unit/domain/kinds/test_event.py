"""Events: what was done to data without changing a record."""

from __future__ import annotations

from tikadesk.domain.kinds.event import EVENT


def test_an_event_is_shared_with_the_centre_and_bears_no_number() -> None:
    assert EVENT.shared and EVENT.letter is None


def test_an_event_says_what_and_on_which_day() -> None:
    assert EVENT.by_name["what"].required
    assert EVENT.misshapen({"what": "export", "count": 120, "day": "2021-05-17"}) == []
    assert EVENT.misshapen({"what": 3, "day": "today"}) == ["what", "day"]
