"""The three tables of the stock page: vials opened, batches, moves. Columns and rows; what a key does is the list's."""

from __future__ import annotations

from tikadesk.actions.desk import Desk
from tikadesk.actions.stock import Batch, Move
from tikadesk.actions.vials import Vial
from tikadesk.domain.kinds.vial import OPEN
from tikadesk.ui.stock_words import batch_state, hour, signed, vial_state
from tikadesk.ui.table import Column, State, Table
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import day, option
from tikadesk.ui.words import plain, say

_GAP = Column(plain(""), lambda _row: "", width=10)
"""Air between a column of figures and the words behind it."""
_DESK = 2


def vial_table(desk: Desk) -> Table:
    """The opened vials with their account."""

    def opened(vial: Vial) -> str:
        return hour(vial.opened_at, desk.today())

    def until(vial: Vial) -> str:
        return hour(vial.discard_at, desk.today())

    return Table(
        (
            Column(say("stock.column.no"), lambda vial: vial.no, width=52, bold=True),
            Column(say("stock.column.batch"), lambda vial: vial.batch),
            Column(say("stock.column.desk"), lambda vial: vial.desk_label, width=58, muted=True, yields=1),
            Column(say("stock.column.opened"), opened, width=86, yields=2),
            Column(say("stock.column.until"), until, width=86),
            Column(say("stock.column.given"), lambda vial: str(vial.given), width=56, right=True),
            Column(say("stock.column.wasted"), lambda vial: str(vial.wasted), width=62, right=True, yields=3),
            Column(say("stock.column.left"), _left, width=50, right=True),
            _GAP,
            Column(say("stock.column.state"), lambda vial: vial_state(vial, desk.now()), width=176),
        ),
        say("stock.vials"),
    )


def show_desks(table: Table, *, several: bool) -> None:
    """Tell of each vial which desk opened it, where more than one did."""
    table.hide_columns(*() if several else (_DESK,))


def _left(vial: Vial) -> str:
    return str(vial.left) if vial.state == OPEN or vial.left else ""


def batch_table() -> Table:
    """What is left of each batch, and until when it is good."""
    return Table(
        (
            Column(
                say("stock.column.vaccine"), lambda batch: str(option("vaccine", batch.vaccine)), width=96
            ),
            Column(say("stock.column.batch"), lambda batch: batch.batch, bold=True),
            Column(say("stock.column.expires"), lambda batch: day(batch.expires_on), width=92),
            Column(
                say("stock.column.came"), lambda batch: str(batch.received), width=64, right=True, yields=1
            ),
            Column(
                say("stock.column.opened_vials"),
                lambda batch: str(batch.opened),
                width=64,
                right=True,
                yields=3,
            ),
            Column(say("stock.column.gone"), lambda batch: str(_gone(batch)), width=56, right=True, yields=2),
            Column(
                say("stock.column.vials_left"), lambda batch: _told(batch, batch.left), width=66, right=True
            ),
            Column(
                say("stock.column.doses_left"),
                lambda batch: _told(batch, batch.doses_left),
                width=60,
                right=True,
            ),
            _GAP,
            Column(say("stock.column.state"), batch_state, width=152),
        ),
        say("stock.batches"),
    )


def _told(batch: Batch, left: int) -> str:
    """What is left; nothing is known of a batch whose stock is not kept here."""
    return str(left) if batch.kept else "–"


def _gone(batch: Batch) -> int:
    return batch.returned + batch.sent_out + batch.wasted


def move_table(desk: Desk) -> Table:
    """What came and went, newest first, those struck out with a line through them."""

    def when(move: Move) -> str:
        return move.time if move.day == desk.today() and move.time else day(move.day)

    table = Table(
        (
            Column(say("stock.column.when"), when, width=92),
            Column(say("stock.column.what"), lambda move: str(option("stock_move", move.move)), width=172),
            Column(say("stock.column.batch"), lambda move: move.batch, width=98),
            Column(
                say("stock.column.vials"), lambda move: signed(move.move, move.vials), width=58, right=True
            ),
            _GAP,
            Column(say("stock.column.partner"), lambda move: move.partner),
            Column(say("stock.column.voucher"), lambda move: move.voucher, width=84, muted=True, yields=2),
            Column(say("stock.column.state"), _move_state, width=104, yields=1),
        ),
        say("stock.moves"),
    )
    table.rows.struck = lambda move: move.void
    return table


def _move_state(move: Move) -> State | str:
    return State(Look.NEUTRAL, say("stock.move.void"), "void") if move.void else ""
