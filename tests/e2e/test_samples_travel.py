"""Samples on their way: two desks of a centre, a laboratory of another state, a server that is dead, wiped or put back,
and whoever meets it first.
"""

from __future__ import annotations

import random
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlcipher3 import dbapi2 as engine

from tests.enrolled_desk import drain, enrolled, opened
from tests.samples import SWAB
from tests.server_process import ServerProcess
from tikadesk.actions import boxes, collect, dispatch, manifests, pack, receipts, receive, samples
from tikadesk.actions.collect import Collected
from tikadesk.actions.desk import Desk
from tikadesk.actions.receiving import Receiving
from tikadesk.domain import numbers, qr_parts
from tikadesk.domain.numbers import Number
from tikadesk.errors import NotAllowed
from tikadesk.store import checking, facts, records
from tikadesk.store.connection import write_txn

CENTRE, LAB = "CG-0231", "LAB-KGMU"
PEOPLE = ("Sushila Devi", "Ramkumar Sahu", "Anita Verma", "Mohan Lal", "Geeta Bai")


@dataclass(frozen=True)
class Field:
    """A centre with two desks and a laboratory in another state, all enrolled."""

    server: ServerProcess
    one: Path
    two: Path
    lab: Path

    @property
    def desks(self) -> tuple[Path, ...]:
        return self.one, self.two, self.lab

    def meet(self, *order: Path) -> None:
        """Let desks find the server in this order, and all of them once more for the answers."""
        for folder in (*(order or self.desks), *self.desks, *self.desks):
            status = drain(folder)
            assert (status.waiting, status.held) == (0, 0)


@pytest.fixture
def field(tmp_path: Path) -> Iterator[Field]:
    with ServerProcess(tmp_path / "server") as server:
        server.add_centre(LAB, "KGMU, Lucknow", "162")
        one, two = (enrolled(server, tmp_path / name) for name in ("one", "two"))
        yield Field(server, one, two, enrolled(server, tmp_path / "lab", LAB))


def take(desk: Desk, name: str = PEOPLE[0], *, tubes: int = 1, **more: str) -> Collected:
    typed = SWAB | {"name": name, "lab": LAB} | more
    return collect.collect(desk, typed, intent=desk.ids.new(), tubes=tubes)


def box_of(desk: Desk, nos: list[str]) -> str:
    """A box with these tubes, sealed and given to a driver; its record."""
    box = pack.open_box(desk, lab=LAB, size=60, intent=desk.ids.new())
    for no in nos:
        pack.add(desk, box.id, no)
    dispatch.seal(desk, box.id, {"sealed_temp": "4", "seal_no": "S1"})
    return dispatch.dispatch(desk, box.id, {"driver": "Raju Netam"}).id


def read_from_paper(lab: Desk, texts: list[str]) -> Receiving:
    """The lab scans the codes on the box's list, in any order and one of them twice."""
    reader = qr_parts.PartReader()
    for text in random.Random(7).sample(texts, len(texts)) + texts[:1]:
        reader.add(text)
    return receive.begin(lab, manifests.take(lab, reader.data()))


def rows(folder: Path, kind: str) -> dict[str, dict[str, object]]:
    with opened(folder) as desk:
        assert checking.faults(desk.store) == []
        return {row["id"]: row for row in records.every(desk.store.connection, kind)}


def at_server(server: ServerProcess, rec: str) -> tuple[str, str]:
    """A record's centre and conflicts at the server."""
    with closing(engine.connect(f"file:{server.home / 'central.db'}?mode=ro", uri=True)) as database:
        found: tuple[str, str] = database.execute(
            "SELECT centre, conflict FROM rec WHERE id = ?", [rec]
        ).fetchone()
    return found


@pytest.mark.parametrize("lab_first", [False, True], ids=["centre first", "lab first"])
def test_a_lab_receives_from_paper_and_both_sides_meet_at_the_server(field: Field, lab_first: bool) -> None:
    field.server.kill()
    with opened(field.one) as desk:
        taken = [take(desk, name, tubes=2 if name == PEOPLE[0] else 1) for name in PEOPLE]
        nos = [no for one in taken for no in one.nos]
        box = box_of(desk, nos)
        texts = qr_parts.parts(manifests.sealed_list(desk, box))
    with opened(field.lab) as lab:
        receiving = read_from_paper(lab, texts)
        assert [line.tube for line in receiving.lines] == nos
        assert {line.name for line in receiving.lines} == set(PEOPLE)
        assert records.every(lab.store.connection, "sample") == []
        for no in nos[:4]:
            receive.receive_tube(lab, receiving.id, numbers.shown(no))
        receive.reject(lab, receiving.id, nos[4], "leaking")
        receive.finish(lab, receiving.id, {"received_temp": "5"})
    field.server.start()
    field.meet(*((field.lab, field.one) if lab_first else (field.one, field.lab)))

    for folder in (field.one, field.two):
        with opened(folder) as desk:
            answer = receipts.of_box(desk, box)
            assert answer is not None and answer.finished
            assert (answer.received, answer.rejected, answer.short, answer.expected) == (5, 1, 1, 6)
            journeys = {row.no: row.journey for row in samples.listing(desk, "all")}
            assert journeys == dict(zip(nos, ["received"] * 4 + ["rejected", "short"], strict=True))
    with opened(field.lab) as lab:
        here = {row.no: row for row in samples.listing(lab, "all")}
        assert {no: row.journey for no, row in here.items()} == journeys
        assert {row.name for row in here.values()} == set(PEOPLE)
        mine = boxes.box(lab, box)
        assert mine is not None and not mine.own_centre
        assert set(facts.foreign(lab.store.connection).values()) == {CENTRE}
        assert samples.tally(lab).unboxed == samples.tally(lab).today == 0
        with pytest.raises(NotAllowed):
            pack.take_out(lab, taken[0].ids[0])
        result = next(line for line in receive.begin(lab, mine.no).lines if line.tube == nos[0])
        receive.record_result(lab, result.line_id, "negative")
    field.meet(field.lab)
    with opened(field.two) as desk:
        told = samples.of_number(desk, nos[0])
        assert told is not None and (told.journey, told.result) == ("resulted", "negative")
    for folder in field.desks:
        rows(folder, "sample")
    status = field.server.status()
    assert (status["held"], status["flagged"], status["duplicate_numbers"]) == (0, 0, 0)
    assert {kind: status["records"][kind] for kind in ("sample", "consignment", "receipt", "receipt_line")} == {
        "sample": 6, "consignment": 1, "receipt": 1, "receipt_line": 6,
    }  # fmt: skip
    assert status["sent"] == [{"centre": LAB, "known": True, "boxes": 1, "samples": 6}]


def test_two_desks_collecting_and_packing_offline_flag_the_tube_that_both_packed(field: Field) -> None:
    with opened(field.one) as desk:
        shared = take(desk, "Sushila Devi")
    field.meet(field.one, field.two)
    field.server.kill()
    packed: dict[Path, str] = {}
    issued: list[str] = list(shared.nos)
    for folder in (field.one, field.two):
        with opened(folder) as desk:
            mine = [no for place in range(30) for no in take(desk, f"Person {'ABCDE'[place % 5]}").nos]
            packed[folder] = box_of(desk, [*shared.nos, *mine])
            issued += mine
    field.server.start()
    field.meet(field.two, field.one)
    tube = shared.ids[0]
    for folder in field.desks:
        found = rows(folder, "sample")
        assert sorted(str(row["no"]) for row in found.values()) == sorted(issued)
        assert {rec for rec, row in found.items() if row["conflict"]} == {tube}
        assert found[tube]["conflict"] == "box"
    assert at_server(field.server, tube) == (CENTRE, "box")
    with opened(field.lab) as lab:
        flagged = [row.no for row in samples.listing(lab, "all") if "box" in row.conflict]
        assert flagged == list(shared.nos)
    assert len(set(issued)) == 61
    with opened(field.one) as desk:
        pack.settle(desk, tube, packed[field.one])
    field.meet(field.one)
    for folder in field.desks:
        row = rows(folder, "sample")[tube]
        assert (row["box"], row["conflict"]) == (packed[field.one], None)
    assert at_server(field.server, tube) == (CENTRE, "")
    status = field.server.status()
    assert (status["held"], status["duplicate_numbers"], status["records"]["sample"]) == (0, 0, 61)


@pytest.mark.parametrize("lab_first", [False, True], ids=["centre first", "lab first"])
@pytest.mark.parametrize("wiped", [False, True], ids=["older copy", "wiped"])
def test_a_server_that_lost_its_data_sends_everything_again(
    field: Field, tmp_path: Path, wiped: bool, lab_first: bool
) -> None:
    """The lab, which has the centre's samples, must not hand them back as its own."""
    field.server.kill()
    field.server.copy_database(tmp_path / "copy")
    field.server.start()
    with opened(field.one) as desk:
        first = [no for name in PEOPLE for no in take(desk, name).nos]
        box = box_of(desk, first)
    field.meet()
    with opened(field.lab) as lab:
        receive.receive_all(lab, receive.begin(lab, boxes.boxes(lab)[0].no).id)
    field.meet()
    field.server.kill()
    with opened(field.two) as desk:
        second = [no for name in PEOPLE for no in take(desk, name).nos]
        box_of(desk, second)
    field.server.wipe_database(None if wiped else tmp_path / "copy")
    if wiped:
        field.server.add_centre(LAB, "KGMU, Lucknow", "162")
    field.server.start()
    field.meet(*((field.lab, field.lab, field.one, field.two) if lab_first else ()))
    for folder in field.desks:
        found = rows(folder, "sample")
        assert sorted(str(row["no"]) for row in found.values()) == sorted(first + second)
        assert {at_server(field.server, rec) for rec in found} == {(CENTRE, "")}
        assert len(rows(folder, "receipt_line")) == 5
    with opened(field.two) as desk:
        answer = receipts.of_box(desk, box)
        assert answer is not None and answer.received == 5
    status = field.server.status()
    assert (status["held"], status["flagged"], status["duplicate_numbers"]) == (0, 0, 0)
    assert status["records"]["sample"] == 10
    assert status["sent"] == [{"centre": LAB, "known": True, "boxes": 2, "samples": 10}]


def test_a_server_killed_while_boxes_and_receipts_cross_it_tells_each_once(field: Field) -> None:
    field.server.kill()
    lists: list[list[str]] = []
    for folder in (field.one, field.two):
        with opened(folder) as desk:
            for _ in range(3):
                box = box_of(desk, [no for place in range(20) for no in take(desk, PEOPLE[place % 5]).nos])
                lists.append(qr_parts.parts(manifests.sealed_list(desk, box)))
    with opened(field.lab) as lab:
        for texts in lists:
            receive.receive_all(lab, read_from_paper(lab, texts).id)
    field.server.start()
    for folder, seconds in zip(field.desks, (0.15, 0.3, 0.6), strict=True):
        killer = threading.Timer(seconds, field.server.restart)
        killer.start()
        drain(folder)
        killer.join()
    field.meet()
    status = field.server.status()
    assert (status["held"], status["flagged"], status["unjudged"], status["duplicate_numbers"]) == (
        0,
        0,
        0,
        0,
    )
    assert {kind: status["records"][kind] for kind in ("sample", "consignment", "receipt", "receipt_line")} == {
        "sample": 120, "consignment": 6, "receipt": 6, "receipt_line": 120,
    }  # fmt: skip
    assert status["sent"] == [{"centre": LAB, "known": True, "boxes": 6, "samples": 120}]
    for folder in field.desks:
        assert len(rows(folder, "sample")) == len(rows(folder, "receipt_line")) == 120
        with opened(folder) as desk:
            assert {row.journey for row in samples.listing(desk, "all")} == {"received"}


def test_a_printed_number_used_twice_is_flagged_on_both_desks_and_at_the_lab(field: Field) -> None:
    label = str(Number("CG", "K", 91, 4711))
    field.server.kill()
    taken: dict[Path, Collected] = {}
    for folder in (field.one, field.two):
        with opened(folder) as desk:
            taken[folder] = take(desk, PEOPLE[0], tubes=2, roll_no=label)
            assert taken[folder].nos == (label, f"{label}/2")
            with write_txn(desk.store.connection) as connection:
                connection.execute("UPDATE lease SET next = high + 1 WHERE kind = 'K'")
            spare = take(desk, PEOPLE[1], tubes=2)
            number = numbers.parse(numbers.case_of(spare.nos[0]))
            assert number is not None and number.kind == numbers.FALLBACK
            box_of(desk, [*taken[folder].nos, *spare.nos])
    field.server.start()
    for folder in (field.one, field.two, *field.desks, *field.desks):
        drain(folder)
    twice = {rec for one in taken.values() for rec in one.ids}
    for folder in field.desks:
        found = rows(folder, "sample")
        assert len(found) == 8
        flagged = {rec for rec, row in found.items() if row["judged"] == "flagged:number-collision"}
        assert flagged == twice
    status = field.server.status()
    assert (status["held"], status["flagged"], status["duplicate_numbers"]) == (0, 4, 2)
