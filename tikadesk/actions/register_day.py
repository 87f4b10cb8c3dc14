"""One day's register as the screen shows it: its lines newest first, what they count up to, the doses by hour, the
vials. Read once from the lines that the papers read, so that screen and paper cannot disagree. Reads only.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from tikadesk.actions.people import FLAGGED, HELD, HERE, SERVER, age_of
from tikadesk.domain import namekey, numbers
from tikadesk.domain.text import ascii_digits
from tikadesk.store import day_vials, register_lines
from tikadesk.store.day_vials import DayVials
from tikadesk.store.register_lines import BY_NUMBER, DEFERRED, GIVEN, VOID, Line, Tally
from tikadesk.store.store import Store

ALL = "all"
FILTERS = (
    ALL, "first", "second", "precaution", DEFERRED, "not_vaccinated", "aefi", "corrected", VOID, "late", "waiting",
    "sent_back",
)  # fmt: skip
"""The lists that a day's lines are in: each line is in ALL and in any number of others. A list of a total's name holds
exactly the lines that the total counts.
"""


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line. ``number`` is its place in the register, from 1; ``dose`` is blank without one; ``clock`` ``HH:MM``,
    blank for a paper's line without a time. ``reason`` is the code of a void's or a deferral's. ``aefi`` is the worst
    severity that followed the dose, blank for none; ``late``: something of it was written after the day was closed.
    ``safe``: ``here`` or ``server``, ``held`` or ``flagged``. ``lists`` are those of FILTERS that it is in.
    """

    number: int
    day: str
    person: str
    dose: str
    registered_on: str
    no: str
    token: int | None
    clock: str
    name: str
    name_local: str
    age: int | None
    sex: str
    mobile: str
    dose_no: int | None
    vaccine: str
    batch: str
    vial: str
    state: str
    reason: str
    corrected: tuple[tuple[str, str, str], ...]
    aefi: str
    late: bool
    safe: str
    desk_label: str
    lists: frozenset[str]
    sought: str

    @property
    def record(self) -> tuple[str, str]:
        """The record (kind, id) that the line stands for on its day: a dose of somebody registered before, else the
        registration, with which its dose is voided.
        """
        own = self.registered_on == self.day or not self.dose
        return ("registration", self.person) if own else ("dose", self.dose)


@dataclass(frozen=True)
class DayRegister:
    """The register of an ISO day. ``rows`` come newest first; ``count`` is by the names of ``TOTALS`` and FILTERS;
    ``by_hour`` counts given doses by hour and number, ``timeless`` those without a time; ``desks`` wrote the lines.
    """

    day: str
    rows: tuple[RegisterRow, ...]
    count: Mapping[str, int]
    by_hour: Mapping[int, Mapping[int, int]]
    timeless: int
    vials: DayVials
    desks: tuple[str, ...]

    def listing(self, which: str, words: str = "") -> list[RegisterRow]:
        """The rows of the list ``which`` of FILTERS that hold all of ``words``: parts of a name, a mobile, a number.
        Where none does, those whose names sound like them.
        """
        rows = [row for row in self.rows if which in row.lists]
        asked = ascii_digits(words).casefold().split()
        found = [row for row in rows if all(word in row.sought for word in asked)]
        if found or not asked:
            return found
        keys = {key for word in asked if (key := namekey.word_key(word))}
        return [row for row in rows if keys and keys <= _keys(row) and _may_be_meant(words, row)]


def of(store: Store, day: str) -> DayRegister:
    """The register of an ISO day. Raises StoreTrouble."""
    labels = {dev: str(label) for dev, label in store.notes("device").items()} | {
        store.me.device: store.me.label
    }
    tally, rows, by_hour, timeless = Tally(), [], dict[int, Counter[int]](), 0
    for number, line in enumerate(register_lines.read(store, day, day), 1):
        tally.add(line)
        row = _row(line, number, labels)
        rows.append(row)
        if row.state == GIVEN and row.clock:
            by_hour.setdefault(int(row.clock[:2]), Counter())[row.dose_no or 0] += 1
        elif row.state == GIVEN:
            timeless += 1
    lists = Counter(name for row in rows for name in row.lists)
    return DayRegister(
        day=day, rows=tuple(reversed(rows)), count=tally.count | lists, by_hour=by_hour, timeless=timeless,
        vials=day_vials.of_day(store.connection, day),
        desks=tuple(sorted({row.desk_label for row in rows} - {""})),
    )  # fmt: skip


def _row(line: Line, number: int, labels: Mapping[str, str]) -> RegisterRow:
    name, local, mobile, no = (str(line[key] or "") for key in ("name", "name_local", "mobile", "no"))
    state = line["state"]
    reason = line["void_reason"] if state == VOID else line["defer_reason"] if state == DEFERRED else None
    clock = line["time"] if line["origin"] == "paper" else line["clock"]
    return RegisterRow(
        number=number, day=line["day"], person=line["person"], dose=line["dose"] or "",
        registered_on=line["registered_on"] or "", no=no, token=line["token"], clock=clock or "", name=name,
        name_local=local, age=age_of(line, line["day"]), sex=line["sex"] or "", mobile=mobile,
        dose_no=line["dose_no"], vaccine=line["vaccine"] or "", batch=line["batch"] or "", vial=line["vial"] or "",
        state=state, reason=reason or "", corrected=tuple(line["corrected"]),
        aefi=line["aefi"] or "", late=bool(line["late"]), safe=_safe(line),
        desk_label=labels.get(line["dev"], ""), lists=_lists(line),
        sought=f"{name} {local} {mobile} {no} {numbers.shown(no) if no else ''}".casefold(),
    )  # fmt: skip


def _safe(line: Line) -> str:
    judged = f"{line['person_judged'] or ''} {line['dose_judged'] or ''}"
    for verdict in (HELD, FLAGGED):
        if verdict in judged:
            return verdict
    return HERE if line["waits"] else SERVER


def _lists(line: Line) -> frozenset[str]:
    found = {ALL}
    match line["state"]:
        case "given":
            found.add(BY_NUMBER.get(line["dose_no"], "precaution"))
        case "registered":
            found.add("not_vaccinated")
        case other:
            found.add(other)
    others = {
        "aefi": line["aefi"],
        "corrected": line["corrected"],
        "late": line["late"],
        "waiting": line["waits"],
        "sent_back": _safe(line) in (HELD, FLAGGED),
    }
    return frozenset(found | {name for name, holds in others.items() if holds})


def _keys(row: RegisterRow) -> set[str]:
    return {namekey.word_key(word) for word in f"{row.name} {row.name_local}".split()}


def _may_be_meant(words: str, row: RegisterRow) -> bool:
    return namekey.may_be_meant(words, [row.name, row.name_local])
