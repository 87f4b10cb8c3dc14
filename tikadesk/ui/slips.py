"""Makes slips after the save: on the printer where there is one, else as a file. Nothing here can undo a save."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtPrintSupport import QPrinter

from tikadesk.actions import prints
from tikadesk.actions.desk import Desk
from tikadesk.actions.prints import Paper
from tikadesk.errors import StoreTrouble
from tikadesk.reports import filed, slip
from tikadesk.ui import printers
from tikadesk.ui.tokens import Look
from tikadesk.ui.tongue import hindi_of
from tikadesk.ui.words import Words, say

FOLDER = "slips"
_FAULTS = {"report.disk_full": "desk.slip.disk_full", "report.cannot_write": "desk.slip.not_written"}


class Slips(QObject):
    """The slips asked for, made one after the other between two keys.

    Signals:
        told(object, object): look and words of how the last slip came out. made: a slip more is counted.
    """

    told = Signal(object, object)
    made = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.printer: Callable[[], QPrinter | None] = lambda: printers.for_papers(desk)
        self._wanted: list[tuple[str, str]] = []
        # First the window shows that the record is saved; painting takes about 15 ms after that.
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(self._make_all)

    def want(self, rec: str, person: str) -> None:
        """Make the slip of ``person`` soon; it is counted for the record ``rec``."""
        self._wanted.append((rec, person))
        self._soon.start()

    def _make_all(self) -> None:
        while self._wanted:
            self._make(*self._wanted.pop(0))

    def _make(self, rec: str, person: str) -> None:
        home = self._desk.store.home
        try:
            what = slip.of(self._desk.store, person, practice=self._desk.practice)
            language = hindi_of(self._desk)
            if (printer := self.printer()) is not None:
                name = printer.printerName()
                slip.paint_on(what, printer, language=language, called=name)
                printers.must_have_taken(printer)
                look, words = Look.OK, say("desk.slip.printed", printer=name)
            elif home is not None:
                file = filed.keep(
                    home.data / FOLDER,
                    f"{what.no}.pdf",
                    lambda out: slip.write(what, out, language=language),
                )
                look, words = Look.INFO, say("desk.slip.filed", file=str(file))
            else:
                self.told.emit(Look.INFO, say("desk.slip.nowhere"))
                return
        except StoreTrouble as error:
            self.told.emit(Look.AMBER, trouble(error))
            return
        try:
            prints.note(self._desk, Paper.SLIP, rec, printed=printer is not None)
        except StoreTrouble:
            look, words = Look.AMBER, say("desk.slip.uncounted")
        self.told.emit(look, words)
        self.made.emit()


def trouble(error: StoreTrouble) -> Words:
    """Why there is no slip and what to do; that the record is safe comes first."""
    if known := _FAULTS.get(error.key):
        return say(known, **error.params)
    return say("desk.slip.failed", why=Words(error.key, dict(error.params)))
