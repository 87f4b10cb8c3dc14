"""Reconciling: the four counts of a day, references bound singly and in bulk, and taken off again."""

from __future__ import annotations

import itertools

import pytest

from tests.desk import walk_in
from tests.two_desks import TwoDesks
from tikadesk.actions import give_dose, paper_counts, portal_sheet, reconcile, void
from tikadesk.actions.desk import Desk
from tikadesk.actions.reconcile import Pair
from tikadesk.actions.sheet_file import SheetFile
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.reconcile import AGREES, DIFFERS, HERE_ONLY, OTHER_DAY, PORTAL_ONLY, UNCLEAR
from tikadesk.domain.sides import DEFERRED, VOID
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records, register_lines

REF, OTHER_REF = "62682606457710", "32600491890923"
HEADINGS = ("CoWIN ID", "Name", "Year of birth", "Gender", "Mobile", "Dose", "Vaccine", "Registration number")
_MOBILES = itertools.count(9826041187)


def came(desk: Desk, name: str, *, dose: bool = True, **typed: str) -> str:
    who = {"name": name, "name_local": "", "age": "1987", "mobile": str(next(_MOBILES))}
    return walk_in(desk, dose=dose, **who | typed).id


def row(desk: Desk, person: str, ref: str = "", **changed: str) -> tuple[str, ...]:
    """The portal's true word for somebody, with some of it changed."""
    known = records.get(desk.store.connection, "registration", person)
    assert known is not None
    told = {
        "ref": ref,
        "name": known["name"],
        "year": "1987",
        "sex": "F",
        "mobile": known["mobile"],
        "dose": "1",
    }
    return tuple((told | {"vaccine": "covishield", "no": ""} | changed).values())


def portal(desk: Desk, *rows: tuple[str, ...]) -> reconcile.Picture:
    portal_sheet.bring_in(desk, SheetFile((HEADINGS, *rows)), "list.csv", day=desk.today())
    return reconcile.picture(desk, desk.today())


def groups(picture: reconcile.Picture) -> list[str]:
    return [one.group for one in picture.findings]


def ref_of(desk: Desk, person: str) -> object:
    known = records.get(desk.store.connection, "registration", person)
    return known and known["portal_ref"]


def test_without_a_list_nothing_is_missed_and_each_counts_for_itself(supervisor: Desk) -> None:
    desk = supervisor
    came(desk, "Sunita Sahu")
    came(desk, "Geeta Verma", dose=False)
    paper_counts.keep(desk, {"given": "2"}, intent=desk.ids.new())
    picture = reconcile.picture(desk, desk.today())
    assert (picture.given, picture.head, picture.findings, picture.paper.given) == (1, None, (), 2)
    assert picture.server.held is None and picture.unsent == frozenset()


def test_the_desk_counts_what_its_register_counts(supervisor: Desk) -> None:
    desk = supervisor
    for name in ("Sunita Sahu", "Geeta Verma", "Kamla Bai"):
        came(desk, name)
    gone = came(desk, "Lata Nishad")
    void.void(desk, "registration", gone, reason="twice")
    give_dose.defer(
        desk, came(desk, "Meena Patel", dose=False), reason="fever", typed={}, intent=desk.ids.new()
    )
    lines = list(register_lines.read(desk.store, desk.today(), desk.today()))
    assert reconcile.picture(desk, desk.today()).given == sum(line["state"] == "given" for line in lines) == 3


def test_what_the_portal_says_is_held_against_the_day(supervisor: Desk) -> None:
    desk = supervisor
    right, wrong, missing = (came(desk, name) for name in ("Sunita Sahu", "Geeta Verma", "Kamla Bai"))
    struck, deferred = came(desk, "Lata Nishad"), came(desk, "Meena Patel", dose=False)
    void.void(desk, "registration", struck, reason="twice")
    give_dose.defer(desk, deferred, reason="fever", typed={}, intent=desk.ids.new())
    picture = portal(
        desk, row(desk, right), row(desk, wrong, dose="2"), row(desk, struck), row(desk, deferred),
        (REF, "Somebody Else", "1950", "M", "", "1", "", ""),
    )  # fmt: skip
    found = {
        (one.group, one.hint or one.differs or (one.here and one.here[0].person)) for one in picture.findings
    }
    assert found == {
        (AGREES, right), (DIFFERS, ("dose_no",)), (HERE_ONLY, missing), (PORTAL_ONLY, VOID), (PORTAL_ONLY, DEFERRED),
        (PORTAL_ONLY, ()),
    }  # fmt: skip
    assert picture.groups[AGREES] == (1, 1) and picture.groups[PORTAL_ONLY] == (0, 3)
    assert sum(ours for ours, _ in picture.groups.values()) == picture.given == 3
    assert sum(theirs for _, theirs in picture.groups.values()) == picture.rows == 5


def test_somebody_of_another_day_is_found_by_reference_number_or_mobile(supervisor: Desk) -> None:
    desk = supervisor
    people = [came(desk, name) for name in ("Sunita Sahu", "Geeta Verma", "Kamla Bai")]
    known = records.get(desk.store.connection, "registration", people[1])
    assert known is not None and isinstance(desk.clock, FixedClock)
    reconcile.bind_one(desk, desk.today(), Pair(people[0], REF))
    desk.clock.advance(seconds=86_400)
    picture = portal(
        desk,
        (REF, "", "", "", "", "1", "", ""),
        ("", "", "", "", "", "1", "", known["no"]),
        row(desk, people[2]),
    )
    assert groups(picture) == [DIFFERS] * 3
    assert {one.differs for one in picture.findings} == {("day",)}
    assert {one.here[0].person for one in picture.findings} == set(people)
    assert picture.given == 0


def test_a_dose_that_the_portal_has_under_another_day_is_not_to_be_entered_again(supervisor: Desk) -> None:
    desk = supervisor
    by_name, missing = came(desk, "Sunita Sahu"), came(desk, "Geeta Verma")
    tomorrow = SheetFile((HEADINGS, row(desk, by_name, REF)))
    portal_sheet.bring_in(desk, tomorrow, "tomorrow.csv", day="2021-05-18")
    picture = portal(desk, row(desk, came(desk, "Kamla Bai")))
    found = {one.here[0].person: (one.group, one.hint) for one in picture.findings}
    assert found[by_name] == (HERE_ONLY, OTHER_DAY) and found[missing] == (HERE_ONLY, "")
    assert picture.groups[HERE_ONLY] == (2, 0) and picture.rows == 1


def test_references_are_bound_in_bulk_where_nothing_is_in_doubt_and_taken_off_again(supervisor: Desk) -> None:
    desk = supervisor
    people = [
        came(desk, name) for name in ("Sunita Sahu", "Geeta Verma", "Kamla Bai", "Lata Nishad", "Lata Nishad")
    ]
    rows = [row(desk, person, f"{REF[:-1]}{at}") for at, person in enumerate(people[:3])]
    doubtful = row(desk, people[3], OTHER_REF, mobile="")  # two of that name and age
    picture = portal(desk, *rows, doubtful)
    pairs = reconcile.unbound(picture.findings)
    assert {pair.person for pair in pairs} == set(people[:3]) and UNCLEAR in groups(picture)
    assert list(reconcile.bind_all(desk, desk.today(), pairs)) == [3]
    assert [ref_of(desk, person) for person in people[:3]] == [f"{REF[:-1]}{at}" for at in range(3)]
    again = reconcile.picture(desk, desk.today())
    assert reconcile.unbound(again.findings) == []
    assert {one.by for one in again.findings if one.group == AGREES} == {"reference"}
    assert all(not line["corrected"] for line in register_lines.read(desk.store, desk.today(), desk.today()))
    assert reconcile.last_bound(desk, desk.today()) == pairs
    assert list(reconcile.undo(desk, desk.today())) == [3]
    assert [ref_of(desk, person) for person in people] == [None] * 5
    with pytest.raises(NotAllowed):
        next(reconcile.undo(desk, desk.today()))


def test_bulk_goes_in_whole_slices_and_can_be_stopped_between_them(
    supervisor: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = supervisor
    people = [came(desk, name) for name in ("Sunita Sahu", "Geeta Verma", "Kamla Bai")]
    monkeypatch.setattr(reconcile, "AT_ONCE", 2)
    pairs = [Pair(person, f"{REF[:-1]}{at}") for at, person in enumerate(people)]
    work = reconcile.bind_all(desk, desk.today(), pairs)
    assert next(work) == 2
    work.close()
    assert [ref_of(desk, person) is not None for person in people] == [True, True, False]
    monkeypatch.setattr(reconcile, "AT_ONCE", 1)
    assert next(reconcile.undo(desk, desk.today())) == 1
    assert [pair.person for pair in reconcile.last_bound(desk, desk.today())] == people[1:2]
    assert list(reconcile.undo(desk, desk.today())) == [1]
    assert [ref_of(desk, person) for person in people] == [None] * 3


def test_a_reference_belongs_to_one_person_and_a_person_has_one(supervisor: Desk) -> None:
    desk = supervisor
    first, second = came(desk, "Sunita Sahu"), came(desk, "Geeta Verma")
    reconcile.bind_one(desk, desk.today(), Pair(first, REF))
    for pair, key in (
        (Pair(second, REF), "misfit.bound_elsewhere"),
        (Pair(first, OTHER_REF), "misfit.bound_already"),
    ):
        with pytest.raises(InvalidRecord) as refusal:
            reconcile.bind_one(desk, desk.today(), pair)
        assert [problem.key for problem in refusal.value.problems] == [key]
    assert list(reconcile.bind_all(desk, desk.today(), [Pair(second, REF), Pair(first, OTHER_REF)])) == [2]
    assert (ref_of(desk, first), ref_of(desk, second)) == (REF, None)


def test_it_is_a_supervisors_work(desk: Desk) -> None:
    person = came(desk, "Sunita Sahu")
    for refused in (
        lambda: reconcile.picture(desk, desk.today()),
        lambda: reconcile.bind_one(desk, desk.today(), Pair(person, REF)),
        lambda: next(reconcile.bind_all(desk, desk.today(), [Pair(person, REF)])),
        lambda: next(reconcile.undo(desk, desk.today())),
    ):
        with pytest.raises(NotAllowed):
            refused()


def test_what_another_desk_gave_counts_here_once_it_is_heard() -> None:
    two = TwoDesks()
    one, other = two.desks
    came_there = two.both[1].register()
    with other.store.write() as writer:
        dose = {"person": came_there, "day": other.today(), "outcome": "given", "dose_no": 1}
        other.create(writer, "dose", dose)
    assert reconcile.picture(one, one.today()).given == 0
    two.meet()
    assert reconcile.picture(one, one.today()).given == 1
