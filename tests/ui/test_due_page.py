"""The due page in the window: from the register and back, a village, the person, the list taken out."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tests.ui.busy_due import first_doses
from tests.ui.desk_window import Worker, desk_on_disk
from tests.ui.showing import settle
from tikadesk.ui.due_page import DuePage


class Caller(Worker):
    """An operator on the due page."""

    def __init__(
        self, qtbot: QtBot, *, size: tuple[int, int] = (1366, 697), role: str = "supervisor"
    ) -> None:
        desk = busy_desk(at_work=role)
        first_doses(desk)
        super().__init__(qtbot, desk, size)
        self.window.show_page("register")
        page = self.window.show_page("due")
        assert isinstance(page, DuePage)
        self.page = page
        settle()


@pytest.fixture
def caller(qtbot: QtBot) -> Iterator[Caller]:
    yield Caller(qtbot)


def test_enter_opens_the_person_and_escape_goes_back_to_the_register(caller: Caller) -> None:
    assert caller.page.lines.table.hasFocus()
    row = caller.page.lines.current()
    assert row is not None
    caller.press(Qt.Key.Key_Return)
    find = caller.find_page
    assert find.isVisible() and find.view.person is not None and find.view.person.row.id == row.id
    caller.window.show_page("register")
    caller.window.show_page("due")
    settle()
    caller.press(Qt.Key.Key_Escape)
    assert caller.window.pages["register"].isVisible()


def test_a_village_filters_the_lines_and_what_arrives_leaves_it_chosen(caller: Caller) -> None:
    page = caller.page
    page.villages.table.mark(2)
    assert page.lines.count.text() == "Kalyanpur: 1 person"
    first_doses(caller.desk)
    caller.window.on_arrived(frozenset({"dose"}))
    settle()
    assert page.lines.count.text() == "Kalyanpur: 2 people"


def test_the_list_of_the_coming_week_is_taken_out_as_a_file(caller: Caller, tmp_path: Path) -> None:
    page = caller.page
    page.to_export.click()
    assert page.right.currentWidget() is page.export
    page.export.choose_file = lambda name, _form: str(tmp_path / name)
    page.export.files["csv"].click()
    (file,) = tmp_path.iterdir()
    assert file.name == "due-2021-10-14-to-2021-10-21.csv"
    with file.open(encoding="utf-8-sig", newline="") as opened:
        assert len([line for line in csv.reader(opened) if line and line[0].isdigit()]) == 8
    caller.press(Qt.Key.Key_Escape)
    assert page.right.currentWidget() is page.villages and page.isVisible()


def test_on_a_narrow_window_the_villages_take_the_place_of_the_lines(qtbot: QtBot) -> None:
    caller = Caller(qtbot, size=(1093, 543))
    page = caller.page
    assert page.lines.isVisible() and not page.villages.isVisible()
    page.to_villages.click()
    settle()
    assert page.villages.isVisible() and not page.lines.isVisible()
    page.to_lines.click()
    settle()
    assert page.lines.isVisible()


def test_who_may_not_export_is_not_offered_it(qtbot: QtBot) -> None:
    assert not Caller(qtbot, role="registrar").page.to_export.isVisible()


def test_a_list_that_comes_after_the_page_is_ready_for_the_keys(qtbot: QtBot, tmp_path: Path) -> None:
    desk = desk_on_disk(tmp_path)
    first_doses(desk)
    worker = Worker(qtbot, desk)
    page = worker.window.show_page("due")
    assert isinstance(page, DuePage)
    qtbot.waitUntil(lambda: page.lines.current() is not None)
    assert page.lines.table.hasFocus() and page.lines.table.selectionModel().hasSelection()
