"""Rows are a pure fold over their entries: dropped and made again they are the same, the search index too."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping

from hypothesis import given, settings
from hypothesis import strategies as st

from tests import dump
from tests.desk import WALK_IN, walk_in
from tests.unit.store.memory import memory_desk
from tikadesk.actions import correct, give_dose, undo, void
from tikadesk.actions.desk import Desk
from tikadesk.domain.entry import Entry, Op, Value
from tikadesk.domain.kind import DAY, NUMBER, Kind
from tikadesk.domain.kinds import KINDS, registration
from tikadesk.store import journal, projections, records, search

NAMES = ["Sushila Devi", "Ram Sahu", "Roma Sahu", "Kamla Bai", "Md. Iqbal"]
LOCAL = ["सुशीला देवी", "राम साहू", "रोमा साहू", "कमला बाई", ""]
SEARCHES = ["राम", "रोमा", "sush", "sahu", "98260", "6198", "कमला", "iqbal", "mowa"]
ACTS = [
    "walk_in",
    "register",
    "correct",
    "correct_dose",
    "void",
    "void_dose",
    "restore",
    "defer",
    "undo",
    "arrive",
    "rename",
    "crowd",
]


def act(desk: Desk, chance: random.Random, what: str) -> None:
    """One random act on one random record; one that is not possible just now is left out."""
    connection = desk.store.connection
    person = chance.choice(NAMES)
    names = {"name": person, "name_local": LOCAL[NAMES.index(person)]}
    people = records.every(connection, "registration")
    doses = records.every(connection, "dose")
    if what in ("walk_in", "register") or not people:
        walk_in(desk, dose=what == "walk_in", **names)
        return
    if what == "crowd":  # more than one group of the search index
        for _ in range(40):
            walk_in(desk, dose=False, **names)
        return
    row = chance.choice(people)
    match what:
        case "correct" if not row["void"]:
            correct.correct(desk, "registration", row["id"], names, reason="heard_wrong")
        case "correct_dose" if doses and not (dose := chance.choice(doses))["void"]:
            correct.correct(desk, "dose", dose["id"], {"batch": chance.choice(["A1", "B2"])}, reason="typing")
        case "void" if not row["void"]:
            void.void(desk, "registration", row["id"], reason="twice", dose_used=True)
        case "void_dose" if doses and not (dose := chance.choice(doses))["void"]:
            void.void(desk, "dose", dose["id"], reason="not_given")
        case "restore" if row["void"]:
            void.restore(desk, "registration", row["id"])
        case "defer" if not row["void"]:
            give_dose.defer(desk, row["id"], reason="fever", intent=desk.ids.new())
        case "undo" if undo.offer(desk) is not None:
            undo.undo(desk)
        case "arrive":
            values, _ = registration.read(WALK_IN | names, desk.now().date())
            arrive(desk, created(desk, "registration", {**values, "of_a_newer_desk": "kept"}))
        case "rename":
            arrive(desk, unseen_edit(desk, row["id"], names))
    desk.clock.advance(seconds=chance.choice([0, 1, 60]))


def created(desk: Desk, kind: str, values: Mapping[str, Value]) -> Entry:
    """Another desk's new record."""
    rec = desk.ids.new()
    return Entry(rec, kind, rec, Op.CREATE, "2021-05-17T10:20:00+05:30", "-", values)


def unseen_edit(desk: Desk, rec: str, values: Mapping[str, Value]) -> Entry:
    """Another desk's edit of a record, made without sight of what has been done to it here."""
    at = "2021-05-17T10:20:00+05:30"
    return Entry(desk.ids.new(), "registration", rec, Op.EDIT, at, "-", values, over=(rec,), gen=2)


def arrive(desk: Desk, entry: Entry) -> None:
    """Take in an entry of another desk, as the feed does."""
    with desk.store.write() as writer:
        arrived = journal.absorb(writer.connection, "another-desk", entry.body())
        if arrived is not None:
            projections.project(writer.connection, arrived)


def seen(desk: Desk) -> tuple[dump.Rows, list[list[int]]]:
    """Every table, and what every search finds."""
    connection = desk.store.connection
    places = [search.by_prefix(connection, typed, 500) for typed in SEARCHES]
    places += [search.by_sound(connection, name, 500) for name in (*NAMES, *LOCAL[:-1])]
    return dump.tables(connection), places


@given(acts=st.lists(st.sampled_from(ACTS), min_size=5, max_size=25), seed=st.integers(0, 2**32))
@settings(max_examples=40)
def test_dropped_and_made_again_every_row_is_the_same(acts: list[str], seed: int) -> None:
    desk, chance = memory_desk(), random.Random(seed)
    for what in acts:
        act(desk, chance, what)
    before = seen(desk)
    desk.store.rebuild()
    assert seen(desk) == before
    desk.store.close()


def test_a_field_of_a_newer_desk_is_kept_beside_the_columns(desk: Desk) -> None:
    act(desk, random.Random(1), "walk_in")
    act(desk, random.Random(1), "arrive")
    row = records.every(desk.store.connection, "registration")[-1]
    assert json.loads(row["extra"]) == {"of_a_newer_desk": "kept"}
    assert (row["own"], row["n"], row["dev"]) == (0, None, "another-desk")


def test_a_kind_of_a_newer_desk_is_kept_and_has_no_row(desk: Desk) -> None:
    arrive(desk, created(desk, "referral", {"tube": "T1"}))
    assert desk.store.connection.execute("SELECT kind FROM op WHERE dev = 'another-desk'").fetchall() == [
        ("referral",)
    ]
    desk.store.rebuild()


def test_two_desks_names_for_one_person_are_a_conflict_that_shows(desk: Desk) -> None:
    saved = walk_in(desk)
    correct.correct(desk, "registration", saved.id, {"name": "Kamla Bai"}, reason="heard_wrong")
    arrive(desk, unseen_edit(desk, saved.id, {"name": "Roma Sahu"}))
    row = records.get(desk.store.connection, "registration", saved.id)
    assert row is not None and row["conflict"] == "name"
    correct.correct(desk, "registration", saved.id, {"name": "Sushila Devi"}, reason="document_seen")
    row = records.get(desk.store.connection, "registration", saved.id)
    assert row is not None and (row["conflict"], row["name"]) == (None, "Sushila Devi")


def test_a_table_has_a_column_for_every_field_of_its_kind() -> None:
    for kind in KINDS.values():
        columns = projections.columns(kind)
        assert set(kind.by_name) | {"id", "no", "void", "heads"} <= set(columns)
        assert all(columns[field.name] is field.sql for field in kind.fields)


def test_no_field_is_called_as_a_column_of_the_system() -> None:
    for kind in KINDS.values():
        assert set(kind.by_name) & set(projections.columns(Kind(name="bare", fields=()))) <= {DAY}


def test_rows_are_made_again_only_when_a_declaration_has_changed(desk: Desk) -> None:
    walk_in(desk)
    assert projections.ensure(desk.store.connection) is False
    desk.store.connection.execute("UPDATE note SET value = 'of an older release' WHERE topic = 'fold'")
    desk.store.connection.execute("DELETE FROM registration")
    assert projections.ensure(desk.store.connection) is True
    assert len(records.every(desk.store.connection, "registration")) == 1


def test_no_field_of_a_kind_hides_a_column_of_every_kind() -> None:
    both = {name for kind in KINDS.values() for name in kind.by_name if name in projections.SYSTEM}
    assert both <= {NUMBER, DAY}
