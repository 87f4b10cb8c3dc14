"""Whether the database file is sound, asked in the background after the desk has opened: nobody waits for it."""

from __future__ import annotations

import logging

from PySide6.QtCore import QObject, QRunnable, QThreadPool, Signal

from tikadesk.errors import StoreTrouble
from tikadesk.paths import Home
from tikadesk.store.store import Store

_log = logging.getLogger("tikadesk.app")


class SoundnessCheck(QObject):
    """Reads the whole file once on a pool thread, with a connection of its own.

    Signals:
        found(object): the StoreTrouble to tell; nothing is emitted when the file is sound.
    """

    found = Signal(object)

    def __init__(self, home: Home) -> None:
        super().__init__()
        self._home = home

    def start(self) -> None:
        """Begin; returns at once."""
        QThreadPool.globalInstance().start(QRunnable.create(self._read))

    def _read(self) -> None:
        try:
            store = Store.open(self._home, query_only=True)
            try:
                faults = store.integrity()
            finally:
                store.close()
        except StoreTrouble as trouble:
            self.found.emit(trouble)
            return
        if faults:
            _log.error("the engine finds %d faults in the database", len(faults))
            self.found.emit(StoreTrouble("store.damaged"))
