"""Receipt line: what a lab says of one tube; two people of a lab who disagree about it are noticed."""

from __future__ import annotations

from tikadesk.domain import reference
from tikadesk.domain.entry import Entry, Op, Value
from tikadesk.domain.fold import fold
from tikadesk.domain.kinds.receipt_line import ACCEPTED, EXTRA, RECEIPT_LINE, REJECTED, SHORT

LINE = "017978a8-d0c0-7117-ab1f-4bab1a92f40c"


def entry(place: int, **values: Value) -> Entry:
    """The line, and edits of it that did not see each other."""
    at = "2021-05-18T07:40:00+05:30"
    if place == 0:
        return Entry(LINE, "receipt_line", LINE, Op.CREATE, at, "-", dict(values))
    return Entry(
        f"{LINE[:-1]}{place}", "receipt_line", LINE, Op.EDIT, at, "-", dict(values), over=(LINE,), gen=2
    )


def test_every_verdict_can_be_chosen() -> None:
    assert reference.options("verdict") == (ACCEPTED, REJECTED, SHORT, EXTRA)


def test_a_tube_is_named_by_its_number_with_the_tube_of_its_case() -> None:
    assert RECEIPT_LINE.misshapen({"tube": "CGK01000008794/2", "verdict": ACCEPTED}) == []
    assert not RECEIPT_LINE.by_name["tube"].required  # one without a label has none


def test_two_verdicts_or_results_given_apart_are_a_conflict() -> None:
    made = entry(0, verdict=ACCEPTED)
    for field, one, other in (("verdict", REJECTED, SHORT), ("result", "positive", "negative")):
        state = fold([made, entry(1, **{field: one}), entry(2, **{field: other})], RECEIPT_LINE.merge_rules)
        assert state.conflicts == (field,)


def test_a_result_beside_a_new_verdict_is_none() -> None:
    state = fold(
        [entry(0, verdict=SHORT), entry(1, verdict=ACCEPTED), entry(2, result="negative")],
        RECEIPT_LINE.merge_rules,
    )
    assert (state.conflicts, state.values) == ((), {"verdict": ACCEPTED, "result": "negative"})
