"""Samples on the desk of a busy morning, as the mocks show them: taken, some of them by somebody who came before."""

from __future__ import annotations

from tests.samples import lease, line
from tests.ui.busy_desk import typed_person
from tikadesk.actions import collect, dispatch, lose, pack, samples
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import Clock, FixedClock
from tikadesk.domain.entry import Op
from tikadesk.store import records

LAB = "LAB-JNMRPR"
_PEOPLE = (
    ("DINESH KUMAR", "33", "M"),
    ("LALITA", "29", "F"),
    ("IRFAN ALI", "24", "M"),
    ("MEENA DEVI", "38", "F"),
    ("OM PRAKASH", "60", "M"),
    ("KM. PRIYA", "9", "F"),
    ("VIJAY PAL", "52", "M"),
    ("VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI", "31", "F"),
    ("SHABANA KHATOON", "31", "F"),
    ("RAJESH GUPTA", "45", "M"),
    ("ANITA YADAV", "27", "F"),
)


def typed_sample(**changes: str) -> dict[str, str]:
    """A whole sample as it is typed, with some of it changed."""
    person = {name: typed_person()[name] for name in ("mobile", "name", "age", "sex", "village")}
    typed = {"sample_type": "np_op", "test": "rtpcr", "lab": LAB, "icmr_category": "9"}
    return person | typed | changes


def take(desk: Desk, *, tubes: int = 1, **changes: str) -> tuple[str, ...]:
    """Save one sample; the ids of its tubes."""
    return collect.collect(desk, typed_sample(**changes), intent=desk.ids.new(), tubes=tubes).ids


def take_many(desk: Desk) -> list[str]:
    """The samples of the mock, three minutes apart; their ids, oldest first. The clock ends where it began."""
    lease(desk)
    lease(desk, "C")
    clock: Clock = desk.clock
    assert isinstance(clock, FixedClock)
    ids: list[str] = []
    clock.advance(seconds=-180 * len(_PEOPLE))
    for at, (name, age, sex) in enumerate(_PEOPLE):
        clock.advance(seconds=180)
        ids += take(
            desk,
            name=name,
            age=age,
            sex=sex,
            mobile=f"98390500{at:02d}",
            sample_type="blood_edta" if name == "OM PRAKASH" else "np_op",
            tubes=2 if name == "VIJAY PAL" else 1,
        )
    return ids


def every_journey(desk: Desk) -> list[str]:
    """A morning's samples, of which one is lost, one rejected, one in two boxes, and others on their way; their ids."""
    ids = take_many(desk)
    first, second = (pack.open_box(desk, lab=LAB, size=10, intent=desk.ids.new()) for _ in range(2))
    pack.use(desk, first.id)
    for rec in ids[1:6]:
        pack.add(desk, first.id, _number(desk, rec))
    dispatch.seal(desk, first.id, {"sealed_temp": "4", "seal_no": "S-77", "checked_by": "Farida Bano"})
    dispatch.dispatch(desk, first.id, {"driver": "Ramesh", "vehicle": "CG04 AB 1234", "dispatched_temp": "4"})
    line(desk, _number(desk, ids[1]), "accepted", result="negative", result_on=desk.today())
    line(desk, _number(desk, ids[2]), "rejected", reason="leaking")
    line(desk, _number(desk, ids[3]), "short")
    pack.add(desk, second.id, _number(desk, ids[7]))
    lose.lose(desk, ids[0], "broken_here")
    into_two_boxes(desk, ids[8], first.id, second.id)
    return ids


def into_two_boxes(desk: Desk, rec: str, *boxes: str) -> None:
    """Two entries that do not know of each other put one tube into two boxes, as two desks apart do."""
    row = records.get(desk.store.connection, "sample", rec)
    assert row is not None
    for slot, box in enumerate(boxes, 9):
        with desk.store.write() as writer:
            desk.change(writer, "sample", row, Op.EDIT, {"box": box, "slot": slot}, why=None)


def _number(desk: Desk, rec: str) -> str:
    row = samples.row(desk, rec)
    assert row is not None
    return row.no
