"""Making the paper kit: how many blank pages, stickers of which numbers, as a PDF for the printer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog

from tikadesk.actions import paper_kit
from tikadesk.actions.desk import Desk
from tikadesk.domain.paper_kit import Kit
from tikadesk.errors import InvalidRecord, StoreTrouble, TikaError
from tikadesk.reports import paper_kit as paper
from tikadesk.reports.watch import GivenUp, Watch
from tikadesk.reports.whole_file import Made
from tikadesk.store.store import Store
from tikadesk.ui import printers
from tikadesk.ui.blocks import Card, Noted, Rule, acts, head, scrolled
from tikadesk.ui.buttons import link, primary, secondary
from tikadesk.ui.editors import DigitsEditor, TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.progress_line import ProgressLine
from tikadesk.ui.reading import Reading, Work
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, Words, say

USUAL_PAGES = 10


class PaperKitCard(Card):
    """The form of a kit, and what came of it.

    Signals:
        made: a kit was made, and that is journalled. left: back to what was there before.
    """

    made = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(18, 14, 18, 14), spacing=10)
        self.desk = desk
        self._kit = Kit(1, 0)
        self._folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        self._reading = Reading(desk)
        self.choose_file: Callable[[str], str] = self._ask_for_file
        self.printer: Callable[[], QPrinter | None] = lambda: printers.for_papers(desk)
        self.form = Form()
        self.form.row(
            Field(DigitsEditor("pages"), say("kit.pages"), width=110),
            Field(DigitsEditor("first_page"), say("kit.first_page"), width=110),
            stretches=(1, 1),
        )
        self.form.row(
            *(
                Field(TextEditor(name, upper=True, mono=True), say(f"kit.{name}"))
                for name in ("stickers_from", "stickers_to")
            ),
            stretches=(1, 1),
        )
        self.save = primary(say("kit.make"), icon="download", key="save_print")
        self.print = secondary(say("export.print"), icon="print", key="reprint")
        self.progress = ProgressLine()
        self.note = Noted(Look.OK)
        self._build()
        self._connect()

    def _build(self) -> None:
        back = link(say("desk.back"), key="clear", small=True)
        back.clicked.connect(self._on_left)
        self.body.addLayout(head(say("kit.head"), back, role="head"))
        self.note.hide()
        hint, stickers = (
            Text(say(key), role="small", ink="muted", wrap=True) for key in ("kit.hint", "kit.stickers.hint")
        )
        self.body.addWidget(scrolled(hint, Rule(), self.form, stickers, self.progress, self.note), 1)
        self.body.addLayout(acts(self.save, self.print))

    def _connect(self) -> None:
        self.save.clicked.connect(self.make)
        self.print.clicked.connect(self.print_out)
        self.form.finished.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))
        self.form.left.connect(self._on_left_field)
        self.progress.stopped.connect(self._reading.give_up)
        self._reading.progressed.connect(self.progress.show_progress)
        self._reading.done.connect(self._on_done)
        self._reading.failed.connect(self._on_failed)

    def start(self) -> None:
        """Offer the pages after those printed last, and put the focus where work begins."""
        self.form.show_problems(())
        if not self.form.field("pages").value():
            self.form.set_values({"pages": str(USUAL_PAGES)})
        self.form.set_values({"first_page": str(paper_kit.next_page(self.desk))})
        self.form.focus_first()

    def make(self) -> None:
        """Ask where to, and make the kit as a PDF beside the window's own work."""
        kit = self._asked()
        chosen = self.choose_file(f"paper-kit-{kit.first}.pdf") if kit is not None else ""
        if kit is None or not chosen:
            return
        out = Path(chosen if chosen.lower().endswith(".pdf") else f"{chosen}.pdf")
        self._folder = str(out.parent)
        practice = self.desk.practice
        self._begin(kit, lambda store, watch: paper.write(store, kit, out, practice=practice, watch=watch))

    def print_out(self) -> None:
        """Print it on the printer of papers; without one it is said what can be done instead."""
        kit = self._asked()
        if kit is None:
            return
        try:
            printer = self.printer()
        except StoreTrouble as trouble:
            self._on_failed(trouble)
            return
        if printer is None:
            self._note(Look.AMBER, say("export.no_printer"))
            return
        practice = self.desk.practice
        self._begin(kit, lambda store, watch: _printed(store, kit, printer, watch, practice=practice))

    def _asked(self) -> Kit | None:
        """The kit that the form asks for; None where it cannot be, or another one is being made."""
        if self._reading.busy:
            return None
        kit: Kit | None = None
        with shown(self, self.form) as outcome:
            kit = paper_kit.plan(self.desk, self.form.values())
        if outcome.ok:
            self.form.show_problems(())
        return kit

    def _begin(self, kit: Kit, work: Work) -> None:
        self._kit = kit
        self._wait(True)
        self._reading.start(work)

    def _on_done(self, answer: Made | str) -> None:
        """``answer`` is the file, or the printer's name."""
        self._wait(False)
        kit = self._kit
        with shown(self) as outcome:
            paper_kit.note(self.desk, kit)
        if outcome.ok:
            self.form.set_values({"first_page": str(paper_kit.next_page(self.desk))})
            where = str(answer.file) if isinstance(answer, Made) else answer
            self._note(Look.OK, say("cli.kit_made", pages=kit.pages, stickers=len(kit.stickers), file=where))
            self.made.emit()

    def _on_failed(self, error: TikaError) -> None:
        self._wait(False)
        look = Look.NEUTRAL if isinstance(error, GivenUp) else Look.DANGER
        self._note(look, Words(error.key, dict(error.params)))

    def _on_left_field(self, name: str) -> None:
        """Say what is wrong with the field, and which numbers were printed here before."""
        field = self.form.field(name)
        if not (field.value() or field.is_bad):
            return
        values = self.form.values()
        try:
            again = paper_kit.printed_before(self.desk, paper_kit.plan(self.desk, values))
        except InvalidRecord as invalid:
            # The end of a range is not wrong while it is not typed yet.
            waits = name == "stickers_from" or values["stickers_to"]
            self.form.show_quietly(name, [one for one in invalid.problems if one.field == name and waits])
            return
        self.form.show_quietly(name, ())
        self.form.show_warnings("stickers_from", [again] if again is not None else ())

    def _wait(self, waiting: bool) -> None:
        for button in (self.save, self.print):
            button.setEnabled(not waiting)
        if waiting:
            self.note.hide()
            self.progress.start()
        else:
            self.progress.end()

    def _note(self, look: Look, words: Words) -> None:
        self.note.show_state(look, words)
        self.note.show()
        announce(self, str(words))

    def _on_left(self) -> None:
        self._reading.give_up()
        self.left.emit()

    def _ask_for_file(self, name: str) -> str:
        place = str(Path(self._folder) / name)
        file, _ = QFileDialog.getSaveFileName(self, str(say("kit.make")), place, "*.pdf")
        return file


def _printed(store: Store, kit: Kit, printer: QPrinter, watch: Watch, *, practice: bool) -> str:
    """Paint a kit on a printer, on the reader's thread; the printer's name. Raises StoreTrouble, GivenUp."""
    name = printer.printerName()
    printers.paint(
        printer,
        watch,
        lambda seen: paper.paint_on(store, kit, printer, called=name, practice=practice, watch=seen),
    )
    return name
