"""The walk-in by keys alone, on a real database: what is saved, and with how many keys (performance row 13)."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tikadesk.actions import find, today
from tikadesk.domain.numbers import Number

MOST_KEYS = 45


def keys_of_a_walk_in(qtbot: QtBot, folder: Path) -> tuple[int, Worker]:
    """Register a person with a name of 14 letters by keys; how many keys it took, and the operator who did it."""
    worker = Worker(qtbot, desk_on_disk(folder))
    worker.pressed = 0
    worker.walk_in(name="sushila kashya", village="tat")
    worker.save()
    return worker.pressed, worker


def test_a_walk_in_takes_no_more_keys_than_the_goal(qtbot: QtBot, tmp_path: Path) -> None:
    pressed, worker = keys_of_a_walk_in(qtbot, tmp_path)
    people = find.people(worker.desk, "")
    assert [row.name for row in people] == ["SUSHILA KASHYA"]
    person = find.person(worker.desk, people[0].id)
    wanted = {
        "mobile": "9839043210",
        "birth_year": 1987,
        "age_estimated": 1,
        "sex": "F",
        "id_type": "aadhaar",
        "id_tail": "7716",
        "village": "Tatibandh",
    }
    assert {name: person.fields.get(name) for name in wanted} == wanted
    assert [(dose.dose_no, dose.outcome, dose.batch) for dose in person.doses] == [(1, "given", "4121Z025")]
    assert pressed <= MOST_KEYS, f"{pressed} keys"


def test_no_step_of_it_needs_a_mouse_or_tab(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker(qtbot, desk_on_disk(tmp_path))
    seen = []
    for value in ("9839043210", "ram", "34", "M", "", "7716", "tat", ""):
        seen.append(worker.at)
        worker.enter(value)
    seen.append(worker.at)
    assert seen == ["mobile", "name", "age", "sex", "id_type", "id_number", "village", "category", "health"]
    worker.type("Y")
    worker.press(Qt.Key.Key_Return)
    assert worker.focus is worker.desk_page.walk_in.save_and_print
    worker.press(Qt.Key.Key_Return)
    assert today.totals(worker.desk).registered == 1
    assert worker.at == "mobile"


def test_shift_enter_goes_back(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Worker(qtbot, desk_on_disk(tmp_path))
    worker.enter("9839043210")
    assert worker.at == "name"
    worker.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert worker.at == "mobile"


def test_the_number_of_a_sticker_is_typed_with_ctrl_k_and_refused_twice(qtbot: QtBot, tmp_path: Path) -> None:
    worker, sticker = Worker(qtbot, desk_on_disk(tmp_path)), str(Number("CG", "R", 90, 7))
    worker.press(Qt.Key.Key_K, CTRL)
    worker.enter(sticker)
    worker.desk_page.walk_in.form.focus("mobile")
    worker.walk_in()
    worker.save()
    assert [row.no for row in find.people(worker.desk, "")] == [sticker]
    form = worker.desk_page.walk_in.form
    assert form.field("sticker_no").isHidden() and worker.at == "mobile"
    worker.press(Qt.Key.Key_K, CTRL)
    worker.enter(sticker)
    assert "This number was used on 14-10-2021" in form.field("sticker_no").note.text.text()
