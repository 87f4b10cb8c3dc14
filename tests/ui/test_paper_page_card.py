from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.below import Below
from tests.ui.busy_desk import PIN
from tests.ui.busy_paper import PAGE, paper_desk
from tests.ui.pins import answer_soon
from tikadesk.ui.paper_page_card import DAYS, PageCard


def shown(qtbot: QtBot, role: str) -> tuple[PageCard, Below]:
    """The card with the form of page 3."""
    card = PageCard(paper_desk(at_work=role))
    card.show_form(PAGE, may_leave=True)
    return card, Below(qtbot, card)


@pytest.mark.parametrize(("role", "sees"), [("registrar", False), ("supervisor", True)])
def test_the_limit_is_shown_to_whoever_may_set_it(qtbot: QtBot, role: str, sees: bool) -> None:
    card, _window = shown(qtbot, role)
    assert card.limit.isHidden() is not sees
    card.limit.form.set_values({DAYS: "10"})
    card.limit.keep()
    assert card.desk.back_entry_days == (10 if sees else 7)


def test_a_field_is_checked_as_it_is_left_and_only_that(qtbot: QtBot) -> None:
    card, _window = shown(qtbot, "registrar")
    card.form.set_values({"day": "15-10-2021", "expires_on": "01-01-2021"})
    card.form.left.emit("day")
    assert card.form.bad_names == ("day",)


def test_a_page_without_its_day_is_not_begun_and_one_that_needs_it_asks_for_the_pin(qtbot: QtBot) -> None:
    card, _window = shown(qtbot, "registrar")
    card.form.set_values({"day": "", "page": ""})
    card.begin()
    assert card.form.bad_names == ("day", "page")
    card.form.set_values({"day": "01-09-2021", "page": "9"})
    answer_soon(PIN)
    with qtbot.waitSignal(card.begun) as begun:
        card.begin()
    assert begun.args[0].key == "2021-09-01 9"


def test_the_pages_typed_of_the_day_are_named(qtbot: QtBot) -> None:
    card, _window = shown(qtbot, "registrar")
    assert card._typed.text() == "Typed of this day, page (lines): 3 (5)"
    card.form.set_values({"day": "12-10-2021"})
    card.form.left.emit("day")
    assert card._typed.text() == ""
