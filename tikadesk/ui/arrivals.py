"""A lab's door: the manifest's barcode, its QR set in any order, or the list as a file begin the receipt of a box.

With the list from QR or file nothing of the box need be here yet: no server and no network.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout

from tikadesk.actions import discard, manifests, receive, receiving
from tikadesk.actions.desk import Desk
from tikadesk.actions.pack import Refused
from tikadesk.actions.receiving import Arrival, Receiving
from tikadesk.domain import numbers
from tikadesk.domain.manifest import Unreadable
from tikadesk.domain.qr_parts import PartReader
from tikadesk.ui import sounds
from tikadesk.ui.beep import BeepButton
from tikadesk.ui.blocks import EmptyState, Noted, Pile
from tikadesk.ui.box_card import BoxCard
from tikadesk.ui.box_words import moment, refusal
from tikadesk.ui.buttons import link, secondary
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.page import Fold
from tikadesk.ui.scan_box import ScanBox
from tikadesk.ui.table import Column, State, Table
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, plain, say

MOST = 300
_LONGEST_NUMBER = 20
"""Signs of an official number as people write it, with its spaces: what is longer is a part of a list."""


class Arrivals(BoxCard):
    """Boxes on their way here and boxes being counted.

    Signals:
        begun(object): the receipt of a box (``Receiving``), new or gone on with.
        other_side: what labs said of our own boxes.
    """

    begun = Signal(object)
    other_side = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.choose_file: Callable[[], str] = self._ask_for_file
        self._reader = PartReader()
        head = QHBoxLayout()
        head.setSpacing(12)
        self._count = Text(role="head", ink="accent")
        head.addWidget(Text(say("receive.title"), role="head"), 1)
        head.addWidget(BeepButton())
        head.addWidget(self._count)
        self.inside.addLayout(head)
        self.scan = ScanBox(say("receive.scan"), say("receive.scan.hint"))
        self.scan.scanned.connect(self.take)
        self.inside.addWidget(self.scan)
        self.parts = Noted(Look.INFO, icon="scan", role="label")
        self.parts.hide()
        self.inside.addWidget(self.parts)
        self.table = Table(self._columns(), say("receive.list"))
        self.table.opened.connect(self._on_opened)
        self.scan.stepped.connect(self.table.step)
        self.none = EmptyState(say("receive.none"), icon="truck")
        self._shown = Pile(self.table, self.none)
        self.add_list(self._shown)
        self.file = secondary(say("receive.file"), icon="usb")
        self.file.clicked.connect(self._on_file)
        self._discarded = ""
        self.back = secondary(say("receive.bring_back", no=""), key="undo")
        self.back.clicked.connect(self._on_back)
        self.back.hide()
        self.side = link(say("receive.as_centre"), small=True)
        self.side.clicked.connect(self.other_side)
        self.foot(self.file, self.back, right=self.side)

    def _columns(self) -> tuple[Column, ...]:
        today = self.desk.today
        return (
            Column(say("boxes.column.box"), lambda one: one.shown, width=158, mono=True),
            Column(say("receive.column.from"), lambda one: one.centre_name),
            Column(say("boxes.column.tubes"), lambda one: str(one.expected), width=60, right=True),
            Column(plain(""), lambda _one: "", width=12),
            Column(say("boxes.column.left"), lambda one: moment(one.left_at, today()), width=98),
            Column(say("boxes.column.state"), _state, width=180),
        )

    # What the page asks

    def refresh(self) -> None:
        """Read what is on its way here again."""
        found = receiving.arrivals(self.desk, MOST)
        self.table.fill(lambda offset, limit: found[offset : offset + limit])
        self._shown.setCurrentWidget(self.table if found else self.none)
        self._count.say("receive.count", n=sum(not one.finished for one in found))

    def show_discarded(self, receiving: Receiving) -> None:
        """Offer to bring back a receipt that was taken back just now."""
        self._discarded = receiving.id
        self.back.show_words(say("receive.bring_back", no=receiving.shown))
        self.back.show()
        self.fit_foot()

    def start(self) -> None:
        """The scan field has the focus."""
        self.scan.start()

    def fold(self, fold: Fold) -> None:
        """Box, tubes and state only where the window is narrow."""
        self.table.hide_columns(*((1, 4) if fold == Fold.SINGLE else ()))

    # What the operator does

    def take(self, text: str) -> None:
        """A scan: the number of a box, or a part of a QR set."""
        number = numbers.parse(text)
        with shown(self) as outcome:
            try:
                if number is not None:
                    self._begin(receive.begin(self.desk, text))
                elif len(text) > _LONGEST_NUMBER:
                    self._take_part(text)
                else:
                    raise Refused("pack.not_a_number")
            except (Refused, Unreadable) as error:
                sounds.refused()
                self.scan.refuse(*refusal(error))
                self.scan.start()
        if not outcome.ok:
            sounds.refused()

    def _take_part(self, text: str) -> None:
        if self._reader.whole:
            self._reader = PartReader()
        self._reader.add(text)
        if self._reader.whole:
            self._begin(receive.begin(self.desk, manifests.take(self.desk, self._reader.data())))
            return
        sounds.accepted()
        missing, total = self._reader.missing, self._reader.total
        words = say(
            "receive.parts", read=total - len(missing), total=total, missing=", ".join(map(str, missing))
        )
        self.scan.say(Look.OK, None)
        self.parts.show_state(Look.INFO, words, icon="scan")
        self.parts.show()
        announce(self, str(words))
        self.scan.start()

    def take_file(self, file: Path) -> None:
        """The list as a file (``.tikam``)."""
        with shown(self) as outcome:
            begun = receive.begin(self.desk, manifests.read_file(self.desk, file), list_from=receive.FILE)
        if outcome.ok:
            self._begin(begun)

    def _begin(self, begun: Receiving) -> None:
        sounds.accepted()
        self._reader = PartReader()
        self.parts.hide()
        self.back.hide()
        self.scan.say(Look.OK, None)
        self.begun.emit(begun)

    def _on_file(self) -> None:
        if name := self.choose_file():
            self.take_file(Path(name))

    def _ask_for_file(self) -> str:
        name, _ = QFileDialog.getOpenFileName(self, str(say("receive.file")), "", f"*{manifests.SUFFIX}")
        return name

    def _on_back(self) -> None:
        with shown(self) as outcome:
            discard.bring_back_receipt(self.desk, self._discarded)
            begun = receiving.of(self.desk, self._discarded)
        if outcome.ok:
            self._begin(begun)

    def _on_opened(self, one: Arrival) -> None:
        self.take(one.no)


def _state(one: Arrival) -> State:
    if one.finished:
        return State(Look.OK, say("receive.state.done"), quiet=True, ticked=True)
    if one.begun:
        return State(Look.INFO, say("receive.state.begun", n=one.received), "register")
    return State(Look.INFO, say("boxes.state.way"), "truck")
