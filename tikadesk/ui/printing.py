"""Makes slips, labels, lists and forms after the save: on a printer where there is one, else as files. No save waits.

What did not come out stays in the print queue, over a restart too, until it did or somebody says that it did.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtPrintSupport import QPrinter

from tikadesk.actions import manifests, print_queue, prints
from tikadesk.actions.desk import Desk
from tikadesk.actions.print_queue import Wanted
from tikadesk.actions.prints import Made, Paper
from tikadesk.errors import NotAllowed, StoreTrouble
from tikadesk.reports import aefi_form, close_slip, filed, label, manifest_paper, slip, token
from tikadesk.ui import printers
from tikadesk.ui.tokens import Look
from tikadesk.ui.tongue import hindi_of
from tikadesk.ui.words import Words, say

FOLDERS = {
    Paper.SLIP: "slips", Paper.TURN: "tokens", Paper.LABEL: "labels", Paper.MANIFEST: "manifests",
    Paper.AEFI: "aefi", Paper.CLOSING: "closings",
}  # fmt: skip


@dataclass(frozen=True)
class _Sheet:
    """A paper ready to be made: ``paint(device, called)`` on a printer, or ``write(file)``."""

    no: str
    paint: Callable[[QPagedPaintDevice, str], None]
    write: Callable[[Path], Path]

    @property
    def file_name(self) -> str:
        return f"{self.no.replace('/', '-')}.pdf"


class Printing(QObject):
    """The papers that a page asks for, made one after the other between two keys.

    Signals:
        told(object, object): look and words of how the last one came out. made: what is counted or waits has changed.
    """

    told = Signal(object, object)
    made = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.printers: dict[Paper, Callable[[], QPrinter | None]] = {
            Paper.SLIP: lambda: printers.for_slips(desk),
            Paper.TURN: lambda: printers.for_slips(desk),
            Paper.LABEL: lambda: printers.for_labels(desk),
            Paper.MANIFEST: lambda: printers.for_papers(desk),
            Paper.AEFI: lambda: printers.for_papers(desk),
            Paper.CLOSING: lambda: printers.for_slips(desk),
        }
        self._wanted: list[Wanted] = []
        # First the window shows that the record is saved; queue and paint take their milliseconds after that.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._make_all)

    def want_slip(self, rec: str) -> None:
        """Make the slip of a dose's or a registration's person soon; it is counted for that record."""
        self._want([Wanted(Paper.SLIP, rec)])

    def want_token(self, rec: str) -> None:
        """Make the queue token of a registration, or of the person of a dose, soon."""
        self._want([Wanted(Paper.TURN, rec)])

    def want_form(self, event_id: str) -> None:
        """Make the case report of an adverse event soon."""
        self._want([Wanted(Paper.AEFI, event_id)])

    def want_closing(self, closing_id: str) -> None:
        """Make the slip of a day's closing soon."""
        self._want([Wanted(Paper.CLOSING, closing_id)])

    def want_label(self, *sample_ids: str) -> None:
        """Make the labels of some samples' tubes soon; one that was made before is marked as a reprint."""
        self._want([Wanted(Paper.LABEL, sample_id) for sample_id in sample_ids])

    def want_manifest(self, box_id: str) -> None:
        """Make the list of a sealed box soon, in its three copies."""
        self._want([Wanted(Paper.MANIFEST, box_id)])

    def waiting(self) -> list[Wanted]:
        """What may not have come out: stopped by power or paper, in this run or an earlier one. Raises StoreTrouble."""
        return [one for one in print_queue.waiting(self._desk) if one not in self._wanted]

    def print_waiting(self, *papers: Paper) -> None:
        """Make what is waiting of some papers. Raises StoreTrouble."""
        self._want([one for one in self.waiting() if one.paper in papers])

    def drop_waiting(self, *papers: Paper) -> None:
        """Somebody has looked: what waits of some papers did come out. Raises StoreTrouble."""
        print_queue.drop(self._desk, [one for one in self.waiting() if one.paper in papers])
        self.made.emit()

    def _want(self, wanted: list[Wanted]) -> None:
        self._wanted += wanted
        self._soon.start()

    def _make_all(self) -> None:
        for one in self._wanted:
            self._queue(one)
        while self._wanted:
            self._make(self._wanted.pop(0))
            self.made.emit()

    def _queue(self, wanted: Wanted) -> None:
        try:
            print_queue.want(self._desk, wanted)
        except StoreTrouble:
            # A full disk shall not keep the label from its tube; only a restart would not know of it.
            self.told.emit(Look.AMBER, say("print.unqueued"))

    def _make(self, wanted: Wanted) -> None:
        paper, home = wanted.paper, self._desk.store.home
        try:
            printer, sheet = self.printers[paper](), self._sheet(wanted)
            if printer is not None:
                sheet.paint(printer, printer.printerName())
                printers.must_have_taken(printer)
                look, words = Look.OK, say(f"print.{paper}.printed", printer=printer.printerName())
            elif home is not None:
                file = filed.keep(home.data / FOLDERS[paper], sheet.file_name, sheet.write)
                look, words = Look.INFO, say(f"print.{paper}.filed", file=str(file))
            else:
                print_queue.drop(self._desk, [wanted])
                self.told.emit(Look.INFO, say("print.nowhere"))
                return
        except (StoreTrouble, NotAllowed) as error:
            if isinstance(error, NotAllowed):
                # A box that was opened again has no list: waiting would not help.
                print_queue.drop(self._desk, [wanted])
            why = Words(error.key, dict(error.params))
            self.told.emit(Look.AMBER, say(f"print.{paper}.failed", why=why))
            return
        try:
            print_queue.came_out(self._desk, wanted, printed=printer is not None)
        except StoreTrouble:
            look, words = Look.AMBER, say("print.uncounted")
        self.told.emit(look, words)

    def _sheet(self, wanted: Wanted) -> _Sheet:
        return _SHEETS[wanted.paper](self._desk, wanted.rec)


def _slip(desk: Desk, rec: str) -> _Sheet:
    paper, language = printers.chosen(desk).slip_paper, hindi_of(desk)
    one = slip.of(desk.store, rec, copy=_made(desk, Paper.SLIP, rec), practice=desk.practice)
    return _Sheet(
        one.no,
        lambda device, called: slip.paint_on(one, device, paper=paper, language=language, called=called),
        lambda file: slip.write(one, file, paper=paper, language=language),
    )


def _token(desk: Desk, rec: str) -> _Sheet:
    paper, language = printers.chosen(desk).slip_paper, hindi_of(desk)
    one = token.of(desk.store, rec, practice=desk.practice)
    return _Sheet(
        one.no,
        lambda device, called: token.paint_on(one, device, paper=paper, language=language, called=called),
        lambda file: token.write(one, file, paper=paper, language=language),
    )


def _label(desk: Desk, rec: str) -> _Sheet:
    tube = label.of(desk.store, rec, copy=_made(desk, Paper.LABEL, rec), practice=desk.practice)
    return _Sheet(
        tube.no,
        lambda device, called: label.paint_on([tube], device, called=called),
        lambda file: label.write([tube], file),
    )


def _manifest(desk: Desk, rec: str) -> _Sheet:
    listed, language = manifests.of(desk, rec), hindi_of(desk)
    box = manifest_paper.of(desk.store, listed, manifests.sealed_list(desk, rec), practice=desk.practice)
    return _Sheet(
        listed.no,
        lambda device, called: manifest_paper.paint_on(box, device, language=language, called=called),
        lambda file: manifest_paper.write(box, file, language=language),
    )


def _form(desk: Desk, rec: str) -> _Sheet:
    form, language = aefi_form.of(desk.store, rec, practice=desk.practice), hindi_of(desk)
    # One person may have several: the end of the record's id tells their files apart.
    return _Sheet(
        f"{form.person.get('no') or ''}-{rec[-6:]}",
        lambda device, called: aefi_form.paint_on(form, device, language=language, called=called),
        lambda file: aefi_form.write(form, file, language=language),
    )


def _closing(desk: Desk, rec: str) -> _Sheet:
    paper, language = printers.chosen(desk).slip_paper, hindi_of(desk)
    one = close_slip.of(desk.store, rec, practice=desk.practice)
    return _Sheet(
        one.no,
        lambda device, called: close_slip.paint_on(
            one, device, paper=paper, language=language, called=called
        ),
        lambda file: close_slip.write(one, file, paper=paper, language=language),
    )


def _made(desk: Desk, paper: Paper, rec: str) -> int:
    return prints.made(desk, paper, [rec]).get(rec, Made()).times


_SHEETS: dict[Paper, Callable[[Desk, str], _Sheet]] = {
    Paper.SLIP: _slip, Paper.TURN: _token, Paper.LABEL: _label, Paper.MANIFEST: _manifest, Paper.AEFI: _form,
    Paper.CLOSING: _closing,
}  # fmt: skip
