"""Writing a backup where somebody says: it asks for the file, copies and reads back off the window's thread, and says
how it went. It takes no room while nothing goes on.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from tikadesk.actions import backups
from tikadesk.actions.desk import Desk
from tikadesk.errors import StoreTrouble, TikaError
from tikadesk.reports.watch import Watch
from tikadesk.store.backup import Backup
from tikadesk.store.store import Store
from tikadesk.ui.blocks import Noted
from tikadesk.ui.messages import area_of, shown
from tikadesk.ui.reading import Reading
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import say


class BackupLine(Noted):
    """How far the backup is.

    Signals:
        written: a backup was written, and is remembered.
    """

    written = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(Look.INFO, say("closing.backup.writing"))
        self._desk = desk
        self._reading = Reading(desk)
        self._reading.done.connect(self._on_done)
        self._reading.failed.connect(self._on_failed)
        self.choose_file: Callable[[str], str] = self._ask_for_file
        self.hide()

    def write(self) -> None:
        """Ask where to and begin; nothing where nobody said where, or one is under way."""
        home = self._desk.store.home
        if self._reading.busy:
            return
        with shown(self):
            if home is None:
                raise StoreTrouble("backup.no_file")
            name = self.choose_file(str(backups.place(self._desk)))
            if name:
                self.show()
                self._reading.start(partial(_copy, file=Path(name)))

    def _on_done(self, made: object) -> None:
        self.hide()
        if isinstance(made, Backup):
            with shown(self) as outcome:
                backups.remember(self._desk, made)
            if outcome.ok:
                self.written.emit()

    def _on_failed(self, error: TikaError) -> None:
        self.hide()
        area_of(self).show_error(error)

    def _ask_for_file(self, name: str) -> str:
        file, _ = QFileDialog.getSaveFileName(self, str(say("closing.backup.write")), name, "*.backup")
        return file


def _copy(store: Store, _watch: Watch, *, file: Path) -> Backup:
    return backups.copy(store, file)
