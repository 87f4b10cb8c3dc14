"""Opens every page, the lock and every dialog of the registry in turn, in the states that matter, for the checks.

Run as ``python -m tests.ui.every_page --size 1093x543`` it prints what the rules find at the scale of its process.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import (
    aefi_states,
    box_states,
    desk_states,
    due_states,
    ledger_states,
    paper_states,
    reconcile_states,
    register_states,
    sample_states,
    stock_states,
)
from tests.ui.accessibility_rules import LAYOUT, MEANING, RULES, Rule, complaints
from tests.ui.busy_desk import a_desk, busy_desk, offline
from tests.ui.showing import settle
from tikadesk import i18n
from tikadesk.ui import theme
from tikadesk.ui.page import Page
from tikadesk.ui.screens import DIALOGS, SCREENS
from tikadesk.ui.tokens import Scheme
from tikadesk.ui.window import MainWindow

STATES: dict[str, tuple[tuple[str, Callable[[Page], None]], ...]] = {
    "desk": desk_states.DESK,
    "aefi": aefi_states.AEFI,
    "find": desk_states.FIND,
    "register": register_states.REGISTER,
    "due": due_states.DUE,
    "ledger": ledger_states.LEDGER,
    "reconcile": reconcile_states.RECONCILE,
    "paper": paper_states.PAPER,
    "samples": sample_states.SAMPLES,
    "consignments": box_states.BOXES,
    "stock": stock_states.STOCK,
    "sync": (("all", lambda page: page.show_all.click()),),
}
"""More states of a page than the one it opens in: (name, what puts the page there)."""


def every_window(size: tuple[int, int]) -> Iterator[tuple[str, QWidget]]:
    """(name, shown window) for each page, state and dialog; the window is closed when the next one is asked for."""
    desk = busy_desk(at_work="supervisor")
    window = MainWindow(desk)
    window.resize(*size)
    window.show()
    window.activateWindow()
    window.on_sync_status(offline(desk))
    for key in [screen.key for screen in SCREENS] + ["keys"]:
        page = window.show_page(key)
        assert page is not None, key
        settle()
        yield key, window
        for name, put in STATES.get(key, ()):
            put(page)
            settle()
            yield f"{key}, {name}", window
    for dialog in DIALOGS:
        made = dialog.factory(desk)
        made.show()
        made.activateWindow()
        settle()
        yield dialog.key, made
        _done_with(made)
    window.activateWindow()
    window.lock()
    settle()
    yield "lock", window
    window.lock_screen.tiles[1].click()
    settle()
    yield "lock, chosen", window
    _done_with(window)
    for name, other in (("first run", a_desk()), ("practice", busy_desk(practice=True))):
        window = MainWindow(other)
        window.resize(*size)
        window.show()
        window.activateWindow()
        settle()
        yield name, window
        _done_with(window)


def _done_with(window: QWidget) -> None:
    """Really gone: a window that stays is dressed again at every change of the theme."""
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def found(size: tuple[int, int], language: str, scheme: Scheme, rules: tuple[Rule, ...] = RULES) -> list[str]:
    """What the rules find in all windows of one look."""
    i18n.use(language)
    theme.current().choose(scheme)
    return [
        f"{name} [{language} {scheme.value}] {words}"
        for name, window in every_window(size)
        for words in complaints(window, rules)
    ]


def main() -> None:
    """Print what is wrong at this process's scale, one line each."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--size", required=True)
    options = asked.parse_args()
    wide, high = (int(part) for part in options.size.split("x"))
    theme.start(QApplication([]))
    for language in ("en", "hi"):
        for line in found((wide, high), language, Scheme.LIGHT, LAYOUT + MEANING):
            print(line)


if __name__ == "__main__":
    main()
