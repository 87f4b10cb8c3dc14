"""Tubes and boxes for tests, made by the desk's own verbs."""

from __future__ import annotations

from tikadesk.actions import pack
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.domain.entry import Value

LAB, OTHER_LAB = "LAB-JNMRPR", "LAB-AIIMSRPR"
PERSON: dict[str, Value] = {
    "source": "live", "tube": 1, "tubes": 1, "sample_type": "np_op", "test": "rtpcr", "lab": LAB,
    "name": "Sushila Devi", "birth_year": 1987, "age_estimated": 1, "sex": "F", "mobile": "9826041187",
}  # fmt: skip


def tube(desk: Desk, **values: Value) -> tuple[str, str]:
    """Collect one tube; its record and its number."""
    with desk.store.write() as writer:
        no = str(values.pop("no", None) or writer.number("K"))
        taken = {"day": desk.today(), "time": desk.now().strftime("%H:%M")}
        return desk.create(writer, "sample", {"no": no, **taken, **PERSON, **values}), no


def box(desk: Desk, *, lab: str = LAB, size: int = 60) -> Box:
    """Open a box."""
    return pack.open_box(desk, lab=lab, size=size, intent=desk.ids.new())


def packed(desk: Desk, count: int, *, lab: str = LAB, size: int = 60) -> tuple[Box, list[str]]:
    """A box with ``count`` new tubes in it, and their records."""
    opened = box(desk, lab=lab, size=size)
    tubes = [tube(desk, lab=lab) for _ in range(count)]
    for _, no in tubes:
        pack.add(desk, opened.id, no)
    return pack.known(desk, opened.id), [rec for rec, _ in tubes]
