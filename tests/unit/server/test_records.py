from __future__ import annotations

import json

from django.core.management import call_command

from tests.unit.server.desk_at_hand import DeskAtHand, enrol_at
from tests.unit.server.test_judge import edit
from tikadesk.domain.day_held import DayHeld
from tikadesk.domain.entry import Op
from tikadesk.server import records, sql
from tikadesk.server.service import Service


def test_a_record_holds_its_number_state_and_heads(desk: DeskAtHand) -> None:
    entry = desk.hand.register("राम")
    change = edit(desk, entry, {"village": "436211"})
    desk.hand.write(change.body())
    desk.push()
    found = sql.row("SELECT k, no, centre, state, heads, conflict, void FROM rec WHERE id=%s", entry.id)
    assert found is not None
    kind, number, centre, state, heads, conflict, void = found
    assert (kind, number, centre) == ("registration", entry.set["no"], "CG-0231")
    assert json.loads(state) == {**entry.set, "village": "436211"}
    assert (heads, conflict, bool(void)) == (change.id, "", False)


def test_operators_are_kept_for_the_admin(desk: DeskAtHand) -> None:
    person = desk.hand.entry("operator", {"name": "सीता\x00", "role": "registrar", "verifier": "aa:bb"})
    promoted = edit(desk, person, {"role": "supervisor"})
    desk.say(person.body(), promoted.body())
    assert sql.rows("SELECT name, role, centre FROM operator") == [("सीता", "supervisor", "CG-0231")]


def test_days_are_counted_by_date_of_service(desk: DeskAtHand) -> None:
    for day in ("2026-11-19", "2026-11-19", "2026-11-20"):
        desk.hand.write(desk.hand.entry("registration", {"day": day, "name": "राम"}).body())
    desk.hand.write(desk.hand.entry("event", {"what": "print"}, at="\x00nonsense").body())
    desk.push()
    assert sql.rows("SELECT day, k, n FROM counter ORDER BY day, k") == [
        ("", "event", 1),
        ("2026-11-19", "registration", 2),
        ("2026-11-20", "registration", 1),
    ]


def test_what_is_held_of_a_day_is_told_by_how_it_ended(
    desk: DeskAtHand, other: DeskAtHand, service: Service
) -> None:
    day, person = "2026-11-19", desk.hand.ids.new()
    made = {
        name: desk.hand.entry(kind, {"day": day} | values)
        for name, kind, values in (
            ("registered", "registration", {"name": "राम"}),
            ("given", "dose", {"person": person, "outcome": "given"}),
            ("deferred", "dose", {"person": person, "outcome": "deferred"}),
            ("void", "dose", {"person": person, "outcome": "given"}),
            ("another day", "dose", {"day": "2026-11-20", "outcome": "given"}),
            ("another kind", "event", {"what": "print"}),
        )
    }
    struck = desk.hand.entry("dose", {}, op=Op.VOID, rec=made["void"].rec, over=(made["void"].id,), gen=2)
    desk.say(*(entry.body() for entry in made.values()), struck.body())
    expected = DayHeld(
        day, *(frozenset({made[name].rec}) for name in ("registered", "given", "deferred", "void"))
    )
    assert records.held(desk.device, day) == records.held(other.device, day) == expected
    assert records.held(enrol_at(service, seed=3, centre="CG-0900").device, day) == DayHeld(day)


def test_records_of_an_older_release_get_their_day(desk: DeskAtHand) -> None:
    desk.say(desk.hand.entry("registration", {"day": "2026-11-19", "name": "राम"}).body())
    desk.say(desk.hand.entry("event", {"what": "print"}).body())
    call_command("migrate", "central", "0002", verbosity=0)
    call_command("migrate", "central", verbosity=0)
    assert sql.rows("SELECT k, day FROM rec ORDER BY k") == [("event", ""), ("registration", "2026-11-19")]


def test_a_record_is_of_the_kind_that_made_it_whatever_came_first(
    desk: DeskAtHand, other: DeskAtHand
) -> None:
    first = desk.hand.register("राम")
    stray = other.hand.entry("dose", {"dose_no": 1}, op=Op.EDIT, rec=first.rec, over=(first.id,), gen=2)
    other.say(stray.body())
    desk.push()
    assert sql.rows("SELECT k FROM rec") == [("registration",)]
