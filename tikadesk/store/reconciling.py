"""Holding a day of this desk against the other three who count it: the server, the official portal, the paper.

Verbs, page and report read the same picture here; only the server's word is written. How two sides are compared is the
business of ``domain.reconcile``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from tikadesk.domain import reconcile
from tikadesk.domain.day_held import DayHeld
from tikadesk.domain.reconcile import NO_LIST, Finding, Line
from tikadesk.domain.sides import DEFERRED, GIVEN, REGISTERED, TAIL, VOID, Here, There
from tikadesk.store import notes, paper_counts, portal_lists, records
from tikadesk.store.connection import Connection, troubles
from tikadesk.store.facts import CENTRE_OF
from tikadesk.store.paper_counts import PaperCount
from tikadesk.store.portal_lists import Head
from tikadesk.store.records import Row, select

SERVER_TOPIC = "server_day"
"""The notes that keep what the server last said of a day."""

_PERSON = (
    "r.no, r.name, r.name_local, r.birth_year, r.age_estimated, r.sex, r.mobile, r.portal_ref,"
    " r.void AS person_void"
)
_DOSE = "d.id AS dose, d.dose_no, d.vaccine, d.batch, d.outcome, d.void AS dose_void"
_OWN = f"dev NOT IN (SELECT id FROM note WHERE topic = '{CENTRE_OF}')"
_OF_DAY = f"""
SELECT d.person AS person, d.day AS day, {_DOSE}, {_PERSON}, r.id AS known
FROM dose d LEFT JOIN registration r ON r.id = d.person WHERE d.day = ?1 AND d.{_OWN}
UNION ALL
SELECT r.id, r.day, NULL, NULL, NULL, NULL, NULL, NULL, {_PERSON}, r.id
FROM registration r
WHERE r.day = ?1 AND r.{_OWN} AND NOT EXISTS(SELECT 1 FROM dose d WHERE d.person = r.id AND d.day = ?1)
"""
_ELSEWHERE = f"""
SELECT d.person AS person, d.day AS day, {_DOSE}, {_PERSON}, r.id AS known
FROM dose d JOIN registration r ON r.id = d.person
WHERE d.person = ?1 AND d.day <> ?2 AND d.void = 0 AND d.outcome = 'given' AND d.{_OWN}
"""
_REFERRED = f"""
SELECT r.id FROM registration r JOIN portal_row p ON p.portal_ref = r.portal_ref
WHERE p.list = ? AND p.portal_ref <> '' AND r.{_OWN}
"""
_STATES = {"given": GIVEN, "deferred": DEFERRED}
_NEAR = 20
"""So many people who share a mobile or the end of a number are looked at for one row of the list."""


@dataclass(frozen=True)
class ServerWord:
    """What the server last said of a day: what it holds (None: it never answered), and when (UTC). ``fault`` is why the
    last question had no answer, empty where it had one, and ``asked_at`` when that was.
    """

    held: DayHeld | None = None
    at: datetime | None = None
    fault: str = ""
    asked_at: datetime | None = None


@dataclass(frozen=True)
class Picture:
    """A day as each of the four tells it. ``rows`` are the portal's, ``head`` is None where no list was taken in."""

    day: str
    here: tuple[Here, ...]
    findings: tuple[Finding, ...]
    head: Head | None
    rows: int
    paper: PaperCount
    server: ServerWord

    @cached_property
    def given(self) -> int:
        """Doses given on the day, by this desk and those it has heard of."""
        return sum(line.state == GIVEN for line in self.here)

    @cached_property
    def unsent(self) -> frozenset[str]:
        """The doses given that the server did not hold when it last answered, and those that it holds otherwise."""
        held = self.server.held
        return frozenset() if held is None else frozenset(self._given_ids - held.given)

    @cached_property
    def unheard(self) -> int:
        """How many doses the server holds as given that are none here: another desk's that have not come yet, or struck
        out here since.
        """
        held = self.server.held
        return 0 if held is None else len(held.given - self._given_ids)

    @cached_property
    def _given_ids(self) -> frozenset[str]:
        return frozenset(line.dose for line in self.here if line.state == GIVEN)

    @cached_property
    def lines(self) -> tuple[Line, ...]:
        """Every finding as a line, what needs somebody first; without a list every dose."""
        findings: Iterable[Finding] = self.findings
        if self.head is None:
            findings = (Finding(NO_LIST, (one,)) for one in self.here if one.state == GIVEN)
        return tuple(Line(one, any(here.dose in self.unsent for here in one.here)) for one in findings)

    @cached_property
    def groups(self) -> dict[str, tuple[int, int]]:
        """Of each group how many doses here and how many rows of the list; all zero without a list."""
        return reconcile.counted(self.day, self.findings)


def picture(connection: Connection, day: str) -> Picture:
    """Everything about an ISO day; inside a transaction as it stood at one moment. Raises StoreTrouble."""
    here = [_line(row) for row in select(connection, _OF_DAY, [day])]
    head, rows = portal_lists.head(connection, day), portal_lists.rows(connection, day)
    findings = _findings(connection, day, here, rows) if head is not None else []
    return Picture(
        day, tuple(here), tuple(findings), head, len(rows), paper_counts.of_day(connection, day),
        server_word(connection, day),
    )  # fmt: skip


def server_word(connection: Connection, day: str) -> ServerWord:
    """What the server last said of an ISO day. Raises StoreTrouble."""
    with troubles():
        told = notes.get(connection, SERVER_TOPIC, day) or {}
    held = DayHeld.of(told["held"]) if told.get("held") else None
    return ServerWord(held, _instant(told.get("at")), told.get("fault", ""), _instant(told.get("asked_at")))


def bearing(connection: Connection, ref: str) -> list[str]:
    """The people, void ones left out, whom the official portal calls ``ref``. Raises StoreTrouble."""
    found = select(connection, "SELECT id FROM registration WHERE portal_ref = ? AND void = 0", [ref])
    return [row["id"] for row in found]


def keep_word(connection: Connection, day: str, held: DayHeld | None, fault: str, now: datetime) -> None:
    """Keep what the server said of an ISO day at ``now``; without an answer the one before stays, with the ``fault``.
    Inside a transaction.
    """
    kept = dict(notes.get(connection, SERVER_TOPIC, day) or {}) | {
        "fault": fault,
        "asked_at": now.isoformat(),
    }
    if held is not None:
        kept |= {"held": held.parts(), "at": now.isoformat()}
    notes.put(connection, SERVER_TOPIC, day, kept)


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _findings(connection: Connection, day: str, here: list[Here], rows: list[There]) -> list[Finding]:
    """The comparison, with those who came on another day where a row points to them."""
    given = {line.person for line in here if line.state == GIVEN}
    came = {line.person for line in here}
    known = {row["id"] for row in select(connection, _REFERRED, [day])} | came
    found = reconcile.compare(day, [*here, *_elsewhere(connection, day, known - given, came)], rows)
    nobodys = [
        row for one in found if one.group == reconcile.PORTAL_ONLY and one.about is None for row in one.there
    ]
    meant = set(_meant(connection, nobodys)) - known
    if meant:
        more = _elsewhere(connection, day, (known | meant) - given, came)
        found = reconcile.compare(day, [*here, *more], rows)
    missing = [line for one in found if one.group == reconcile.HERE_ONLY for line in one.here]
    refs = {line.portal_ref for line in missing} - {""}
    tails = {line.mobile[-TAIL:] for line in missing} - {""}
    others = _elsewhere(connection, day, {line.person for line in missing}, came)
    return reconcile.elsewhere(day, found, portal_lists.beside(connection, day, refs, tails), others)


def _elsewhere(connection: Connection, day: str, people: Iterable[str], came: set[str]) -> Iterator[Here]:
    """The doses that people got on other days; where they got none and did not come that day, that they are known."""
    for person in sorted(people):
        rows = select(connection, _ELSEWHERE, [person, day])
        yield from map(_line, rows)
        if not rows and person not in came and (known := records.get(connection, "registration", person)):
            yield _line(
                known | {"person": person, "known": person, "person_void": known["void"], "dose": None}
            )


def _meant(connection: Connection, rows: Iterable[There]) -> Iterator[str]:
    """The people whom rows could mean by their number, or by their whole mobile with a name that sounds alike."""
    for row in rows:
        if row.no:
            near = records.find_people(connection, row.no, _NEAR)
            yield from (found["id"] for found in near if found["no"] == row.no)
        if len(row.mobile) == 10:
            yield from (found["id"] for found in records.holding(connection, "mobile", row.mobile, _NEAR))


def _line(row: Row) -> Here:
    """A row of the queries above; what is not known is blank."""
    void = row.get("person_void") or row.get("dose_void")
    return Here(
        name=row["name"] or "",
        name_local=row["name_local"] or "",
        birth_year=row["birth_year"],
        age_estimated=bool(row["age_estimated"]),
        sex=row["sex"] or "",
        mobile=row["mobile"] or "",
        portal_ref=row["portal_ref"] or "",
        no=row["no"] or "",
        dose_no=row.get("dose_no"),
        vaccine=row.get("vaccine") or "",
        batch=row.get("batch") or "",
        day=row["day"] or "",
        person=row["person"],
        dose=row["dose"] or "",
        state=VOID if void else _STATES.get(row.get("outcome") or "", REGISTERED),
    )
