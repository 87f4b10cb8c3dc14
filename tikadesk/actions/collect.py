"""Collecting a sample: who is known already, the form's problems and warnings, and the save with its case number."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tikadesk.actions import printed_number
from tikadesk.actions.desk import Desk, problems
from tikadesk.actions.people import age_of
from tikadesk.actions.printed_number import ROLL
from tikadesk.domain import identity, krutidev, namekey, numbers, personal
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Misfit, Mobile
from tikadesk.domain.kinds import registration, sample
from tikadesk.domain.kinds.receipt_line import REJECTED, SHORT
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.store import leases, records
from tikadesk.store import samples as store
from tikadesk.store.records import Row

REMEMBERED = ("sample_type", "test", "lab", "icmr_category", "transport", "collected_by")
"""What the next sample on this desk most likely has in common with the last."""
_FIRST = {"sample_type": "np_op", "test": "rtpcr"}
_PINCODES = ("20", "21", "22", "23", "24", "25", "26", "27", "28", "49")
"""How the postal codes of the two states begin."""
_SRF_STATES = ("09", "22")


@dataclass(frozen=True)
class Known:
    """Somebody who is here already, as a registration or a sample. ``typed`` are form fields, ready to fill, with the
    ids of what they were found as: ``person`` and ``repeat_of``.
    """

    kind: str
    id: str
    no: str
    name: str
    name_local: str
    age: int | None
    sex: str
    mobile: str
    village: str
    typed: Mapping[str, str]


@dataclass(frozen=True)
class Collected:
    """What a save gave: the records and the numbers of the tubes, first tube first."""

    ids: tuple[str, ...]
    nos: tuple[str, ...]


def known(desk: Desk, typed: str, limit: int = 9) -> list[Known]:
    """Who is meant by the number of a slip, a case number or a mobile; newest first, nobody for anything else."""
    connection = desk.store.connection
    number = numbers.read_tube(typed)
    if number is not None:
        people = records.numbered(connection, number)
        samples = store.of_numbers(connection, [number])
    else:
        try:
            mobile = str(Mobile(name="mobile").read(typed, desk.now().date()))
        except Misfit:
            return []
        people = records.holding(connection, "mobile", mobile)
        samples = store.of_mobile(connection, mobile, 50)
    return _once_each(desk, [row for row in people if not row["void"]], samples)[:limit]


def _once_each(desk: Desk, people: list[Row], samples: list[Row]) -> list[Known]:
    """Each person once: as the last sample where there is one, else as the registration."""
    last: dict[object, list[Row]] = {}
    for row in samples:
        case = last.setdefault(_who(row, row["person"]), [])
        if not row["void"] and (not case or _case(case[0]) == _case(row)):
            case.append(row)
    tubes = [min(case, key=_most_wanted) for case in last.values() if case]
    sampled = last.keys() | {_who(row, None) for row in samples}
    return [_known(desk, "sample", tube["id"], {"repeat_of": tube["id"]}) for tube in tubes] + [
        _known(desk, "registration", row["id"], {"person": row["id"]})
        for row in people
        if not {row["id"], _who(row, None)} & sampled
    ]


def _case(row: Row) -> str:
    return numbers.case_of(row["no"] or "")


def _who(row: Row, person: str | None) -> object:
    return person or (namekey.name_key(row["name"] or ""), row["sex"])


def _most_wanted(tube: Row) -> tuple[bool, int]:
    """Of a case's tubes the one that nobody could test is the one that is taken anew."""
    failed = tube["verdict"] in (REJECTED, SHORT) or tube["lost_reason"]
    return not failed or bool(tube["resampled"]), tube["tube"] or 1


def _known(desk: Desk, kind: str, rec: str, links: Mapping[str, str]) -> Known:
    row = records.get(desk.store.connection, kind, rec) or {}
    today = desk.now().date()
    shown = registration.as_typed(row, today) if kind == "registration" else sample.as_typed(row, today)
    typed = {name: shown[name] for name in sample.PERSON if shown.get(name)}
    typed["age"] = personal.typed_age(row, today)
    return Known(
        kind=kind,
        id=rec,
        no=row["no"] or "",
        name=row["name"] or "",
        name_local=row["name_local"] or "",
        age=age_of(row, desk.today()),
        sex=row["sex"] or "",
        mobile=row["mobile"] or "",
        village=row["village"] or "",
        typed=typed | dict(links),
    )


def check(desk: Desk, typed: Mapping[str, str], field: str | None = None) -> list[Problem]:
    """What is wrong with the typed form, without writing: all of it in form order, or only ``field``'s."""
    _, found = _read(desk, typed)
    return [problem for problem in found if problem.field == field] if field else found


def warnings(desk: Desk, typed: Mapping[str, str]) -> list[Problem]:
    """What to look at twice, in form order. None of it stands in the way of a save."""
    values, _ = sample.read(typed, desk.now())
    found = []
    before = _taken_today(desk, values)
    if before is not None:
        params: dict[str, object] = {"no": numbers.shown(before["no"] or ""), "time": before["time"] or ""}
        found.append(Problem("name", "warning.sampled_today", params))
    if "id_tail" in values and identity.read_id(str(values["id_type"]), typed.get("id_number", "")).odd:
        found.append(Problem("id_number", "warning.id_form"))
    if not str(values.get("srf_id", _SRF_STATES[0])).startswith(_SRF_STATES):
        found.append(Problem("srf_id", "warning.srf_state"))
    if not str(values.get("pincode", _PINCODES[0])).startswith(_PINCODES):
        found.append(Problem("pincode", "warning.pincode"))
    found += [Problem(name, "warning.krutidev") for name in krutidev.places_in_font(values)]
    return sorted(found, key=lambda problem: sample.FORM.index(problem.field))


def _taken_today(desk: Desk, values: Mapping[str, Value]) -> Row | None:
    mobile, name = values.get("mobile"), namekey.name_key(str(values.get("name", "")))
    if not isinstance(mobile, str):
        return None
    for row in store.of_mobile(desk.store.connection, mobile, 50):
        same = row["person"] and row["person"] == values.get("person")
        if row["day"] == values.get("day") and (same or namekey.name_key(row["name"] or "") == name):
            return row
    return None


def collect(desk: Desk, typed: Mapping[str, str], *, intent: str, tubes: int = 1) -> Collected:
    """Save the ``tubes`` of one case in one transaction. Raises InvalidRecord with every problem, NotAllowed.

    ``intent`` is an id made when the form opens and becomes the first tube's: a second click gives the first save's
    answer. ``typed["roll_no"]`` is the number of a label printed in advance, used instead of a new one.
    """
    if tubes not in numbers.TUBES:
        raise ValueError(tubes)
    desk.must(Verb.COLLECT)
    with desk.store.write() as writer:  # another program may use the same label on this desk at this moment
        saved = _saved(desk, intent)
        if saved is not None:
            return saved
        values, found = _read(desk, typed)
        if found:
            raise InvalidRecord(found)
        desk.must_for_day(str(values["day"]))
        roll, _ = printed_number.taken(desk, typed.get(ROLL, ""), ROLL)
        case = roll or writer.number(numbers.CASE)
        nos = [numbers.of_tube(case, tube) for tube in range(1, tubes + 1)]
        ids = [
            desk.create(
                writer,
                "sample",
                {"no": no, "tube": tube, "tubes": tubes, **values},
                id=intent if tube == 1 else None,
            )
            for tube, no in enumerate(nos, 1)
        ]
        desk.refill(writer, numbers.CASE, "sample")
    return Collected(tuple(ids), tuple(nos))


def _saved(desk: Desk, intent: str) -> Collected | None:
    first = records.get(desk.store.connection, "sample", intent)
    if first is None:
        return None
    tubes = [
        row
        for row in store.of_case(desk.store.connection, numbers.case_of(first["no"]))
        if row["dev"] == first["dev"]
    ]
    return Collected(tuple(row["id"] for row in tubes), tuple(row["no"] for row in tubes))


def _read(desk: Desk, typed: Mapping[str, str]) -> tuple[dict[str, Value], list[Problem]]:
    values, misfits = sample.read(typed, desk.now())
    found = problems(misfits)
    for name in sample.PORTAL_IDS:
        value = values.get(name)
        if isinstance(value, str) and store.bearing(desk.store.connection, name, value):
            found.append(Problem(name, "misfit.bound_elsewhere"))
    return values, [*found, *printed_number.taken(desk, typed.get(ROLL, ""), ROLL)[1]]


def next_no(desk: Desk) -> str:
    """The case number that the next sample will get; empty when all leased ones are used up."""
    return leases.peek(desk.store.connection, desk.store.me.device, numbers.CASE) or ""


def defaults(desk: Desk) -> dict[str, str]:
    """What the form should hold before anything is typed: what this desk's last sample had."""
    last = store.newest_own(desk.store.connection) or {}
    return _FIRST | {name: str(last[name]) for name in REMEMBERED if last.get(name)}
