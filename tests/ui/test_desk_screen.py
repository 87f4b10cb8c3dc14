"""The desk page as a whole: which card is in front, its folds, its subtitle, what other pages hand over."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.desk_window import Worker, desk_on_disk
from tests.ui.showing import settle
from tikadesk.actions import find
from tikadesk.actions.facts import NeedRow
from tikadesk.domain.status import SyncState, SyncStatus
from tikadesk.ui.page import Fold


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    return Worker(qtbot, desk_on_disk(tmp_path))


def test_f2_and_f3_change_places(worker: Worker) -> None:
    page = worker.desk_page
    worker.press(Qt.Key.Key_F3)
    assert page.stack.currentWidget() is page.second
    worker.press(Qt.Key.Key_F2)
    assert page.stack.currentWidget() is page.columns
    assert worker.at == "mobile"
    assert page.walk_in.toggle.code() == "new"


@pytest.mark.parametrize(("width", "fold"), [(1366, Fold.FULL), (1093, Fold.NARROW), (700, Fold.SINGLE)])
def test_the_save_button_is_in_view_in_every_fold(worker: Worker, width: int, fold: Fold) -> None:
    worker.window.resize(width, 460)
    settle()
    page = worker.desk_page
    assert page.context.isVisible() == (fold == Fold.FULL)
    button = page.walk_in.save_and_print
    corner = button.mapTo(worker.window, button.rect().bottomRight())
    assert 0 < corner.x() < width
    assert corner.y() < worker.window.height()
    assert not button.visibleRegion().isEmpty()


def test_the_subtitle_names_the_day(worker: Worker) -> None:
    assert str(worker.desk_page.subtitle()) == "Session 14-10-2021"


def test_a_save_tells_the_window(qtbot: QtBot, worker: Worker) -> None:
    worker.walk_in()
    with qtbot.waitSignal(worker.window.saved):
        worker.save()
    assert not worker.desk_page.half_filled()
    assert worker.desk_page.walk_in._token.text() == "2"


def test_a_half_filled_form_outlives_another_page(worker: Worker) -> None:
    worker.enter("9839043210")
    worker.press(Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    worker.press(Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert worker.desk_page.half_filled()
    assert worker.desk_page.walk_in.form.values()["mobile"] == "9839043210"


def test_a_record_that_needs_somebody_opens_from_the_sync_page(worker: Worker) -> None:
    worker.walk_in()
    worker.save()
    row = find.people(worker.desk, "")[0]
    need = NeedRow(
        kind="registration", rec=row.id, no=row.no, name=row.name, verdict="held", why_key="strip.sent_back"
    )
    worker.window.show_page("find", need)
    view = worker.find_page.view
    assert view.person is not None
    assert view.person.row.id == row.id


def test_the_last_saves_are_read_again_once_one_of_them_may_have_gone_up(worker: Worker) -> None:
    page = worker.desk_page
    for waiting, held, reads in ((9_000, 0, False), (8_500, 0, False), (150, 0, True), (9_000, 1, True)):
        page._soon.stop()
        page.show_status(SyncStatus(SyncState.SENDING, waiting=waiting, held=held))
        assert page._soon.isActive() == reads, (waiting, held)
