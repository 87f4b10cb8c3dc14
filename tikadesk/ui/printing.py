"""Makes labels and manifests after the save: on a printer where one is chosen, else as files. It cannot undo a save.

What did not come out stays in the print queue, over a restart too, until it did or somebody says that it did.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtPrintSupport import QPrinter

from tikadesk.actions import label_roll, manifests, print_queue, prints
from tikadesk.actions.desk import Desk
from tikadesk.actions.print_queue import Wanted
from tikadesk.actions.prints import Made, Paper
from tikadesk.errors import NotAllowed, StoreTrouble
from tikadesk.reports import filed, label, manifest_paper
from tikadesk.ui import printers
from tikadesk.ui.tokens import Look
from tikadesk.ui.tongue import hindi_of
from tikadesk.ui.words import Words, say

FOLDERS = {Paper.LABEL: "labels", Paper.MANIFEST: "manifests"}


class Printing(QObject):
    """The labels and manifests that a page asks for, made one after the other between two keys.

    Signals:
        told(object, object): look and words of how the last one came out. made: a paper more is counted.
    """

    told = Signal(object, object)
    made = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.printers: dict[Paper, Callable[[], QPrinter | None]] = {
            Paper.LABEL: lambda: printers.for_labels(desk),
            Paper.MANIFEST: lambda: printers.for_papers(desk),
        }
        self._wanted: list[Wanted] = []
        # First the window shows that the record is saved; painting takes its milliseconds after that.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._make_all)

    def want_label(self, *sample_ids: str) -> None:
        """Make the labels of some samples' tubes soon; one that was made before is marked as a reprint."""
        self._want([Wanted(Paper.LABEL, sample_id) for sample_id in sample_ids])

    def want_manifest(self, box_id: str) -> None:
        """Make the list of a sealed box soon, in its three copies."""
        self._want([Wanted(Paper.MANIFEST, box_id)])

    @property
    def labels_left(self) -> int | None:
        """How many labels are left on the roll; None where nobody counts them. Raises StoreTrouble."""
        return label_roll.left(self._desk)

    def waiting(self) -> list[Wanted]:
        """What may not have come out: stopped by power or paper, in this run or an earlier one. Raises StoreTrouble."""
        return [one for one in print_queue.waiting(self._desk) if one not in self._wanted]

    def print_waiting(self) -> None:
        """Make what is waiting. Raises StoreTrouble."""
        self._want(self.waiting())

    def drop_waiting(self) -> None:
        """Somebody has looked: what waits did come out. Raises StoreTrouble."""
        print_queue.drop(self._desk, self.waiting())
        self.made.emit()

    def _want(self, wanted: list[Wanted]) -> None:
        for one in wanted:
            try:
                print_queue.want(self._desk, one)
            except StoreTrouble:
                # A full disk shall not keep the label from its tube; only a restart would not know of it.
                self.told.emit(Look.AMBER, say("print.unqueued"))
        self._wanted += wanted
        self._soon.start()

    def _make_all(self) -> None:
        while self._wanted:
            self._make(self._wanted[0])
            self._wanted.pop(0)

    def _make(self, wanted: Wanted) -> None:
        try:
            printer = self.printers[wanted.paper]()
            if printer is not None:
                self._paint(wanted, printer)
                printers.must_have_taken(printer)
                look, words = Look.OK, say(f"print.{wanted.paper}.printed", printer=printer.printerName())
            elif (file := self._file(wanted)) is not None:
                look, words = Look.INFO, say(f"print.{wanted.paper}.filed", file=str(file))
            else:
                print_queue.drop(self._desk, [wanted])
                self.told.emit(Look.INFO, say("print.nowhere"))
                return
        except (StoreTrouble, NotAllowed) as error:
            if isinstance(
                error, NotAllowed
            ):  # a box that was opened again has no list: waiting would not help
                print_queue.drop(self._desk, [wanted])
            why = Words(error.key, dict(error.params))
            self.told.emit(Look.AMBER, say(f"print.{wanted.paper}.failed", why=why))
            self.made.emit()
            return
        try:
            print_queue.came_out(self._desk, wanted, printed=printer is not None)
        except StoreTrouble:
            look, words = Look.AMBER, say("print.uncounted")
        self.told.emit(look, words)
        self.made.emit()

    def _paint(self, wanted: Wanted, printer: QPrinter) -> None:
        called = printer.printerName()
        if wanted.paper is Paper.LABEL:
            label.paint_on([self._label(wanted.rec)], printer, called=called)
        else:
            manifest_paper.paint_on(
                self._manifest(wanted.rec), printer, language=hindi_of(self._desk), called=called
            )

    def _file(self, wanted: Wanted) -> Path | None:
        """The paper as a file; None on a desk that keeps nothing on a disk."""
        home = self._desk.store.home
        if home is None:
            return None
        folder = home.data / FOLDERS[wanted.paper]
        if wanted.paper is Paper.LABEL:
            one = self._label(wanted.rec)
            return filed.keep(folder, _file_name(one.no), lambda out: label.write([one], out))
        sheet = self._manifest(wanted.rec)
        language = hindi_of(self._desk)
        return filed.keep(
            folder,
            _file_name(sheet.manifest.no),
            lambda out: manifest_paper.write(sheet, out, language=language),
        )

    def _label(self, sample_id: str) -> label.Label:
        before = prints.made(self._desk, Paper.LABEL, [sample_id]).get(sample_id, Made())
        return label.of(self._desk.store, sample_id, copy=before.times, practice=self._desk.practice)

    def _manifest(self, box_id: str) -> manifest_paper.Paper:
        desk = self._desk
        return manifest_paper.of(
            desk.store,
            manifests.of(desk, box_id),
            manifests.sealed_list(desk, box_id),
            practice=desk.practice,
        )


def _file_name(no: str) -> str:
    return f"{no.replace('/', '-')}.pdf"
