"""Adverse events after a dose: reporting one, and what the case form asks for, filled in from the dose and its vial."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from tikadesk.actions.desk import Desk, problems
from tikadesk.actions.people import age_of, state_of
from tikadesk.domain.entry import Op
from tikadesk.domain.fields import Misfit
from tikadesk.domain.kinds import aefi as kind
from tikadesk.domain.kinds.aefi import SERIOUS
from tikadesk.domain.kinds.dose import OBSERVE_MINUTES
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import aefi as stored
from tikadesk.store import records
from tikadesk.store.records import Row

_ALARMING = timedelta(days=7)


@dataclass(frozen=True)
class Shot:
    """A dose that was given, and to whom. Days are ISO, times ``HH:MM``; what nobody wrote is blank."""

    id: str
    person: str
    no: str
    token: int | None
    name: str
    name_local: str
    age: int | None
    sex: str
    village: str
    mobile: str
    dose_no: int | None
    day: str
    time: str
    vaccine: str
    batch: str
    expires_on: str
    vial: str


@dataclass(frozen=True)
class Source:
    """Where a dose came from: when its vial was opened and had to be thrown away (``YYYY-MM-DDTHH:MM``, blank where the
    opening is not known here), who else got a dose from it, and the worst that followed those of their doses that an
    event followed.
    """

    opened_at: str
    discard_at: str
    others: tuple[Shot, ...]
    ill: dict[str, str]


@dataclass(frozen=True)
class Event:
    """One adverse event. ``told``: whether an officer was told; ``state`` is where the record is safe."""

    id: str
    shot: Shot
    reported_on: str
    reported_at: str
    onset_on: str
    onset_time: str
    severity: str
    symptoms: tuple[str, ...]
    description: str
    treatment: str
    officer: str
    officer_told_on: str
    officer_told_at: str
    outcome: str
    referred_to: str
    state: str
    void: bool
    conflict: tuple[str, ...]

    @property
    def told(self) -> bool:
        """Whether an officer was told of it."""
        return bool(self.officer_told_at)

    @property
    def alarming(self) -> bool:
        """A serious event of which no officer knows yet."""
        return self.severity == SERIOUS and not self.told and not self.void


def who(desk: Desk, rec: str) -> tuple[str, str]:
    """The person that an id is about, and the dose if it is one's; blank if it is the person's own."""
    dose = records.get(desk.store.connection, "dose", rec)
    return (dose["person"], rec) if dose is not None else (rec, "")


def shots(desk: Desk, person: str) -> list[Shot]:
    """The doses that a person was given, the newest first."""
    return [_shot(row) for row in stored.doses_of(desk.store.connection, person)]


def source(desk: Desk, dose: str) -> Source:
    """The vial of a dose and the other people of that vial. Raises NotAllowed where the dose was not given."""
    vial, rows = stored.from_the_vial_of(desk.store.connection, _given(desk, dose))
    found = vial or {}
    others = tuple(_shot(row) for row in rows if row["id"] != dose)
    ill = stored.worst_after(desk.store.connection, [one.id for one in others])
    return Source(found.get("opened_at") or "", found.get("discard_at") or "", others, ill)


def observed(desk: Desk) -> list[Shot]:
    """Who got a dose within the last half hour and should still be here, the last one first."""
    now = desk.now()
    since = max(now - timedelta(minutes=OBSERVE_MINUTES), now.replace(hour=0, minute=0))
    return [_shot(row) for row in stored.given_since(desk.store.connection, desk.today(), f"{since:%H:%M}")]


def check(desk: Desk, dose: str, typed: Mapping[str, str]) -> list[Problem]:
    """What does not fit in a form that is being filled in; nothing is written. Raises NotAllowed as ``source``."""
    row = _given(desk, dose)
    return problems(kind.read(typed, desk.now(), given_on=row["day"], given_at=row["time"] or "")[1])


def last_officer(desk: Desk) -> str:
    """The officer who was told last, to begin from; blank while there was none."""
    return stored.last_officer(desk.store.connection)


def report(desk: Desk, dose: str, typed: Mapping[str, str], *, intent: str) -> Event:
    """Write down an event after a dose. Raises InvalidRecord, NotAllowed.

    ``intent`` is an id made when the form opens and becomes the record's: a second click reports nothing more.
    """
    desk.must(Verb.REPORT_AEFI)
    if not records.has(desk.store.connection, "aefi", intent):
        row = _given(desk, dose)
        values, misfits = kind.read(typed, desk.now(), given_on=row["day"], given_at=row["time"] or "")
        if misfits:
            raise InvalidRecord(problems(misfits))
        about = {
            "person": row["person"], "dose": dose, "day": row["day"],
            "reported_on": desk.today(), "reported_at": f"{desk.now():%H:%M}",
        }  # fmt: skip
        with desk.store.write() as writer:
            desk.create(writer, "aefi", about | values, id=intent)
    return of(desk, intent)


def follow_up(desk: Desk, rec: str, typed: Mapping[str, str]) -> Event:
    """Write down what became of somebody, or that an officer was told: FOLLOW_UP's fields as they are now. On any day
    and after its closing, too, for nothing may keep it back. Raises InvalidRecord, also where it would be less severe
    than it was written down: that is a correction.
    """
    desk.must(Verb.REPORT_AEFI)
    row = desk.standing("aefi", rec)
    dose = records.get(desk.store.connection, "dose", row["dose"]) or row
    form = kind.as_typed(row) | {name: typed.get(name, "") for name in kind.FOLLOW_UP}
    values, misfits = kind.read(form, desk.now(), given_on=dose["day"], given_at=dose.get("time") or "")
    if "severity" not in misfits and kind.rank(str(values["severity"])) < kind.rank(row["severity"]):
        misfits["severity"] = Misfit("misfit.less_severe")
    if misfits:
        raise InvalidRecord(problems(misfits))
    changed = {name: values.get(name) for name in kind.FOLLOW_UP if values.get(name) != row[name]}
    if changed:
        with desk.store.write() as writer:
            desk.change(writer, "aefi", row, Op.EDIT, changed, why=None)
    return of(desk, rec)


def of(desk: Desk, rec: str) -> Event:
    """The event of a record, void or not. Raises NotAllowed where it is unknown."""
    row = stored.one(desk.store.connection, rec)
    if row is None:
        raise NotAllowed("error.record_unknown")
    return _event(row, desk.high())


def of_day(desk: Desk, day: str, *, void: bool = False) -> list[Event]:
    """The events after doses of an ISO day, whenever they were reported; ``void`` ones too if wished."""
    rows = stored.of_day(desk.store.connection, day)
    return [_event(row, desk.high()) for row in rows if void or not row["void"]]


def reported_today(desk: Desk) -> list[Event]:
    """What was reported today, void events too, newest first."""
    return [_event(row, desk.high()) for row in stored.reported_on(desk.store.connection, desk.today())]


def alarming(desk: Desk) -> list[Event]:
    """The serious events of the last week of which no officer knows yet, the newest first."""
    since = (desk.now() - _ALARMING).date().isoformat()
    return [_event(row, desk.high()) for row in stored.untold(desk.store.connection, SERIOUS, since)]


def of_person(desk: Desk, person: str) -> list[Event]:
    """The events of one person, void ones too, in the order in which they began."""
    return [_event(row, desk.high()) for row in stored.of_person(desk.store.connection, person)]


def worst(events: Iterable[Event]) -> str:
    """The severity of the worst event that stands; blank where there is none."""
    return max((event.severity for event in events if not event.void), key=kind.rank, default="")


def _given(desk: Desk, dose: str) -> Row:
    row = desk.standing("dose", dose)
    if row["outcome"] != "given":
        raise NotAllowed("error.dose_not_given")
    return row


def _shot(row: Row) -> Shot:
    return Shot(
        id=row["id"], person=row["person"], no=row["person_no"] or "", token=row["token"], name=row["name"] or "",
        name_local=row["name_local"] or "", age=age_of(row, row["day"]), sex=row["sex"] or "",
        village=row["village"] or "", mobile=row["mobile"] or "", dose_no=row["dose_no"], day=row["day"],
        time=row["time"] or "", vaccine=row["vaccine"] or "", batch=row["batch"] or "",
        expires_on=row["expires_on"] or "", vial=row["vial"] or "",
    )  # fmt: skip


def _event(row: Row, high: int) -> Event:
    told = (
        "reported_on", "reported_at", "onset_on", "onset_time", "severity", "description", "treatment", "officer",
        "officer_told_on", "officer_told_at", "outcome", "referred_to",
    )  # fmt: skip
    dose = row | {"id": row["dose"], "day": row["given_on"], "time": row["given_at"]}
    return Event(
        id=row["id"], shot=_shot(dose), symptoms=tuple((row["symptoms"] or "").split()), state=state_of(row, high),
        void=bool(row["void"]), conflict=tuple((row["conflict"] or "").split()),
        **{name: row[name] or "" for name in told},
    )  # fmt: skip
