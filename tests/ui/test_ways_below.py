from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.ui.buttons import Button
from tikadesk.ui.ways_below import WaysBelow


def test_each_page_below_is_a_button_that_asks_for_it(qtbot: QtBot) -> None:
    ways = WaysBelow()
    show(qtbot, ways, size=(400, 80))
    ways.show_pages(["ledger", "due"])
    told: list[str] = []
    ways.wanted.connect(told.append)
    buttons = [one for one in ways.findChildren(Button) if one.isVisible()]
    assert [button.accessibleName() for button in buttons] == ["Outages", "Who is due"]
    for button in buttons:
        button.click()
    assert told == ["ledger", "due"]
