from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk, typed_person
from tests.ui.busy_register import lines
from tests.ui.showing import settle, show
from tikadesk.actions import register, register_day
from tikadesk.actions.desk import Desk
from tikadesk.actions.register_day import ALL, FILTERS
from tikadesk.ui.register_table import RegisterTable

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def desk() -> Iterator[Desk]:
    made = busy_desk()
    lines(made, 22)
    yield made
    made.store.close()


@pytest.fixture
def made(qtbot: QtBot, desk: Desk) -> RegisterTable:
    table = RegisterTable()
    show(qtbot, table, size=(820, 560))
    refresh(table, desk)
    return table


def refresh(table: RegisterTable, desk: Desk) -> None:
    table.show_day(register_day.of(desk.store, desk.today()), today=True)
    settle()


def names(table: RegisterTable) -> list[str]:
    return [table.table.rows.row(at).name for at in range(table.table.rows.rowCount())]


def test_filters_are_offered_with_what_is_in_them(made: RegisterTable) -> None:
    shown = {code: b.accessibleDescription() for code, b in made.filters.buttons.items() if b.isVisible()}
    assert shown == {
        "all": "27", "first": "11", "second": "9", "deferred": "1", "not_vaccinated": "5", "corrected": "1",
        "void": "1", "waiting": "3",
    }  # fmt: skip
    for code in shown:
        made.filters.buttons[code].click()
        assert made.table.rows.rowCount() == int(shown[code])
    assert set(shown) < set(FILTERS)


def test_a_filter_that_has_nothing_left_in_it_gives_way_to_all(made: RegisterTable, desk: Desk) -> None:
    made.show_filter("not_vaccinated")
    desk.store.connection.execute(
        "UPDATE registration SET day = '2021-10-01' WHERE village IS NOT 'Makanpur'"
    )
    refresh(made, desk)
    assert made.filters.code == "not_vaccinated"
    desk.store.connection.execute("UPDATE registration SET day = '2021-10-01'")
    refresh(made, desk)
    assert made.filters.code == ALL and not made.filters.buttons["not_vaccinated"].isVisible()


def test_typing_filters_and_enter_opens_the_only_line(qtbot: QtBot, made: RegisterTable) -> None:
    made.start_search()
    QTest.keyClicks(made.search.inner, "fari")
    qtbot.waitUntil(lambda: set(names(made)) == {"FARIDA BANO"})
    assert made.count.text() == "3 of 27 lines · day total 20 doses"
    QTest.keyClick(made.search.inner, Qt.Key.Key_Down)
    assert made.table.hasFocus()
    made.start_search("3247")
    with qtbot.waitSignal(made.opened) as told:
        QTest.keyClick(made.search.inner, Qt.Key.Key_Return)
    assert told.args is not None and told.args[0].mobile.endswith("3247")


def test_nothing_found_says_what_to_do(made: RegisterTable) -> None:
    made.start_search("nobody of that name")
    assert made._empty.isVisible() and made._empty.text.text().startswith("No line of this list fits.")


def test_a_refresh_keeps_list_words_and_marked_line(made: RegisterTable, desk: Desk) -> None:
    made.show_filter("first")
    made.table.mark(4)
    held = made.current()
    assert held is not None
    made.search.set_value("a")
    register.register(desk, typed_person(), intent=desk.ids.new())
    refresh(made, desk)
    now = made.current()
    assert now is not None and (now.person, now.number) == (held.person, held.number)
    assert made.filters.code == "first" and made.search.value() == "a"


def test_a_line_is_corrected_and_voided_by_key_where_it_has_the_focus(
    qtbot: QtBot, made: RegisterTable
) -> None:
    made.start()
    assert made.table.hasFocus() and made.current() is not None
    with qtbot.waitSignal(made.correct_wanted):
        QTest.keyClick(made.table, Qt.Key.Key_E, CTRL)
    with qtbot.waitSignal(made.void_wanted):
        QTest.keyClick(made.table, Qt.Key.Key_Delete, CTRL)
    made.start_search("geeta verma")
    with qtbot.assertNotEmitted(made.void_wanted):
        QTest.keyClick(made.search.inner, Qt.Key.Key_Delete, CTRL)


def test_a_void_line_is_struck_through_and_cannot_be_voided_again(qtbot: QtBot, made: RegisterTable) -> None:
    made.show_filter("void")
    made.table.mark(0)
    row = made.current()
    assert row is not None and made.table.rows.struck(row)
    assert not made.correct.isEnabled() and not made.void.isEnabled()
    with qtbot.assertNotEmitted(made.void_wanted):
        made.void.click()
        made._on_void_key()
