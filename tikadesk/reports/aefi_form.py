"""The case report of an adverse event, A4, one page: what the desk knows is filled in (the dose, its vial, when that
was opened, everybody else who had a dose from it), and lines are left for what the officer finds.

English stands beside the centre's language, for the form goes to the district and beyond.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPagedPaintDevice

from tikadesk import __version__, settings
from tikadesk.domain import numbers, reference
from tikadesk.domain.age import completed_years
from tikadesk.domain.kinds.aefi import SERIOUS, SEVERITIES
from tikadesk.domain.kinds.dose import SCREENING
from tikadesk.errors import StoreTrouble
from tikadesk.i18n import tr_in
from tikadesk.reports import paint
from tikadesk.reports.filling import fill_in
from tikadesk.reports.paint import CENTRE, RIGHT, Canvas
from tikadesk.store import aefi, records
from tikadesk.store.records import Row
from tikadesk.store.store import Centre, Store

WIDTH_MM, HEIGHT_MM = 210.0, 297.0
DPI = 300
OTHERS = 20
"""So many of the other people of the vial find room: a vial of twenty doses has nineteen, seldom more."""
_LEFT, _WIDE = 12.0, 186.0
_LINES = (6.1, 5.7, 5.3, 4.9, 4.6)
"""How high a line may be: the first of these that leaves all of it on one page."""
_BOTTOM = HEIGHT_MM - 14
_BETWEEN = " · "
_ENDLESS = 1000.0
_QR = QRectF(176, 10, 22, 22)


@dataclass(frozen=True)
class Form:
    """What stands on the form: rows of the store, and who and where. ``others`` are the doses given from the same vial,
    ``ill`` the worst severity of those of them that an event followed.
    """

    event: Row
    dose: Row
    person: Row
    vial: Row
    others: tuple[Row, ...]
    ill: dict[str, str]
    earlier: tuple[Row, ...]
    centre: Centre | None
    desk: str
    reporter: str
    helpline: str
    prints: int
    practice: bool


def of(store: Store, rec: str, *, practice: bool = False) -> Form:
    """The form of an event. Raises StoreTrouble, also for one that is not here."""
    connection = store.connection
    event = aefi.one(connection, rec)
    if event is None:
        raise StoreTrouble("error.record_unknown")
    dose = records.get(connection, "dose", event["dose"]) or {}
    person = records.get(connection, "registration", event["person"]) or {}
    vial, rows = aefi.from_the_vial_of(connection, dose) if dose else (None, [])
    others = tuple(row for row in rows if row["id"] != event["dose"])
    earlier = tuple(row for row in aefi.doses_of(connection, event["person"]) if row["id"] != event["dose"])
    reporter = records.get(connection, "operator", event["by"]) or {}
    return Form(
        event=event, dose=dose, person=person, vial=vial or {}, others=others,
        ill=aefi.worst_after(connection, [row["id"] for row in others]), earlier=earlier, centre=store.me.centre,
        desk=store.me.label, reporter=reporter.get("name") or "",
        helpline=settings.helpline(store.home, store.me.state),
        prints=sum(row["total"] for row in records.events_about(connection, [rec])),
        practice=practice or numbers.is_practice(person.get("no") or ""),
    )  # fmt: skip


def write(form: Form, out: Path, *, language: str = "hi") -> Path:
    """Paint the form into the PDF file ``out``, whole or not at all; needs a QGuiApplication. Raises StoreTrouble."""
    return paint.pdf(
        out, tr_in("en", "aefi.form.title"), DPI, lambda device: paint_on(form, device, language=language)
    )


def paint_on(form: Form, device: QPagedPaintDevice, *, language: str = "hi", called: str = "") -> None:
    """Paint the form on ``device``. Raises StoreTrouble, with ``called`` as its name, when it takes nothing."""
    with paint.canvas(device, WIDTH_MM, HEIGHT_MM, called=called) as canvas:
        paint_in(form, canvas, language=language)


def paint_in(form: Form, canvas: Canvas, *, language: str = "hi") -> float:
    """Paint the form on a canvas of A4; how far down it reaches, in millimetres."""
    fitting = (line for line in _LINES if _Layout(form, Canvas(None), language, line).paint() <= _BOTTOM)
    return _Layout(form, canvas, language, next(fitting, _LINES[-1])).paint()


class _Layout:
    """Lays the form out from top to bottom, in millimetres."""

    def __init__(self, form: Form, canvas: Canvas, language: str, line: float) -> None:
        self._form, self._canvas, self._language, self._line = form, canvas, language, line
        self._y = 10.0

    def paint(self) -> float:
        """Paint everything; how far down it reaches."""
        self._head()
        self._place()
        self._who()
        self._shot()
        self._event()
        self._company()
        self._told()
        self._foot()
        return self._y

    # Parts

    def _head(self) -> None:
        form, canvas = self._form, self._canvas
        if form.practice:
            canvas.band(self._en("print.practice"), 3.4, QRectF(_LEFT, 3.4, _WIDE, 5.4))
        room, hindi = _QR.left() - _LEFT - 4, self._language != "en"
        lines = (
            (self._en("aefi.form.title"), 5.2, True), (self._local("aefi.form.title") if hindi else "", 4.2, False),
            (self._both("aefi.form.within"), 3.0, False), (numbers.shown(form.person.get("no") or ""), 3.8, True),
        )  # fmt: skip
        for words, size, bold in lines:
            if words:
                high = size * 1.45
                canvas.line(words, size, QRectF(_LEFT, self._y, room, high), bold=bold, least=2.0)
                self._y += high
        canvas.qr(form.person.get("no") or "", _QR)
        self._y = max(self._y, _QR.bottom()) + 1.2
        if form.event["severity"] == SERIOUS:
            call = self._en("aefi.phone", helpline=form.helpline, ambulance=reference.ambulance())
            canvas.band(call, 3.9, QRectF(_LEFT, self._y, _WIDE, 7))
            self._y += 8.2
            if self._language != "en":
                local = self._local("aefi.phone", helpline=form.helpline, ambulance=reference.ambulance())
                canvas.line(local, 3.2, QRectF(_LEFT, self._y - 1, _WIDE, 5), bold=True, align=CENTRE)
                self._y += 4.6

    def _place(self) -> None:
        form, event = self._form, self._form.event
        centre = form.centre
        district = reference.districts().get(centre.district) if centre else None
        self._section("aefi.form.place")
        self._row(
            (
                "aefi.form.centre",
                _BETWEEN.join(filter(None, (centre.name, centre.code))) if centre else "",
                2,
            ),
            ("aefi.form.district", district.name if district else "", 1),
        )
        self._row(
            ("aefi.form.reported", _moment(event["reported_on"], event["reported_at"]), 1),
            ("aefi.form.reporter", form.reporter, 1),
            ("aefi.form.case_id", "", 1),
        )

    def _who(self) -> None:
        event, person = self._form.event, self._form.person
        names = [person.get("name") or "", person.get("name_local") or ""]
        place = [person.get("village") or "", person.get("block") or ""]
        home = reference.districts().get(person.get("district") or "")
        self._section("aefi.form.person")
        self._row(
            ("aefi.form.name", _BETWEEN.join(dict.fromkeys(filter(None, names))), 2),
            ("aefi.form.age_sex", self._age_sex(person, event["onset_on"] or event["given_on"]), 1),
        )
        self._row(
            ("aefi.form.parent", person.get("parent_name") or person.get("guardian_name") or "", 2),
            ("aefi.form.mobile", _grouped(person.get("mobile") or ""), 1),
        )
        self._row(("aefi.form.address", ", ".join(filter(None, (*place, home.name if home else ""))), 1))

    def _shot(self) -> None:
        form, dose, vial = self._form, self._form.dose, self._form.vial
        vaccine = reference.vaccines().get(dose.get("vaccine") or "")
        self._section("aefi.form.dose")
        made = f"{vaccine.name} ({vaccine.maker})" if vaccine else dose.get("vaccine") or ""
        number = self._en(f"option.dose_no.{min(dose['dose_no'], 3)}") if dose.get("dose_no") else ""
        self._row(("aefi.form.vaccine", _BETWEEN.join(filter(None, (made, number))), 2),
                  ("aefi.form.given", _moment(dose.get("day"), dose.get("time")), 1))  # fmt: skip
        self._row(
            ("aefi.form.batch", dose.get("batch") or "", 1),
            ("aefi.form.expires", _day(dose.get("expires_on")), 1),
            ("aefi.form.site", self._en(f"option.site.{dose['site']}") if dose.get("site") else "", 1),
        )
        opened = vial.get("opened_at") or ""
        self._row(
            ("aefi.form.vial", dose.get("vial") or "", 1),
            ("aefi.form.opened", _moment(opened[:10], opened[11:]), 1),
            ("aefi.form.others", str(len(form.others)) if dose.get("vial") else "", 1),
        )
        before = "; ".join(self._earlier(row) for row in form.earlier)
        self._row(("aefi.form.vaccinator", dose.get("vaccinator") or "", 1))
        self._words("aefi.form.earlier", before)
        self._words("aefi.form.asked", self._asked())
        self._row(("aefi.form.history", "", 1))

    def _event(self) -> None:
        event = self._form.event
        self._section("aefi.form.event")
        self._row(
            ("aefi.form.onset", _moment(event["onset_on"], event["onset_time"]), 1),
            ("aefi.form.after", self._after(), 1),
        )
        self._ticks("severity", SEVERITIES, {event["severity"]}, 3)
        self._ticks(
            "aefi_symptom", reference.options("aefi_symptom"), set((event["symptoms"] or "").split()), 5
        )
        self._words("field.aefi.description", event["description"] or "", least=2)
        self._words("field.aefi.treatment", event["treatment"] or "")
        self._ticks("aefi_outcome", reference.options("aefi_outcome"), {event["outcome"]}, 6)
        self._words("field.aefi.referred_to", event["referred_to"] or "")
        by_hand = ("aefi.form.admitted", "aefi.form.died", "aefi.form.post_mortem")
        self._row(*((key, "", 1) for key in by_hand))

    def _company(self) -> None:
        others = self._form.others
        self._section("aefi.form.company", count=len(others))
        if not others:
            self._canvas.line(self._both("aefi.form.nobody"), 2.7, QRectF(_LEFT, self._y, _WIDE, 4.6))
            self._y += 5.4
            return
        shown = others[:OTHERS]
        deep, wide = -(-len(shown) // 2), (_WIDE - 4) / 2
        for place, row in enumerate(shown):
            left = _LEFT + (wide + 4) * (place // deep)
            self._other(QRectF(left, self._y + 4.4 * (place % deep), wide, 4.4), place + 1, row)
        self._y += 4.4 * deep + 1
        if rest := len(others) - len(shown):
            self._canvas.line(self._both("aefi.form.more", n=rest), 2.6, QRectF(_LEFT, self._y, _WIDE, 4.4))
            self._y += 4.8

    def _other(self, area: QRectF, number: int, row: Row) -> None:
        canvas, ill = self._canvas, self._form.ill.get(row["id"], "")
        who = self._age_sex(row, row["day"])
        cells = (
            (0.0, 5.0, str(number), RIGHT), (6.2, 11.0, row["time"] or "", CENTRE), (59.0, 11.0, who, CENTRE),
            (70.5, 20.0, _grouped(row["mobile"] or ""), CENTRE),
        )  # fmt: skip
        for left, wide, words, align in cells:
            canvas.line(
                words, 2.6, QRectF(area.left() + left, area.top(), wide, area.height()), align=align, least=2
            )
        name = row["name"] or row["name_local"] or ""
        marked = f"{name} ({self._en(f'option.severity.{ill}')})" if ill else name
        room = QRectF(area.left() + 18, area.top(), 40.5, area.height())
        canvas.line(marked, 2.7, room, bold=bool(ill), least=1.8)
        canvas.rule(area.bottomLeft(), area.bottomRight(), 0.1)

    def _told(self) -> None:
        form, event = self._form, self._form.event
        told = _moment(event["officer_told_on"], event["officer_told_at"])
        self._section("aefi.form.told")
        self._row(("aefi.form.officer", event["officer"] or "", 2), ("aefi.form.at", told, 1))
        self._row(("aefi.form.dio", "", 1), ("aefi.form.at", "", 1), ("aefi.form.phone", "", 1))
        self._y += 9.5
        vaccinator = form.dose.get("vaccinator") or ""
        signers = ((form.reporter, "reporter"), (vaccinator, "vaccinator"), ("", "officer"))
        wide = _WIDE / len(signers)
        for place, (name, office) in enumerate(signers):
            left = _LEFT + place * wide
            under = QRectF(left, self._y + 0.6, wide - 6, 4.2)
            self._canvas.rule(QPointF(left, self._y), QPointF(left + wide - 6, self._y), 0.25)
            self._canvas.line(name, 2.8, under, bold=True, least=2)
            words = self._both(f"aefi.form.sign.{office}")
            self._canvas.line(words, 2.5, under.translated(0, 4), least=1.8)
        self._y += 9.0

    def _foot(self) -> None:
        program = f"TikaDesk {__version__} {self._form.desk}".rstrip()
        times = self._both("aefi.form.print", times=self._form.prints + 1)
        made = _BETWEEN.join((program, times, self._both("aefi.form.pen")))
        self._canvas.line(made, 2.5, QRectF(_LEFT, _BOTTOM + 1, _WIDE, 4.4), least=1.9)

    # Words

    def _after(self) -> str:
        """How long after the dose it began, where both times are known."""
        event = self._form.event
        if not (event["onset_time"] and event["given_at"] and event["onset_on"]):
            return ""
        began = datetime.fromisoformat(f"{event['onset_on']}T{event['onset_time']}")
        passed = began - datetime.fromisoformat(f"{event['given_on']}T{event['given_at']}")
        hours, minutes = divmod(max(passed, timedelta()) // timedelta(minutes=1), 60)
        return self._en("aefi.form.passed", hours=hours, minutes=minutes)

    def _asked(self) -> str:
        """What was answered to the health questions before the dose, as far as they were asked."""
        dose = self._form.dose
        told = ((name, dose.get(name)) for name in SCREENING)
        return ", ".join(
            f"{self._en(f'field.dose.{name}')}: {self._en('option.yes_no.Y' if value else 'option.yes_no.N')}"
            for name, value in told
            if value is not None
        )

    def _earlier(self, row: Row) -> str:
        vaccine = reference.vaccines().get(row["vaccine"] or "")
        number = self._en(f"option.dose_no.{min(row['dose_no'] or 1, 3)}")
        name = vaccine.name if vaccine else row["vaccine"] or ""
        return " ".join(filter(None, (number, name, row["batch"], _day(row["day"]))))

    def _age_sex(self, row: Row, on: str | None) -> str:
        """ "34 F"."""
        if not row.get("birth_year") or not on:
            return str(row.get("sex") or "")
        return f"{completed_years(row['birth_year'], row.get('birth_day'), date.fromisoformat(on))} {row['sex'] or ''}"

    def _en(self, key: str, **params: object) -> str:
        return tr_in("en", key, **params)

    def _local(self, key: str, **params: object) -> str:
        return tr_in(self._language, key, **params)

    def _both(self, key: str, **params: object) -> str:
        english, local = self._en(key, **params), self._local(key, **params)
        return english if english == local else f"{english} / {local}"

    # Lines

    def _section(self, key: str, **params: object) -> None:
        self._y += 1.4
        area = QRectF(_LEFT, self._y, _WIDE, 5)
        self._canvas.fill(area)
        self._canvas.line(
            self._both(key, **params), 2.9, area.adjusted(1.5, 0, -1.5, 0), bold=True, least=2.2
        )
        self._y += 5.6

    def _row(self, *cells: tuple[str, str, int]) -> None:
        """Cells of a label, its value and their share of the width, side by side."""
        shares, left = sum(share for _, _, share in cells), _LEFT
        for key, value, share in cells:
            wide = _WIDE * share / shares
            start = min(44.0, wide * 0.47)
            fill_in(
                self._canvas, QRectF(left, self._y, wide - 3, self._line), self._both(key), value, start=start
            )
            left += wide
        self._y += self._line

    def _words(self, key: str, words: str, *, least: int = 1) -> None:
        """Free words on as many lines as they need, ``least`` at least; where there are none, lines to write on."""
        self._canvas.line(self._both(key), 2.4, QRectF(_LEFT, self._y, 43, self._line), least=1.8)
        area = QRectF(_LEFT + 44, self._y, _WIDE - 47, self._line * least)
        size = next((size for size in (2.9, 2.6) if self._high(words, size, area) <= area.height()), 2.4)
        if words:
            self._canvas.words(words, size, area.adjusted(0, 0.6, 0, _ENDLESS), bold=True)
            area.setHeight(max(area.height(), self._high(words, size, area)))
        else:
            for line in range(1, least + 1):
                y = self._y + self._line * line - 0.9
                self._canvas.rule(QPointF(area.left(), y), QPointF(area.right(), y), 0.15)
        self._y += area.height()

    @staticmethod
    def _high(words: str, size: float, area: QRectF) -> float:
        """How high some words are as wide as ``area``."""
        return Canvas(None).words(words, size, area.adjusted(0, 0, 0, _ENDLESS), bold=True) + 0.6

    def _ticks(self, table: str, codes: Sequence[str], ticked: set[str | None], across: int) -> None:
        """Boxes of a table's codes, ``across`` of them to a line, those that hold ticked."""
        wide = _WIDE / across
        for place, code in enumerate(codes):
            down, column = divmod(place, across)
            area = QRectF(_LEFT + column * wide, self._y + self._line * down, wide - 1.5, self._line)
            box = QRectF(area.left(), area.center().y() - 1.7, 3.4, 3.4)
            self._canvas.tick_box(box, ticked=code in ticked)
            words = self._both(f"option.{table}.{code}")
            self._canvas.line(words, 2.6, area.adjusted(4.6, 0, 0, 0), bold=code in ticked, least=1.8)
        self._y += self._line * -(-len(codes) // across)


def _day(iso: str | None) -> str:
    return date.fromisoformat(iso).strftime("%d-%m-%Y") if iso else ""


def _moment(iso: str | None, time: str | None) -> str:
    return " ".join(filter(None, (_day(iso), time)))


def _grouped(mobile: str) -> str:
    return f"{mobile[:5]} {mobile[5:]}" if mobile else ""
