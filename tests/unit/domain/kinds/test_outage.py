"""Outage: what a desk wrote of it travels and folds as any record does."""

from __future__ import annotations

from tikadesk.domain.kinds.outage import OUTAGE


def test_an_outage_goes_to_every_desk_of_the_centre_and_bears_no_number() -> None:
    assert OUTAGE.shared and OUTAGE.letter is None


def test_its_instants_are_texts_with_their_zone_and_its_day_a_day() -> None:
    told = {
        "day": "2021-05-16", "began_at": "2021-05-16T10:02:07+05:30", "tried_at": "2021-05-16T11:30:00+05:30",
        "ended_at": "2021-05-16T11:30:41+05:30", "faults": "no_line no_server", "server": "https://central.example",
    }  # fmt: skip
    assert OUTAGE.misshapen(told) == []
    assert OUTAGE.misshapen({"day": "16-05-2021", "began_at": 7}) == ["day", "began_at"]
