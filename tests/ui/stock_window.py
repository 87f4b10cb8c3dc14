"""The window on the stock page of a real desk, as the tests of vials and stock need it."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.ui.busy_stock import move
from tests.ui.desk_window import Worker, desk_on_disk
from tests.ui.showing import settle
from tikadesk.actions.desk import Desk
from tikadesk.ui.messages import area_of
from tikadesk.ui.stock_list import BATCHES, VIALS
from tikadesk.ui.stock_page import StockPage


class Storekeeper(Worker):
    """Somebody at the stock page."""

    def __init__(self, qtbot: QtBot, desk: Desk, size: tuple[int, int] = (1366, 697)) -> None:
        super().__init__(qtbot, desk, size)
        found = self.window.show_page("stock")
        assert isinstance(found, StockPage)
        self.page = found
        settle()

    def show(self, code: str) -> None:
        """Bring one of the lists to the front, the focus in it."""
        self.page.open_list()
        self.page.list.show_list(code)
        self.page.list.start()
        settle()

    def rows(self, code: str = VIALS) -> list[list[str]]:
        """What stands in a list, cell by cell, as a screen reader says it; hidden columns too."""
        table = self.page.list.tables[code]
        rows, columns = table.rows.rowCount(), table.rows.columnCount()
        return [
            [str(table.rows.data(table.rows.index(at, column))) for column in range(columns)]
            for at in range(rows)
        ]

    def left(self) -> dict[str, str]:
        """The vials that are left, by batch."""
        return {row[1]: row[6] for row in self.rows(BATCHES)}

    def told(self) -> list[str]:
        """The messages of the window."""
        return area_of(self.page).texts()


def storekeeper(qtbot: QtBot, folder: Path, *, received: int = 0, session: bool = True) -> Storekeeper:
    """At a desk with vial 4 open unless there is no ``session``, and ``received`` vials of its batch written down."""
    desk = desk_on_disk(folder, session_set_up=session)
    if received:
        move(desk, "received", received)
    return Storekeeper(qtbot, desk)
