"""No box is open, and opening one: lab, test, places. What was chosen last stands there; Enter twice takes it."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal

from tikadesk.actions import boxes, discard, pack, samples
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.domain import reference
from tikadesk.domain.kinds.consignment import SEALED
from tikadesk.domain.numbers import shown as grouped
from tikadesk.ui.blocks import EmptyState, Noted, Rule
from tikadesk.ui.box_card import BoxCard
from tikadesk.ui.buttons import caution, link, primary, secondary
from tikadesk.ui.choices import ComboEditor
from tikadesk.ui.editors import DigitsEditor, TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.keys import KEYS
from tikadesk.ui.kind_fields import segments
from tikadesk.ui.messages import shown
from tikadesk.ui.segments import Segment
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import lab_name, label
from tikadesk.ui.words import Text, say

LAB, TEST, SIZE, COLD_BOX = "lab", "test", "size", "cold_box"
KIND = "consignment"


class NoBox(BoxCard):
    """What to do where no box is open: begin one, or send those that are sealed.

    Signals:
        new_wanted: the form of a new box. dispatch_wanted: the boxes that wait for a driver. unboxed_wanted: the tubes
        that are in no box. brought_back(object): a box that was taken back is one again.
    """

    new_wanted = Signal()
    dispatch_wanted = Signal()
    unboxed_wanted = Signal()
    brought_back = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._sealed = Noted(Look.OK, role="label")
        self._sealed.hide()
        self.inside.addWidget(self._sealed)
        self.inside.addWidget(EmptyState(say("boxes.none_open"), icon="box"), 1)
        self.new = primary(say("boxes.new"), icon="plus", cap=KEYS["new"].cap)
        self.new.clicked.connect(self.new_wanted)
        self.dispatch = secondary(say("boxes.dispatch"), icon="truck")
        self.dispatch.clicked.connect(self.dispatch_wanted)
        self._discarded = ""
        self.back = secondary(say("boxes.bring_back", no=""), key="undo")
        self.back.clicked.connect(self._on_back)
        self.back.hide()
        self.unboxed = caution(say("boxes.unboxed", n=0), small=True)
        self.unboxed.clicked.connect(self.unboxed_wanted)
        self.foot(self.new, self.dispatch, self.back, right=self.unboxed)

    def refresh(self) -> None:
        """Count what waits."""
        unboxed = samples.tally(self.desk).unboxed
        self.unboxed.show_words(say("boxes.unboxed", n=unboxed))
        self.unboxed.setVisible(unboxed > 0)
        self.dispatch.setVisible(bool(boxes.boxes(self.desk, state=SEALED, limit=1)))
        self.fit_foot()

    def show_sealed(self, box: Box | None) -> None:
        """Say that ``box`` is sealed; None says nothing of the kind any more."""
        self.back.hide()
        self._sealed.setVisible(box is not None)
        if box is not None:
            self._sealed.show_state(Look.OK, say("boxes.sealed_now", no=grouped(box.no), n=box.tubes))

    def show_discarded(self, box: Box) -> None:
        """Offer to bring back a ``box`` that was taken back just now."""
        self.show_sealed(None)
        self._discarded = box.id
        self.back.show_words(say("boxes.bring_back", no=box.shown))
        self.back.show()
        self.fit_foot()

    def _on_back(self) -> None:
        with shown(self) as outcome:
            box = discard.bring_back_box(self.desk, self._discarded)
        if outcome.ok:
            self.back.hide()
            self.brought_back.emit(box)

    def start(self) -> None:
        """The next act."""
        self.new.setFocus(Qt.FocusReason.OtherFocusReason)


class NewBox(BoxCard):
    """The form of a new box.

    Signals:
        opened(object): the box that was opened. left: back without one.
    """

    opened = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._intent = desk.ids.new()
        self.inside.addWidget(Text(say("boxes.new"), role="head"))
        self.inside.addWidget(Text(say("boxes.new.hint"), role="muted", ink="muted", wrap=True))
        self.inside.addWidget(Rule())
        self.form = Form()
        labs = [Segment(code, lab_name(code)) for code in self._labs()]
        self.form.row(Field(ComboEditor(LAB, labs), label(KIND, LAB), required=True, width=420))
        self.form.row(Field(ComboEditor(TEST, segments("test")), label(KIND, TEST), width=220))
        size = Field(DigitsEditor(SIZE, also=""), label(KIND, SIZE), required=True, width=100)
        self.form.row(size, Field(TextEditor(COLD_BOX), label(KIND, COLD_BOX), width=160)).addStretch()
        self.form.finished.connect(self._on_asked)
        self.inside.addWidget(self.form)
        self.inside.addStretch()
        self.save = primary(say("boxes.new.open"), icon="box", key="seal")
        self.save.clicked.connect(self.open)
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self.left)
        self.foot(self.save, back)

    def _labs(self) -> list[str]:
        """Labs of this desk's own district first, then the state's, then the others, as the file lists them."""
        centre, known = self.desk.centre, reference.labs()
        district = centre.district if centre else ""
        return sorted(known, key=lambda code: known[code].district != district)

    def start(self) -> None:
        """Show what was chosen last; the focus stands where only two Enters are left."""
        self._intent = self.desk.ids.new()
        self.form.show_problems(())
        last = pack.last_choice(self.desk)
        self.form.set_values({LAB: last.lab, TEST: last.test, SIZE: str(last.size), COLD_BOX: ""})
        self.form.focus(COLD_BOX if last.lab else LAB)

    def _on_asked(self) -> None:
        self.save.setFocus(Qt.FocusReason.TabFocusReason)

    def open(self) -> None:
        """Open the box."""
        values = self.form.values()
        with shown(self, self.form) as outcome:
            box = pack.open_box(
                self.desk, lab=values[LAB], test=values[TEST], size=int(values[SIZE] or 0), cold_box=values[COLD_BOX],
                intent=self._intent,
            )  # fmt: skip
        if outcome.ok:
            self.opened.emit(box)
