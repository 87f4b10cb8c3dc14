"""The session: vaccine, batch, vial and vaccinator are set once and stand on every form until they change."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date

from tikadesk.actions.desk import Desk, problems
from tikadesk.domain import identity
from tikadesk.domain.clock import stamp
from tikadesk.domain.fields import Choice, Code, Day, Field, Misfit, PersonName, Text, read_all
from tikadesk.domain.kinds.dose import shown_day
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord

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
    """What every dose of the session shares. ``expires_on`` is ISO; ``opened_at`` the stamp of the vial's opening."""

    day: str
    vaccine: str
    batch: str
    expires_on: str
    vial: str
    opened_at: str
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
    if not isinstance(kept, dict) or kept.get("day") != desk.today():
        return None
    return SessionSetup(**kept)


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
    if isinstance(expiry, str) and date.fromisoformat(expiry) < today:
        misfits["expires_on"] = Misfit("misfit.batch_expired", day=shown_day(expiry))
    identity.keep_out(values, misfits, codes=("batch", "vial"))
    if misfits:
        raise InvalidRecord(
            problems({field.name: misfits[field.name] for field in FORM if field.name in misfits})
        )
    before = current(desk)
    same_vial = before is not None and (before.batch, before.vial) == (values["batch"], values["vial"])
    setup = SessionSetup(
        day=desk.today(),
        opened_at=before.opened_at if before is not None and same_vial else stamp(desk.clock),
        district=desk.centre.district if desk.centre else "",
        **{name: str(value) for name, value in values.items()},
    )
    _keep(desk, setup)
    return setup


def next_vial(desk: Desk) -> SessionSetup:
    """Open the next vial of the same batch: the next number, opened now. Raises InvalidRecord without a session."""
    desk.must(Verb.SET_UP_SESSION)
    setup = current(desk)
    if setup is None:
        raise InvalidRecord(problems({"vaccine": Misfit("misfit.no_session")}))
    number = str(int(setup.vial) + 1) if setup.vial.isdigit() else setup.vial + "-2"
    after = SessionSetup(**(asdict(setup) | {"vial": number, "opened_at": stamp(desk.clock)}))
    _keep(desk, after)
    return after


def _keep(desk: Desk, setup: SessionSetup) -> None:
    with desk.store.write() as writer:
        writer.note("session", "setup", asdict(setup))
        desk.event(writer, "session_set_up", subject=f"{setup.vaccine} {setup.batch} {setup.vial}")
