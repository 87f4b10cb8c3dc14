from __future__ import annotations

import signal

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from tikadesk.app.ending import Ending


@pytest.mark.parametrize("one", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_window_and_is_given_back(qapp: QApplication, one: signal.Signals) -> None:
    before = signal.getsignal(one)
    ending = Ending(qapp)
    QTimer.singleShot(10, lambda: signal.raise_signal(one))
    assert qapp.exec() == 0
    ending.stop()
    assert signal.getsignal(one) is before
