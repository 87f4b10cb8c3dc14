from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.below import Below
from tests.ui.busy_paper import paper_desk
from tikadesk.actions import drafts, find, paper_entry
from tikadesk.ui.paper_line_card import LineCard


@pytest.fixture
def card(qtbot: QtBot) -> Iterator[LineCard]:
    """The card on page 3, of which five lines are typed."""
    desk = paper_desk()
    made = LineCard(desk)
    window = Below(qtbot, made)
    page = paper_entry.last(desk)
    assert page is not None
    made.show_page(page)
    yield made
    window.close()


def test_the_page_stands_above_the_line_and_its_number_counts_on(card: LineCard) -> None:
    assert card.form.field("serial").value() == "39"
    assert card.band._first.text() == "Page 3 of 11-10-2021"
    assert card.band._second.text() == "Covishield · batch 4121Z025 · vial 2 · Rekha Yadav"


def test_a_draft_keeps_whom_the_line_is_about_and_no_aadhaar(card: LineCard, qtbot: QtBot) -> None:
    person = find.people(card.desk, "RAM KUMAR SAHU")[0]
    card.choose(person.id)
    card.leave()
    again = LineCard(card.desk)
    qtbot.addWidget(again)
    assert card.page is not None
    again.show_page(card.page)
    again.take_up()
    assert again.person == person.id and not again.chosen.isHidden()
    card.clear()
    assert drafts.read(card.desk, "paper_line") is None
    card.form.set_values({"name": "VIKAS", "id_type": "aadhaar", "id_number": "234123412346"})
    card.leave()
    kept = drafts.read(card.desk, "paper_line")
    assert kept is not None and "234123412346" not in str(kept) and kept["name"] == "VIKAS"


def test_what_the_page_lacks_opens_its_form(card: LineCard, qtbot: QtBot) -> None:
    assert card.page is not None
    blank = paper_entry.begin(card.desk, paper_entry.as_typed(card.page) | {"batch": "", "vaccinator": ""})
    card.show_page(blank)
    card.form.set_values({"name": "VIKAS NISHAD", "age": "44", "sex": "M", "id_type": "not_recorded"})
    with qtbot.waitSignal(card.page_wanted) as asked:
        card.enter()
    (found,) = asked.args
    assert [problem.field for problem in found] == ["batch", "vaccinator"]
    assert card.form.bad_names == () and card.form.field("name").value() == "VIKAS NISHAD"


def test_ctrl_d_repeats_and_a_line_without_a_mobile_needs_no_reason(card: LineCard) -> None:
    card.form.set_values(
        {"name": "VIKAS NISHAD", "age": "44", "sex": "M", "id_type": "not_recorded", "village": "Mowa"}
    )
    card.enter()
    assert card.form.bad_names == () and card.form.field("serial").value() == "40"
    card.window().activateWindow()
    card.form.focus("village")
    card.repeat()
    assert card.form.field("village").value() == "Mowa"
    assert card.typed()["day"] == "11-10-2021"
