"""A desk in memory, enrolled by a hand-written answer: for tests of what stands on the store without a server."""

from __future__ import annotations

import random
from datetime import UTC, datetime
from typing import Any

from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.wire import lease_item
from tikadesk.store.ledger import Ledger
from tikadesk.store.store import Store

START = datetime(2021, 5, 16, 3, 30, tzinfo=UTC)
SERVICE_KEY = bytes(32)
PERSON: dict[str, Value] = {
    "day": "2021-05-16", "name": "सुनीता साहू", "birth_year": 1987, "age_estimated": 1, "sex": "F", "id_type": "none",
    "mobile": "9827012345", "village": "436210", "mode": "walk_in", "source": "live",
}  # fmt: skip


class DeskInMemory:
    """One desk; every seed is another machine."""

    def __init__(self, seed: int = 1, *, numbers: int = 20, enrolled: bool = True) -> None:
        self.clock = FixedClock(START)
        self.store = Store.in_memory(random.Random(seed))
        self.desk = Desk(self.store, self.clock)
        self.ledger = Ledger(self.store)
        if enrolled:
            self.enrol(numbers=numbers)

    @property
    def device(self) -> str:
        """Its present identity."""
        return self.ledger.me().device

    def enrol(self, *, numbers: int = 20) -> None:
        """Write down what a server would have answered."""
        leases = [self.lease(1, numbers)] if numbers else []
        self.ledger.enrolled(
            self.answer(leases), service_key=SERVICE_KEY, servers=["https://central.example"]
        )

    def answer(self, leases: list[dict[str, Any]] | None = None) -> dict[str, Any]:
        """A server's answer to this desk's enrolment."""
        return {
            "dev": self.device, "label": "0417", "cert": f"cert of {self.device}", "state": "CG", "district": "387",
            "centre": {"code": "CG-0231", "name": "UPHC Gudhiyari", "name_hi": "शहरी प्राथमिक स्वास्थ्य केन्द्र"},
            "leases": leases or [], "service_key": "A" * 43 + "=",
        }  # fmt: skip

    def lease(self, low: int, high: int, *, id: str = "lease-1", request: str = "first") -> dict[str, Any]:
        """A grant to this desk."""
        return dict(
            lease_item(
                id=id, request=request, state="CG", kind="R", series=1, low=low, high=high, device=self.device
            )
        )

    def register(self, **values: Value) -> str:
        """Save a person with the next number; the record."""
        with self.store.write() as writer:
            no = writer.number("R")
            return self.desk.create(writer, "registration", PERSON | {"no": no} | values)

    def edit(self, rec: str, **values: Value) -> None:
        """Change a record as it is seen here."""
        row = self.row(rec)
        with self.store.write() as writer:
            self.desk.change(writer, "registration", row, Op.EDIT, values, why="typing")

    def row(self, rec: str) -> dict[str, Any]:
        """The record's row."""
        cursor = self.store.connection.execute("SELECT * FROM registration WHERE id = ?", [rec])
        names = [column[0] for column in cursor.description]
        return dict(zip(names, cursor.fetchone(), strict=True))

    def rows(self) -> dict[str, dict[str, Any]]:
        """All registrations, by id."""
        found = self.store.connection.execute("SELECT id FROM registration").fetchall()
        return {rec: self.row(rec) for (rec,) in found}

    def number(self, rec: str) -> str:
        """The record's official number."""
        return str(self.row(rec)["no"])

    def bodies(self) -> list[bytes]:
        """The live journal."""
        return list(self.ledger.batch(0, most=10_000, most_bytes=2**30).bodies)

    def feed(self) -> list[dict[str, Any]]:
        """The live journal as other desks would read it in the feed."""
        return [
            {"t": "op", "dev": self.device, "label": "0417", "n": n, "b": body.decode()}
            for n, body in enumerate(self.bodies(), 1)
        ]
