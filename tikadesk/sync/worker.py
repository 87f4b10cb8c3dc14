"""The sync thread: the only Qt of this floor. A timer and a wake signal drive one ``Visitor`` in small steps.

Signals:
    status(object): a ``SyncStatus``, whenever something on the strip may have changed.
    arrived(object): a frozenset of kind names whose rows changed, or of SERVER_TOPIC: an answer about a day.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from tikadesk.domain.clock import Clock
from tikadesk.domain.status import SyncStatus
from tikadesk.errors import StoreTrouble
from tikadesk.paths import Home
from tikadesk.store.reconciling import SERVER_TOPIC
from tikadesk.sync.pace import Pace
from tikadesk.sync.visit import Visitor

_log = logging.getLogger("tikadesk.sync")
_LONGEST_MS = 15_000
_BETWEEN_STEPS_MS = 1
"""Room for the GUI thread between two requests: both want the interpreter."""


class SyncWorker(QObject):
    """Lives on its own thread with its own connection; talk to it by signals only.

    Signals:
        status(SyncStatus): a new picture of the line. arrived(frozenset): the kinds whose rows changed.
        stopped: nothing more is sent.
    """

    status = Signal(object)
    arrived = Signal(object)
    stopped = Signal()

    def __init__(
        self, home: Home, clock: Clock, *, app: str, pace: Pace, source: random.Random | None = None
    ) -> None:
        super().__init__()
        self._home, self._clock, self._app, self._pace = home, clock, app, pace
        self._source: random.Random = source or random.SystemRandom()
        self._visitor: Visitor | None = None
        self._close: Callable[[], None] = lambda: None
        self._timer: QTimer | None = None
        self._total = 0
        self._told: SyncStatus | None = None

    @Slot()
    def start(self) -> None:
        """Open the connection and begin; call on the worker's thread."""
        from tikadesk.sync.opening import open_visitor

        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._step)
        try:
            self._visitor, self._close = open_visitor(
                self._home, self._clock, self._source, app=self._app, pace=self._pace
            )
        except StoreTrouble as trouble:
            _log.error("sync cannot open the database: %s", trouble.key)
            self._timer.start(_LONGEST_MS)
            return
        self._tell()
        self._timer.start(0)

    @Slot()
    def wake(self) -> None:
        """Something was saved."""
        if self._visitor is not None:
            self._visitor.engine.wake()
            self._tell()
            self._schedule()

    @Slot()
    def try_now(self) -> None:
        """A person asks for a visit at once."""
        if self._visitor is not None:
            self._visitor.engine.try_now()
            self._schedule()

    @Slot(str)
    def ask_day(self, day: str) -> None:
        """A person wants to know what the server holds of an ISO day."""
        if self._visitor is None:
            return
        try:
            self._visitor.ask_day(day, self._clock.now(), app=self._app)
        except StoreTrouble as trouble:
            _log.error("the server's word on a day cannot be kept: %s", trouble.key)
            return
        self.arrived.emit(frozenset({SERVER_TOPIC}))
        self._schedule()

    @Slot()
    def stop(self) -> None:
        """End: nothing is sent after this returns."""
        self._shut()
        self.stopped.emit()

    def hurry(self) -> None:
        """From any thread: give up the request under way, so that ``stop`` need not wait for its answer."""
        if self._visitor is not None:
            self._visitor.cut()

    def _shut(self) -> None:
        if self._timer is not None:
            self._timer.stop()
        self._visitor = None
        self._close()
        self._close = lambda: None

    @Slot()
    def _step(self) -> None:
        if self._visitor is None:  # the database could not be opened: once more
            self._shut()
            self.start()
            return
        engine = self._visitor.engine
        before = (engine.high, engine.fault, engine.heard)
        if self._total == 0:
            self._total = max(0, engine.ledger.tip().n - engine.high)
        try:
            wait, changed = self._visitor.step()
        except StoreTrouble as trouble:
            _log.error("sync meets store trouble: %s", trouble.key)
            self._schedule(_LONGEST_MS)
            return
        if changed:
            self.arrived.emit(changed)
        if wait is not None:
            self._total = 0
        if wait is not None or before != (engine.high, engine.fault, engine.heard):
            self._tell()
        self._schedule(None if wait is not None else _BETWEEN_STEPS_MS)

    def _tell(self) -> None:
        if self._visitor is None:
            return
        status = self._visitor.status(self._clock.now(), self._total)
        if status != self._told:
            self._told = status
            self.status.emit(status)

    def _schedule(self, milliseconds: int | None = None) -> None:
        if self._timer is None or self._visitor is None:
            return
        if milliseconds is None:
            milliseconds = _until(self._visitor.engine.due, self._clock.now())
        self._timer.start(milliseconds)


def _until(due: datetime | None, now: datetime) -> int:
    if due is None:
        return _LONGEST_MS
    return max(_BETWEEN_STEPS_MS, min(_LONGEST_MS, round((due - now).total_seconds() * 1000)))
