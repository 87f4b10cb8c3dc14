"""What a reconciliation found of a day: lists with counts, a box that filters while typing, and the table."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from tikadesk.domain import namekey
from tikadesk.domain.reconcile import AGREES, ALL, HERE_ONLY, LISTS, OPEN, PORTAL_ONLY, Line
from tikadesk.domain.text import ascii_digits, digits
from tikadesk.ui import finding_words as words
from tikadesk.ui import theme
from tikadesk.ui.blocks import Card, EmptyState
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.filter_bar import FilterBar
from tikadesk.ui.leaving import leaves_down
from tikadesk.ui.table import Column, Table
from tikadesk.ui.words import Text, Words, plain, say

WAIT_MS = 60
_ALWAYS = (OPEN, HERE_ONLY, PORTAL_ONLY, AGREES, ALL)
"""The lists that are offered also while nothing is in them."""


class FindingTable(Card):
    """The lines of a day.

    Signals:
        marked(object): another line has the mark (``Line``), None for none. opened(object): Enter or a double click.
    """

    marked = Signal(object)
    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__(margins=(14, 10, 14, 10), spacing=8)
        self._lines: list[Line] = []
        self._quiet = False
        """The mark goes where it was: nobody has moved it."""
        self._why = Words()
        self.filters = FilterBar([(code, say(f"reconcile.list.{code}")) for code in LISTS])
        self.filters.choose(OPEN)
        self.search = TextEditor("reconcile_search")
        self.search.inner.setProperty("find", "true")
        self._label = Text(say("reconcile.search"), role="label")
        self._label.setBuddy(self.search.inner)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.filters, 1)
        for part in (self._label, self.search):
            top.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.table = Table(
            (
                Column(say("reconcile.column.name"), words.name),
                Column(say("reconcile.column.age_sex"), words.age_sex, width=52, yields=2),
                Column(say("reconcile.column.mobile"), words.mobile_end, width=60, yields=1),
                Column(say("reconcile.column.here"), words.here, width=118, yields=3),
                Column(say("reconcile.column.there"), words.there, width=118, yields=4),
                Column(say("reconcile.column.what"), words.what, width=196),
            ),
            say("reconcile.found"),
        )
        self.nothing = EmptyState(say("reconcile.empty.nobody"), icon="register")
        holder = QWidget()
        self._pile = QStackedLayout(holder)
        self._pile.addWidget(self.table)
        self._pile.addWidget(self.nothing)
        self.body.addWidget(holder, 1)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.look)
        self.filters.chosen.connect(self.show_list)
        self.search.changed.connect(self._wait.start)
        self.search.passed.connect(self._on_entered)
        leaves_down(self.search.inner, self._to_lines)
        self.table.opened.connect(self.opened)
        self.table.marked.connect(self._on_marked)
        # The line that is marked already can be meant, too.
        self.table.clicked.connect(lambda _index: self._on_marked(self.current()))
        self._fit()

    def _fit(self) -> None:
        self.search.setFixedWidth(theme.px(138))
        self._label.setFixedHeight(theme.px(32))
        self.search.inner.setAccessibleName(str(say("reconcile.search")))

    def changeEvent(self, event: QEvent) -> None:
        """Take the new language's words and the new text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "table"):
            self._fit()

    # What is shown

    def show_lines(self, lines: list[Line], nothing: Words) -> None:
        """Show the lines of a day, ``nothing`` where it has none; list, words and marked line stay."""
        self._lines, self._why = lines, nothing
        counts = {code: sum(line.is_in(code) for line in lines) for code in LISTS}
        for code, button in self.filters.buttons.items():
            button.setVisible(code in _ALWAYS or bool(counts[code]))
        if not counts[self.filters.code] and self.filters.code not in _ALWAYS:
            self.filters.choose(OPEN)
        alerts = [code for code in (OPEN,) if counts[code]]
        self.filters.show_counts({code: plain(str(count)) for code, count in counts.items()}, alerts)
        self.look()

    def show_list(self, code: str) -> None:
        """Show the list ``code`` of LISTS from its top."""
        self.filters.choose(code)
        self.table.setCurrentIndex(self.table.rows.index(-1, -1))
        self.look()

    def look(self) -> None:
        """Show the lines of the list in view that hold what was typed."""
        self._wait.stop()
        self._quiet = True
        held, typed = self.current(), self.search.value()
        rows = [line for line in self._lines if line.is_in(self.filters.code) and _holds(line, typed)]
        self.table.fill(lambda offset, limit: rows[offset : offset + limit])
        if not rows:
            self.nothing.text.show_words(self._why_empty())
        self._pile.setCurrentWidget(self.table if rows else self.nothing)
        if held is not None:
            self.table.mark_where(lambda line: _same(line, held), rows)
        self._quiet = False

    def _why_empty(self) -> Words:
        if not self._lines:
            return self._why
        if self.search.value().strip():
            return say("reconcile.empty.none_found")
        return say(
            "reconcile.empty.all_well" if self.filters.code == OPEN else "reconcile.empty.none_of_these"
        )

    def current(self) -> Line | None:
        """The marked line, or None."""
        line = self.table.current()
        return line if isinstance(line, Line) else None

    def start(self) -> None:
        """Put the focus on the lines, the first one marked, or on the lists where there are none. Nobody is told."""
        self._quiet = True
        if not self.table.currentIndex().isValid():
            self.table.mark(0)
        where = self.table if self.table.rows.rowCount() else self.filters.buttons[self.filters.code]
        where.setFocus(Qt.FocusReason.OtherFocusReason)
        self._quiet = False

    def start_search(self, typed: str = "") -> None:
        """Put the focus into the search, begun with ``typed``; what was looked for may agree."""
        if typed:
            self.filters.choose(ALL)
            self.search.set_value(typed)
            self.look()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_marked(self, line: object) -> None:
        if not self._quiet:
            self.marked.emit(line)

    def _on_entered(self, onwards: bool) -> None:
        if onwards:
            self.look()
            self._to_lines()

    def _to_lines(self) -> None:
        if self.table.rows.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.table.currentIndex().isValid():
                self.table.mark(0)


def _holds(line: Line, typed: str) -> bool:
    """Whether either side has a name that sounds like what was typed, or a number that holds it."""
    wanted = ascii_digits(typed).casefold().split()
    if not wanted:
        return True
    sides = (*line.finding.here, *line.finding.there, *((line.finding.about,) if line.finding.about else ()))
    for side in sides:
        names = f"{side.name} {side.name_local}".casefold()
        numbers = (side.mobile, side.portal_ref, side.no.casefold())
        if all(word in names or any(word in one for one in numbers) for word in wanted):
            return True
        key = namekey.name_key(typed)
        if len(key) > 1 and not digits(typed) and key in side.keys:
            return True
    return False


def _same(line: Line, other: Line) -> bool:
    """Whether both are about the same dose or the same row."""
    one, two = line.finding, other.finding
    if one.here and two.here:
        return one.here[0].dose == two.here[0].dose
    return not one.here and not two.here and one.there[:1] == two.there[:1]
