"""Planning a day's doses: how many there are and each group's percentage, begun with the order in force."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal

from tikadesk.actions import quotas
from tikadesk.actions.desk import Desk
from tikadesk.domain import quota
from tikadesk.domain.kinds.quota_plan import GROUPS
from tikadesk.ui.blocks import Card, Rule, acts, scrolled
from tikadesk.ui.buttons import link, primary
from tikadesk.ui.editors import read_day
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.messages import shown
from tikadesk.ui.words import Text, say

KIND = "quota_plan"


class QuotaForm(Card):
    """The form of one day's plan.

    Signals:
        done: it is planned. left: back without a change.
    """

    done = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(18, 14, 18, 14), spacing=10)
        self.desk = desk
        self._intent = desk.ids.new()
        self.form = Form()
        self._sum = Text(role="label", ink="muted")
        self._fields()
        title = Text(say("stock.shares.title"), role="head")
        hint = Text(say("stock.shares.hint"), role="small", ink="muted", wrap=True)
        self.body.addWidget(scrolled(title, hint, Rule(), self.form, self._sum), 1)
        self.save = primary(say("stock.shares.save"), key="save_print")
        self.save.clicked.connect(self.plan)
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self.left)
        self.body.addLayout(acts(self.save, back))
        self.form.changed.connect(lambda _name: self._say_doses())
        self.form.left.connect(self._on_left)
        self.form.finished.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))

    def _fields(self) -> None:
        made = partial(kind_field, KIND, today=lambda: date.fromisoformat(self.desk.today()))
        self.form.row(made("doses"), made("day"), stretches=(1, 1))
        for pair in (GROUPS[:2], GROUPS[2:]):
            self.form.row(*(made(group) for group in pair), stretches=(1, 1))
        self.form.row(made("ordered_by"))
        self.form.set_aside("day")

    def start(self) -> None:
        """Ask about today, begun with its plan or the order in force."""
        self._intent = self.desk.ids.new()
        self.form.show_problems(())
        self._offer(self.desk.today())
        self.form.focus_first()

    def _offer(self, day: str) -> None:
        self.form.set_values(dict.fromkeys(self.form.names, "") | quotas.offered(self.desk, day))
        self._offered = day
        self._say_doses()

    def _on_left(self, name: str) -> None:
        typed = read_day(self.form.values()["day"]) if name == "day" else None
        if typed is not None and typed.isoformat() != self._offered:
            self._offer(typed.isoformat())

    def _say_doses(self) -> None:
        """What each percentage makes of the doses, and what the percentages sum up to."""
        typed = self.form.values()
        numbers = {name: int(typed[name]) if typed[name].isdecimal() else 0 for name in ("doses", *GROUPS)}
        total = sum(numbers[group] for group in GROUPS)
        shared = quota.allotted(numbers["doses"], {group: numbers[group] for group in GROUPS})
        for group in GROUPS:
            words = say("stock.shares.makes", n=shared[group]) if total == 100 and numbers["doses"] else None
            self.form.field(group).set_said(words)
        self._sum.say("stock.shares.sum", total=total)
        self._sum.set_ink("muted" if total in (0, 100) else "amber")

    def plan(self) -> None:
        """Put the plan in force; what is wrong with it is told at its field."""
        with shown(self, self.form) as outcome:
            quotas.plan(self.desk, self.form.values(), intent=self._intent)
        if outcome.ok:
            self.done.emit()
