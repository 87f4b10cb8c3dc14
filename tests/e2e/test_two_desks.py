"""Two desks of one centre through an outage: each works on, and afterwards each knows the other's people."""

from __future__ import annotations

from pathlib import Path

from tests.enrolled_desk import CLEAR, counted, counted_there, drain, enrolled, opened, walk_ins
from tests.server_process import ServerProcess
from tikadesk.actions import find, register, session
from tikadesk.store import checking, records

TWICE = {
    "name": "Kaushalya Bai Patel", "name_local": "कौशल्या बाई पटेल", "mobile": "9826041187", "age": "52", "sex": "F",
    "id_type": "aadhaar", "id_number": "2346", "category": "bpl", "village": "Mowa",
}  # fmt: skip
SPELLED = TWICE | {"name": "Kausalya Patel", "name_local": "कौशल्या पटेल", "age": "53", "village": "Tatibandh"}


def one_more(folder: Path, typed: dict[str, str]) -> str:
    with opened(folder) as desk:
        setup = session.current(desk) or session.last(desk)
        assert setup is not None
        return register.register(desk, typed, setup.as_dose() | CLEAR, intent=desk.ids.new()).id


def test_after_the_outage_each_desk_has_the_others_people_and_the_double_is_offered(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "server") as server:
        desks = [enrolled(server, tmp_path / name) for name in ("one", "two")]
        server.kill()
        own: list[set[str]] = []
        for seed, folder in enumerate(desks):
            with opened(folder) as desk:
                own.append(set(walk_ins(desk, seed, 25)))
        own[0].add(one_more(desks[0], TWICE))
        own[1].add(twin := one_more(desks[1], SPELLED))
        server.start()
        for folder in (*desks, desks[0]):
            status = drain(folder)
            assert (status.waiting, status.held, status.flagged) == (0, 0, 0)
        labels = set()
        for folder, other in zip(desks, own[::-1], strict=True):
            with opened(folder) as desk:
                labels.add(desk.label)
                rows = records.every(desk.store.connection, "registration")
                assert {row["id"] for row in rows} == own[0] | own[1]
                assert len({row["no"] for row in rows}) == len(rows) == 52
                theirs = [one for one in find.people(desk, "", limit=100) if one.id in other]
                assert {one.desk_label for one in theirs} and all(one.doses == 1 for one in theirs)
                assert checking.faults(desk.store) == []
            assert counted(folder) == counted_there(server) == {"registration": 52, "dose": 52}
        assert len(labels) == 2
        assert server.status()["duplicate_numbers"] == 0
        with opened(desks[0]) as desk:
            offered = register.candidates(desk, TWICE)
            assert twin in [candidate.person.id for candidate in offered]
            # Offered, never merged by itself.
            assert len(records.every(desk.store.connection, "registration")) == 52
