"""The list of samples: filters with counts, search words, 200 rows read at a time, and what is in stock below it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from tikadesk.actions import samples
from tikadesk.actions.desk import Desk
from tikadesk.actions.samples import SampleRow, Tally
from tikadesk.ui import sample_words
from tikadesk.ui.blocks import Card, EmptyState
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.filter_bar import FilterBar
from tikadesk.ui.keys import KEYS
from tikadesk.ui.leaving import leaves_down
from tikadesk.ui.table import Column, Table
from tikadesk.ui.wording import option, person_name, short_age_sex, waited
from tikadesk.ui.words import Words, say

WAIT_MS = 60
_WAITS = ("resample", "two_boxes")
"""Lists that wait for a person as soon as anything is in them."""


class SampleList(Card):
    """The samples of one filter, newest first.

    Signals:
        opened(object): Enter or a double click on a row (``SampleRow``). counted(object): it was counted (``Tally``).
    """

    opened = Signal(object)
    counted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(10, 10, 10, 10), spacing=8)
        self.desk = desk
        self.filters = FilterBar([(code, say(f"samples.filter.{code}")) for code in samples.FILTERS])
        self.filters.choose("today")
        self.search = Field(TextEditor("sample_search"), say("samples.search"), cap=KEYS["returning"].cap)
        self.table = Table(
            (
                Column(say("samples.column.number"), lambda row: row.shown, width=168, mono=True),
                Column(say("samples.column.person"), person_name),
                Column(say("samples.column.age_sex"), short_age_sex, width=66),
                Column(say("samples.column.type"), self._type, width=106, muted=True, yields=1),
                Column(say("samples.column.taken"), self._taken, width=52, yields=2),
                Column(say("samples.column.state"), sample_words.journey, width=120),
            ),
            say("samples.list"),
        )
        self.table.rows.struck = lambda row: row.void
        self._empty = EmptyState(say("samples.none_yet"), icon="tube")
        top = QHBoxLayout()
        top.setSpacing(14)
        top.addWidget(self.filters, 1)
        self.body.addLayout(top)
        self.body.addWidget(self.search)
        holder = QWidget()
        self._pile = QStackedLayout(holder)
        self._pile.addWidget(self.table)
        self._pile.addWidget(self._empty)
        self.body.addWidget(holder, 1)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.look)
        self.filters.chosen.connect(self.show_filter)
        self.search.editor.changed.connect(self._wait.start)
        self.search.editor.passed.connect(self._on_entered)
        leaves_down(self.search.editor.inner, self._to_rows)
        self.table.opened.connect(self.opened)

    def _type(self, row: SampleRow) -> str:
        return str(option("sample_type", row.sample_type))

    def _taken(self, row: SampleRow) -> str:
        return sample_words.taken(row, self.desk.today())

    # What is shown

    def refresh(self) -> None:
        """Read counts and rows again; the marked row keeps the mark."""
        self._count()
        self.look()

    def show_filter(self, code: str) -> None:
        """Show the list ``code`` of ``samples.FILTERS`` from its top."""
        self.filters.choose(code)
        self.table.setCurrentIndex(self.table.rows.index(-1, -1))
        self.look()

    def _count(self) -> None:
        tally = samples.tally(self.desk)
        now = self.desk.now()
        waits = {"no_portal_id": tally.oldest_no_portal_at}
        counts: dict[str, Words] = {}
        for code in samples.FILTERS[:-1]:
            n: int = getattr(tally, code)
            oldest = waits.get(code)
            if n and oldest is not None:
                counts[code] = say("samples.filter.waits", count=n, age=waited(oldest, now))
            else:
                counts[code] = sample_words.counted(n)
        self.filters.show_counts(counts, [code for code in _WAITS if getattr(tally, code)])
        self.counted.emit(tally)

    def look(self) -> None:
        """Read the rows of the filter and the search words, the first 200 of them now."""
        self._wait.stop()
        held = self.table.current()
        which, words = self.filters.code, self.search.value()
        # A search is for one sample, wherever it is: it looks through all of them.
        asked = "all" if words else which
        self.table.fill(
            lambda offset, limit: samples.listing(self.desk, asked, words=words, limit=limit, offset=offset)
        )
        found = self.table.rows.rowCount()
        if not found:
            self._empty.text.show_words(say("samples.none_found") if words else _nothing(which))
        self._pile.setCurrentIndex(0 if found else 1)
        if isinstance(held, SampleRow):
            self.mark(held.id)

    def mark(self, rec: str) -> None:
        """Put the mark on the row of a sample, if it is among those read."""
        self.table.mark_where(lambda row: row.id == rec)

    def current(self) -> SampleRow | None:
        """The marked row, or None."""
        row = self.table.current()
        return row if isinstance(row, SampleRow) else None

    def start(self, words: str = "") -> None:
        """Put the focus into the search, begun with ``words``."""
        self.search.editor.set_value(words)
        self.look()
        self.search.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    # Keys

    def _on_entered(self, onwards: bool) -> None:
        if not onwards:
            return
        self.look()
        if self.table.rows.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.table.currentIndex().isValid():
                self.table.setCurrentIndex(self.table.rows.index(0, 0))
            if self.table.rows.rowCount() == 1:
                self.opened.emit(self.table.rows.row(0))

    def _to_rows(self) -> None:
        if self.table.rows.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.table.currentIndex().isValid():
                self.table.mark(0)


def _nothing(which: str) -> Words:
    return say("samples.none_yet") if which in ("today", "all") else say(f"samples.none.{which}")


def counts_of(tally: Tally) -> dict[str, Words]:
    """What stands below the first two steps: how many were taken today, how many are in no box."""
    return {
        "collect": say("samples.steps.collect", n=tally.today),
        "pack": say("samples.steps.pack", n=tally.unboxed),
    }
