"""The register page in the window: days, ways to a line and back, ways to the pages under it, what each role sees."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk, typed_person
from tests.ui.busy_register import lines
from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tests.ui.showing import settle
from tikadesk.actions import register
from tikadesk.domain.clock import FixedClock
from tikadesk.i18n import LANGUAGES, has, use
from tikadesk.ui.buttons import Button
from tikadesk.ui.register_page import RegisterPage
from tikadesk.ui.screens import SCREENS


class Reader(Worker):
    """An operator on the register page of a busy day."""

    def __init__(self, qtbot: QtBot, *, size: tuple[int, int] = (1366, 697)) -> None:
        desk = busy_desk(at_work="supervisor")
        lines(desk, 22)
        super().__init__(qtbot, desk, size)
        page = self.window.show_page("register")
        assert isinstance(page, RegisterPage)
        self.page = page
        settle()


@pytest.fixture
def reader(qtbot: QtBot) -> Iterator[Reader]:
    made = Reader(qtbot)
    yield made


def test_figures_chart_and_lines_tell_the_same_day(reader: Reader) -> None:
    page = reader.page
    assert page.figures.registered.said.split()[0] == "26" and page.figures.given.said.split()[0] == "20"
    assert page.chart.bars.accessibleName() == "9:00 14 doses. 10:00 6 doses."
    assert page.lines.count.text() == "27 lines · day total 20 doses"
    assert reader.window.top.subtitle.text() == "Thu 14-10-2021"


def test_ctrl_and_arrows_walk_through_the_days_and_a_day_without_anybody_says_so(reader: Reader) -> None:
    page = reader.page
    assert page.lines.table.hasFocus()
    reader.press(Qt.Key.Key_Left, CTRL)
    assert page.day == "2021-10-13" and reader.window.top.subtitle.text() == "Wed 13-10-2021"
    assert page.lines._empty.isVisible() and "zero report" in page.lines._empty.text.text()
    reader.press(Qt.Key.Key_Right, CTRL)
    reader.press(Qt.Key.Key_Right, CTRL)
    assert page.day == "2021-10-14" and page.lines.table.isVisible()


def test_enter_opens_the_person_and_a_correction_comes_back_to_the_line(reader: Reader) -> None:
    reader.press(Qt.Key.Key_Down)
    row = reader.page.lines.current()
    assert row is not None
    reader.press(Qt.Key.Key_E, CTRL)
    find = reader.find_page
    assert find.isVisible() and find.right.currentWidget() is find.correct
    find.correct.left.emit()
    settle()
    assert reader.page.isVisible()
    reader.page.start()
    assert reader.page.lines.current() == row
    reader.press(Qt.Key.Key_Return)
    assert find.isVisible() and find.view.person is not None
    assert find.view.person.row.id == row.person


def test_what_arrives_is_shown_and_midnight_turns_today_over(reader: Reader) -> None:
    page, desk = reader.page, reader.desk
    register.register(desk, typed_person(), intent=desk.ids.new())
    reader.window.on_arrived(frozenset({"registration"}))
    assert page.lines.table.rows.rowCount() == 28
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.advance(seconds=86400)
    reader.window.on_arrived(frozenset())
    assert page.day == "2021-10-15" and page.lines._empty.isVisible()
    assert page.lines._empty.text.text().startswith("Nobody has come yet today.")


def test_another_page_can_ask_for_a_list_or_a_day(reader: Reader) -> None:
    reader.window.show_page("register", "void")
    assert reader.page.lines.filters.code == "void"
    reader.window.show_page("register", "2021-10-12")
    assert reader.page.day == "2021-10-12"
    reader.page.look_for("geeta")
    assert reader.page.lines.search.value() == "geeta"


def test_a_slip_is_found_among_the_lines_of_the_day(reader: Reader) -> None:
    page = reader.page
    assert page.register is not None
    wanted = page.register.rows[7]
    page.lines.show_filter("deferred")
    assert page.scanned(wanted.no)
    assert page.lines.current() == wanted and page.lines.table.hasFocus()
    assert not page.scanned("UPR41999999999")


def test_f11_reports_what_followed_the_dose_of_the_marked_line(qtbot: QtBot, reader: Reader) -> None:
    row = reader.page.lines.current()
    assert row is not None and row.dose
    with qtbot.waitSignal(reader.page.wanted) as told:
        reader.press(Qt.Key.Key_F11)
    assert told.args == ["aefi", row.dose]


def test_the_pages_under_this_one_are_a_press_away_with_the_day(qtbot: QtBot, reader: Reader) -> None:
    ways = {way.accessibleName(): way for way in reader.page.below.findChildren(Button) if way.isVisible()}
    assert len(ways) == sum(screen.under == "register" for screen in SCREENS)
    with qtbot.waitSignal(reader.page.wanted) as told:
        ways["From paper"].click()
    assert told.args == ["paper", "2021-10-14"]


@pytest.mark.parametrize(("role", "acts"), [("registrar", True), ("district", False)])
def test_a_role_sees_what_it_may_do(qtbot: QtBot, role: str, acts: bool) -> None:
    desk = busy_desk()
    assert desk.operator is not None
    desk.operator.role = role
    worker = Worker(qtbot, desk)
    page = worker.window.show_page("register")
    assert isinstance(page, RegisterPage)
    assert page.lines.correct.isVisible() == page.lines.void.isVisible() == acts
    assert page.to_export.isVisible() != acts


def test_who_may_export_leaves_no_open_card_to_who_may_not(reader: Reader) -> None:
    page, operator = reader.page, reader.desk.operator
    page.to_export.click()
    assert operator is not None
    operator.role = "registrar"
    page.refresh()
    assert not page.export.isVisible() and not page.to_export.isVisible()


def test_a_narrow_window_shows_the_lines_or_what_stands_beside_them(qtbot: QtBot) -> None:
    reader = Reader(qtbot, size=(1093, 543))
    page = reader.page
    assert page.lines.isVisible() and not page.chart.isVisible()
    assert page.to_aside.accessibleName() == f"Day close · {page.close_card.summary}"
    page.to_aside.click()
    assert page.chart.isVisible() and not page.lines.isVisible() and page.to_lines.hasFocus()
    page.to_lines.click()
    assert page.lines.table.hasFocus() and not page.chart.isVisible()
    page.to_export.click()
    assert page.export.isVisible() and not page.lines.isVisible()
    reader.press(Qt.Key.Key_Escape)
    assert page.lines.isVisible() and not page.export.isVisible()


def test_the_day_is_read_beside_the_work_and_every_wish_is_met(qtbot: QtBot, tmp_path: Path) -> None:
    desk = desk_on_disk(tmp_path)
    register.register(desk, typed_person(), intent=desk.ids.new())
    worker = Worker(qtbot, desk)
    page = worker.window.show_page("register")
    assert isinstance(page, RegisterPage)
    page.show_day("2021-10-13")
    page.show_day("2021-10-12")
    register.register(desk, typed_person(name="GEETA"), intent=desk.ids.new())
    page.show_day("2021-10-14")
    qtbot.waitUntil(lambda: page.lines.table.rows.rowCount() == 2)
    assert page.register is not None and page.register.day == "2021-10-14"
    assert page.lines.current() is not None, "the lines have the focus: the newest has the mark"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_under_this_one_has_a_word_for_the_way_to_it(language: str) -> None:
    use(language)
    under = [screen.key for screen in SCREENS if screen.under == "register"]
    assert [key for key in under if not has(f"page.{key}.way")] == []


def test_the_review_and_what_it_leads_to(qtbot: QtBot, reader: Reader) -> None:
    page = reader.page
    page.close_card.review_wanted.emit()
    assert page.review.isVisible() and page.review.rows and not page.chart.isVisible()
    with qtbot.waitSignal(page.wanted) as told:
        page.review.rows[0].opened.emit()
    assert told.args is not None and told.args[0] == "find"
    reader.window.show_page("register")
    page.review.left.emit()
    assert page.chart.isVisible() and page.lines.table.hasFocus()


def test_what_the_closing_asks_for_is_shown(qtbot: QtBot, reader: Reader) -> None:
    page = reader.page
    page.close_card.print_wanted.emit()
    assert page.export.isVisible() and page.export.form.values() == {
        "report": "register", "first": "14-10-2021", "last": "14-10-2021",
    }  # fmt: skip
    assert page.export.paper.hasFocus()
    page.close_card.late_wanted.emit()
    assert page.lines.filters.code == "late" and page.lines.isVisible()
    with qtbot.waitSignal(page.wanted) as told:
        page.close_card.vials_wanted.emit()
    assert told.args == ["stock", None]
    with qtbot.waitSignal(page.saved):
        page.close_card.done.emit()
