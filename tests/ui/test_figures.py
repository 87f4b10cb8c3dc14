"""Key figures: said as one, side by side while there is room, lower where the window is."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.ui.figures import Figure, FigureRow
from tikadesk.ui.words import plain


def test_figures_stand_side_by_side_and_flow_where_there_is_no_room(qtbot: QtBot) -> None:
    one, other = Figure(), Figure(ink="accent")
    row = FigureRow(one, other)
    window = show(qtbot, row, size=(600, 200))
    for figure, text in ((one, "118 · 88"), (other, "1.9%")):
        figure.show_figure(text, plain("a long word for what is counted"))
    row.fit()
    settle()
    assert one.y() == other.y() and one.geometry().right() < other.x()
    assert (one.said, one.accessibleName()) == ("118 · 88 a long word for what is counted",) * 2
    high = one.height()
    row.set_low(True)
    settle()
    assert one.height() < high
    window.resize(260, 200)
    settle()
    assert other.y() > one.y()
