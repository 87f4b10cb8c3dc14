"""The lines of the daily register as facts: everybody who stood before the desk on a day, how it ended, what was
corrected, what followed, what was written after the day was closed. One query; every paper of the day reads it, so that
they cannot disagree. Words are the papers' affair.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from tikadesk.domain.kinds.aefi import rank
from tikadesk.store import closings
from tikadesk.store.closings import Closing, Late
from tikadesk.store.connection import Connection, troubles
from tikadesk.store.facts import CENTRE_OF
from tikadesk.store.store import Store

Line = dict[str, Any]
"""The columns of the query by name, among them ``state`` (one of STATES), ``waits`` (not on the server yet) and
``edited`` (not as it was first written), with ``corrected``: (kind, field, reason) of each value that was corrected,
``aefi``: the worst severity that followed the dose, or None, and ``late``: the entries about it that the day's first
closing did not know.
"""

GIVEN, DEFERRED, REGISTERED, VOID = "given", "deferred", "registered", "void"
STATES = (GIVEN, DEFERRED, REGISTERED, VOID)
"""How a line ended: every line is one of these, so that they add up to all lines."""

_OWN = f"dev NOT IN (SELECT id FROM note WHERE topic = '{CENTRE_OF}')"

# Everybody who came on a day: a dose of that day with its person, or a registration of that day without such a dose.
# The order is the register's own: live lines as they began, then the paper's by page and line. A person's line begins
# with the registration, whenever that day the dose is given: a number that was printed stays.
_LINES = f"""
WITH line AS MATERIALIZED (
  SELECT d.day AS day, d.id AS dose, d.person AS person, EXISTS(SELECT 1 FROM registration r WHERE r.id = d.person
      AND r.day = d.day) AND NOT EXISTS(SELECT 1 FROM dose e WHERE e.person = d.person AND e.day = d.day
      AND (e.at, e.id) < (d.at, d.id)) AS begun
  FROM dose d WHERE d.day BETWEEN ?1 AND ?2 AND d.{_OWN}
  UNION ALL
  SELECT r.day, NULL, r.id, 1 FROM registration r
  WHERE r.day BETWEEN ?1 AND ?2 AND r.{_OWN}
    AND NOT EXISTS(SELECT 1 FROM dose d WHERE d.person = r.id AND d.day = r.day)
)
"""
_QUERY = f"""{_LINES}
SELECT line.day, line.person, line.begun, d.id AS dose, r.token, r.no, coalesce(d.time,
  substr(r.at, 12, 5)) AS clock, d.time, r.name, r.name_local, r.parent_name, r.birth_year, r.birth_day,
  r.age_estimated, r.sex, r.category, r.mobile, r.id_type, r.id_tail, r.ration_card, r.village, r.block, r.district,
  r.portal_ref, r.day AS registered_on, r.notes, d.dose_no, d.vaccine, d.batch, d.vial, d.vaccinator,
  d.observed_until, d.outcome, d.defer_reason, d.notes AS dose_notes, coalesce(d.source, r.source) AS origin,
  coalesce(d.page, r.page) AS page, coalesce(d.serial, r.serial) AS serial, r.void AS person_void,
  CASE WHEN d.void THEN d.why WHEN r.void THEN r.why END AS void_reason, r.judged AS person_judged,
  d.judged AS dose_judged, coalesce(d.dev, r.dev) AS dev, coalesce(d.by, r.by) AS by,
  CASE WHEN r.void OR d.void THEN '{VOID}' WHEN d.outcome IN ('{GIVEN}', '{DEFERRED}') THEN d.outcome
    ELSE '{REGISTERED}' END AS state,
  max(ifnull(r.gen, 1), ifnull(d.gen, 1)) > 1 AS edited,
  max(ifnull(r.n, 0), ifnull(d.n, 0)) > (SELECT ifnull(max(high), 0) FROM pos) AS waits
FROM line LEFT JOIN registration r ON r.id = line.person LEFT JOIN dose d ON d.id = line.dose
ORDER BY line.day, iif(line.begun, r.source, d.source) = 'paper',
  CASE iif(line.begun, r.source, d.source) WHEN 'paper' THEN CAST(iif(line.begun, r.page, d.page) AS INTEGER) END,
  CASE iif(line.begun, r.source, d.source) WHEN 'paper' THEN CAST(iif(line.begun, r.serial, d.serial) AS INTEGER) END,
  iif(line.begun, r.at, d.at), iif(line.begun, r.id, d.id)
"""
_CORRECTIONS = """
SELECT body ->> '$.k', body ->> '$.why', each.key FROM op, json_each(op.body, '$.set') AS each
WHERE op.rec = ? AND op.rec <> op.id AND body ->> '$.op' = 'edit' AND body ->> '$.why' IS NOT NULL
ORDER BY op.gen, op.id, each.id
"""

_EVENTS = """
SELECT aefi.dose, aefi.id, aefi.void, aefi.severity FROM aefi JOIN dose ON dose.id = aefi.dose WHERE dose.day = ?
"""

_FACTS = (
    "day", "person", "dose", "token", "no", "clock", "time", "name", "name_local", "parent_name", "birth_year",
    "birth_day", "age_estimated", "sex", "category", "mobile", "id_type", "id_tail", "ration_card", "village", "block",
    "district", "registered_on", "notes", "dose_no", "vaccine", "batch", "vial", "vaccinator", "observed_until",
    "outcome", "defer_reason", "dose_notes", "origin", "page", "serial", "void_reason", "by", "state",
    "corrected", "aefi",
)  # fmt: skip
"""What the digest binds. What servers and portals say of a line later on changes nothing that was done that day, nor
does the id of a desk, which is another one once its disk was restored: who wrote the line is bound.
"""
_bound = itemgetter(*_FACTS)
_as_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def count(store: Store, first: str, last: str) -> int:
    """How many lines there are on the ISO days from ``first`` to ``last``. Raises StoreTrouble."""
    return count_with_days(store, first, last)[0]


def count_with_days(store: Store, first: str, last: str) -> tuple[int, int]:
    """How many lines there are on these ISO days, and on how many of the days there is one. Raises StoreTrouble."""
    with troubles():
        sql = f"{_LINES} SELECT count(*), count(DISTINCT day) FROM line"
        lines, days = store.connection.execute(sql, [first, last]).fetchone()
    return int(lines), int(days)


def read(store: Store, first: str, last: str) -> Iterator[Line]:
    """The lines of the ISO days from ``first`` to ``last``, in the register's order. Raises StoreTrouble."""
    with troubles():
        cursor = store.connection.execute(_QUERY, [first, last])
        names = [column[0] for column in cursor.description]
        for day, rows in groupby(cursor, key=itemgetter(0)):
            lines: Iterable[Line] = (dict(zip(names, row, strict=True)) for row in rows)
            events = store.connection.execute(_EVENTS, [day]).fetchall()
            sealed = closings.history(store, day)
            late = closings.late(store, sealed[0]) if sealed else []
            if late:
                lines = _in_place(store, sealed, lines)
            for line in lines:
                line["corrected"] = _corrected(store.connection, line) if line["edited"] else []
                told = [event for event in events if event[0] == line["dose"]] if events else ()
                severities = [event[3] for event in told if not event[2]]
                line["aefi"] = max(severities, key=rank) if severities else None
                line["late"] = _about(late, line, [event[1] for event in told]) if late else ()
                yield line


def _in_place(store: Store, sealed: Sequence[Closing], lines: Iterable[Line]) -> list[Line]:
    """The lines of a closed day: what a closing has numbered keeps its number, what came later stands below, by when it
    was written.
    """
    late = [one for closing in sealed for one in closings.late(store, closing) if one.op == "create"]
    unknown, written = Counter(one.rec for one in late), {one.rec: one.at for one in late}

    def place(line: Line) -> tuple[int, str]:
        rec = line["person"] if line["begun"] else line["dose"]
        return unknown[rec], written.get(rec, "")

    return sorted(lines, key=place)


def _about(late: Iterable[Late], line: Line, events: Sequence[str]) -> tuple[Late, ...]:
    recs = {line["person"], line["dose"], *events}
    return tuple(one for one in late if one.rec in recs)


def _corrected(connection: Connection, line: Line) -> list[tuple[str, str, str]]:
    """What was corrected, each field once with its last reason."""
    found: dict[tuple[str, str], str] = {}
    for rec in filter(None, (line["person"], line["dose"])):
        for kind, why, field in connection.execute(_CORRECTIONS, [rec]):
            found[kind, field] = why
    return [(kind, field, why) for (kind, field), why in found.items()]


def digest(store: Store, day: str) -> str:
    """SHA-256, in hexadecimal, over the facts of a day's lines: the same at every desk that knows the same, in every
    language, and another one when any line changes.
    """
    return digest_of(day, read(store, day, day))


def digest_of(day: str, lines: Iterable[Line]) -> str:
    """``digest`` of lines that have been read already."""
    bound = hashlib.sha256(f"tika1|register|{day}".encode())
    for line in lines:
        bound.update(_canonical(line))
    return bound.hexdigest()


def _canonical(line: Line) -> bytes:
    return b"\n" + _as_json(_bound(line)).encode()


TOTALS = (
    "lines", "registered", "given", "first", "second", "precaution", "deferred", "not_vaccinated", "void", "aefi",
    "corrected", "women", "men", "others", "waiting",
)  # fmt: skip
"""What is counted under the register, in this order. ``lines`` = given + deferred + not_vaccinated + void, and
``given`` = first + second + precaution; ``registered`` counts people, whatever became of their dose, and ``aefi`` lines
that an adverse event followed. A ``Tally`` counts ``late`` too, the lines that were changed after the day was closed,
and the adverse events by severity: ``aefi_minor`` …
"""
BY_NUMBER = {1: "first", 2: "second", 3: "precaution"}
BY_SEX = {"F": "women", "M": "men"}


class Tally:
    """Counts lines one by one, by the names of TOTALS."""

    def __init__(self) -> None:
        self.count: Counter[str] = Counter()
        self._people: set[tuple[str, str]] = set()

    def add(self, line: Line) -> None:
        """Count one line."""
        count = self.count
        count["lines"] += 1
        count["waiting"] += line["waits"]
        count["corrected"] += bool(line["corrected"])
        count["late"] += bool(line["late"])
        if line["aefi"]:
            count["aefi"] += 1
            count[f"aefi_{line['aefi']}"] += 1
        if line["registered_on"] == line["day"] and not line["person_void"]:
            self._people.add((line["day"], line["person"]))
            count["registered"] = len(self._people)
        match line["state"]:
            case "void":
                count["void"] += 1
            case "given":
                count["given"] += 1
                count[BY_NUMBER.get(line["dose_no"], "precaution")] += 1
                count[BY_SEX.get(line["sex"], "others")] += 1
            case "deferred":
                count["deferred"] += 1
            case _:
                count["not_vaccinated"] += 1
