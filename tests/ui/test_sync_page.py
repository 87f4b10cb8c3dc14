"""The sync page counts what waits, never guesses, and agrees with itself in every state of the line."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk, offline
from tests.ui.showing import settle, show_window
from tikadesk.actions import facts
from tikadesk.domain.status import SyncState, SyncStatus
from tikadesk.ui.line_log import LineLog
from tikadesk.ui.page import Fold
from tikadesk.ui.sync_page import SyncPage
from tikadesk.ui.window import MainWindow
from tikadesk.ui.words import Text


@pytest.fixture
def page(qtbot: QtBot) -> Iterator[SyncPage]:
    window = MainWindow(busy_desk())
    show_window(qtbot, window, size=(1366, 697))
    window.on_sync_status(offline(window.desk))
    made = window.show_page("sync")
    assert isinstance(made, SyncPage)
    settle()
    yield made
    window.close()


def _texts(page: SyncPage) -> list[str]:
    return [text.text() for text in page.findChildren(Text) if text.isVisibleTo(page)]


def test_the_counts_on_the_page_agree(page: SyncPage) -> None:
    known = facts.facts_of(page.desk)
    counts = [int(page.kinds.rows.index(row, 1).data()) for row in range(page.kinds.rows.rowCount())]
    assert sum(counts) == known.waiting == 11
    said = _texts(page)
    assert "Everything is saved on this computer. 11 entries are waiting to go." in said
    assert "11 entries saved" in said
    assert page._places.first.accessibleName() == "11 to send"


def test_the_portal_is_never_guessed(page: SyncPage) -> None:
    assert "Unknown from here" in _texts(page)


@pytest.mark.parametrize("state", SyncState)
def test_every_state_has_its_words(page: SyncPage, state: SyncState) -> None:
    page.show_status(SyncStatus(state, waiting=10, entries=10, done=1, total=2, held=1))
    assert all(not text.startswith(("sync.", "place.", "way.")) and "{" not in text for text in _texts(page))


def test_all_sent_is_said_only_when_it_is_so(page: SyncPage) -> None:
    page.show_status(SyncStatus(SyncState.IDLE, waiting=0, entries=10))
    assert "Everything is saved on this computer and on the district server." in _texts(page)
    page.show_status(SyncStatus(SyncState.IDLE, waiting=1, entries=10))
    assert "Everything is saved on this computer. 1 entry is waiting to go." in _texts(page)


def test_not_saved_is_said_first(page: SyncPage) -> None:
    page.show_status(SyncStatus(SyncState.DISK, waiting=10))
    assert any(text.startswith("NOT SAVED") for text in _texts(page))


def test_all_entries_can_be_listed_and_folded_again(page: SyncPage) -> None:
    assert page.kinds.isVisible()
    page.show_all.click()
    assert page.all.isVisible()
    assert page.all.rows.rowCount() == 11
    page.show_all.click()
    assert page.kinds.isVisible()


def test_what_happened_can_be_copied_for_the_help_desk(page: SyncPage) -> None:
    log = LineLog()
    log.note(offline(page.desk), page.desk.clock.now())
    page.show_happened(log)
    page.copy.click()
    assert "The server does not answer" in QGuiApplication.clipboard().text()


def test_it_folds_without_losing_a_card(page: SyncPage) -> None:
    for fold in (Fold.SINGLE, Fold.NARROW, Fold.FULL):
        page.fold(fold)
        settle()
        said = _texts(page)
        assert {"Waiting to be sent", "Needs you", "What happened"} <= set(said)


def test_trying_now_is_asked_of_the_window(page: SyncPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.try_wanted):
        page.try_now.click()
    page.leave()
    assert not page._tick.isActive()
