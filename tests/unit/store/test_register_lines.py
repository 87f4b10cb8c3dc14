from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import closing
from tests.desk import ALL_CLEAR, SESSION, SUPERVISOR, practice_desk, walk_in
from tests.two_desks import TwoDesks
from tikadesk import i18n
from tikadesk.actions import aefi, correct, give_dose, staff, void
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


def test_a_dose_given_later_stands_in_the_line_that_was_begun(desk: Desk) -> None:
    first = walk_in(desk, dose=False)
    walk_in(desk, name="Geeta Sahu")
    shot = SESSION | ALL_CLEAR
    dose = give_dose.give(desk, first.id, shot, intent=desk.ids.new())
    assert [(line["name"], line["state"]) for line in lines(desk)] == [
        ("Sushila Devi", "given"),
        ("Geeta Sahu", "given"),
    ]
    void.void(desk, "dose", dose.dose_id or "", reason="not_given")
    give_dose.give(desk, first.id, shot, intent=desk.ids.new())
    assert [line["state"] for line in lines(desk)] == ["void", "given", "given"]


def test_the_worst_event_after_a_dose_is_its_lines_and_is_bound_by_the_digest(desk: Desk) -> None:
    given = walk_in(desk).dose_id or ""
    walk_in(desk, name="Geeta Sahu")
    told = {"onset_on": "17-05-2021", "onset_time": "10:20", "symptoms": "fever"}
    before = register_lines.digest(desk.store, DAY)
    events = [aefi.report(desk, given, told | {"severity": how}, intent=desk.ids.new()) for how in "213"]
    assert [line["aefi"] for line in lines(desk)] == ["serious", None]
    assert (tally(desk)["aefi"], register_lines.digest(desk.store, DAY) == before) == (1, False)
    void.void(desk, "aefi", events[2].id, reason="other")
    assert [line["aefi"] for line in lines(desk)] == ["severe", None]
    for event in events[:2]:
        void.void(desk, "aefi", event.id, reason="other")
    assert register_lines.digest(desk.store, DAY) == before


def test_what_a_closing_did_not_know_stands_below_on_every_desk() -> None:
    two, day = TwoDesks(), "2021-05-16"
    here, there = two.both
    staff.add(here.desk, SUPERVISOR[0], "supervisor", SUPERVISOR[1])
    two.meet()
    late, known = there.register(name="Unheard Of"), here.register(name="Known Of")
    closing.make_ready(here.desk, day)
    closing.close(here.desk, day)
    two.meet()
    found = [list(register_lines.read(desk.store, day, day)) for desk in two.desks]
    for told in found:
        assert [(line["person"], bool(line["late"])) for line in told] == [(known, False), (late, True)]
    assert register_lines.digest_of(day, found[0]) == register_lines.digest_of(day, found[1])


def test_two_desks_that_know_the_same_have_the_same_lines_and_digest() -> None:
    both = TwoDesks()
    for place, one in enumerate(both.both):
        one.register(name=f"Person {'ab'[place]}")
        one.register(name=f"Other {'ab'[place]}")
    both.meet()
    day = "2021-05-16"
    assert len({register_lines.digest(desk.store, day) for desk in both.desks}) == 1
    assert [len(list(register_lines.read(desk.store, day, day))) for desk in both.desks] == [4, 4]


def test_people_of_another_centre_are_not_in_this_centres_register(desk: Desk) -> None:
    walk_in(desk)
    with desk.store.write() as writer:
        notes.put(writer.connection, CENTRE_OF, desk.store.me.device, "CG-0999")
    assert lines(desk) == []


def test_the_digest_is_the_same_at_a_desk_that_goes_on_under_another_id() -> None:
    here, there = TwoDesks().both
    rec = here.register()
    here.edit(rec, village="Kota")
    before = register_lines.digest(here.store, "2021-05-16")
    here.ledger.reidentify(0)
    there.ledger.take_page(here.feed(), None, at="")
    assert register_lines.digest(here.store, "2021-05-16") == before
    assert register_lines.digest(there.store, "2021-05-16") == before
