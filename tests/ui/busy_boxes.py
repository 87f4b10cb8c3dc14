"""Boxes of a busy night, as in the mocks: one counted by the lab, one on its way, two sealed, one being packed."""

from __future__ import annotations

from tests.boxes import LAB, tube
from tests.samples import lease
from tikadesk.actions import boxes, dispatch, pack, receive
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import Clock, FixedClock
from tikadesk.domain.kinds.consignment import SEALED

PEOPLE = (
    ("DINESH KUMAR", "दिनेश कुमार", 33, "M"),
    ("LALITA", "ललिता", 29, "F"),
    ("IRFAN ALI", "इरफ़ान अली", 24, "M"),
    ("MEENA DEVI", "मीना देवी", 38, "F"),
    ("OM PRAKASH", "ओम प्रकाश", 60, "M"),
    ("KM. PRIYA", "कु. प्रिया", 9, "F"),
    ("VIJAY PAL", "विजय पाल", 52, "M"),
    ("VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI", "", 66, "F"),
    ("SHABANA KHATOON", "शबाना ख़ातून", 31, "F"),
    ("RAJESH GUPTA", "राजेश गुप्ता", 45, "M"),
    ("ANITA YADAV", "अनीता यादव", 27, "F"),
)
SEAL_FORM = {"sealed_temp": "4", "seal_no": "0041", "checked_by": "Farida Bano", "cold_box": "2"}
WAY_FORM = {
    "driver": "Ramesh",
    "driver_mobile": "9839012345",
    "vehicle": "UP78CT4412",
    "dispatched_temp": "4",
}


def lend_numbers(desk: Desk) -> None:
    """Lease case and consignment numbers to the desk, as a server would."""
    lease(desk, "K")
    lease(desk, "C")


def collect_tubes(desk: Desk, count: int, box: Box | None = None) -> list[str]:
    """Collect tubes half a minute apart, into ``box`` where one is given; their numbers."""
    clock: Clock = desk.clock
    nos = []
    for at in range(count):
        name, local, age, sex = PEOPLE[at % len(PEOPLE)]
        kind = "blood_edta" if name == "OM PRAKASH" else "np_op"
        year = desk.now().year - age
        local_name = {"name_local": local} if local else {}
        _, no = tube(desk, name=name, birth_year=year, sex=sex, sample_type=kind, **local_name)
        nos.append(no)
        if box is not None:
            pack.add(desk, box.id, no)
        if isinstance(clock, FixedClock):
            clock.advance(seconds=30)
    return nos


def open_box(desk: Desk, tubes: int, *, size: int = 60) -> Box:
    """A box being packed, with ``tubes`` in it."""
    made = pack.open_box(desk, lab=LAB, size=size, cold_box="2", intent=desk.ids.new())
    collect_tubes(desk, tubes, made)
    return pack.known(desk, made.id)


def sealed_box(desk: Desk, tubes: int) -> Box:
    """A box that waits for a driver."""
    return dispatch.seal(desk, open_box(desk, tubes).id, SEAL_FORM)


def sent_box(desk: Desk, tubes: int) -> Box:
    """A box on its way."""
    return dispatch.dispatch(desk, sealed_box(desk, tubes).id, WAY_FORM)


def send(desk: Desk, box: Box) -> Box:
    """Seal an open box and let it leave."""
    return dispatch.dispatch(desk, dispatch.seal(desk, box.id, SEAL_FORM).id, WAY_FORM)


def counted_box(desk: Desk, tubes: int) -> Box:
    """A box that the lab has counted: the first tube leaks, the last one is missing, one is there without a label."""
    box = sent_box(desk, tubes)
    begun = receive.begin(desk, box.no)
    receive.reject(desk, begun.id, begun.lines[0].tube, "leaking")
    for line in begun.lines[1:-1]:
        receive.receive_tube(desk, begun.id, line.tube)
    receive.unlabelled(desk, begun.id, "blue cap, wet")
    receive.finish(desk, begun.id, {"received_temp": "6", "received_by": "Dr Rao"})
    found = boxes.box(desk, box.id)
    assert found is not None
    return found


def night(desk: Desk, *, packed: int = 7, loose: int = 5) -> Box:
    """All of it; the open box."""
    lend_numbers(desk)
    counted_box(desk, 9)
    sent_box(desk, 6)
    sealed_box(desk, 4)
    sealed_box(desk, 3)
    collect_tubes(desk, loose)
    return open_box(desk, packed)


def begun_here(desk: Desk) -> bool:
    """Whether the night has been played on this desk already."""
    return bool(boxes.boxes(desk, state=SEALED, limit=1))
