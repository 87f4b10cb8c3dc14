"""One finding in full: both sides, what can be done, and whose reference it can be."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.actions.reconcile import Pair
from tikadesk.domain.reconcile import DIFFERS, HERE_ONLY, PORTAL_ONLY, UNCLEAR, Finding, Line
from tikadesk.domain.sides import Here, There
from tikadesk.ui.buttons import Button
from tikadesk.ui.finding_view import FindingView
from tikadesk.ui.words import Text

REF = "62682606457710"
HERE = Here(name="Sunita Sahu", mobile="9827012345", dose_no=1, day="2021-05-17", person="p1", dose="d1")
THERE = There(name="Kamla Bai", portal_ref=REF, dose_no=2, day="2021-05-17", row=4)


def shown(qtbot: QtBot, finding: Finding) -> FindingView:
    view = FindingView()
    show(qtbot, view, size=(340, 500))
    view.show_line(Line(finding))
    settle()
    return view


def texts(view: QWidget) -> dict[str, str]:
    return {text.text(): text.role for text in view.findChildren(Text) if text.isVisibleTo(view)}


def test_both_sides_stand_beside_each_other_and_what_differs_is_bold(qtbot: QtBot) -> None:
    view = shown(qtbot, Finding(DIFFERS, (HERE,), (THERE,), "reference", ("dose_no", "name")))
    told = texts(view)
    assert (told["1st dose"], told["2nd dose"], told["17-05-2021"]) == ("strong", "strong", "body")
    assert "On the portal: Kamla Bai" in told
    with qtbot.waitSignal(view.bind_wanted) as wanted:
        view.bind.click()
    assert wanted.args == [Pair("p1", REF)]
    with qtbot.waitSignal(view.person_wanted) as opened:
        view.person.click()
    assert opened.args == ["p1"]


def test_what_one_side_does_not_know_offers_nothing_to_bind(qtbot: QtBot) -> None:
    view = shown(qtbot, Finding(HERE_ONLY, (HERE,)))
    assert view.person.isVisible() and not view.bind.isVisible()
    view.show_line(Line(Finding(PORTAL_ONLY, (), (THERE,))))
    assert not view.person.isVisible() and "Kamla Bai" in texts(view)


def test_of_several_the_one_is_chosen_by_hand(qtbot: QtBot) -> None:
    other = Here(name="Sunita Sahu", person="p2", dose="d2", portal_ref="32600491890923")
    view = shown(qtbot, Finding(UNCLEAR, (HERE, other), (THERE,)))
    ways = [button for button in view.findChildren(Button) if "theirs" in button.text()]
    assert len(ways) == 1, "who has a reference gets no second one"
    with qtbot.waitSignal(view.bind_wanted) as wanted:
        ways[0].click()
    assert wanted.args == [Pair("p1", REF)]
