"""The line that says what may not have printed, after a restart or a printer's trouble, and prints it now."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from tikadesk.actions.prints import Paper
from tikadesk.ui.blocks import Icon, Panel
from tikadesk.ui.buttons import link, secondary
from tikadesk.ui.messages import shown
from tikadesk.ui.printing import Printing
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import joined
from tikadesk.ui.words import Text, say


class LeftoverPrints(Panel):
    """ "2 labels may not have printed. Print now · All there". Hidden while nothing of ``papers`` is left over."""

    def __init__(self, printing: Printing, papers: tuple[Paper, ...] = (Paper.LABEL, Paper.MANIFEST)) -> None:
        super().__init__(Look.AMBER, margins=(14, 6, 14, 6))
        self._printing, self._papers = printing, papers
        self.text = Text(role="strong", ink="amber", wrap=True)
        self.now = secondary(say("print.left.now"), icon="print", small=True)
        self.there = link(say("print.left.there"), small=True)
        self.now.clicked.connect(self._on_now)
        self.there.clicked.connect(self._on_there)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Icon("warning", ink="amber", size=18))
        row.addWidget(self.text, 1)
        row.addWidget(self.now)
        row.addWidget(self.there)
        self.body.addLayout(row)
        self.hide()
        printing.made.connect(self.refresh)

    def refresh(self) -> None:
        """Say what is left over now."""
        waiting = self._printing.waiting()
        counts = {paper: sum(one.paper is paper for one in waiting) for paper in self._papers}
        parts = [say(f"print.left.{paper}", n=count) for paper, count in counts.items() if count]
        self.text.show_words(joined(*parts))
        self.setVisible(bool(parts))

    def _on_now(self) -> None:
        with shown(self):
            self._printing.print_waiting(*self._papers)

    def _on_there(self) -> None:
        with shown(self):
            self._printing.drop_waiting(*self._papers)
