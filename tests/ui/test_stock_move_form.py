"""Writing down what came or went: by keys, from the sheet of a delivery, and every refusal at its field."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_stock import SOON, move
from tests.ui.desk_window import CTRL
from tests.ui.stock_window import Storekeeper, storekeeper
from tikadesk.actions import stock
from tikadesk.ui.stock_list import BATCHES, MOVES
from tikadesk.ui.stock_move_form import StockMoveForm


@pytest.fixture
def keeper(qtbot: QtBot, tmp_path: Path) -> Storekeeper:
    """With ten vials of the session's batch, of which one is open."""
    return storekeeper(qtbot, tmp_path, received=10)


def form(keeper: Storekeeper) -> StockMoveForm:
    return keeper.page.moving


def at(keeper: Storekeeper) -> str:
    fields = form(keeper).form
    return next((name for name in fields.names if fields.field(name).editor.inner.hasFocus()), "")


def problem(keeper: Storekeeper, name: str) -> str:
    return form(keeper).form.field(name).note.text.text()


def test_a_delivery_is_written_down_by_keys(keeper: Storekeeper) -> None:
    keeper.press(Qt.Key.Key_F2)
    for name, typed in (
        ("move", "1"), ("vaccine", "1"), ("batch", "4121z031"), ("vials", "20"), ("expires_on", "30-06-2022"),
        ("doses_per_vial", ""), ("partner", "Block store Bilhaur"), ("voucher", "blh/211"),
    ):  # fmt: skip
        assert at(keeper) == name
        keeper.enter(typed)
    assert form(keeper).save.hasFocus()
    keeper.save()
    assert keeper.left()["4121Z031"] == "20"
    assert keeper.page.list.filters.code == BATCHES
    row = keeper.page.list.current()
    assert isinstance(row, stock.Batch) and row.batch == "4121Z031"
    assert keeper.page.left.currentWidget() is keeper.page.list
    assert keeper.rows(MOVES)[0][1:7] == [
        "Received", "4121Z031", "+20", "", "Block store Bilhaur", "BLH/211",
    ]  # fmt: skip


def test_a_voucher_of_several_batches_is_typed_once(keeper: Storekeeper) -> None:
    keeper.press(Qt.Key.Key_F2)
    form(keeper).form.set_values(
        SOON | {"move": "received", "vials": "5", "partner": "Block store", "voucher": "BLH/9"}
    )
    keeper.press(Qt.Key.Key_S, CTRL)
    assert at(keeper) == "batch"
    assert form(keeper).told.text.text() == "Received: 5 vials of batch 4121Z019. Now left: 5."
    typed = form(keeper).form.values()
    assert (typed["move"], typed["partner"], typed["voucher"]) == ("received", "Block store", "BLH/9")
    assert (typed["batch"], typed["vials"], typed["expires_on"]) == ("", "", "")
    assert not keeper.page.half_filled(), "what the next line shares with this one is no loss"
    keeper.press(Qt.Key.Key_Escape)
    assert keeper.left()["4121Z019"] == "5"


def test_what_is_known_of_a_batch_is_not_typed_again(keeper: Storekeeper) -> None:
    keeper.press(Qt.Key.Key_F2)
    for typed in ("1", "1", "4121z025"):
        keeper.enter(typed)
    fields = form(keeper).form
    assert fields.field("expires_on").value() == "31-03-2022"
    assert problem(keeper, "batch") == "9 vials (90 doses) of this batch are left."
    assert problem(keeper, "doses_per_vial") == "Left blank: 10 doses"
    fields.set_values({"move": "returned"})
    fields.changed.emit("move")
    assert fields.field("expires_on").isHidden()


def test_the_marked_batch_stands_in_the_form(keeper: Storekeeper) -> None:
    keeper.show(BATCHES)
    keeper.press(Qt.Key.Key_Return)
    assert form(keeper).form.values()["batch"] == "4121Z025"
    keeper.enter("4")
    assert at(keeper) == "vaccine"


def test_more_than_is_there_is_refused_at_its_field_and_changes_nothing(keeper: Storekeeper) -> None:
    keeper.press(Qt.Key.Key_F2)
    form(keeper).form.set_values({"move": "sent_out", "batch": "4121Z025", "vials": "10"})
    keeper.save()
    assert at(keeper) == "vials"
    assert problem(keeper, "vials") == (
        "Only 9 vials of this batch are there. Type fewer, or write down first what was received or found."
    )
    assert keeper.page.half_filled()
    keeper.press(Qt.Key.Key_Escape)
    keeper.press(Qt.Key.Key_F2)
    assert form(keeper).form.values()["vials"] == "10", "what was begun is still there"
    form(keeper).form.set_values({"vials": "9"})
    keeper.save()
    assert keeper.left()["4121Z025"] == "0"


def test_an_expired_batch_is_not_received_and_an_unknown_one_does_not_go(keeper: Storekeeper) -> None:
    keeper.press(Qt.Key.Key_F2)
    form(keeper).form.set_values(
        {"move": "received", "batch": "OLD1", "vials": "3", "expires_on": "30-09-2021"}
    )
    keeper.save()
    assert "30-09-2021" in problem(keeper, "expires_on")
    form(keeper).form.set_values({"move": "lost", "batch": "NEVER"})
    keeper.save()
    assert problem(keeper, "vials").startswith("No vial of this batch was written down as received.")
    assert len(stock.moves(keeper.desk)) == 1


def test_a_double_press_writes_one_move(keeper: Storekeeper) -> None:
    move_form = form(keeper)
    keeper.press(Qt.Key.Key_F2)
    move_form.form.set_values(
        {"move": "found", "batch": "4121Z025", "vials": "1", "expires_on": "31-03-2022"}
    )
    intent = move_form._intent
    move_form.write()
    move(keeper.desk, "lost", 1)
    stock.move(keeper.desk, {"move": "found"}, intent=intent)
    assert [one.move for one in stock.moves(keeper.desk)] == ["lost", "found", "received"]
