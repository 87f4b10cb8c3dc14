"""The page of a paper register that is being typed: its day, its number, what its lines share. Set once, shown in one
line while the lines are typed.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import paper_entry, paper_list
from tikadesk.actions.desk import Desk
from tikadesk.actions.paper_entry import Page
from tikadesk.domain.roles import Verb, may
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.ui.blocks import Card, Icon, Panel, Rule, Scroller, acts
from tikadesk.ui.buttons import link, primary
from tikadesk.ui.editors import DigitsEditor, read_day
from tikadesk.ui.field import Field, Side
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.messages import shown
from tikadesk.ui.pin import ask_pin
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import InHindi, day, joined, option
from tikadesk.ui.words import Text, Words, say

DAYS = "days"


class PageBand(Panel):
    """The page in one line, and who let it be typed.

    Signals:
        change_wanted, next_wanted: change the page's form, or begin the page after it.
    """

    change_wanted = Signal()
    next_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(12, 4, 4, 4))
        self._first = Text(role="strong", elide=True)
        self._second = Text(role="small", ink="muted", elide=True)
        self.next = link(say("paper.page.next"), key="seal", small=True)
        self.change = link(say("paper.page.change"), key="session", small=True)
        self.next.clicked.connect(self.next_wanted)
        self.change.clicked.connect(self.change_wanted)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._first)
        lines.addWidget(self._second)
        row = QHBoxLayout()
        row.setSpacing(6)
        row.addWidget(Icon("register", ink="accent", size=18))
        row.addLayout(lines, 1)
        row.addWidget(self.next)
        row.addWidget(self.change)
        self.body.addLayout(row)

    def show_page(self, page: Page, approved_by: str) -> None:
        """Say which page it is and what goes into each of its lines."""
        shared = page.shared
        self._first.say("paper.page.title", page=page.page, day=day(page.day))
        self._second.show_words(
            joined(
                say("paper.page.approved", name=approved_by) if approved_by else "",
                option("vaccine", shared["vaccine"]),
                say("desk.session.batch", batch=shared["batch"]) if shared["batch"] else "",
                say("desk.session.vial_only", vial=shared["vial"]) if shared["vial"] else "",
                shared["vaccinator"],
            )
        )


class PageCard(Card):
    """The form of a page. A page whose day is long past or closed asks for a supervisor's PIN.

    Signals:
        begun(object): this ``Page`` is typed from now on. left: back without a change.
    """

    begun = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(18, 14, 18, 14), spacing=10)
        self.desk = desk
        self.form = Form()
        made = partial(kind_field, "dose", today=self._today)
        self.form.row(
            made("day", words=say("paper.page.day"), also=InHindi("paper.page.day")),
            made("page"),
            stretches=(1, 1),
        )
        self.form.row(made("vaccine"), made("batch"), stretches=(1, 1))
        self.form.row(made("expires_on"), made("vial"), stretches=(1, 1))
        self.form.row(made("vaccinator"))
        self.form.left.connect(self._on_left)
        self.save = primary(say("paper.page.begin"), icon="check", key="save_print")
        self.save.clicked.connect(self.begin)
        self.form.finished.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))
        self.back = link(say("desk.back"), key="clear")
        self.back.clicked.connect(self.left)
        self.limit = LimitForm(desk)
        self._typed = Text(role="muted", ink="muted", wrap=True)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(Text(say("paper.page.head"), role="head", wrap=True))
        column.addWidget(Text(say("paper.page.hint"), role="small", ink="muted", wrap=True))
        column.addWidget(Rule())
        column.addWidget(self.form)
        column.addWidget(self._typed)
        column.addStretch()
        column.addWidget(self.limit)
        self.body.addWidget(Scroller(inside), 1)
        self.body.addLayout(acts(self.save, self.back))

    def _today(self) -> date:
        return date.fromisoformat(self.desk.today())

    def show_form(self, typed: Mapping[str, str], *, may_leave: bool) -> None:
        """Ask about a page, beginning with ``typed``; ``may_leave``: there is a page to go back to."""
        self.form.show_problems(())
        self.form.set_values({name: typed.get(name, "") for name in self.form.names})
        self.back.setVisible(may_leave)
        self.limit.refresh()
        self._say_typed()

    def start(self) -> None:
        """Put the focus on the first field that is empty, or on the button."""
        empty = [name for name in self.form.names if not self.form.field(name).value()]
        if empty:
            self.form.focus(empty[0])
        else:
            self.save.setFocus(Qt.FocusReason.TabFocusReason)

    def begin(self) -> None:
        """Take the page up; what cannot be is told at its field, and a supervisor is asked where one is needed."""
        typed = self.form.values()
        with shown(self, self.form) as outcome, QSignalBlocker(self.form):
            try:
                page = paper_entry.begin(self.desk, typed)
            except NotAllowed as refusal:
                if refusal.key not in paper_entry.WORD_NEEDED:
                    raise
                proof = ask_pin(self, self.desk, Words(refusal.key, dict(refusal.params)))
                if proof is None:
                    raise
                page = paper_entry.begin(self.desk, typed, supervisor=proof)
        if outcome.ok:
            self.begun.emit(page)

    def show_problems(self, problems: tuple[Problem, ...]) -> None:
        """Something of the page keeps a line from being saved."""
        self.form.show_problems(problems)

    def _say_typed(self) -> None:
        """Which pages of the day were typed already."""
        day = read_day(self.form.field("day").value())
        pages = paper_list.pages(self.desk, day.isoformat()) if day is not None else []
        told = ", ".join(f"{page} ({lines})" for page, lines in pages)
        self._typed.show_words(say("paper.pages", pages=told) if told else Words())

    def _on_left(self, name: str) -> None:
        if name == "day":
            self._say_typed()
        field = self.form.field(name)
        if not (field.value() or field.is_bad):
            return
        found: tuple[Problem, ...] = ()
        try:
            paper_entry.read(self.desk, self.form.values())
        except InvalidRecord as invalid:
            found = invalid.problems
        self.form.show_quietly(name, [one for one in found if field.value()])


class LimitForm(QWidget):
    """For the supervisor: how many days back a page may be typed without a PIN."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.form = Form()
        self.form.row(Field(DigitsEditor(DAYS), say("paper.limit"), width=84, side=Side.RIGHT))
        self.form.changed.connect(lambda _name: self._say(saved=False))
        self.form.finished.connect(self.keep)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.form)

    def refresh(self) -> None:
        """Show the limit in force to those who may change it."""
        operator = self.desk.operator
        self.setVisible(operator is None or may(operator.role, Verb.ENTER_OLD))
        self.form.set_values({DAYS: str(self.desk.back_entry_days)})
        self.form.field(DAYS).set_echo(Look.OK, None)

    def keep(self) -> None:
        """Put another limit in force."""
        with shown(self, self.form) as outcome:
            paper_entry.let_back(self.desk, self.form.field(DAYS).value())
        if outcome.ok:
            self.form.show_problems(())
            self._say(saved=True)

    def _say(self, *, saved: bool) -> None:
        words = say("paper.limit.kept" if saved else "paper.limit.enter")
        self.form.field(DAYS).set_echo(
            Look.OK if saved else Look.INFO, words, icon="check" if saved else "keyboard"
        )
