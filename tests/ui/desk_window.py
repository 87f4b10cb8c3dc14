"""The whole window on a real desk, worked by keys only, as the tests of the desk's screens need it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import shiboken6
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import AT, PIN
from tests.ui.showing import settle
from tikadesk.actions import session, staff
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import FixedClock
from tikadesk.paths import Home
from tikadesk.store.store import Store
from tikadesk.ui.desk_screen import DeskPage
from tikadesk.ui.find_screen import FindPage
from tikadesk.ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
SESSION = {
    "vaccine": "covishield",
    "batch": "4121Z025",
    "expires_on": "31-03-2022",
    "vial": "4",
    "site": "left_arm",
    "vaccinator": "Rekha Yadav",
}


def home_in(folder: Path) -> Home:
    """The folders of a desk below ``folder``."""
    return Home(data=folder / "data", config=folder / "config")


def desk_on_disk(folder: Path, *, session_set_up: bool = True, staffed: bool = True) -> Desk:
    """A desk whose database is a real file, staffed, with today's session."""
    desk = Desk(Store.open(home_in(folder)), FixedClock(AT))
    if staffed:
        # Two, not the whole team: every PIN costs a twentieth of a second by design.
        desk.operator = staff.add(desk, "Farida Bano", "supervisor", PIN)
        desk.operator = staff.add(desk, "Sunita Devi", "registrar", PIN)
    else:
        desk.operator = next((one for one in staff.operators(desk) if one.role == "registrar"), None)
    if session_set_up:
        session.set_up(desk, SESSION)
    return desk


class Worker:
    """An operator at the window. ``pressed`` counts keys; a key with Ctrl or Shift held counts once more."""

    def __init__(self, qtbot: QtBot, desk: Desk, size: tuple[int, int] = (1366, 697)) -> None:
        self.desk, self.pressed, self._qtbot = desk, 0, qtbot
        self.window = MainWindow(desk)
        # Not handed to qtbot itself, which would close a window that a test has deleted.
        self._end = QWidget()
        qtbot.addWidget(self._end, before_close_func=lambda _end: self._finish())
        self.window.resize(*size)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitActive(self.window)
        settle()

    def _finish(self) -> None:
        if shiboken6.isValid(self.window):
            self.window.close()
            shiboken6.delete(self.window)
            self.desk.store.close()

    def cut_power(self) -> None:
        """The window is gone between two keys: nothing is asked, nothing is tidied up."""
        shiboken6.delete(self.window)
        self.desk.store.close()

    @property
    def desk_page(self) -> DeskPage:
        """The desk page."""
        page = self.window.pages["desk"]
        assert isinstance(page, DeskPage)
        return page

    @property
    def find_page(self) -> FindPage:
        """The find page, opened if it is not yet."""
        page = self.window.pages.get("find") or self.window.show_page("find")
        assert isinstance(page, FindPage)
        return page

    @property
    def focus(self) -> QWidget:
        """What the keys go to."""
        now = QApplication.focusWidget()
        assert now is not None, "nothing has the focus"
        return now

    @property
    def at(self) -> str:
        """The name of the form field with the focus."""
        form = self.desk_page.walk_in.form
        return next((name for name in form.names if form.field(name).editor.inner.hasFocus()), "")

    def type(self, text: str) -> None:
        """Type ``text`` key by key."""
        for sign in text:
            if sign.isascii():
                QTest.keyClicks(self.focus, sign)
            else:
                # As a Hindi keyboard layout does: a key without a Latin code, its text in Devanagari.
                pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_unknown.value, NONE, sign)
                QApplication.sendEvent(self.focus, pressed)
            self.pressed += 1
        settle()

    def press(self, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> None:
        """Press one key."""
        self.pressed += 1 if held == NONE else 2
        QTest.keyClick(self.focus, key, held)
        settle()

    def enter(self, text: str = "") -> None:
        """Type ``text`` and press Enter."""
        if text:
            self.type(text)
        self.press(Qt.Key.Key_Return)

    def save(self) -> None:
        """Ctrl+Enter."""
        self.press(Qt.Key.Key_Return, CTRL)

    def walk_in(self, **typed: str) -> None:
        """Type a whole person into the form, in the order of its fields; "" leaves a field as it is."""
        values = {
            "mobile": "9839043210",
            "name": "sushila devi",
            "age": "34",
            "sex": "F",
            "id_type": "",
            "id_number": "7716",
            "village": "tati",
            "category": "",
            "health": "Y",
        } | typed
        for name, value in values.items():
            assert self.at == name, (self.at, name)
            if name == "health":
                self.type(value)
            else:
                self.enter(value)

    def until(self, done: Callable[[], bool]) -> None:
        """Wait until ``done`` says so, for at most three seconds."""
        self._qtbot.waitUntil(done, timeout=3000)
        settle()
