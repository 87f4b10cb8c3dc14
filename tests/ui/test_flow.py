"""Things in rows: as many as the width needs, none outside, none over another."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.ui.buttons import secondary
from tikadesk.ui.flow import Flow
from tikadesk.ui.words import plain


def _flow(qtbot: QtBot, wide: int) -> tuple[Flow, list]:
    flow = Flow(gap=6)
    buttons = [secondary(plain(f"Button {at}"), small=True) for at in range(8)]
    flow.fill(buttons)
    show(qtbot, flow, QWidget(), size=(wide, 300))
    settle()
    return flow, buttons


def test_one_row_where_there_is_room(qtbot: QtBot) -> None:
    _, buttons = _flow(qtbot, 1200)
    assert len({button.y() for button in buttons}) == 1


def test_more_rows_where_there_is_not_and_none_over_another(qtbot: QtBot) -> None:
    flow, buttons = _flow(qtbot, 260)
    assert len({button.y() for button in buttons}) > 2
    assert all(flow.rect().contains(button.geometry()) for button in buttons)
    assert not any(one.geometry().intersects(two.geometry()) for one, two in pairwise(buttons))


def test_filled_again_it_holds_only_the_new_things(qtbot: QtBot) -> None:
    flow, _ = _flow(qtbot, 260)
    high = flow.heightForWidth(flow.width())
    flow.fill([secondary(plain("One"))])
    assert 0 < flow.heightForWidth(flow.width()) < high
    flow.fill([])
    assert flow.heightForWidth(flow.width()) == 0


def test_what_is_hidden_takes_no_room(qtbot: QtBot) -> None:
    flow, buttons = _flow(qtbot, 260)
    high = flow.heightForWidth(flow.width())
    for button in buttons[1:]:
        button.hide()
    flow.fit()
    assert flow.heightForWidth(flow.width()) < high


def test_what_was_hidden_on_purpose_is_not_brought_out(qtbot: QtBot) -> None:
    flow, seen, unseen = Flow(), secondary(plain("Seen")), secondary(plain("Unseen"))
    unseen.hide()
    flow.fill([seen, unseen])
    show(qtbot, flow, QWidget(), size=(400, 300))
    settle()
    assert seen.isVisible() and not unseen.isVisible()
