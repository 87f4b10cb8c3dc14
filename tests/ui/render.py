"""Draws every page, the lock and the dialogs in each look and language, for a person to compare with the mocks.

Run as ``python -m tests.ui.render --out DIR``; the larger scale runs in a process of its own.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QWidget

from tests.ui.busy_desk import a_desk, busy_desk, offline
from tikadesk import i18n
from tikadesk.ui import theme
from tikadesk.ui.pin import PinDialog
from tikadesk.ui.screens import SCREENS
from tikadesk.ui.tokens import Scheme
from tikadesk.ui.window import MainWindow
from tikadesk.ui.words import say

LOOKS = (
    ("en-light", "en", Scheme.LIGHT, (1366, 697)),
    ("en-dark", "en", Scheme.DARK, (1366, 697)),
    ("en-contrast", "en", Scheme.CONTRAST, (1366, 697)),
    ("hi-light", "hi", Scheme.LIGHT, (1366, 697)),
)
LARGE = ("hi-125", "hi", Scheme.LIGHT, (1093, 543))


def settle(app: QApplication) -> None:
    """Let layouts, polishing and deferred deletions happen."""
    for _ in range(6):
        app.processEvents()


def _save(app: QApplication, widget: QWidget, file: Path) -> None:
    settle(app)
    widget.grab().save(str(file))


def draw(
    app: QApplication, out: Path, name: str, language: str, scheme: Scheme, size: tuple[int, int]
) -> None:
    """Draw every page in one look into ``out``."""
    i18n.use(language)
    theme.current().choose(scheme)
    desk = busy_desk(at_work="supervisor")
    window = MainWindow(desk)
    window.resize(*size)
    window.show()
    window.on_sync_status(offline(desk))
    for screen in SCREENS:
        window.show_page(screen.key)
        _save(app, window, out / f"{screen.key}-{name}.png")
    window.show_page("keys")
    _save(app, window, out / f"keys-{name}.png")
    dialog = PinDialog(desk, say("pin.choose"), parent=window)
    dialog.show()
    _save(app, dialog, out / f"pin-{name}.png")
    dialog.close()
    window.lock()
    _save(app, window, out / f"lock-{name}.png")
    window.close()
    for kind, made in (("practice", busy_desk(practice=True)), ("first-run", a_desk())):
        other = MainWindow(made)
        other.resize(*size)
        other.show()
        _save(app, other, out / f"{kind}-{name}.png")
        other.close()


def main() -> None:
    """Draw all looks, or with ``--large`` only the one at the scale of this process."""
    asked = argparse.ArgumentParser()
    asked.add_argument("--out", type=Path, required=True)
    asked.add_argument("--large", action="store_true")
    options = asked.parse_args()
    options.out.mkdir(parents=True, exist_ok=True)
    app = QApplication([])
    theme.start(app)
    if options.large:
        draw(app, options.out, *LARGE)
        return
    for look in LOOKS:
        draw(app, options.out, *look)
    subprocess.run(
        [sys.executable, "-m", "tests.ui.render", "--out", str(options.out), "--large"],
        env=os.environ | {"QT_SCALE_FACTOR": "1.25"},
        check=True,
    )


if __name__ == "__main__":
    main()
