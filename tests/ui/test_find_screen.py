"""Find person: the live list, what comes from the top bar, and the ways on from a person."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.boxes import tube
from tests.ui.busy_desk import typed_person
from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tikadesk.actions import find, register
from tikadesk.app.hands import Hands
from tikadesk.domain.numbers import shown
from tikadesk.ui.find_screen import state_cell
from tikadesk.ui.samples_page import SamplesPage
from tikadesk.ui.table import State

PEOPLE = (("SUSHILA DEVI", "34", "F"), ("RAM KUMAR SINGH", "58", "M"), ("GEETA VERMA", "52", "F"))


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    desk = desk_on_disk(tmp_path)
    for at, (name, age, sex) in enumerate(PEOPLE):
        typed = typed_person(name=name, age=age, sex=sex, mobile=f"983904321{at}")
        register.register(desk, typed, intent=desk.ids.new())
    return Worker(qtbot, desk)


def _names(worker: Worker) -> list[str]:
    rows = worker.find_page.table.rows
    return [rows.row(at).name for at in range(rows.rowCount())]


def test_ctrl_2_shows_the_newest_first(worker: Worker) -> None:
    worker.press(Qt.Key.Key_2, CTRL)
    assert _names(worker) == ["GEETA VERMA", "RAM KUMAR SINGH", "SUSHILA DEVI"]
    assert worker.find_page.search.editor.inner.hasFocus()


def test_the_list_answers_while_typing(worker: Worker) -> None:
    worker.press(Qt.Key.Key_2, CTRL)
    worker.type("suseela")
    worker.until(lambda: len(_names(worker)) == 1)
    assert _names(worker) == ["SUSHILA DEVI"]


def test_enter_opens_the_only_one(worker: Worker) -> None:
    worker.press(Qt.Key.Key_2, CTRL)
    worker.enter("ram kumar")
    view = worker.find_page.view
    assert view.person is not None
    assert view.person.row.name == "RAM KUMAR SINGH"
    assert worker.focus is view.correct


def test_down_leaves_the_search_and_the_marked_row_is_shown(worker: Worker) -> None:
    worker.press(Qt.Key.Key_2, CTRL)
    worker.press(Qt.Key.Key_Down)
    worker.press(Qt.Key.Key_Down)
    view = worker.find_page.view
    assert view.person is not None
    assert view.person.row.name == "RAM KUMAR SINGH"


def test_the_top_bar_leads_here(worker: Worker) -> None:
    worker.press(Qt.Key.Key_F, CTRL)
    worker.enter("geeta")
    assert worker.window.page is worker.find_page
    view = worker.find_page.view
    assert view.person is not None
    assert view.person.row.name == "GEETA VERMA"


def test_f3_opens_the_person_for_the_next_dose(worker: Worker) -> None:
    worker.press(Qt.Key.Key_2, CTRL)
    worker.enter("geeta")
    worker.press(Qt.Key.Key_F3)
    panel = worker.desk_page.second.panel
    assert worker.window.page is worker.desk_page
    assert panel.person is not None
    assert panel.person.row.name == "GEETA VERMA"


def test_nobody_found_says_what_to_try(worker: Worker) -> None:
    worker.press(Qt.Key.Key_2, CTRL)
    worker.enter("xyzzy")
    assert _names(worker) == []
    assert "fewer letters" in worker.find_page._count.text()


def test_chips_are_for_exceptions_only(worker: Worker) -> None:
    row = find.people(worker.desk, "geeta")[0]
    usual = state_cell(row)
    assert isinstance(usual, State)
    assert usual.quiet


def test_in_one_column_the_person_takes_the_lists_place(worker: Worker) -> None:
    worker.window.resize(700, 500)
    worker.press(Qt.Key.Key_2, CTRL)
    page = worker.find_page
    assert page._left.isVisible()
    worker.enter("geeta")
    assert page.right.isVisible()
    assert not page._left.isVisible()


def test_a_samples_number_opens_it_on_the_samples_page(worker: Worker) -> None:
    _, no = tube(worker.desk)
    worker.press(Qt.Key.Key_F, CTRL)
    worker.enter(shown(no))
    page = worker.window.page
    assert isinstance(page, SamplesPage)
    assert page.right.currentWidget() is page.view


def test_a_samples_slip_may_be_scanned_anywhere(worker: Worker) -> None:
    _, no = tube(worker.desk)
    worker.window.show_page("sync")
    Hands(worker.window).scan(no)
    assert isinstance(worker.window.page, SamplesPage)
