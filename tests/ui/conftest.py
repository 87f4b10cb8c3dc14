"""What every test of the window shares: a dressed application, English, light, and Qt's harmless noise left out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tikadesk import i18n
from tikadesk.ui import theme
from tikadesk.ui.tokens import Scheme


def pytest_configure(config: pytest.Config) -> None:
    """The offscreen platform has no window manager to hand size hints to, and says so for every window."""
    config.addinivalue_line("qt_log_ignore", "This plugin does not support propagateSizeHints")


@pytest.fixture(autouse=True)
def dressed(qapp: QApplication) -> Iterator[theme.Theme]:
    """The theme, put back to English, light and 100 % before and after each test."""
    made = theme.start(qapp)
    i18n.use("en")
    made.choose(Scheme.LIGHT)
    made.resize(1.0)
    yield made
    _close_windows()
    i18n.use("en")
    made.choose(Scheme.LIGHT)
    made.resize(1.0)


def _close_windows() -> None:
    """Really gone: a window that stays is dressed again at every change of the theme."""
    for window in QApplication.topLevelWidgets():
        window.close()
        window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
