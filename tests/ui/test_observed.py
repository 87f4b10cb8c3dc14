"""The line of those under observation: it counts down as time goes by, and leads to the page for adverse events."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.busy_aefi import vaccinate
from tests.ui.busy_desk import busy_desk
from tests.ui.showing import show
from tikadesk.ui.observed import ObservedLine


def test_it_counts_who_should_still_be_here(qtbot: QtBot) -> None:
    desk = busy_desk()
    line = ObservedLine(desk)
    show(qtbot, line)
    said = []
    for seconds, names in ((0, ("KAMLA BAI", "OM PRAKASH")), (27 * 60, ()), (240, ())):
        vaccinate(desk, *names)
        desk.clock.advance(seconds=seconds)
        line.refresh()
        said.append(line.text.text())
    assert said == ["2 under observation", "1 under observation", "0 under observation"]


def test_the_button_says_that_somebody_is_unwell(qtbot: QtBot) -> None:
    line = ObservedLine(busy_desk())
    show(qtbot, line)
    with qtbot.waitSignal(line.aefi_wanted):
        line.unwell.click()
