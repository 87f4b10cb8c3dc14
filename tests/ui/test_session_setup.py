"""Session set-up by keys: what is refused, what stands on the forms afterwards."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tikadesk.actions import session
from tikadesk.ui.session_setup import SessionCard


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    made = Worker(qtbot, desk_on_disk(tmp_path, session_set_up=False))
    made.press(Qt.Key.Key_F6)
    return made


def _card(worker: Worker) -> SessionCard:
    return worker.desk_page.setup


def _fill(worker: Worker, *, expires_on: str) -> None:
    for value in ("1", "4121z025", expires_on, "4", "rekha yadav", "", "L", ""):
        worker.enter(value)


def test_f6_opens_it_and_enter_goes_through_it(worker: Worker) -> None:
    card = _card(worker)
    _fill(worker, expires_on="31032022")
    assert worker.focus is card.save
    worker.press(Qt.Key.Key_Return)
    found = session.current(worker.desk)
    assert found is not None
    assert (found.vaccine, found.batch, found.expires_on) == ("covishield", "4121Z025", "2022-03-31")
    assert worker.at == "mobile", "back at the form"
    assert "4121Z025" in worker.desk_page.walk_in.band._first.text()


def test_an_expired_batch_is_refused_with_its_date(worker: Worker) -> None:
    _fill(worker, expires_on="13102021")
    form = _card(worker).form
    assert form.field("expires_on").is_bad, "told on leaving the field"
    worker.save()
    assert session.current(worker.desk) is None
    assert "13-10-2021" in form.field("expires_on").note.text.text()
    assert form.field("expires_on").editor.inner.hasFocus()


def test_every_missing_fact_is_named(worker: Worker) -> None:
    worker.save()
    bad = _card(worker).form.bad_names
    assert bad == ("vaccine", "batch", "expires_on", "vial", "vaccinator")


def test_esc_goes_back_without_a_change(worker: Worker) -> None:
    worker.press(Qt.Key.Key_Escape)
    assert session.current(worker.desk) is None
    assert worker.at == "mobile"


def test_a_half_filled_walk_in_waits_meanwhile(worker: Worker) -> None:
    worker.press(Qt.Key.Key_Escape)
    worker.enter("9839043210")
    worker.press(Qt.Key.Key_F6)
    worker.press(Qt.Key.Key_Escape)
    assert worker.desk_page.walk_in.form.values()["mobile"] == "9839043210"
    assert worker.at == "name"


def test_it_begins_with_what_was_set_before(worker: Worker) -> None:
    _fill(worker, expires_on="31032022")
    worker.save()
    worker.press(Qt.Key.Key_F6)
    values = _card(worker).form.values()
    assert (values["batch"], values["expires_on"], values["vial"]) == ("4121Z025", "31-03-2022", "4")
    worker.press(Qt.Key.Key_A, CTRL)
