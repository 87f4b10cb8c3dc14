"""The one question asked in a window of its own: a supervisor's PIN for a single act. It decides nothing itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tikadesk.domain.roles import Role
from tikadesk.errors import NotAllowed, Problem
from tikadesk.ui.blocks import Noted, acts
from tikadesk.ui.buttons import primary, secondary
from tikadesk.ui.choices import ComboEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.lock import PinEditor
from tikadesk.ui.messages import MessageArea, shown
from tikadesk.ui.segments import Segment
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, Words, plain, say

if TYPE_CHECKING:
    from tikadesk.actions.desk import Desk


class PinDialog(QDialog):
    """Asks who vouches and for the PIN; Enter moves on, Esc goes back with nothing done.

    ``answer`` is (operator id, PIN) once someone of ``role`` has proved themselves.
    """

    def __init__(
        self, desk: Desk, why: Words, *, role: Role = Role.SUPERVISOR, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        from tikadesk.actions import staff

        self._desk, self._role = desk, role
        self.answer: tuple[str, str] | None = None
        self.setWindowTitle(str(say("pin.title")))
        self.setModal(True)
        people = [person for person in staff.operators(desk) if person.role == role]
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Text(say("pin.title"), role="card"))
        column.addWidget(Text(why, ink="muted", wrap=True))
        self.messages = MessageArea()
        column.addWidget(self.messages)
        self.form = Form()
        segments = [Segment(one.id, plain(one.name), str(at)) for at, one in enumerate(people, 1)]
        self.form.row(Field(ComboEditor("who", segments), say("pin.who"), required=True, width=300))
        self.form.row(Field(PinEditor(), say("lock.pin"), required=True, width=150))
        self.form.finished.connect(self._on_allow)
        column.addWidget(self.form)
        self._nobody = Noted(Look.AMBER, say("pin.nobody"))
        self._nobody.setVisible(not people)
        column.addWidget(self._nobody)
        self.allow = primary(say("pin.allow"), icon="lock", cap="Enter")
        self.allow.clicked.connect(self._on_allow)
        self.allow.setEnabled(bool(people))
        self.cancel = secondary(say("pin.cancel"), cap="Esc")
        self.cancel.clicked.connect(self.reject)
        column.addLayout(acts(self.allow, self.cancel))
        self.setMinimumWidth(380)
        if len(people) == 1:
            self.form.set_values({"who": people[0].id})
            self.form.focus("pin")
        else:
            self.form.focus("who")

    def _on_allow(self) -> None:
        from tikadesk.actions import staff

        who, pin = self.form.values()["who"], self.form.values()["pin"]
        if not who:
            self.form.show_problems([Problem("who", "pin.choose")])
            return
        with shown(self):
            try:
                staff.confirm(self._desk, who, pin, self._role)
            except NotAllowed as error:
                self.form.field("pin").editor.set_value("")
                self.form.show_problems([Problem("pin", error.key, error.params)])
                return
            self.answer = (who, pin)
            self.accept()


def ask_pin(
    parent: QWidget, desk: Desk, why: Words, *, role: Role = Role.SUPERVISOR
) -> tuple[str, str] | None:
    """Ask in front of ``parent``'s window; (operator id, PIN), or None where the operator turned back."""
    dialog = PinDialog(desk, why, role=role, parent=parent.window())
    dialog.finished.connect(dialog.deleteLater)
    dialog.exec()
    return dialog.answer
