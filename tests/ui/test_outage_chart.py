"""Dark where there was no server, and said aloud; the days stand one below the other."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tests.ui.busy_outages import outages
from tests.ui.showing import settle, show
from tikadesk.reports import outage_ledger
from tikadesk.ui import theme
from tikadesk.ui.outage_chart import OutageChart

DAYS = ("2021-10-14", "2021-10-13", "2021-10-12")


def test_the_strips_are_dark_where_there_was_no_server(qtbot: QtBot) -> None:
    desk = busy_desk()
    outages(desk)
    chart = OutageChart()
    show(qtbot, chart, size=(318, 300))
    chart.strips.show_days(outage_ledger.incidents(desk.store, DAYS[-1], DAYS[0]), DAYS)
    settle()
    assert (
        chart.strips.accessibleName() == "14-10-2021: 1 h 0 min. 13-10-2021: 35 min. 12-10-2021: 10 h 0 min"
    )
    picture = chart.strips.grab().toImage()
    wide = chart.strips.width() - theme.px(58)
    dark = [
        (row, hour)
        for row in range(3)
        for hour in range(24)
        if picture.pixelColor(
            round(theme.px(46) + wide * (hour + 0.8) / 24), theme.px(18) + row * theme.px(22) + theme.px(10)
        ).lightness()
        < 120
    ]
    assert dark == [(0, 9), (1, 7)] + [(2, hour) for hour in range(6, 16)]


def test_without_an_outage_it_says_so(qtbot: QtBot) -> None:
    chart = OutageChart()
    show(qtbot, chart, size=(318, 300))
    chart.strips.show_days([], DAYS)
    assert chart.strips.accessibleName().startswith("No outage")
