"""What became of somebody after an adverse event: how bad it is now, how they are, which officer was told and when."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tikadesk.actions import aefi
from tikadesk.actions.aefi import Event
from tikadesk.actions.desk import Desk
from tikadesk.ui.blocks import Card, Rule, Scroller, acts
from tikadesk.ui.buttons import link, primary
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.messages import shown
from tikadesk.ui.wording import day, person_name
from tikadesk.ui.words import Text, Words, plain, say


class FollowUpCard(Card):
    """The form of what is known later.

    Signals:
        done: it is written down. left: back without a change.
    """

    done = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(22, 12, 22, 14), spacing=8)
        self.desk = desk
        self._rec = ""
        self._title = Text(role="head", wrap=True)
        self.form = Form()
        made = partial(kind_field, "aefi", today=lambda: date.fromisoformat(desk.today()), also=Words())
        self.form.row(made("severity"))
        self.form.row(made("outcome"), made("referred_to"), stretches=(1, 1))
        self.form.row(made("officer"))
        self.form.row(
            made("officer_told_on", width=150), made("officer_told_at", width=150), stretches=(0, 1)
        )
        self.form.row(made("treatment"))
        self.form.set_aside("officer_told_on")
        self.save = primary(say("aefi.follow_up.save"), icon="check", key="save_print")
        self.save.clicked.connect(self.write)
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self.left)
        self.form.finished.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        hint = Text(say("aefi.follow_up.hint"), role="small", ink="muted", wrap=True)
        for part in (self._title, hint, Rule(), self.form):
            column.addWidget(part)
        column.addStretch()
        self.body.addWidget(Scroller(inside), 1)
        self.body.addLayout(acts(self.save, back))

    def show_event(self, event: Event) -> None:
        """Ask about an event, beginning with what is known."""
        self._rec = event.id
        self._title.say("aefi.follow_up.title", name=plain(person_name(event.shot)))
        self.form.show_problems(())
        known = {name: str(getattr(event, name)) for name in self.form.names}
        told_on = day(event.officer_told_on or self.desk.today())
        officer = event.officer or aefi.last_officer(self.desk)
        self.form.set_values(known | {"officer_told_on": told_on, "officer": officer})

    def write(self) -> None:
        """Write down what stands in the form."""
        with shown(self, self.form) as outcome:
            aefi.follow_up(self.desk, self._rec, self.form.values())
        if outcome.ok:
            self.done.emit()
