from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.below import Below
from tests.ui.busy_paper import paper_desk
from tikadesk.actions import paper_counts, paper_entry
from tikadesk.ui.paper_list import DOSES, LINES, PaperList, counts
from tikadesk.ui.table import State


@pytest.fixture
def shown(qtbot: QtBot) -> Iterator[PaperList]:
    """The list of page 3."""
    desk = paper_desk()
    made = PaperList(desk)
    window = Below(qtbot, made)
    made.show_page(paper_entry.last(desk))
    yield made
    window.close()


def test_the_page_adds_up_in_words(shown: PaperList) -> None:
    assert str(counts(shown.sum)) == "5 lines · 3 given · 1 deferred · 1 registered only"
    assert shown._gaps.text.text() == "Not typed: 36"
    cells = [
        [column.cell(shown.table.rows.row(at)) for column in shown.table.rows.columns] for at in (0, 3, 4)
    ]
    assert [row[4] for row in cells] == ["1st dose", "Deferred", "No dose"]
    assert all(isinstance(row[5], State) and row[5].quiet for row in cells)


def test_the_papers_total_is_kept_and_compared(shown: PaperList) -> None:
    assert shown.total.values() == {LINES: "6", DOSES: "3"}
    assert shown._compared.text.text() == "1 line is not typed yet"
    shown.total.set_values({LINES: "5", DOSES: "3"})
    shown.keep_total()
    assert shown._compared.text.text() == "The page is complete: it agrees with the paper."
    shown.total.set_values({LINES: "4", DOSES: "5"})
    shown.keep_total()
    assert shown.total.bad_names == (DOSES,), "more given than there are lines"
    shown.total.set_values({LINES: "4", DOSES: "4"})
    shown.keep_total()
    assert shown._compared.text.text() == "1 line more than on paper · 1 dose is not typed yet"
    assert [one.lines for one in paper_counts.typed(shown.desk, "2021-10-11")] == [4]


def test_marks_stay_and_an_empty_page_says_what_to_do(shown: PaperList) -> None:
    shown.mark("38")
    shown.start()
    assert (line := shown.current()) is not None and line.serial == "38" and shown.correct.isEnabled()
    shown.refresh()
    assert (line := shown.current()) is not None and line.serial == "38"
    assert shown.page is not None
    shown.show_page(paper_entry.begin(shown.desk, paper_entry.after(shown.page)))
    assert shown._pile.currentIndex() == 1 and not shown.correct.isEnabled()
    assert shown._compared.text.text().startswith("Type the page's own totals")
