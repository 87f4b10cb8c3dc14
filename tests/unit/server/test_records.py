from __future__ import annotations

import json

from tests.unit.server.desk_at_hand import DeskAtHand
from tests.unit.server.test_judge import edit
from tikadesk.domain.entry import Op
from tikadesk.server import sql


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


def test_a_record_is_of_the_kind_that_made_it_whatever_came_first(
    desk: DeskAtHand, other: DeskAtHand
) -> None:
    first = desk.hand.register("राम")
    stray = other.hand.entry("dose", {"dose_no": 1}, op=Op.EDIT, rec=first.rec, over=(first.id,), gen=2)
    other.say(stray.body())
    desk.push()
    assert sql.rows("SELECT k FROM rec") == [("registration",)]
