"""What a kind is: a declaration that everything else is drawn from."""

from __future__ import annotations

from tikadesk.domain.fields import Mobile, Text, Whole
from tikadesk.domain.fold import Merge
from tikadesk.domain.kind import DAY, NUMBER, Kind

REFERRAL = Kind(
    name="referral",
    fields=(
        Text(name="why", merge=Merge.FLAG, find=True),
        Whole(name="count"),
        Mobile(name="mobile", find=True),
    ),
)


def test_fields_by_name_and_those_that_are_searched() -> None:
    assert list(REFERRAL.by_name) == ["why", "count", "mobile"]
    assert REFERRAL.found_by == ("why", "mobile")


def test_two_official_numbers_for_one_record_are_a_conflict() -> None:
    assert REFERRAL.merge_rules[NUMBER].merge is Merge.FLAG
    assert REFERRAL.merge_rules["count"].merge is Merge.LAST


def test_misshapen_values_are_named_and_unknown_fields_let_pass() -> None:
    values = {"why": "fever", "count": "3", "mobile": "12", "of_a_newer_desk": 1, NUMBER: 7, DAY: None}
    assert REFERRAL.misshapen(values) == ["count", "mobile", NUMBER]
    assert REFERRAL.misshapen({"why": None, "count": 3}) == []
