"""Cards of boxes: what is in them scrolls where the window is low, their buttons stay."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import a_desk
from tests.ui.showing import settle, show
from tikadesk.ui.box_card import BoxCard
from tikadesk.ui.buttons import Button, primary, secondary
from tikadesk.ui.table import Column, Table
from tikadesk.ui.words import Text, plain


def card(qtbot: QtBot, size: tuple[int, int]) -> BoxCard:
    made = BoxCard(a_desk())
    for at in range(4):
        made.inside.addWidget(Text(plain(f"line {at}"), role="head"))
    made.add_list(Table((Column(plain("One"), str),), plain("List")))
    made.foot(primary(plain("Seal")), secondary(plain("Take out")), right=secondary(plain("54 tubes")))
    show(qtbot, made, size=size)
    settle()
    return made


def test_a_list_takes_the_height_there_is(qtbot: QtBot) -> None:
    made = card(qtbot, (500, 600))
    table = made.findChild(Table)
    assert table is not None
    assert table.height() > 300
    assert made.scroller.verticalScrollBar().maximum() == 0


def test_in_a_low_window_the_content_scrolls_and_the_buttons_stay(qtbot: QtBot) -> None:
    made = card(qtbot, (500, 190))
    assert made.scroller.verticalScrollBar().maximum() > 0
    seal = made._foot.findChildren(Button)[0]
    assert seal.visibleRegion().boundingRect().height() == seal.height()


def test_buttons_flow_into_rows_where_the_window_is_narrow(qtbot: QtBot) -> None:
    wide, narrow = card(qtbot, (600, 400)), card(qtbot, (260, 400))
    assert narrow._foot.height() > wide._foot.height()
