"""Staff: who may sign in at this centre's desks, and a form to add someone. Only a supervisor sees this page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from tikadesk.errors import Problem
from tikadesk.ui.blocks import Card, Rule, acts
from tikadesk.ui.buttons import link, primary
from tikadesk.ui.choices import ComboEditor
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import segments
from tikadesk.ui.lock import PinEditor
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.page import Fold, Page
from tikadesk.ui.table import Column, Table
from tikadesk.ui.words import Text, Words, say

if TYPE_CHECKING:
    from tikadesk.actions.desk import Desk, Operator


class StaffPage(Page):
    """The centre's operators left, the form for a new one right."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._listed = Card()
        self._listed.body.addWidget(Text(say("staff.listed"), role="card"))
        self.table = Table(
            (
                Column(say("staff.column.tile"), lambda row: str(row.place), width=70, right=True),
                Column(say("staff.column.name"), lambda row: str(row.name), bold=True),
                Column(say("staff.column.role"), _role, width=180, muted=True),
            ),
            say("staff.listed"),
        )
        self._listed.body.addWidget(self.table, 1)
        self._card = Card()
        self._card.body.addWidget(Text(say("staff.add.title"), role="card"))
        self._card.body.addWidget(Text(say("staff.add.hint"), ink="muted", wrap=True))
        self._card.body.addWidget(Rule())
        self.form = Form()
        self.form.row(Field(TextEditor("name"), say("field.operator.name"), required=True))
        self.form.row(Field(ComboEditor("role", segments("role")), say("field.operator.role"), required=True))
        self.form.row(
            Field(PinEditor(), say("staff.pin"), required=True, width=150),
            Field(PinEditor("pin_again"), say("staff.pin_again"), required=True, width=150),
        )
        self.form.finished.connect(self.add)
        self._card.body.addWidget(self.form)
        self._card.body.addStretch()
        self.save = primary(say("staff.add"), key="save_print")
        self.save.clicked.connect(self.add)
        clear = link(say("staff.clear"), key="clear")
        clear.clicked.connect(self._on_clear)
        self._card.body.addLayout(acts(self.save, clear))
        self.body.addWidget(self._listed, 3)
        self.body.addWidget(self._card, 2)

    def subtitle(self) -> Words:
        """What the page is for."""
        return say("staff.subtitle")

    def refresh(self) -> None:
        """Read the operators again: another desk may have added one."""
        from tikadesk.actions import staff

        with shown(self):
            people = staff.operators(self.desk)
            self.table.fill(lambda offset, limit: people[offset : offset + limit])

    def start(self) -> None:
        """Begin at the name."""
        self.form.focus_first()

    def half_filled(self) -> bool:
        """Whether somebody is half typed."""
        return any(self.form.values().values())

    def leave(self) -> None:
        """A PIN is never left lying in a form."""
        self.form.set_values({"pin": "", "pin_again": ""})

    def fold(self, fold: Fold) -> None:
        """One column on a narrow window: the form, then the list."""
        self.body.setDirection(
            QHBoxLayout.Direction.LeftToRight if fold == Fold.FULL else QHBoxLayout.Direction.BottomToTop
        )

    def add(self) -> None:
        """Add the operator of the form; both PINs must be the same."""
        from tikadesk.actions import staff

        typed = self.form.values()
        if typed["pin"] != typed["pin_again"]:
            self.form.show_problems([Problem("pin_again", "staff.pins_differ")])
            return
        with shown(self, self.form) as outcome:
            staff.add(self.desk, typed["name"], typed["role"], typed["pin"])
        if outcome.ok:
            self.form.show_problems(())
            self.form.clear()
            self.form.forget_cleared()
            self.refresh()
            self.form.focus("name")
            announce(self, str(say("staff.added", name=typed["name"])))
            self.saved.emit()

    def _on_clear(self) -> None:
        self.form.show_problems(())
        self.form.clear()
        self.form.forget_cleared()
        self.form.field("name").editor.inner.setFocus(Qt.FocusReason.OtherFocusReason)


def _role(row: Operator) -> str:
    return str(Words(f"option.role.{row.role}"))
