"""One window per desk: the second start brings the first one to the front and ends."""

from __future__ import annotations

import hashlib
from collections.abc import Callable

from PySide6.QtCore import QObject
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from tikadesk.paths import Home

_PATIENCE_MS = 500


def _name(home: Home) -> str:
    return "tikadesk-" + hashlib.sha256(str(home.data).encode()).hexdigest()[:16]


def call_first(home: Home) -> bool:
    """Ask the desk that is open on ``home`` to come to the front; whether it heard."""
    socket = QLocalSocket()
    socket.connectToServer(_name(home))
    heard = socket.waitForConnected(_PATIENCE_MS)
    socket.abort()
    return heard


class Ear(QObject):
    """Listens for a second start and calls ``come`` on the GUI thread."""

    def __init__(self, home: Home, come: Callable[[], None]) -> None:
        super().__init__()
        self._come = come
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        QLocalServer.removeServer(
            _name(home)
        )  # what a killed desk left behind; the lock file says it is dead
        self._server.newConnection.connect(self._on_called)
        self._server.listen(_name(home))

    def _on_called(self) -> None:
        while (caller := self._server.nextPendingConnection()) is not None:
            caller.deleteLater()
        self._come()
