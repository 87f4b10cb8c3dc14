"""The vial card: how long it may be used, and F7 for the next one."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import AT, busy_desk, offline
from tests.ui.desk_window import SESSION, Worker, desk_on_disk
from tests.ui.showing import settle, show
from tikadesk.actions import session, stock, today
from tikadesk.ui.keys import KEYS
from tikadesk.ui.messages import area_of
from tikadesk.ui.tokens import Look
from tikadesk.ui.vial_card import VialCard, spent, time_left
from tikadesk.ui.words import say


@pytest.mark.parametrize(
    ("minutes", "look", "words"),
    [
        (0, Look.OK, "Discard by 14:34 · 4 h 0 min left"),
        (179, Look.OK, "Discard by 14:34 · 1 h 1 min left"),
        (180, Look.AMBER, "Discard by 14:34 · 1 h 0 min left"),
        (211, Look.AMBER, "Discard by 14:34 · 29 min left"),
        (240, Look.AMBER, "Discard by 14:34 · 0 min left"),
        (241, Look.DANGER, "Passed 14:34 · open the next (F7)"),
    ],
)
def test_the_time_left_warns_within_the_hour(minutes: int, look: Look, words: str) -> None:
    vial = today.vial(busy_desk())
    assert vial is not None
    found = time_left(vial, AT + timedelta(minutes=minutes))
    assert (found[0], str(found[1])) == (look, words)


def test_without_a_vial_it_says_what_to_do(qtbot: QtBot) -> None:
    card = VialCard(busy_desk())
    show(qtbot, card)
    card.show_vial(None, "")
    assert "F6" in card._title.text()
    assert card.open_next.isHidden()


def test_f7_opens_the_next_vial(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker(qtbot, desk_on_disk(tmp_path))
    worker.press(Qt.Key.Key_F7)
    setup = session.current(worker.desk)
    assert setup is not None
    assert setup.vial == "5"
    assert worker.desk_page.vial._title.text() == "Vial 5 open"
    assert "vial 5" in worker.desk_page.walk_in.band._first.text()


def test_a_held_f7_opens_one_vial(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker(qtbot, desk_on_disk(tmp_path))
    keys = {one.key().toString(): one for one in worker.desk_page.columns.findChildren(QShortcut)}
    assert not keys[KEYS["open_vial"].sequence].autoRepeat()


def test_f7_says_why_where_the_stock_has_no_vial_left(qtbot: QtBot, tmp_path: Path) -> None:
    desk = desk_on_disk(tmp_path)
    stock.move(desk, SESSION | {"move": "received", "vials": "1"}, intent=desk.ids.new())
    worker = Worker(qtbot, desk)
    worker.press(Qt.Key.Key_F7)
    assert area_of(worker.desk_page).texts() == [str(say("misfit.no_vial_left", batch="4121Z025"))]
    assert worker.desk_page.vial._title.text() == "Vial 4 open"


def test_a_dose_from_a_vial_past_its_time_is_refused_with_what_to_do_and_f7_lets_it_be_saved(
    qtbot: QtBot, tmp_path: Path
) -> None:
    worker = Worker(qtbot, desk_on_disk(tmp_path))
    worker.walk_in()
    worker.desk.clock.advance(seconds=241 * 60)
    worker.save()
    said = str(say("misfit.vial_over_age", no="4", at="14:34"))
    assert worker.desk_page.walk_in.form.summary._others.text() == said
    assert "(F7)" in said
    worker.press(Qt.Key.Key_F7)
    worker.save()
    assert worker.desk_page.walk_in.form.is_empty()
    vial = today.vial(worker.desk)
    assert vial is not None and (vial.no, vial.given) == ("5", 1)


def test_f7_without_a_session_opens_its_form(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker(qtbot, desk_on_disk(tmp_path, session_set_up=False))
    worker.press(Qt.Key.Key_F7)
    assert worker.desk_page.left.currentWidget() is worker.desk_page.setup


def test_the_cells_tell_a_screen_reader_their_count(qtbot: QtBot) -> None:
    card = VialCard(busy_desk())
    show(qtbot, card)
    card.show_vial(today.vial(card.desk), "31-03-2022")
    assert card._cells.accessibleName() == "0 of 10 doses given"


def test_a_vial_is_spent_by_its_doses_or_its_time() -> None:
    vial = today.vial(busy_desk())
    assert vial is not None
    assert spent(vial, AT) is None
    assert str(spent(replace(vial, given=10), AT)) == "Vial 4 is used up · open the next (F7)"
    assert str(spent(vial, AT + timedelta(minutes=241))) == "Vial 4 passed 14:34 · open the next (F7)"


def test_the_session_band_says_so_as_time_goes_by_until_f7(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker(qtbot, desk_on_disk(tmp_path))
    band = worker.desk_page.walk_in.band
    worker.desk.clock.advance(seconds=241 * 60)
    worker.desk_page.vial._clock.timeout.emit()
    settle()
    assert band.look == Look.AMBER
    assert band._first.text() == "Vial 4 passed 14:34 · open the next (F7)"
    worker.press(Qt.Key.Key_F7)
    assert band.look is None
    assert "vial 5" in band._first.text()


def test_nothing_is_looked_up_once_the_window_and_its_store_are_closed(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker(qtbot, desk_on_disk(tmp_path))
    page = worker.desk_page
    page.show_status(offline(worker.desk))
    worker.window.close()
    worker.desk.store.close()
    assert not page._soon.isActive()
    for clock in (page.vial._clock, page.saves._clock):
        clock.timeout.emit()
