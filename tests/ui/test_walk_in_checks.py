"""Warnings at the fields of a walk-in: in amber once the field is left, gone when mended, never in the way."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import typed_person
from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tests.ui.showing import settle
from tikadesk.actions import find, register
from tikadesk.i18n import tr, tr_in
from tikadesk.ui.field import Field
from tikadesk.ui.walk_in_checks import WalkInChecks

VOTER = "ABC1234567"


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    return Worker(qtbot, desk_on_disk(tmp_path))


def _field(worker: Worker, name: str) -> Field:
    return worker.desk_page.walk_in.form.field(name)


def _amber(worker: Worker, name: str) -> str:
    """What the field says in amber, seen with its icon; empty when nothing."""
    note = _field(worker, name).note
    return note.text.text() if note.isVisible() and note.text.ink == "amber" else ""


def _people(worker: Worker, n: int, **typed: str) -> None:
    for at in range(n):
        person = typed_person(name=f"RAM KUMAR {'ABCDEFGH'[at]}", **typed)
        register.register(worker.desk, person, intent=worker.desk.ids.new())


def test_a_seventh_person_on_a_mobile_is_told_and_saved(worker: Worker) -> None:
    _people(worker, 6)
    worker.type("9839043210")
    assert isinstance(worker.desk_page.walk_in.checks, WalkInChecks)
    assert _amber(worker, "mobile") == "", "not before the field is left"
    worker.enter()
    assert _amber(worker, "mobile") == tr("warning.mobile_shared", n=6)
    for text in ("sushila devi", "34", "F", "", "7716", "tati", ""):
        worker.enter(text)
    worker.type("Y")
    worker.save()
    assert len(find.people(worker.desk, "")) == 7
    assert _amber(worker, "mobile") == "", "the next form begins without it"


def test_a_warning_goes_while_its_field_is_mended(worker: Worker) -> None:
    _people(worker, 6)
    worker.enter("9839043210")
    worker.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert worker.at == "mobile"
    worker.press(Qt.Key.Key_End)
    worker.press(Qt.Key.Key_Backspace)
    assert _amber(worker, "mobile") == ""
    worker.enter("1")
    assert _amber(worker, "mobile") == ""
    assert worker.at == "name"


def test_the_same_id_and_an_odd_one_are_told_beside_the_number(worker: Worker) -> None:
    _people(worker, 1, id_type="voter", id_number=VOTER)
    for text in ("9839043299", "mohan lal", "41", "M", "V"):
        worker.enter(text)
    worker.enter(VOTER)
    assert _amber(worker, "id_number") == tr("warning.same_id")
    worker.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    worker.press(Qt.Key.Key_A, CTRL)
    worker.enter("12/34")
    assert _amber(worker, "id_number") == tr("warning.id_form")
    for text in ("tati", ""):
        worker.enter(text)
    worker.type("Y")
    worker.save()
    assert len(find.people(worker.desk, "")) == 2


def test_the_ration_card_is_asked_for_and_its_number_takes_the_words_away(worker: Worker) -> None:
    for text in ("9839043210", "sushila devi", "34", "F", "", "7716", "tati", "B"):
        worker.enter(text)
    assert worker.at == "ration_card"
    assert _amber(worker, "ration_card") == ""
    worker.enter()
    assert worker.at == "health"
    assert _amber(worker, "ration_card") == tr("warning.ration_card")
    worker.window.speak("hi")
    settle()
    assert _amber(worker, "ration_card") == tr_in("hi", "warning.ration_card")
    worker.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    worker.enter("226001234567")
    assert _amber(worker, "ration_card") == ""
    worker.type("Y")
    worker.save()
    assert len(find.people(worker.desk, "")) == 1


def test_another_category_takes_the_ration_card_and_its_words_away(worker: Worker) -> None:
    for text in ("9839043210", "sushila devi", "34", "F", "", "7716", "tati", "B", ""):
        worker.enter(text)
    for _ in range(2):
        worker.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert worker.at == "category"
    worker.enter("P")
    assert worker.at == "health"
    assert _field(worker, "ration_card").isHidden()
    assert not _field(worker, "ration_card").is_warned


def test_a_warning_beside_a_problem_waits_behind_it(worker: Worker) -> None:
    _people(worker, 6)
    worker.enter("9839043210")
    worker.save()
    form = worker.desk_page.walk_in.form
    assert "mobile" not in form.bad_names
    assert "mobile" in form.warned_names
    assert "name" in form.bad_names


@pytest.mark.parametrize("category", ["hcw", "flw", "comorbid", "antyodaya", "bpl", "apl"])
@pytest.mark.parametrize("language", ["en", "hi"])
def test_no_category_is_clipped_and_the_questions_are_read_whole(
    worker: Worker, category: str, language: str
) -> None:
    form = worker.desk_page.walk_in.form
    worker.window.speak(language)
    form.set_values(typed_person(category=category))
    settle()
    combo = worker.desk_page.walk_in.form.field("category").editor.inner
    room = combo.width() - 44  # frame and padding at the left, the arrow at the right
    assert combo.fontMetrics().horizontalAdvance(combo.currentText()) <= room
    assert not form.field("health").also.is_cut()
