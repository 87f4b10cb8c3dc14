"""The lab's three cards: the door, the box being counted, and its end; which of them is in front."""

from __future__ import annotations

from PySide6.QtCore import Signal

from tikadesk.actions import receive
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.actions.receiving import Receiving
from tikadesk.domain import numbers
from tikadesk.ui.arrivals import Arrivals
from tikadesk.ui.blocks import Pile
from tikadesk.ui.box_card import BoxCard
from tikadesk.ui.finish_card import FinishCard
from tikadesk.ui.messages import shown
from tikadesk.ui.page import Fold
from tikadesk.ui.receive_panel import ReceivePanel


class LabSide(Pile):
    """What a lab does with boxes that come in.

    Signals:
        changed: something was written. other_side: what labs said of our own boxes.
    """

    changed = Signal()
    other_side = Signal()

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.door, self.counting, self.finish = Arrivals(desk), ReceivePanel(desk), FinishCard(desk)
        self._cards: tuple[BoxCard, ...] = (self.door, self.counting, self.finish)
        super().__init__(*self._cards)
        self.front: BoxCard = self.door
        self.door.begun.connect(self._on_begun)
        self.door.other_side.connect(self.other_side)
        self.counting.left.connect(lambda: self._bring(self.door))
        self.counting.changed.connect(self.changed)
        self.counting.discarded.connect(self._on_discarded)
        self.counting.finish_wanted.connect(self._on_finish)
        self.finish.left.connect(lambda: self._bring(self.counting))
        self.finish.done.connect(self._on_done)

    def refresh(self) -> None:
        """Read the card in front again."""
        self.front.refresh()

    def start(self) -> None:
        """Where the card in front begins."""
        self.front.start()

    def fold(self, fold: Fold) -> None:
        """Lay all cards out for the room there is."""
        for card in self._cards:
            card.fold(fold)

    def show_box(self, box: Box) -> None:
        """Count ``box``, or go on with it."""
        with shown(self) as outcome:
            begun = receive.begin(self.desk, box.no)
        if outcome.ok:
            self.counting.show_receiving(begun)
            self._bring(self.counting)

    def scanned(self, text: str) -> bool:
        """A scan from anywhere: a tube for the box in front, else a box or a part of its list."""
        number = numbers.read_tube(text)
        case = number is not None and number[2] == numbers.CASE
        if self.front is self.counting and number is not None and number[2] != numbers.CONSIGNMENT:
            self.counting.count(text)
        elif case:
            return False
        else:
            self._bring(self.door)
            self.door.take(text)
        return True

    def _bring(self, card: BoxCard) -> None:
        self.front = card
        card.refresh()
        self.setCurrentWidget(card)
        card.start()

    def _on_begun(self, begun: Receiving) -> None:
        self.changed.emit()
        self.counting.show_receiving(begun)
        self._bring(self.counting)

    def _on_discarded(self, receiving: Receiving) -> None:
        self.changed.emit()
        self._bring(self.door)
        self.door.show_discarded(receiving)

    def _on_finish(self, receiving: Receiving) -> None:
        self.finish.show_receiving(receiving)
        self._bring(self.finish)

    def _on_done(self, _receiving: Receiving) -> None:
        self.changed.emit()
        self._bring(self.door)
