"""Taking papers of some days out: which one, which days, as a file or on the printer, with progress and a way to stop.

Making them is the affair of ``reports``; it happens on a reader's thread, so that the desk goes on meanwhile.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from tikadesk.actions import exports
from tikadesk.actions.desk import Desk
from tikadesk.errors import Problem, StoreTrouble, TikaError
from tikadesk.reports import FORMATS, REPORTS
from tikadesk.reports.export import export, formats, onto
from tikadesk.reports.watch import GivenUp, Watch
from tikadesk.reports.whole_file import Made
from tikadesk.store.store import Store
from tikadesk.ui import printers
from tikadesk.ui.blocks import Card, Noted, head, scrolled
from tikadesk.ui.buttons import link, secondary
from tikadesk.ui.choices import ComboEditor
from tikadesk.ui.editors import DayEditor, read_day
from tikadesk.ui.field import Field
from tikadesk.ui.flow import Flow
from tikadesk.ui.form import Form
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.progress_line import ProgressLine
from tikadesk.ui.reading import Reading, Work
from tikadesk.ui.segments import Segment
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import joined
from tikadesk.ui.words import Text, Words, say

_PAINTED = "pdf"


@dataclass(frozen=True)
class Asked:
    """A report of the ISO days ``first`` to ``last``."""

    report: str
    first: str
    last: str

    @property
    def name(self) -> str:
        """What its file is called, without the ending."""
        days = self.first if self.first == self.last else f"{self.first}-to-{self.last}"
        return f"{self.report}-{days}"


@dataclass(frozen=True)
class Printed:
    """What went to a printer: the lines on it, and the printer's name."""

    rows: int
    printer: str


class ExportCard(Card):
    """The form, and what came of it. ``reports`` are names of REPORTS; with one there is nothing to choose.

    Signals:
        done: a file or a paper was made, and that is journalled. left: back to what was there before.
    """

    done = Signal()
    left = Signal()

    def __init__(self, desk: Desk, reports: Sequence[str] = ()) -> None:
        super().__init__(margins=(14, 10, 14, 12), spacing=8)
        self.desk = desk
        self._asked = Asked("", "", "")
        self._form = ""
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._reading = Reading(desk)
        self.choose_file: Callable[[str, str], str] = self._ask_for_file
        self.printer: Callable[[], QPrinter | None] = lambda: printers.for_papers(desk)
        self.form = Form()
        names = list(reports or REPORTS)
        what = [Segment(name, say(f"export.report.{name}")) for name in names]
        self.form.row(Field(ComboEditor("report", what), say("export.what")))
        self.form.field("report").setVisible(len(names) > 1)
        for name in ("first", "last"):
            self.form.row(self._day(name))
        self.form.set_values({"report": names[0]})
        self.files = {
            form: secondary(say(f"export.as.{form}"), icon="download", small=True) for form in FORMATS
        }
        self.paper = secondary(say("export.print"), icon="print", key="reprint", small=True)
        self._ways = Flow(gap=8)
        self._ways.fill(self.files.values())
        self.progress = ProgressLine()
        self.note = Noted(Look.OK)
        self.note.hide()
        self.back = link(say("desk.back"), key="clear", small=True)
        self._lay_out()
        self._connect()
        self._offer()

    def _lay_out(self) -> None:
        self.body.addLayout(head(say("export.title"), self.back, role="section"))
        save_as = Text(say("export.save_as"), role="label")
        parts = (self.form, save_as, self._ways, self.paper, self.progress, self.note)
        self.body.addWidget(scrolled(*parts, spacing=8), 1)

    def _day(self, name: str) -> Field:
        return Field(
            DayEditor(name, today=lambda: date.fromisoformat(self.desk.today())), say(f"export.{name}")
        )

    def _connect(self) -> None:
        for form, button in self.files.items():
            button.clicked.connect(lambda _on=False, form=form: self.save(form))
        self.paper.clicked.connect(self.print_out)
        self.back.clicked.connect(self.left)
        self.form.changed.connect(self._on_changed)
        self.form.finished.connect(lambda: self.files["csv"].setFocus(Qt.FocusReason.TabFocusReason))
        self.progress.stopped.connect(self._reading.give_up)
        self._reading.progressed.connect(self.progress.show_progress)
        self._reading.done.connect(self._on_done)
        self._reading.failed.connect(self._on_failed)

    # What is shown

    def show_days(self, first: str, last: str) -> None:
        """Begin with the ISO days from ``first`` to ``last``."""
        days = {"first": first, "last": last}
        self.form.set_values(
            {name: date.fromisoformat(iso).strftime("%d-%m-%Y") for name, iso in days.items()}
        )

    def show_report(self, name: str) -> None:
        """Begin with the report of this name."""
        self.form.set_values({"report": name})
        self._offer()

    def start(self) -> None:
        """Put the focus where work begins."""
        self.note.setVisible(self._reading.busy)
        self.form.show_problems(())
        self.form.focus_first()

    def _on_changed(self, name: str) -> None:
        self.note.hide()
        if name == "report":
            self._offer()

    def _offer(self) -> None:
        """Offer the formats that the report can be made in, and the printer for what can be painted."""
        offered = formats(self.form.field("report").value())
        for form, button in self.files.items():
            button.setVisible(form in offered)
        self.paper.setVisible(_PAINTED in offered)
        self._ways.fit()

    # Making a file, or a paper

    def save(self, form: str) -> None:
        """Ask where to, and make the file as ``form``, one of FORMATS."""
        asked = self._permitted()
        chosen = self.choose_file(f"{asked.name}.{form}", form) if asked else ""
        if asked is None or not chosen:
            return
        out = Path(chosen if chosen.lower().endswith(f".{form}") else f"{chosen}.{form}")
        self._folder, self._form = str(out.parent), form
        report, first, last, practice = asked.report, asked.first, asked.last, self.desk.practice
        self._begin(
            asked,
            lambda store, watch: export(
                store, report, first, last, form, out, practice=practice, watch=watch
            ),
        )

    def print_out(self) -> None:
        """Print it on the printer of papers; without one it is said what can be done instead."""
        asked = self._permitted()
        if asked is None:
            return
        try:
            printer = self.printer()
        except StoreTrouble as trouble:
            self._on_failed(trouble)
            return
        if printer is None:
            self._tell(Look.AMBER, say("export.no_printer"))
            return
        practice = self.desk.practice
        self._begin(asked, lambda store, watch: _printed(store, asked, printer, watch, practice=practice))

    def _permitted(self) -> Asked | None:
        """What is asked for, if it can be made, may be taken out, and nothing else is being made."""
        asked = self._read()
        if asked is None or self._reading.busy:
            return None
        with shown(self) as outcome:
            exports.must(self.desk)
        return asked if outcome.ok else None

    def _begin(self, asked: Asked, work: Work) -> None:
        self._asked = asked
        self._wait(True)
        self._reading.start(work)

    def _read(self) -> Asked | None:
        """What is asked for; None where the days are not such that anything can be made of them."""
        values = self.form.values()
        first, last = (read_day(values[name]) for name in ("first", "last"))
        problems = [
            Problem(name, "export.no_day" if day is None else "export.day_ahead")
            for name, day in (("first", first), ("last", last))
            if day is None or (day.isoformat() > self.desk.today() and not REPORTS[values["report"]].ahead)
        ]
        if first and last and not problems and last < first:
            problems.append(Problem("last", "export.turned"))
        self.form.show_problems(problems)
        if problems or first is None or last is None:
            return None
        return Asked(values["report"], first.isoformat(), last.isoformat())

    def _wait(self, waiting: bool) -> None:
        self.note.hide()
        for button in (*self.files.values(), self.paper):
            button.setEnabled(not waiting)
        if waiting:
            self.progress.start()
        else:
            self.progress.end()

    def _on_done(self, answer: Made | Printed) -> None:
        self._wait(False)
        asked = self._asked
        with shown(self) as outcome:
            if isinstance(answer, Printed):
                exports.note_printed(self.desk, asked.report, asked.first, asked.last, rows=answer.rows)
            else:
                exports.note(
                    self.desk, asked.report, asked.first, asked.last, self._form, rows=answer.rows,
                    sha256=answer.sha256,
                )  # fmt: skip
        if outcome.ok:
            self._tell(*_how(answer))
            self.done.emit()

    def _on_failed(self, error: TikaError) -> None:
        self._wait(False)
        look = Look.NEUTRAL if isinstance(error, GivenUp) else Look.DANGER
        self._tell(look, Words(error.key, dict(error.params)))

    def _tell(self, look: Look, words: Words) -> None:
        self.note.show_state(look, words)
        self.note.show()
        announce(self, str(words))

    def _ask_for_file(self, name: str, form: str) -> str:
        start = str(Path(self._folder) / name)
        file, _ = QFileDialog.getSaveFileName(self, str(say("export.title")), start, f"*.{form}")
        return file


def _printed(store: Store, asked: Asked, printer: QPrinter, watch: Watch, *, practice: bool) -> Printed:
    """Paint a report on a printer, on the reader's thread. Raises StoreTrouble, GivenUp."""

    def painted(seen: Watch) -> int:
        return onto(store, asked.report, asked.first, asked.last, printer, practice=practice, watch=seen)

    return Printed(printers.paint(printer, watch, painted), printer.printerName())


def _how(answer: Made | Printed) -> tuple[Look, Words]:
    """What came of it, and whether somebody should look at it."""
    if isinstance(answer, Printed):
        return Look.OK, say("export.printed", n=answer.rows, printer=answer.printer)
    words = say(
        "export.made",
        n=answer.rows,
        file=answer.file.name,
        folder=answer.file.parent,
        check=answer.sha256[:8],
    )
    rest = answer.left_out
    if rest is None or not rest.rows:
        return Look.OK, words
    return Look.AMBER, joined(words, say("export.left_out", n=rest.rows, file=rest.file.name))
