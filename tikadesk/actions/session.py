"""The session: vaccine, batch, vial and vaccinator are set once and stand on every form until they change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date

from tikadesk.actions import open_vial, vials
from tikadesk.actions.desk import Desk, problems
from tikadesk.domain import identity
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Choice, Code, Day, Field, Misfit, PersonName, Text, read_all
from tikadesk.domain.kinds.dose import shown_day
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord
from tikadesk.store.store import Writer

FORM: tuple[Field, ...] = (
    Choice(name="vaccine", words="vaccine", required=True),
    Code(name="batch", required=True, longest=20),
    Day(name="expires_on", future=True, required=True),
    Code(name="vial", required=True, longest=20),
    Choice(name="site", words="site"),
    PersonName(name="vaccinator", required=True),
    PersonName(name="verifier"),
    Text(name="block", longest=80),
)


@dataclass(frozen=True)
class SessionSetup:
    """What every dose of the session shares. ``expires_on`` is ISO; ``vial`` the number of the one in use."""

    day: str
    vaccine: str
    batch: str
    expires_on: str
    vial: str
    vaccinator: str
    site: str = "left_arm"
    verifier: str = ""
    district: str = ""
    block: str = ""

    def as_dose(self) -> dict[str, str]:
        """The part of a dose's typed form that the session fills."""
        return {
            "vaccine": self.vaccine,
            "batch": self.batch,
            "expires_on": self.expires_on,
            "vial": self.vial,
            "site": self.site,
            "vaccinator": self.vaccinator,
            "verifier": self.verifier,
        }


def current(desk: Desk) -> SessionSetup | None:
    """Today's set-up; None until someone has set it up today: yesterday's vial is not today's."""
    kept = desk.store.note("session", "setup")
    return SessionSetup(**kept) if isinstance(kept, dict) and kept.get("day") == desk.today() else None


def last(desk: Desk) -> SessionSetup | None:
    """The newest set-up of any day, to begin from."""
    kept = desk.store.note("session", "setup")
    return SessionSetup(**kept) if isinstance(kept, dict) else None


def set_up(desk: Desk, typed: Mapping[str, str]) -> SessionSetup:
    """Set the session up; raises InvalidRecord, among others for a batch that has expired."""
    desk.must(Verb.SET_UP_SESSION)
    today = desk.now().date()
    values, misfits = read_all(FORM, typed, today)
    expiry = values.get("expires_on")
    if isinstance(expiry, str):
        if date.fromisoformat(expiry) < today:
            misfits["expires_on"] = Misfit("misfit.batch_expired", day=shown_day(expiry))
        elif (unlike := open_vial.unlike(desk, str(values.get("batch")), expiry)) is not None:
            misfits["expires_on"] = unlike
    identity.keep_out(values, misfits, codes=("batch", "vial"))
    if misfits:
        raise InvalidRecord(
            problems({field.name: misfits[field.name] for field in FORM if field.name in misfits})
        )
    with desk.store.write() as writer:
        vials.use(writer, _same_vial(desk, writer, values) or open_vial.put(desk, writer, values))
        setup = SessionSetup(
            day=desk.today(),
            district=desk.centre.district if desk.centre else "",
            **{name: str(value) for name, value in values.items()},
        )
        _keep(desk, writer, setup)
    return setup


def next_vial(desk: Desk) -> SessionSetup:
    """Open the next vial of the same batch: the next number of the day, opened now; the one before is closed where it
    is empty. Raises InvalidRecord without a session, and where the stock has no vial of the batch left.
    """
    desk.must(Verb.SET_UP_SESSION)
    with desk.store.write() as writer:
        setup = current(desk)
        if setup is None:
            raise InvalidRecord(problems({"vaccine": Misfit("misfit.no_session")}))
        vials.close_if_empty(desk, writer)
        after = replace(setup, vial=open_vial.next_number(desk, setup.vial))
        vials.use(writer, open_vial.put(desk, writer, asdict(after)))
        _keep(desk, writer, after)
    return after


def _same_vial(desk: Desk, writer: Writer, values: Mapping[str, Value]) -> str | None:
    """The record of the vial in use while only something else of the session changes."""
    vial = vials.current(desk)
    if vial is None or (vial.vaccine, vial.batch, vial.no) != tuple(
        values[name] for name in ("vaccine", "batch", "vial")
    ):
        return None
    if vial.expires_on != values["expires_on"]:
        vials.correct_expiry(desk, writer, vial.id, values["expires_on"])
    return vial.id


def _keep(desk: Desk, writer: Writer, setup: SessionSetup) -> None:
    writer.note("session", "setup", asdict(setup))
    desk.event(writer, "session_set_up", subject=f"{setup.vaccine} {setup.batch} {setup.vial}")
