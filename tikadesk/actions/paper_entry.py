"""Back-entry from a paper register, line by line: the page is chosen once, a line is a person and what became of them.

The rules are those of the day on the paper. What is too long ago a supervisor vouches for, once for a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from tikadesk.actions import give_dose, open_vial, register, staff
from tikadesk.actions.desk import APPROVED, Desk, page_key, problems
from tikadesk.actions.give_dose import Override
from tikadesk.actions.people import PersonRow, rows_as_people
from tikadesk.actions.printed_number import STICKER
from tikadesk.actions.register import Candidate
from tikadesk.domain import numbers, paper_kit
from tikadesk.domain.fields import Misfit, Mobile, Whole, read_all
from tikadesk.domain.kinds import dose, registration
from tikadesk.domain.kinds.dose import DOSE, shown_day
from tikadesk.domain.roles import Role, Verb
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import paper_pages, records

GIVEN, DEFERRED, REGISTERED = "given", "deferred", "registered"
OUTCOMES = (GIVEN, DEFERRED, REGISTERED)
"""What became of the person of a line."""
SHARED = ("vaccine", "batch", "expires_on", "vial", "vaccinator")
"""The fields of a dose that stay from line to line."""
PAGE = ("day", "page", *SHARED)
"""The fields of the page's own form."""
OF_DOSE = ("time", "dose_no", "earlier_dose_shown", "defer_reason", "defer_until")
"""The fields of a line that are the dose's alone."""
WORD_NEEDED = frozenset({"error.day_long_past", "error.day_closed_for_paper"})
"""The refusals that end when a supervisor lets the page be typed."""
MOST_DAYS = 365
_TOPIC, _LAST = "paper", "page"
_NUMBERED = re.compile(r"(.*?)(\d+)")


@dataclass(frozen=True)
class Page:
    """A page of a paper register: its ISO ``day``, its number, and what its lines share, as typed."""

    day: str
    page: str
    shared: Mapping[str, str]

    @property
    def key(self) -> str:
        """What it is called in the journal."""
        return page_key(self.day, self.page)


@dataclass(frozen=True)
class Entered:
    """What a line's save gave; ``dose`` is empty where nobody was at the table."""

    person: str
    no: str
    dose: str


def begin(desk: Desk, typed: Mapping[str, str], *, supervisor: tuple[str, str] | None = None) -> Page:
    """The page that is typed from now on; it is kept for the next start. ``supervisor`` (operator id, PIN) lets a page
    be typed whose day is long past or closed; who that was stands in the journal.

    Raises InvalidRecord for a day or a batch that cannot be, NotAllowed with a key of WORD_NEEDED where a supervisor is
    needed and nobody has vouched.
    """
    desk.must(Verb.ENTER_PAPER)
    page = read(desk, typed)
    needed = needs_supervisor(desk, page)
    if needed and supervisor is None:
        desk.must_for_day(page.day, page.page)
    by = staff.confirm(desk, *supervisor, Role.SUPERVISOR) if needed and supervisor else None
    with desk.store.write() as writer:
        if by is not None:
            desk.event(writer, APPROVED, subject=page.key, by=by.id)
        writer.note(_TOPIC, _LAST, asdict(page))
    return page


def read(desk: Desk, typed: Mapping[str, str]) -> Page:
    """A typed page. Raises InvalidRecord; whether a supervisor is needed is not looked at."""
    form = {name: typed.get(name, "") for name in PAGE}
    found = [Problem(name, f"misfit.missing.{name}") for name in ("day", "page") if not form[name].strip()]
    values, misfits = read_all(tuple(DOSE.by_name[name] for name in PAGE), form, desk.now().date())
    if not form["expires_on"] and (known := open_vial.expiry(desk, str(values.get("batch", "")))):
        form["expires_on"], values["expires_on"] = shown_day(known), known
    expiry = values.get("expires_on")
    if isinstance(expiry, str) and "day" in values and expiry < str(values["day"]):
        misfits["expires_on"] = Misfit("paper.batch_expired", day=shown_day(expiry))
    found += problems({name: misfits[name] for name in PAGE if name in misfits and form[name].strip()})
    if found:
        raise InvalidRecord(found)
    return Page(str(values["day"]), str(values["page"]), {name: form[name] for name in SHARED})


def last(desk: Desk) -> Page | None:
    """The page that was typed last on this desk."""
    kept = desk.store.note(_TOPIC, _LAST)
    return Page(**kept) if isinstance(kept, dict) else None


def as_typed(page: Page) -> dict[str, str]:
    """A page as its form shows it."""
    return {"day": shown_day(page.day), "page": page.page, **page.shared}


def after(page: Page) -> dict[str, str]:
    """The form of the page after this one: counted on where it is counted, of the same day, with the same batch."""
    shape = _NUMBERED.fullmatch(page.page)
    number = f"{shape[1]}{int(shape[2]) + 1}" if shape else ""
    return as_typed(page) | {"page": number}


def needs_supervisor(desk: Desk, page: Page) -> bool:
    """Whether a line of the page can be saved only after a supervisor's word."""
    try:
        desk.must_for_day(page.day, page.page)
    except NotAllowed as refusal:
        if refusal.key not in WORD_NEEDED:
            raise
        return True
    return False


def approved_by(desk: Desk, page: Page) -> str:
    """The name of the supervisor who let the page be typed; empty where none had to."""
    said = records.events(desk.store.connection, APPROVED, page.key)
    who = records.get(desk.store.connection, "operator", said[-1]["by"]) if said else None
    return str(who["name"]) if who else ""


def let_back(desk: Desk, typed: str) -> int:
    """From now on pages of so many days back need no supervisor. Raises InvalidRecord at ``days``, NotAllowed."""
    desk.must(Verb.ENTER_OLD)
    try:
        days = int(str(Whole(name="days", most=MOST_DAYS).read(typed, desk.now().date())))
    except Misfit as misfit:
        raise InvalidRecord([Problem("days", misfit.key, misfit.params)]) from misfit
    with desk.store.write() as writer:
        desk.let_back(writer, days)
    return days


# One line


def known(desk: Desk, typed: str, limit: int = 9) -> list[PersonRow]:
    """Who is meant by an official number or a mobile; newest first, nobody for anything else."""
    connection = desk.store.connection
    number = numbers.parse(typed)
    if number is not None:
        rows = records.numbered(connection, str(number))
    else:
        try:
            mobile = str(Mobile(name="mobile").read(typed, desk.now().date()))
        except Misfit:
            return []
        rows = records.holding(connection, "mobile", mobile)
    return rows_as_people(desk, [row for row in rows if not row["void"]][:limit])


def candidates(desk: Desk, typed: Mapping[str, str]) -> list[Candidate]:
    """Who may be the person being typed: whoever is alike, and then everybody with the same mobile."""
    found = register.candidates(desk, typed)
    alike = {candidate.person.id for candidate in found}
    sharing = [row for row in known(desk, typed.get("mobile", "")) if row.id not in alike]
    return found + [Candidate(row, 0, ("alike.same_mobile",)) for row in sharing]


def check(desk: Desk, page: Page, typed: Mapping[str, str], field: str) -> list[Problem]:
    """What is wrong with one field of a line, without writing."""
    if field == "serial":
        return _line(desk, page, typed)
    _, of_person = registration.read(_person(page, typed), desk.now().date())
    _, of_dose = dose.read(_shot(page, typed), desk.now())
    found = of_dose if field in OF_DOSE else of_person
    return [problem for problem in problems(found) if problem.field == field]


def enter(
    desk: Desk,
    page: Page,
    typed: Mapping[str, str],
    *,
    intent: str,
    person: str = "",
    override: Override | None = None,
    decided: Mapping[str, str] | None = None,
) -> Entered:
    """Save a line in one transaction: a new person with what became of them, or the dose of a ``person`` known here.

    ``intent`` is an id made when the line is begun, ``decided`` as in ``register``. Raises InvalidRecord, also for a
    taken line; NotAllowed where a supervisor has to let the page be typed.
    """
    desk.must(Verb.ENTER_PAPER)
    entered = _entered(desk, intent)
    if entered is not None:
        return entered
    outcome = typed.get("outcome", "")
    found = _line(desk, page, typed) + _outcome(typed, known_here=bool(person))
    desk.must_for_day(page.day, page.page)
    shot = None if outcome == REGISTERED else _shot(page, typed)
    try:
        if person and shot is not None and not found:
            saved = give_dose.give(desk, person, shot, override=override, intent=intent)
            return Entered(saved.id, saved.no, saved.dose_id)
        if not person:
            if found:
                raise InvalidRecord(found + _wrong(desk, page, typed, shot))
            form = _person(page, typed)
            new = register.register(desk, form, shot, intent=intent, override=override, decided=decided)
            return Entered(new.id, new.no, new.dose_id or "")
    except InvalidRecord as invalid:
        raise InvalidRecord(_once(invalid.problems)) from invalid
    raise InvalidRecord(found)


def _entered(desk: Desk, intent: str) -> Entered | None:
    connection = desk.store.connection
    given = records.get(connection, "dose", intent)
    person = records.get(connection, "registration", given["person"] if given else intent)
    if person is None:
        return None
    doses = [given] if given else records.doses_of(connection, [intent])[intent]
    return Entered(person["id"], person["no"] or "", doses[0]["id"] if doses else "")


def _line(desk: Desk, page: Page, typed: Mapping[str, str]) -> list[Problem]:
    """What is wrong with the line itself: its serial number is missing, unreadable or taken."""
    serial = typed.get("serial", "")
    if not serial.strip():
        return [Problem("serial", "misfit.missing.serial")]
    try:
        read = str(DOSE.by_name["serial"].read(serial, desk.now().date()))
    except Misfit as misfit:
        return [Problem("serial", misfit.key, misfit.params)]
    if paper_pages.is_taken(desk.store.connection, page.day, page.page, read):
        return [Problem("serial", "paper.line_taken", {"serial": read, "page": page.page})]
    return []


def _outcome(typed: Mapping[str, str], *, known_here: bool) -> list[Problem]:
    outcome = typed.get("outcome", "")
    if outcome not in OUTCOMES:
        return [Problem("outcome", "paper.no_outcome")]
    if outcome == REGISTERED and known_here:
        return [Problem("outcome", "paper.nothing_happened")]
    if outcome == DEFERRED and not typed.get("defer_reason"):
        return [Problem("defer_reason", "misfit.choice.defer_reason")]
    return []


def _wrong(desk: Desk, page: Page, typed: Mapping[str, str], shot: Mapping[str, str] | None) -> list[Problem]:
    _, misfits = registration.read(_person(page, typed), desk.now().date())
    _, unfit = dose.read(shot, desk.now()) if shot is not None else ({}, {})
    return problems(misfits) + problems(unfit)


def _once(found: tuple[Problem, ...]) -> list[Problem]:
    """Each problem once: day, page and serial stand in both forms of a line."""
    return list({(problem.field, problem.key): problem for problem in found}.values())


def _person(page: Page, typed: Mapping[str, str]) -> dict[str, str]:
    form = {name: typed[name] for name in (*registration.FORM, STICKER) if name in typed}
    if not form.get("mobile") and not form.get("no_mobile_reason"):
        form["no_mobile_reason"] = "not_recorded"
    return form | _place(page, typed)


def _shot(page: Page, typed: Mapping[str, str]) -> dict[str, str]:
    own = {name: typed[name] for name in OF_DOSE if name in typed}
    if typed.get("outcome") != DEFERRED:
        own |= {"defer_reason": "", "defer_until": ""}
    return {**page.shared, **own} | _place(page, typed)


def _place(page: Page, typed: Mapping[str, str]) -> dict[str, str]:
    return {"source": "paper", "day": page.day, "page": page.page, "serial": typed.get("serial", "")}


def next_serial(desk: Desk, page: Page) -> str:
    """The serial after the highest of the page; on a new page the one that a kit has printed there, or after the
    highest of the page before it.
    """
    printed = paper_kit.first_serial(page.page)
    for name in (page.page, "" if printed else _before(page.page)):
        highest = max(
            (int(serial) for serial in _serials(desk, page.day, name) if serial.isdecimal()), default=0
        )
        if highest:
            return str(highest + 1)
    return str(printed or 1)


def _before(page: str) -> str:
    shape = _NUMBERED.fullmatch(page)
    return f"{shape[1]}{int(shape[2]) - 1}" if shape else ""


def _serials(desk: Desk, day: str, page: str) -> list[str]:
    connection = desk.store.connection
    rows = paper_pages.people(connection, day, page) + paper_pages.doses(connection, day, page)
    return [str(row["serial"] or "") for row in rows]
