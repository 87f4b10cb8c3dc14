"""Packing: the box at hand, the field that tubes are scanned into, and what is in it, newest slot first.

A scan is a packed tube, with no key after it. Nothing here decides what may be packed: ``actions.pack`` does.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from tikadesk.actions import boxes, discard, pack, samples
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.actions.pack import Refused
from tikadesk.actions.samples import SampleRow
from tikadesk.ui import sounds
from tikadesk.ui.box_card import BoxCard, BoxHead
from tikadesk.ui.box_words import refusal, tube_state
from tikadesk.ui.buttons import caution, primary, secondary
from tikadesk.ui.drawing import chip_size
from tikadesk.ui.keys import KEYS
from tikadesk.ui.messages import shown
from tikadesk.ui.page import Fold
from tikadesk.ui.scan_box import ScanBox
from tikadesk.ui.table import Column, State, Table
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import joined, lab_name, option, person_name, short_age_sex
from tikadesk.ui.words import plain, say

_NUMBER_COLUMN, _STATE_COLUMN = 2, 7
_NUMBER, _NUMBER_SUFFIXED = 154, 170
_TICK, _AROUND = 92, 10


class PackPanel(BoxCard):
    """One open box.

    Signals:
        changed: a tube went in or out. seal_wanted: seal the box. unboxed_wanted: show the tubes that are in no box.
        discarded(object): the empty box was taken back.
        label_wanted(str): print this sample's label once more.
    """

    changed = Signal()
    seal_wanted = Signal()
    unboxed_wanted = Signal()
    label_wanted = Signal(str)
    discarded = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.box: Box | None = None
        self._rows: list[SampleRow] = []
        self._twice: set[str] = set()
        self._taken_out = ""
        self.scan = ScanBox(say("boxes.scan"), say("boxes.scan.hint"))
        self.table = Table(self._columns(), say("boxes.tubes_in"))
        self.head = BoxHead()
        self.inside.addWidget(self.head)
        self.inside.addWidget(self.scan)
        self.add_list(self.table)
        self._buttons()
        self.scan.scanned.connect(self.add)
        self.scan.stepped.connect(self.table.step)
        self.scan.deleted.connect(self.take_out)
        self.table.marked.connect(self._on_marked)
        out = QShortcut(QKeySequence(KEYS["take_out"].sequence), self.table)
        out.setContext(Qt.ShortcutContext.WidgetShortcut)
        out.activated.connect(self.take_out)
        QShortcut(QKeySequence(KEYS["undo"].sequence), self).activated.connect(self.undo)

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(say("boxes.column.slot"), lambda row: str(row.slot or ""), width=42, right=True),
            Column(plain(""), lambda _row: "", width=8),
            Column(say("boxes.column.sample"), lambda row: row.shown, width=_NUMBER, mono=True),
            Column(say("boxes.column.person"), person_name),
            Column(say("boxes.column.age_sex"), short_age_sex, width=66),
            Column(say("boxes.column.type"), _type, width=100, yields=2),
            Column(say("boxes.column.taken"), lambda row: row.time, width=50, yields=1),
            Column(say("boxes.column.state"), self._state, width=_TICK),
        )

    def _buttons(self) -> None:
        self.seal = primary(say("boxes.seal"), icon="print", key="seal")
        self.seal.clicked.connect(self.seal_wanted)
        self.out = secondary(say("boxes.take_out"), cap=KEYS["take_out"].cap)
        self.out.clicked.connect(self.take_out)
        self.reprint = secondary(say("boxes.reprint"), key="reprint")
        self.reprint.clicked.connect(self._on_reprint)
        self.here = secondary(say("boxes.settle"), icon="check")
        self.here.clicked.connect(self._on_here)
        self.discard = secondary(say("boxes.discard"))
        self.discard.clicked.connect(self._on_discard)
        self.unboxed = caution(say("boxes.unboxed", n=0), small=True)
        self.unboxed.clicked.connect(self.unboxed_wanted)
        self.foot(self.seal, self.out, self.here, self.reprint, self.discard, right=self.unboxed)
        self.here.hide()

    def _state(self, row: SampleRow) -> State:
        return tube_state(row, twice=row.id in self._twice)

    # What the page asks

    def refresh(self) -> None:
        """Read the box that this desk is packing, and its tubes, again; the mark stays on its tube."""
        found = boxes.current(self.desk)
        if found is None:
            return
        if self.box is None or self.box.id != found.id:
            self._twice.clear()
            self._taken_out = ""
            self.scan.say(Look.OK, None)
        held = self.table.current()
        self._rows = boxes.tubes(self.desk, found.id)
        self._show(found, held.id if isinstance(held, SampleRow) else "")

    def _show(self, found: Box, marked: str) -> None:
        """Show the box as it is now and the tubes in ``_rows``; the mark goes to one by its id, else to the newest."""
        self.box = found
        self.head.title.say("boxes.title", no=found.shown)
        cold = say("boxes.cold_box", no=found.cold_box) if found.cold_box else ""
        to = say("boxes.to", lab=lab_name(found.lab))
        self.head.about.show_words(joined(to, option("test", found.test), cold))
        self.head.count.say("boxes.count", packed=found.tubes, size=found.size)
        self.head.left.say("boxes.left", n=found.size - found.tubes)
        unboxed = samples.tally(self.desk).unboxed
        self.unboxed.show_words(say("boxes.unboxed", n=unboxed))
        self.unboxed.setVisible(unboxed > 0)
        self.seal.setEnabled(found.tubes > 0)
        self.reprint.setVisible(found.tubes > 0)
        self.discard.setVisible(found.tubes == 0)
        self._fill(marked)

    def _fill(self, marked: str) -> None:
        rows = self._rows = sorted(self._rows, key=lambda row: -(row.slot or 0))
        # The name gets what number and state do not need: most boxes hold one tube a case and no exception.
        chips = [chip_size(str(state.words)).width() for row in rows if not (state := self._state(row)).quiet]
        self.table.set_width(_STATE_COLUMN, max([_TICK, *(wide + _AROUND for wide in chips)]))
        suffixed = any("/" in row.shown for row in rows)
        self.table.set_width(_NUMBER_COLUMN, _NUMBER_SUFFIXED if suffixed else _NUMBER)
        self.table.fill(lambda offset, limit: rows[offset : offset + limit])
        if rows:
            at = next((at for at, row in enumerate(rows) if row.id == marked), 0)
            self.table.mark(at)
        else:
            self._on_marked(None)

    def start(self) -> None:
        """The scan field has the focus, always."""
        self.scan.start()

    def fold(self, fold: Fold) -> None:
        """Fewer columns and no words of comfort where the window is narrow."""
        self.table.hide_columns(*((5, 6) if fold == Fold.SINGLE else ()))

    # What the operator does

    def add(self, typed: str) -> None:
        """Put the tube with the number ``typed`` into the box, or say why not."""
        if self.box is None:
            return
        with shown(self) as outcome:
            try:
                added = pack.add(self.desk, self.box.id, typed)
            except Refused as error:
                self._refuse(error, typed)
                return
        if not outcome.ok:
            sounds.refused()
            return
        sounds.accepted()
        self._taken_out = ""
        self._rows.append(added.sample)
        self._show(pack.known(self.desk, self.box.id), added.sample.id)
        self.scan.say(Look.OK, say("boxes.added", no=added.sample.shown, slot=added.slot))
        self.scan.start()
        self.changed.emit()

    def _refuse(self, error: Refused, typed: str) -> None:
        sounds.refused()
        twice = samples.of_number(self.desk, typed) if error.key == "pack.here_already" else None
        if twice is not None:
            self._twice.add(twice.id)
            self._fill(twice.id)
        self.scan.refuse(*refusal(error))
        self.scan.start()

    def take_out(self) -> None:
        """Take the marked tube out of the box; Ctrl+Z puts it back."""
        row = self.table.current()
        if not isinstance(row, SampleRow):
            return
        with shown(self) as outcome:
            pack.take_out(self.desk, row.id)
        if outcome.ok:
            at = self._rows.index(row)
            self._taken_out = row.no
            self._rows.remove(row)
            beside = self._rows[min(at, len(self._rows) - 1)].id if self._rows else ""
            self._show(pack.known(self.desk, row.box), beside)
            self.scan.say(Look.NEUTRAL, say("boxes.taken_out", no=row.shown), icon="undo")
            self.changed.emit()
        self.scan.start()

    def undo(self) -> None:
        """Put the tube that was taken out last back in."""
        if self._taken_out:
            self.add(self._taken_out)

    def _on_marked(self, row: SampleRow | None) -> None:
        """A tube that two desks packed into two boxes cannot be taken out: somebody says which box it lies in."""
        twice = row is not None and "box" in row.conflict
        self.here.setVisible(twice)
        self.out.setVisible(row is not None and not twice)
        self.fit_foot()

    def _on_here(self) -> None:
        row, box = self.table.current(), self.box
        if not isinstance(row, SampleRow) or box is None:
            return
        with shown(self) as outcome:
            pack.settle(self.desk, row.id, box.id)
        if outcome.ok:
            self.refresh()
            self.scan.say(Look.OK, say("boxes.settled", no=row.shown))
            self.changed.emit()
        self.scan.start()

    def _on_discard(self) -> None:
        """A box that was opened by mistake goes; whoever shows this panel says how it comes back."""
        if (box := self.box) is None:
            return
        with shown(self) as outcome:
            discard.box(self.desk, box.id)
        if outcome.ok:
            self.discarded.emit(box)

    def _on_reprint(self) -> None:
        row = self.table.current()
        if isinstance(row, SampleRow):
            self.label_wanted.emit(row.id)
        self.scan.start()


def _type(row: SampleRow) -> str:
    return str(option("sample_type", row.sample_type))
