"""The other boxes of the last days: the oldest one that has not left on top with its age, then newest first."""

from __future__ import annotations

from datetime import timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import boxes
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.domain.numbers import shown
from tikadesk.i18n import language
from tikadesk.ui import theme
from tikadesk.ui.blocks import Card, Rule, Scroller, empty
from tikadesk.ui.box_words import about, chip
from tikadesk.ui.record_row import RecordRow
from tikadesk.ui.wording import waited
from tikadesk.ui.words import Text, Words, plain, say

SHOWN = 30
OLD = timedelta(hours=12)
"""A box that has waited this long for a driver is said in amber."""


class BoxList(Card):
    """Boxes as rows with their chips.

    Signals:
        opened(object): Enter or a click on a box.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 10, 16, 4), spacing=5)
        self.desk = desk
        self.rows: list[RecordRow] = []
        self._shown: tuple[str, float, str, list[Box]] | None = None
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(Text(say("boxes.other"), role="card"))
        head.addStretch()
        self.oldest = Text(role="label", ink="neutral")
        head.addWidget(self.oldest)
        self.body.addLayout(head)
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.scroller = Scroller(content)
        self._empty = Text(say("boxes.other.none"), role="body", ink="muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(self.scroller, 1)

    def refresh(self, but: str = "") -> None:
        """Read the boxes again, without ``but``, the one in front; the oldest that has not left comes first."""
        oldest = boxes.oldest_unsent(self.desk)
        first = [oldest] if oldest is not None and oldest.id != but else []
        others = [
            box for box in boxes.boxes(self.desk, limit=SHOWN) if box.id not in (but, oldest and oldest.id)
        ]
        state = (language(), theme.current().factor, self.desk.today(), first + others)
        if state != self._shown:
            self._shown = state
            self._show(first + others)
        self.oldest.setVisible(oldest is not None)
        if oldest is not None:
            waits = self.desk.now() - oldest.opened_at
            self.oldest.set_ink("amber" if waits >= OLD else "neutral")
            self.oldest.show_words(say("boxes.oldest", age=waited(oldest.opened_at, self.desk.now())))

    def oldest_line(self) -> Words | None:
        """The oldest box that has not left and how long it has stood here; None where all have left."""
        box = boxes.oldest_unsent(self.desk)
        if box is None:
            return None
        age = waited(box.opened_at, self.desk.now())
        return say("boxes.oldest.which", no=shown(box.no), age=age)

    def _show(self, found: list[Box]) -> None:
        empty(self._list)
        self.rows = []
        today = self.desk.today()
        for box in found:
            row = RecordRow(
                plain(shown(box.no)), about(box, today), chip=chip(box, today), close=True, thing=box
            )
            row.opened.connect(lambda one=box: self.opened.emit(one))
            row.stepped.connect(lambda step, line=row: self._step(line, step))
            self._list.addWidget(Rule())
            self._list.addWidget(row)
            self.rows.append(row)
        self._list.addStretch()
        self._empty.setVisible(not found)
        self.scroller.setVisible(bool(found))

    def _step(self, row: RecordRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.scroller.ensureWidgetVisible(self.rows[at])
