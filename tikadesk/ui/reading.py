"""Work that only reads and takes its time, on a thread of its own with a connection of its own: the window goes on."""

from __future__ import annotations

import atexit
import sys
from collections.abc import Callable
from contextlib import closing
from threading import Event

from PySide6.QtCore import QCoreApplication, QObject, QRunnable, QThreadPool, Signal, Slot

from tikadesk.actions.desk import Desk
from tikadesk.errors import TikaError
from tikadesk.reports.watch import Watch
from tikadesk.store.store import Store

_under_way: set[Reading] = set()
"""Whose work goes on: a page may be gone before its reader is, and no thread but the window's may take it apart."""

Work = Callable[[Store, Watch], object]
"""What is to be done with a reader's store; it tells the watch how far it is, and asks it whether to give up."""


class Reading(QObject):
    """One work at a time. A store in memory has one connection only: there the work is done before ``start`` returns.

    Signals:
        done(object): what the work answered. failed(object): the TikaError that ended it.
        progressed(object): (done, total) as the work tells them, not more often than the window can hear it.

    All three are emitted on the window's thread: Qt has no safe way to a plain function from another one.
    """

    done = Signal(object)
    failed = Signal(object)
    progressed = Signal(object)
    _told = Signal()
    _ended = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._store = desk.store
        self._given_up = Event()
        self._pool = QThreadPool(self)
        self._pool.setMaxThreadCount(1)
        self.busy = False
        self._progress = (0, 0)
        self._telling = False
        self._told.connect(self._on_told)
        self._ended.connect(self._on_ended)
        if (app := QCoreApplication.instance()) is not None:
            app.aboutToQuit.connect(self.finish)

    def start(self, work: Work) -> None:
        """Begin ``work``; RuntimeError while another one runs."""
        if self.busy:
            raise RuntimeError("one work at a time")
        self.busy = True
        self._given_up.clear()
        if self._store.home is None:
            self._run(work)
        else:
            _under_way.add(self)
            self._pool.start(QRunnable.create(lambda: self._run(work)))

    def give_up(self) -> None:
        """Let the work under way end as soon as it looks at its watch: it fails with GivenUp."""
        self._given_up.set()

    @Slot()
    def finish(self) -> None:
        """Give up and wait: the process ends, and nothing may read any more."""
        self.give_up()
        self._pool.waitForDone()

    def _run(self, work: Work) -> None:
        answer: object = None
        error: BaseException | None = None
        watch = Watch(self._tell, self._given_up.is_set)
        home = self._store.home
        try:
            if home is None:
                answer = work(self._store, watch)
            else:
                with closing(Store.open(home, query_only=True)) as store:
                    answer = work(store, watch)
        except TikaError as trouble:
            error = trouble
        finally:
            # Qt's pool would swallow a bug: it is raised again on the window's thread, where the crash door hears it.
            self._ended.emit(answer, error or sys.exc_info()[1])

    def _tell(self, done: int, total: int) -> None:
        """On the reader's thread."""
        self._progress = (done, total)
        if not self._telling:
            self._telling = True
            self._told.emit()

    @Slot()
    def _on_told(self) -> None:
        self._telling = False
        self.progressed.emit(self._progress)

    @Slot(object, object)
    def _on_ended(self, answer: object, error: BaseException | None) -> None:
        self._pool.waitForDone()  # the thread lets go of this object now, before anybody else does
        _under_way.discard(self)
        self.busy = False
        if isinstance(error, TikaError):
            self.failed.emit(error)
        elif error is not None:
            raise error
        else:
            self.done.emit(answer)


@atexit.register
def _finish_all() -> None:
    """A process that ends without its event loop (a test, a command) waits for its readers, too."""
    for reading in tuple(_under_way):
        reading.finish()
