"""The desk as its verbs see it: store, clock, who is signed in, and how an entry is made. No verb lives here.

Every record is written through ``create`` and ``change``: a forgotten Aadhaar in free text is cut here.
"""

from __future__ import annotations

import random
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from tikadesk.domain import identity
from tikadesk.domain.clock import IST, Clock, stamp, today
from tikadesk.domain.entry import Entry, Op, Value
from tikadesk.domain.fields import Misfit
from tikadesk.domain.ids import IdMaker, is_id
from tikadesk.domain.numbers import lease_size
from tikadesk.domain.roles import Verb, may
from tikadesk.errors import NotAllowed, Problem
from tikadesk.store import closings, records
from tikadesk.store.facts import CENTRE_OF
from tikadesk.store.ledger import Ledger
from tikadesk.store.records import Row
from tikadesk.store.store import Centre, Store, Writer

NOBODY = "-"
"""Stands for the operator of entries that the desk makes by itself."""

BACK_ENTRY_DAYS = 7
"""How far back a paper register may be typed without a supervisor, while nobody has said otherwise."""
APPROVED = "paper_approved"
"""The event of a supervisor's word for one page of a paper register; its subject is ``page_key``'s."""
_RULES, _DAYS_BACK = "rules", "back_entry_days"


class Operator:
    """A person who signs in: ``id`` is the record's, ``place`` the number of the tile."""

    __slots__ = ("id", "name", "place", "role")

    def __init__(self, id: str, name: str, role: str, place: int) -> None:
        self.id, self.name, self.role, self.place = id, name, role, place

    @property
    def number(self) -> int:
        """The number of the tile on the lock screen."""
        return self.place


class Desk:
    """One open desk. ``practice``: nothing of it can ever be real, and every screen and print says so."""

    def __init__(self, store: Store, clock: Clock, *, practice: bool = False) -> None:
        self.store, self.clock, self.practice = store, clock, practice
        self.ids = IdMaker(clock, store.source)
        self.operator: Operator | None = None

    @property
    def random(self) -> random.Random:
        """The desk's source of randomness."""
        return self.store.source

    @property
    def centre(self) -> Centre | None:
        """The centre this desk works for; None before enrolment."""
        return self.store.me.centre

    @property
    def label(self) -> str:
        """The short number that the server gave this desk; empty before enrolment."""
        return self.store.me.label

    @property
    def enrolled(self) -> bool:
        """Whether a server knows this desk."""
        return self.store.me.cert is not None

    def now(self) -> datetime:
        """The present instant in Indian time."""
        return self.clock.now().astimezone(IST)

    def today(self) -> str:
        """India's date, ISO."""
        return today(self.clock)

    def must(self, verb: Verb) -> None:
        """Raise NotAllowed when the operator may not do ``verb``. Before enrolment and in practice nobody signs in."""
        if self.operator is None:
            if self.enrolled and not self.practice:
                raise NotAllowed("error.sign_in_first")
            return
        if not may(self.operator.role, verb):
            raise NotAllowed("error.role_may_not", verb=verb.value, role=self.operator.role)

    @property
    def back_entry_days(self) -> int:
        """How many days back something may be entered without a supervisor."""
        kept = self.store.note(_RULES, _DAYS_BACK)
        return kept if isinstance(kept, int) else BACK_ENTRY_DAYS

    def let_back(self, writer: Writer, days: int) -> None:
        """From now on allow entries of so many days back without a supervisor, and journal that it was said."""
        writer.note(_RULES, _DAYS_BACK, days)
        self.event(writer, _DAYS_BACK, count=days)

    def is_long_past(self, day: str) -> bool:
        """Whether an ISO day lies further back than may be entered without a supervisor."""
        return date.fromisoformat(day) < self.now().date() - timedelta(days=self.back_entry_days)

    def must_for_day(self, day: str, page: str = "") -> None:
        """Raise NotAllowed when the operator may not enter something of an ISO day that is this long past, unless a
        supervisor has approved that ``page`` of a paper register; nor type a page of a day that is closed.
        """
        closing = closings.of(self.store, day) if page else None
        closed = closing is not None and closing.stands
        if not (closed or self.is_long_past(day)) or self._approved(day, page, closing.at if closing else ""):
            return
        if self.operator is not None and not may(self.operator.role, Verb.ENTER_OLD):
            shown = date.fromisoformat(day).strftime("%d-%m-%Y")
            if closed:
                raise NotAllowed("error.day_closed_for_paper", day=shown)
            raise NotAllowed("error.day_long_past", day=shown, days=self.back_entry_days)
        self.must(Verb.ENTER_OLD)

    def _approved(self, day: str, page: str, since: str) -> bool:
        """Whether a supervisor has let a page be typed, and not only before the day was closed."""
        said = records.events(self.store.connection, APPROVED, page_key(day, page)) if page else []
        return any(one["at"][: len(since)] >= since for one in said)

    def known(self, kind: str, rec: str) -> Row:
        """A record that must be here. Raises NotAllowed."""
        row = records.get(self.store.connection, kind, rec)
        if row is None:
            of_a_person = kind in ("registration", "dose")
            raise NotAllowed("error.person_unknown" if of_a_person else "error.record_unknown")
        return row

    def standing(self, kind: str, rec: str) -> Row:
        """A record that must be here and not void. Raises NotAllowed."""
        row = self.known(kind, rec)
        if row["void"]:
            raise NotAllowed("error.record_void")
        return row

    def create(
        self, writer: Writer, kind: str, values: Mapping[str, Value], *, id: str | None = None, by: str = ""
    ) -> str:
        """Journal a new record inside the caller's transaction; its id. ``by`` is who vouches for it, if that
        is not who signed in.
        """
        rec = id or self.ids.new()
        if not is_id(rec):
            raise ValueError("not an identifier: no desk or server could read the entry again")
        writer.append(
            Entry(
                id=rec,
                kind=kind,
                rec=rec,
                op=Op.CREATE,
                at=stamp(self.clock),
                by=by or self._by(),
                set=identity.redacted(values),
                skew=self._skew(),
            )
        )
        return rec

    def change(
        self,
        writer: Writer,
        kind: str,
        row: Row,
        op: Op,
        values: Mapping[str, Value],
        *,
        why: str | None,
        by: str = "",
    ) -> None:
        """Journal an operation on a record as the operator saw it in ``row``; NotAllowed for another centre's."""
        away = self.store.note(CENTRE_OF, row.get("dev") or "")
        if away is not None:
            raise NotAllowed("error.other_centre", centre=away)
        writer.append(
            Entry(
                id=self.ids.new(), kind=kind, rec=row["id"], op=op, at=stamp(self.clock), by=by or self._by(),
                set=identity.redacted(values), over=tuple(row["heads"].split()), gen=row["gen"] + 1, why=why,
                skew=self._skew(),
            )
        )  # fmt: skip

    def event(
        self, writer: Writer, what: str, *, subject: str | None = None, count: int | None = None, by: str = ""
    ) -> None:
        """Journal that something was done to data without changing a record; ``by`` as in ``create``."""
        values: dict[str, Value] = {"what": what, "day": self.today()}
        if subject is not None:
            values["subject"] = subject
        if count is not None:
            values["count"] = count
        self.create(writer, "event", values, by=by)

    def refill(self, writer: Writer, letter: str, kind: str) -> None:
        """Ask for more official numbers when half of the last grant is used up; travels like any entry."""
        if writer.me.cert is not None and writer.wants_numbers(letter):
            size = lease_size(records.busiest_day(self.store.connection, kind))
            self.create(writer, "lease_request", {"letter": letter, "size": size})

    def high(self) -> int:
        """The server's position as last heard, for the state shown beside a row."""
        return Ledger(self.store).position().high

    def _by(self) -> str:
        return self.operator.id if self.operator else NOBODY

    def _skew(self) -> int:
        return Ledger(self.store).position().skew


def page_key(day: str, page: str) -> str:
    """What a page of the paper register of an ISO day is called in the journal."""
    return f"{day} {page}"


def problems(misfits: Mapping[str, Misfit]) -> list[Problem]:
    """Misfits of a form as problems, in the form's order."""
    return [Problem(name, misfit.key, misfit.params) for name, misfit in misfits.items()]
