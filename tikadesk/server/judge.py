"""Judgement: each entry in custody gets a verdict, and what it says is folded into records, numbers and feeds.

A bad entry is held and blocks nothing. Judging is idempotent and independent of the order in which journals arrive.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db import transaction

from tikadesk.domain import numbers
from tikadesk.domain.entry import Entry, Malformed, Op, may_hold_surrogates, parse
from tikadesk.domain.kind import NUMBER
from tikadesk.domain.kinds import KINDS
from tikadesk.domain.wire import Judgement, Reason, Verdict
from tikadesk.server import feed, leases, people, records, registry, routes, sql
from tikadesk.server.devices import Device
from tikadesk.server.feed import Place
from tikadesk.server.service import Service

AT_ONCE = 512
_REQUEST = "lease_request"


@dataclass
class Case:
    """One journal line before the judge. ``before``: it was judged before, and its desk was told so."""

    n: int
    digest: bytes
    body: bytes
    before: bool = False
    entry: Entry | None = None
    number: numbers.Number | None = None
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
    known: dict[str, str] = field(default_factory=dict)
    """The records that were here before, with their centres."""
    news: list[routes.Told] = field(default_factory=list)
    """What those must hear who have a record from another centre."""

    def entries(self) -> list[tuple[Case, Entry]]:
        return [(case, case.entry) for case in self.cases if case.entry is not None and case.counts]


def judge(
    service: Service, device: Device, *, at_once: int = AT_ONCE, most: int | None = None
) -> list[Verdict]:
    """Judge what waits of ``device``, all of it or ``most`` lines, ``at_once`` in a transaction.

    The verdicts that are not plainly ``applied``, by number.
    """
    verdicts: list[Verdict] = []
    done = 0
    while most is None or done < most:
        with transaction.atomic():
            session = _Session(service, device, _next_lines(device, at_once))
            if not session.cases:
                break
            _sit(session)
            sql.run("UPDATE device SET judged=%s WHERE dev=%s", session.cases[-1].n, device.dev)
        if sql.many_writers():
            _look_again(session)
        verdicts += session.verdicts
        done += len(session.cases)
        if len(session.cases) < at_once:
            break
    return verdicts


def waiting(device: Device) -> bool:
    """Whether anything of ``device`` is in custody and not yet judged."""
    return sql.value("SELECT 1 FROM device WHERE dev=%s AND judged<high", device.dev) is not None


def set_aside(service: Service, device: Device) -> list[Verdict]:
    """Hold the next line unread: the judge itself failed on it."""
    with transaction.atomic():
        session = _Session(service, device, _next_lines(device, 1))
        for case in session.cases:
            case.hold(Reason.BAD_SHAPE)
            sql.run("UPDATE device SET judged=%s WHERE dev=%s", case.n, device.dev)
        _publish(session)
    return session.verdicts


def _look_again(session: _Session) -> None:
    """Two processes that registered one number at the same moment did not see each other; the later commit does."""
    numbers_now = [_written(case) for case in session.cases if case.counts and case.number is not None]
    with transaction.atomic():
        routes.tell(registry.flag_others(registry.collisions(numbers_now), set()))


def _next_lines(device: Device, at_once: int) -> list[Case]:
    """The next lines to judge; none when another process judges this journal just now."""
    judged = sql.value("SELECT judged FROM device WHERE dev=%s", device.dev, lock=sql.SKIP_LOCKED)
    if judged is None:
        return []
    found = sql.rows(
        "SELECT n, d, b FROM journal WHERE district=%s AND dev=%s AND n>%s ORDER BY n LIMIT %s",
        *(device.district, device.dev, judged, at_once),
    )
    return [Case(n, bytes(digest), bytes(body)) for n, digest, body in found]


def of_unknown_kinds() -> list[str]:
    """The desks with entries that were held because the release of then did not know their kind."""
    found = sql.rows("SELECT DISTINCT dev FROM verdict WHERE why=%s", Reason.UNKNOWN_KIND.value)
    return [dev for (dev,) in found]


def take_up_again(service: Service, device: Device) -> None:
    """Judge again what was held of ``device`` and is of a kind known by now."""
    with transaction.atomic():
        found = sql.rows(
            "SELECT j.n, j.d, j.b FROM verdict v JOIN journal j ON j.district=v.district AND j.dev=v.dev AND j.n=v.n"
            " WHERE v.district=%s AND v.dev=%s AND v.why=%s ORDER BY j.n",
            *(device.district, device.dev, Reason.UNKNOWN_KIND.value),
        )
        cases = [Case(n, bytes(digest), bytes(body), before=True) for n, digest, body in found]
        _sit(_Session(service, device, [case for case in cases if parse(case.body).kind in KINDS]))


def _sit(session: _Session) -> None:
    """The whole of one judgement; order matters: what is held has no effect, what is flagged has."""
    device, cases = session.device, session.cases
    feed.hold(device.district, feed.centre_scope(device.centre))
    for case in cases:
        _read(case)
    _know_again(device, cases)
    _keep_to_centre(session)
    _bar_revoked(session)
    taken = session.entries()
    states = records.apply(device, [(case.n, entry) for case, entry in taken], session.known)
    _check_numbers(session, [case for case, _ in taken if case.number is not None])
    for _, entry in taken:
        if entry.kind == _REQUEST and entry.op is Op.CREATE:
            size = entry.set.get("size")
            asked = size if type(size) is int else numbers.LEASE_LEAST
            leases.wish(device.district, device.dev, entry.id, str(entry.set.get("letter", "")), asked)
    _publish(session)
    leases.grant(session.service, device.dev)
    routes.follow(device, states, session.news)


def _read(case: Case) -> None:
    try:
        entry = parse(case.body)
        if may_hold_surrogates(case.body):
            entry.body()  # half a surrogate pair is no text: it could be neither stored nor sent
    except (Malformed, ValueError, TypeError, RecursionError):
        case.hold(Reason.BAD_SHAPE)
        return
    case.entry = entry
    kind = KINDS.get(entry.kind)
    if kind is None:
        case.hold(Reason.UNKNOWN_KIND)
    elif kind.misshapen(entry.set) or not _read_number(case, entry.set.get(NUMBER)):
        case.hold(Reason.BAD_SHAPE)


def _read_number(case: Case, text: object) -> bool:
    """Take the official number of an entry that has one; False when it is none, or not in its stored form."""
    if isinstance(text, str) and numbers.is_stored(text):
        case.number = numbers.parse(numbers.case_of(text))
    return text is None or case.number is not None


def _written(case: Case) -> str:
    """The number as its entry writes it: a tube's bears its suffix."""
    return str(case.entry.set[NUMBER]) if case.entry is not None else ""


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
    device, taken = session.device, session.entries()
    recs = {entry.rec for _, entry in taken}
    session.known = records.known(device, recs)
    centres, strange = session.known, recs - session.known.keys()
    strange -= {entry.rec for _, entry in taken if entry.op is Op.CREATE}
    guests = routes.received(device.centre, strange)  # of another district, where ``rec`` does not tell
    for case, entry in taken:
        if centres.get(entry.rec, device.centre) != device.centre or entry.rec in guests:
            case.hold(Reason.OUT_OF_SCOPE)


def _bar_revoked(session: _Session) -> None:
    """Entries by an operator made after the operator was barred are held; earlier ones stand."""
    taken = session.entries()
    barred = people.barred(session.service, {entry.by for _, entry in taken})
    for case, entry in taken:
        if entry.by in barred and people.made_after(entry.at, barred[entry.by]):
            case.hold(Reason.OPERATOR_REVOKED)


def _check_numbers(session: _Session, bearers: Sequence[Case]) -> None:
    """Register official numbers; one that two records carry, or that no lease explains, is flagged."""
    if not bearers:
        return
    device = session.device
    issued = [(_written(case), case.entry.rec) for case in bearers if case.entry is not None]
    wrong = leases.uncovered(
        session.service, device.state, [case.number for case in bearers if case.number is not None]
    )
    registry.register(device, issued)
    collisions = registry.collisions([number for number, _ in issued])
    for case, (number, _) in zip(bearers, issued, strict=True):
        if number in collisions:
            case.flag(Reason.NUMBER_COLLISION)
        elif numbers.case_of(number) in wrong:
            case.flag(Reason.UNKNOWN_LEASE)
    session.news += registry.flag_others(
        collisions, {case.entry.id for case in bearers if case.entry is not None}
    )


def _publish(session: _Session) -> None:
    """Write the verdicts and put everything that took effect into the feeds."""
    device = session.device
    shared: list[Place] = []
    private: list[Place] = []
    for case in session.cases:
        entry_id = case.entry.id if case.entry else feed.entry_id(case.body)
        # A verdict goes where its entry went: the desk that wrote it may read under a new identity by now.
        takes_effect = case.counts and case.entry is not None
        told = shared if takes_effect and case.entry and KINDS[case.entry.kind].shared else private
        news = [Place("op", device.dev, case.n, entry_id)] if takes_effect else []
        if case.why is not None or case.before:
            news.append(Place("verdict", device.dev, case.n, entry_id))
        told += news
        if takes_effect and case.entry and case.entry.kind in routes.TRAVELLING:
            session.news += [(device.district, case.entry.rec, place) for place in news]
        if case.why is not None:
            session.verdicts.append(Verdict(device.dev, case.n, entry_id, case.verdict, case.why.value))
    sql.each(
        "DELETE FROM verdict WHERE district=%s AND dev=%s AND n=%s",
        [(device.district, device.dev, case.n) for case in session.cases if case.before],
    )
    sql.each(
        "INSERT INTO verdict(district, dev, n, v, why) VALUES (%s,%s,%s,%s,%s)",
        [
            (device.district, device.dev, case.n, case.verdict.value, case.why.value)
            for case in session.cases
            if case.why is not None
        ],
    )
    feed.add(device.district, feed.centre_scope(device.centre), shared)
    feed.add(device.district, feed.device_scope(device.dev), private)
