"""Ending the count of a box at the lab: what was not seen is said first, then temperature and name."""

from __future__ import annotations

from PySide6.QtCore import Signal

from tikadesk.actions import receive
from tikadesk.actions.desk import Desk
from tikadesk.actions.receiving import Receiving
from tikadesk.ui.blocks import Noted, Rule
from tikadesk.ui.box_card import BoxCard
from tikadesk.ui.buttons import link, primary
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.messages import shown
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import label
from tikadesk.ui.words import Text, say

TEMPERATURE, NAME = "received_temp", "received_by"
_NAMED = 12
"""So many missing tubes are said by their number, the rest is counted."""


class FinishCard(BoxCard):
    """The last words about a box.

    Signals:
        done(object): the receipt, finished. left: back to counting.
    """

    done = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.receiving: Receiving | None = None
        self._title = Text(role="head", wrap=True)
        self.missing = Noted(Look.AMBER, role="strong")
        self._which = Text(role="code", ink="muted", wrap=True)
        self.form = Form()
        for name, width in ((TEMPERATURE, 110), (NAME, 320)):
            self.form.row(Field(TextEditor(name), label("receipt", name), width=width))
        self.form.finished.connect(self.finish)
        for part in (self._title, self.missing, self._which, Rule(), self.form):
            self.inside.addWidget(part)
        self.inside.addStretch()
        self.save = primary(say("receive.finish.save"), icon="check", key="seal")
        self.save.clicked.connect(self.finish)
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self.left)
        self.foot(self.save, back)

    def show_receiving(self, receiving: Receiving) -> None:
        """Say what is missing from ``receiving`` and ask the rest."""
        self.receiving = receiving
        self._title.say("receive.finish.title", no=receiving.shown)
        unseen = [line.shown for line in receiving.unseen]
        if unseen:
            self.missing.show_state(Look.AMBER, say("receive.missing", n=len(unseen)), icon="alert")
        else:
            self.missing.show_state(Look.OK, say("receive.none_missing"))
        more = [f"+ {len(unseen) - _NAMED}"] if len(unseen) > _NAMED else []
        self._which.show_text("   ".join(unseen[:_NAMED] + more))
        self._which.setVisible(bool(unseen))
        self.form.show_problems(())
        operator = self.desk.operator
        self.form.set_values({TEMPERATURE: "", NAME: operator.name if operator else ""})

    def start(self) -> None:
        """Begin with the temperature."""
        self.form.focus(TEMPERATURE)

    def finish(self) -> None:
        """End the count; what was not seen is written down as missing."""
        if self.receiving is None:
            return
        with shown(self, self.form) as outcome:
            receive.finish(self.desk, self.receiving.id, self.form.values())
        if outcome.ok:
            self.done.emit(self.receiving)
