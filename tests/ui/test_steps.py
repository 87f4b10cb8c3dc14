"""The four steps: which one is current, what stands below each, and how they are reached."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk import i18n
from tikadesk.ui.page import Fold
from tikadesk.ui.steps import COLLECT, DISPATCH, PACK, STEPS, Steps
from tikadesk.ui.words import plain


def _steps(qtbot: QtBot, current: str = COLLECT) -> Steps:
    steps = Steps(current)
    show(qtbot, steps, size=(1100, 120))
    return steps


def test_one_step_is_current(qtbot: QtBot) -> None:
    steps = _steps(qtbot, PACK)
    assert [code for code in STEPS if steps._steps[code].current] == [PACK]
    steps.mark(DISPATCH)
    assert [code for code in STEPS if steps._steps[code].current] == [DISPATCH]


def test_a_step_says_its_count_or_what_it_is_for(qtbot: QtBot) -> None:
    steps = _steps(qtbot)
    steps.show_counts({COLLECT: plain("102 labelled today")}, done=[COLLECT])
    assert steps._steps[COLLECT].accessibleDescription() == "102 labelled today"
    assert steps._steps[COLLECT].done
    assert steps._steps[DISPATCH].accessibleDescription() == "driver, time, signature"
    assert not steps._steps[DISPATCH].done


def test_a_step_is_wanted_by_click_and_by_enter(qtbot: QtBot) -> None:
    steps = _steps(qtbot)
    with qtbot.waitSignal(steps.wanted) as told:
        steps._steps[PACK].click()
    assert told.args == [PACK]
    steps._steps[DISPATCH].setFocus()
    with qtbot.waitSignal(steps.wanted) as told:
        QTest.keyClick(steps._steps[DISPATCH], Qt.Key.Key_Return)
    assert told.args == [DISPATCH]


def test_it_is_lower_where_room_is_short(qtbot: QtBot) -> None:
    steps = _steps(qtbot)
    high = steps.height()
    steps.fold(Fold.NARROW)
    settle()
    assert steps.height() < high


def test_it_speaks_the_language_in_force(qtbot: QtBot) -> None:
    steps = _steps(qtbot)
    i18n.use("hi")
    QCoreApplication.sendEvent(steps, QEvent(QEvent.Type.LanguageChange))
    assert steps._steps[PACK].accessibleName() == "2 बॉक्स भरें"
