"""The list that travels with a box, A4: sixty tubes to a page with boxes to tick, counts, seal, signatures, in three
copies; and the same list once more as QR codes, so that a laboratory can take the box in with no line at all.

Each row has its tube's bar code: a tube whose label is torn is scanned from its row.

English stands beside the centre's language, for a laboratory may be in another state.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPagedPaintDevice

from tikadesk import __version__
from tikadesk.domain import numbers, qr_parts, reference
from tikadesk.domain.manifest import Manifest, Tube
from tikadesk.i18n import tr_in
from tikadesk.reports import manifest_codes, paint
from tikadesk.reports.filling import fill_in
from tikadesk.reports.manifest_codes import Grid
from tikadesk.reports.paint import CENTRE, RIGHT, Canvas
from tikadesk.store import records
from tikadesk.store.records import Row
from tikadesk.store.store import Store

WIDTH_MM, HEIGHT_MM = 210.0, 297.0
DPI = 300
ROWS, PER_PAGE = 30, 60
_LEFT, _WIDE = 12.0, 186.0
_TABLE_TOP, _HEAD, _ROW, _GAP = 49.0, 5.0, 5.9, 3.0
_NUMBER, _NAME, _WHO = 6.6, 41.4, 72.4
"""Where the columns of a row begin; the first is wide enough for a suffixed number's bars, two dots each at 300 dpi."""
_CODES = QRectF(_LEFT, 59, _WIDE, 219)
_SIGN_TOP, _SIGN_HIGH = 234.0, 36.0
_TYPES_SHOWN = 4
_BETWEEN = " · "


class Copy(StrEnum):
    """Whose sheet it is."""

    BOX = "box"
    DRIVER = "driver"
    CENTRE = "centre"


@dataclass(frozen=True)
class Paper:
    """What stands on it: the list itself, its QR texts, and what the desk knows beside it. Blank is left to be filled
    in by hand.
    """

    manifest: Manifest
    codes: tuple[str, ...]
    lab_name: str
    checked_by: str
    driver: str
    driver_mobile: str
    vehicle: str
    dispatched_at: str
    portal_id: str
    desk: str
    practice: bool

    @property
    def check(self) -> str:
        """Eight signs that are the same wherever the list is, and other ones for another list."""
        digest = self.manifest.digest.upper()
        return f"{digest[:4]}-{digest[4:8]}"

    @property
    def types(self) -> list[tuple[str, int]]:
        """The sample types in the box and how many of each, the commonest first."""
        return Counter(tube.sample_type for tube in self.manifest.tubes).most_common()

    @property
    def pages(self) -> int:
        """How many sheets the list itself takes."""
        return max(1, -(-len(self.manifest.tubes) // PER_PAGE))


def of(store: Store, manifest: Manifest, data: bytes, *, practice: bool = False) -> Paper:
    """The paper of a sealed list; ``data`` is the same list as it travels in QR codes. Raises StoreTrouble."""
    row: Row = records.get(store.connection, "consignment", manifest.consignment) or {}
    return Paper(
        manifest=manifest,
        codes=tuple(qr_parts.parts(data)),
        lab_name=reference.lab_name(manifest.lab, "en"),
        checked_by=row.get("checked_by") or "",
        driver=row.get("driver") or "",
        driver_mobile=row.get("driver_mobile") or "",
        vehicle=row.get("vehicle") or "",
        dispatched_at=row.get("dispatched_at") or "",
        portal_id=row.get("portal_id") or "",
        desk=store.me.label,
        practice=practice or manifest.practice or numbers.is_practice(manifest.no),
    )


def write(paper: Paper, out: Path, *, language: str = "hi") -> Path:
    """Paint the three copies and the codes into the PDF file ``out``, whole or not at all. Raises StoreTrouble."""
    title = tr_in("en", "paper.title")
    return paint.pdf(out, title, DPI, lambda device: paint_on(paper, device, language=language))


def paint_on(paper: Paper, device: QPagedPaintDevice, *, language: str = "hi", called: str = "") -> None:
    """Paint the three copies on ``device``, the codes behind the box's own. Raises StoreTrouble, with ``called`` as
    the device's name, when it takes nothing.
    """
    each = (sheet.paint_in for sheet in sheets(paper, language))
    paint.sheets(device, (WIDTH_MM, HEIGHT_MM), each, called=called)


def sheets(paper: Paper, language: str = "hi") -> list[Sheet]:
    """Every sheet in the order in which it is printed: the box's copy with the codes, the driver's, the centre's."""
    of = manifest_codes.grid(paper.codes, _CODES)
    code_sheets = -(-len(paper.codes) // of.holds)
    return [
        Sheet(paper, copy, page, paper.pages + (code_sheets if copy is Copy.BOX else 0), of, language)
        for copy in Copy
        for page in range(paper.pages + (code_sheets if copy is Copy.BOX else 0))
    ]


@dataclass(frozen=True)
class Sheet:
    """One sheet of paper: ``page`` counts from 0 to ``pages`` within its copy; those after the list hold the codes."""

    paper: Paper
    copy: Copy
    page: int
    pages: int
    grid: Grid
    language: str

    def paint_in(self, canvas: Canvas) -> None:
        """Paint it on a canvas of A4."""
        if self.paper.practice:
            canvas.band(self._en("print.practice"), 3.4, QRectF(_LEFT, 4.5, _WIDE, 5.6))
        self._head(canvas)
        self._figures(canvas)
        if self.page < self.paper.pages:
            self._table(canvas)
            self._signatures(canvas)
            self._note(canvas, "paper.note", 271)
        else:
            self._codes(canvas)
            self._note(canvas, "paper.codes_note", _TABLE_TOP)
        self._foot(canvas)

    def _table(self, canvas: Canvas) -> None:
        first = self.page * PER_PAGE
        here = self.paper.manifest.tubes[first : first + PER_PAGE]
        wide = (_WIDE - _GAP) / 2
        for column in range(2):
            rows = here[column * ROWS : (column + 1) * ROWS]
            if rows or not column:
                self._column(canvas, _LEFT + column * (wide + _GAP), wide, first + column * ROWS, rows)

    def _codes(self, canvas: Canvas) -> None:
        first = (self.page - self.paper.pages) * self.grid.holds
        total = len(self.paper.codes)
        here = [
            (code, self._en("paper.page_of", page=number, pages=total))
            for number, code in enumerate(self.paper.codes, 1)
        ][first : first + self.grid.holds]
        manifest_codes.paint_in(canvas, here, self.grid, _CODES)

    def _note(self, canvas: Canvas, key: str, top: float) -> None:
        count = len(self.paper.manifest.tubes)
        canvas.line(self._en(key, count=count), 2.6, QRectF(_LEFT, top, _WIDE, 4), least=2.0)
        if self.language != "en":
            canvas.line(self._local(key, count=count), 2.6, QRectF(_LEFT, top + 4, _WIDE, 4), least=2.0)

    def _head(self, canvas: Canvas) -> None:
        list_ = self.paper.manifest
        wide = 122.0
        used = canvas.line(self._en("paper.title"), 5.4, QRectF(_LEFT, 11.5, wide, 7.5), bold=True)
        if self.language != "en":
            rest = QRectF(_LEFT + used + 3, 11.5, wide - used - 3, 7.5)
            canvas.line(self._local("paper.title"), 4.2, rest, least=3.0)
        for place, (key, name, code) in enumerate(
            (
                ("paper.from", list_.centre_name, list_.centre),
                ("paper.to", self.paper.lab_name, list_.lab),
            )
        ):
            top = 20.2 + 5.2 * place
            canvas.line(self._both(key), 2.7, QRectF(_LEFT, top, 16, 5))
            used = canvas.line(name, 3.7, QRectF(_LEFT + 16, top, 106 - 24, 5), bold=True, least=2.8)
            canvas.line(code, 2.7, QRectF(_LEFT + 16 + used + 2, top, 106 - used - 2, 5))
        test = self._en(f"option.test.{list_.test}") if list_.test else ""
        cold = self._en("paper.cold_box", no=list_.cold_box) if list_.cold_box else ""
        seal = self._en("paper.seal", no=list_.seal_no) if list_.seal_no else ""
        again = self._en("paper.sealed_again", times=list_.sealing) if list_.sealing > 1 else ""
        sealed = self._en("paper.sealed", at=_shown(list_.sealed_at)) if list_.sealed_at else ""
        line = _BETWEEN.join(part for part in (test, sealed, cold, seal, again) if part)
        canvas.line(line, 3.2, QRectF(_LEFT, 31.0, wide, 5), least=2.4)
        canvas.bars(list_.no, QRectF(136, 12, 62, 14))
        canvas.line(numbers.shown(list_.no), 4.4, QRectF(136, 26.6, 62, 5.6), bold=True, align=CENTRE)

    def _figures(self, canvas: Canvas) -> None:
        list_ = self.paper.manifest
        types = self.paper.types
        cells = [(self._both("paper.tubes"), str(len(list_.tubes)))]
        for code, count in types[:_TYPES_SHOWN]:
            cells.append((self._en(f"option.sample_type.{code}"), str(count)))
        if rest := sum(count for _, count in types[_TYPES_SHOWN:]):
            cells.append((self._both("paper.other_types"), str(rest)))
        cells.append((self._both("paper.sealed_temperature"), _degrees(list_.sealed_temp)))
        pages = self._en("paper.page_of", page=self.page + 1, pages=self.pages)
        cells.append((self._both("paper.page"), pages))
        area = QRectF(_LEFT, 37.2, _WIDE, 10.2)
        canvas.frame(area)
        wide = area.width() / len(cells)
        for place, (what, figure) in enumerate(cells):
            left = area.left() + place * wide
            canvas.line(what, 2.5, QRectF(left + 2.4, area.top() + 0.6, wide - 3, 4), least=1.9)
            canvas.line(
                figure, 4.2, QRectF(left + 2.4, area.top() + 4.3, wide - 3, 5.4), bold=True, least=2.6
            )

    def _column(self, canvas: Canvas, left: float, wide: float, before: int, rows: Sequence[Tube]) -> None:
        top = _TABLE_TOP
        heads = (
            (1.0, self._en("paper.column.no")), (_NUMBER, self._both("paper.column.tube")),
            (_NAME, self._both("paper.column.name")), (_WHO, self._en("paper.column.age")),
            (83.6, self._en("paper.column.lab")),
        )  # fmt: skip
        for start, words in heads:
            canvas.line(words, 2.4, QRectF(left + start, top, 29.4, _HEAD), bold=True, least=1.8)
        for place, tube in enumerate(rows):
            y = top + _HEAD + place * _ROW
            canvas.rule(QPointF(left, y), QPointF(left + wide, y), 0.25 if place % 5 == 0 else 0.1)
            self._row(canvas, left, y, before + place + 1, tube)
        canvas.frame(QRectF(left, top, wide, _HEAD + max(1, len(rows)) * _ROW))

    def _row(self, canvas: Canvas, left: float, y: float, number: int, tube: Tube) -> None:
        canvas.line(str(number), 2.5, QRectF(left + 0.6, y, 5.0, _ROW), align=RIGHT)
        cell = QRectF(left + _NUMBER, y, _NAME - _NUMBER - 0.5, _ROW)
        canvas.bars(tube.no, QRectF(cell.left(), y + 0.45, cell.width(), 2.5))
        below = QRectF(cell.left(), y + 3.05, cell.width(), 2.4)
        canvas.line(numbers.shown(tube.no), 2.5, below, bold=True, align=CENTRE, least=2.2)
        more = self._more(tube)
        name = QRectF(left + _NAME, y, _WHO - _NAME - 0.6, _ROW * 0.62 if more else _ROW)
        self._name(canvas, tube.name, name)
        canvas.line(more, 1.9, QRectF(left + _NAME, y + _ROW * 0.55, name.width(), _ROW * 0.42), least=1.5)
        who = " ".join(part for part in ("" if tube.age is None else str(tube.age), tube.sex) if part)
        canvas.line(who, 2.7, QRectF(left + _WHO, y, 9.4, _ROW))
        canvas.tick_box(QRectF(left + 84.2, y + (_ROW - 3.7) / 2, 3.7, 3.7))

    def _name(self, canvas: Canvas, name: str, area: QRectF) -> None:
        """A name, on two lines where one is too short and there is the height for it."""
        if canvas.width(name, 2.7) <= area.width() or area.height() < _ROW or " " not in name:
            canvas.line(name, 2.7, area, least=1.7)
            return
        spaces = [place for place, sign in enumerate(name) if sign == " "]
        middle = min(spaces, key=lambda place: abs(place - len(name) / 2))
        high = area.height() * 0.42
        for top, part in ((0.08, name[:middle]), (0.5, name[middle + 1 :])):
            line = QRectF(area.left(), area.top() + top * area.height(), area.width(), high)
            canvas.line(part, 2.1, line, least=1.6)

    def _more(self, tube: Tube) -> str:
        """What is unusual about a tube: another type than most, a repeat, the number on its referral form."""
        usual = self.paper.types[0][0]
        kind = self._en(f"option.sample_type.{tube.sample_type}") if tube.sample_type != usual else ""
        again = self._en("paper.repeated") if tube.repeated else ""
        srf = self._en("paper.srf", no=tube.srf_id) if tube.srf_id else ""
        return _BETWEEN.join(part for part in (kind, again, srf) if part)

    def _signatures(self, canvas: Canvas) -> None:
        paper, list_ = self.paper, self.paper.manifest
        count = self._en("paper.of_count", count=len(list_.tubes))
        blocks = (
            ("paper.packed", (
                ("paper.name", list_.packed_by, ""), ("paper.checked", paper.checked_by, ""),
                ("paper.time", _shown(list_.sealed_at), ""),
            )),
            ("paper.carried", (
                ("paper.name", paper.driver, ""), ("paper.mobile", paper.driver_mobile, ""),
                ("paper.vehicle", paper.vehicle, ""), ("paper.time_out", _shown(paper.dispatched_at), ""),
            )),
            ("paper.received", (
                ("paper.name", "", ""), ("paper.count", "", count), ("paper.temperature", "", "°C"),
                ("paper.time", "", ""),
            )),
        )  # fmt: skip
        wide = (_WIDE - 2 * 2.4) / 3
        for place, (title, lines) in enumerate(blocks):
            area = QRectF(_LEFT + place * (wide + 2.4), _SIGN_TOP, wide, _SIGN_HIGH)
            canvas.frame(area)
            inner = QRectF(area.left() + 2.2, area.top() + 0.9, wide - 4.4, 5.0)
            canvas.line(self._both(title), 2.9, inner, bold=True, least=2.2)
            for at, (key, value, behind) in enumerate(lines):
                fill_in(canvas, inner.translated(0, 5.6 * (at + 1)), self._both(key), value, behind=behind)
            fill_in(canvas, inner.translated(0, 5.6 * 5), self._both("paper.signature"))

    def _foot(self, canvas: Canvas) -> None:
        paper = self.paper
        portal = paper.portal_id or self._en("paper.no_portal_id")
        made = self._en(
            "paper.made", version=__version__, desk=paper.desk or "-", check=paper.check, portal=portal
        )
        canvas.line(made, 2.6, QRectF(_LEFT, 280, 128, 5), least=2.0)
        end = _LEFT + _WIDE
        for copy in reversed(Copy):
            ours = copy is self.copy
            used = canvas.line(
                self._en(f"paper.copy.{copy}"),
                2.7,
                QRectF(_LEFT, 280, end - _LEFT, 5),
                bold=ours,
                align=RIGHT,
            )
            end -= used + 4.4
            canvas.tick_box(QRectF(end, 280.8, 3.4, 3.4), ticked=ours)
            end -= 3.0
        canvas.line(self._en("paper.copy"), 2.7, QRectF(_LEFT, 280, end - _LEFT, 5), align=RIGHT)

    def _en(self, key: str, **params: object) -> str:
        return tr_in("en", key, **params)

    def _local(self, key: str, **params: object) -> str:
        return tr_in(self.language, key, **params)

    def _both(self, key: str) -> str:
        english, local = self._en(key), self._local(key)
        return english if english == local else f"{english} / {local}"


def _degrees(tenths: int | None) -> str:
    if tenths is None:
        return ""
    return f"{tenths // 10 if tenths % 10 == 0 else tenths / 10} °C"


def _shown(at: str) -> str:
    return datetime.fromisoformat(at).strftime("%d-%m-%Y %H:%M") if at else ""
