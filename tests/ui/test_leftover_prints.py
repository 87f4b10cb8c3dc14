"""What may not have printed is said after a restart, with a way to print it and a way to say that it is there."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.desk_window import desk_on_disk
from tests.ui.showing import settle
from tests.ui.test_printing import CASE, sample
from tikadesk import i18n
from tikadesk.actions import print_queue
from tikadesk.actions.desk import Desk
from tikadesk.actions.print_queue import Wanted
from tikadesk.actions.prints import Paper
from tikadesk.ui.leftover_prints import LeftoverPrints
from tikadesk.ui.messages import MessageArea
from tikadesk.ui.printing import Printing


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = desk_on_disk(tmp_path, session_set_up=False)
    yield opened
    opened.store.close()


class _Window(QWidget):
    """The line as on a page: a window with room for messages above it."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.line = LeftoverPrints(Printing(desk))
        column = QVBoxLayout(self)
        column.addWidget(MessageArea())
        column.addWidget(self.line)
        self.line.refresh()


@pytest.fixture
def window(qtbot: QtBot, desk: Desk) -> _Window:
    made = _Window(desk)
    qtbot.addWidget(made)
    return made


def test_it_is_hidden_while_nothing_is_left_over(window: _Window) -> None:
    assert window.line.isHidden()


def test_it_counts_labels_and_lists_in_both_languages(window: _Window, desk: Desk) -> None:
    for paper in (Paper.LABEL, Paper.LABEL, Paper.MANIFEST):
        print_queue.want(desk, Wanted(paper, desk.ids.new()))
    line = window.line
    line.refresh()
    assert not line.isHidden()
    assert line.text.text() == "2 labels may not have printed · 1 manifest may not have printed"
    i18n.use("hi")
    line.refresh()
    assert line.text.text() == "2 लेबल शायद नहीं छपे · 1 बॉक्स की सूची शायद नहीं छपी"


def test_print_now_prints_them_and_the_line_goes(window: _Window, desk: Desk) -> None:
    print_queue.want(desk, Wanted(Paper.LABEL, sample(desk)))
    line = window.line
    line.refresh()
    line.now.click()
    settle()
    assert line.isHidden()
    assert desk.store.home is not None
    assert (desk.store.home.data / "labels" / f"{CASE}.pdf").is_file()


def test_all_there_prints_nothing_and_the_line_goes(window: _Window, desk: Desk) -> None:
    print_queue.want(desk, Wanted(Paper.LABEL, sample(desk)))
    line = window.line
    line.refresh()
    line.there.click()
    assert line.isHidden()
    assert print_queue.waiting(desk) == []
    assert desk.store.home is not None
    assert not (desk.store.home.data / "labels").exists()
