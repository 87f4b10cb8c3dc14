"""Sealing a box: temperature, seal number, who checked it; and opening a sealed one again, which asks why."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal

from tikadesk.actions import dispatch, last_told
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.domain.numbers import shown as grouped
from tikadesk.ui.blocks import Rule
from tikadesk.ui.box_card import BoxCard
from tikadesk.ui.box_words import by_type
from tikadesk.ui.buttons import link, primary
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.messages import shown
from tikadesk.ui.wording import joined, lab_name
from tikadesk.ui.words import Text, say

KIND = "consignment"
TEMPERATURE, SEAL, CHECKED, COLD_BOX = "sealed_temp", "seal_no", "checked_by", "cold_box"
REASON = "why"


class _BoxForm(BoxCard):
    """A short form about one box: title, what it is about, fields, one act and the way back.

    Signals:
        done(object): the box after the act. left: back without it.
    """

    done = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.box: Box | None = None
        self.title = Text(role="head", wrap=True)
        self.about = Text(role="muted", ink="muted", wrap=True)
        self.form = Form()
        for part in (self.title, self.about, Rule(), self.form):
            self.inside.addWidget(part)
        self.inside.addStretch()


class SealCard(_BoxForm):
    """Seals the box that it shows; F9 comes here, Enter after the last field seals."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        for name, width in ((TEMPERATURE, 110), (SEAL, 200), (CHECKED, 320), (COLD_BOX, 200)):
            self.form.row(kind_field(KIND, name, today=self._today, width=width))
        self.form.set_aside(COLD_BOX)
        self.form.finished.connect(self.seal)
        self.save = primary(say("boxes.seal.save"), icon="print", key="seal")
        self.save.clicked.connect(self.seal)
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self.left)
        self.foot(self.save, back)

    def _today(self) -> date:
        return self.desk.now().date()

    def show_box(self, box: Box) -> None:
        """Ask about ``box``; what was told before the last un-seal stands there again."""
        self.box = box
        self.title.say("boxes.seal.title", no=grouped(box.no))
        to = say("boxes.to", lab=lab_name(box.lab))
        self.about.show_words(joined(say("boxes.tubes", n=box.tubes), by_type(box.by_type), to))
        self.form.show_problems(())
        last = last_told.seal(self.desk)
        again = {SEAL: box.seal_no, CHECKED: box.checked_by} if box.sealing else {}
        self.form.set_values(last | {TEMPERATURE: "", COLD_BOX: box.cold_box} | again)

    def start(self) -> None:
        """Begin with the temperature."""
        self.form.focus(TEMPERATURE)

    def seal(self) -> None:
        """Seal it; the page prints the manifest afterwards, and a print that fails undoes nothing."""
        if self.box is None:
            return
        with shown(self, self.form) as outcome:
            sealed = dispatch.seal(self.desk, self.box.id, self.form.values())
        if outcome.ok:
            self.done.emit(sealed)


class UnsealCard(_BoxForm):
    """Opens a sealed box again; the reason stays with the box."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.form.row(Field(TextEditor(REASON), say("boxes.unseal.why"), required=True, width=460))
        self.form.finished.connect(self.unseal)
        self.save = primary(say("boxes.unseal.save"), icon="undo", key="seal")
        self.save.clicked.connect(self.unseal)
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self.left)
        self.foot(self.save, back)

    def show_box(self, box: Box) -> None:
        """Ask why ``box`` is opened again."""
        self.box = box
        self.title.say("boxes.unseal.title", no=grouped(box.no))
        self.about.say("boxes.unseal.hint")
        self.form.show_problems(())
        self.form.set_values({REASON: ""})

    def start(self) -> None:
        """Type the reason."""
        self.form.focus(REASON)

    def unseal(self) -> None:
        """Open it again."""
        if self.box is None:
            return
        with shown(self, self.form) as outcome:
            opened = dispatch.unseal(self.desk, self.box.id, self.form.values()[REASON])
        if outcome.ok:
            self.done.emit(opened)
