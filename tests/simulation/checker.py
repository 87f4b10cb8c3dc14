"""The judge of a schedule. It knows the protocol from its description and the databases from their tables, and nothing
of the code that filled them: no import of the product, its own chain, its own fold, its own reading of bodies.
"""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from nacl.exceptions import BadSignatureError
from nacl.signing import VerifyKey

Ask = Callable[..., Any]

SHARED = ("registration", "dose", "sample", "consignment", "receipt", "receipt_line")
NUMBERED = ("registration", "sample", "consignment")
PRIVATE = ("lease_request",)
FLAGGED = {
    "registration": {"no", "day", "name", "name_local", "birth_year", "birth_day", "sex", "id_tail"},
    "dose": {"person", "day", "outcome", "dose_no", "vaccine", "batch", "expires_on"},
    "sample": {"no", "day", "tube", "sample_type", "name", "birth_year", "sex"},
    "consignment": {"no", "day", "lab", "sealing", "tubes"},
    "receipt": {"consignment"},
    "receipt_line": {"verdict"},
}
"""The fields of which two different values must become a visible conflict."""
CLAIMED = {"sample": {"box"}}
"""The fields that stay in conflict until someone who saw both sets them."""
FURTHEST = {"consignment": {"state": ("open", "sealed", "dispatched")}}
"""The fields of which the furthest counts, among what nobody who saw it has changed."""


@dataclass
class Desk:
    """A desk whose disk survived. ``acknowledged`` are the entries that its operator was told were saved."""

    name: str
    centre: str
    ask: Ask
    acknowledged: set[str]


@dataclass
class Findings:
    """What is wrong, each list a kind of wrong; ``numbers_twice`` and ``destroyed`` are figures, not faults."""

    lost: list[str] = field(default_factory=list)
    twice: list[str] = field(default_factory=list)
    invented: list[str] = field(default_factory=list)
    altered: list[str] = field(default_factory=list)
    diverged: list[str] = field(default_factory=list)
    unexcused: list[str] = field(default_factory=list)
    unflagged: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)
    premature: list[str] = field(default_factory=list)
    stuck: list[str] = field(default_factory=list)
    crashed: list[str] = field(default_factory=list)
    numbers_twice: int = 0
    destroyed: int = 0

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong."""
        return not any(value for value in vars(self).values() if isinstance(value, list))

    def short(self) -> str:
        """What is wrong, in one line."""
        wrong = {name: value for name, value in vars(self).items() if isinstance(value, list) and value}
        return "; ".join(f"{name} {len(value)}: {value[:3]}" for name, value in wrong.items())


@dataclass
class _Line:
    dev: str
    n: int
    body: str
    verdict: str


def check(
    found: Findings,
    server: Ask,
    desks: list[Desk],
    attempted: dict[str, str],
    acknowledged: set[str],
    origins: dict[str, str],
    *,
    two_lives: bool,
    printed: set[str],
    forgetful: bool,
) -> None:
    """Compare the server with the disks that survived. ``attempted`` holds every body that was ever to be saved, by
    id, ``origins`` the centre where it was; ``two_lives`` says that a disk was cloned or put back, which with a roll
    ``printed`` twice is the only excuse for an official number on two records; ``forgetful`` that the server lost data.
    """
    lines = _journal(server, found)
    bodies = {json.loads(line.body)["id"]: line.body for line in lines}
    in_effect = Counter(id for (id,) in server("SELECT id FROM op").fetchall())
    found.twice += [f"{id} in effect {times} times" for id, times in in_effect.items() if times > 1]
    _repeated(server, found, bodies, set(in_effect))
    on_disks: set[str] = set()
    for desk in desks:
        held = dict(desk.ask("SELECT id, body FROM op").fetchall())
        on_disks |= {id for id in held if origins.get(id, desk.centre) == desk.centre}
        found.lost += [
            f"{id}: acknowledged, gone from desk {desk.name}" for id in desk.acknowledged - held.keys()
        ]
        found.altered += [
            f"{id} on desk {desk.name}" for id in held if attempted.get(id, held[id]) != held[id]
        ]
        _own_journal(server, desk, found)
    found.lost += [f"{id}: on a disk, not on the server" for id in sorted(on_disks - bodies.keys())]
    found.lost += [
        f"{id}: on the server without effect"
        for id in sorted(on_disks & bodies.keys() - in_effect.keys())
        if json.loads(bodies[id])["k"] in SHARED + PRIVATE
    ]
    found.invented += sorted((on_disks | bodies.keys() | in_effect.keys()) - attempted.keys())
    found.altered += [f"{id} on the server" for id in bodies if attempted.get(id, bodies[id]) != bodies[id]]
    found.destroyed = len(acknowledged - bodies.keys() - on_disks)
    _records(server, desks, bodies, set(in_effect), found, forgetful=forgetful)
    _numbers(lines, desks, attempted, acknowledged, found, excused=None if two_lives else printed)


def _journal(server: Ask, found: Findings) -> list[_Line]:
    """Every line in custody; each chain is computed again from its bodies, and every seal verified."""
    positions = {dev: (high, bytes(chain), bytes(pub)) for dev, high, chain, pub in
                 server("SELECT dev, high, chain, pub FROM device").fetchall()}  # fmt: skip
    verdicts = {(dev, n): v for dev, n, v in server("SELECT dev, n, v FROM verdict").fetchall()}
    heads: dict[tuple[str, int], bytes] = {(dev, 0): _genesis(dev) for dev in positions}
    lines = []
    for dev, n, d, h, b in server("SELECT dev, n, d, h, b FROM journal ORDER BY dev, n").fetchall():
        digest = hashlib.sha256(bytes(b)).digest()
        head = hashlib.sha256(heads.get((dev, n - 1), b"gap") + n.to_bytes(8, "big") + digest).digest()
        if digest != bytes(d) or head != bytes(h):
            found.broken.append(f"server journal of {dev[:8]} at {n}")
        heads[dev, n] = head
        lines.append(_Line(dev, n, bytes(b).decode(), verdicts.get((dev, n), "applied")))
    for dev, (high, chain, _) in positions.items():
        if heads.get((dev, high)) != chain or (dev, high + 1) in heads:
            found.broken.append(f"server position of {dev[:8]}")
    for dev, n, sig in server("SELECT dev, n, sig FROM seal").fetchall():
        said = b"tika1|head|" + dev.encode() + b"|" + n.to_bytes(8, "big") + heads.get((dev, n), b"")
        try:
            VerifyKey(positions[dev][2]).verify(said, bytes(sig))
        except BadSignatureError:
            found.broken.append(f"seal of {dev[:8]} at {n}")
    return lines


def _genesis(dev: str) -> bytes:
    return hashlib.sha256(b"tika1|" + dev.encode()).digest()


def _repeated(server: Ask, found: Findings, bodies: dict[str, str], in_effect: set[str]) -> None:
    """An entry is told once to each feed, and a record is counted once on the board."""
    for scope, id, times in server(
        "SELECT scope, item, count(*) FROM feed WHERE t = 'op' GROUP BY scope, item HAVING count(*) > 1"
    ).fetchall():
        found.twice.append(f"{id} told {times} times to {scope}")
    created = Counter()
    for id in in_effect & bodies.keys():
        body = json.loads(bodies[id])
        created[body["k"]] += body["op"] == "create"
    counted = Counter(dict(server("SELECT k, sum(n) FROM counter GROUP BY k").fetchall()))
    found.twice += [f"{k}: {counted[k]} counted, {n} made" for k, n in created.items() if counted[k] != n]
    found.lost += [f"{id}: in effect, body gone" for id in sorted(in_effect - bodies.keys())]


def _own_journal(server: Ask, desk: Desk, found: Findings) -> None:
    """The desk's live journal is sound by itself, and the server's copy of it has the same length and chain."""
    (dev,) = desk.ask("SELECT dev FROM me WHERE active = 1").fetchone()
    rows = desk.ask(
        "SELECT journal.n, h, body FROM journal JOIN op ON op.row = journal.op WHERE journal.dev = ? ORDER BY 1",
        [dev],
    ).fetchall()
    head = _genesis(dev)
    for expected, (n, h, body) in enumerate(rows, 1):
        digest = hashlib.sha256(body.encode()).digest()
        head = hashlib.sha256(head + n.to_bytes(8, "big") + digest).digest()
        if n != expected or head != h:
            found.broken.append(f"journal of desk {desk.name} at {n}")
            return
    held = server("SELECT high, chain FROM device WHERE dev = ?", [dev]).fetchone()
    if held is None or held[0] != len(rows) or bytes(held[1]) != head:
        found.lost.append(f"desk {desk.name}: {len(rows)} entries, server {held and held[0]}")


def _records(
    server: Ask,
    desks: list[Desk],
    bodies: dict[str, str],
    in_effect: set[str],
    found: Findings,
    *,
    forgetful: bool,
) -> None:
    """Every desk of a centre shows every record of the centre as the entries on the server make it, and so does the
    server.
    """
    entries: dict[str, list[dict[str, Any]]] = {}
    for id in in_effect & bodies.keys():
        entry = json.loads(bodies[id])
        entries.setdefault(entry["rec"], []).append(entry)
    kept = {
        id: (centre, kind, _said(json.loads(state)), set(heads.split()), set(conflict.split()), bool(void))
        for id, centre, kind, state, heads, conflict, void in server(
            "SELECT id, centre, k, state, heads, conflict, void FROM rec"
        ).fetchall()
    }
    found.diverged += [f"record {rec} missing at the server" for rec in entries.keys() - kept.keys()]
    expected = {rec: _fold(ops) for rec, ops in entries.items()}
    for rec, (_, _, values, heads, conflict, void) in kept.items():
        if rec in expected and expected[rec] != (values, heads, conflict, void):
            found.diverged.append(f"record {rec} at the server")
    for desk in desks:
        shared = {rec for rec in expected if rec in kept and kept[rec][1] in SHARED}
        mine = {rec for rec in shared if kept[rec][0] == desk.centre}
        sent = {rec for rec in shared - mine if _may_go(entries[rec], entries, desk.centre)}
        due = mine | {rec for rec in sent if _must_go(expected[rec][0], expected, entries[rec], desk.centre)}
        # Of a tube that is on no way there any more a server without its memory does not tell on
        told_on = due if forgetful else mine | sent
        shown: set[str] = set()
        for kind in SHARED:
            for rec, *row in _rows(desk.ask, kind):
                shown.add(rec)
                if rec not in mine | sent:
                    found.diverged.append(f"{kind} {rec}: on desk {desk.name}, whom it does not concern")
                elif rec in told_on and tuple(row) != expected[rec]:
                    found.diverged.append(f"{kind} {rec} on desk {desk.name}: {row} / {expected[rec]}")
        found.diverged += [f"{rec} not on desk {desk.name}" for rec in sorted(due - shown)]
        found.unflagged += _in_two_boxes(desk, {rec: entries[rec] for rec in told_on})


def _said(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value is not None}


def _may_go(ops: list[dict[str, Any]], entries: dict[str, list[dict[str, Any]]], to: str) -> bool:
    """Whether a record of another centre may be shown at ``to``: it says so, or is or was in a box that left for it."""
    said = [op["set"] for op in ops]
    boxes = [ops] if ops[0]["k"] == "consignment" else []
    boxes += [entries.get(values["box"], []) for values in said if values.get("box")]
    return any(values.get("centre") == to for values in said if ops[0]["k"].startswith("receipt")) or any(
        any(op["set"].get("lab") == to for op in box)
        and any(op["set"].get("state") not in (None, "open") for op in box)
        for box in boxes
    )


def _must_go(values: dict[str, Any], records: dict[str, Any], ops: list[dict[str, Any]], to: str) -> bool:
    """Whether ``to`` must know of it: it is named, or it is, or is said to be, in a box on its way there."""
    if ops[0]["k"].startswith("receipt"):
        return bool(values["centre"] == to)
    boxes = [values] if ops[0]["k"] == "consignment" else []
    boxes += [records[box][0] for box in _claims(ops, "box") if box in records]
    return any(box.get("lab") == to and box.get("state") in ("sealed", "dispatched") for box in boxes)


def _in_two_boxes(desk: Desk, entries: dict[str, list[dict[str, Any]]]) -> list[str]:
    """Tubes that stand in two boxes without the desk's row saying so."""
    rows = {row[0]: row[3] for row in _rows(desk.ask, "sample")}
    return [
        f"{rec} in two boxes on desk {desk.name}"
        for rec in rows.keys() & entries.keys()
        if len(_claims(entries[rec], "box")) > 1 and "box" not in rows[rec]
    ]


def _claims(ops: list[dict[str, Any]], name: str) -> set[Any]:
    """What is said of a field by those whom no later word on it has seen."""
    past = _pasts(ops)
    setters = [op for op in ops if name in op["set"]]
    return {op["set"][name] for op in setters if not any(op["id"] in past[other["id"]] for other in setters)}


def _rows(ask: Ask, kind: str) -> Iterable[tuple[Any, ...]]:
    """The desk's rows of ``kind`` as (id, values, heads, conflicts, void)."""
    columns = [row[1] for row in ask(f"PRAGMA table_info({kind})").fetchall()]
    system = {
        "row",
        "id",
        "dev",
        "own",
        "n",
        "at",
        "by",
        "gen",
        "heads",
        "conflict",
        "void",
        "why",
        "judged",
        "extra",
    }
    for row in ask(f"SELECT * FROM {kind}").fetchall():
        named = dict(zip(columns, row, strict=True))
        values = {name: value for name, value in named.items() if name not in system and value is not None}
        values |= json.loads(named["extra"] or "{}")
        yield (named["id"], values, set(named["heads"].split()), set((named["conflict"] or "").split()),
               bool(named["void"]))  # fmt: skip


def _fold(ops: list[dict[str, Any]]) -> tuple[dict[str, Any], set[str], set[str], bool]:
    """What a record is, written from the description: values, heads, fields in conflict, void."""
    ops = sorted(ops, key=lambda op: (op["gen"], op["id"]))
    by_id = {op["id"]: op for op in ops}
    past = _pasts(ops)

    def apart(one: str, other: str) -> bool:
        """Neither saw the other, and nobody has since seen both."""
        met = one in past[other] or other in past[one] or any({one, other} <= seen for seen in past.values())
        return not met

    kind = ops[0]["k"]
    values = {name: value for op in ops for name, value in op["set"].items()}
    for name, order in FURTHEST.get(kind, {}).items():
        if name in values:
            values[name] = max(_claims(ops, name), key=order.index)
    heads = by_id.keys() - {parent for op in ops for parent in op["over"]}
    conflicts = {
        name
        for name in FLAGGED.get(kind, ())
        for place, one in enumerate(ops)
        for other in ops[place + 1 :]
        if name in one["set"] and name in other["set"] and one["set"][name] != other["set"][name]
        and apart(one["id"], other["id"])
    }  # fmt: skip
    conflicts |= {name for name in CLAIMED.get(kind, ()) if len(_claims(ops, name)) > 1}
    marks = [op for op in ops if op["op"] in ("void", "restore")]
    void = bool(marks) and marks[-1]["op"] == "void"
    edits = [op for op in ops if op["op"] == "edit"]
    if void and any(apart(mark["id"], op["id"]) for mark in marks if mark["op"] == "void" for op in edits):
        conflicts.add("void")
    return _said(values), set(heads), conflicts, void


def _pasts(ops: list[dict[str, Any]]) -> dict[str, set[str]]:
    """What each op's writer had seen, directly or through others."""
    by_id = {op["id"]: op for op in ops}

    def seen_by(id: str) -> set[str]:
        reached: set[str] = set()
        ahead = list(by_id[id]["over"])
        while ahead:
            parent = ahead.pop()
            if parent not in reached:
                reached.add(parent)
                ahead += by_id[parent]["over"] if parent in by_id else []
        return reached

    return {id: seen_by(id) for id in by_id}


def _shows_flag(desk: Desk, no: str) -> bool:
    """Whether the desk shows every record that bears ``no`` as flagged, for someone to relabel."""
    shown = [row for kind in NUMBERED for row in desk.ask(f"SELECT judged FROM {kind} WHERE no = ?", [no])]
    return all((judged or "").startswith("flagged") for (judged,) in shown)


def _numbers(
    lines: list[_Line],
    desks: list[Desk],
    attempted: dict[str, str],
    acknowledged: set[str],
    found: Findings,
    *,
    excused: set[str] | None,
) -> None:
    """No official number on two records but ``excused`` ones (None: any); and every entry that bears one is flagged."""
    bearers: dict[str, set[str]] = {}
    for id in acknowledged:
        body = json.loads(attempted[id])
        if isinstance(body["set"].get("no"), str):
            bearers.setdefault(body["set"]["no"], set()).add(body["rec"])
    issued_twice = [no for no, recs in bearers.items() if len(recs) > 1]
    if excused is not None:
        found.unexcused += [no for no in issued_twice if no not in excused]
    at_server: dict[str, dict[str, bool]] = {}
    for line in lines:
        body = json.loads(line.body)
        if isinstance(body["set"].get("no"), str):
            recs = at_server.setdefault(body["set"]["no"], {})
            recs[body["rec"]] = recs.get(body["rec"], False) or line.verdict in ("flagged", "held")
    for no, recs in at_server.items():
        if len(recs) > 1:
            found.numbers_twice += 1
            found.unflagged += [f"{no} on desk {desk.name}" for desk in desks if not _shows_flag(desk, no)]
            found.unflagged += [f"{no} on {rec}" for rec, flagged in recs.items() if not flagged]
