"""The lines of a day: filters with counts, a box that filters while typing, the table, what can be done with a line."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, SignalInstance
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions.register_day import ALL, FILTERS, DayRegister, RegisterRow
from tikadesk.store.register_lines import VOID
from tikadesk.ui import register_words as words
from tikadesk.ui import theme
from tikadesk.ui.blocks import Card, EmptyState, acts
from tikadesk.ui.buttons import Button, secondary
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.filter_bar import FilterBar
from tikadesk.ui.keys import KEYS
from tikadesk.ui.leaving import leaves_down
from tikadesk.ui.page import Fold
from tikadesk.ui.table import Column, Table
from tikadesk.ui.wording import person_name, short_age_sex
from tikadesk.ui.words import Text, Words, plain, say

WAIT_MS = 60
_NAME = 150
"""Logical pixels of a name for which mobile and vial yield; a longer one is whole where its line is marked."""
_ALWAYS = (ALL, "first", "second", "deferred", "corrected", "void", "waiting")
"""The lists that are offered also while nothing is in them; others come when there is something to see."""
_WAITS = ("aefi", "late", "sent_back")
"""Lists that wait for a person as soon as anything is in them."""


class RegisterTable(Card):
    """A day's lines, newest first.

    Signals:
        opened(object), correct_wanted(object), void_wanted(object): what shall be done about a line (``RegisterRow``).
    """

    opened = Signal(object)
    correct_wanted = Signal(object)
    void_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__(margins=(14, 10, 14, 10), spacing=8)
        self._register: DayRegister | None = None
        self._nobody = Words()
        self.filters = FilterBar(
            [(code, say(f"register_page.filter.{code}")) for code in FILTERS], joined=True
        )
        self.filters.choose(ALL)
        self.search = TextEditor("register_search")
        self.search.inner.setProperty("find", "true")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.filters, 1)
        top.addWidget(self.search, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(top)
        self.table = Table(
            (
                Column(say("register_page.column.number"), lambda row: str(row.number), width=44, right=True),
                Column(say("register_page.column.time"), lambda row: row.clock, width=50),
                Column(say("register_page.column.id"), words.short_number, width=112, mono=True, yields=3),
                Column(say("register_page.column.name"), person_name),
                Column(say("register_page.column.age_sex"), short_age_sex, width=50),
                Column(say("register_page.column.mobile"), words.mobile, width=56, yields=1),
                Column(say("register_page.column.dose"), words.dose, width=48),
                Column(say("register_page.column.vial"), words.from_vial, width=106, yields=2),
                Column(say("register_page.column.state"), words.how, width=140),
            ),
            say("register_page.list"),
            enough=_NAME,
        )
        self.table.rows.struck = lambda row: row.state == VOID
        self._empty = EmptyState(say("register_page.nobody"), icon="register")
        self._room = QWidget()
        room = QVBoxLayout(self._room)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.table, 1)
        room.addWidget(self._empty, 1)
        room.addStretch()
        self._room.installEventFilter(self)
        self.body.addWidget(self._room, 1)
        self.count = Text(role="muted", ink="muted", elide=True)
        self.correct = secondary(say("register_page.correct"), icon="pencil", key="correct")
        self.void = secondary(say("desk.void"), icon="void", cap=KEYS["void"].cap)
        self._foot = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._foot.setSpacing(8)
        self._foot.addWidget(self.count, 1)
        self._foot.addLayout(acts(self.correct, self.void))
        self.body.addLayout(self._foot)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._connect()
        self._fit()

    def _fit(self) -> None:
        self.search.setFixedWidth(theme.px(152))
        self.search.inner.setAccessibleName(str(say("register_page.search")))
        self.search.line.setPlaceholderText(str(say("register_page.search_by")))

    def changeEvent(self, event: QEvent) -> None:
        """Take the new language's words and the new text size."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.LanguageChange, QEvent.Type.StyleChange) and hasattr(self, "table"):
            self._fit()

    def _connect(self) -> None:
        self._wait.timeout.connect(self.look)
        self.filters.chosen.connect(self.show_filter)
        self.search.changed.connect(self._wait.start)
        self.search.passed.connect(self._on_entered)
        leaves_down(self.search.line, self._to_lines)
        self.table.opened.connect(self.opened)
        self.table.marked.connect(self._show_acts)
        self.correct.clicked.connect(lambda: self._want(self.correct_wanted))
        self.void.clicked.connect(lambda: self._want(self.void_wanted))
        QShortcut(QKeySequence(KEYS["void"].sequence), self).activated.connect(self._on_void_key)

    def add_acts(self, *buttons: Button) -> None:
        """Put more buttons at the end of the row below the lines."""
        self._foot.addLayout(acts(*buttons))

    def fold(self, fold: Fold) -> None:
        """In one column the buttons stand below the count, two and two."""
        single = fold == Fold.SINGLE
        self._foot.setDirection(
            QBoxLayout.Direction.TopToBottom if single else QBoxLayout.Direction.LeftToRight
        )

    # What is shown

    def show_day(self, register: DayRegister, *, today: bool) -> None:
        """Show the lines of a day; filter, words and marked line stay."""
        self._register = register
        for code, button in self.filters.buttons.items():
            button.setVisible(code in _ALWAYS or bool(register.count[code]))
        if self._register.count[self.filters.code] == 0 and self.filters.code not in _ALWAYS:
            self.filters.choose(ALL)
        counts = {code: plain(str(register.count[code])) for code in FILTERS}
        self.filters.show_counts(counts, [code for code in _WAITS if register.count[code]])
        self._nobody = say("register_page.nobody_yet" if today else "register_page.nobody")
        self.look()

    def show_filter(self, code: str) -> None:
        """Show the list ``code`` of FILTERS from its top."""
        self.filters.choose(code)
        self.table.setCurrentIndex(self.table.rows.index(-1, -1))
        self.look()

    def look(self) -> None:
        """Show the lines of the list in view that hold what was typed."""
        self._wait.stop()
        if self._register is None:
            return
        held = self.current()
        rows = self._register.listing(self.filters.code, self.search.value())
        self.table.fill(lambda offset, limit: rows[offset : offset + limit])
        if not rows:
            nobody = not self._register.rows
            self._empty.text.show_words(self._nobody if nobody else say("register_page.none_found"))
        self.table.setVisible(bool(rows))
        self._empty.setVisible(not rows)
        self._say_count(len(rows), self._register)
        if held is not None:
            self.table.mark_where(lambda row: _same(row, held), rows)
        if self.table.hasFocus() and not self.table.currentIndex().isValid():
            self.table.mark(0)
        self._show_acts()

    def mark(self, no: str) -> None:
        """Mark the line of an official number among all lines, if it is there."""
        self.search.set_value("")
        self.show_filter(ALL)
        if self._register is not None:
            self.table.mark_where(lambda row: row.no == no, self._register.rows)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_count(self, shown: int, register: DayRegister) -> None:
        every, doses = len(register.rows), register.count["given"]
        key = "register_page.rows" if shown == every else "register_page.rows_of"
        self.count.say(key, shown=shown, every=every, n=doses)

    def current(self) -> RegisterRow | None:
        """The marked line, or None."""
        row = self.table.current()
        return row if isinstance(row, RegisterRow) else None

    def start(self) -> None:
        """Put the focus on the lines, the newest marked."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        if not self.table.currentIndex().isValid():
            self.table.mark(0)

    def start_search(self, typed: str = "") -> None:
        """Put the focus into the search, begun with ``typed``."""
        self.search.set_value(typed)
        self.look()
        self.search.setFocus(Qt.FocusReason.OtherFocusReason)

    # What is done

    def _show_acts(self) -> None:
        row = self.current()
        stands = row is not None and row.state != VOID
        self.correct.setEnabled(stands)
        self.void.setEnabled(stands)

    def _want(self, wanted: SignalInstance) -> None:
        row = self.current()
        if row is not None and row.state != VOID:
            wanted.emit(row)

    def _on_void_key(self) -> None:
        # A line is voided only where it has the focus: in a field the key deletes a word.
        if self.table.hasFocus():
            self._want(self.void_wanted)

    def _on_entered(self, onwards: bool) -> None:
        if onwards:
            self.look()
            self._to_lines()
            if self.table.rows.rowCount() == 1:
                self.opened.emit(self.table.rows.row(0))

    def _to_lines(self) -> None:
        if self.table.rows.rowCount():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            if not self.table.currentIndex().isValid():
                self.table.mark(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The table ends where a line ends."""
        if watched is self._room and event.type() == QEvent.Type.Resize:
            self.table.setMaximumHeight(self.table.whole_rows(self._room.height()))
        return False


def _same(row: RegisterRow, other: RegisterRow) -> bool:
    return (row.person, row.dose) == (other.person, other.dose)
