""" "Already here?": offered while typing, never in the way, and each verdict does what it says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import typed_person
from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tikadesk.actions import drafts, find, register
from tikadesk.ui.duplicates import AlreadyHere


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    desk = desk_on_disk(tmp_path)
    register.register(desk, typed_person(), intent=desk.ids.new())
    return Worker(qtbot, desk)


def _card(worker: Worker) -> AlreadyHere:
    return worker.desk_page.alike


def _type_alike(worker: Worker) -> None:
    for value in ("9839043210", "suseela devi", "35", "F", "", "7716"):
        worker.enter(value)
    worker.until(lambda: bool(_card(worker).found))


def test_it_fills_while_typing_and_leaves_the_focus_alone(worker: Worker) -> None:
    _type_alike(worker)
    card = _card(worker)
    assert card._count.text() == "1 possible match"
    assert worker.at == "village"
    assert "SUSHILA DEVI" in str(card.line())


def _verdicts(worker: Worker) -> list[tuple[str, str]]:
    found = worker.desk.store.connection.execute(
        "SELECT what, subject FROM event WHERE what LIKE 'alike.%' ORDER BY row"
    )
    return [(what, subject) for what, subject in found]


def _finish(worker: Worker) -> None:
    """The rest of the form, and Ctrl+Enter."""
    for text in ("tat", ""):
        worker.enter(text)
    worker.type("Y")
    worker.save()


def test_f4_and_1_offer_the_same_person_whom_enter_opens(worker: Worker) -> None:
    _type_alike(worker)
    worker.press(Qt.Key.Key_F4)
    page = worker.desk_page
    assert page.left.currentWidget() is page.compare
    worker.type("1")
    assert page.left.currentWidget() is page.walk_in
    assert worker.focus is page.walk_in.same.open
    assert "SUSHILA DEVI is here already" in page.walk_in.same._text.text()
    worker.enter()
    assert page.stack.currentWidget() is page.second
    assert page.second.panel.person is not None
    assert page.second.panel.person.row.name == "SUSHILA DEVI"
    assert len(find.people(worker.desk, "")) == 1
    assert (drafts.read(worker.desk, "walk_in") or {})["name"] == "SUSEELA DEVI"
    worker.press(Qt.Key.Key_F2)
    assert page.walk_in.form.values()["name"] == "SUSEELA DEVI", "the form is kept until it is cleared"
    assert worker.focus is page.walk_in.same.open
    worker.press(Qt.Key.Key_Escape)
    assert page.walk_in.form.is_empty()
    assert page.walk_in.same.isHidden()
    assert drafts.read(worker.desk, "walk_in") is None
    worker.press(Qt.Key.Key_Z, CTRL)
    assert not page.walk_in.same.isHidden(), "what was said comes back with the form"
    assert _verdicts(worker) == [], "nothing was saved, so there is nothing to say it of"


def test_the_form_goes_once_the_same_person_has_had_the_dose(worker: Worker) -> None:
    _type_alike(worker)
    worker.press(Qt.Key.Key_F4)
    worker.type("1")
    worker.enter()
    worker.type("Y")
    worker.save()
    [person] = find.people(worker.desk, "")
    assert person.doses == 1
    assert worker.desk_page.walk_in.form.is_empty()
    assert not worker.desk_page.walk_in.form.can_bring_back(), "Ctrl+Z is about the dose now"


def test_same_person_saved_all_the_same_is_written_down(worker: Worker) -> None:
    here = find.people(worker.desk, "")[0].id
    _type_alike(worker)
    worker.press(Qt.Key.Key_F4)
    worker.type("1")
    worker.desk_page.walk_in.form.focus("village")
    _finish(worker)
    new = next(row.id for row in find.people(worker.desk, "") if row.id != here)
    assert _verdicts(worker) == [("alike.same", f"{new} {here}")]
    assert worker.desk_page.walk_in.same.isHidden()


def test_2_takes_same_person_back(worker: Worker) -> None:
    here = find.people(worker.desk, "")[0].id
    _type_alike(worker)
    worker.press(Qt.Key.Key_F4)
    worker.type("1")
    worker.type("2")
    assert worker.desk_page.walk_in.same.isHidden()
    assert worker.at == "village"
    _finish(worker)
    new = next(row.id for row in find.people(worker.desk, "") if row.id != here)
    assert _verdicts(worker) == [("alike.different", f"{new} {here}")]


def test_what_was_said_outlives_a_power_cut(qtbot: QtBot, tmp_path: Path) -> None:
    desk = desk_on_disk(tmp_path)
    here = register.register(desk, typed_person(), intent=desk.ids.new()).id
    before = Worker(qtbot, desk)
    _type_alike(before)
    before.press(Qt.Key.Key_F4)
    before.type("2")
    before.enter("tat")
    before.cut_power()
    after = Worker(qtbot, desk_on_disk(tmp_path, staffed=False, session_set_up=False))
    after.press(Qt.Key.Key_2, CTRL)
    after.press(Qt.Key.Key_1, CTRL)
    after.press(Qt.Key.Key_Return)
    after.desk_page.alike.look()
    assert _card(after).found == []
    after.enter()
    after.type("Y")
    after.save()
    new = next(row.id for row in find.people(after.desk, "") if row.id != here)
    assert _verdicts(after) == [("alike.different", f"{new} {here}")]


def test_2_is_somebody_else_and_is_not_offered_again(worker: Worker) -> None:
    _type_alike(worker)
    worker.press(Qt.Key.Key_F4)
    worker.type("2")
    assert _card(worker).found == []
    assert worker.at == "village", "back where the typing stopped"
    _finish(worker)
    assert len(find.people(worker.desk, "")) == 2
    assert [what for what, _ in _verdicts(worker)] == ["alike.different"]


def test_3_decides_later_and_is_written_down_with_the_save(worker: Worker) -> None:
    _type_alike(worker)
    worker.press(Qt.Key.Key_F4)
    worker.type("3")
    _finish(worker)
    assert [what for what, _ in _verdicts(worker)] == ["alike.later"]
    for value in ("9839043210", "suseela devi", "35", "F"):
        worker.enter(value)
    worker.until(lambda: len(_card(worker).found) == 2)
    assert worker.desk_page.walk_in.decided == {}, "the next form begins without verdicts"


def test_nobody_alike_says_so_and_f4_does_nothing(worker: Worker) -> None:
    worker.enter("9839000000")
    worker.type("mohan")
    worker.press(Qt.Key.Key_F4)
    page = worker.desk_page
    assert page.left.currentWidget() is page.walk_in
    assert page.alike._count.text() == "nobody like this"
