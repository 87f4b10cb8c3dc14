"""Who is due for the next dose: by village, the most urgent first, to be called, or taken out for those who go from
house to house.
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import due
from tikadesk.actions.desk import Desk
from tikadesk.actions.due import DueList, DueRow, Village
from tikadesk.domain.roles import Verb, may
from tikadesk.ui.blocks import Pile
from tikadesk.ui.buttons import link, secondary
from tikadesk.ui.due_table import DueTable
from tikadesk.ui.export_card import ExportCard
from tikadesk.ui.find_screen import Wish
from tikadesk.ui.messages import area_of
from tikadesk.ui.page import Fold, Page, stand_beside
from tikadesk.ui.reading import Reading
from tikadesk.ui.village_card import VillageCard, name_of
from tikadesk.ui.wording import day, joined
from tikadesk.ui.words import Words, say

_RIGHT = 318
"""Logical pixels of the right column where it stands beside the lines."""


class DuePage(Page):
    """The list of today, read beside the window's own work."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._fold_now, self._in_aside = Fold.FULL, False
        self._reading = Reading(desk)
        self._asked_again = False
        self.lines = DueTable(desk.store)
        self.villages = VillageCard()
        self.export = ExportCard(desk, reports=("due",))
        self.right = Pile(self.villages, self.export)
        self.to_export = secondary(say("register_page.export"), icon="download")
        self.to_villages = secondary(say("due.villages"), icon="search")
        self.to_lines = link(say("due.to_lines"), key="clear", small=True)
        self.back = link(say("desk.back"), key="clear", small=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        for button in (self.back, self.to_villages, self.to_export):
            self.lines.add_act(button)
        self._aside = QWidget()
        aside = QVBoxLayout(self._aside)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.setSpacing(8)
        aside.addWidget(self.to_lines, 0, Qt.AlignmentFlag.AlignLeft)
        aside.addWidget(self.right, 1)
        columns = QHBoxLayout()
        columns.setSpacing(12)
        columns.addWidget(self.lines, 1)
        columns.addWidget(self._aside)
        self.body.addLayout(columns, 1)

    def _connect(self) -> None:
        self.lines.opened.connect(self._on_opened)
        self.villages.chosen.connect(self._on_village)
        self.to_export.clicked.connect(self.open_export)
        self.to_villages.clicked.connect(lambda: self._show_aside(self.villages))
        self.to_lines.clicked.connect(self.open_lines)
        self.export.left.connect(self.open_lines)
        self.back.clicked.connect(lambda: self.wanted.emit("", None))
        self._reading.done.connect(self._on_read)
        self._reading.failed.connect(lambda error: area_of(self).show_error(error))

    # What the window asks

    def subtitle(self) -> Words:
        """The day of the list."""
        return joined(say("due.subtitle"), day(self.desk.today()))

    def refresh(self) -> None:
        """Read the list again; filter, village and marked line stay."""
        role = self.desk.operator.role if self.desk.operator else None
        self.to_export.setVisible(role is None or may(role, Verb.EXPORT))
        self._read()

    def start(self) -> None:
        """The lines."""
        if self._in_aside and self.right.currentWidget() is self.export:
            self.export.start()
        elif not self._in_aside:
            self.lines.start()

    def fold(self, fold: Fold) -> None:
        """On a narrow window the right column gives way to the lines, and is shown in their place when asked for."""
        self._fold_now = fold
        edge = {Fold.FULL: (16, 14, 16, 14), Fold.NARROW: (14, 8, 14, 8), Fold.SINGLE: (8, 6, 8, 6)}[fold]
        self.body.setContentsMargins(*edge)
        self._show_columns()

    def _show_columns(self) -> None:
        full = self._fold_now == Fold.FULL
        self.lines.setVisible(full or not self._in_aside)
        self._aside.setVisible(full or self._in_aside)
        stand_beside(self._aside, _RIGHT if full else None)
        self.to_villages.setVisible(not full)
        resting = self.right.currentWidget() is self.villages
        self.to_lines.setVisible(not full and resting)
        self.back.setVisible(resting)  # the card has a way back of its own, by the same key

    # What is in front

    def open_lines(self) -> None:
        """The lines, the villages beside them where there is room."""
        self._in_aside = False
        self.right.setCurrentWidget(self.villages)
        self._show_columns()
        self.lines.start()

    def open_export(self) -> None:
        """The card that takes the list out: whoever is due within the next week."""
        today = self.desk.today()
        self.export.show_days(today, due.week_ahead(today))
        self._show_aside(self.export)
        self.export.start()

    def _show_aside(self, card: QWidget) -> None:
        self._in_aside = True
        self.right.setCurrentWidget(card)
        self._show_columns()
        if card is self.villages:
            self.villages.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_village(self, village: Village | None) -> None:
        self.lines.show_village(village.place if village else None, name_of(village) if village else Words())

    def _on_opened(self, row: DueRow) -> None:
        self.wanted.emit("find", Wish(row.id))

    # The list

    def _read(self) -> None:
        self._asked_again = self._reading.busy
        if not self._asked_again:
            on = self.desk.today()
            self._reading.start(lambda store, _watch: due.listed(store, on))

    def _on_read(self, listed: DueList) -> None:
        if self._asked_again:
            self._read()
        self.lines.show_list(listed)
        self.villages.show_villages(listed.villages())
