"""The shell keeps everything in its place; the lock covers all but the strip."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tests.ui.showing import show_window
from tikadesk.ui.shell import Shell


@pytest.mark.parametrize("practice", [False, True])
def test_the_strip_is_seen_with_and_without_the_lock(qtbot: QtBot, practice: bool) -> None:
    shell = Shell(busy_desk(practice=practice), practice=practice)
    show_window(qtbot, shell, size=(1366, 697))
    for locked in (True, False):
        shell.cover(locked)
        assert shell.covered == locked
        assert shell.strip.isVisible()
        assert shell.lock_screen.isVisible() == locked
        assert shell.stack.isVisible() != locked
    assert shell.strip.geometry().bottom() == shell.height() - 1 - shell.edge
