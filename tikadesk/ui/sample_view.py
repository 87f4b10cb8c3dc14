"""One sample: its way, its IDs in other systems, its form, its history, and what can be done about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import bind, boxes, lose, pack, prints, sample_way, void
from tikadesk.actions.desk import Desk
from tikadesk.actions.prints import Paper
from tikadesk.actions.sample_way import Sample
from tikadesk.domain.entry import Value
from tikadesk.domain.kinds import sample as kind
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.ui import sample_words
from tikadesk.ui.blocks import Card, Chip, Noted, Panel, Rule, Scroller, acts, empty
from tikadesk.ui.buttons import Button, link, secondary
from tikadesk.ui.choices import ComboEditor
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.flow import Flow
from tikadesk.ui.form import Form
from tikadesk.ui.history import headline, lines, said
from tikadesk.ui.kind_fields import reasons
from tikadesk.ui.messages import shown
from tikadesk.ui.page import Fold
from tikadesk.ui.sample_way_view import SampleWay
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import joined, lab_name, label, mobile, number, option, person_name, state
from tikadesk.ui.words import Text, Words, plain, say

LOST_REASON = "lost_reason"
_NOT_TOLD = {
    "person", "repeat_of", "name", "name_local", "sex", "birth_year", "age_estimated", "box", "slot", "tube", "tubes",
    "lost_reason", "lost_on", "district", *kind.PORTAL_IDS,
}  # fmt: skip
"""Fields that stand elsewhere on the card, or that nobody reads."""


class SampleView(Card):
    """One sample.

    Signals:
        changed: something was written about it. left: back to the list.
        correct_wanted, void_wanted: the card for it. resample_wanted(str): take a sample of this person again.
        print_wanted(str): its label once more.
    """

    changed = Signal()
    left = Signal()
    correct_wanted = Signal()
    void_wanted = Signal()
    resample_wanted = Signal(str)
    print_wanted = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 10, 16, 12), spacing=8)
        self.desk = desk
        self.sample: Sample | None = None
        self._name = Text(role="head", wrap=True)
        self._about = Text(role="body", ink="muted", elide=True)
        self._number = Text(role="codestrong", ink="muted")
        self._chip = Chip()
        self._printed = Text(role="small", ink="muted")
        self.back = link(say("samples.back"), cap="F3", small=True)
        self.back.clicked.connect(self.left)
        self.body.addLayout(self._head())
        self.body.addWidget(Rule())
        self.way = SampleWay()
        self.ids = self._ids()
        self.lost = self._lost()
        self._settle = Panel(Look.AMBER)
        self._settle.body.addWidget(Noted(Look.AMBER, say("samples.settle")))
        self._settle_acts = Flow()
        self._settle.body.addWidget(self._settle_acts)
        self._details, self._history = QWidget(), QWidget()
        self._column = QVBoxLayout()
        content = QWidget()
        content.setLayout(self._column)
        self._column.setContentsMargins(0, 0, 6, 0)
        self._column.setSpacing(8)
        parts = (self._settle, self.lost, self.way, Rule(), self.ids, Rule(), self._details, Rule())
        for part in (*parts, Text(say("desk.history"), role="section"), self._history):
            self._column.addWidget(part)
        self._column.addStretch()
        self.scroller = Scroller(content)
        self.body.addWidget(self.scroller, 1)
        self.body.addWidget(self._acts())

    def fold(self, fold: Fold) -> None:
        """In one column what can be done scrolls with the rest, ahead of it."""
        if fold == Fold.SINGLE:
            self._column.insertWidget(0, self._buttons)
        else:
            self.body.addWidget(self._buttons)

    def _head(self) -> QVBoxLayout:
        first, second = QHBoxLayout(), QHBoxLayout()
        for row in (first, second):
            row.setSpacing(8)
        first.addWidget(self._name, 1)
        first.addWidget(self._number)
        first.addWidget(self.back)
        second.addWidget(self._about, 1)
        second.addWidget(self._printed)
        second.addWidget(self._chip)
        rows = QVBoxLayout()
        rows.setSpacing(2)
        rows.addLayout(first)
        rows.addLayout(second)
        return rows

    def _ids(self) -> Form:
        form = Form()
        fields = [Field(TextEditor(name, upper=True), label("sample", name)) for name in kind.PORTAL_IDS]
        form.row(*fields, stretches=(1, 1, 1))
        self.bind = secondary(say("samples.bind"), icon="check", small=True)
        self.bind.clicked.connect(self.bind_ids)
        form.finished.connect(self.bind_ids)
        form.add(acts(self.bind))
        return form

    def _lost(self) -> Form:
        form = Form()
        form.row(
            Field(ComboEditor(LOST_REASON, reasons(LOST_REASON)), label("sample", LOST_REASON), required=True)
        )
        say_lost = secondary(say("samples.lose.save"), icon="warning", small=True)
        say_lost.clicked.connect(self.lose)
        form.finished.connect(self.lose)
        form.add(acts(say_lost))
        form.hide()
        return form

    def _acts(self) -> Flow:
        self.reprint = secondary(say("samples.reprint"), key="reprint", small=True)
        self.correct = secondary(say("desk.correct"), key="correct", small=True)
        self.resample = secondary(say("samples.resample"), small=True)
        self.lose_it = secondary(say("samples.lose"), small=True)
        self.found = secondary(say("samples.found"), small=True)
        self.void = secondary(say("desk.void"), key="void", small=True)
        self.restore = secondary(say("desk.restore"), small=True)
        self.correct.clicked.connect(self.correct_wanted)
        self.void.clicked.connect(self.void_wanted)
        self.reprint.clicked.connect(lambda: self._tell(self.print_wanted.emit))
        self.resample.clicked.connect(lambda: self._tell(self.resample_wanted.emit))
        self.lose_it.clicked.connect(self._ask_how_lost)
        self.found.clicked.connect(lambda: self._do(lose.found))
        self.restore.clicked.connect(lambda: self._do(lambda desk, rec: void.restore(desk, "sample", rec)))
        self._buttons = Flow()
        self._buttons.fill(
            [
                self.reprint,
                self.restore,
                self.correct,
                self.resample,
                self.lose_it,
                self.found,
                self.void,
            ]
        )
        return self._buttons

    # What is shown

    def show_sample(self, rec: str) -> None:
        """Show a sample with all that is known of it. Raises NotAllowed where this desk does not know it."""
        self.sample = sample_way.one(self.desk, rec)
        row = self.sample.row
        self._name.show_text(sample_words.breakable(person_name(row)))
        other = row.name if person_name(row) != row.name else row.name_local
        about = say("samples.age_sex", age="" if row.age is None else row.age, sex=option("sex", row.sex))
        self._about.show_words(joined(other, about, mobile(row.mobile)))
        self._number.show_text(row.shown)
        now = sample_words.journey(row)
        look, words, icon = state(row.state) if now.quiet else (now.look, now.words, now.icon)
        self._chip.show_state(look, words, icon=icon)
        self._say_printed()
        self.way.show_stages(self.sample.stages)
        self._show_ids()
        self._show_settle()
        self.lost.hide()
        self._fill(self._details, self._detail_grid(self.sample.fields))
        self._fill(self._history, self._history_lines())
        self._show_acts()

    def refresh(self) -> None:
        """Read the sample again, unless an ID is being typed."""
        if self.sample is not None and self.ids.is_empty() and self.lost.isHidden():
            self.show_sample(self.sample.row.id)

    def start(self) -> None:
        """Put the focus on what is done most likely."""
        first = self.restore if self.sample and self.sample.row.void else self.reprint
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _say_printed(self) -> None:
        if self.sample is None:
            return
        rec = self.sample.row.id
        found = prints.made(self.desk, Paper.LABEL, [rec]).get(rec)
        times = found.times if found else 0
        self._printed.show_words(say("samples.printed", n=times) if times else say("samples.not_printed"))

    def _show_ids(self) -> None:
        if self.sample is None:
            return
        known = {name: str(self.sample.fields.get(name) or "") for name in kind.PORTAL_IDS}
        self.ids.set_defaults(known)
        self.ids.set_values(known)
        self.ids.show_problems(())
        for name, value in known.items():
            self.ids.field(name).editor.inner.setEnabled(not value and not self.sample.row.void)
        self.bind.setVisible(not all(known.values()) and not self.sample.row.void)

    def _show_settle(self) -> None:
        row = self.sample.row if self.sample else None
        asked = row is not None and "box" in row.conflict and not row.void
        self._settle.setVisible(asked)
        if row is None or not asked:
            return
        buttons = []
        for rec in pack.claimed(self.desk, row.id):
            box = boxes.box(self.desk, rec)
            button = secondary(
                say("samples.settle.box", no=number(box.no) if box else "–"), icon="box", small=True
            )
            button.clicked.connect(lambda _on=False, rec=rec: self._do(partial(_settle, rec)))
            buttons.append(button)
        self._settle_acts.fill(buttons)

    def _show_acts(self) -> None:
        if self.sample is None:
            return
        row = self.sample.row
        gone = row.void or row.journey == "lost"
        offered: dict[Button, bool] = {
            self.reprint: not row.void,
            self.correct: not row.void,
            self.resample: not row.void,
            self.lose_it: not gone,
            self.found: row.journey == "lost",
            self.void: not row.void,
            self.restore: row.void,
        }
        for button, is_offered in offered.items():
            button.setVisible(is_offered)
        self._buttons.fit()

    def _fill(self, holder: QWidget, content: QWidget) -> None:
        """Put ``content`` in the place of what ``holder`` held."""
        column = holder.layout()
        if column is None:
            column = QVBoxLayout(holder)
            column.setContentsMargins(0, 0, 0, 0)
        empty(column)
        column.addWidget(content)

    def _detail_grid(self, fields: Mapping[str, Value]) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        shown_fields = [name for name in fields if name not in _NOT_TOLD and fields[name] not in (None, "")]
        for at, name in enumerate(shown_fields):
            line, side = divmod(at, 2)
            grid.addWidget(Text(label("sample", name), role="muted", ink="muted", wrap=True), line, 2 * side)
            grid.addWidget(Text(_said(name, fields[name]), wrap=True), line, 2 * side + 1)
        for column, stretch in enumerate((2, 3, 2, 3)):
            grid.setColumnStretch(column, stretch)
        return holder

    def _history_lines(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for change in reversed(self.sample.history if self.sample else ()):
            column.addWidget(Text(headline(change), role="muted", ink="muted", wrap=True))
            for words in lines(change):
                column.addWidget(Text(words, wrap=True))
        return holder

    def changeEvent(self, event: QEvent) -> None:
        """Say everything in the new language."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

    # What is done

    def bind_ids(self) -> None:
        """Bind the IDs that were typed; one that is bound already is left alone."""
        if self.sample is None:
            return
        with shown(self, self.ids) as outcome:
            bind.bind(self.desk, self.sample.row.id, self.ids.values())
        if outcome.ok:
            self._done()

    def _ask_how_lost(self) -> None:
        self.lost.set_values({LOST_REASON: ""})
        self.lost.show_problems(())
        self.lost.show()
        self.lost.focus(LOST_REASON)

    def lose(self) -> None:
        """Say that the tube is lost, with the reason chosen."""
        if self.sample is None:
            return
        why = self.lost.field(LOST_REASON).value()
        with shown(self, self.lost) as outcome:
            if not why:
                raise InvalidRecord([Problem(LOST_REASON, "misfit.choice.lost_reason")])
            lose.lose(self.desk, self.sample.row.id, why)
        if outcome.ok:
            self._done()

    def _do(self, verb: Callable[[Desk, str], None]) -> None:
        if self.sample is None:
            return
        with shown(self) as outcome:
            verb(self.desk, self.sample.row.id)
        if outcome.ok:
            self._done()

    def _done(self) -> None:
        if self.sample is not None:
            self.lost.hide()
            self.show_sample(self.sample.row.id)
        self.changed.emit()
        self.start()

    def _tell(self, wanted: Callable[[str], None]) -> None:
        if self.sample is not None:
            wanted(self.sample.row.id)


def _settle(box: str, desk: Desk, rec: str) -> None:
    pack.settle(desk, rec, box)


def _said(name: str, value: Value) -> Words:
    if name == "lab":
        return lab_name(str(value))
    if name == "mobile" and isinstance(value, str):
        return plain(mobile(value))
    if name in ("symptoms", "conditions"):
        table = "symptom" if name == "symptoms" else "condition"
        return joined(*(option(table, code) for code in str(value).split()))
    return plain(f"…{value}") if name == "id_tail" else said("sample", name, value)
