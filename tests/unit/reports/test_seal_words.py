from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import closing
from tests.desk import SUPERVISOR, practice_desk, walk_in
from tests.two_desks import TwoDesks
from tikadesk import i18n
from tikadesk.actions import correct, staff, void
from tikadesk.actions.desk import Desk
from tikadesk.reports import daily_register, seal_words
from tikadesk.reports.cells import Words
from tikadesk.store import closings, register_lines

DAY = "2021-05-17"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        walk_in(opened, dose=False)
        opened.operator = staff.operators(opened)[0]
        yield opened


def close(desk: Desk) -> closings.Closing:
    closing.make_ready(desk, DAY)
    return closing.close(desk, DAY)


def in_full(desk: Desk) -> list[str]:
    names, words = daily_register.operators(desk.store), Words()
    return [
        seal_words.in_full(line["late"], names, words) for line in register_lines.read(desk.store, DAY, DAY)
    ]


def test_how_a_day_stands_is_told_with_its_last_reopening(desk: Desk) -> None:
    assert seal_words.of_day(desk.store, DAY) == (i18n.tr("report.not_closed"),)
    code = close(desk).code
    sealed = f"Closed 17-05-2021 10:20 by Meena Thakur, code {code}"
    assert seal_words.of_day(desk.store, DAY) == (sealed,)
    walk_in(desk, dose=False, mobile="9826041188")
    sealed += " · late entries since then: 1"
    assert seal_words.of_day(desk.store, DAY) == (sealed,)
    closing.reopen(desk, DAY, "A name was missing")
    reopened = "Reopened 1×, last 17-05-2021 10:20 by Meena Thakur: A name was missing"
    assert seal_words.of_day(desk.store, DAY) == (sealed, reopened)
    code = close(desk).code
    assert seal_words.of_day(desk.store, DAY) == (
        f"Closed 17-05-2021 10:20 by Meena Thakur, code {code}",
        reopened,
    )
    i18n.use("hi")
    assert seal_words.of_day(desk.store, DAY)[1].endswith("A name was missing")


def test_desks_that_closed_a_day_apart_are_both_named() -> None:
    two, day = TwoDesks(), "2021-05-16"
    staff.add(two.desks[0], SUPERVISOR[0], "supervisor", SUPERVISOR[1])
    two.meet()
    for desk in two.desks:
        closing.make_ready(desk, day)
        closing.close(desk, day)
    two.meet()
    (told,) = seal_words.of_day(two.desks[0].store, day)
    assert told.count("Closed ") == 2 and all(f"({desk.store.me.label})" in told for desk in two.desks)
    assert seal_words.of_day(two.desks[1].store, day) == (told,)


def test_what_changed_is_told_by_words_before_and_after_but_no_papers_number(desk: Desk) -> None:
    close(desk)
    (line,) = register_lines.read(desk.store, DAY, DAY)
    assert in_full(desk) == [""]
    correct.correct(
        desk, "registration", line["person"], {"sex": "M", "id_number": "SGT1996111"}, reason="typing"
    )
    void.void(desk, "registration", line["person"], reason="twice")
    (told,) = in_full(desk)
    assert "Female → Male" in told and "SGT" not in told and i18n.tr("field.registration.id_number") in told
    assert told.endswith("17-05-2021 10:20 Meena Thakur: cancelled")
    (line,) = register_lines.read(desk.store, DAY, DAY)
    assert seal_words.briefly(line["late"]) == "Late 17-05"
