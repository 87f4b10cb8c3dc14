"""Writing down vials that came or went: what happened in one digit, the batch, how many, from or to whom."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal

from tikadesk.actions import session, stock
from tikadesk.actions.desk import Desk
from tikadesk.actions.stock import Batch, Move
from tikadesk.domain import reference
from tikadesk.domain.kinds.stock_move import INCOMING
from tikadesk.ui.blocks import Card, Noted, Rule, acts, scrolled
from tikadesk.ui.buttons import link, primary, secondary
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import day, option
from tikadesk.ui.words import Text, Words, say

KIND = "stock_move"
_COMING = ("expires_on", "doses_per_vial")
"""Asked of vials that come only: of those that go it is known."""
_KEPT = ("move", "partner", "voucher", "day")
"""The same on every line of one voucher."""


class StockMoveForm(Card):
    """The form of one move.

    Signals:
        done(object): the batch that moved, and back to the lists. left: back without a move. saved: one is written.
    """

    done = Signal(object)
    left = Signal()
    saved = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(18, 14, 18, 14), spacing=10)
        self.desk = desk
        self._intent = desk.ids.new()
        self.form = Form()
        self.told = Noted(Look.OK, role="label")
        self.told.hide()
        self._fields()
        title = Text(say("stock.move.title"), role="head")
        hint = Text(say("stock.move.hint"), role="small", ink="muted", wrap=True)
        self.body.addWidget(scrolled(title, hint, Rule(), self.told, self.form), 1)
        self.save = primary(say("stock.move.save"), key="save_print")
        self.save.clicked.connect(self.write)
        self.next = secondary(say("stock.move.save_next"), key="save")
        self.next.clicked.connect(self.write_and_go_on)
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self.left)
        self.body.addLayout(acts(self.save, self.next, back))
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(self._on_left)
        self.form.finished.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))

    def _fields(self) -> None:
        made = partial(kind_field, KIND, today=lambda: date.fromisoformat(self.desk.today()))
        self.form.row(made("move"), made("vaccine"), stretches=(3, 2))
        self.form.row(made("batch"), made("vials"), stretches=(3, 2))
        self.form.row(made("expires_on"), made("doses_per_vial"), stretches=(3, 2))
        self.form.row(made("partner"), made("voucher"), stretches=(3, 2))
        self.form.row(made("notes"), made("day"), stretches=(3, 2))
        self.form.set_aside("notes", "day")

    def start(self, about: object = None) -> None:
        """Ask about one move, of the batch of a ``Batch`` or ``Move`` where one is given; what was begun stays."""
        if isinstance(about, (Batch, Move)):
            self._begin({"vaccine": about.vaccine, "batch": about.batch})
        elif self.is_empty():
            setup = session.current(self.desk) or session.last(self.desk)
            self._begin({"vaccine": setup.vaccine} if setup is not None else {})
        self.told.hide()
        self.form.focus_first()

    def _begin(self, known: Mapping[str, str]) -> None:
        self._intent = self.desk.ids.new()
        blank = dict.fromkeys(self.form.names, "")
        begun = {**blank, "day": day(self.desk.today()), **known}
        self.form.show_problems(())
        self.form.set_defaults(begun)
        self.form.set_values(begun)
        self._fit()
        self._say_batch()

    def is_empty(self) -> bool:
        """Whether nothing was typed that a save would lose."""
        return self.form.is_empty()

    # While it is typed

    def _on_changed(self, name: str) -> None:
        if name == "move":
            self._fit()
            self._say_batch()

    def _on_left(self, name: str) -> None:
        if name in ("batch", "vaccine"):
            self._fill_in()
            self._say_batch()

    def _fit(self) -> None:
        """Ask for expiry and size of vials that come only."""
        coming = self.form.field("move").value() in (*INCOMING, "")
        for name in _COMING:
            self.form.field(name).setVisible(coming)

    def _known(self) -> Batch | None:
        """The batch that is typed, where the stock knows it."""
        typed = self.form.values()
        wanted = (typed["vaccine"], typed["batch"].upper())
        return next((one for one in stock.batches(self.desk) if (one.vaccine, one.batch) == wanted), None)

    def _fill_in(self) -> None:
        """The expiry of a batch that is known needs no typing."""
        known = self._known()
        if known is not None and known.expires_on and not self.form.field("expires_on").value():
            self.form.set_values({"expires_on": day(known.expires_on)})

    def _say_batch(self) -> None:
        known = self._known()
        words = None
        if known is not None and known.kept:
            words = say("stock.move.left", n=known.left, doses=known.doses_left)
        elif self.form.field("batch").value():
            words = say("stock.move.new_batch")
        self.form.field("batch").set_echo(Look.INFO, words, icon="box")
        vaccine = reference.vaccines().get(self.form.field("vaccine").value())
        usual = say("stock.move.usual", n=vaccine.doses_per_vial) if vaccine is not None else None
        self.form.field("doses_per_vial").set_echo(Look.INFO, usual, icon="vial")

    # Saving

    def write(self) -> None:
        """Write it down and go back to the lists."""
        if self._write():
            typed = self.form.values()
            known = self._known()
            announce(self, str(self._words(typed)))
            self._begin({})
            self.done.emit(known)

    def write_and_go_on(self) -> None:
        """Write it down and keep what the next line of the voucher shares with it."""
        if self._write():
            typed = self.form.values()
            self.told.show_state(Look.OK, self._words(typed), icon="check-circle")
            announce(self, str(self._words(typed)))
            self._begin({name: typed[name] for name in (*_KEPT, "vaccine")})
            self.told.show()
            self.form.focus("batch")

    def _write(self) -> bool:
        typed = self.form.values()
        if typed["move"] not in (*INCOMING, ""):
            typed |= dict.fromkeys(_COMING, "")
        with shown(self, self.form) as outcome, QSignalBlocker(self.form):
            stock.move(self.desk, typed, intent=self._intent)
        if outcome.ok:
            self.saved.emit()
        return outcome.ok

    def _words(self, typed: Mapping[str, str]) -> Words:
        known = self._known()
        return say(
            "stock.move.written",
            what=option(KIND, typed["move"]),
            n=int(typed["vials"]),
            batch=typed["batch"],
            left=known.left if known is not None else 0,
        )
