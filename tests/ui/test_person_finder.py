"""Whose sample: by slip, case number, mobile, letter or name; one at once, several by digit, nobody as somebody new."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk, typed_person
from tests.ui.busy_samples import take
from tests.ui.showing import settle, show
from tikadesk.actions import register, samples
from tikadesk.actions.collect import Known
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.ui import sounds
from tikadesk.ui.person_finder import PersonFinder
from tikadesk.ui.wording import person_name


@pytest.fixture
def desk() -> Desk:
    """A desk where people have been registered."""
    return busy_desk()


@pytest.fixture
def finder(qtbot: QtBot, desk: Desk) -> PersonFinder:
    """The box with the focus."""
    made = PersonFinder(desk)
    show(qtbot, made)
    made.start()
    return made


def _enter(finder: PersonFinder, text: str) -> None:
    finder.box.editor.set_value(text)
    QTest.keyClick(finder.box.editor.inner, Qt.Key.Key_Return)
    settle()


def _family(desk: Desk) -> None:
    for name in ("GITA DEVI", "RAMU"):
        register.register(desk, typed_person(name=name, mobile="9839043299"), intent=desk.ids.new())


def test_one_person_is_chosen_at_once(qtbot: QtBot, finder: PersonFinder) -> None:
    with qtbot.waitSignal(finder.found) as told:
        _enter(finder, "98390 43211")
    assert person_name(told.args[0]) == "RAM KUMAR SINGH"


def test_a_slip_and_a_case_number_mean_a_person_too(qtbot: QtBot, desk: Desk, finder: PersonFinder) -> None:
    saved = register.register(desk, typed_person(), intent=desk.ids.new())
    with qtbot.waitSignal(finder.found) as told:
        _enter(finder, saved.no.lower())
    assert told.args[0].typed["person"] == saved.id
    sample = samples.row(desk, take(desk, name="VIJAY PAL", mobile="9839050001")[0])
    assert sample is not None
    with qtbot.waitSignal(finder.found) as told:
        _enter(finder, sample.no)
    assert told.args[0].typed["repeat_of"] == sample.id


def test_of_several_a_digit_chooses(qtbot: QtBot, desk: Desk, finder: PersonFinder) -> None:
    _family(desk)
    _enter(finder, "9839043299")
    assert len(finder.rows) == 2 and finder.rows[0].hasFocus()
    with qtbot.waitSignal(finder.found) as told:
        QTest.keyClick(QApplication.focusWidget(), Qt.Key.Key_2)
    known = told.args[0]
    assert isinstance(known, Known) and known.name == "GITA DEVI"
    assert not finder.rows


def test_arrows_walk_and_enter_takes(qtbot: QtBot, desk: Desk, finder: PersonFinder) -> None:
    _family(desk)
    _enter(finder, "9839043299")
    QTest.keyClick(finder.rows[0], Qt.Key.Key_Down)
    assert finder.rows[1].hasFocus()
    QTest.keyClick(finder.rows[1], Qt.Key.Key_Up)
    QTest.keyClick(finder.rows[0], Qt.Key.Key_Up)
    assert finder.box.editor.inner.hasFocus()
    QTest.keyClick(finder.box.editor.inner, Qt.Key.Key_Return)
    with qtbot.waitSignal(finder.found):
        QTest.keyClick(finder.rows[0], Qt.Key.Key_Return)


def test_n_is_another_person_of_the_same_mobile(qtbot: QtBot, desk: Desk, finder: PersonFinder) -> None:
    _family(desk)
    _enter(finder, "9839043299")
    with qtbot.waitSignal(finder.unknown) as told:
        QTest.keyClick(finder.rows[0], Qt.Key.Key_N)
    assert told.args == [{"mobile": "9839043299"}]


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("9839077777", {"mobile": "9839077777"}),
        ("९८३९०७७७७७", {"mobile": "9839077777"}),
        ("n", {"no_mobile_reason": "none"}),
        ("R", {"no_mobile_reason": "refused"}),
        ("sushila", {"name": "SUSHILA"}),
    ],
)
def test_nobody_here_is_somebody_new(
    qtbot: QtBot, finder: PersonFinder, typed: str, known: dict[str, str]
) -> None:
    with qtbot.waitSignal(finder.unknown) as told:
        _enter(finder, typed.upper())
    assert told.args == [known]


def test_a_slip_of_another_desk_that_has_not_come_yet(qtbot: QtBot, finder: PersonFinder) -> None:
    with qtbot.waitSignal(finder.unknown) as told:
        _enter(finder, str(numbers.Number("CG", numbers.REGISTRATION, 5, 17)))
    assert told.args == [{}]
    assert "has not come" in finder.box.note.text.text()


@pytest.mark.parametrize("typed", ["983904321", "CGR41730501878", "CGK0100000"])
def test_what_cannot_be_is_refused_in_words_with_two_beeps(
    qtbot: QtBot, finder: PersonFinder, typed: str
) -> None:
    with qtbot.waitSignal(sounds.current().played) as beep:
        _enter(finder, typed)
    assert beep.args == ["refused"]
    assert finder.box.is_bad and finder.box.editor.inner.hasFocus()


def test_near_a_mistyped_case_number_its_likeliest_owners_are_offered(
    qtbot: QtBot, desk: Desk, finder: PersonFinder
) -> None:
    sample = samples.row(desk, take(desk, name="VIJAY PAL", mobile="9839050001")[0])
    assert sample is not None
    wrong = sample.no[:-1] + str((int(sample.no[-1]) + 1) % 10)
    _enter(finder, wrong)
    assert finder.box.is_bad
    assert [row.thing.name for row in finder.rows] == ["VIJAY PAL"]
    finder.rows[0].setFocus()
    with qtbot.waitSignal(finder.found):
        QTest.keyClick(finder.rows[0], Qt.Key.Key_1)


def test_typing_on_takes_list_and_refusal_away(qtbot: QtBot, desk: Desk, finder: PersonFinder) -> None:
    _family(desk)
    _enter(finder, "9839043299")
    finder.box.editor.setFocus()
    with qtbot.waitSignal(finder.changed):
        QTest.keyClicks(finder.box.editor.inner, "1")
    assert not finder.rows
