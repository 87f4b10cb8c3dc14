"""The consignments page: packing, dispatch and the lab's answer, step by step, with the other boxes beside it."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import boxes, pack
from tikadesk.actions.boxes import Box
from tikadesk.actions.collect import Collected
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers, reference
from tikadesk.domain.kinds.consignment import OPEN, SEALED
from tikadesk.domain.roles import Role, Verb, may
from tikadesk.domain.status import SyncStatus
from tikadesk.ui import box_counts, steps, theme
from tikadesk.ui.blocks import Icon, Noted, Panel, Pile
from tikadesk.ui.box_card import BoxCard
from tikadesk.ui.box_list import BoxList
from tikadesk.ui.dispatch_panel import DispatchPanel
from tikadesk.ui.keys import KEYS
from tikadesk.ui.lab_side import LabSide
from tikadesk.ui.leftover_prints import LeftoverPrints
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.new_box import NewBox, NoBox
from tikadesk.ui.pack_panel import PackPanel
from tikadesk.ui.page import Fold, Page
from tikadesk.ui.printing import Printing
from tikadesk.ui.quick_collect import QuickCollect
from tikadesk.ui.receipts_panel import ReceiptsPanel
from tikadesk.ui.seal_card import SealCard, UnsealCard
from tikadesk.ui.steps import Steps
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import day
from tikadesk.ui.words import Text, Words, say

_LEAST = 240
"""Logical pixels that the left column keeps in one column."""
_OF_TUBES, _OF_BOXES = (numbers.CASE, numbers.FALLBACK), (numbers.CONSIGNMENT, numbers.FALLBACK)

Front = BoxCard | LabSide
"""What can stand in the left column."""


class ConsignmentsPage(Page):
    """Where boxes are packed, sealed, sent, and, at a lab, received."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._fold_now = Fold.FULL
        self._step = ""
        self._as_lab: bool | None = None
        self.steps = Steps(steps.PACK)
        self.none, self.new = NoBox(desk), NewBox(desk)
        self.pack, self.seal, self.unseal = PackPanel(desk), SealCard(desk), UnsealCard(desk)
        self.dispatch, self.receipts = DispatchPanel(desk), ReceiptsPanel(desk)
        self.lab = LabSide(desk)
        self._cards: tuple[Front, ...] = (
            self.none, self.new, self.pack, self.seal, self.unseal, self.dispatch, self.receipts, self.lab,
        )  # fmt: skip
        self.left = Pile(*self._cards)
        self.front: Front = self.none
        self.quick, self.others = QuickCollect(desk), BoxList(desk)
        self.printing = Printing(desk)
        self.leftover = LeftoverPrints(self.printing)
        self._lay_out()
        self._connect()
        # While many entries go up or come down, the page is read four times a second and not at each of them.
        self._counts = (0, 0)
        self._soon = QTimer(self, singleShot=True, interval=250)
        self._soon.timeout.connect(self.refresh)

    def _lay_out(self) -> None:
        self.context = QWidget()
        right = QVBoxLayout(self.context)
        right.setContentsMargins(0, 0, 0, 0)
        right.setSpacing(13)
        self.notice = _made_here()
        right.addWidget(self.notice)
        right.addWidget(self.quick)
        right.addWidget(self.others, 1)
        self.told = Noted(Look.OK, role="label")
        self.told.hide()
        self.line = Noted(Look.NEUTRAL, role="small")
        beside = QVBoxLayout()
        beside.setSpacing(6)
        beside.addWidget(self.left, 1)
        beside.addWidget(self.told)
        beside.addWidget(self.line)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addLayout(beside, 774)
        across.addWidget(self.context, 356)
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self.leftover)
        column.addWidget(self.steps)
        column.addLayout(across, 1)
        self.body.addLayout(column)

    def _connect(self) -> None:
        self.steps.wanted.connect(self.go)
        for signal in (self.none.new_wanted, self.dispatch.pack_wanted):
            signal.connect(self.open_new)
        self.none.dispatch_wanted.connect(lambda: self.go(steps.DISPATCH))
        for panel in (self.none, self.pack):
            panel.unboxed_wanted.connect(lambda: self.wanted.emit("samples", "unboxed"))
        self.new.opened.connect(self._on_opened)
        self.pack.changed.connect(self._on_packed)
        self.pack.seal_wanted.connect(self._on_seal_wanted)
        self.pack.discarded.connect(self._on_discarded)
        self.none.brought_back.connect(self._on_opened)
        self.pack.label_wanted.connect(self.printing.want_label)
        self.seal.done.connect(self._on_sealed)
        self.unseal.done.connect(self._on_opened)
        for card in (self.new, self.seal):
            card.left.connect(lambda: self.go(steps.PACK))
        self.unseal.left.connect(lambda: self.go(steps.DISPATCH))
        self.dispatch.sent.connect(lambda _gone: self._on_changed())
        self.dispatch.unseal_wanted.connect(lambda box: self._ask(self.unseal, box))
        for lists in (self.dispatch, self.receipts):
            lists.manifest_wanted.connect(self.printing.want_manifest)
            lists.as_file.written.connect(lambda words: self._say(Look.OK, words, "usb"))
        self.receipts.portal.bound.connect(self._on_bound)
        self.receipts.again_wanted.connect(lambda: self.wanted.emit("samples", "resample"))
        self.quick.collected.connect(self._on_collected)
        self.quick.elsewhere.connect(lambda typed: self.wanted.emit("samples", typed))
        self.others.opened.connect(self.open_box)
        self.printing.told.connect(self._on_told)
        self.printing.made.connect(self.printed)
        self.lab.changed.connect(self._on_changed)
        self.lab.other_side.connect(lambda: self._on_side(lab=False))
        self.receipts.other_side.connect(lambda: self._on_side(lab=True))
        QShortcut(QKeySequence(KEYS["new"].sequence), self).activated.connect(self._on_new)

    # What the window asks

    def subtitle(self) -> Words:
        """The day and the desk."""
        today = day(self.desk.today())
        if self.desk.label:
            return say("desk.subtitle", day=today, desk=self.desk.label)
        return say("desk.subtitle.plain", day=today)

    def refresh(self) -> None:
        """Read the card in front, the other boxes and the counts again."""
        if not self._step or not self._may_stay():
            self._step = steps.PACK if self._may(Verb.PACK) else steps.RECEIVE
            self._bring(self._card_of(self._step))
        if self.front in (self.none, self.pack):
            self._bring(self._card_of(steps.PACK))
        else:
            self.front.refresh()
        self._refresh_beside()

    def _refresh_beside(self) -> None:
        packs = self._may(Verb.COLLECT)
        self.notice.setVisible(packs)
        self.quick.setVisible(packs)
        self.leftover.refresh()
        if packs:
            self.quick.refresh()
        front = self.pack.box if self.front is self.pack else None
        self.others.refresh(front.id if front else "")
        self._count()
        self.quick.show_key(self.front is self.pack)
        self._say_line()

    def start(self) -> None:
        """The focus goes where the next scan or the next word belongs."""
        self.front.start()

    def show_status(self, status: SyncStatus) -> None:
        """Other entries wait than before: what the lists say of it is old."""
        counts = (status.waiting, status.held)
        if counts != self._counts:
            self._counts = counts
            if not self._soon.isActive() and self.isVisible():
                self._soon.start()

    def leave(self) -> None:
        """Read nothing for a page that nobody sees."""
        self._soon.stop()

    def half_filled(self) -> bool:
        """A person begun beside the box."""
        return self.quick.begun()

    def fold(self, fold: Fold) -> None:
        """Without room for two columns the right one becomes one line below the box."""
        self._fold_now = fold
        self.context.setVisible(fold == Fold.FULL)
        edge = {Fold.FULL: (16, 12, 16, 12), Fold.NARROW: (14, 8, 14, 8), Fold.SINGLE: (8, 6, 8, 6)}[fold]
        self.body.setContentsMargins(*edge)
        self.steps.fold(fold)
        # At twice the size two rows of buttons leave a card no height: then the page scrolls.
        self.left.setMinimumHeight(theme.px(_LEAST) if fold == Fold.SINGLE else 0)
        for card in self._cards:
            card.fold(fold)
        self._say_line()

    def take(self, thing: object) -> None:
        """Go to a step, or open the box of an id."""
        if thing in steps.STEPS:
            self.go(str(thing))
        elif isinstance(thing, str) and (box := boxes.box(self.desk, thing)) is not None:
            self.open_box(box)

    def scanned(self, text: str) -> bool:
        """A scan from anywhere: a tube, a box, a slip or a part of a list. False where it is none of the page's."""
        if self.front is self.lab:
            return self.lab.scanned(text)
        number = numbers.read_tube(text)
        letter = number[2] if number else ""
        box = boxes.of_number(self.desk, text) if letter in _OF_BOXES else None
        if box is not None:
            self.open_box(box)
            return True
        if letter in _OF_TUBES and self.front is self.pack:
            self.pack.add(text)
            return True
        if letter == numbers.REGISTRATION and not self.quick.isHidden() and self.context.isVisible():
            self.quick.look_for(text)
            return True
        return False

    # Which card is in front

    def _may(self, verb: Verb) -> bool:
        operator = self.desk.operator
        return may(operator.role, verb) if operator else True

    def _may_stay(self) -> bool:
        return self._step == steps.RECEIVE or self._may(Verb.PACK)

    @property
    def at_lab(self) -> bool:
        """Whether the page shows the boxes that come in here: at a lab's own desk, and for somebody of a lab."""
        return self._as_lab if self._as_lab is not None and self._both_sides() else self._is_lab()

    def _is_lab(self) -> bool:
        operator, centre = self.desk.operator, self.desk.centre
        if operator is not None and operator.role == Role.LAB:
            return True
        return centre is not None and centre.code in reference.labs() and self._may(Verb.RECEIVE)

    def _both_sides(self) -> bool:
        """A lab that sends boxes itself, and a practice desk, see both sides."""
        return (self._is_lab() or self.desk.practice) and self._may(Verb.RECEIVE) and self._may(Verb.PACK)

    def _on_side(self, *, lab: bool) -> None:
        self._as_lab = lab
        self.go(steps.RECEIVE)

    def _card_of(self, step: str) -> Front:
        if step == steps.DISPATCH:
            return self.dispatch
        if step == steps.RECEIVE:
            for card in (self.receipts, self.lab.door):
                card.side.setVisible(self._both_sides())
            return self.lab if self.at_lab else self.receipts
        return self.pack if boxes.current(self.desk) is not None else self.none

    def _bring(self, card: Front) -> None:
        card.refresh()
        self.front = card
        self.left.setCurrentWidget(card)
        self.steps.mark(self._step)

    def go(self, step: str) -> None:
        """Bring a step to the front; collecting is the samples page's."""
        if step == steps.COLLECT:
            self.wanted.emit("samples", None)
            return
        if step != steps.RECEIVE and not self._may(Verb.PACK):
            return
        self._step = step
        self.told.hide()
        self._bring(self._card_of(step))
        self._refresh_beside()
        self.start()

    def open_box(self, box: Box) -> None:
        """Show a box where it is at: an open one to be packed, a sealed one to be sent, a sent one with its answer."""
        if box.state == OPEN:
            with shown(self) as outcome:
                pack.use(self.desk, box.id)
            if outcome.ok:
                self.go(steps.PACK)
        elif box.state == SEALED:
            self.go(steps.DISPATCH)
        else:
            self._card_of(steps.RECEIVE).show_box(box)
            self.go(steps.RECEIVE)

    def open_new(self) -> None:
        """The form of a new box."""
        self._step = steps.PACK
        self.none.show_sealed(None)
        self._bring(self.new)
        self.new.start()

    def _on_new(self) -> None:
        if self.front is self.pack and self._fold_now == Fold.FULL:
            self.quick.start()
        elif self.front is self.pack:
            self.wanted.emit("samples", None)
        elif self._may(Verb.PACK):
            self.open_new()

    # What was done

    def _on_opened(self, _box: Box) -> None:
        self.saved.emit()
        self.go(steps.PACK)

    def _on_changed(self) -> None:
        self.told.hide()
        self.saved.emit()
        self._refresh_beside()

    def _on_packed(self) -> None:
        """After every scan: only the bar says something else then, the other boxes stay as they are."""
        self.told.hide()
        self.saved.emit()
        self._count()

    def _on_seal_wanted(self) -> None:
        if self.pack.box is not None and self.pack.box.tubes:
            self._ask(self.seal, self.pack.box)

    def _on_sealed(self, box: Box) -> None:
        self.none.show_sealed(box)
        announce(self, str(say("boxes.sealed_now", no=numbers.shown(box.no), n=box.tubes)))
        self.saved.emit()
        self.go(steps.PACK)
        self.printing.want_manifest(box.id)

    def _on_discarded(self, box: Box) -> None:
        self.saved.emit()
        self.go(steps.PACK)
        self.none.show_discarded(box)

    def _ask(self, card: BoxCard, box: Box) -> None:
        card.show_box(box)
        self._bring(card)
        self._refresh_beside()
        card.start()

    def _on_collected(self, answer: Collected) -> None:
        self.printing.want_label(*answer.ids)
        self.saved.emit()
        self.refresh()
        self.start()

    def _on_told(self, look: Look, words: Words) -> None:
        self._say(look, words, "print" if look in (Look.OK, Look.INFO) else "")

    def _on_bound(self, words: Words) -> None:
        self.saved.emit()
        self.receipts.refresh()
        self.start()
        self._say(Look.OK, words)

    def _say(self, look: Look, words: Words, icon: str = "") -> None:
        self.told.show_state(look, words, icon=icon)
        self.told.show()
        announce(self, str(words))

    # What the bar and the line say

    def _count(self) -> None:
        counts, done = box_counts.of_centre(self.desk) if self._may(Verb.PACK) else ({}, ())
        if self.at_lab:
            counts = {**counts, **box_counts.of_lab(self.desk)}
        self.steps.show_counts(counts, done)

    def _say_line(self) -> None:
        words = self.others.oldest_line() if self._fold_now != Fold.FULL else None
        self.line.setVisible(words is not None)
        if words is not None:
            self.line.show_state(Look.NEUTRAL, words, icon="clock")


def _made_here() -> Panel:
    """What makes the portal's outage harmless, in two lines."""
    panel = Panel(Look.NEUTRAL, margins=(15, 8, 14, 8))
    row = QHBoxLayout()
    row.setSpacing(12)
    row.addWidget(Icon("monitor", ink="neutral", size=20))
    lines = QVBoxLayout()
    lines.setSpacing(0)
    lines.addWidget(Text(say("boxes.made_here"), role="strong", ink="neutral"))
    lines.addWidget(Text(say("boxes.made_here.portal"), role="muted", ink="neutral", wrap=True))
    row.addLayout(lines, 1)
    panel.body.addLayout(row)
    return panel
