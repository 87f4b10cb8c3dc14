from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import ALL_CLEAR, MORNING, SESSION, practice_desk, walk_in
from tests.two_desks import TwoDesks
from tikadesk.actions import correct, give_dose, register_day, session, void
from tikadesk.actions.desk import Desk
from tikadesk.actions.register_day import ALL, FILTERS, DayRegister
from tikadesk.domain.clock import FixedClock
from tikadesk.store.register_lines import TOTALS, Tally, read

DAY = "2021-05-17"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        yield opened


def a_day(desk: Desk) -> DayRegister:
    """Five lines: given, corrected, deferred, void, and one without a dose."""
    walk_in(desk)
    corrected = walk_in(desk, name="Geeta Sahu", name_local="गीता साहू", mobile="9826000002")
    correct.correct(desk, "registration", corrected.id, {"village": "Kota"}, reason="heard_wrong")
    later = walk_in(desk, dose=False, name="Mohan Das", name_local="मोहन दास", mobile="9826000003")
    give_dose.defer(desk, later.id, reason="fever", intent=desk.ids.new())
    gone = walk_in(desk, name="Ram Sahu", name_local="राम साहू", mobile="9826000004")
    void.void(desk, "registration", gone.id, reason="twice", dose_used=True)
    walk_in(desk, dose=False, name="Kamla Bai", name_local="कमला बाई", mobile="9826000005")
    return register_day.of(desk.store, DAY)


def names(register: DayRegister, which: str = ALL, words: str = "") -> list[str]:
    return [row.name for row in register.listing(which, words)]


def test_the_newest_line_stands_first_under_the_number_it_has_on_paper(desk: Desk) -> None:
    register = a_day(desk)
    assert [row.number for row in register.rows] == [5, 4, 3, 2, 1]
    assert [row.state for row in register.rows] == ["registered", "void", "deferred", "given", "given"]
    newest, voided, deferred, corrected, first = register.rows
    assert (voided.reason, deferred.reason, newest.reason) == ("twice", "fever", "")
    assert corrected.corrected == (("registration", "village", "heard_wrong"),)
    assert (first.clock, first.age, first.sex, first.dose_no, first.vial) == ("10:20", 34, "F", 1, "4")
    assert {row.safe for row in register.rows} == {"here"}


def test_screen_and_paper_count_the_same_and_a_list_holds_what_its_total_says(desk: Desk) -> None:
    register = a_day(desk)
    tally = Tally()
    for line in read(desk.store, DAY, DAY):
        tally.add(line)
    assert {name: register.count[name] for name in TOTALS} == {name: tally.count[name] for name in TOTALS}
    for which in FILTERS:
        assert len(register.listing(which)) == register.count[which], which
    assert register.count[ALL] == register.count["lines"] == 5
    assert register.by_hour == {10: {1: 2}}
    assert (register.vials.opened, register.vials.given) == (1, 2)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("geeta", ["Geeta Sahu"]),
        ("साहू", ["Ram Sahu", "Geeta Sahu"]),
        ("sah ram", ["Ram Sahu"]),
        ("98260 00003", ["Mohan Das"]),
        ("९८२६०००००३", ["Mohan Das"]),
        ("gita", ["Geeta Sahu"]),
        ("मोहण", ["Mohan Das"]),
        ("zzz", []),
    ],
)
def test_a_line_is_found_by_parts_of_name_and_mobile_in_any_spelling(
    desk: Desk, words: str, found: list[str]
) -> None:
    assert names(a_day(desk), ALL, words) == found


def test_a_line_is_found_by_its_number_and_only_in_its_list(desk: Desk) -> None:
    register = a_day(desk)
    wanted = register.rows[2]
    assert names(register, ALL, wanted.no) == ["Mohan Das"]
    assert names(register, "deferred", "mohan") == ["Mohan Das"] and names(register, "first", "mohan") == []


def test_what_is_sent_back_waits_for_a_person(desk: Desk) -> None:
    walk_in(desk)
    desk.store.connection.execute("INSERT INTO pos(peer, high, safe, resync) VALUES('service', 99, 0, 0)")
    assert [row.safe for row in register_day.of(desk.store, DAY).rows] == ["server"]
    desk.store.connection.execute("UPDATE dose SET judged = 'held:bad-shape'")
    register = register_day.of(desk.store, DAY)
    assert [row.safe for row in register.listing("sent_back")] == ["held"]
    assert register.count["waiting"] == 0


def test_a_line_stands_for_its_registration_or_for_a_dose_of_somebody_known(tmp_path: Path) -> None:
    clock = FixedClock(MORNING)
    with practice_desk(tmp_path, clock=clock) as desk:
        saved = walk_in(desk, dose=False)
        (row,) = register_day.of(desk.store, DAY).rows
        assert row.record == ("registration", saved.id) and row.dose == ""
        clock.advance(seconds=86400)
        shot = session.set_up(desk, SESSION).as_dose() | ALL_CLEAR | {"dose_no": "1"}
        give_dose.give(desk, saved.id, shot, intent=desk.ids.new())
        (row,) = register_day.of(desk.store, desk.today()).rows
        assert row.record == ("dose", row.dose) and row.person == saved.id


def test_a_day_without_anybody_is_empty_and_counts_zero(desk: Desk) -> None:
    register = register_day.of(desk.store, "2021-05-01")
    assert register.rows == () and register.desks == ()
    assert {register.count[name] for name in (*TOTALS, *FILTERS)} == {0}


def test_another_desk_of_the_centre_writes_the_same_register() -> None:
    both = TwoDesks()
    for one in both.both:
        one.register()
    both.meet()
    first, second = (register_day.of(desk.store, "2021-05-16") for desk in both.desks)
    assert [row.person for row in first.rows] == [row.person for row in second.rows]
    assert first.count["lines"] == 2
