"""Typing what the paper register of a day counts: for the whole day, or page by page."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tikadesk.actions import paper_counts
from tikadesk.actions.desk import Desk
from tikadesk.actions.paper_counts import PageCount
from tikadesk.ui.blocks import Card, acts, empty, head, scrolled
from tikadesk.ui.buttons import link, primary
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.messages import shown
from tikadesk.ui.wording import day as shown_day
from tikadesk.ui.words import Text, Words, say

WRONG = "other"
"""Why a count is struck out; the code is one of ``void_reason``."""


class PaperCountCard(Card):
    """The form of a count, and the counts that stand.

    Signals:
        changed: another count stands. left: back to what was there before.
    """

    changed = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 12, 16, 12), spacing=8)
        self.desk, self.day = desk, desk.today()
        self._intent = desk.ids.new()
        self.form = Form()
        made = partial(kind_field, "day_count", today=lambda: date.fromisoformat(desk.today()), also=Words())
        self.form.row(made("page"))
        self.form.row(made("lines"), made("given"))
        self.save = primary(say("reconcile.paper.save"), icon="check", key="save_print")
        back = link(say("desk.back"), key="clear", small=True)
        self.intro = Text(role="muted", ink="muted", wrap=True)
        self._typed = QWidget()
        self._rows = QVBoxLayout(self._typed)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(2)
        self.body.addLayout(head(say("reconcile.paper.title"), back, role="section"))
        self.body.addWidget(scrolled(self.intro, self.form, self._typed, spacing=8), 1)
        self.body.addLayout(acts(self.save))
        back.clicked.connect(self.left)
        self.save.clicked.connect(self.keep)
        self.form.finished.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))

    def begin(self, day: str) -> None:
        """Count an ISO day, empty as before."""
        self.day = day
        self.intro.say("reconcile.paper.intro", day=shown_day(day))
        self.form.show_problems(())
        self.form.set_values(dict.fromkeys(self.form.names, ""))
        self.refresh()

    def start(self) -> None:
        """Put the focus where work begins."""
        self.form.focus_first()

    def half_filled(self) -> bool:
        """Whether a count was begun."""
        return any(self.form.values().values())

    def refresh(self) -> None:
        """Read the counts that stand; what is typed stays."""
        empty(self._rows)
        for one in paper_counts.typed(self.desk, self.day):
            self._rows.addWidget(self._row(one))

    def _row(self, one: PageCount) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        which = say("reconcile.paper.of_page", page=one.page) if one.page else say("reconcile.paper.of_day")
        parts = [
            say(f"reconcile.paper.{name}", count=count)
            for name, count in (("lines", one.lines), ("given", one.given))
            if count is not None
        ]
        away = link(say("reconcile.paper.strike_out", which=which), small=True)
        away.clicked.connect(lambda: self.strike_out(one))
        told = say("reconcile.paper.row", which=which, told=", ".join(str(part) for part in parts))
        column.addWidget(Text(told, role="body", wrap=True))
        column.addWidget(away, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def keep(self) -> None:
        """Keep what was counted; the next page is asked for."""
        typed = self.form.values() | {"day": shown_day(self.day)}
        with shown(self, self.form) as outcome:
            paper_counts.keep(self.desk, typed, intent=self._intent)
        if outcome.ok:
            self._intent = self.desk.ids.new()
            self.begin(self.day)
            self.start()
            self.changed.emit()

    def strike_out(self, one: PageCount) -> None:
        """Take a count back that was typed for the wrong day or page."""
        with shown(self) as outcome:
            paper_counts.strike_out(self.desk, one.id, reason=WRONG)
        if outcome.ok:
            self.refresh()
            self.changed.emit()
