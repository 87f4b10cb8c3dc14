"""The desk's standing: how much is where, what waits, what needs someone."""

from __future__ import annotations

import pytest

from tests.desk import MORNING, walk_in
from tests.sentences import assert_said
from tikadesk.actions import aefi, facts
from tikadesk.actions.desk import Desk
from tikadesk.domain.wire import Reason
from tikadesk.store import keys


def test_before_any_server_everything_waits(desk: Desk) -> None:
    saved = walk_in(desk)
    found = facts.facts_of(desk)
    assert found.records["registration"] == 1 and found.records["dose"] == 1
    assert found.entries == found.waiting == found.second_copy_missing > 0
    assert (found.on_server, found.held, found.flagged, found.last_answer_at) == (0, 0, 0, None)
    assert found.oldest_waiting_at == MORNING
    assert found.numbers_left == {"R": 0, "K": 0, "C": 0}
    assert found.key_place == keys.FILE
    assert saved.no.startswith("CGZ")  # no lease yet: a fallback number


def test_what_waits_is_listed_oldest_first_with_whose_it_is(desk: Desk) -> None:
    saved = walk_in(desk)
    aefi.report(desk, saved.dose_id or "", {"severity": "1", "symptoms": "fever"}, intent=desk.ids.new())
    rows = facts.waiting(desk)
    assert [row.n for row in rows] == list(range(1, len(rows) + 1))
    person, dose, event = rows[-3:]
    assert (person.kind, person.no, person.name) == ("registration", saved.no, "Sushila Devi")
    assert (dose.kind, dose.no, dose.op) == ("dose", saved.no, "create")
    assert (event.kind, event.no, event.name) == ("aefi", saved.no, "Sushila Devi")
    assert all(row.size > 100 for row in rows)
    assert len(facts.waiting(desk, limit=1)) == 1


def test_what_the_server_sent_back_needs_someone(desk: Desk) -> None:
    saved = walk_in(desk)
    assert facts.needs_you(desk) == []
    desk.store.connection.execute(
        "UPDATE op SET judgement = 'flagged', reason = 'number-collision' WHERE id = ?", [saved.id]
    )
    (row,) = facts.needs_you(desk)
    assert (row.kind, row.rec, row.no, row.name) == ("registration", saved.id, saved.no, "Sushila Devi")
    assert row.verdict == "flagged"
    assert row.why_key == "verdict.number-collision"
    assert facts.facts_of(desk).flagged == 1


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_of_the_server_can_be_said(reason: Reason) -> None:
    assert_said(f"verdict.{reason.value}", {})
