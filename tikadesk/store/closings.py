"""Reading the closings of a day: what was sealed, and what was written about that day afterwards. Nothing here writes.

An entry is late when its place in its desk's journal lies beyond what the closing knew of that desk: every desk that
has both agrees, whatever came first and whatever the clocks said.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from tikadesk.domain.entry import Entry, Op, Value
from tikadesk.domain.fold import fold
from tikadesk.domain.kinds import KINDS
from tikadesk.domain.kinds.day_closing import COUNTS, DEVICE, read_known, short
from tikadesk.store import journal, notes, records
from tikadesk.store.connection import troubles
from tikadesk.store.facts import CENTRE_OF
from tikadesk.store.records import Row, select
from tikadesk.store.store import Store

IN_THE_REGISTER = ("registration", "dose", "aefi", "vial", "stock_move")
"""The kinds whose records make up a day's register and its account of the vials."""
NO_FACT = frozenset({"portal_ref"})
"""What others say of a record later on: it changes nothing that was done that day."""


@dataclass(frozen=True)
class Closing:
    """One closing of a day, the first of a day being ``round`` 1. ``known`` are the lengths of the desks' journals that
    it took in, by the start of a device's id; ``code`` is that of the journal of ``length`` entries, desk ``label``'s.

    ``at`` and ``reopened_at`` are Indian time, ``YYYY-MM-DDTHH:MM``, the latter blank while the closing stands;
    ``own``: it was closed at this desk.
    """

    id: str
    day: str
    round: int
    at: str
    supervisor: str
    own: bool
    label: str
    register_no: str
    counts: Mapping[str, int]
    digest: str
    length: int
    code: str
    known: Mapping[str, int]
    reopened_at: str
    reopened_by: str
    reopen_reason: str

    @property
    def stands(self) -> bool:
        """Whether nobody has reopened it."""
        return not self.reopened_at


@dataclass(frozen=True)
class Change:
    """One field that a late entry set: the stored values before and after."""

    field: str
    before: Value
    after: Value


@dataclass(frozen=True)
class Late:
    """An entry about a closed day that its closing did not know. ``rec`` is a record of ``kind``, ``person`` the
    registration it belongs to, blank for what belongs to nobody; ``op`` is one of ``create edit void restore``.
    ``at`` is its Indian time to the second, ``by`` the operator's record, ``label`` the desk's.
    """

    id: str
    kind: str
    rec: str
    person: str
    op: str
    at: str
    by: str
    label: str
    why: str
    changes: tuple[Change, ...]


def register_no(store: Store, day: str) -> str:
    """The number of a day's register: the centre's code, the year, and the day of the year."""
    centre = store.me.centre
    number = f"{day[:4]}-{date.fromisoformat(day).timetuple().tm_yday:03d}"
    return f"{centre.code}-{number}" if centre else number


def history(store: Store, day: str) -> list[Closing]:
    """Every closing of an ISO day, by rounds; of one round the one that counts comes last. Raises StoreTrouble."""
    rows = select(
        store.connection,
        "SELECT * FROM day_closing WHERE day = ? AND void = 0"
        " AND dev NOT IN (SELECT id FROM note WHERE topic = ?) ORDER BY round, id",
        [day, CENTRE_OF],
    )
    return [_closing(store, row) for row in rows]


def of(store: Store, day: str) -> Closing | None:
    """The newest closing of a day, reopened or not; None for a day that nobody has closed. Raises StoreTrouble."""
    return max(history(store, day), key=lambda one: (one.round, one.stands, one.id), default=None)


def is_closed(store: Store, day: str) -> bool:
    """Whether a day is closed now. Raises StoreTrouble."""
    newest = of(store, day)
    return newest is not None and newest.stands


def seals(store: Store, kind: str, row: Mapping[str, Any]) -> bool:
    """Whether a record stands in the register of a day that is closed now. Raises StoreTrouble."""
    dose = records.get(store.connection, "dose", row["dose"]) if kind == "aefi" else None
    day = (dose or row)["day"] if kind in IN_THE_REGISTER else None
    return day is not None and is_closed(store, day)


def took_in(store: Store, day: str, n: int) -> bool:
    """Whether a day is closed now, and the entry ``n`` of this desk's journal was known then. Raises StoreTrouble."""
    newest = of(store, day)
    return newest is not None and newest.stands and n <= newest.known.get(short(store.me.device), 0)


def conflicting(store: Store, day: str) -> list[Closing]:
    """The closings that stand, where there are several: desks closed the day without knowing of each other."""
    standing = [one for one in history(store, day) if one.stands]
    return standing if len(standing) > 1 else []


def written_here(store: Store, day: str, *, before: str | None = None) -> dict[str, int]:
    """How many records of a day this desk itself has made, by kind, of which those that its journal had before the
    entry ``before``; kinds without any are left out.
    """
    found = {}
    for kind in IN_THE_REGISTER:
        sql = f"SELECT count(*) AS n FROM {kind} WHERE day = :day AND own = 1"
        if before is not None:
            sql += f" AND {kind}.id IN (SELECT id FROM op WHERE n < (SELECT n FROM op WHERE id = :before))"
        found[kind] = int(select(store.connection, sql, {"day": day, "before": before})[0]["n"])
    return {kind: n for kind, n in found.items() if n}


def known_now(store: Store) -> dict[str, int]:
    """How far the journals of the centre's desks are here, by device, this one's own too. Raises StoreTrouble."""
    with troubles():
        own: dict[str, int] = dict(
            store.connection.execute(
                "SELECT dev, (SELECT max(n) FROM journal j WHERE j.dev = me.dev) FROM me"
            )
        )
        away = notes.every(store.connection, CENTRE_OF)
        heard = notes.every(store.connection, journal.HEARD)
    others = {device: int(told["n"]) for device, told in heard.items() if device not in away}
    return others | {device: n for device, n in own.items() if n}


def late(store: Store, closing: Closing) -> list[Late]:
    """What was written about the closing's day that it did not know, oldest first. Raises StoreTrouble."""
    found = [
        late
        for (kind, rec), devices in _late_entries(store, closing).items()
        for late in _told(store, kind, rec, devices)
    ]
    return sorted(found, key=lambda one: (one.at, one.id))


def _closing(store: Store, row: Row) -> Closing:
    return Closing(
        id=row["id"], day=row["day"], round=row["round"] or 1, at=row["at"][:16], supervisor=row["supervisor"] or "",
        own=bool(row["own"]), label=_label(store, row["dev"]), register_no=row["register_no"] or "",
        counts={name: row[name] or 0 for name in COUNTS}, digest=row["digest"] or "", length=row["length"] or 0,
        code=row["code"] or "", known=read_known(row["known"]), reopened_at=row["reopened_at"] or "",
        reopened_by=row["reopened_by"] or "", reopen_reason=row["reopen_reason"] or "",
    )  # fmt: skip


def _label(store: Store, device: str | None) -> str:
    me = store.me
    return me.label if device == me.device else str(store.note("device", device or "") or "")


# The day's records, those that a correction took out of the day, and everybody who stands in one of its lines.
_KINDS = ",".join(f"'{kind}'" for kind in IN_THE_REGISTER)
_RECORDS = f"""
rec(id) AS (
  {" UNION ".join(f"SELECT id FROM {kind} WHERE day = :day" for kind in IN_THE_REGISTER)}
  UNION SELECT person FROM dose WHERE day = :day
  UNION SELECT aefi.id FROM aefi JOIN dose ON dose.id = aefi.dose WHERE dose.day = :day
  UNION SELECT moved.rec FROM op moved JOIN op made ON made.id = moved.rec
    WHERE moved.rec <> moved.id AND moved.kind IN ({_KINDS}) AND moved.body ->> '$.set.day' IS NOT NULL
      AND :day IN (moved.body ->> '$.set.day', made.body ->> '$.set.day')
)"""
_LATE = f"""
WITH {_RECORDS},
known(dev, n) AS (SELECT key, value FROM json_each(:known)),
about(row, n, id, rec, kind, dev) AS (
  SELECT op.row, op.n, op.id, op.rec, op.kind, op.dev FROM rec JOIN op ON op.id = rec.id
  UNION ALL
  SELECT op.row, op.n, op.id, op.rec, op.kind, op.dev FROM rec JOIN op ON op.rec = rec.id AND op.rec <> op.id
)
SELECT rec, kind, id, dev FROM about
WHERE (n IS NOT NULL OR EXISTS (SELECT 1 FROM heard WHERE op = about.row))
  AND NOT ifnull(n <= (SELECT n FROM known WHERE dev = :me), 0)
  AND NOT EXISTS (SELECT 1 FROM heard JOIN known ON known.dev = substr(heard.dev, 1, {DEVICE}) AND heard.n <= known.n
    WHERE heard.op = about.row)
  AND dev NOT IN (SELECT id FROM note WHERE topic = '{CENTRE_OF}')
"""


def _late_entries(store: Store, closing: Closing) -> dict[tuple[str, str], dict[str, str]]:
    """The late entries by kind and record: the device of each, by its id."""
    wanted = {
        "day": closing.day,
        "me": short(store.me.device),
        "known": json.dumps(_known(store, closing)),
    }
    found: dict[tuple[str, str], dict[str, str]] = {}
    for row in select(store.connection, _LATE, wanted):
        found.setdefault((row["kind"], row["rec"]), {})[row["id"]] = row["dev"]
    return found


def _known(store: Store, closing: Closing) -> dict[str, int]:
    """What a closing knew: what it says, and what comes before it in a journal that it stands in. A desk that had to
    become a new device has written it there again, behind the same entries.
    """
    known = dict(closing.known)
    for place in select(
        store.connection,
        "SELECT ? AS dev, n FROM op WHERE id = ? AND n IS NOT NULL"
        " UNION ALL SELECT heard.dev, heard.n FROM heard JOIN op ON op.row = heard.op WHERE op.id = ?",
        [store.me.device, closing.id, closing.id],
    ):
        device = short(place["dev"])
        known[device] = max(known.get(device, 0), place["n"])
    return known


def _told(store: Store, kind: str, rec: str, devices: Mapping[str, str]) -> Iterator[Late]:
    """A record's late entries, each with what it changed in what stood before it."""
    row = records.get(store.connection, kind, rec) or {}
    person = rec if kind == "registration" else str(row.get("person") or "")
    before: list[Entry] = []
    for entry in records.entries_of(store.connection, rec):
        if entry.id in devices and not (entry.op is Op.EDIT and entry.set.keys() <= NO_FACT):
            yield Late(
                entry.id, kind, rec, person, entry.op.value, entry.at, entry.by, _label(store, devices[entry.id]),
                entry.why or "", _changes(kind, before, entry),
            )  # fmt: skip
        before.append(entry)


def _changes(kind: str, before: Sequence[Entry], entry: Entry) -> tuple[Change, ...]:
    stood = fold(before, KINDS[kind].merge_rules).values if before else {}
    return tuple(
        Change(name, stood.get(name), after) for name, after in entry.set.items() if stood.get(name) != after
    )
