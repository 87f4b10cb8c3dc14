"""What was typed from the page at hand, in the paper's order, and how it adds up against what the paper says."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QWidget

from tikadesk.actions import paper_counts, paper_list
from tikadesk.actions.desk import Desk
from tikadesk.actions.paper_entry import DEFERRED, GIVEN, Page
from tikadesk.actions.paper_list import Line, Sum
from tikadesk.ui.blocks import Card, EmptyState, Noted, acts
from tikadesk.ui.buttons import secondary
from tikadesk.ui.editors import DigitsEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.messages import shown
from tikadesk.ui.table import Column, State, Table
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import day as shown_day
from tikadesk.ui.wording import dose_number, joined, option, person_name, short_age_sex, state
from tikadesk.ui.words import Text, Words, say

LINES, DOSES = "lines", "given"
_NAMED = 12
"""So many serial numbers that are left out are named; of more, how many there are."""


class PaperList(Card):
    """The lines of one page.

    Signals:
        opened(object), correct_wanted(object), void_wanted(object): what is wanted with a ``Line``.
    """

    opened = Signal(object)
    correct_wanted = Signal(object)
    void_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(12, 12, 12, 10), spacing=8)
        self.desk = desk
        self.page: Page | None = None
        self.sum = paper_list.sums(())
        self._intent = desk.ids.new()
        self.table = Table(
            (
                Column(say("paper.column.serial"), lambda line: line.serial, width=48, right=True, bold=True),
                Column(say("paper.column.person"), person_name),
                Column(say("paper.column.age_sex"), short_age_sex, width=56, yields=2),
                Column(say("paper.column.time"), lambda line: line.time, width=52, muted=True, yields=1),
                Column(say("paper.column.outcome"), _outcome, width=92),
                Column(say("paper.column.state"), _state, width=96),
            ),
            say("paper.lines"),
        )
        self.table.rows.struck = lambda line: line.void
        self._title = Text(say("paper.lines"), role="card")
        self._counts = Text(role="body", ink="muted", elide=True)
        self._gaps = Noted(Look.AMBER)
        self._empty = EmptyState(say("paper.lines.none"), icon="register")
        self.total = Form()
        self.total.row(
            Field(DigitsEditor(LINES), say("paper.total.lines"), width=76),
            Field(DigitsEditor(DOSES), say("paper.total.given"), width=76),
        )
        self._compared = Noted(Look.OK)
        self.correct = secondary(say("desk.correct"), icon="pencil", key="correct", small=True)
        self.void = secondary(say("paper.line.void"), icon="void", key="void", small=True)
        self._build()

    def _build(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._counts, 1)
        self.body.addLayout(head)
        self.body.addWidget(self._gaps)
        holder = QWidget()
        self._pile = QStackedLayout(holder)
        self._pile.addWidget(self.table)
        self._pile.addWidget(self._empty)
        self.body.addWidget(holder, 1)
        self.body.addLayout(acts(self.correct, self.void))
        foot = QHBoxLayout()
        foot.setSpacing(14)
        foot.addWidget(self.total)
        foot.addWidget(self._compared, 1, Qt.AlignmentFlag.AlignBottom)
        self.body.addLayout(foot)
        self.total.finished.connect(self.keep_total)
        self.table.opened.connect(self.opened)
        self.table.marked.connect(lambda _line: self._show_acts())
        for button, wanted in ((self.correct, self.correct_wanted), (self.void, self.void_wanted)):
            button.clicked.connect(lambda _on=False, signal=wanted: self._want(signal))

    def _want(self, signal: SignalInstance) -> None:
        line = self.current()
        if line is not None and not line.void:
            signal.emit(line)

    def current(self) -> Line | None:
        """The marked line, or None."""
        line = self.table.current()
        return line if isinstance(line, Line) else None

    def show_page(self, page: Page | None) -> None:
        """Show another page's lines."""
        self.page = page
        self._intent = self.desk.ids.new()
        typed = paper_counts.offered(self.desk, page.day, page.page) if page else {}
        self.total.show_problems(())
        self.total.set_values({name: typed.get(name, "") for name in (LINES, DOSES)})
        self.refresh()

    def refresh(self) -> None:
        """Read the lines again; the marked one keeps the mark."""
        held = self.current()
        lines = paper_list.lines(self.desk, self.page) if self.page else []
        self.sum = paper_list.sums(lines)
        self.table.fill(lambda offset, limit: lines[offset : offset + limit])
        self._pile.setCurrentIndex(0 if lines else 1)
        if held is not None:
            self.mark(held.serial)
        self._counts.show_words(counts(self.sum) if lines else Words())
        self._gaps.setVisible(bool(self.sum.missing or self.sum.twice))
        self._gaps.show_state(Look.AMBER, _gaps(self.sum))
        self._compare()
        self._show_acts()

    def mark(self, serial: str) -> None:
        """Put the mark on a line, and show it."""
        rows = self.table.rows
        at = [at for at in range(rows.rowCount()) if rows.row(at).serial == serial]
        if at:
            self.table.mark(at[-1])
            self.table.scrollTo(self.table.currentIndex())

    def start(self) -> None:
        """Put the focus on the list."""
        if self.table.rows.rowCount():
            if not self.table.currentIndex().isValid():
                self.table.mark(self.table.rows.rowCount() - 1)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.total.focus_first()

    def _show_acts(self) -> None:
        line = self.current()
        for button in (self.correct, self.void):
            button.setEnabled(line is not None and not line.void)

    # What the paper says

    def keep_total(self) -> None:
        """Write down what the paper's own total is; it counts for the day's reconciliation, too."""
        page = self.page
        if page is None:
            return
        typed = self.total.values() | {"day": shown_day(page.day), "page": page.page}
        with shown(self, self.total) as outcome:
            paper_counts.keep(self.desk, typed, intent=self._intent)
        if outcome.ok:
            self.total.show_problems(())
            self._intent = self.desk.ids.new()
            self._compare()

    def _compare(self) -> None:
        page = self.page
        said = paper_counts.offered(self.desk, page.day, page.page) if page else {}
        on_paper = {name: int(said[name]) for name in (LINES, DOSES) if name in said}
        here = {LINES: self.sum.lines, DOSES: self.sum.given}
        differ = {name: here[name] - count for name, count in on_paper.items() if here[name] != count}
        if not on_paper:
            self._compared.show_state(Look.NEUTRAL, say("paper.total.hint"), icon="question")
        elif not differ:
            self._compared.show_state(Look.OK, say("paper.total.agrees"))
        else:
            told = [
                say(f"paper.total.{name}.{'more' if by > 0 else 'less'}", n=abs(by))
                for name, by in differ.items()
            ]
            self._compared.show_state(Look.AMBER, joined(*told))


def counts(of: Sum) -> Words:
    """ "12 lines · 10 given · 1 deferred · 1 registered only": what is nought is left out."""
    parts = [say("paper.count.lines", n=of.lines), say("paper.count.given", count=of.given)]
    for name in ("deferred", "registered", "void"):
        if count := getattr(of, name):
            parts.append(say(f"paper.count.{name}", count=count))
    return joined(*parts)


def _gaps(of: Sum) -> Words:
    parts: list[Words] = []
    if len(of.missing) > _NAMED:
        parts.append(say("paper.missing.many", count=len(of.missing)))
    elif of.missing:
        parts.append(say("paper.missing", serials=", ".join(map(str, of.missing))))
    if of.twice:
        parts.append(say("paper.twice", serials=", ".join(of.twice)))
    return joined(*parts)


def _outcome(line: Line) -> str:
    if line.outcome == GIVEN:
        return str(dose_number(line.dose_no))
    if line.outcome == DEFERRED:
        return str(option("outcome", line.outcome))
    return str(say("paper.no_dose"))


def _state(line: Line) -> State:
    if line.void:
        return State(Look.NEUTRAL, say("desk.state.void"), "void")
    if line.twice:
        return State(Look.AMBER, say("paper.line.twice"), "alert")
    look, words, icon = state(line.state)
    return State(look, words, icon, quiet=look != Look.AMBER)
