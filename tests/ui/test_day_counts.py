"""The four counts: each on its own, equal, more or fewer, and every reason why the server's is not known."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.domain.day_held import DayHeld
from tikadesk.domain.sides import Here
from tikadesk.errors import SyncFault
from tikadesk.i18n import has
from tikadesk.store.paper_counts import BACK_ENTRY, NOBODY, TYPED, PaperCount
from tikadesk.store.portal_lists import Head
from tikadesk.store.reconciling import Picture, ServerWord
from tikadesk.ui.day_counts import Count, DayCounts
from tikadesk.ui.page import Fold

DAY, NOON = "2021-05-17", datetime(2021, 5, 17, 6, 30, tzinfo=UTC)
HERE = tuple(Here(person=f"p{at}", dose=f"d{at}", day=DAY) for at in range(3))
NOTHING = Picture(DAY, HERE, (), None, 0, PaperCount(None, NOBODY), ServerWord())


def said(one: Count) -> str:
    return f"{one.figure.said} | {one.note.text.text()}"


@pytest.fixture
def counts(qtbot: QtBot) -> DayCounts:
    made = DayCounts()
    show(qtbot, made, size=(1000, 200))
    return made


def show_day(counts: DayCounts, picture: Picture) -> None:
    counts.show_day(picture, DAY, asking=False, enrolled=True)


def server(
    counts: DayCounts, word: ServerWord, *, today: str = DAY, asking: bool = False, enrolled: bool = True
) -> str:
    picture = Picture(DAY, HERE, (), None, 0, PaperCount(None, NOBODY), word)
    counts.show_day(picture, today, asking=asking, enrolled=enrolled)
    return said(counts.server)


def test_what_nobody_told_is_a_question_mark(counts: DayCounts) -> None:
    show_day(counts, NOTHING)
    assert said(counts.here) == "3 given here | of 3 people who came"
    assert [said(one)[0] for one in (counts.server, counts.portal, counts.paper)] == ["?", "?", "?"]


def test_the_servers_word_with_its_hour(counts: DayCounts) -> None:
    all_three = DayHeld(DAY, given=frozenset({"d0", "d1", "d2"}))
    assert server(counts, ServerWord(all_three, NOON)) == "3 on our server | All of ours are there · 12:00"
    fewer = DayHeld(DAY, given=frozenset({"d0"}))
    assert server(counts, ServerWord(fewer, NOON)) == "1 on our server | 2 of ours are not there yet · 12:00"
    more = DayHeld(DAY, given=all_three.given | {"d9"})
    assert "1 there that does not stand here" in server(counts, ServerWord(more, NOON))
    assert server(counts, ServerWord(more, NOON), asking=True).endswith("Asking the server …")
    assert not counts.ask.isEnabled()
    told = server(counts, ServerWord(more, NOON), today="2021-05-18")
    assert told.endswith("17-05-2021"), "yesterday's answer is told by its day"
    assert "no server yet" in server(counts, ServerWord(), enrolled=False) and not counts.ask.isEnabled()


@pytest.mark.parametrize("fault", [fault for fault in SyncFault if fault is not SyncFault.STORAGE_FULL])
def test_every_trouble_of_asking_is_said(counts: DayCounts, fault: SyncFault) -> None:
    assert has(f"reconcile.server.fault.{fault}")
    told = server(counts, ServerWord(DayHeld(DAY), NOON, fault.value, NOON))
    assert told.startswith("0 on our server") and told.endswith("Last answer 12:00.")
    assert server(counts, ServerWord(None, None, fault.value, NOON)).startswith("?")


@pytest.mark.parametrize(
    ("paper", "words"),
    [
        (PaperCount(3, TYPED), "3 on paper | As many as here · counted for the whole day"),
        (PaperCount(5, TYPED, 2), "5 on paper | 2 more than here · counted on 2 pages"),
        (PaperCount(1, BACK_ENTRY, 1), "1 on paper | 2 fewer than here · lines typed from 1 page"),
        (
            PaperCount(3, TYPED, 2, True),
            "3 on paper | Counted differently on two desks, or the pages do not add up",
        ),
    ],
)
def test_paper_and_portal_are_held_against_what_was_given(
    counts: DayCounts, paper: PaperCount, words: str
) -> None:
    head = Head("list.csv", 4, 0, "2021-05-17T18:20:00+05:30", "")
    show_day(counts, Picture(DAY, HERE, (), head, 4, paper, ServerWord()))
    assert said(counts.paper) == words
    assert said(counts.portal) == "4 on the official portal | 1 more than here · list of 18:20"


def test_it_asks_for_what_is_pressed_and_folds(counts: DayCounts, qtbot: QtBot) -> None:
    show_day(counts, NOTHING)
    for button, signal in (
        (counts.ask, counts.ask_wanted), (counts.list, counts.list_wanted), (counts.count, counts.paper_wanted),
    ):  # fmt: skip
        with qtbot.waitSignal(signal):
            button.click()
    assert counts.paper.y() == counts.here.y()
    counts.fold(Fold.SINGLE)
    settle()
    assert counts.paper.y() > counts.portal.y() > counts.here.y()
