"""Taking a whole register in from a sheet that was typed elsewhere: choose the file, watch it, get back what is wrong.

The file is read on a reader's thread; its rows are saved by the window itself, some at a time, between two of its own
acts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import monotonic

from PySide6.QtCore import QStandardPaths, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from tikadesk.actions import blank_sheet, import_sheet, rejected_file, sheet_file
from tikadesk.actions.desk import Desk
from tikadesk.actions.import_sheet import Outcome, Taking
from tikadesk.actions.sheet_file import SheetFile, SheetTrouble
from tikadesk.domain import sheet
from tikadesk.errors import StoreTrouble, TikaError
from tikadesk.i18n import language
from tikadesk.reports import whole_file
from tikadesk.ui.blocks import Card, Noted, Rule, acts, empty, head, scrolled
from tikadesk.ui.buttons import link, primary, secondary
from tikadesk.ui.choices import ChoiceSegment
from tikadesk.ui.editors import DayEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.progress_line import ProgressLine
from tikadesk.ui.reading import Reading
from tikadesk.ui.segments import Segment
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, Words, say

SLICE_S = 0.03
"""So long rows are saved before the window has its turn again."""
_KINDS = {sheet.REGISTRATION: "R", sheet.DOSE: "D"}
_NAMED = 5
"""So many of the rows handed back are told with their reasons; the file holds all of them."""
_NO_REGISTER = {"sheet.no_headings": "paper.sheet.no_headings", "sheet.no_column": "paper.sheet.no_column"}
"""What is wrong with a file as a window says it: it has a button where the command line has a command."""


@dataclass(frozen=True)
class _Read:
    """A file as it was read."""

    file: Path
    sheet: SheetFile


class SheetImport(Card):
    """The file, its rows on their way, and what came of them.

    Signals:
        taken: rows were saved. left: back to what was there before.
    """

    taken = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(18, 14, 18, 14), spacing=10)
        self.desk = desk
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._reading = Reading(desk)
        self._file: Path | None = None
        self._taking: Taking | None = None
        self._rows: Iterator[tuple[int, int]] = iter(())
        self._turn = QTimer(self, interval=0)
        self.choose_file: Callable[[], str] = self._ask_for_file
        self.choose_new: Callable[[str], str] = self._ask_for_new
        kinds = [Segment(kind, say(f"paper.sheet.{kind}"), letter) for kind, letter in _KINDS.items()]
        today = desk.now().date
        self.form = Form()
        self.form.row(Field(ChoiceSegment("kind", kinds), say("paper.sheet.kind")))
        self.form.row(
            Field(
                DayEditor("day", today=today),
                say("paper.sheet.day"),
                also=say("paper.sheet.day.hint"),
                width=150,
            )
        )
        self.form.set_values({"kind": sheet.REGISTRATION})
        self.choose = primary(say("paper.sheet.choose"), icon="download")
        self.template = secondary(say("paper.sheet.template"), icon="register")
        self.progress = ProgressLine()
        self.note = Noted(Look.OK)
        self._told = QWidget()
        self._lines = QVBoxLayout(self._told)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        self._build()
        self._connect()

    def _build(self) -> None:
        back = link(say("desk.back"), key="clear", small=True)
        back.clicked.connect(self._on_left)
        self.body.addLayout(head(say("paper.sheet.title"), back, role="head"))
        self.note.hide()
        hint = Text(say("paper.sheet.hint"), role="small", ink="muted", wrap=True)
        self.body.addWidget(scrolled(hint, Rule(), self.form, self.progress, self.note, self._told), 1)
        self.body.addLayout(acts(self.choose, self.template))

    def _connect(self) -> None:
        self.choose.clicked.connect(self.open_file)
        self.template.clicked.connect(self.write_template)
        self.form.finished.connect(lambda: self.choose.setFocus(Qt.FocusReason.TabFocusReason))
        self.progress.stopped.connect(self.stop)
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)
        self._turn.timeout.connect(self._on_turn)

    # What is shown

    def start(self) -> None:
        """Put the focus where work begins."""
        self.form.show_problems(())
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def busy(self) -> bool:
        """Whether rows are on their way."""
        return self._reading.busy or self._taking is not None

    # The file

    def open_file(self) -> None:
        """Ask which file, read it beside the window's own work, then take its rows in."""
        day = self._day() if not self.busy else None
        chosen = self.choose_file() if day is not None else ""
        if not chosen:
            return
        file = Path(chosen)
        self._folder = str(file.parent)
        self._wait(True)
        self._reading.start(lambda _store, _watch: _Read(file, sheet_file.read(file)))

    def _day(self) -> str | None:
        """The ISO day of the whole sheet, blank where its rows tell theirs; None where it cannot be read."""
        typed = self.form.field("day").value()
        with shown(self, self.form) as outcome:
            day = import_sheet.checked_day(typed, self.desk.now().date()) if typed else ""
        if not outcome.ok:
            return None
        self.form.show_problems(())
        return day

    def _on_read(self, found: _Read) -> None:
        try:
            kind = self.form.field("kind").value()
            self._taking = Taking(self.desk, found.sheet, kind, day=self._day() or "")
        except TikaError as error:
            self._on_failed(error)
            return
        self._file = found.file
        self._rows = self._taking.rows()
        self._turn.start()

    def _on_turn(self) -> None:
        """Save rows until the window has its turn again."""
        until = monotonic() + SLICE_S
        told: tuple[int, int] | None = None
        with shown(self) as outcome:
            while (told := next(self._rows, None)) is not None and monotonic() < until:
                pass
            if told is None:
                self._end(stopped=False)
        if not outcome.ok:
            self._give_up()
        elif told is not None:
            self.progress.show_progress(told)

    def stop(self) -> None:
        """Stop after the row in hand: what was saved stays, and the same file can be taken in again."""
        self._reading.give_up()
        if self._taking is not None:
            with shown(self):
                self._end(stopped=True)

    def _give_up(self) -> None:
        """The disk takes no more rows; the window says so."""
        self._turn.stop()
        self._taking = None
        self._wait(False)
        self.taken.emit()

    def _end(self, *, stopped: bool) -> None:
        taking, file = self._taking, self._file
        self._turn.stop()
        self._taking = None
        self._wait(False)
        if taking is None or file is None:
            return
        outcome = taking.end(stopped=stopped)
        self._tell(outcome)
        if outcome.rejected:
            self._hand_back(file, outcome)
        self.taken.emit()

    # What came of it

    def _tell(self, outcome: Outcome) -> None:
        told = say("cli.imported", read=outcome.read, saved=outcome.saved, here=outcome.already_here)
        look = Look.AMBER if outcome.rejected or outcome.stopped else Look.OK
        self._note(look, told)
        if outcome.stopped:
            self._line(say("cli.import_stopped"))
        if outcome.columns.unknown:
            self._line(say("sheet.note.unknown", headings=", ".join(outcome.columns.unknown)))
        for one in outcome.rejected[:_NAMED]:
            reasons = rejected_file.reasons(outcome.columns, one.problems)
            self._line(say("paper.sheet.bad_row", row=one.row.number, reasons=reasons))

    def _hand_back(self, file: Path, outcome: Outcome) -> None:
        with shown(self) as written:
            made = rejected_file.write(file, outcome.columns, outcome.rejected)
        if written.ok:
            self._line(say("cli.rejected", n=len(outcome.rejected), file=str(made)), role="label")

    def _on_failed(self, error: TikaError) -> None:
        self._wait(False)
        key, params = error.key, dict(error.params)
        if isinstance(error, SheetTrouble):
            key = _NO_REGISTER.get(key, key)
        if isinstance(fields := params.get("fields"), tuple):
            kind = str(params["kind"])
            params["headings"] = ", ".join(sheet.heading(kind, name, language()) for name in fields)
        self._note(Look.DANGER, Words(key, params))

    def _note(self, look: Look, words: Words) -> None:
        self.note.show_state(look, words)
        self.note.show()
        announce(self, str(words))

    def _line(self, words: Words, *, role: str = "muted") -> None:
        self._lines.addWidget(Text(words, role=role, ink="muted" if role == "muted" else "ink", wrap=True))

    def _wait(self, waiting: bool) -> None:
        for button in (self.choose, self.template):
            button.setEnabled(not waiting)
        if waiting:
            self.note.hide()
            empty(self._lines)
            self.progress.start()
        else:
            self.progress.end()

    # An empty sheet

    def write_template(self) -> None:
        """Write an empty sheet with the headings that are understood."""
        kind = self.form.field("kind").value()
        name = self.choose_new(f"{kind}.xlsx")
        if not name:
            return
        file = Path(name)
        with shown(self) as outcome:
            try:
                file.unlink(missing_ok=True)  # the dialog has asked whether to write over it
                blank_sheet.write(file, sheet.template(kind, language()))
            except OSError as error:
                raise StoreTrouble(whole_file.sentence(error), file=str(file)) from error
        if outcome.ok:
            self._note(Look.OK, say("cli.template", file=str(file)))

    def _on_left(self) -> None:
        if not self.busy:
            self.left.emit()

    def _ask_for_file(self) -> str:
        kinds = f"{say('paper.sheet.files')} (*.csv *.xlsx *.tsv *.txt)"
        file, _ = QFileDialog.getOpenFileName(self, str(say("paper.sheet.title")), self._folder, kinds)
        return file

    def _ask_for_new(self, name: str) -> str:
        place = str(Path(self._folder) / name)
        file, _ = QFileDialog.getSaveFileName(self, str(say("paper.sheet.template")), place, "*.xlsx *.csv")
        return file
