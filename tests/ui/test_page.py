"""What every page shares: folding by the room there is, scrolling to the focus, hooks that may stay empty."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import a_desk, offline
from tests.ui.showing import settle, show_window
from tikadesk.ui.buttons import secondary
from tikadesk.ui.line_log import LineLog
from tikadesk.ui.page import Fold, Page, fold_of, scroll_to, stand_beside
from tikadesk.ui.words import plain


@pytest.mark.parametrize(
    ("width", "factor", "fold"),
    [
        (1366, 1.0, Fold.FULL),
        (1280, 1.0, Fold.FULL),
        (1279, 1.0, Fold.NARROW),
        (1366, 1.25, Fold.NARROW),
        (999, 1.0, Fold.SINGLE),
        (1366, 1.5, Fold.SINGLE),
    ],
)
def test_room_counts_at_the_text_size_in_force(width: int, factor: float, fold: Fold) -> None:
    assert fold_of(width, factor) == fold


def test_what_has_the_focus_is_scrolled_to(qtbot: QtBot) -> None:
    page = Page(a_desk())
    tall = QWidget()
    tall.setMinimumHeight(3000)
    page.body.addWidget(tall)
    button = secondary(plain("Far below"))
    button.setParent(tall)
    button.move(0, 2900)
    show_window(qtbot, page, size=(400, 300))
    assert button.visibleRegion().isEmpty()
    page.keep_in_view(button)
    assert not button.visibleRegion().isEmpty()
    page.scroller.verticalScrollBar().setValue(0)
    scroll_to(button)
    assert not button.visibleRegion().isEmpty()


def test_a_page_reads_again_when_the_language_changes(qtbot: QtBot) -> None:
    class Counting(Page):
        read = 0

        def refresh(self) -> None:
            self.read += 1

    page = Counting(a_desk())
    show_window(qtbot, page, size=(300, 200))
    QCoreApplication.sendEvent(page, QEvent(QEvent.Type.LanguageChange))
    settle()
    assert page.read == 1


def test_a_page_that_says_nothing_special_is_left_alone(qtbot: QtBot) -> None:
    desk = a_desk()
    page = Page(desk)
    qtbot.addWidget(page)
    assert str(page.subtitle()) == ""
    assert not page.half_filled()
    for hook in (page.refresh, page.start, page.leave):
        hook()
    page.fold(Fold.SINGLE)
    page.show_status(offline(desk))
    page.show_happened(LineLog())
    page.look_for("x")
    page.take(None)


def test_a_right_column_has_its_width_or_all_the_room() -> None:
    column = QWidget()
    stand_beside(column, 300)
    assert column.minimumWidth() == column.maximumWidth() == 300
    stand_beside(column, None)
    assert column.minimumWidth() == 0 and column.maximumWidth() > 10_000
