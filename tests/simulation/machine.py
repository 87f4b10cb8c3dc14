"""One desk of the simulation: the product's store, ledger and engine over a disk in memory that can be cut off in the
middle of a write, copied, put back and cloned.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.simulation.central import Central
from tikadesk.actions import enrol
from tikadesk.actions.desk import Desk
from tikadesk.domain import wire
from tikadesk.domain.clock import Clock
from tikadesk.domain.entry import Entry, Op, Value
from tikadesk.store import connection as connections
from tikadesk.store.connection import Connection
from tikadesk.store.ledger import Ledger
from tikadesk.store.store import Store, Writer
from tikadesk.sync.engine import Engine
from tikadesk.sync.exchange import Request
from tikadesk.sync.pace import Pace

SERVERS = ("https://central.example", "https://mirror.example")
MOBILES = ("9827012345", "9300011122", "7000090909")
VILLAGES = ("436210", "436211", "436212")


class PowerCut(BaseException):
    """The desk's power goes; nothing after this statement happened."""


class Brittle:
    """A connection whose power is cut before the ``fuse``-th statement from now."""

    def __init__(self, connection: Connection, fuse: int) -> None:
        self.raw = connection
        self._fuse = fuse

    def execute(self, *args: Any) -> Any:
        self._fuse -= 1
        if self._fuse < 0:
            raise PowerCut
        return self.raw.execute(*args)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.raw, name)


class PcClock:
    """A PC's own clock: wrong by ``ahead``, as the operator has set it."""

    def __init__(self, true: Clock) -> None:
        self._true = true
        self.ahead = timedelta(0)

    def now(self) -> datetime:
        return self._true.now() + self.ahead


@dataclass
class Copy:
    """A disk as it was: its pages, and what had been acknowledged to the operator by then."""

    pages: Connection
    acknowledged: frozenset[str]


@dataclass
class Book:
    """What every desk tried to save and was told was saved: the oracle's side of the story, by entry id."""

    attempted: dict[str, str] = field(default_factory=dict)
    makers: dict[str, Machine] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)


class Machine:
    """A desk with its disk. ``acknowledged`` are the entries this disk has been trusted with."""

    def __init__(
        self,
        name: str,
        clock: Clock,
        source: random.Random,
        book: Book,
        copy: Copy,
        make_engine: type[Engine],
    ) -> None:
        self.name = name
        self.clock = PcClock(clock)
        self.source = source
        self.book = book
        self.acknowledged = set(copy.acknowledged)
        self._make_engine = make_engine
        self._disk = connections.connect(Path(":memory:"), bytes(32))
        copy.pages.backup(self._disk)
        self.start()

    def start(self) -> None:
        """Start the program anew on the disk as it is."""
        if self._disk.in_transaction:
            self._disk.execute("ROLLBACK")
        self.store = Store(self._disk, key_place="file", source=random.Random(self.source.getrandbits(64)))
        self.desk = Desk(self.store, self.clock)
        self.engine = self._make_engine(
            Ledger(self.store), self.clock, random.Random(self.source.getrandbits(64)), SERVERS,
            app="simulation", pace=Pace(),
        )  # fmt: skip

    @property
    def disk(self) -> Connection:
        """The database, for the checker's reading."""
        return self._disk

    @property
    def centre(self) -> str:
        """The centre's code."""
        return self.desk.centre.code if self.desk.centre else ""

    @property
    def enrolled(self) -> bool:
        """Whether a server knows it."""
        return self.desk.enrolled

    def enrol(self, central: Central, centre: str) -> None:
        """Enrol as the window does; now and then the answer is lost, and the code is typed again, or another one."""
        asked = enrol.ask(self.desk, central.enrol_code(centre))
        request = Request("POST", "/v1/enrol", {}, wire.dump(asked))
        if self.source.random() < 0.2:
            central.answer(request)
            if self.source.random() < 0.5:
                again = enrol.ask(self.desk, central.enrol_code(centre))
                request = Request("POST", "/v1/enrol", {}, wire.dump(again))
        answer = wire.load(central.answer(request).body)
        key = wire.from_base64(answer["service_key"])
        Ledger(self.store).enrolled(answer, service_key=key, servers=list(SERVERS))

    # --- what happens to a machine --------------------------------------------------------------------------------
    def copy(self) -> Copy:
        """Its disk now, between two transactions."""
        pages = connections.connect(Path(":memory:"), bytes(32))
        self._disk.backup(pages)
        return Copy(pages, frozenset(self.acknowledged))

    def put_back(self, copy: Copy) -> None:
        """Its disk is replaced by an older copy."""
        copy.pages.backup(self._disk)
        self.acknowledged = set(copy.acknowledged)
        self.start()

    def cut_power_in(self, statements: int) -> None:
        """Arrange for the power to go before the ``statements``-th statement from now."""
        self.store.connection = Brittle(self._disk, statements)

    def power_stays(self) -> None:
        """Undo ``cut_power_in`` when the fuse was longer than the work."""
        self.store.connection = self._disk

    # --- what operators do ----------------------------------------------------------------------------------------
    def register(self, *, with_dose: bool, unknown: bool = False) -> None:
        """Save a person as the desk's form does, with the first dose where it is given at once."""
        values: dict[str, Value] = {
            "day": self.desk.today(), "name": f"नाम {self.source.randrange(90)}",
            "birth_year": self.source.randrange(1930, 2010), "age_estimated": 1, "sex": self.source.choice("FM"),
            "id_type": "none", "mobile": self.source.choice(MOBILES), "village": self.source.choice(VILLAGES),
            "mode": "walk_in", "source": "live", "token": self.source.randrange(1, 900),
        }  # fmt: skip
        if unknown:
            values["colour_of_2031"] = self.source.choice(["red", "blue"])
        with self.acknowledging() as writer:
            no = writer.number("R")
            rec = self.desk.create(writer, "registration", {"no": no, **values})
            if with_dose:
                self.desk.create(writer, "dose", self._dose(rec))
            self.desk.refill(writer, "R", "registration")

    def _dose(self, person: str) -> dict[str, Value]:
        return {
            "person": person, "day": self.desk.today(), "time": "10:20", "source": "live", "outcome": "given",
            "dose_no": self.source.randrange(1, 3), "vaccine": "covishield", "batch": "412Z0001",
            "vaccinator": "सीमा वर्मा", "site": "left",
        }  # fmt: skip

    def give_dose(self) -> None:
        """A dose to someone who is known here, from whichever desk."""
        row = self.some_record("registration")
        if row is not None:
            with self.acknowledging() as writer:
                self.desk.create(writer, "dose", self._dose(row["id"]))

    def of_a_newer_release(self) -> None:
        """An entry of a kind that no server knows yet."""
        with self.acknowledging() as writer:
            self.desk.create(writer, "sample_of_2031", {"tube": self.source.randrange(9)})

    def some_record(self, kind: str) -> dict[str, Any] | None:
        """Any record of ``kind`` on this disk, as the operator sees it; the newer, the likelier."""
        rows = self._disk.execute(
            f"SELECT id, heads, gen, void FROM {kind} ORDER BY row DESC LIMIT 12"
        ).fetchall()
        if not rows:
            return None
        return dict(zip(("id", "heads", "gen", "void"), self.source.choice(rows), strict=True))

    def record(self, kind: str, rec: str) -> dict[str, Any] | None:
        """One record as the operator sees it."""
        row = self._disk.execute(f"SELECT id, heads, gen, void FROM {kind} WHERE id = ?", [rec]).fetchone()
        return dict(zip(("id", "heads", "gen", "void"), row, strict=True)) if row else None

    def change(self, kind: str, row: dict[str, Any], op: Op, values: dict[str, Value]) -> None:
        """Edit, void or restore a record as seen in ``row``."""
        with self.acknowledging() as writer:
            self.desk.change(writer, kind, row, op, values, why="typing")

    def edit_something(self) -> None:
        """Set a field of some record."""
        if self.source.random() < 0.25:
            row = self.some_record("dose")
            if row is not None:
                self.change("dose", row, Op.EDIT, {"batch": f"412Z000{self.source.randrange(4)}"})
            return
        row = self.some_record("registration")
        if row is not None:
            self.change("registration", row, Op.EDIT, self.new_value())

    def new_value(self) -> dict[str, Value]:
        """A field with a new value: some merge silently, some are flagged."""
        return self.source.choice(
            [
                {"mobile": self.source.choice(MOBILES)},
                {"village": self.source.choice(VILLAGES), "notes": f"{self.source.randrange(5)}"},
                {"name": f"नाम {self.source.randrange(4)}"},
                {"sex": self.source.choice("FMO")},
                {"birth_year": 1950 + self.source.randrange(3), "name": f"नाम {self.source.randrange(4)}"},
            ]
        )

    def void_something(self) -> None:
        """Void a record, or restore one that is void."""
        row = self.some_record(self.source.choice(["registration", "dose"]))
        kind = "registration"
        if row is not None and self.record(kind, row["id"]) is None:
            kind = "dose"
        if row is not None:
            self.change(kind, row, Op.RESTORE if row["void"] else Op.VOID, {})

    def use_up_numbers(self, leave: int) -> None:
        """A busy week: all leased numbers but ``leave`` are gone."""
        with connections.write_txn(self._disk):
            self._disk.execute("UPDATE lease SET next = max(next, high + 1 - ?)", [leave])

    def acknowledging(self) -> _Acknowledging:
        """A write transaction whose entries go into the book."""
        return _Acknowledging(self)


class _Acknowledging:
    """A write transaction whose entries are written into the book: tried at once, acknowledged after the commit."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine
        self._context = machine.store.write()
        self._ids: list[str] = []

    def __enter__(self) -> Writer:
        writer = self._context.__enter__()
        append = writer.append

        def noting(entry: Entry) -> int:
            self._machine.book.attempted[entry.id] = entry.body().decode()
            self._machine.book.makers[entry.id] = self._machine
            self._ids.append(entry.id)
            return append(entry)

        vars(writer)["append"] = noting
        return writer

    def __exit__(self, *error: Any) -> None:
        self._context.__exit__(*error)
        if error[0] is None:
            self._machine.acknowledged.update(self._ids)
            self._machine.book.acknowledged.update(self._ids)


def new_disk() -> Copy:
    """A new desk's disk; it has no identity that two machines could share by chance (see ``fresh``)."""
    store = Store.in_memory(random.Random(0))
    return Copy(store.connection, frozenset())


def fresh(copy: Copy, source: random.Random) -> Copy:
    """The disk of a new installation: the template with an identity of its own."""
    from tikadesk.store.store import new_identity

    pages = connections.connect(Path(":memory:"), bytes(32))
    copy.pages.backup(pages)
    with connections.write_txn(pages):
        new_identity(pages, source, label="", state="CG")
        pages.execute("DELETE FROM me WHERE active = 0")
    return Copy(pages, frozenset())


def body_id(body: str) -> str:
    """The id in an entry's body."""
    return str(json.loads(body)["id"])
