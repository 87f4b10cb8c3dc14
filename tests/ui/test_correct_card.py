"""Corrections by keys: a changed field, a reason, the history that says what stood there before."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import typed_person
from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tests.ui.showing import settle
from tikadesk.actions import find, register
from tikadesk.ui.correct_card import REASON, CorrectCard
from tikadesk.ui.record_row import RecordRow
from tikadesk.ui.words import Text

AADHAAR = "234123412346"


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    desk = desk_on_disk(tmp_path)
    register.register(desk, typed_person(age="36"), intent=desk.ids.new())
    made = Worker(qtbot, desk)
    made.press(Qt.Key.Key_2, CTRL)
    made.enter("sushila")
    made.press(Qt.Key.Key_E, CTRL)
    return made


def _card(worker: Worker) -> CorrectCard:
    return worker.find_page.correct


def _person(worker: Worker) -> find.Person:
    return find.person(worker.desk, find.people(worker.desk, "sushila")[0].id)


def _overtype(worker: Worker, name: str, text: str) -> None:
    _card(worker).form.focus(name)
    settle()
    worker.press(Qt.Key.Key_A, CTRL)
    worker.enter(text)


def test_a_correction_keeps_what_stood_there(worker: Worker) -> None:
    _overtype(worker, "age", "34")
    _card(worker).form.focus(REASON)
    settle()
    worker.type("2")
    worker.save()
    assert _person(worker).row.age == 34
    change = _person(worker).history[-1]
    assert (change.op, change.why) == ("edit", "heard_wrong")
    told = [text.text() for text in worker.find_page.view.findChildren(Text)]
    assert "Age or date of birth: 36 → 34" in told
    assert any("Heard wrong" in line for line in told)


def test_it_needs_a_reason(worker: Worker) -> None:
    _overtype(worker, "age", "34")
    worker.save()
    assert _card(worker).form.bad_names == (REASON,)
    assert _person(worker).row.age == 36


def test_what_does_not_fit_is_told_at_its_field(worker: Worker) -> None:
    _overtype(worker, "mobile", "983904")
    _card(worker).form.focus(REASON)
    settle()
    worker.type("1")
    worker.save()
    assert "mobile" in _card(worker).form.bad_names
    assert _person(worker).row.mobile == "9839043210"


def test_only_touched_fields_are_written(worker: Worker) -> None:
    assert _card(worker).touched() == {}
    _overtype(worker, "parent_name", "ram kumar")
    assert _card(worker).touched() == {"parent_name": "RAM KUMAR"}


def test_a_whole_aadhaar_is_cut_here_too(worker: Worker) -> None:
    _overtype(worker, "id_number", AADHAAR)
    assert _card(worker).form.values()["id_number"] == "XXXX XXXX 2346"


def test_esc_leaves_everything_as_it_was(worker: Worker) -> None:
    _overtype(worker, "age", "34")
    worker.press(Qt.Key.Key_Escape)
    assert worker.find_page.right.currentWidget() is worker.find_page.view
    assert _person(worker).row.age == 36


def test_a_second_record_begins_afresh(worker: Worker) -> None:
    _overtype(worker, "age", "34")
    worker.press(Qt.Key.Key_Escape)
    worker.press(Qt.Key.Key_E, CTRL)
    assert _card(worker).touched() == {}
    assert _card(worker).form.field("mobile").editor.inner.hasFocus()


def test_a_dose_is_corrected_from_its_line(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker(qtbot, desk_on_disk(tmp_path))
    worker.walk_in()
    worker.save()
    worker.press(Qt.Key.Key_2, CTRL)
    worker.enter("sushila")
    line = next(row for row in worker.find_page.view.findChildren(RecordRow))
    line.setFocus()
    settle()
    worker.press(Qt.Key.Key_E, CTRL)
    assert _card(worker).touched() == {}
    _overtype(worker, "batch", "4121z026")
    _card(worker).form.focus(REASON)
    settle()
    worker.type("3")
    worker.save()
    dose = _person(worker).doses[0]
    assert (dose.batch, dose.outcome, dose.dose_no) == ("4121Z026", "given", 1)
    assert [change.why for change in _person(worker).history if change.kind == "dose"] == [
        None,
        "document_seen",
    ]
