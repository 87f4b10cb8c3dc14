"""What operators do with tubes and boxes in a schedule: collect, pack, seal, break a seal, receive at the lab.

Two desks that have not met pack the same tube into different boxes as often as they like: the checker must see that
everybody is told.
"""

from __future__ import annotations

from typing import Any

from tests.simulation.machine import Machine
from tikadesk.domain.entry import Op, Value
from tikadesk.store import facts, records

LAB = "LAB-KGMU"
ROLL = 91
"""The series of a printed roll, of which every desk has the same sheets."""


def collect(machine: Machine, *, tubes: int = 1, no: str = "") -> None:
    """One case of some tubes, with the next case number or the one on a printed label."""
    with machine.acknowledging() as writer:
        case = no or writer.number("K")
        for tube in range(1, tubes + 1):
            values: dict[str, Value] = {
                "no": case if tube == 1 else f"{case}/{tube}", "tube": tube, "tubes": tubes,
                "day": machine.desk.today(), "name": f"नाम {machine.source.randrange(90)}", "sex": "F",
                "birth_year": 1987, "age_estimated": 1, "sample_type": "np_op", "lab": LAB, "source": "live",
            }  # fmt: skip
            machine.desk.create(writer, "sample", values)
        machine.desk.refill(writer, "K", "sample")


def open_box(machine: Machine) -> None:
    """An empty box for the lab."""
    with machine.acknowledging() as writer:
        values: dict[str, Value] = {
            "no": writer.number("C"), "day": machine.desk.today(), "lab": LAB, "size": 5, "state": "open",
            "centre": machine.centre,
        }  # fmt: skip
        machine.desk.create(writer, "consignment", values)
        machine.desk.refill(writer, "C", "consignment")


def pack(machine: Machine) -> None:
    """Some tube known here into some box known here, whatever stands in both; what is missing is made first."""
    if own(machine, "sample") is None:
        collect(machine)
    if own(machine, "consignment") is None:
        open_box(machine)
    row, box = own(machine, "sample"), own(machine, "consignment")
    if row is not None and box is not None:
        packed: dict[str, Value] = {"box": box["id"], "slot": machine.source.randrange(1, 6)}
        machine.change("sample", row, Op.EDIT, packed)


def pack_twice(one: Machine, other: Machine) -> None:
    """One tube, two desks of a centre that do not see each other, and two boxes."""
    row = own(other, "sample")
    seen = records.get(one.store.connection, "sample", row["id"]) if row else None
    if row is None or seen is None or seen["dev"] in facts.foreign(one.store.connection):
        return
    for machine, what in ((one, seen), (other, row)):
        open_box(machine)
        box = machine.disk.execute("SELECT id FROM consignment ORDER BY row DESC LIMIT 1").fetchone()[0]
        machine.change("sample", what, Op.EDIT, {"box": box})


def take_out(machine: Machine) -> None:
    """A tube out of its box."""
    row = own(machine, "sample")
    if row is not None and row["box"] is not None:
        machine.change("sample", row, Op.EDIT, {"box": None, "slot": None})


def move_box(machine: Machine) -> None:
    """The next step of some box: seal, dispatch, or break the seal."""
    box = own(machine, "consignment")
    if box is None:
        return
    state = {"open": "sealed", "sealed": machine.source.choice(["dispatched", "open"])}.get(box["state"])
    if state is not None:
        moved: dict[str, Value] = {"state": state}
        if state == "sealed":
            moved |= {"sealing": (box["sealing"] or 0) + 1, "tubes": machine.source.randrange(4)}
        machine.change("consignment", box, Op.EDIT, moved)


def receive(machine: Machine) -> None:
    """The lab says of a box that came what was in it."""
    sent = _some(machine, "consignment", "lab = ? AND centre <> lab", [machine.centre])
    if sent is None:
        return
    tubes = machine.disk.execute("SELECT no FROM sample WHERE box = ? LIMIT 3", [sent["id"]]).fetchall()
    to: dict[str, Value] = {"consignment": sent["id"], "centre": sent["centre"]}
    with machine.acknowledging() as writer:
        head = machine.desk.create(
            writer,
            "receipt",
            to | {"consignment_no": sent["no"], "lab": machine.centre, "day": machine.desk.today()},
        )
        for (no,) in tubes:
            line = to | {
                "receipt": head,
                "tube": no,
                "verdict": machine.source.choice(["accepted", "rejected"]),
            }
            machine.desk.create(writer, "receipt_line", line)


def own(machine: Machine, kind: str) -> dict[str, Any] | None:
    """Some record of this desk's own centre; the newer, the likelier."""
    away = facts.foreign(machine.store.connection)
    return _some(machine, kind, f"dev NOT IN ({','.join('?' * len(away))})", list(away))


def _some(machine: Machine, kind: str, where: str, values: list[str]) -> dict[str, Any] | None:
    found = records.select(
        machine.store.connection, f"SELECT * FROM {kind} WHERE {where} ORDER BY row DESC LIMIT 8", values
    )
    return machine.source.choice(found) if found else None
