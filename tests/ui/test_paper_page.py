"""Back-entry on screen: line after line by keys, the page's list, somebody known, what is refused in which words."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import PIN, typed_person
from tests.ui.busy_paper import PAGE, paper_desk
from tests.ui.desk_window import CTRL
from tests.ui.pins import answer_soon
from tests.ui.typist import Typist
from tikadesk.actions import paper_entry, register, staff, void
from tikadesk.domain.numbers import Number
from tikadesk.store import records
from tikadesk.ui.find_screen import Wish
from tikadesk.ui.page import Fold
from tikadesk.ui.paper_page import BackEntryPage
from tikadesk.ui.window import MainWindow

NEW_PERSON, DEFERRED_BY_SLIP = 46, 6
"""Keys for a line: somebody new who got a dose; somebody known by a scan who did not."""


@pytest.fixture
def typist(qtbot: QtBot, tmp_path: Path) -> Typist:
    """With page 3 at hand."""
    return Typist(qtbot, tmp_path)


def test_lines_are_typed_one_after_the_other_by_enter_alone(typist: Typist) -> None:
    typist.line()
    assert typist.focus is typist.page.line.save
    typist.press(Qt.Key.Key_Return)
    assert typist.at == "time" and typist.form.field("serial").value() == "2"
    assert "Line 1 is saved on this computer" in typist.page.line.said.text.text()
    typist.line(name="mohan verma", mobile="9826041298")
    typist.press(Qt.Key.Key_Return)
    assert [(line.serial, line.name, line.outcome, line.dose_no) for line in typist.lines] == [
        ("1", "VIKAS NISHAD", "given", 1),
        ("2", "MOHAN VERMA", "given", 1),
    ]
    assert typist.page.list.table.rows.rowCount() == 2
    person = records.get(typist.desk.store.connection, "registration", typist.lines[0].person) or {}
    assert (person["name_local"], person["day"], person["source"]) == ("विकास निषाद", "2021-10-11", "paper")


def test_the_keys_of_a_line(typist: Typist) -> None:
    # As a register is kept: hours only now and then, last four digits of an Aadhaar, a name of fourteen letters.
    usual = {"time": "", "name": "sushila kashya", "id_type": "A", "id_number": "7716", "village": "tat"}
    typist.line(**usual)
    typist.press(Qt.Key.Key_Return)
    keys = typist.pressed
    typist.line(**usual | {"mobile": "9826041298", "name": "mohanlal verma", "id_type": ""})
    typist.press(Qt.Key.Key_Return)
    assert typist.pressed - keys <= NEW_PERSON
    known, keys = typist.lines[0], typist.pressed
    assert typist.page.scanned(known.no)
    typist.type("D")
    typist.enter()
    typist.enter("2")
    typist.save()
    assert typist.pressed - keys <= DEFERRED_BY_SLIP
    assert (typist.lines[-1].person, typist.lines[-1].outcome) == (known.person, "deferred")


def test_what_is_wrong_with_a_line_is_told_and_nothing_is_saved(typist: Typist) -> None:
    typist.line()
    typist.save()
    typist.form.set_values({"serial": "1"})
    typist.line(name="mohan verma", mobile="98260", age="200", id_type="", id_number="")
    typist.save()
    assert set(typist.form.bad_names) == {"serial", "mobile", "age", "id_number"}
    assert "Line 1 of page 3 is typed already" in typist.form.field("serial").note.text.text()
    assert len(typist.lines) == 1


def test_somebody_who_is_here_gets_the_dose_on_the_paper(qtbot: QtBot, typist: Typist) -> None:
    known = register.register(typist.desk, typed_person(), intent=typist.desk.ids.new())
    typist.enter("10:05")
    typist.enter(known.no)
    assert typist.page.line.person == known.id and not typist.page.line.chosen.isHidden()
    assert typist.form.field("name").isHidden() and typist.at == "outcome"
    typist.save()
    (line,) = typist.lines
    assert (line.person, line.known, line.time) == (known.id, True, "10:05")
    typist.enter()
    typist.enter()
    typist.enter("9839043210")
    qtbot.waitUntil(lambda: bool(typist.page.alike.found))
    typist.press(Qt.Key.Key_F4)
    assert typist.page.left.currentWidget() is typist.page.compare
    typist.press(Qt.Key.Key_1)
    assert typist.page.line.person == known.id
    typist.press(Qt.Key.Key_N)
    assert typist.page.line.person == "" and typist.at == "name"


def test_a_sticker_is_the_number_once(typist: Typist) -> None:
    sticker = str(Number("CG", "R", 90, 7))
    typist.line(sticker_no=sticker)
    typist.save()
    assert typist.lines[0].no == sticker
    assert typist.page.scanned(sticker), "whoever scans it again means that person"
    assert typist.page.line.person == typist.lines[0].person
    void.void(typist.desk, "registration", typist.lines[0].person, reason="twice", dose_used=False)
    typist.page.line.clear()
    typist.line(sticker_no=sticker, mobile="9826041298")
    typist.save()
    assert "This number was used on 11-10-2021" in typist.form.field("sticker_no").note.text.text()


def test_a_page_of_last_month_asks_for_the_supervisor(qtbot: QtBot, tmp_path: Path) -> None:
    typist = Typist(qtbot, tmp_path, begun=False)
    assert typist.page.left.currentWidget() is typist.page.sheet and typist.at == "day"
    for value in ("10-09-2021", "12", "1", "4121Z025", "", "", "rekha yadav"):
        typist.enter(value)
    answer_soon("0000")
    typist.press(Qt.Key.Key_Return)
    assert typist.says().startswith("10-09-2021 is more than 7 days back. Only a supervisor enters it")
    assert typist.page.line.page is None
    typist.back_from_dialog()
    answer_soon(PIN)
    typist.save()
    assert typist.page.line.page is not None and typist.says() == ""
    assert "allowed by Farida Bano" in typist.page.line.band._second.text()
    typist.back_from_dialog()
    typist.line()
    typist.save()
    assert len(typist.lines) == 1


def test_tomorrow_is_no_page_and_an_expired_batch_is_none_either(qtbot: QtBot, tmp_path: Path) -> None:
    typist = Typist(qtbot, tmp_path, begun=False)
    for value in ("15-10-2021", "12", "1", "4121Z025", "10-10-2021"):
        typist.enter(value)
    typist.save()
    assert typist.form.bad_names == ("day",)
    typist.form.set_values({"day": "11-10-2021"})
    typist.save()
    assert typist.form.bad_names == ("expires_on",)
    assert "10-10-2021" in typist.form.field("expires_on").note.text.text()


def test_a_dose_against_the_rules_of_that_day_takes_a_reason_and_a_supervisor(typist: Typist) -> None:
    typist.line(age="15", guardian_name="mohan nishad", guardian_relation="F")
    typist.save()
    assert typist.says().startswith("This vaccine is for 18 years and over, the age is 15.")
    assert typist.at == "override_reason"
    typist.type("5")
    answer_soon(PIN)
    typist.save()
    dose = records.get(typist.desk.store.connection, "dose", typist.lines[0].dose) or {}
    assert dose["override_by"] == staff.operators(typist.desk)[0].id


def test_the_next_page_keeps_day_and_batch_and_counts_on(typist: Typist) -> None:
    typist.line()
    typist.save()
    typist.press(Qt.Key.Key_F9)
    assert typist.form.values() == PAGE | {"page": "4"}
    typist.save()
    assert typist.form.field("serial").value() == "2" and typist.lines == []
    assert typist.window.top.subtitle.text() == "Page 4 of 11-10-2021"
    typist.press(Qt.Key.Key_F6)
    typist.press(Qt.Key.Key_Escape)
    assert typist.page.left.currentWidget() is typist.page.line


def test_a_half_typed_line_survives_a_power_cut(qtbot: QtBot, tmp_path: Path) -> None:
    typist = Typist(qtbot, tmp_path)
    typist.enter("9:40")
    typist.enter()
    typist.enter("9826041299")
    typist.type("vikas")
    typist.page.leave()
    typist.cut_power()
    again = Typist(qtbot, tmp_path, begun=False)
    values = again.form.values()
    assert (values["time"], values["mobile"], values["name"]) == ("9:40", "9826041299", "VIKAS")
    assert again.page.line.page is not None and again.at == "age"


def test_escape_empties_the_line_and_then_leaves_and_ctrl_z_brings_back(qtbot: QtBot, typist: Typist) -> None:
    typist.enter("9:40")
    typist.press(Qt.Key.Key_Escape)
    assert not typist.page.half_filled()
    typist.press(Qt.Key.Key_Z, CTRL)
    assert typist.form.field("time").value() == "9:40"
    typist.press(Qt.Key.Key_Escape)
    with qtbot.waitSignal(typist.page.wanted) as asked:
        typist.press(Qt.Key.Key_Escape)
    assert asked.args == ["register", "2021-10-11"]
    typist.window.show_page("paper")
    typist.line()
    typist.save()
    typist.press(Qt.Key.Key_Z, CTRL)
    assert [line.void for line in typist.lines] == [True]


def test_rows_lead_to_their_person_and_a_day_of_the_register_to_its_page(qtbot: QtBot) -> None:
    page = BackEntryPage(paper_desk())
    qtbot.addWidget(page)
    page.refresh()
    lines = page.list.table.rows
    page.list.mark("33")
    for button, act in ((page.list.correct, "correct"), (page.list.void, "void")):
        with qtbot.waitSignal(page.wanted) as asked:
            button.click()
        assert asked.args == ["find", Wish(lines.row(0).person, act)]
    page.take("2021-10-12")
    assert page.left.currentWidget() is page.sheet
    assert page.sheet.form.values() == PAGE | {"day": "12-10-2021", "page": ""}


def test_a_narrow_window_shows_the_line_or_the_list(qtbot: QtBot, tmp_path: Path) -> None:
    typist = Typist(qtbot, tmp_path, size=(1093, 543))
    page = typist.page
    assert page.left.isVisible() and not page._right.isVisible()
    typist.line()
    typist.save()
    assert page._here.text() == "1 line · 1 given"
    typist.press(Qt.Key.Key_F3)
    assert page._right.isVisible() and not page.left.isVisible() and page.list.table.hasFocus()
    typist.press(Qt.Key.Key_F2)
    assert page.left.isVisible() and typist.at == "time"
    page.fold(Fold.SINGLE)
    assert not page._right.isVisible()


def test_a_line_that_another_desk_typed_too_is_marked(qtbot: QtBot) -> None:
    desk = paper_desk()
    window = MainWindow(desk)
    qtbot.addWidget(window)
    page = window.show_page("paper")
    assert isinstance(page, BackEntryPage)
    typed = typed_person(
        name="ASHA SAHU", mobile="9826041388", source="paper", day="11-10-2021", page="3", serial="34"
    )
    register.register(desk, typed, intent=desk.ids.new())
    more = typed | {"name": "SITA SAHU", "mobile": "9826041389", "serial": "39"}
    register.register(desk, more, intent=desk.ids.new())
    page.refresh()
    assert page.list._gaps.text.text() == "Not typed: 36 · Typed twice: 34"
    assert page.line.form.field("serial").value() == "40", "and the next line is counted on"
    assert paper_entry.last(desk) is not None
