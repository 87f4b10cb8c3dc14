"""Has the outages of the line written down as the sync thread tells of them. What one outage is, is not known here."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tikadesk.actions import outages
from tikadesk.actions.desk import Desk
from tikadesk.domain.status import SyncStatus
from tikadesk.errors import StoreTrouble

_log = logging.getLogger("tikadesk.app")
_LOOK_AGAIN_MS = 15_000


class OutageWatch(QObject):
    """On the GUI thread, for as long as the desk is open.

    Signals:
        saved: a record was written.
    """

    saved = Signal()

    def __init__(self, desk: Desk, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._stopped = False
        self._again = QTimer(self, interval=_LOOK_AGAIN_MS)
        self._again.timeout.connect(self._look)

    @Slot(object)
    def see(self, status: SyncStatus) -> None:
        """Take in a picture of the line."""
        self._write(lambda: outages.notice(self._desk, status))

    @Slot()
    def _look(self) -> None:
        self._write(lambda: outages.look(self._desk))

    def _write(self, what: Callable[[], bool]) -> None:
        if self._stopped:  # a picture was still under way from the sync thread
            return
        try:
            journalled = what()
            pending = outages.pending(self._desk)
        except StoreTrouble as trouble:  # the next picture of the line tries again, and whoever saves is told
            _log.warning("an outage was not written down: %s", trouble.key)
            return
        if pending:
            self._again.start()
        else:
            self._again.stop()
        if journalled:
            self.saved.emit()

    def stop(self) -> None:
        """The store is about to be closed: from now on nothing is written."""
        self._stopped = True
        self._again.stop()
