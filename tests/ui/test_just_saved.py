"""The last saves: undo within two minutes, correct, void on a row with the focus, and the day's totals."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import offline, typed_person
from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tests.ui.showing import settle
from tikadesk.actions import find, register
from tikadesk.domain import clock
from tikadesk.domain.wire import PushReply
from tikadesk.store import journal
from tikadesk.store.ledger import Ledger
from tikadesk.ui.just_saved import JustSaved


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    made = Worker(qtbot, desk_on_disk(tmp_path))
    made.walk_in()
    made.save()
    return made


def _card(worker: Worker) -> JustSaved:
    return worker.desk_page.saves


def test_a_save_is_one_row_with_its_chip(worker: Worker) -> None:
    [row] = _card(worker).rows
    assert str(row.first) == "SUSHILA DEVI"
    assert row.chip_text == "Saved here"
    assert "dose 1" in str(row.second)
    assert _card(worker)._today.text() == "1 registered · 1 vaccinated"


def test_ctrl_z_on_an_empty_form_takes_the_last_save_back(worker: Worker) -> None:
    assert not _card(worker)._undo.isHidden()
    worker.press(Qt.Key.Key_Z, CTRL)
    [person] = find.people(worker.desk, "")
    assert person.void
    assert find.person(worker.desk, person.id).doses[0].void
    assert _card(worker).rows[0].chip_text == "Voided"
    assert _card(worker)._undo.isHidden()


def test_ctrl_z_in_a_field_that_was_typed_into_undoes_the_typing(worker: Worker) -> None:
    worker.type("98")
    worker.press(Qt.Key.Key_Z, CTRL)
    assert not find.people(worker.desk, "")[0].void


def test_after_two_minutes_nothing_is_undone(worker: Worker) -> None:
    worker.desk.clock.advance(seconds=121)
    _card(worker).refresh()
    assert _card(worker)._undo.isHidden()
    worker.press(Qt.Key.Key_Z, CTRL)
    assert not find.people(worker.desk, "")[0].void
    assert worker.window.messages.texts()


def test_the_seconds_left_count_down(worker: Worker) -> None:
    worker.desk.clock.advance(seconds=60)
    _card(worker)._say_undo()
    left = _card(worker)._undo_left
    assert left is not None
    assert "60 s" in left.text()


def test_ctrl_del_voids_only_from_a_row(worker: Worker) -> None:
    worker.press(Qt.Key.Key_Delete, CTRL)
    assert worker.window.page is worker.desk_page
    _card(worker).focus_first()
    settle()
    worker.press(Qt.Key.Key_Delete, CTRL)
    page = worker.find_page
    assert worker.window.page is page
    assert page.right.currentWidget() is page.void


def test_ctrl_e_corrects_the_row_with_the_focus_and_comes_back(worker: Worker) -> None:
    _card(worker).focus_first()
    settle()
    worker.press(Qt.Key.Key_E, CTRL)
    page = worker.find_page
    assert page.right.currentWidget() is page.correct
    worker.press(Qt.Key.Key_Escape)
    assert worker.window.page is worker.desk_page


def test_arrows_walk_through_the_rows(worker: Worker) -> None:
    person = typed_person(name="RAM KUMAR", mobile="9839043299")
    register.register(worker.desk, person, intent=worker.desk.ids.new())
    worker.desk_page.refresh()
    card = _card(worker)
    card.focus_first()
    settle()
    worker.press(Qt.Key.Key_Down)
    assert worker.focus is card.rows[1]
    card.refresh()
    settle()
    assert worker.focus is card.rows[1], "a refresh leaves the focus where it was"


def test_the_chip_follows_when_fewer_entries_wait(worker: Worker) -> None:
    store, page = worker.desk.store, worker.desk_page
    tip = journal.tip(store.connection, store.me.device).n
    reply = PushReply(store.me.device, tip, bytes(32), safe=tip)
    Ledger(store).confirm(reply, at=clock.stamp(worker.desk.clock), skew=0)
    worker.enter("9839043299")
    status = offline(worker.desk)
    assert status.waiting == 0
    worker.window.on_sync_status(replace(status, waiting=1))
    worker.window.on_sync_status(status)
    worker.until(lambda: page.saves.rows[0].chip_text == "On server")
    assert worker.at == "name", "the focus stays where the typing is"


def test_without_saves_it_says_so(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker(qtbot, desk_on_disk(tmp_path))
    assert not _card(worker)._empty.isHidden()
    grey = worker.window.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    assert not grey.isNull()


def test_a_narrow_window_says_the_last_save_in_one_line(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker(qtbot, desk_on_disk(tmp_path), size=(1093, 543))
    person = typed_person(name="RAM KUMAR")
    register.register(worker.desk, person, intent=worker.desk.ids.new())
    worker.desk_page.refresh()
    settle()
    assert not worker.desk_page.context.isVisible()
    assert worker.desk_page.walk_in._last.text() == "Last: 1 RAM KUMAR, Saved here"
