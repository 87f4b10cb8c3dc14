"""The main window by its keys: pages, lock, language, looks, search; and what reaches it from the line."""

from __future__ import annotations

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import PIN, a_desk, busy_desk, offline
from tests.ui.showing import settle, show_window
from tikadesk.domain.status import SyncState, SyncStatus
from tikadesk.ui import theme
from tikadesk.ui.page import Fold
from tikadesk.ui.screens import SCREENS, Screen
from tikadesk.ui.tokens import Scheme
from tikadesk.ui.window import MainWindow

CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow(busy_desk())
    show_window(qtbot, made, size=(1366, 697))
    return made


def _front(window: MainWindow) -> str:
    return next(key for key, page in window.pages.items() if page is window.page)


@pytest.mark.parametrize("screen", [one for one in SCREENS if not one.under], ids=lambda screen: screen.key)
def test_ctrl_and_the_number_open_the_page(qtbot: QtBot, screen: Screen) -> None:
    window = MainWindow(busy_desk(at_work="supervisor"))
    show_window(qtbot, window, size=(1366, 697))
    QTest.keyClick(window, Qt.Key(Qt.Key.Key_0 + screen.number), CTRL)
    assert _front(window) == screen.key
    assert window.sidebar.items[screen.key].isChecked()
    assert window.top.title.text() == window.sidebar.items[screen.key].words


@pytest.mark.parametrize("screen", [one for one in SCREENS if one.under], ids=lambda screen: screen.key)
def test_a_page_under_another_leaves_that_one_marked(qtbot: QtBot, screen: Screen) -> None:
    window = MainWindow(busy_desk(at_work="supervisor"))
    show_window(qtbot, window, size=(1366, 697))
    window.show_page(screen.under)
    assert window.page is not None
    window.page.wanted.emit(screen.key, None)
    assert _front(window) == screen.key
    assert window.sidebar.items[screen.under].isChecked()
    window.page.wanted.emit("", None)
    assert _front(window) == screen.under


def test_a_page_of_another_role_does_not_open(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_9, CTRL)
    assert _front(window) == "desk"


def test_ctrl_slash_lists_all_keys_and_goes_back(window: MainWindow) -> None:
    before = _front(window)
    QTest.keyClick(window, Qt.Key.Key_Slash, CTRL)
    assert _front(window) == "keys"
    QTest.keyClick(window, Qt.Key.Key_Slash, CTRL)
    assert _front(window) == before


def test_ctrl_l_locks_and_the_pin_opens_the_same_page(window: MainWindow) -> None:
    window.show_page("sync")
    QTest.keyClick(window, Qt.Key.Key_L, CTRL)
    assert window.locked and window.desk.operator is None
    assert window.show_page("sync") is None
    QTest.keyClicks(window.lock_screen.tiles[1], "2")
    pin = window.lock_screen.pin.editor.inner
    QTest.keyClicks(pin, PIN)
    QTest.keyClick(pin, Qt.Key.Key_Return)
    assert not window.locked
    assert _front(window) == "sync"
    assert window.top.operator.text() == "Sunita Devi"


def test_the_lock_says_whose_form_is_kept(window: MainWindow) -> None:
    window.show_page("desk")
    QTest.keyClicks(QApplication.focusWidget(), "98390")
    window.lock()
    assert window.lock_screen.kept.isVisible()
    assert window.lock_screen.kept.text.text() == "Sunita Devi's half-filled form is kept."


def test_ctrl_shift_h_switches_the_language_of_everything_in_view(window: MainWindow, qtbot: QtBot) -> None:
    window.show_page("sync")
    with qtbot.waitSignal(window.chose) as told:
        QTest.keyClick(window, Qt.Key.Key_H, CTRL | SHIFT)
    assert told.args == ["language", "hi"]
    assert window.top.title.text() == "सिंक"
    assert window.top.language.code() == "hi"
    assert window.strip.try_now.text() == "अभी भेजें"
    assert window.windowTitle().startswith("टीकाडेस्क")
    QTest.keyClick(window, Qt.Key.Key_H, CTRL | SHIFT)
    assert window.top.title.text() == "Sync"


def test_text_size_by_keys(window: MainWindow, dressed: theme.Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.chose) as told:
        QTest.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert told.args == ["text_size", 110]
    assert dressed.factor == 1.1
    for _ in range(9):
        QTest.keyClick(window, Qt.Key.Key_Plus, CTRL)
    assert dressed.factor == 1.5
    assert window.fold == Fold.SINGLE
    QTest.keyClick(window, Qt.Key.Key_Minus, CTRL)
    assert dressed.factor == 1.4
    QTest.keyClick(window, Qt.Key.Key_0, CTRL)
    assert dressed.factor == 1.0


def test_looks_by_key(window: MainWindow, dressed: theme.Theme) -> None:
    for scheme in (Scheme.DARK, Scheme.CONTRAST, Scheme.LIGHT):
        QTest.keyClick(window, Qt.Key.Key_L, CTRL | SHIFT)
        assert dressed.scheme == scheme


def test_ctrl_f_goes_to_the_box_and_a_search_to_the_page(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    assert window.top.find_box.hasFocus()
    QTest.keyClicks(window.top.find_box, "geeta")
    QTest.keyClick(window.top.find_box, Qt.Key.Key_Return)
    assert _front(window) == "find"


def test_ctrl_f_works_where_the_box_gave_way(window: MainWindow) -> None:
    window.resize(1093, 543)
    settle()
    assert window.fold == Fold.NARROW
    QTest.keyClick(window, Qt.Key.Key_F, CTRL)
    assert _front(window) == "find"


def test_a_status_reaches_strip_badge_and_pages(window: MainWindow) -> None:
    window.show_page("sync")
    window.on_sync_status(offline(window.desk))
    assert "11 waiting" in window.strip.rest.text()
    assert window.sidebar.items["sync"].badge == 11
    window.on_sync_status(
        SyncStatus(SyncState.IDLE, waiting=0, entries=10, last_answer_at=window.desk.clock.now())
    )
    assert window.sidebar.items["sync"].badge == 0
    assert window.strip.first.text().startswith("All 10 entries")


def test_before_the_line_says_anything_the_desk_counts_itself(window: MainWindow) -> None:
    assert "11 waiting" in window.strip.rest.text()


def test_ctrl_r_tries_now_from_any_page(window: MainWindow, qtbot: QtBot) -> None:
    window.on_sync_status(offline(window.desk))
    for screen in SCREENS:
        window.show_page(screen.key)
        with qtbot.waitSignal(window.try_now):
            QTest.keyClick(window, Qt.Key.Key_R, CTRL)


def test_a_save_is_told_and_what_arrives_is_read(window: MainWindow, qtbot: QtBot) -> None:
    page = window.page
    assert page is not None
    with qtbot.waitSignal(window.saved):
        page.saved.emit()
    window.on_arrived(frozenset({"registration"}))
    assert window.page is page


def test_practice_cannot_be_mistaken(qtbot: QtBot) -> None:
    window = MainWindow(busy_desk(practice=True), practice=True)
    show_window(qtbot, window, size=(1366, 697))
    assert "अभ्यास" in window.windowTitle()
    assert window.strip.badge.isVisible()
    with qtbot.waitSignal(window.plug_pulled):
        window.strip.plug.click()


def test_a_desk_without_operators_begins_at_the_lock_and_works(qtbot: QtBot) -> None:
    window = MainWindow(a_desk())
    show_window(qtbot, window, size=(1366, 697))
    assert window.locked
    window.lock_screen.begin.click()
    assert not window.locked
    assert window.top.operator.text() == "No operator yet"


def test_the_idle_watch_locks(window: MainWindow) -> None:
    window.idle.expired.emit()
    assert window.locked
    assert window.strip.isVisible()


def test_closing_is_told_once(window: MainWindow, qtbot: QtBot) -> None:
    with qtbot.waitSignal(window.closing):
        window.close()


def test_the_window_comes_up_without_network_or_database_libraries() -> None:
    slow = "('requests', 'sqlite_utils', 'sqlcipher3', 'babel', 'nacl')"
    script = f"import sys, tikadesk.ui.window; print([name for name in {slow} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
