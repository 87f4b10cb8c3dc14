"""The picture of a day as the store gives it: who counts, whose word is kept, who bears a reference."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.domain.day_held import DayHeld
from tikadesk.domain.entry import Op
from tikadesk.domain.sides import GIVEN, REGISTERED, VOID
from tikadesk.store import reconciling
from tikadesk.store.reconciling import ServerWord

DAY = "2021-05-16"
NOW = datetime(2021, 5, 16, 6, 0, tzinfo=UTC)


def given(one: DeskInMemory, person: str) -> str:
    dose = {"person": person, "day": DAY, "outcome": "given", "dose_no": 1}
    with one.store.write() as writer:
        return one.desk.create(writer, "dose", dose)


def test_everybody_who_came_is_there_once_and_only_doses_that_stand_count() -> None:
    one = DeskInMemory()
    people = [one.register() for _ in range(3)]
    doses = [given(one, people[0]), given(one, people[2])]
    with one.store.write() as writer:
        one.desk.change(writer, "registration", one.row(people[2]), Op.VOID, {}, why="twice")
    given(one, "01890000-0000-7000-8000-00000000abcd")  # its person has not come yet
    picture = reconciling.picture(one.store.connection, DAY)
    states = {line.person: line.state for line in picture.here}
    assert [states[person] for person in people] == [GIVEN, REGISTERED, VOID]
    assert picture.given == 2 and len(picture.here) == 4
    assert doses[0] in {line.dose for line in picture.here}


def test_the_servers_word_is_kept_with_its_hour_and_a_failure_does_not_wipe_it() -> None:
    one = DeskInMemory()
    dose, other = given(one, one.register()), given(one, one.register())
    connection, later = one.store.connection, NOW + timedelta(hours=1)
    assert reconciling.server_word(connection, DAY) == ServerWord()
    held = DayHeld(DAY, given=frozenset({dose, "01890000-0000-7000-8000-00000000abcd"}))
    with one.store.write() as writer:
        reconciling.keep_word(writer.connection, DAY, held, "", NOW)
        reconciling.keep_word(writer.connection, DAY, None, "no_server", later)
    picture = reconciling.picture(connection, DAY)
    assert picture.server == ServerWord(held, NOW, "no_server", later)
    assert (picture.unsent, picture.unheard) == (frozenset({other}), 1)


def test_a_void_person_bears_no_reference() -> None:
    one = DeskInMemory()
    rec, gone = one.register(portal_ref="62682606457710"), one.register(portal_ref="62682606457710")
    with one.store.write() as writer:
        one.desk.change(writer, "registration", one.row(gone), Op.VOID, {}, why="twice")
    assert reconciling.bearing(one.store.connection, "62682606457710") == [rec]
