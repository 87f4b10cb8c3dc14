"""One desk that runs: store, window and the sync thread, joined by signals. No rules live here."""

from __future__ import annotations

import dataclasses
import gc
import logging
import random
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QMetaObject, QObject, QProcess, Qt, QThread, QTimer, Slot

from tikadesk import __version__, settings
from tikadesk.actions.desk import Desk
from tikadesk.app.outage_watch import OutageWatch
from tikadesk.app.soundness import SoundnessCheck
from tikadesk.domain.clock import Clock
from tikadesk.errors import TikaError
from tikadesk.paths import Home
from tikadesk.store.store import Store
from tikadesk.ui.messages import shown
from tikadesk.ui.window import MainWindow

if TYPE_CHECKING:
    from tikadesk.sync.pace import Pace
    from tikadesk.sync.worker import SyncWorker

_log = logging.getLogger("tikadesk.app")
APP = f"tikadesk/{__version__}"
_AFTER_PAINT_MS = 150
_SOUNDNESS_MS = 5_000
_PATIENCE_MS = 5_000


class Running(QObject):
    """Opens the desk in ``home`` and keeps it together until ``close``. Raises StoreTrouble."""

    def __init__(
        self,
        home: Home,
        clock: Clock,
        *,
        practice: bool = False,
        pace: Pace | None = None,
        source: random.Random | None = None,
    ) -> None:
        super().__init__()
        self._home, self._clock, self._pace, self._source = home, clock, pace, source
        self.store = Store.open(home, source=source)
        self.desk = Desk(self.store, clock, practice=practice)
        self.window = MainWindow(self.desk, practice=practice)
        self.window.closing.connect(self.close)
        self.window.chose.connect(self._keep_choice)
        self.window.practice_wanted.connect(self._practise)
        self._soundness = SoundnessCheck(home)
        self._soundness.found.connect(self._tell_trouble)
        self._outages = OutageWatch(self.desk, self)
        self._outages.saved.connect(self.window.saved)
        self._closed = False
        self._thread: QThread | None = None
        self._worker: SyncWorker | None = None

    def show(self) -> None:
        """Show the window; the line is looked at only after the first paint, so that nobody waits for it."""
        self.window.show()
        QTimer.singleShot(_AFTER_PAINT_MS, self.start_sync)
        QTimer.singleShot(_SOUNDNESS_MS, self._soundness.start)

    @Slot(object)
    def _tell_trouble(self, trouble: TikaError) -> None:
        self.window.messages.show_error(trouble)

    @Slot(str, object)
    def _keep_choice(self, name: str, value: object) -> None:
        with shown(self.window):
            kept = dataclasses.asdict(settings.load(self._home))
            settings.save(self._home, settings.Settings(**kept | {name: value}))

    @Slot()
    def _practise(self) -> None:
        """Practice is a process of its own: nothing of it can touch this desk's store."""
        QProcess.startDetached(sys.executable, ["-m", "tikadesk", "practice"])

    @Slot()
    def come(self) -> None:
        """Bring the window to the front."""
        window = self.window
        window.setWindowState(window.windowState() & ~Qt.WindowState.WindowMinimized)
        window.show()
        window.raise_()
        window.activateWindow()

    @Slot()
    def start_sync(self) -> None:
        """Start the sync thread, once; not for a window that was closed before it was painted."""
        if self._thread is not None or self._closed:
            return
        # What is loaded by now stays: a collection that looks at all of it would stop the window for a moment.
        gc.freeze()
        from tikadesk.sync.pace import Pace
        from tikadesk.sync.worker import SyncWorker

        worker = SyncWorker(self._home, self._clock, app=APP, pace=self._pace or Pace(), source=self._source)
        thread = QThread(self)
        worker.moveToThread(thread)
        thread.started.connect(worker.start)
        self.window.saved.connect(worker.wake)
        self.window.try_now.connect(worker.try_now)
        self.window.server_asked.connect(worker.ask_day)
        worker.status.connect(self.window.on_sync_status)
        worker.status.connect(self._outages.see)
        worker.arrived.connect(self.window.on_arrived)
        self._thread, self._worker = thread, worker
        thread.start()

    @Slot()
    def close(self) -> None:
        """Stop sending between two requests, then close the store. Everything typed is kept already."""
        self._closed = True
        thread, self._thread = self._thread, None
        if thread is not None and self._worker is not None:
            self._worker.hurry()
            QMetaObject.invokeMethod(self._worker, "stop", Qt.ConnectionType.BlockingQueuedConnection)
            thread.quit()
            if not thread.wait(_PATIENCE_MS):
                _log.error("the sync thread did not end in time")
        self._worker = None
        self._outages.stop()
        self.store.close()
