"""One person: details, doses, history; Correct and Void are about the line with the focus."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.desk_window import Worker, desk_on_disk
from tests.ui.showing import settle
from tikadesk.actions import find
from tikadesk.ui.person_view import PersonView
from tikadesk.ui.record_row import RecordRow
from tikadesk.ui.words import Text


@pytest.fixture
def view(qtbot: QtBot, tmp_path: Path) -> PersonView:
    worker = Worker(qtbot, desk_on_disk(tmp_path))
    worker.walk_in()
    worker.save()
    made = worker.find_page.view
    made.show_person(find.people(worker.desk, "")[0].id)
    settle()
    made.worker = worker
    return made


def _texts(view: PersonView) -> list[str]:
    return [text.text() for text in view.findChildren(Text) if text.text()]


def test_it_says_what_is_known_and_only_the_end_of_the_id(view: PersonView) -> None:
    told = _texts(view)
    assert {"SUSHILA DEVI", "98390 43210", "…7716", "Aadhaar", "Tatibandh"} <= set(told)
    assert any("Registered" in line and "Sunita Devi" in line for line in told)


def test_correct_is_about_the_person_or_the_dose_with_the_focus(view: PersonView) -> None:
    assert view.person is not None
    assert view.target() == ("registration", view.person.row.id)
    line = next(row for row in view.findChildren(RecordRow))
    line.setFocus()
    settle()
    assert view.target() == ("dose", view.person.doses[0].id)


def test_without_a_person_it_says_what_to_do(qtbot: QtBot, view: PersonView) -> None:
    view.show_person(None)
    assert view.target() is None
    assert not view._empty.isHidden()
    with qtbot.assertNotEmitted(view.correct_wanted):
        view.correct.click()
