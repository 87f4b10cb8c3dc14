"""Closing a day: what stands in its way is said with what to do, what it seals, what is late, reopening."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.closing import PIN, back_up, close, make_ready, reopen, see_all, settle_vials, supervisor
from tests.desk import ALL_CLEAR, practice_desk, walk_in
from tests.sentences import assert_said
from tikadesk.actions import aefi, closing, correct, give_dose, staff, undo, void
from tikadesk.actions.desk import Desk
from tikadesk.domain import journal as chain
from tikadesk.domain.kinds.day_closing import COUNTS
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import closings, journal, register_lines

DAY = "2021-05-17"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        yield opened


def refused(desk: Desk) -> str:
    with pytest.raises(NotAllowed) as refusal:
        close(desk, DAY)
    assert_said(refusal.value.key, refusal.value.params)
    return refusal.value.key


def open_checks(desk: Desk) -> list[str]:
    found = closing.checklist(desk, DAY)
    assert [check.key for check in found] == list(closing.CHECKS)
    return [check.key for check in found if not check.ok]


def test_each_thing_that_stands_in_the_way_is_said_with_what_to_do(desk: Desk) -> None:
    walk_in(desk)
    gone = walk_in(desk, name="Ram Sahu")
    void.void(desk, "registration", gone.id, reason="twice", dose_used=False)
    late = walk_in(desk, dose=False, name="Geeta Sahu")
    give_dose.defer(desk, late.id, reason="fever", typed=ALL_CLEAR, intent=desk.ids.new())
    assert open_checks(desk) == ["vials", "deferrals", "voids", "backup"]
    assert refused(desk) == "error.close.vials"
    settle_vials(desk, DAY)
    assert refused(desk) == "error.close.deferrals"
    assert see_all(desk, DAY) == 2
    assert see_all(desk, DAY) == 0
    assert refused(desk) == "error.close.backup"
    back_up(desk)
    assert open_checks(desk) == []
    assert close(desk, DAY).stands


def test_a_void_that_nobody_looked_at_stops_the_closing(desk: Desk) -> None:
    saved = walk_in(desk)
    make_ready(desk, DAY)
    void.void(desk, "registration", saved.id, reason="twice", dose_used=True)
    assert refused(desk) == "error.close.voids"
    see_all(desk, DAY)
    close(desk, DAY)


def test_what_changed_after_it_was_looked_at_is_looked_at_again(desk: Desk) -> None:
    saved = walk_in(desk)
    void.void(desk, "registration", saved.id, reason="twice", dose_used=True)
    see_all(desk, DAY)
    void.restore(desk, "registration", saved.id)
    void.void(desk, "registration", saved.id, reason="other", dose_used=True)
    assert "voids" in open_checks(desk)


def test_a_closing_says_what_was_sealed(desk: Desk) -> None:
    walk_in(desk)
    walk_in(desk, dose=False, name="Geeta Sahu")
    make_ready(desk, DAY)
    before = journal.tip(desk.store.connection, desk.store.me.device)
    made = close(desk, DAY)
    assert (made.day, made.round, made.at, made.supervisor) == (DAY, 1, "2021-05-17T10:20", "Meena Thakur")
    told = {name: made.counts[name] for name in ("lines", "registered", "given", "vials", "wasted")}
    assert told == {"lines": 2, "registered": 2, "given": 1, "vials": 1, "wasted": 9}
    assert made.digest == register_lines.digest(desk.store, DAY)
    assert (made.length, made.code) == (before.n, chain.shown(before.head))
    assert made == closings.of(desk.store, DAY)
    assert set(register_lines.TOTALS) - {"void"} <= set(COUNTS)
    # the journal is signed up to the closing itself, so that one edited on disk shows
    sealed = desk.store.connection.execute("SELECT max(n) FROM seal").fetchone()[0]
    assert sealed == before.n + 1 and journal.faults(desk.store.connection) == []


def test_a_day_without_anybody_can_be_closed_and_a_second_click_seals_nothing_twice(desk: Desk) -> None:
    settle_vials(desk, DAY)
    back_up(desk)
    intent = desk.ids.new()
    by = supervisor(desk)
    first = closing.close(desk, "2021-05-16", supervisor=by, pin=PIN, intent=intent)
    assert closing.close(desk, "2021-05-16", supervisor=by, pin=PIN, intent=intent) == first
    assert len(closings.history(desk.store, "2021-05-16")) == 1


def test_who_may_not_close_when_and_what_reopening_needs(desk: Desk) -> None:
    make_ready(desk, DAY)
    registrar = staff.operators(desk)[-1]
    with pytest.raises(NotAllowed, match="role_may_not"):
        closing.close(desk, DAY, supervisor=registrar.id, pin="1947", intent=desk.ids.new())
    with pytest.raises(NotAllowed, match="wrong_pin"):
        closing.close(desk, DAY, supervisor=supervisor(desk), pin="0000", intent=desk.ids.new())
    with pytest.raises(NotAllowed) as ahead:
        close(desk, "2021-05-18")
    with pytest.raises(NotAllowed) as not_closed:
        reopen(desk, DAY)
    close(desk, DAY)
    with pytest.raises(NotAllowed) as twice:
        close(desk, DAY)
    for refusal in (ahead, not_closed, twice):
        assert_said(refusal.value.key, refusal.value.params)
    with pytest.raises(InvalidRecord) as without:
        reopen(desk, DAY, "  ")
    assert_said(without.value.problems[0].key, {})


def test_what_comes_after_is_late_dated_and_says_what_changed(desk: Desk) -> None:
    saved = walk_in(desk)
    make_ready(desk, DAY)
    made = close(desk, DAY)
    assert closing.late_entries(desk, DAY) == []
    desk.operator = staff.operators(desk)[0]
    correct.correct(desk, "registration", saved.id, {"village": "Kota"}, reason="heard_wrong")
    newcomer = walk_in(desk, dose=False, name="Ram Sahu")
    edited, created = closing.late_entries(desk, DAY)
    assert (edited.kind, edited.rec, edited.person, edited.op) == ("registration", saved.id, saved.id, "edit")
    assert [(one.field, one.before, one.after) for one in edited.changes] == [("village", "Mowa", "Kota")]
    assert (edited.by, edited.why, edited.at[:16]) == (desk.operator.id, "heard_wrong", "2021-05-17T10:20")
    assert (created.rec, created.op) == (newcomer.id, "create")
    assert closings.of(desk.store, DAY) == made  # a seal never changes


def test_the_sitting_after_closing_reopening_and_closing_again_in_step(desk: Desk) -> None:
    """Close, a late entry, reopen, correct, close again: each step changes what it should and nothing else."""
    saved, other = walk_in(desk), walk_in(desk, name="Geeta Sahu")
    make_ready(desk, DAY)
    first = close(desk, DAY)
    desk.operator = staff.operators(desk)[0]
    void.void(desk, "registration", other.id, reason="twice", dose_used=True)
    assert {late.rec for late in closing.late_entries(desk, DAY) if late.kind == "registration"} == {other.id}
    reopened = reopen(desk, DAY, "Entered twice")
    assert (reopened.round, reopened.stands, reopened.reopened_by) == (1, False, "Meena Thakur")
    assert (reopened.reopen_reason, reopened.reopened_at) == ("Entered twice", "2021-05-17T10:20")
    assert (reopened.digest, reopened.counts) == (first.digest, first.counts)
    correct.correct(desk, "registration", saved.id, {"village": "Kota"}, reason="typing")
    make_ready(desk, DAY)
    second = close(desk, DAY)
    assert (second.round, second.stands) == (2, True)
    assert closing.late_entries(desk, DAY) == []
    assert [one.round for one in closings.history(desk.store, DAY)] == [1, 2]
    changed = {name for name in COUNTS if first.counts[name] != second.counts[name]}
    assert changed == {"registered", "given", "first", "women", "voided", "corrected", "wasted"}
    assert second.digest != first.digest
    assert closings.late(desk.store, reopened) != []  # what came between stays late for the first seal


def test_a_record_that_leaves_the_day_is_late_too(desk: Desk) -> None:
    saved = walk_in(desk, dose=False)
    make_ready(desk, DAY)
    close(desk, DAY)
    desk.operator = staff.operators(desk)[0]
    correct.correct(desk, "registration", saved.id, {"day": "16-05-2021"}, reason="typing")
    (late,) = closing.late_entries(desk, DAY)
    assert [(one.before, one.after) for one in late.changes if one.field == "day"] == [(DAY, "2021-05-16")]


def test_an_event_told_the_day_after_is_late_also_where_the_dose_has_another_day_now(desk: Desk) -> None:
    saved = walk_in(desk)
    assert saved.dose_id is not None
    desk.operator = staff.operators(desk)[0]
    report = {"onset_time": "10:20", "severity": "1", "symptoms": "fever"}
    rec = aefi.report(desk, saved.dose_id, report, intent=desk.ids.new()).id
    correct.correct(desk, "dose", saved.dose_id, {"day": "16-05-2021"}, reason="typing")
    assert closing.checklist(desk, "2021-05-16")[2].params == {"total": 1, "n": 1}
    make_ready(desk, "2021-05-16")
    close(desk, "2021-05-16")
    assert closings.seals(desk.store, "aefi", desk.known("aefi", rec))
    correct.correct(desk, "aefi", rec, {"severity": "2"}, reason="typing")
    assert [late.kind for late in closing.late_entries(desk, "2021-05-16")] == ["aefi"]


def test_a_portals_reference_is_no_late_fact(desk: Desk) -> None:
    saved = walk_in(desk)
    make_ready(desk, DAY)
    close(desk, DAY)
    desk.operator = staff.operators(desk)[0]
    correct.correct(desk, "registration", saved.id, {"portal_ref": "62682606457710"}, reason="document_seen")
    assert closing.late_entries(desk, DAY) == []


def test_the_code_is_that_of_the_journal_when_this_desk_closed(desk: Desk) -> None:
    walk_in(desk)
    before = closing.closing_code(desk, DAY)
    assert before.counts == {"registration": 1, "dose": 1, "vial": 1}
    make_ready(desk, DAY)
    made = close(desk, DAY)
    walk_in(desk, dose=False, name="Geeta Sahu")
    told = closing.closing_code(desk, DAY)
    assert (told.length, told.chain) == (made.length, made.code) != (before.length, before.chain)
    assert told.counts == before.counts  # those of that journal: who came later is in none of them
    reopen(desk, DAY)
    now = closing.closing_code(desk, DAY)
    assert now.length > told.length and now.counts["registration"] == 2


def test_what_was_sealed_is_changed_with_a_supervisor_only(desk: Desk) -> None:
    saved, gone = walk_in(desk), walk_in(desk, name="Ram Sahu")
    assert undo.offer(desk) is not None
    make_ready(desk, DAY)
    void.void(desk, "registration", gone.id, reason="twice", dose_used=True)
    see_all(desk, DAY)
    close(desk, DAY)
    for change in (
        lambda: correct.correct(desk, "registration", saved.id, {"village": "Kota"}, reason="typing"),
        lambda: void.void(desk, "registration", saved.id, reason="twice"),
        lambda: void.restore(desk, "registration", gone.id),
    ):
        with pytest.raises(NotAllowed) as refusal:
            change()
        assert_said(refusal.value.key, refusal.value.params)
    assert refusal.value.key == "error.role_may_not"
    assert undo.offer(desk) is None
    vouched = (supervisor(desk), PIN)
    void.void(desk, "registration", saved.id, reason="twice", supervisor=vouched)
    assert {late.op for late in closing.late_entries(desk, DAY)} == {"void"}
    late = walk_in(desk, dose=False, name="Geeta Sahu")  # whoever comes after is written down all the same
    assert undo.offer(desk) is not None
    reopen(desk, DAY)
    correct.correct(desk, "registration", late.id, {"village": "Kota"}, reason="typing")
