"""Opening the desk: one instance, log, look, store, window; and the ways on when the store will not open."""

from __future__ import annotations

import locale
import os
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tikadesk import i18n, log, settings
from tikadesk.app.collector import Collector
from tikadesk.app.crash import CrashDoor
from tikadesk.app.running import Running
from tikadesk.domain.clock import IST, SystemClock
from tikadesk.errors import StoreTrouble, TikaError
from tikadesk.paths import Home
from tikadesk.store import recovery
from tikadesk.store.lock import InstanceLock
from tikadesk.ui import sounds, theme
from tikadesk.ui.tokens import Scheme
from tikadesk.ui.trouble import TroubleWindow, WayOn
from tikadesk.ui.words import say

_EAR_MS = 100
_SWITCH_S = 0.0005
"""How long the sync thread may hold the interpreter: shorter than a frame, so that typing never waits for it."""


def application(*, unseen: bool = False) -> QApplication:
    """The process's QApplication, dressed; raises BadPair where this PySide6 would crash on this Python.

    Without a display Qt would end the process: the drill then plays ``unseen``, anything else raises TikaError.
    """
    theme.refuse_bad_pair()
    if not _has_display():
        if not unseen:
            raise TikaError("start.no_display")
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
    sys.setswitchinterval(_SWITCH_S)
    known = QApplication.instance()
    app = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    theme.start(app)
    if app.findChild(Collector) is None:
        Collector(app)
    return app


def _has_display() -> bool:
    told = any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
    return told or not sys.platform.startswith("linux")


def choose(home: Home) -> None:
    """Put the language, colours, text size and sounds in force that were chosen on this machine."""
    kept = settings.load(home)
    first_time = not (home.config / "settings.json").exists() and "TIKADESK_LANG" not in os.environ
    machine = (locale.getlocale()[0] or "").lower()
    i18n.use("hi" if first_time and machine.startswith("hi") else kept.language)
    look = theme.current()
    if kept.scheme != "system":
        look.choose(Scheme(kept.scheme))
    look.resize(kept.text_size / 100)
    sounds.current().choose(kept.sounds)


def open_desk(home: Home) -> int:
    """Open the desk in ``home`` and stay until its window closes; the exit code. Raises StoreTrouble, BadPair."""
    app = application()
    try:
        home.make()
    except OSError as error:
        raise StoreTrouble("store.cannot_write", folder=str(home.data)) from error
    log.start(home.log)
    choose(home)
    try:
        lock = InstanceLock(home.data)
    except StoreTrouble as trouble:
        from tikadesk.app.instance import call_first

        if trouble.key == "store.second_instance" and call_first(home):
            return 0
        raise
    with lock:
        door = CrashDoor(home)
        running = _open(home)
        if running is None:
            return 1
        running.show()
        ears: list[object] = []
        QTimer.singleShot(_EAR_MS, lambda: ears.append(_ear(home, running)))
        code = app.exec()
        del door
    return code


def _ear(home: Home, running: Running) -> object:
    from tikadesk.app.instance import Ear  # Qt's network part is not needed for the first paint

    return Ear(home, running.come)


def _open(home: Home) -> Running | None:
    """The desk, after as many tries as the person wants; None when they leave it."""
    while True:
        try:
            return Running(home, SystemClock())
        except StoreTrouble as trouble:
            ways = [WayOn(say("start.again"), lambda: True)]
            if trouble.key in recovery.SETTLED_BY_A_NEW_START:
                ways.append(WayOn(say("start.afresh"), lambda: _set_aside(home)))
            window = TroubleWindow(
                say("start.title"),
                say(trouble.key, **trouble.params),
                say("start.detail", folder=home.data),
                ways,
            )
            if not window.exec():
                return None


def _set_aside(home: Home) -> bool:
    recovery.set_aside(home, SystemClock().now().astimezone(IST).strftime("%Y%m%d%H%M%S"))
    return True
