from __future__ import annotations

from collections import Counter
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.actions.register_day import DayRegister
from tikadesk.store.day_vials import DayVials
from tikadesk.ui.day_figures import DayFigures

VIALS = DayVials(
    batches=(), opened=21, still_open=0, doses=210, given=206, wasted={"broken": 4}, unaccounted=0, overfill=0,
    unrecorded=0,
)  # fmt: skip
COUNT = Counter(registered=214, given=206, first=118, second=88, deferred=5, void=3)
DAY = DayRegister("2021-10-14", (), COUNT, {}, 0, VIALS, ())


@pytest.fixture
def figures(qtbot: QtBot) -> DayFigures:
    made = DayFigures()
    made.show_day(DAY)
    show(qtbot, made, size=(1100, 120))
    return made


def test_the_day_in_figures(figures: DayFigures) -> None:
    told = [
        one.said for one in (figures.registered, figures.given, figures.doses, figures.deferred, figures.void)
    ]
    assert told == ["214 registered", "206 vaccinated", "118 · 88 1st · 2nd dose", "5 deferred", "3 voided"]
    assert figures.aefi.said == "0 AEFI"
    assert figures.vials.said == "21 · 4 vials opened · doses wasted (1.9%)"


def test_a_precaution_dose_shows_as_soon_as_there_is_one(figures: DayFigures) -> None:
    figures.show_day(replace(DAY, count=COUNT + Counter(precaution=2)))
    assert figures.doses.said == "118 · 88 · 2 1st · 2nd · precaution"


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ({"aefi": 1, "aefi_minor": 1}, "1 AEFI, minor"),
        ({"aefi": 1, "aefi_severe": 1}, "1 AEFI, severe"),
        ({"aefi": 3, "aefi_minor": 2, "aefi_serious": 1}, "3 AEFI, up to serious"),
    ],
)
def test_the_worst_event_is_named(figures: DayFigures, counts: dict[str, int], said: str) -> None:
    figures.show_day(replace(DAY, count=COUNT + Counter(counts)))
    assert figures.aefi.said == said


@pytest.mark.parametrize("vials", [replace(VIALS, unaccounted=6), replace(VIALS, opened=0, doses=0, given=0)])
def test_no_percentage_before_every_dose_is_accounted_for(figures: DayFigures, vials: DayVials) -> None:
    figures.show_day(replace(DAY, vials=vials))
    assert "%" not in figures.vials.said


def test_they_take_the_whole_width_and_break_into_rows_where_it_is_short(figures: DayFigures) -> None:
    assert figures.vials.geometry().right() >= figures.width() - 8
    assert len({one.y() for one in figures.figures}) == 1
    window = figures.window()
    window.resize(420, 200)
    settle()
    assert len({one.y() for one in figures.figures}) > 1
    assert all(one.geometry().right() <= figures.width() for one in figures.figures)
