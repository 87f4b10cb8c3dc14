from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui import theme
from tikadesk.ui.hour_chart import HourChart, light

HOURS = {9: {1: 10, 2: 5}, 12: {1: 20, 2: 20}}


@pytest.fixture
def chart(qtbot: QtBot) -> HourChart:
    made = HourChart()
    made.show_hours(HOURS, 0)
    show(qtbot, made, size=(340, 180))
    return made


def painted(chart: HourChart) -> Counter[str]:
    """How many pixels of the bars have which colour."""
    image = chart.bars.grab().toImage()
    return Counter(
        image.pixelColor(QPoint(x, y)).name() for x in range(image.width()) for y in range(image.height())
    )


def test_the_areas_are_as_the_counts(chart: HourChart) -> None:
    colours = painted(chart)
    dark, pale = colours[theme.tokens().primary.lower()], colours[light().name()]
    assert dark / pale == pytest.approx(30 / 25, rel=0.06)


def test_a_screen_reader_is_told_the_numbers(chart: HourChart) -> None:
    assert chart.bars.accessibleName() == "9:00 15 doses. 12:00 40 doses."
    chart.show_hours({}, 0)
    assert chart.bars.accessibleName() == "No doses by hour yet"
    assert theme.tokens().primary.lower() not in painted(chart)


def test_precaution_doses_and_those_without_a_time_are_told_when_there_are_any(chart: HourChart) -> None:
    assert not any(part.isVisible() for part in chart._third) and not chart._timeless.isVisible()
    chart.show_hours(HOURS | {17: {3: 4}}, 1)
    assert all(part.isVisible() for part in chart._third)
    assert chart._timeless.text() == "and 1 dose whose time was not written"
    assert chart.bars._range() == range(9, 18)
