"""The lists of the stock page under one bar: vials opened today, batches, what came and went."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from tikadesk.actions import stock, vials
from tikadesk.actions.desk import Desk
from tikadesk.domain.kinds.vial import OPEN
from tikadesk.domain.roles import Verb, may
from tikadesk.ui import theme
from tikadesk.ui.beep import BeepButton
from tikadesk.ui.blocks import Card, EmptyState
from tikadesk.ui.buttons import primary, secondary
from tikadesk.ui.filter_bar import FilterBar
from tikadesk.ui.flow import Flow
from tikadesk.ui.keys import KEYS
from tikadesk.ui.page import Fold
from tikadesk.ui.stock_tables import batch_table, move_table, show_desks, vial_table
from tikadesk.ui.stock_words import wastage, wastage_notes
from tikadesk.ui.table import Table
from tikadesk.ui.words import Text, plain, say

VIALS, BATCHES, MOVES, SHARES = LISTS = ("vials", "batches", "moves", "shares")
_ENOUGH = 300
"""Logical pixels of height from which on there is room for the wastage below the rows."""
_ICONS = {VIALS: "vial", BATCHES: "box", MOVES: "truck"}


class StockList(Card):
    """One of the lists, and below it what can be done about its marked row. ``shares`` is shown among them where the
    window has no column for it.

    Signals:
        move_wanted(object): write a move, of this row's batch (``Batch``, ``Move``) or of any (None).
        vial_wanted(object): account for this vial, or correct its account. next_wanted: open the next one.
        strike_wanted(object): this row (``Vial``, ``Move``) was a mistake. book_wanted: the stock book as a file.
        counted(object, object): the account of the day (``DayVials``) and every ``Batch`` were read again.
    """

    move_wanted = Signal(object)
    vial_wanted = Signal(object)
    next_wanted = Signal()
    strike_wanted = Signal(object)
    book_wanted = Signal()
    counted = Signal(object, object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(10, 10, 10, 10), spacing=8)
        self.desk = desk
        self.filters = FilterBar([(code, say(f"stock.list.{code}")) for code in LISTS])
        self.filters.choose(VIALS)
        self.tables: dict[str, Table] = {
            VIALS: vial_table(desk), BATCHES: batch_table(), MOVES: move_table(desk),
        }  # fmt: skip
        self.empty = {code: EmptyState(say(f"stock.none.{code}"), icon=_ICONS[code]) for code in self.tables}
        self.beep = BeepButton()
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.filters, 1)
        top.addWidget(self.beep, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        holder = QWidget()
        self._pile = QStackedLayout(holder)
        for code, table in self.tables.items():
            table.setMinimumHeight(1)  # a low window scrolls the rows, never the buttons out of view
            self._pile.addWidget(table)
            self._pile.addWidget(self.empty[code])
        self.body.addWidget(holder, 1)
        self.sum = Text(role="label", wrap=True)
        self.notes = Text(role="small", ink="muted", wrap=True)
        self.body.addWidget(self.sum)
        self.body.addWidget(self.notes)
        self._buttons()
        self._shares: QWidget | None = None
        self._folded = False
        self.filters.chosen.connect(self.show_list)
        self.tables[VIALS].opened.connect(self.vial_wanted)
        self.tables[BATCHES].opened.connect(self.move_wanted)
        self.tables[MOVES].opened.connect(self.move_wanted)
        for table in self.tables.values():
            table.marked.connect(lambda _row: self._offer())

    def _buttons(self) -> None:
        self.write = primary(say("stock.move"), icon="truck", cap=KEYS["new"].cap)
        self.write.clicked.connect(lambda: self.move_wanted.emit(None))
        self.open_next = secondary(say("desk.vial.next"), cap=KEYS["open_vial"].cap)
        self.open_next.clicked.connect(self.next_wanted)
        self.account = secondary(say("desk.waste"), cap=KEYS["waste"].cap)
        self.account.clicked.connect(self.throw_away)
        self.correct = secondary(say("stock.correct"), icon="pencil", cap=KEYS["correct"].cap)
        self.correct.clicked.connect(self.count_again)
        self.strike = secondary(say("desk.void"), icon="void", cap=KEYS["void"].cap)
        self.strike.clicked.connect(self.strike_out)
        self.book = secondary(say("export.report.stock"), icon="download")
        self.book.clicked.connect(self.book_wanted)
        self._foot = Flow(gap=8)
        self._foot.fill([self.write, self.open_next, self.account, self.correct, self.strike, self.book])
        self.body.addWidget(self._foot)

    def hold_shares(self, card: QWidget | None) -> None:
        """Show ``card`` as one more list where the window has no column for it; None gives the place back."""
        self._folded = card is not None
        if card is not None and self._shares is None:
            self._shares = card
            self._pile.addWidget(card)
        elif card is None and self._shares is not None:
            self._pile.removeWidget(self._shares)
            self._shares = None
        self.filters.buttons[SHARES].setVisible(self._folded)
        self.filters.fit()
        if not self._folded and self.filters.code == SHARES:
            self.filters.choose(VIALS)
        self.look()

    # What is shown

    def refresh(self) -> None:
        """Read all three lists again; a marked row keeps its mark."""
        today = self.desk.today()
        opened = [*vials.unclosed(self.desk, today), *vials.of_day(self.desk, today)][::-1]
        show_desks(self.tables[VIALS], several=len({vial.desk_label for vial in opened}) > 1)
        self._fill(VIALS, _slices(opened))
        batches = stock.batches(self.desk)
        self._fill(BATCHES, _slices(batches))
        self._fill(MOVES, lambda offset, limit: stock.moves(self.desk, limit, offset))
        counts = {
            VIALS: len(opened), BATCHES: sum(batch.left > 0 for batch in batches),
            MOVES: stock.moves_of_day(self.desk, today),
        }  # fmt: skip
        alerts = [VIALS] if any(_waits(vial) for vial in opened) else []
        if any(batch.left < 0 or (batch.expired and batch.left) for batch in batches):
            alerts.append(BATCHES)
        self.filters.show_counts({code: plain(str(n)) for code, n in counts.items() if n}, alerts)
        account = stock.of_day(self.desk, today)
        self.sum.show_words(wastage(account))
        self.notes.show_words(wastage_notes(account))
        self.look()
        self.counted.emit(account, batches)

    def _fill(self, code: str, fetch: Callable[[int, int], Sequence[Any]]) -> None:
        table = self.tables[code]
        held = table.current()
        table.fill(fetch)
        if held is not None:
            table.mark_where(lambda row: _key(row) == _key(held))

    def mark(self, code: str, row: object) -> None:
        """Show the list ``code`` with the mark on ``row``, or on what it has become."""
        self.show_list(code)
        self.tables[code].mark_where(lambda one: _key(one) == _key(row))

    def show_list(self, code: str) -> None:
        """Bring one of LISTS to the front."""
        self.filters.choose(code)
        self.look()

    def look(self) -> None:
        """Show the chosen list, or what to do where it is empty."""
        code = self.filters.code
        if code == SHARES and self._shares is not None:
            self._pile.setCurrentWidget(self._shares)
        else:
            table = self.tables[code]
            self._pile.setCurrentWidget(table if table.rows.rowCount() else self.empty[code])
        for text in (self.sum, self.notes):
            text.setVisible(code == VIALS and bool(text.text()) and self.height() >= theme.px(_ENOUGH))
        self._offer()

    def _offer(self) -> None:
        """Offer what can be done about the marked row of the list in front."""
        code, row = self.filters.code, self.current()
        self.open_next.setVisible(code == VIALS and self._folded)
        vial = row if isinstance(row, vials.Vial) else None
        self.account.setVisible(vial is not None and vial.state == OPEN)
        self.correct.setVisible(vial is not None and vial.state != OPEN)
        self.book.setVisible(code in (BATCHES, MOVES) and self._may_export())
        self.strike.setVisible(isinstance(row, (vials.Vial, stock.Move)) and not _is_void(row))
        self._foot.fit()

    def _may_export(self) -> bool:
        operator = self.desk.operator
        return operator is None or may(operator.role, Verb.EXPORT)

    def fold(self, fold: Fold) -> None:
        """Take less room in one column."""
        single = fold == Fold.SINGLE
        self.beep.setVisible(not single)
        self.body.setContentsMargins(10, 6 if single else 10, 10, 6 if single else 10)
        self.body.setSpacing(5 if single else 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the wastage out where rows and buttons need the height."""
        super().resizeEvent(event)
        self.look()

    # Keys

    def start(self) -> None:
        """Put the focus into the list in front, or on the button that fills it."""
        table = self.tables.get(self.filters.code)
        if table is None or not table.rows.rowCount():
            self.write.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if not table.currentIndex().isValid():
            table.mark(0)
        table.scrollTo(table.currentIndex())
        table.setFocus(Qt.FocusReason.OtherFocusReason)

    def current(self) -> object | None:
        """The marked row of the list in front: ``Vial``, ``Batch``, ``Move``, or None."""
        table = self.tables.get(self.filters.code)
        return table.current() if table is not None else None

    def throw_away(self) -> None:
        """Account for the marked vial."""
        row = self.current()
        if isinstance(row, vials.Vial) and row.state == OPEN:
            self.vial_wanted.emit(row)

    def count_again(self) -> None:
        """Correct what was said of the marked vial, which is closed."""
        row = self.current()
        if isinstance(row, vials.Vial) and row.state != OPEN:
            self.vial_wanted.emit(row)

    def strike_out(self) -> None:
        """The marked opening or move was a mistake."""
        row = self.current()
        if isinstance(row, (vials.Vial, stock.Move)) and not _is_void(row):
            self.strike_wanted.emit(row)


def _slices(rows: Sequence[Any]) -> Callable[[int, int], Sequence[Any]]:
    return lambda offset, limit: rows[offset : offset + limit]


def _key(row: Any) -> object:
    """What stays the same of a row when it is read again."""
    return (row.vaccine, row.batch) if isinstance(row, stock.Batch) else row.id


def _is_void(row: vials.Vial | stock.Move) -> bool:
    return isinstance(row, stock.Move) and row.void


def _waits(vial: vials.Vial) -> bool:
    """Whether somebody has to look after a vial: too long open, or closed with doses of which nothing is known."""
    return vial.over_age or bool(vial.conflict) or (vial.state != OPEN and vial.left > 0)
