"""The lines of the due list: filters with counts, the table, who is marked. It shows what it is told."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions.due import ALL, FILTERS, DueList, DueRow
from tikadesk.domain.due import NOW, OVERDUE
from tikadesk.store.store import Store
from tikadesk.ui.blocks import Card, EmptyState
from tikadesk.ui.buttons import Button
from tikadesk.ui.filter_bar import FilterBar
from tikadesk.ui.table import Column, State, Table
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import day, mobile, option, person_name, short_age_sex
from tikadesk.ui.words import Text, Words, plain, say

_NAME = 150
"""Logical pixels of a name for which the dose before yields; a longer one is whole where its line is marked."""


class DueTable(Card):
    """Whoever is due, village after village, the most urgent first.

    Signals:
        opened(object): a line was chosen (``DueRow``).
    """

    opened = Signal(object)

    def __init__(self, store: Store) -> None:
        super().__init__(margins=(14, 10, 14, 10), spacing=8)
        self._store = store
        self._list: DueList | None = None
        self._place: str | None = None
        self._name = Words()
        self.filters = FilterBar([(code, say(f"due.{code}")) for code in FILTERS], joined=True)
        self.filters.choose(ALL)
        self.body.addWidget(self.filters)
        self.table = Table(
            (
                Column(say("due.column.name"), person_name),
                Column(say("due.column.age_sex"), short_age_sex, width=54),
                Column(say("due.column.mobile"), _mobile, width=100),
                Column(say("due.column.village"), _village, width=118, yields=2),
                Column(say("due.column.next"), lambda row: str(option("dose_no", row.number)), width=82),
                Column(say("due.column.before"), _before, width=166, muted=True, yields=1),
                Column(say("due.column.due"), _due, width=158),
            ),
            say("due.list"),
            enough=_NAME,
        )
        self._empty = EmptyState(say("due.nobody"), icon="check-circle")
        self._empty.hide()
        room = QWidget()
        column = QVBoxLayout(room)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.table, 1)
        column.addWidget(self._empty, 1)
        self.body.addWidget(room, 1)
        self.count = Text(role="muted", ink="muted", elide=True)
        self.foot = QHBoxLayout()
        self.foot.setSpacing(8)
        self.foot.addWidget(self.count, 1)
        self.body.addLayout(self.foot)
        self.filters.chosen.connect(lambda _code: self._look(from_top=True))
        self.table.opened.connect(self.opened)

    def add_act(self, button: Button) -> None:
        """Put one more button at the end of the row below the lines."""
        self.foot.addWidget(button)

    def show_list(self, listed: DueList) -> None:
        """Show a list that was read; filter, village and marked line stay."""
        self._list = listed
        self._look()

    def show_village(self, place: str | None, name: Words) -> None:
        """Show one village of the list, or (None) all of them, from the top."""
        self._place, self._name = place, name
        self._look(from_top=True)

    def _look(self, *, from_top: bool = False) -> None:
        listed, place = self._list, self._place
        if listed is None:
            return
        counts = listed.counts(place)
        self.filters.show_counts(
            {code: plain(str(counts[code])) for code in FILTERS}, [OVERDUE] if counts[OVERDUE] else []
        )
        held = None if from_top else self.current()
        code = self.filters.code
        self.table.fill(lambda offset, limit: listed.rows(self._store, code, place, offset, limit))
        found = bool(counts[code])
        if not found:
            self._empty.text.show_words(say("due.nobody" if code == ALL else "due.none_of_these"))
        at_lines = self.table.hasFocus()
        self.table.setVisible(found)
        self._empty.setVisible(not found)
        if place is None:
            self.count.say("due.people", n=counts[code])
        else:
            self.count.say("due.people_of", n=counts[code], village=self._name)
        rows = self.table.rows
        same = (at for at in range(rows.rowCount()) if held is not None and rows.row(at).id == held.id)
        if (at := next(same, -1)) >= 0:
            self.table.mark(at)
        elif at_lines:
            self.start()  # the list came after the page, or whoever was marked is no longer in it

    def current(self) -> DueRow | None:
        """The marked line, or None."""
        row = self.table.current()
        return row if isinstance(row, DueRow) else None

    def start(self) -> None:
        """Put the focus on the lines."""
        if self.table.isVisible():
            # Before it has the focus: Qt would make the first line current then without showing it as such.
            self.table.mark(max(0, self.table.currentIndex().row()))
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.filters.buttons[self.filters.code].setFocus(Qt.FocusReason.OtherFocusReason)


def _mobile(row: DueRow) -> str:
    return mobile(row.mobile) or "—"


def _village(row: DueRow) -> str:
    return row.village or str(say("due.no_village"))


def _before(row: DueRow) -> str:
    return f"{option('vaccine', row.last_vaccine)} · {day(row.last_day)}" if row.last_day else ""


def _due(row: DueRow) -> str | State:
    if row.caution:
        return State(Look.DANGER, say("due.caution.short"))
    if row.urgency == OVERDUE:
        return State(Look.AMBER, say("due.overdue_by", n=row.overdue_days))
    if row.urgency == NOW:
        words = (
            say("due.until", day=day(row.due_to)) if row.due_to else say("due.since", day=day(row.due_from))
        )
        return str(words)
    return State(Look.NEUTRAL, say("due.from", day=day(row.due_from)), quiet=True)
