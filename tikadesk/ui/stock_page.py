"""The stock page: what is open, what is left of each batch, what came and went, and the day's shares by group."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import session, vials
from tikadesk.actions.desk import Desk
from tikadesk.actions.stock import Batch, Move
from tikadesk.actions.vials import Vial
from tikadesk.domain.kinds.vial import OPEN
from tikadesk.ui.blocks import Card, Pile
from tikadesk.ui.export_card import ExportCard
from tikadesk.ui.keys import KEYS
from tikadesk.ui.messages import shown
from tikadesk.ui.page import Fold, Page
from tikadesk.ui.quota_card import QuotaCard
from tikadesk.ui.quota_form import QuotaForm
from tikadesk.ui.stock_figures import StockFigures
from tikadesk.ui.stock_list import BATCHES, LISTS, VIALS, StockList
from tikadesk.ui.stock_move_form import StockMoveForm
from tikadesk.ui.vial_card import VialCard
from tikadesk.ui.void_card import VoidCard
from tikadesk.ui.waste_card import WasteCard
from tikadesk.ui.wording import day, joined, option
from tikadesk.ui.words import Words, say


class StockPage(Page):
    """Where vials are counted, unopened and opened."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.figures = StockFigures()
        self._top = Card(margins=(18, 10, 18, 10))
        self._top.body.addWidget(self.figures)
        self.list = StockList(desk)
        self.moving = StockMoveForm(desk)
        self.waste = WasteCard(desk)
        self.void_vial = VoidCard(desk, "vial", say("stock.strike.hint"))
        self.void_move = VoidCard(desk, "stock_move", say("stock.strike.hint"))
        self.planning = QuotaForm(desk)
        self.export = ExportCard(desk, reports=("stock",))
        self.vial = VialCard(desk)
        self.shares = QuotaCard(desk)
        self.left = Pile(
            self.list, self.moving, self.waste, self.void_vial, self.void_move, self.planning, self.export
        )
        self.context = QWidget()
        self._aside = QVBoxLayout(self.context)
        self._aside.setContentsMargins(0, 0, 0, 0)
        self._aside.setSpacing(12)
        self._aside.addWidget(self.vial)
        self._aside.addWidget(self.shares, 1)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addWidget(self.left, 71)
        across.addWidget(self.context, 42)
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        self._column.addWidget(self._top)
        self._column.addLayout(across, 1)
        self.body.addLayout(self._column)
        self._connect()
        self._bind()

    def _connect(self) -> None:
        self.list.counted.connect(self.figures.show_stock)
        self.list.move_wanted.connect(self.open_move)
        self.list.vial_wanted.connect(self.open_waste)
        self.list.next_wanted.connect(self.next_vial)
        self.list.strike_wanted.connect(self._on_strike)
        self.list.book_wanted.connect(self.open_book)
        self.vial.next_wanted.connect(self.next_vial)
        self.vial.waste_wanted.connect(self._waste_in_use)
        self.vial.ticked.connect(self._on_tick)
        self.shares.plan_wanted.connect(self.open_plan)
        self.moving.saved.connect(self._changed)
        self.moving.done.connect(self._on_moved)
        self.planning.done.connect(self._on_done)
        for closing in (self.waste, self.void_vial, self.void_move):
            closing.done.connect(self._on_done)
        self.export.done.connect(self.saved)
        for card in (self.moving, self.waste, self.void_vial, self.void_move, self.planning, self.export):
            card.left.connect(self.open_list)

    def _bind(self) -> None:
        verbs = {
            "new": lambda: self.open_move(None),
            "open_vial": self.next_vial,
            "waste": self._on_waste,
            "correct": self._on_correct,
            "void": self._on_void,
        }
        for name, verb in verbs.items():
            shortcut = QShortcut(QKeySequence(KEYS[name].sequence), self)
            shortcut.setAutoRepeat(False)  # a key held too long would open vial after vial
            shortcut.activated.connect(verb)

    # What the window asks

    def subtitle(self) -> Words:
        """The day."""
        return joined(day(self.desk.today()), self.desk.label)

    def refresh(self) -> None:
        """Read everything again; what is typed in a form stays."""
        self.list.refresh()
        self.shares.refresh()
        self._show_vial()

    def _show_vial(self) -> None:
        vial = vials.current(self.desk)
        self.vial.show_vial(vial, day(vial.expires_on) if vial else "")

    def _on_tick(self) -> None:
        if self.isVisible():
            self.list.refresh()

    def start(self) -> None:
        """Put the focus where work goes on."""
        if self.left.currentWidget() is self.list:
            self.list.start()

    def half_filled(self) -> bool:
        """A move that was begun."""
        return not self.moving.is_empty()

    def take(self, thing: object) -> None:
        """One of the lists by its code."""
        if isinstance(thing, str) and thing in LISTS:
            self.open_list()
            self.list.show_list(thing)

    def fold(self, fold: Fold) -> None:
        """Without room for two columns the shares become one more list."""
        edge = {Fold.FULL: (16, 12, 16, 12), Fold.NARROW: (14, 8, 14, 8), Fold.SINGLE: (8, 6, 8, 6)}[fold]
        self.body.setContentsMargins(*edge)
        self._column.setSpacing(12 if fold == Fold.FULL else 6)
        low = fold != Fold.FULL
        self._top.body.setContentsMargins(18, 4 if low else 10, 18, 4 if low else 10)
        self._top.setVisible(fold != Fold.SINGLE)
        self.figures.set_low(low)
        self.list.fold(fold)
        self.context.setVisible(fold == Fold.FULL)
        if fold == Fold.FULL:
            self.list.hold_shares(None)
            self._aside.addWidget(self.shares, 1)
            self.shares.show()
        else:
            self.list.hold_shares(self.shares)

    # What is in front

    def open_list(self) -> None:
        """The lists."""
        self.left.setCurrentWidget(self.list)
        self.list.start()

    def open_move(self, about: object) -> None:
        """The form of a move, of the batch of a ``Batch`` or ``Move`` where one is given."""
        self.left.setCurrentWidget(self.moving)
        self.moving.start(about)

    def open_waste(self, vial: Vial) -> None:
        """Ask what is wasted with a vial, whichever desk opened it; of a closed one, what was."""
        self.left.setCurrentWidget(self.waste)
        self.waste.start(vial)

    def open_plan(self) -> None:
        """The form of the day's shares."""
        self.left.setCurrentWidget(self.planning)
        self.planning.start()

    def open_book(self) -> None:
        """The stock book as a file, begun with this month's days."""
        today = self.desk.today()
        self.export.show_days(f"{today[:7]}-01", today)
        self.left.setCurrentWidget(self.export)
        self.export.start()

    # What was done

    def next_vial(self) -> None:
        """Open the next vial of the session's batch; without a session the desk page asks for one."""
        if session.current(self.desk) is None:
            self.wanted.emit("desk", None)
            return
        with shown(self) as outcome:
            session.next_vial(self.desk)
        if outcome.ok:
            self._changed()
            self.list.show_list(VIALS)

    def _on_waste(self) -> None:
        row = self.list.current()
        if self.left.currentWidget() is self.list and isinstance(row, Vial) and row.state == OPEN:
            self.open_waste(row)
        else:
            self._waste_in_use()

    def _waste_in_use(self) -> None:
        vial = vials.current(self.desk)
        if vial is not None and vial.state == OPEN:
            self.open_waste(vial)

    def _on_correct(self) -> None:
        if self.left.currentWidget() is self.list:
            self.list.count_again()

    def _on_void(self) -> None:
        # A row is struck out only where it has the focus: in a field the key deletes a word.
        table = self.list.tables.get(self.list.filters.code)
        if table is not None and table.hasFocus():
            self.list.strike_out()

    def _on_strike(self, row: object) -> None:
        if isinstance(row, Vial):
            name = say("stock.strike.vial", no=row.no, batch=row.batch)
            self._strike(self.void_vial, str(name), row.id, "vial")
        elif isinstance(row, Move):
            what = option("stock_move", row.move)
            name = say("stock.strike.move", what=what, n=row.vials, batch=row.batch)
            self._strike(self.void_move, str(name), row.id, "stock_move")

    def _strike(self, card: VoidCard, name: str, rec: str, kind: str) -> None:
        self.left.setCurrentWidget(card)
        card.show_record(name, person=rec, scope=kind)

    def _on_moved(self, batch: Batch | None) -> None:
        self.open_list()
        self.list.mark(BATCHES, batch)

    def _on_done(self) -> None:
        self._changed()
        self.open_list()

    def _changed(self) -> None:
        self.saved.emit()
        self.refresh()
