"""What every paper of a day says over and under its figures: which centre, day and desks, who signs, its check code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from PySide6.QtCore import QPointF, QRectF

from tikadesk.domain.kinds.aefi import SEVERITIES
from tikadesk.domain.roles import Role
from tikadesk.i18n import tr
from tikadesk.reports import cells, seal_words
from tikadesk.reports.paint import Canvas
from tikadesk.store import closings, records, register_lines
from tikadesk.store.register_lines import GIVEN, Line
from tikadesk.store.store import Store

_BETWEEN = " · "
_NAMES, _NUMBERS = 3, 6


@dataclass(frozen=True)
class Heading:
    """``prints`` is how often the day's register was printed before; ``aefi`` says which adverse events followed,
    ``sealed`` how the day was closed, in sentences; ``signers`` are (name, key of the office).
    """

    place_and_day: str
    register_no: str
    check: str
    desks: str
    prints: int
    aefi: str
    sealed: tuple[str, ...]
    signers: tuple[tuple[str, str], ...]

    def sign(self, canvas: Canvas, area: QRectF) -> None:
        """Paint lines to sign on, side by side at the top of ``area``."""
        signatures(canvas, area, self.signers)


def heading(store: Store, day: str, lines: Sequence[Line]) -> Heading:
    """The heading of an ISO day with these lines. Raises StoreTrouble."""
    digest = register_lines.digest_of(day, lines).upper()
    clocks = sorted(line["clock"] for line in lines if line["clock"] and line["origin"] != "paper")
    hours = tr("report.hours", first=clocks[0], last=clocks[-1]) if clocks else ""
    return Heading(
        place_and_day=_BETWEEN.join(
            filter(None, (cells.centre_name(store), cells.district_name(store), _weekday(day), hours))
        ),
        register_no=closings.register_no(store, day),
        check=f"{digest[:4]}-{digest[4:8]}",
        desks="+".join(_desks(store, lines)),
        prints=sum(row["total"] for row in records.events_about(store.connection, [subject(day)])),
        aefi=_aefi(lines),
        sealed=seal_words.of_day(store, day),
        signers=_signers(store, lines, closings.of(store, day)),
    )


def subject(day: str) -> str:
    """What the journal's events call the register of an ISO day, so that its prints can be counted."""
    return f"register {day}"


def signatures(canvas: Canvas, area: QRectF, signers: Sequence[tuple[str, str]]) -> None:
    """Paint lines to sign on with the names, where they are known, and the offices below."""
    wide = area.width() / len(signers)
    for place, (name, office) in enumerate(signers):
        left, top = area.left() + place * wide, area.top()
        canvas.rule(QPointF(left, top), QPointF(left + wide - 6, top), 0.25)
        canvas.line(name, 2.8, QRectF(left, top + 0.6, wide - 6, 4.2), bold=True, least=2.0)
        canvas.line(tr(f"report.sign.{office}"), 2.6, QRectF(left, top + 4.8, wide - 6, 4), least=1.9)


def _weekday(day: str) -> str:
    return f"{cells.shown_day(day)} ({tr(f'report.weekday.{date.fromisoformat(day).weekday()}')})"


def _desks(store: Store, lines: Sequence[Line]) -> list[str]:
    """The labels of the desks that wrote the lines; this one's own where there are none."""
    return cells.desk_labels(store, {line["dev"] for line in lines} or {store.me.device})


def _aefi(lines: Sequence[Line]) -> str:
    """How many lines an adverse event followed, by severity, each with their first numbers; none is told, too."""
    told = []
    for severity in SEVERITIES:
        numbers = [str(number) for number, line in enumerate(lines, 1) if line["aefi"] == severity]
        more = ["…"] if len(numbers) > _NUMBERS else []
        which = tr("report.line_numbers", numbers=", ".join(numbers[:_NUMBERS] + more))
        count = f"{len(numbers)} {tr(f'option.severity.{severity}')}"
        told.append(f"{count} ({which})" if numbers else count)
    found = any(line["aefi"] for line in lines)
    return f"{tr('report.aefi')} {_BETWEEN.join(told) if found else tr('report.aefi.none')}"


def _signers(
    store: Store, lines: Sequence[Line], closing: closings.Closing | None
) -> tuple[tuple[str, str], ...]:
    wrote = cells.operator_names(store, (line["by"] for line in lines))
    gave = {line["vaccinator"] for line in lines if line["state"] == GIVEN and line["vaccinator"]}
    operators = [row for row in records.every(store.connection, "operator") if not row["void"]]
    lead = [row["name"] for row in operators if row["role"] == Role.SUPERVISOR]
    if closing is not None:
        lead = [closing.supervisor]
    return (
        (_together(wrote), "entry"),
        (_together(sorted(gave)), "vaccinator"),
        (lead[0] if len(lead) == 1 else "", "supervisor"),
        ("", "officer"),
    )


def _together(names: Sequence[str]) -> str:
    """A few names; nothing where they are too many for one line to sign on."""
    return ", ".join(names) if len(names) <= _NAMES else ""
