"""The red line: it is there while something serious is typed, and until an officer is told."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.busy_aefi import SERIOUS, aefi_desk, report
from tests.ui.showing import show
from tikadesk.actions import aefi
from tikadesk.ui.alarm import Alarm


def test_it_stays_until_an_officer_is_told(qtbot: QtBot) -> None:
    desk = aefi_desk()
    event = report(desk, aefi.observed(desk)[0], **SERIOUS)
    alarm = Alarm(desk)
    show(qtbot, alarm)
    assert not alarm.isVisible()
    alarm.show_alarm([], typing=True)
    assert alarm.isVisible() and not alarm.told.isVisible()
    alarm.show_alarm([event])
    assert alarm._who.text() == "RAMU SAHU: Breathless · Anaphylaxis. No officer told yet."
    with qtbot.waitSignal(alarm.told_wanted) as told:
        alarm.told.click()
    assert told.args == [event]
    alarm.show_alarm([])
    assert not alarm.isVisible()
