"""What a supervisor looks at: everything once, as it stood then; and desks whose entries are not here."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.closing import PIN, close, make_ready, see_all, supervisor
from tests.desk import ALL_CLEAR, SUPERVISOR, practice_desk, walk_in
from tests.sentences import assert_said
from tests.two_desks import TwoDesks
from tikadesk.actions import aefi, closing, correct, give_dose, reviews, staff, void
from tikadesk.actions.desk import Desk
from tikadesk.errors import NotAllowed
from tikadesk.store import records

DAY = "2021-05-17"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        yield opened


def found(desk: Desk) -> list[tuple[str, str, bool]]:
    return [(item.topic, item.kind, item.seen) for item in reviews.items(desk, DAY)]


def test_everything_of_the_day_is_there_once(desk: Desk) -> None:
    saved, gone = walk_in(desk), walk_in(desk, name="Ram Sahu")
    later = walk_in(desk, dose=False, name="Geeta Sahu")
    give_dose.defer(desk, later.id, reason="fever", typed=ALL_CLEAR, intent=desk.ids.new())
    void.void(desk, "registration", gone.id, reason="twice", dose_used=True)
    assert saved.dose_id is not None
    report = {"onset_time": "10:20", "severity": "1", "symptoms": "fever"}
    aefi.report(desk, saved.dose_id, report, intent=desk.ids.new())
    assert sorted(found(desk)) == [
        ("aefi", "aefi", False), ("deferral", "dose", False), ("void", "registration", False),
    ]  # fmt: skip
    (item,) = (item for item in reviews.items(desk, DAY) if item.topic == "void")
    assert (item.person or {})["name"] == "Ram Sahu"
    assert (item.why, item.last.op, item.last.by) == ("twice", "void", "Sunita Verma")
    assert [dose["batch"] for dose in item.doses] == ["4121Z025"]
    assert see_all(desk, DAY) == 3
    assert all(seen for _, _, seen in found(desk))


def test_a_correction_after_it_was_seen_asks_again(desk: Desk) -> None:
    later = walk_in(desk, dose=False)
    saved = give_dose.defer(desk, later.id, reason="fever", typed=ALL_CLEAR, intent=desk.ids.new())
    see_all(desk, DAY)
    correct.correct(desk, "dose", saved.dose_id, {"defer_reason": "allergy"}, reason="heard_wrong")
    assert found(desk) == [("deferral", "dose", False)]


def test_only_a_supervisors_pin_says_that_it_was_seen(desk: Desk) -> None:
    gone = walk_in(desk, dose=False)
    void.void(desk, "registration", gone.id, reason="twice")
    items = reviews.items(desk, DAY)
    registrar = staff.operators(desk)[-1]
    for who, pin in ((registrar.id, "1947"), (supervisor(desk), "0000")):
        with pytest.raises(NotAllowed):
            reviews.see(desk, DAY, items, supervisor=who, pin=pin)
    assert found(desk) == [("void", "registration", False)]
    reviews.see(desk, DAY, items, supervisor=supervisor(desk), pin=PIN)
    (row,) = records.every(desk.store.connection, "review")
    assert row["by"] == supervisor(desk)


def test_a_desk_that_was_not_heard_of_is_joined_or_let_be() -> None:
    two = TwoDesks()
    here, there = two.both
    staff.add(here.desk, SUPERVISOR[0], "supervisor", SUPERVISOR[1])
    there.register()
    two.meet()
    for one in two.both:
        one.clock.advance(seconds=timedelta(days=1).total_seconds())
    day = here.desk.today()
    here.register(day=day)
    mine, other = reviews.desks(here.desk, day)
    assert (mine.lines, mine.joined, other.lines, other.joined) == (1, True, 0, False)
    assert other.heard_at.startswith("2021-05-16")
    with pytest.raises(NotAllowed) as refusal:
        close(here.desk, day)
    assert refusal.value.key == "error.close.desks"
    assert_said(refusal.value.key, refusal.value.params)
    there.register(day=day)
    two.meet()
    assert [(one.lines, one.joined) for one in reviews.desks(here.desk, day)] == [(1, True), (1, True)]


def test_a_day_may_be_closed_without_a_desk_once_a_supervisor_has_said_so() -> None:
    two = TwoDesks()
    here, there = two.both
    staff.add(here.desk, SUPERVISOR[0], "supervisor", SUPERVISOR[1])
    there.register()
    two.meet()
    for one in two.both:
        one.clock.advance(seconds=timedelta(days=1).total_seconds())
    day = here.desk.today()
    make_ready(here.desk, day)
    assert [one.seen for one in reviews.desks(here.desk, day)] == [False, True]
    close(here.desk, day)
    late = there.register(day=day)
    two.meet()
    assert [one.rec for one in closing.late_entries(here.desk, day)] == [late]


def test_a_desk_that_has_been_silent_for_a_week_is_not_waited_for() -> None:
    two = TwoDesks()
    here, there = two.both
    there.register()
    two.meet()
    here.clock.advance(seconds=timedelta(days=8).total_seconds())
    assert len(reviews.desks(here.desk, here.desk.today())) == 1


def test_a_desk_that_goes_on_under_another_id_is_one_desk() -> None:
    two = TwoDesks()
    here, there = two.both
    there.register()
    two.meet()
    for one in two.both:
        one.clock.advance(seconds=timedelta(days=1).total_seconds())
    there.ledger.reidentify(len(there.bodies()))
    day = here.desk.today()
    there.register(day=day)
    two.meet()
    _, *others = reviews.desks(here.desk, day)
    assert [(one.device, one.lines, one.joined) for one in others] == [(there.device, 1, True)]
