"""A scan anywhere in the window: the page in front, then the page whose business it is; a form stays untouched."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.box_window import packer
from tests.ui.busy_desk import busy_desk
from tests.ui.keyboard import Keyboard
from tests.ui.showing import settle, show_window
from tikadesk.actions import find
from tikadesk.domain.numbers import Number
from tikadesk.ui import sounds
from tikadesk.ui.desk_screen import DeskPage
from tikadesk.ui.find_screen import FindPage
from tikadesk.ui.page import Page
from tikadesk.ui.samples_page import SamplesPage
from tikadesk.ui.scans import Scans
from tikadesk.ui.window import MainWindow


@pytest.fixture
def window(qtbot: QtBot) -> MainWindow:
    made = MainWindow(busy_desk())
    show_window(qtbot, made, size=(1366, 697))
    return made


def _desk_page(window: MainWindow) -> DeskPage:
    page = window.show_page("desk")
    assert isinstance(page, DeskPage)
    return page


@pytest.mark.parametrize("hindi", [False, True], ids=["latin", "devanagari"])
def test_a_slip_scanned_in_the_middle_of_a_form_opens_the_person_and_leaves_the_form(
    window: MainWindow, hindi: bool
) -> None:
    page = _desk_page(window)
    person = find.people(window.desk, "geeta")[0]
    keyboard = Keyboard(window, hindi=hindi)
    keyboard.type("98390")
    focus = QApplication.focusWidget()
    assert isinstance(focus, QLineEdit) and focus.text() == "98390"
    keyboard.scan(person.no)
    settle()
    assert page.stack.currentWidget() is page.second
    assert page.second.panel.person is not None and page.second.panel.person.row.id == person.id
    assert page.walk_in.form.typed()["mobile"] == "98390"


def test_the_page_in_front_has_the_first_word(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    window.show_page("sync")
    taken: list[str] = []
    monkeypatch.setattr(type(window.page), "scanned", lambda _page, code: taken.append(code) is None)
    box = str(Number("CG", "C", 1, 7))
    Keyboard(window).scan(box)
    assert taken == [box]
    assert window.page is window.pages["sync"]


def test_a_slip_scanned_on_another_page_opens_the_person_on_the_desk(window: MainWindow) -> None:
    window.show_page("sync")
    person = find.people(window.desk, "aslam")[0]
    Keyboard(window).scan(person.no)
    settle()
    assert window.page is window.pages["desk"]
    assert _desk_page(window).second.panel.person is not None


def test_a_slip_of_another_desk_is_looked_for(window: MainWindow) -> None:
    _desk_page(window)
    Keyboard(window).scan(str(Number("CG", "R", 9, 77)))
    page = window.page
    assert isinstance(page, FindPage)
    assert page.table.rows.rowCount() == 0


def test_a_code_that_is_nobodys_business_here_is_refused_aloud(qtbot: QtBot) -> None:
    window = MainWindow(busy_desk())
    show_window(qtbot, window, size=(1366, 697))
    window.scans = Scans(window, lambda: window.page, lambda _key: None)
    with qtbot.waitSignal(sounds.current().played) as told:
        window.scans.take(str(Number("CG", "C", 9, 77)))
    assert told.args == ["refused"]


def test_behind_the_lock_a_scan_does_nothing(window: MainWindow, qtbot: QtBot) -> None:
    person = find.people(window.desk, "aslam")[0]
    window.lock()
    with qtbot.waitSignal(sounds.current().played) as told:
        Keyboard(window).scan(person.no)
    assert told.args == ["refused"]
    assert window.locked


def test_pages_that_take_no_scan_say_so(window: MainWindow) -> None:
    assert not Page(window.desk).scanned("CGK")


@pytest.mark.parametrize("hindi", [False, True], ids=["latin", "devanagari"])
def test_tubes_are_packed_by_scans_from_any_field_of_the_page(
    qtbot: QtBot, tmp_path: Path, hindi: bool
) -> None:
    worker = packer(qtbot, tmp_path)
    keyboard = Keyboard(worker.window, hindi=hindi)
    person = worker.page.quick.form.field("person")
    person.editor.setFocus()
    keyboard.type("98390", gap_ms=90)
    tubes = [worker.new_tube() for _ in range(3)]
    for tube in tubes:
        keyboard.scan(tube)
    assert worker.page.pack.box is not None and worker.page.pack.box.tubes == 3
    assert person.value() == "98390"
    with qtbot.waitSignal(sounds.current().played) as told:
        keyboard.scan(tubes[0])
    assert told.args == ["refused"] and worker.page.pack.scan.refused


def test_a_slip_scanned_on_the_samples_page_chooses_its_person(window: MainWindow) -> None:
    page = window.show_page("samples")
    assert isinstance(page, SamplesPage)
    person = find.people(window.desk, "geeta")[0]
    Keyboard(window, hindi=True).scan(person.no)
    assert page.collect.finder.text == person.no
    assert page.collect.form.values()["name"] == person.name


def test_an_unused_sticker_becomes_the_number_of_the_walk_in(window: MainWindow) -> None:
    page, sticker = _desk_page(window), str(Number("CG", "R", 90, 12))
    page.walk_in.form.set_values({"name": "VIKAS NISHAD"})
    window.scans.take(sticker)
    form = page.walk_in.form
    assert form.field("sticker_no").value() == sticker and form.field("name").value() == "VIKAS NISHAD"
    assert "sticker_no" not in form.path(), "Enter passes it by"
    form.clear()
    assert form.field("sticker_no").isHidden()
