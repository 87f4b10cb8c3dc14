"""The villages of the due list, with how many people are due in each: the one that is chosen filters the lines."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from tikadesk.actions.due import Village
from tikadesk.ui.blocks import Card, head
from tikadesk.ui.table import Column, State, Table
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Words, plain, say


class VillageCard(Card):
    """All villages together first, then each.

    Signals:
        chosen(object): another village, or all of them, shall be shown (``Village``, None for all).
    """

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__(margins=(14, 10, 14, 12), spacing=8)
        self._villages: Sequence[Village] = ()
        self.body.addLayout(head(say("due.villages"), role="section"))
        self.table = Table(
            (
                Column(say("due.column.village"), _name),
                Column(say("due.column.people"), lambda one: str(one.people), width=58, right=True),
                Column(plain(""), lambda _one: "", width=8),
                Column(say("due.column.overdue"), _overdue, width=84),
            ),
            say("due.villages"),
        )
        self.body.addWidget(self.table, 1)
        self.table.marked.connect(self._on_marked)
        self.table.opened.connect(lambda _one: self._on_marked())
        self._told: str | None = None

    def show_villages(self, villages: Sequence[Village]) -> None:
        """Show the villages of a list that was read; the chosen one stays, if it is still among them."""
        held = self._told
        total = Village(
            ALL_PLACES, "", sum(one.people for one in villages), sum(one.overdue for one in villages)
        )
        self._villages = (total, *villages)
        self.table.fill(lambda offset, limit: self._villages[offset : offset + limit])
        at = next((at for at, one in enumerate(self._villages) if one.place == held), 0)
        self.table.mark(at)
        self._on_marked()

    def _on_marked(self) -> None:
        one = self.table.current()
        if isinstance(one, Village) and one.place != self._told:
            self._told = one.place
            self.chosen.emit(None if one.place == ALL_PLACES else one)


ALL_PLACES = "*"
"""Stands for all villages: no village is written so."""


def name_of(village: Village) -> Words:
    """What a village is called in the list."""
    if village.place == ALL_PLACES:
        return say("due.all_villages")
    return plain(village.name) if village.name else say("due.no_village")


def _name(village: Village) -> str:
    return str(name_of(village))


def _overdue(village: Village) -> str | State:
    return State(Look.AMBER, plain(str(village.overdue))) if village.overdue else ""
