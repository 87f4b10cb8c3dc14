"""Taking the official portal's list in from a sheet: choose the file, see what was understood of it, keep it or not.

The file is read on a reader's thread; nothing is kept before somebody has seen what it holds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtWidgets import QFileDialog, QVBoxLayout, QWidget

from tikadesk.actions import portal_sheet, rejected_file, sheet_file
from tikadesk.actions.desk import Desk
from tikadesk.actions.portal_sheet import PortalList
from tikadesk.actions.sheet_file import SheetTrouble
from tikadesk.errors import TikaError
from tikadesk.reports.watch import GivenUp, Watch
from tikadesk.ui import finding_words
from tikadesk.ui.blocks import Card, Noted, Scroller, acts, empty, head
from tikadesk.ui.buttons import link, primary, secondary
from tikadesk.ui.choices import ChoiceSegment
from tikadesk.ui.field import Field
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.progress_line import ProgressLine
from tikadesk.ui.reading import Reading
from tikadesk.ui.segments import Segment
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import day as shown_day
from tikadesk.ui.words import Text, Words, plain, say

_NO_LIST = ("sheet.no_headings", "sheet.no_column")
_TOLD = 5
"""So many of the rows handed back are told with their reasons; the file holds all of them."""
ONE_DAY, EACH_DAY = "one", "each"


@dataclass(frozen=True)
class _Read:
    """A file as it was understood."""

    file: Path
    list: PortalList
    note: str


class PortalImport(Card):
    """The file, what was understood of it, and what came of it.

    Signals:
        kept(object): the ISO days whose lists were replaced. left: back to what was there before.
    """

    kept = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 12, 16, 12), spacing=8)
        self.desk, self.day = desk, desk.today()
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DownloadLocation)
        self._read: _Read | None = None
        self._reading = Reading(desk)
        self.choose_file: Callable[[], str] = self._ask_for_file
        back = link(say("desk.back"), key="clear", small=True)
        back.clicked.connect(self._on_left)
        self.body.addLayout(head(say("reconcile.import.title"), back, role="section"))
        self.intro = Text(role="muted", ink="muted", wrap=True)
        self.choose = secondary(say("reconcile.import.choose"), icon="download")
        self.progress = ProgressLine()
        self.note = Noted(Look.OK)
        self.note.hide()
        self._found = QWidget()
        self._lines = QVBoxLayout(self._found)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setSpacing(4)
        ways = [Segment(code, say(f"reconcile.import.days.{code}")) for code in (ONE_DAY, EACH_DAY)]
        self.which = Field(ChoiceSegment("portal_days", ways), say("reconcile.import.days"))
        self.keep = primary(say("reconcile.import.keep"), icon="check")
        self.rejected = secondary(say("reconcile.import.rejected"), icon="download", small=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.intro, self.progress, self.note, self._found, self.which):
            column.addWidget(part)
        column.addWidget(self.rejected, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch()
        self.body.addWidget(Scroller(inside), 1)
        self.body.addLayout(acts(self.keep, self.choose))
        self._connect()
        self._show()

    def _connect(self) -> None:
        self.choose.clicked.connect(self.open_file)
        self.keep.clicked.connect(self.keep_list)
        self.rejected.clicked.connect(self.write_rejected)
        self.progress.stopped.connect(self._reading.give_up)
        self._reading.progressed.connect(self.progress.show_progress)
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(self._on_failed)

    # What is shown

    def begin(self, day: str) -> None:
        """Ask for the list of an ISO day."""
        self.day, self._read = day, None
        self.note.hide()
        self._show()

    def start(self) -> None:
        """Put the focus where work begins."""
        where = self.keep if self._read is not None and self._read.list.rows else self.choose
        where.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        """Show what was understood of the file, or that one is asked for."""
        found = self._read
        self.intro.say("reconcile.import.intro", day=shown_day(self.day))
        self.intro.setVisible(found is None)
        self._found.setVisible(found is not None)
        empty(self._lines)
        days = found.list.days if found is not None else {}
        self.which.setVisible(len(days) > 1)
        self.keep.setVisible(bool(days))
        self.rejected.setVisible(found is not None and bool(found.list.outcome.rejected))
        self.choose.show_words(say("reconcile.import.choose" if found is None else "reconcile.import.other"))
        if found is not None:
            self._tell(found)

    def _tell(self, found: _Read) -> None:
        outcome, days = found.list.outcome, found.list.days
        self._say("strong", plain(found.file.name))
        self._say("body", say("reconcile.import.read", n=outcome.read, rejected=len(outcome.rejected)))
        names = ", ".join(str(finding_words.field_label(name)) for name in _in_order(outcome.columns.places))
        self._say("muted", say("reconcile.import.columns", names=names))
        if outcome.columns.unknown:
            self._say("muted", say("sheet.note.unknown", headings=", ".join(outcome.columns.unknown)))
        if found.note:
            self._say("muted", Words(found.note))
        if len(days) > 1:
            told = ", ".join(f"{shown_day(on)}: {count}" for on, count in sorted(days.items()))
            self._say("muted", say("reconcile.import.several", days=told))
            mostly = days[self.day] * 10 >= sum(days.values()) * 9
            self.which.editor.set_value(ONE_DAY if mostly else EACH_DAY)
        elif days and self.day not in days:
            self._lines.addWidget(
                Noted(Look.AMBER, say("reconcile.import.other_day", day=shown_day(next(iter(days)))))
            )
            self.which.editor.set_value(EACH_DAY)
        else:
            self.which.editor.set_value(ONE_DAY)
        for one in outcome.rejected[:_TOLD]:
            reasons = rejected_file.reasons(outcome.columns, one.problems)
            self._say("muted", say("reconcile.import.bad_row", row=one.row.number, reasons=reasons))
        if len(outcome.rejected) > _TOLD:
            self._say("muted", say("reconcile.import.more_bad", n=len(outcome.rejected) - _TOLD))

    def _say(self, role: str, words: Words) -> None:
        self._lines.addWidget(Text(words, role=role, ink="muted" if role == "muted" else "ink", wrap=True))

    # What is done

    def open_file(self) -> None:
        """Ask which file, and read it beside the window's own work."""
        chosen = self.choose_file() if not self._reading.busy else ""
        if not chosen:
            return
        file, day, today = Path(chosen), self.day, date.fromisoformat(self.desk.today())
        self._folder = str(file.parent)
        self.note.hide()
        self.choose.setEnabled(False)
        self.progress.start()
        self._reading.start(lambda _store, watch: _read(file, day, today, watch))

    def _on_read(self, found: _Read) -> None:
        self._end()
        self._read = found
        self._show()
        self.start()

    def _on_failed(self, error: TikaError) -> None:
        self._end()
        self._read = None
        self._show()
        words = Words(error.key, dict(error.params))
        if isinstance(error, SheetTrouble) and error.key in _NO_LIST:
            words = say("reconcile.import.no_list")
        self._note(Look.NEUTRAL if isinstance(error, GivenUp) else Look.DANGER, words)

    def _end(self) -> None:
        self.progress.end()
        self.choose.setEnabled(True)

    def keep_list(self) -> None:
        """Keep what was read as the list of the day, or each row for its own day."""
        found = self._read
        if found is None:
            return
        day = self.day if self.which.value() == ONE_DAY else ""
        with shown(self) as outcome:
            days = portal_sheet.keep(self.desk, found.list, found.file.name, day=day)
        if outcome.ok:
            self._read = None
            self._show()
            self.kept.emit(days)

    def write_rejected(self) -> None:
        """Write the rows that were handed back beside the file, to be mended and taken in again."""
        if self._read is None:
            return
        outcome = self._read.list.outcome
        with shown(self) as written:
            file = rejected_file.write(self._read.file, outcome.columns, outcome.rejected)
        if written.ok:
            self._note(Look.OK, say("reconcile.import.rejected_written", file=file.name, folder=file.parent))

    def _note(self, look: Look, words: Words) -> None:
        self.note.show_state(look, words)
        self.note.show()
        announce(self, str(words))

    def _on_left(self) -> None:
        self._reading.give_up()
        self.left.emit()

    def _ask_for_file(self) -> str:
        kinds = f"{say('reconcile.import.sheets')} (*.csv *.xlsx *.tsv *.txt)"
        file, _ = QFileDialog.getOpenFileName(self, str(say("reconcile.import.title")), self._folder, kinds)
        return file


def _read(file: Path, day: str, today: date, watch: Watch) -> _Read:
    """Read a file; raises GivenUp when nobody waits for it, SheetTrouble."""
    sheet = sheet_file.read(file)
    found = portal_sheet.read(sheet, today, day=day, stopped=watch.cancelled, progress=watch.progress)
    if found.outcome.stopped:
        raise GivenUp
    return _Read(file, found, sheet.note)


def _in_order(found: Iterable[str]) -> list[str]:
    """The fields that were found, in the order in which both sides are shown."""
    known = {"birth_year" if name == "age" else name for name in found}
    return [name for name in finding_words.FIELDS if name in known]
