"""The warnings of the vial in use: each once, the nearest only, through restarts, refreshes and a second card."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.desk import SESSION
from tests.two_desks import TwoDesks
from tests.ui.busy_desk import AT, busy_desk
from tests.ui.busy_stock import give, later
from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tests.ui.showing import settle
from tikadesk.actions import session, staff, vials
from tikadesk.actions.desk import Desk
from tikadesk.actions.vials import Vial
from tikadesk.ui import sounds
from tikadesk.ui.messages import area_of
from tikadesk.ui.vial_warnings import OVER, WARN_MINUTES, VialWarnings, due


@pytest.fixture(scope="module")
def vial() -> Vial:
    """Opened now for four hours, with its ten doses."""
    found = vials.current(busy_desk())
    assert found is not None
    return found


@given(st.lists(st.integers(1, 200), max_size=60))
def test_each_warning_is_given_once_and_in_order(vial: Vial, steps: list[int]) -> None:
    given_at, now, said = [], AT, None
    for step in steps:
        now += timedelta(minutes=step / 4)
        found = due(vial, now, said)
        if found is not None:
            left = (vial.discard_at - now).total_seconds() / 60
            assert left <= found
            assert all(left > one for one in WARN_MINUTES if one < found), "the nearest only"
            assert (found == OVER) == (left < 0)
            given_at.append(found)
            said = found
        assert due(vial, now, said) is None, "never twice"
    assert given_at == sorted(set(given_at), reverse=True)


def test_nobody_is_warned_of_an_empty_or_closed_vial_or_the_moment_a_short_lived_one_is_opened(
    vial: Vial,
) -> None:
    late = AT + timedelta(minutes=215)
    assert due(vial, late, None) == 30
    assert due(replace(vial, left=0), late, None) is None
    assert due(replace(vial, state="discarded"), late, None) is None
    short = replace(vial, discard_at=AT + timedelta(minutes=30))
    assert due(short, AT, None) is None
    assert due(short, AT + timedelta(minutes=21), None) == 10


def test_what_was_said_is_not_said_again_after_a_restart_or_by_a_second_card() -> None:
    desk = busy_desk()
    one, other = VialWarnings(desk), VialWarnings(desk)
    heard = []
    for _ in range(30):
        later(desk, minutes=10)
        for card in (one, other, VialWarnings(desk)):
            heard += [str(words) for _, _, words in card.look()]
    assert heard == [
        "Vial 4: 60 minutes left, until 14:34. Doses still in it: 10.",
        "Vial 4: 30 minutes left, until 14:34. Doses still in it: 10.",
        "Vial 4: 10 minutes left, until 14:34. Doses still in it: 10.",
        "Vial 4 could be used until 14:34 only. Doses still in it: 10. Throw it away (F8) and open the next (F7).",
    ]


def test_a_vial_put_aside_with_doses_in_it_is_not_forgotten() -> None:
    desk = busy_desk()
    later(desk, minutes=30)
    session.next_vial(desk)
    later(desk, minutes=185)
    said = [(vial.no, str(words)) for vial, _, words in VialWarnings(desk).look()]
    assert said == [
        ("4", "Vial 4: 25 minutes left, until 14:34. Doses still in it: 10."),
        ("5", "Vial 5: 55 minutes left, until 15:04. Doses still in it: 10."),
    ]
    assert VialWarnings(desk).look() == []
    vials.waste(desk, vials.of_day(desk, desk.today())[0].id, 10, "broken")
    later(desk, minutes=30)
    assert [vial.no for vial, _, _ in VialWarnings(desk).look()] == ["5"]


def test_a_vial_that_another_desk_uses_is_its_own_affair() -> None:
    both = TwoDesks()
    one, other = both.desks
    session.set_up(one, SESSION | {"vial": "1"})
    session.set_up(other, SESSION | {"vial": "2"})
    both.meet()
    assert [[vial.no for vial in vials.open_here(desk)] for desk in both.desks] == [["1"], ["2"]]
    session.set_up(other, SESSION | {"vial": "1"})
    assert [vial.no for vial in vials.open_here(other)] == ["1", "2"]


class Centre(Worker):
    """A worker whose vial's clock ticks when told."""

    def __init__(self, qtbot: QtBot, desk: Desk, size: tuple[int, int] = (1366, 697)) -> None:
        super().__init__(qtbot, desk, size)
        self.heard: list[str] = []
        sounds.current().played.connect(self.heard.append)

    def tick(self, **passed: float) -> None:
        """Time goes by, and the clock of the card ticks twice."""
        later(self.desk, **passed)
        for _ in range(2):
            self.desk_page.vial._clock.timeout.emit()
        settle()

    def band(self) -> list[str]:
        """The messages of the window."""
        return area_of(self.desk_page).texts()


def test_the_card_in_view_says_what_to_do_and_it_is_heard_once(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Centre(qtbot, desk_on_disk(tmp_path))
    give(worker.desk, 4)
    card = worker.desk_page.vial
    worker.desk_page.refresh()
    worker.tick(minutes=179)
    assert not worker.heard
    assert card.told.isHidden()
    worker.tick(minutes=2)
    assert worker.heard == ["warned"]
    assert card.told.text.text() == "6 doses are still in it: call people in."
    assert not worker.band(), "the card says it"
    worker.tick(minutes=70)
    assert worker.heard == ["warned"] * 2
    assert card.told.text.text() == "6 doses are still in it: throw it away (F8)."
    worker.press(Qt.Key.Key_F7)
    assert card.told.isHidden()
    setup = session.current(worker.desk)
    assert setup is not None and setup.vial == "5"


def test_the_band_says_it_of_a_vial_that_is_not_on_the_card(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Centre(qtbot, desk_on_disk(tmp_path))
    worker.tick(minutes=100)
    worker.press(Qt.Key.Key_F7)
    worker.tick(minutes=90)
    assert worker.band() == ["Vial 4: 50 minutes left, until 14:34. Doses still in it: 10."]
    assert worker.heard == ["warned"]


def test_where_the_card_is_folded_away_or_another_page_is_in_front_the_band_says_it(
    qtbot: QtBot, tmp_path: Path
) -> None:
    worker = Centre(qtbot, desk_on_disk(tmp_path), size=(1093, 543))
    worker.tick(minutes=185)
    assert worker.band() == ["Vial 4: 55 minutes left, until 14:34. Doses still in it: 10."]
    worker.press(Qt.Key.Key_2, CTRL)
    worker.tick(minutes=30)
    assert worker.band() == ["Vial 4: 25 minutes left, until 14:34. Doses still in it: 10."]
    assert worker.heard == ["warned"] * 2


def test_behind_the_lock_a_warning_waits_until_somebody_is_there(qtbot: QtBot, tmp_path: Path) -> None:
    worker = Centre(qtbot, desk_on_disk(tmp_path), size=(1093, 543))
    worker.window.lock()
    worker.tick(minutes=215)
    assert not worker.heard
    worker.desk.operator = staff.operators(worker.desk)[0]
    worker.window._open(worker.desk.operator)
    worker.tick(minutes=1)
    assert worker.heard == ["warned"]
    assert worker.band() == ["Vial 4: 24 minutes left, until 14:34. Doses still in it: 10."]
