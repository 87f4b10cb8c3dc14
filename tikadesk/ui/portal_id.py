"""The portal's ID of a box, bound once the portal has given one: typed while there is none, then only shown."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from tikadesk.actions import bind, boxes
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.errors import Problem
from tikadesk.ui.buttons import secondary
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.messages import shown
from tikadesk.ui.wording import label
from tikadesk.ui.words import Text, plain, say

PORTAL_ID = "portal_id"
_WIDTH = 200


class PortalId(Form):
    """One field and its button.

    Signals:
        bound(object): the words that say which ID the box bears now.
    """

    bound = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._box: Box | None = None
        made = Field(TextEditor(PORTAL_ID, upper=True), label("consignment", PORTAL_ID), width=_WIDTH)
        line = self.row(made)
        self.save = secondary(say("boxes.bind"), icon="check")
        self.save.clicked.connect(self.bind)
        self.finished.connect(self.bind)
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addWidget(Text(plain(" "), role="label"))  # as high as the label of the field beside it
        beside.addWidget(self.save)
        beside.addStretch()
        line.addLayout(beside)
        line.addStretch()

    def show_box(self, box: Box) -> None:
        """Be about ``box``; what is being typed for it stays."""
        typing = self._box is not None and self._box.id == box.id and not self.is_empty()
        self._box = box
        if typing and not box.portal_id:
            return
        known = {PORTAL_ID: box.portal_id}
        self.set_defaults(known)
        self.set_values(known)
        self.show_problems(())
        self.field(PORTAL_ID).editor.inner.setEnabled(not box.portal_id)
        self.save.setVisible(not box.portal_id)

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """What is wrong stands at the one field; a summary of it would only push what is beside."""
        super().show_problems(problems)
        self.summary.hide()

    def bind(self) -> None:
        """Bind what was typed to the box, or say at the field why not."""
        typed = self.values()
        if self._box is None or not typed[PORTAL_ID].strip():
            return
        with shown(self, self) as outcome:
            bind.bind_box(self._desk, self._box.id, typed)
        if outcome.ok:
            box = boxes.box(self._desk, self._box.id) or self._box
            self.bound.emit(say("boxes.bound", no=box.shown, id=box.portal_id))
