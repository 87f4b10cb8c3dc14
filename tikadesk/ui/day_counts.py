"""The four who count a day, side by side: this desk, the server, the official portal, the paper. Never mixed, and what
is not known is said so.
"""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.domain.clock import IST
from tikadesk.store.paper_counts import BACK_ENTRY, TYPED
from tikadesk.store.reconciling import Picture
from tikadesk.ui.blocks import Card, Noted
from tikadesk.ui.buttons import Button, secondary
from tikadesk.ui.figures import Figure
from tikadesk.ui.page import Fold
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Words, say

_UNKNOWN = "?"


class Count(QWidget):
    """One who counts: the figure over its words, what is to be said of it, and how to get a newer one."""

    def __init__(self, act: Button | None = None) -> None:
        super().__init__()
        self.figure, self.note, self.act = Figure(), Noted(Look.NEUTRAL), act
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.figure, 1)
        if act is not None:
            top.addWidget(act, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        column.addWidget(self.note)
        column.addStretch()

    def show_count(self, count: int | None, words: Words, look: Look, note: Words) -> None:
        """Show ``count``, a question mark where it is not known, and ``note`` below it."""
        self.figure.show_figure(_UNKNOWN if count is None else f"{count:,}", words)
        self.note.show_state(look, note)


class DayCounts(Card):
    """The four counts of a day.

    Signals:
        ask_wanted, list_wanted, paper_wanted: a newer word of the server, the portal, the paper.
    """

    ask_wanted = Signal()
    list_wanted = Signal()
    paper_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(18, 10, 18, 10), spacing=0)
        self._today = ""
        self.ask = secondary(say("reconcile.ask"), icon="server", small=True)
        self.list = secondary(say("reconcile.take_list"), icon="download", small=True)
        self.count = secondary(say("reconcile.count_paper"), icon="pencil", small=True)
        self.here, self.server = Count(), Count(self.ask)
        self.portal, self.paper = Count(self.list), Count(self.count)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(26)
        for one in (self.here, self.server, self.portal, self.paper):
            self._row.addWidget(one, 1)
        self.body.addLayout(self._row)
        self.ask.clicked.connect(self.ask_wanted)
        self.list.clicked.connect(self.list_wanted)
        self.count.clicked.connect(self.paper_wanted)

    def fold(self, fold: Fold) -> None:
        """One below the other where there is no room beside."""
        one_column = fold == Fold.SINGLE
        way = QBoxLayout.Direction.TopToBottom if one_column else QBoxLayout.Direction.LeftToRight
        self._row.setDirection(way)
        self._row.setSpacing({Fold.FULL: 26, Fold.NARROW: 18, Fold.SINGLE: 8}[fold])
        for one in (self.here, self.server, self.portal, self.paper):
            one.figure.set_low(fold != Fold.FULL)

    def show_day(self, picture: Picture, today: str, *, asking: bool, enrolled: bool) -> None:
        """Show what each says; ``asking``: the server has not answered yet. ``today`` is ISO."""
        self._today = today
        came = len({line.person for line in picture.here})
        self.here.show_count(
            picture.given, say("reconcile.here"), Look.NEUTRAL, say("reconcile.here.came", n=came)
        )
        self._show_server(picture, asking=asking, enrolled=enrolled)
        head = picture.head
        if head is None:
            self.portal.show_count(
                None, say("reconcile.portal"), Look.NEUTRAL, say("reconcile.portal.no_list")
            )
        else:
            note = say("reconcile.portal.list", at=self._when(datetime.fromisoformat(head.at)))
            self.portal.show_count(
                picture.rows, say("reconcile.portal"), *_beside(picture.rows, picture.given, note)
            )
        self._show_paper(picture)

    def _show_server(self, picture: Picture, *, asking: bool, enrolled: bool) -> None:
        word, words = picture.server, say("reconcile.server")
        self.ask.setEnabled(enrolled and not asking)
        count = None if word.held is None else len(word.held.given)
        at = self._when(word.at) if word.at is not None else ""
        if asking:
            note = (Look.INFO, say("reconcile.server.asking"))
        elif not enrolled:
            note = (Look.NEUTRAL, say("reconcile.server.not_enrolled"))
        elif word.fault:
            why = say(f"reconcile.server.fault.{word.fault}")
            note = (Look.NEUTRAL, say("reconcile.server.old", why=why, at=at) if at else why)
        elif count is None:
            note = (Look.NEUTRAL, say("reconcile.server.not_asked"))
        elif picture.unsent:
            note = (Look.AMBER, say("reconcile.server.unsent", n=len(picture.unsent), at=at))
        elif picture.unheard:
            note = (Look.AMBER, say("reconcile.server.unheard", n=picture.unheard, at=at))
        else:
            note = (Look.OK, say("reconcile.server.all", at=at))
        self.server.show_count(count, words, *note)

    def _when(self, at: datetime) -> str:
        """The hour, or the day where it is not today's."""
        told = at.astimezone(IST)
        return told.strftime("%H:%M" if told.date().isoformat() == self._today else "%d-%m-%Y")

    def _show_paper(self, picture: Picture) -> None:
        paper, words = picture.paper, say("reconcile.paper")
        if paper.given is None:
            self.paper.show_count(None, words, Look.NEUTRAL, say("reconcile.paper.nobody"))
            return
        told = {
            TYPED: say("reconcile.paper.pages", n=paper.pages) if paper.pages else say("reconcile.paper.day"),
            BACK_ENTRY: say("reconcile.paper.back_entry", n=paper.pages),
        }[paper.source]
        if paper.conflict:
            self.paper.show_count(paper.given, words, Look.AMBER, say("reconcile.paper.conflict"))
        else:
            self.paper.show_count(paper.given, words, *_beside(paper.given, picture.given, told))


def _beside(count: int, given: int, note: Words) -> tuple[Look, Words]:
    """How a count stands to what was given here, before what else is to be said of it."""
    if count == given:
        return Look.OK, say("reconcile.as_many", note=note)
    more = "reconcile.more" if count > given else "reconcile.fewer"
    return Look.AMBER, say(more, apart=f"{abs(count - given):,}", note=note)
