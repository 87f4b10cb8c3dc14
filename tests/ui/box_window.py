"""The window on the consignments page of a real desk, as the tests of boxes need it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests import boxes as made
from tests.ui.desk_window import Worker, desk_on_disk
from tikadesk.actions import boxes
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.domain.kinds.consignment import SEALED
from tikadesk.ui.consignments_page import ConsignmentsPage


class Packer(Worker):
    """A sampler at the consignments page."""

    def __init__(self, qtbot: QtBot, desk: Desk, size: tuple[int, int] = (1366, 697)) -> None:
        super().__init__(qtbot, desk, size)
        found = self.window.show_page("consignments")
        assert isinstance(found, ConsignmentsPage)
        self.page = found

    def scan(self, number: str) -> None:
        """What a scanner types: the number and Enter. None of it is a key of the operator's."""
        before = self.pressed
        self.enter(number)
        self.pressed = before

    def box_of(self, state: str = SEALED) -> Box:
        """The newest box in ``state``."""
        return boxes.boxes(self.desk, state=state)[0]

    def new_tube(self) -> str:
        """Collect a tube; its number."""
        return made.tube(self.desk)[1]

    def f9(self) -> None:
        """Seal, finish."""
        self.press(Qt.Key.Key_F9)


def packer(qtbot: QtBot, folder: Path, *, box: bool = True, tubes: int = 0) -> Packer:
    """A packer on a desk of their own, by default with a box open that holds ``tubes``."""
    desk = desk_on_disk(folder, session_set_up=False)
    if box:
        made.packed(desk, tubes)
    return Packer(qtbot, desk)
