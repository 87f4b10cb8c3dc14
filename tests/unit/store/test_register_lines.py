from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import ALL_CLEAR, practice_desk, walk_in
from tests.two_desks import TwoDesks
from tikadesk import i18n
from tikadesk.actions import correct, give_dose, void
from tikadesk.actions.desk import Desk
from tikadesk.store import notes, register_lines
from tikadesk.store.facts import CENTRE_OF
from tikadesk.store.register_lines import Tally

DAY = "2021-05-17"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        yield opened


def lines(desk: Desk) -> list[register_lines.Line]:
    found = list(register_lines.read(desk.store, DAY, DAY))
    assert len(found) == register_lines.count(desk.store, DAY, DAY)
    return found


def tally(desk: Desk) -> dict[str, int]:
    told = Tally()
    for line in lines(desk):
        told.add(line)
    return {name: told.count[name] for name in register_lines.TOTALS}


def test_a_line_is_one_thing_only_so_that_they_add_up(desk: Desk) -> None:
    walk_in(desk)
    walk_in(desk, dose=False, name="Geeta Sahu")
    gone = walk_in(desk, name="Ram Sahu")
    void.void(desk, "registration", gone.id, reason="twice")
    assert [line["state"] for line in lines(desk)] == ["given", "registered", "void"]
    assert lines(desk)[2]["void_reason"] == "twice"
    totals = tally(desk)
    assert (
        totals["lines"] == sum(totals[name] for name in ("given", "deferred", "not_vaccinated", "void")) == 3
    )


def test_who_is_registered_is_one_person_whatever_became_of_the_dose(desk: Desk) -> None:
    saved = walk_in(desk)
    (dose,) = desk.store.connection.execute("SELECT id FROM dose").fetchone()
    void.void(desk, "dose", dose, reason="not_given")
    assert (tally(desk)["registered"], tally(desk)["void"], tally(desk)["given"]) == (1, 1, 0)
    again = {"vaccine": "covishield", "batch": "4121Z025", "expires_on": "31-08-2021", "vial": "4"}
    shot = again | ALL_CLEAR | {"vaccinator": "रेखा यादव", "site": "left_arm", "dose_no": "1"}
    give_dose.give(desk, saved.id, shot, intent=desk.ids.new())
    assert (tally(desk)["registered"], tally(desk)["lines"], tally(desk)["given"]) == (1, 2, 1)


def test_each_corrected_field_stands_once_with_its_last_reason(desk: Desk) -> None:
    saved = walk_in(desk)
    correct.correct(desk, "registration", saved.id, {"village": "Kota"}, reason="heard_wrong")
    correct.correct(desk, "registration", saved.id, {"village": "Kotaa", "sex": "M"}, reason="typing")
    (line,) = lines(desk)
    assert sorted(line["corrected"]) == [
        ("registration", "sex", "typing"),
        ("registration", "village", "typing"),
    ]
    assert tally(desk)["corrected"] == 1


def test_the_digest_changes_with_any_line_and_with_nothing_else(desk: Desk) -> None:
    saved = walk_in(desk)
    first = register_lines.digest(desk.store, DAY)
    i18n.use("hi")
    assert register_lines.digest(desk.store, DAY) == first == register_lines.digest_of(DAY, lines(desk))
    desk.store.connection.execute("INSERT INTO pos(peer, high, safe, resync) VALUES('service', 99, 0, 0)")
    desk.store.connection.execute(
        "UPDATE registration SET judged = 'held:bad-shape', portal_ref = '62682606457710'"
    )
    assert register_lines.digest(desk.store, DAY) == first
    assert len({first, register_lines.digest(desk.store, "2021-05-18")}) == 2
    correct.correct(desk, "registration", saved.id, {"village": "Kota"}, reason="heard_wrong")
    second = register_lines.digest(desk.store, DAY)
    void.void(desk, "registration", saved.id, reason="twice")
    third = register_lines.digest(desk.store, DAY)
    void.restore(desk, "registration", saved.id)
    assert len({first, second, third}) == 3
    assert register_lines.digest(desk.store, DAY) == second


def test_two_desks_that_know_the_same_have_the_same_lines_and_digest() -> None:
    both = TwoDesks()
    for place, one in enumerate(both.both):
        one.register(name=f"Person {'ab'[place]}")
        one.register(name=f"Other {'ab'[place]}")
    both.meet()
    day = "2021-05-16"
    one, other = (register_lines.digest(desk.store, day) for desk in both.desks)
    assert one == other
    assert [len(list(register_lines.read(desk.store, day, day))) for desk in both.desks] == [4, 4]


def test_people_of_another_centre_are_not_in_this_centres_register(desk: Desk) -> None:
    walk_in(desk)
    with desk.store.write() as writer:
        notes.put(writer.connection, CENTRE_OF, desk.store.me.device, "CG-0999")
    assert lines(desk) == []
