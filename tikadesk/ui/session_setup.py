"""Session set-up (F6): vaccine, batch, expiry, vial, vaccinator, verifier, site, once for everybody who comes."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt, Signal

from tikadesk.actions import session
from tikadesk.actions.desk import Desk
from tikadesk.domain.kinds.dose import FORM as DOSE_FORM
from tikadesk.domain.kinds.dose import read as read_dose
from tikadesk.errors import Problem
from tikadesk.ui.blocks import Card, Rule, acts, scrolled
from tikadesk.ui.buttons import link, primary
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.messages import shown
from tikadesk.ui.wording import day, label
from tikadesk.ui.words import Text, say

_CHECKED = {"batch", "expires_on", "vial", "vaccinator", "verifier"}


class SessionCard(Card):
    """The form of what all doses of the session share.

    Signals:
        done: the session was set up. left: back without a change.
    """

    done = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(18, 14, 18, 14), spacing=10)
        self.desk = desk
        self.form = Form()
        self._fields()
        title = Text(say("desk.session.title"), role="head")
        hint = Text(say("desk.session.hint"), role="small", ink="muted", wrap=True)
        self.body.addWidget(scrolled(title, hint, Rule(), self.form), 1)
        self.save = primary(say("desk.session.save"), key="save_print")
        self.save.clicked.connect(self.set_up)
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self.left)
        self.body.addLayout(acts(self.save, back))
        self.form.left.connect(self._on_left)
        self.form.finished.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))

    def _fields(self) -> None:
        made = partial(kind_field, "dose", today=self._today)
        self.form.row(made("vaccine"), made("batch"), stretches=(1, 1))
        self.form.row(made("expires_on"), made("vial"), stretches=(1, 1))
        self.form.row(made("vaccinator"), made("verifier"), stretches=(1, 1))
        block = kind_field("registration", "block", today=self._today, words=label("registration", "block"))
        self.form.row(made("site"), block, stretches=(1, 1))

    def _today(self) -> date:
        return date.fromisoformat(self.desk.today())

    def start(self) -> None:
        """Show the session in force, or the last one's values to begin from."""
        known = session.current(self.desk) or session.last(self.desk)
        self.form.show_problems(())
        if known is not None:
            values = {name: str(getattr(known, name) or "") for name in self.form.names}
            self.form.set_values(values | {"expires_on": day(known.expires_on)})
        self.form.focus_first()

    def set_up(self) -> None:
        """Put the session in force; an expired batch is refused with its date."""
        with shown(self, self.form) as outcome, QSignalBlocker(self.form):
            session.set_up(self.desk, self.form.values())
        if outcome.ok:
            self.done.emit()

    def _on_left(self, name: str) -> None:
        field = self.form.field(name)
        if name not in _CHECKED or not (field.value() or field.is_bad):
            return
        _, misfits = read_dose(self.form.values(), self.desk.now())
        found = [Problem(one, misfits[one].key, misfits[one].params) for one in DOSE_FORM if one in misfits]
        self.form.show_quietly(name, [problem for problem in found if field.value()])
