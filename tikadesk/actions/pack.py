"""Packing: tubes scanned one by one into an open box, taken out again, and two desks' disagreement settled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tikadesk.actions import boxes, lose, samples
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk, problems
from tikadesk.actions.samples import SampleRow
from tikadesk.domain import identity, numbers, reference
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.fields import Misfit, read_all
from tikadesk.domain.fold import standing
from tikadesk.domain.kinds.consignment import CONSIGNMENT, OPEN
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import boxes as stored
from tikadesk.store import facts, records
from tikadesk.store import samples as collected
from tikadesk.store.records import Row
from tikadesk.store.store import Writer

SIZE, TEST = 60, "rtpcr"
_CHOICE = ("box", "choice")
_FORM = tuple(CONSIGNMENT.by_name[name] for name in ("lab", "size", "test", "cold_box"))
_AT_THE_LAB = ("received", "rejected", "resulted")


@dataclass(frozen=True)
class Choice:
    """What the last box of this desk was for."""

    lab: str
    size: int
    test: str


@dataclass(frozen=True)
class Added:
    """A tube that is in the box now, and its place there."""

    sample: SampleRow
    slot: int


class Refused(NotAllowed):
    """A tube that cannot go where it was scanned. ``near`` are the tubes here that may have been meant, ``nos`` their
    numbers and those of a list that is not here as records.
    """

    def __init__(
        self, key: str, near: Iterable[SampleRow] = (), *, nos: Iterable[str] = (), **params: object
    ) -> None:
        super().__init__(key, **params)
        self.near = list(near)
        self.nos = [*nos] or [row.no for row in self.near]


def last_choice(desk: Desk) -> Choice:
    """Lab, size and test of this desk's last box, to begin the next one from; the lab is blank on a new desk."""
    kept = desk.store.note(*_CHOICE)
    return Choice(**kept) if isinstance(kept, dict) else Choice("", SIZE, TEST)


def open_box(
    desk: Desk, *, lab: str, size: int = SIZE, test: str = TEST, cold_box: str = "", intent: str
) -> Box:
    """Begin a box for a lab; it is the one that this desk packs from now on. Raises InvalidRecord.

    ``intent`` is an id made when the form opens and becomes the record's: a second click opens no second box.
    """
    desk.must(Verb.PACK)
    if not records.has(desk.store.connection, "consignment", intent):
        typed = {"lab": lab, "size": str(size), "test": test, "cold_box": cold_box}
        values, misfits = read_all(_FORM, typed, desk.now().date())
        identity.keep_out(values, misfits)
        if "lab" in values and values["lab"] not in reference.labs():
            misfits["lab"] = Misfit("misfit.choice.lab")
        if misfits:
            raise InvalidRecord(problems(misfits))
        with desk.store.write() as writer:
            make(desk, writer, values, id=intent)
            writer.note(*boxes.CURRENT, intent)
            last = {"lab": values["lab"], "size": values["size"], "test": values.get("test") or TEST}
            writer.note(*_CHOICE, last)
    return known(desk, intent)


def make(desk: Desk, writer: Writer, values: Mapping[str, Value], *, id: str | None = None) -> str:
    """Journal a new open box inside the caller's transaction; its record."""
    now = {"day": desk.today(), "time": desk.now().strftime("%H:%M"), "state": OPEN}
    no = writer.number(numbers.CONSIGNMENT)
    rec = desk.create(writer, "consignment", {"no": no, **now, **whose(desk), **values}, id=id)
    desk.refill(writer, numbers.CONSIGNMENT, "consignment")
    return rec


def whose(desk: Desk) -> dict[str, Value]:
    """The centre that a box names; nothing before enrolment."""
    return {"centre": desk.centre.code, "centre_name": desk.centre.name} if desk.centre else {}


def use(desk: Desk, box_id: str) -> Box:
    """Go on with another open box of this centre. Raises Refused."""
    desk.must(Verb.PACK)
    with desk.store.write() as writer:
        _open(desk, writer, box_id)
        writer.note(*boxes.CURRENT, box_id)
    return known(desk, box_id)


def add(desk: Desk, box_id: str, typed: str) -> Added:
    """Put the tube that was scanned or typed into an open box. Raises Refused."""
    desk.must(Verb.PACK)
    with desk.store.write() as writer:  # another program may pack on this desk at this moment
        box = _open(desk, writer, box_id)
        sample = meant(desk, typed)
        _must_fit(sample, box)
        if collected.borne_twice(desk.store.connection, [sample.no]):
            raise Refused("pack.borne_twice")
        inside = stored.contents(desk.store.connection, box_id)
        if len(inside) >= box["size"]:
            raise Refused("pack.full", size=box["size"])
        slot = _free(inside)
        put(desk, writer, sample, box, slot)
    return Added(samples.row(desk, sample.id) or sample, slot)


def put(desk: Desk, writer: Writer, sample: SampleRow, box: Row, slot: int) -> None:
    """Journal that a tube lies in a place of a box; a tube that was for no lab yet is for the box's now."""
    values: dict[str, Value] = {"box": box["id"], "slot": slot}
    if not sample.lab:
        values["lab"] = box["lab"]
    desk.change(writer, "sample", _tube(desk, sample.id), Op.EDIT, values, why=None)


def take_out(desk: Desk, sample_id: str) -> None:
    """Take a tube out of its box, which must be open; a tube that a sealed box does not have on its list may go, too.

    Raises Refused.
    """
    desk.must(Verb.PACK)
    with desk.store.write() as writer:
        tube = _tube(desk, sample_id)
        if tube["box"] is None:
            return
        if "box" in (tube["conflict"] or "").split():
            raise Refused("pack.settle_first")
        box = records.get(desk.store.connection, "consignment", tube["box"])
        if box is not None and box["state"] != OPEN and tube["no"] not in boxes.strays(desk, box["id"]):
            raise Refused("pack.box_sealed", box=numbers.shown(box["no"] or ""))
        desk.change(writer, "sample", tube, Op.EDIT, lose.OUT_OF_THE_BOX, why=None)


def settle(desk: Desk, sample_id: str, box_id: str) -> None:
    """Say in which box a tube lies that two desks have put into two. Raises Refused."""
    desk.must(Verb.PACK)
    with desk.store.write() as writer:
        tube = _tube(desk, sample_id)
        if box_id not in claimed(desk, sample_id):
            raise Refused("pack.no_box")
        inside = stored.contents(desk.store.connection, box_id)
        here = next((one["slot"] for one in inside if one["id"] == sample_id), None)
        values = {"box": box_id, "slot": here or _free(inside)}
        desk.change(writer, "sample", tube, Op.EDIT, values, why=None)


def claimed(desk: Desk, sample_id: str) -> list[str]:
    """The boxes that a tube is said to be in, oldest word first; more than one when two desks disagree."""
    said = standing(records.entries_of(desk.store.connection, sample_id), "box")
    return [str(box) for box in said if box is not None]


def meant(desk: Desk, typed: str) -> SampleRow:
    """The tube that was scanned or typed. Raises Refused: a wrong number comes with the nearest that are here."""
    no = numbers.read_tube(typed)
    number = numbers.parse(numbers.case_of(no)) if no else None
    if number is not None and number.kind == numbers.CASE and number.practice != desk.practice:
        raise Refused("pack.practice" if number.practice else "pack.not_practice")
    found = samples.of_number(desk, typed)
    if found is not None:
        return found
    if number is not None:
        is_tube = number.kind in (numbers.CASE, numbers.FALLBACK)
        raise Refused("pack.unknown" if is_tube else "pack.not_a_number")
    raise mistyped(samples.near(desk, typed))


def mistyped(near: Iterable[SampleRow], nos: Iterable[str] = ()) -> Refused:
    """What is said of a number whose check digits do not fit: which it may be, or that it is none."""
    found = Refused("pack.near", near, nos=nos)
    if not found.nos:
        return Refused("pack.not_a_number")
    found.params["n"] = len(found.nos)
    return found


def known(desk: Desk, box_id: str) -> Box:
    """A box that must be here. Raises Refused."""
    found = boxes.box(desk, box_id)
    if found is None:
        raise Refused("pack.no_box")
    return found


def _must_fit(sample: SampleRow, box: Row) -> None:
    if sample.void:
        raise Refused("pack.void")
    if sample.journey == "lost":
        raise Refused("pack.lost")
    if sample.journey in _AT_THE_LAB:
        raise Refused("pack.resulted")
    if "box" in sample.conflict:
        raise Refused("pack.settle_first")
    if sample.box == box["id"]:
        raise Refused("pack.here_already", slot=sample.slot)
    # What a lab missed may be found here again, and then goes with another box.
    if sample.box and sample.journey != "short":
        raise Refused("pack.other_box", box=numbers.shown(sample.box_no), slot=sample.slot)
    if sample.lab and sample.lab != box["lab"]:
        raise Refused("pack.other_lab", lab=boxes.lab_name(sample.lab))


def must_stand(desk: Desk, writer: Writer, box_id: str) -> Row:
    """A box that is one: here, and not taken back; one that was is brought back when tubes lie in it all the same,
    because another desk was packing it. Raises Refused.
    """
    connection = desk.store.connection
    box = records.get(connection, "consignment", box_id)
    if box is not None and box["void"] and stored.contents(connection, box_id):
        desk.change(writer, "consignment", box, Op.RESTORE, {}, why=None)
        box = records.get(connection, "consignment", box_id)
    if box is None or box["void"]:
        raise Refused("pack.no_box")
    return box


def _open(desk: Desk, writer: Writer, box_id: str) -> Row:
    box = must_stand(desk, writer, box_id)
    if box["state"] != OPEN:
        raise Refused("pack.box_sealed", box=numbers.shown(box["no"] or ""))
    away = facts.foreign(desk.store.connection).get(box["dev"])
    if away is not None:
        raise Refused("error.other_centre", centre=away)
    return box


def _tube(desk: Desk, sample_id: str) -> Row:
    tube = records.get(desk.store.connection, "sample", sample_id)
    if tube is None:
        raise Refused("pack.unknown")
    return tube


def _free(inside: Sequence[Row]) -> int:
    """The lowest place in a box that no tube has."""
    taken = {tube["slot"] for tube in inside}
    return next(slot for slot in range(1, len(taken) + 2) if slot not in taken)
