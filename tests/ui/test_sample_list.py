"""The list of samples: its filters and counts, words, empty states, and 3,000 rows before anybody blinks."""

from __future__ import annotations

from datetime import timedelta
from time import perf_counter

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.samples import lease
from tests.ui.busy_desk import busy_desk
from tests.ui.busy_samples import every_journey, take, take_many, typed_sample
from tests.ui.showing import settle, show
from tikadesk.actions import samples
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.kinds import sample
from tikadesk.ui.sample_list import SampleList

FIRST_PAINT_MS = 200


@pytest.fixture
def desk() -> Desk:
    """A desk with a morning's samples, on which everything has happened that can."""
    made = busy_desk()
    every_journey(made)
    return made


def _list(qtbot: QtBot, desk: Desk) -> SampleList:
    made = SampleList(desk)
    show(qtbot, made, size=(700, 560))
    made.refresh()
    settle()
    return made


def _names(made: SampleList) -> list[str]:
    return [made.table.rows.row(at).name for at in range(made.table.rows.rowCount())]


def test_newest_first_and_counts_behind_the_filters(qtbot: QtBot, desk: Desk) -> None:
    made = _list(qtbot, desk)
    assert _names(made)[0] == "ANITA YADAV"
    assert len(_names(made)) == 12
    said = {code: button.accessibleDescription() for code, button in made.filters.buttons.items()}
    assert said == {
        "today": "12", "unboxed": "4", "no_portal_id": "12 · 30 min", "resample": "3", "two_boxes": "1", "all": "",
    }  # fmt: skip
    assert [code for code, button in made.filters.buttons.items() if button.alert] == [
        "resample",
        "two_boxes",
    ]


@pytest.mark.parametrize("which", samples.FILTERS)
def test_each_filter_shows_what_it_counts(qtbot: QtBot, desk: Desk, which: str) -> None:
    made = _list(qtbot, desk)
    made.filters.buttons[which].click()
    assert len(_names(made)) == len(samples.listing(desk, which))


def test_words_search_everything(qtbot: QtBot, desk: Desk) -> None:
    clock = desk.clock
    assert isinstance(clock, FixedClock)
    clock.advance(seconds=timedelta(days=2).total_seconds())
    made = _list(qtbot, desk)
    assert not _names(made)
    made.start("vijay")
    assert _names(made) == ["VIJAY PAL", "VIJAY PAL"]
    no = made.table.rows.row(1).no
    made.start(no)
    with qtbot.waitSignal(made.opened) as told:
        made.start("9839050010")
        QTest.keyClick(made.search.editor.inner, Qt.Key.Key_Return)
    assert told.args[0].name == "ANITA YADAV"


def test_typing_looks_by_itself_and_down_leads_into_the_list(qtbot: QtBot, desk: Desk) -> None:
    made = _list(qtbot, desk)
    made.start()
    QTest.keyClicks(made.search.editor.inner, "lalita")
    qtbot.waitUntil(lambda: _names(made) == ["LALITA"])
    QTest.keyClick(made.search.editor.inner, Qt.Key.Key_Down)
    assert made.table.hasFocus()
    row = made.current()
    assert row is not None and row.name == "LALITA"
    with qtbot.waitSignal(made.opened):
        QTest.keyClick(made.table, Qt.Key.Key_Return)


def test_the_mark_stays_on_its_row(qtbot: QtBot, desk: Desk) -> None:
    made = _list(qtbot, desk)
    marked = made.table.rows.row(3)
    made.mark(marked.id)
    take(desk, name="RAM", mobile="9839077777")
    made.refresh()
    row = made.current()
    assert row is not None and row.id == marked.id
    assert made.table.currentIndex().row() == 4


def test_an_empty_list_says_what_to_do(qtbot: QtBot) -> None:
    made = _list(qtbot, busy_desk())
    said = set()
    for which in samples.FILTERS:
        made.show_filter(which)
        assert made._empty.isVisible() and not made.table.isVisible()
        said.add(made._empty.text.text())
    assert "No samples yet. Scan a slip or press F2." in said
    assert "Every tube is in a box." in said
    assert len(said) == 5
    made.start("nobody")
    assert made._empty.text.text().startswith("No sample fits.")


def test_what_is_void_is_struck_through(qtbot: QtBot, desk: Desk) -> None:
    made = _list(qtbot, desk)
    assert not any(made.table.rows.struck(made.table.rows.row(at)) for at in range(12))


def _thousands(desk: Desk, count: int) -> None:
    lease(desk, high=count + 10)
    values, misfits = sample.read(typed_sample(), desk.now())
    assert not misfits
    with desk.store.write() as writer:
        for at in range(count):
            name = f"PERSON {'ABCDEFGHIJ'[at % 10]}{'ABCDEFGHIJ'[at // 10 % 10]}"
            desk.create(
                writer, "sample", {"no": writer.number("K"), "tube": 1, "tubes": 1, **values, "name": name}
            )


def test_three_thousand_rows_are_painted_before_anybody_blinks(qtbot: QtBot) -> None:
    desk = busy_desk()
    _thousands(desk, 3000)
    made = _list(qtbot, desk)
    best = 1e9
    for _ in range(3):
        start = perf_counter()
        made.refresh()
        made.grab()
        best = min(best, (perf_counter() - start) * 1000)
    assert best < FIRST_PAINT_MS, f"{best:.0f} ms"
    rows = made.table.rows
    assert rows.rowCount() == 200
    while rows.canFetchMore(QModelIndex()):
        start = perf_counter()
        rows.fetchMore(QModelIndex())
        assert (perf_counter() - start) * 1000 < FIRST_PAINT_MS
    assert rows.rowCount() == 3000


def test_a_morning_without_boxes(qtbot: QtBot) -> None:
    desk = busy_desk()
    take_many(desk)
    made = _list(qtbot, desk)
    made.filters.buttons["unboxed"].click()
    assert len(_names(made)) == 12
