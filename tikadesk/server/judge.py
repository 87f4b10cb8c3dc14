"""Judgement: each entry in custody gets a verdict, and what it says is folded into records, numbers and feeds.

A bad entry is held and blocks nothing. Judging is idempotent and independent of the order in which journals arrive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction

from tikadesk.domain import numbers
from tikadesk.domain.entry import Entry, Malformed, Op, parse
from tikadesk.domain.ids import is_id
from tikadesk.domain.kind import NUMBER
from tikadesk.domain.kinds import KINDS
from tikadesk.domain.wire import Judgement, Reason, Verdict
from tikadesk.server import feed, leases, records, registry, sql
from tikadesk.server.devices import Device, find
from tikadesk.server.feed import Place
from tikadesk.server.service import Service

AT_ONCE = 512
_REQUEST = "lease_request"


@dataclass
class Case:
    """One journal line before the judge. ``before`` is the reason of an earlier verdict that is taken up again."""

    n: int
    digest: bytes
    body: bytes
    before: str | None
    entry: Entry | None = None
    verdict: Judgement = Judgement.APPLIED
    why: Reason | None = None
    again: bool = False  # the same entry was applied before: no second effect

    @property
    def counts(self) -> bool:
        """Whether the entry takes effect now."""
        return self.entry is not None and not self.again and self.verdict is not Judgement.HELD

    def hold(self, why: Reason) -> None:
        """Keep it aside; it has no effect."""
        self.verdict, self.why = Judgement.HELD, why

    def flag(self, why: Reason) -> None:
        """Let it take effect, for a person to look at."""
        if self.verdict is Judgement.APPLIED:
            self.verdict, self.why = Judgement.FLAGGED, why


@dataclass
class _Session:
    """One run of the judge over some lines of one journal."""

    service: Service
    device: Device
    cases: list[Case]
    verdicts: list[Verdict] = field(default_factory=list)

    def entries(self) -> list[tuple[Case, Entry]]:
        return [(case, case.entry) for case in self.cases if case.entry is not None and case.counts]


def judge(service: Service, device: Device) -> list[Verdict]:
    """Judge everything of ``device`` that waits. The verdicts that are not plainly ``applied``, by number."""
    verdicts: list[Verdict] = []
    while True:
        with transaction.atomic():
            cases = _waiting(device)
            if not cases:
                return verdicts
            session = _Session(service, device, cases)
            _sit(session)
            verdicts += session.verdicts
        if len(cases) < AT_ONCE:
            return verdicts


def _waiting(device: Device) -> list[Case]:
    found = sql.rows(
        "SELECT n, d, b, why FROM journal WHERE district=%s AND dev=%s AND verdict IS NULL ORDER BY n LIMIT %s",
        *(device.district, device.dev, AT_ONCE),
        lock=sql.SKIP_LOCKED,
    )
    return [Case(n, bytes(digest), bytes(body), before) for n, digest, body, before in found]


def judge_all(service: Service) -> int:
    """Judge what a crash left, and what an older release did not understand. How many entries were judged."""
    waiting = sql.rows("SELECT DISTINCT dev FROM journal WHERE verdict IS NULL")
    waiting += [(dev,) for dev in _reopen_unknown_kinds()]
    judged = 0
    for (dev,) in dict.fromkeys(waiting):
        device = find(dev)
        if device is not None:
            judged += int(
                sql.value("SELECT COUNT(*) FROM journal WHERE verdict IS NULL AND dev=%s", dev) or 0
            )
            judge(service, device)
    return judged


def _reopen_unknown_kinds() -> list[str]:
    held = sql.rows(
        "SELECT district, dev, n, b FROM journal WHERE verdict=%s AND why=%s",
        *(Judgement.HELD.value, Reason.UNKNOWN_KIND.value),
    )
    known = [(district, dev, n) for district, dev, n, body in held if parse(bytes(body)).kind in KINDS]
    sql.each("UPDATE journal SET verdict=NULL WHERE district=%s AND dev=%s AND n=%s", known)
    return [dev for _, dev, _ in known]


def _sit(session: _Session) -> None:
    """The whole of one judgement; order matters: what is held has no effect, what is flagged has."""
    device, cases = session.device, session.cases
    for case in cases:
        _read(case)
    _know_again(device, cases)
    _keep_to_centre(session)
    _bar_revoked(session)
    records.apply(device, [(case.n, entry) for case, entry in session.entries()])
    _check_numbers(session)
    for _, entry in session.entries():
        if entry.kind == _REQUEST and entry.op is Op.CREATE:
            size = entry.set.get("size")
            letter = str(entry.set.get("letter", ""))
            leases.wish(
                device.district,
                device.dev,
                entry.id,
                letter,
                size if type(size) is int else numbers.LEASE_LEAST,
            )
    _publish(session)
    leases.grant(session.service, device.dev)


def _read(case: Case) -> None:
    try:
        entry = parse(case.body)
        if b"\\ud" in case.body.lower():
            entry.body()  # half a surrogate pair is no text: it could be neither stored nor sent
    except (Malformed, ValueError, TypeError, RecursionError):
        case.hold(Reason.BAD_SHAPE)
        return
    case.entry = entry
    kind = KINDS.get(entry.kind)
    if kind is None:
        case.hold(Reason.UNKNOWN_KIND)
    elif kind.misshapen(entry.set) or (NUMBER in entry.set and not _is_number(entry.set[NUMBER])):
        case.hold(Reason.BAD_SHAPE)


def _is_number(text: object) -> bool:
    return text is None or (isinstance(text, str) and str(numbers.parse(text)) == text)


def _know_again(device: Device, cases: Sequence[Case]) -> None:
    """An entry id seen before: the same body has no second effect, another body is for a person to look at."""
    ids = [case.entry.id for case in cases if case.entry is not None and case.counts]
    known = {
        row[0]: bytes(row[1])
        for row in sql.rows(
            "SELECT o.id, j.d FROM op o JOIN journal j ON j.district=o.district AND j.dev=o.dev AND j.n=o.n"
            " WHERE o.district=%s AND o.id IN %s",
            *(device.district, tuple(ids)),
        )
    }
    for case in cases:
        if case.entry is None or not case.counts:
            continue
        first = known.setdefault(case.entry.id, case.digest)
        case.again = first is not case.digest  # the very object: this line was the first to bring the id
        if case.again and first != case.digest:
            case.flag(Reason.OTHER_BODY)


def _keep_to_centre(session: _Session) -> None:
    """A desk writes its own centre's records only."""
    device = session.device
    wanted = {entry.rec for _, entry in session.entries()}
    centres: dict[str, str] = dict(
        sql.rows(
            "SELECT id, centre FROM rec WHERE district=%s AND id IN %s",
            *(device.district, tuple(wanted)),
        )
    )
    for case, entry in session.entries():
        if centres.get(entry.rec, device.centre) != device.centre:
            case.hold(Reason.OUT_OF_SCOPE)


def _bar_revoked(session: _Session) -> None:
    """Entries by an operator made after the operator was revoked are held; earlier ones stand."""
    people = {entry.by for _, entry in session.entries() if is_id(entry.by)}
    revoked: dict[str, datetime] = dict(
        sql.rows(
            "SELECT id, revoked_at FROM operator WHERE revoked_at IS NOT NULL AND id IN %s",
            tuple(people),
        )
    )
    for case, entry in session.entries():
        if entry.by in revoked and registry.made_after(entry.at, revoked[entry.by]):
            case.hold(Reason.OPERATOR_REVOKED)


def _check_numbers(session: _Session) -> None:
    """Register official numbers; one that two records carry, or that no lease explains, is flagged."""
    device = session.device
    bearers = [(case, entry) for case, entry in session.entries() if isinstance(entry.set.get(NUMBER), str)]
    if not bearers:
        return
    issued = {str(entry.set[NUMBER]): entry.rec for _, entry in bearers}
    parsed = [number for number in map(numbers.parse, issued) if number is not None]
    wrong = leases.uncovered(session.service, device.state, parsed)
    registry.register(device, [(str(entry.set[NUMBER]), entry.rec) for _, entry in bearers])
    collisions = registry.collisions(list(issued))
    for case, entry in bearers:
        number = str(entry.set[NUMBER])
        if number in collisions:
            case.flag(Reason.NUMBER_COLLISION)
        elif number in wrong:
            case.flag(Reason.UNKNOWN_LEASE)
    registry.flag_others(collisions, {entry.id for _, entry in bearers})


def _publish(session: _Session) -> None:
    """Write the verdicts and put everything that took effect into the feeds."""
    device = session.device
    shared: list[Place] = []
    private: list[Place] = []
    for case in session.cases:
        entry_id = case.entry.id if case.entry else feed.entry_id(case.body)
        if case.counts and case.entry is not None:
            kind = KINDS[case.entry.kind]
            (shared if kind.shared else private).append(Place("op", device.dev, case.n, entry_id))
        if case.why is not None or case.before is not None:
            private.append(Place("verdict", device.dev, case.n, entry_id))
        if case.why is not None:
            session.verdicts.append(Verdict(device.dev, case.n, entry_id, case.verdict, case.why.value))
    sql.each(
        "UPDATE journal SET verdict=%s, why=%s WHERE district=%s AND dev=%s AND n=%s",
        [
            (case.verdict.value, case.why.value if case.why else None, device.district, device.dev, case.n)
            for case in session.cases
        ],
    )
    feed.add(device.district, feed.centre_scope(device.centre), shared)
    feed.add(device.district, feed.device_scope(device.dev), private)


def attend(service: Service, device: Device) -> None:
    """What a visit of ``device`` may find undone: entries that a crash left unjudged, numbers that waited for the
    lease-hold to end.
    """
    if sql.value(
        "SELECT n FROM journal WHERE district=%s AND dev=%s AND verdict IS NULL LIMIT 1",
        device.district,
        device.dev,
    ):
        judge(service, device)
    if sql.value("SELECT req FROM lease_wish WHERE dev=%s LIMIT 1", device.dev):
        with transaction.atomic():
            leases.grant(service, device.dev)
