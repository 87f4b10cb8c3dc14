"""The slip that a person takes home: token, name in both scripts, number with QR, dose, next date. It is not the
certificate and says so. On a roll of 80 mm or on A6, as ``strip`` paints it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtGui import QPagedPaintDevice

from tikadesk import settings
from tikadesk.domain import identity, numbers, reference, schedule
from tikadesk.domain.age import completed_years
from tikadesk.domain.schedule import Given
from tikadesk.errors import StoreTrouble
from tikadesk.i18n import tr_in
from tikadesk.reports import strip
from tikadesk.reports.paint import Canvas
from tikadesk.reports.strip import SIZES, Strip
from tikadesk.store import records
from tikadesk.store.records import Row
from tikadesk.store.store import Store

ROLL = SIZES[settings.SLIP_PAPERS[0]]
_BETWEEN = " · "
_SIDE_MM, _TOKEN_MM = 24.0, 20.0


@dataclass(frozen=True)
class Slip:
    """What stands on a slip. Days are ISO; ``dose_no`` None when nothing was given; ``deferred`` the reason's code.
    ``photo_id`` is the type's code and the last signs, ``mobile`` its last four digits.
    """

    centre: str
    centre_local: str
    day: str
    time: str
    token: int | None
    no: str
    name: str
    name_local: str
    age: int | None
    sex: str
    village: str
    photo_id: tuple[str, str]
    mobile: str
    dose_no: int | None
    vaccine: str
    batch: str
    vial: str
    vaccinator: str
    deferred: str
    next_no: int | None
    next_from: str | None
    next_to: str | None
    helpline: str
    desk: str
    copy: int
    practice: bool


def of(store: Store, rec: str, *, copy: int = 0, practice: bool = False) -> Slip:
    """The slip of somebody's newest attendance; ``rec`` is the registration or a dose of it. ``copy`` is how often it
    was made before.

    Raises StoreTrouble, also for someone who is not here.
    """
    row = person_of(store, rec)
    doses = [dose for dose in records.doses_of(store.connection, [row["id"]])[row["id"]] if not dose["void"]]
    given = [dose for dose in doses if dose["outcome"] == "given" and dose["dose_no"]]
    newest: Row = doses[-1] if doses else {}
    done = [Given(dose["dose_no"], dose["vaccine"], dose["day"]) for dose in given]
    day = str(newest["day"] if newest else row["day"])
    number, due_from, due_to = schedule.next_due(done, day) if done else (None, None, None)
    centre = store.me.centre
    shot: Row = newest if newest.get("outcome") == "given" else {}
    return Slip(
        centre=centre.name if centre else "",
        centre_local=centre.name_hi if centre else "",
        day=day,
        time=str(newest.get("time") or ""),
        token=row["token"],
        no=row["no"] or "",
        name=row["name"] or "",
        name_local=row["name_local"] or "",
        age=_age(row, day),
        sex=row["sex"] or "",
        village=row["village"] or "",
        photo_id=(row["id_type"] or "", (row["id_tail"] or "")[-4:]),
        mobile=(row["mobile"] or "")[-4:],
        dose_no=shot.get("dose_no"),
        vaccine=str(shot.get("vaccine") or ""),
        batch=str(shot.get("batch") or ""),
        vial=str(shot.get("vial") or ""),
        vaccinator=str(shot.get("vaccinator") or ""),
        deferred=str(newest.get("defer_reason") or "other") if newest and not shot else "",
        next_no=number if due_from else None,
        next_from=due_from,
        next_to=due_to,
        helpline=settings.helpline(store.home, store.me.state),
        desk=store.me.label,
        copy=copy,
        practice=practice or numbers.is_practice(row["no"] or ""),
    )


def person_of(store: Store, rec: str) -> Row:
    """The registration that ``rec`` is, or that it is a dose of. Raises StoreTrouble where there is none here."""
    dose = records.get(store.connection, "dose", rec)
    row = records.get(store.connection, "registration", dose["person"] if dose is not None else rec)
    if row is None:
        raise StoreTrouble("error.person_unknown")
    return row


def _age(row: Row, on: str) -> int | None:
    if row["birth_year"] is None:
        return None
    return completed_years(row["birth_year"], row["birth_day"], date.fromisoformat(on))


def write(slip: Slip, out: Path, *, paper: str = "roll", language: str = "hi") -> Path:
    """Paint ``slip`` into the PDF file ``out``, whole or not at all; needs a QGuiApplication. ``paper`` is one of
    ``settings.SLIP_PAPERS``. Raises StoreTrouble.
    """
    what = _Layout(slip, language).paint
    return strip.write(what, out, SIZES[paper], title="slip.title", language=language)


def paint_on(
    slip: Slip, device: QPagedPaintDevice, *, paper: str = "roll", language: str = "hi", called: str = ""
) -> None:
    """Paint ``slip`` on one page of ``device``. Raises StoreTrouble, with ``called`` as the device's name, when the
    device takes nothing.
    """
    strip.paint_on(_Layout(slip, language).paint, device, SIZES[paper], language=language, called=called)


def paint_in(slip: Slip, canvas: Canvas, *, paper: str = "roll", language: str = "hi") -> float:
    """Paint ``slip`` from the top of ``canvas`` down; its height in millimetres."""
    return strip.paint_in(_Layout(slip, language).paint, canvas, SIZES[paper], language=language)


class _Layout:
    """What stands where on the slip."""

    def __init__(self, slip: Slip, language: str) -> None:
        self._slip, self._language = slip, language

    def paint(self, on: Strip) -> None:
        """Paint everything."""
        slip = self._slip
        if slip.practice:
            on.band(on.say("print.practice"))
        on.text(slip.centre_local or slip.centre or on.say("slip.no_centre"), 4.4, bold=True, centred=True)
        on.text(slip.centre if slip.centre_local else "", 3.4, centred=True)
        on.rule()
        self._who(on)
        on.rule()
        self._number(on)
        on.rule()
        self._dose(on)
        for words in on.each("slip.not_certificate"):
            on.text(words, 2.9)
        made = on.both("slip.made", desk=slip.desk) if slip.desk else ""
        again = on.both("slip.copy", times=slip.copy) if slip.copy else ""
        on.text(_BETWEEN.join(filter(None, (made, again))), 2.6, centred=True)

    def _who(self, on: Strip) -> None:
        slip, top = self._slip, on.y
        beside = _TOKEN_MM if slip.token is not None else 0.0
        if slip.token is not None:
            below = on.figure(on.both("slip.token"), str(slip.token), top, _TOKEN_MM)
        on.text(on.both("slip.title"), 3.3, bold=True, right=beside)
        for name, size in ((slip.name_local, 5.2), (slip.name if slip.name != slip.name_local else "", 4.2)):
            on.text(name, size, bold=True, right=beside)
        if slip.token is not None:
            on.y = max(on.y, below)
        sex = on.both(f"option.sex.{slip.sex}") if slip.sex else ""
        years = on.both("slip.age", age=slip.age) if slip.age is not None else ""
        on.text(_BETWEEN.join(filter(None, (years, sex, slip.village))), 3.4)

    def _number(self, on: Strip) -> None:
        slip = self._slip
        below, left = on.code(slip.no, _SIDE_MM), _SIDE_MM + 3
        on.text(on.both("slip.number"), 2.9, left=left)
        on.text(numbers.shown(slip.no), 4.0, bold=True, left=left)
        kind, tail = slip.photo_id
        named = kind and kind not in (identity.NONE, identity.NOT_RECORDED)
        photo = f"{on.say(f'option.id_type.{kind}')} …{tail}" if named and tail else ""
        mobile = f"{on.say('slip.mobile')} …{slip.mobile}" if slip.mobile else ""
        on.text(_BETWEEN.join(filter(None, (photo, mobile))), 3.1, left=left)
        on.text(on.both("slip.say_it"), 2.9, left=left)
        on.y = max(on.y, below) + 1

    def _dose(self, on: Strip) -> None:
        slip = self._slip
        if slip.dose_no is not None:
            vaccine = reference.vaccines().get(slip.vaccine)
            name = vaccine.name if vaccine else slip.vaccine
            local = vaccine.name_hi if vaccine and self._language.startswith("hi") else ""
            vial = on.say("slip.vial", no=slip.vial) if slip.vial else ""
            on.pair(on.both("slip.dose"), _BETWEEN.join(filter(None, (str(slip.dose_no), local, name))), 3.5)
            on.pair(on.both("slip.batch"), _BETWEEN.join(filter(None, (slip.batch, vial))), 3.5)
            on.pair(on.both("slip.time"), " ".join(filter(None, (_shown(slip.day), slip.time))), 3.5)
            on.pair(on.both("slip.given_by"), slip.vaccinator, 3.5)
            if slip.next_from is not None:
                on.box(on.both("slip.next", number=slip.next_no), self._next(on))
            for words in on.each("slip.wait", helpline=slip.helpline):
                on.text(words, 3.3, bold=words == on.say("slip.wait", helpline=slip.helpline))
            on.rule()
            return
        on.pair(on.both("slip.time"), " ".join(filter(None, (_shown(slip.day), slip.time))), 3.5)
        if slip.deferred:
            reasons = (
                tr_in(
                    language, "slip.deferred", reason=tr_in(language, f"option.defer_reason.{slip.deferred}")
                )
                for language in dict.fromkeys((self._language, "en"))
            )
            on.box("", "\n".join(reasons))
        else:
            on.box("", "\n".join(on.each("slip.registered")))
        on.rule()

    def _next(self, on: Strip) -> str:
        slip = self._slip
        first = _shown(slip.next_from or "")
        if slip.next_to is None:
            return f"{first} {on.both('slip.next_or_later')}"
        return f"{first} – {_shown(slip.next_to)}"


def _shown(day: str) -> str:
    return date.fromisoformat(day).strftime("%d-%m-%Y") if day else ""
