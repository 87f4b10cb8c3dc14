"""The server's projection: ops, the records folded from them, and the counts of the status board.

The fold is the domain's own; desk and server cannot differ. Which entries may take effect is ``judge``'s business.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Sequence
from datetime import date
from functools import lru_cache

from tikadesk.domain.day_held import DayHeld
from tikadesk.domain.entry import Entry, Op, parse
from tikadesk.domain.fold import State, fold
from tikadesk.domain.kind import DAY, NUMBER
from tikadesk.domain.kinds import KINDS
from tikadesk.server import sql
from tikadesk.server.devices import Device

OPERATOR = "operator"
_AS_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def known(device: Device, recs: Collection[str]) -> dict[str, str]:
    """Those of ``recs`` that something has taken effect on in the desk's district, with their centres."""
    return dict(
        sql.rows("SELECT id, centre FROM rec WHERE district=%s AND id IN %s", device.district, tuple(recs))
    )


def apply(
    device: Device, fresh: Sequence[tuple[int, Entry]], touched: Collection[str]
) -> dict[str, tuple[str, State]]:
    """Give effect to ``fresh`` (number in the journal, entry), none of them applied yet; kind and state of the records
    that they touch. ``touched`` are the ``known`` among these. Inside a transaction.
    """
    if not fresh:
        return {}
    earlier = entries(device, touched) if touched else []
    sql.each(
        "INSERT INTO op(district, id, rec, k, gen, dev, n) VALUES (%s,%s,%s,%s,%s,%s,%s)",
        [(device.district, entry.id, entry.rec, entry.kind, entry.gen, device.dev, n) for n, entry in fresh],
    )
    states = _fold_touched([entry for _, entry in fresh], earlier)
    sql.each(
        "INSERT INTO rec(district, id, centre, k, no, state, heads, conflict, void, day)"
        " VALUES (%s,%s,%s,%s,%s,%s,%s,%s,%s,%s) ON CONFLICT (district, id) DO UPDATE SET"
        " k=excluded.k, no=excluded.no, state=excluded.state, heads=excluded.heads, conflict=excluded.conflict,"
        " void=excluded.void, day=excluded.day",
        [_row(device, rec, kind, state) for rec, (kind, state) in states.items()],
    )
    _keep_operators(device, states)
    _count(device, [entry for _, entry in fresh])
    return states


def _fold_touched(fresh: Sequence[Entry], earlier: Sequence[Entry]) -> dict[str, tuple[str, State]]:
    """Kind and state of every record that ``fresh`` touches, with what was known of it ``earlier``."""
    groups: dict[str, list[Entry]] = {}
    for entry in (*fresh, *earlier):
        groups.setdefault(entry.rec, []).append(entry)
    kinds = {rec: min(group, key=_age).kind for rec, group in groups.items()}
    return {rec: (kinds[rec], fold(group, KINDS[kinds[rec]].merge_rules)) for rec, group in groups.items()}


def _age(entry: Entry) -> tuple[int, str]:
    return entry.gen, entry.id


_OF = (
    "SELECT {0} FROM op o {1} WHERE o.district=%s AND o.id IN %s UNION ALL"
    " SELECT {0} FROM op o {1} WHERE o.district=%s AND o.rec IN %s AND o.id<>o.rec"
)
"""A create has its record's id and is found by it; the others are in an index of their own."""
_BODIES = _OF.format("j.b", "JOIN journal j ON j.district=o.district AND j.dev=o.dev AND j.n=o.n")
_LINES = _OF.format(
    "o.id, o.rec, o.dev, o.n, v.v, o.gen",
    "LEFT JOIN verdict v ON v.district=o.district AND v.dev=o.dev AND v.n=o.n",
)


def entries(device: Device, recs: Collection[str]) -> list[Entry]:
    """What has taken effect on ``recs``. One may have edits that came before it, from another desk."""
    these = (device.district, tuple(recs))
    return [parse(bytes(body)) for (body,) in sql.rows(_BODIES, *these, *these)]


def lines(device: Device, recs: Collection[str]) -> list[tuple[str, str, str, int, str | None]]:
    """The same as (entry id, record, device, number in its journal, verdict), each record's in its own order."""
    these = (device.district, tuple(recs))
    found = sql.rows(_LINES, *these, *these)
    return [row[:5] for row in sorted(found, key=lambda row: (row[1], row[5], row[0]))]


def _row(device: Device, rec: str, kind: str, state: State) -> tuple[object, ...]:
    number = state.values.get(NUMBER)
    return (
        device.district,
        rec,
        device.centre,
        kind,
        number if isinstance(number, str) else None,
        _AS_JSON(state.values),
        " ".join(state.heads),
        " ".join(state.conflicts),
        state.void,
        iso_day(str(state.values.get(DAY) or "")),
    )


def _keep_operators(device: Device, states: dict[str, tuple[str, State]]) -> None:
    people = [(rec, state) for rec, (kind, state) in states.items() if kind == OPERATOR]
    sql.each(
        "INSERT INTO operator(id, district, centre, name, role, void) VALUES (%s,%s,%s,%s,%s,%s)"
        " ON CONFLICT (id) DO UPDATE SET name=excluded.name, role=excluded.role, void=excluded.void",
        [
            (
                rec,
                device.district,
                device.centre,
                _text(state, "name", 200),
                _text(state, "role", 32),
                state.void,
            )
            for rec, state in people
        ],
    )


def held(device: Device, day: str) -> DayHeld:
    """What has taken effect of the desk's centre's people and doses of an ISO day."""
    found: dict[str, set[str]] = {"registered": set(), "given": set(), "deferred": set(), "void": set()}
    for rec, kind, void, state in sql.rows(
        "SELECT id, k, void, state FROM rec WHERE district=%s AND centre=%s AND day=%s AND k IN %s",
        *(device.district, device.centre, day, ("registration", "dose")),
    ):
        outcome = "registered" if kind == "registration" else json.loads(state).get("outcome")
        found.get("void" if void else str(outcome), set()).add(rec)
    return DayHeld(day, *(frozenset(some) for some in found.values()))


def _text(state: State, name: str, longest: int) -> str:
    return str(state.values.get(name) or "").replace("\0", "")[:longest]  # PostgreSQL's text holds no NUL


def _count(device: Device, entries: Sequence[Entry]) -> None:
    made = Counter((_day(entry), entry.kind) for entry in entries if entry.op is Op.CREATE)
    sql.each(
        "INSERT INTO counter(day, district, centre, k, n) VALUES (%s,%s,%s,%s,%s)"
        " ON CONFLICT (day, district, centre, k) DO UPDATE SET n=counter.n+excluded.n",
        [(day, device.district, device.centre, kind, n) for (day, kind), n in made.items()],
    )


def _day(entry: Entry) -> str:
    """The date of service, else of the entry; empty where a desk's time cannot be read."""
    return iso_day(str(entry.set.get(DAY) or entry.at[:10]))


@lru_cache(256)
def iso_day(text: str) -> str:
    """An ISO date as it is; empty for what is none."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return ""
