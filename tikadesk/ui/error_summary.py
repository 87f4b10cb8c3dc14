"""The red box above a form that was not saved: how many things to fix, each a link to its field."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout

from tikadesk.ui.blocks import Icon, Panel
from tikadesk.ui.buttons import Button, Kind
from tikadesk.ui.flow import Flow
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, Words, say


class ErrorSummary(Panel):
    """ "Not saved yet: 3 things to fix". Hidden while there is nothing to fix.

    Signals:
        wanted(str): the operator asked for the field of this name.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__(Look.DANGER, margins=(20, 6, 14, 6))
        self._title = Text(role="section", ink="danger")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Icon("warning", ink="danger", size=18))
        top.addWidget(self._title)
        hint = Text(say("form.enter_jumps"), role="small", ink="danger", elide=True)
        hint.setMinimumWidth(1)  # the first to go where a card is narrow
        top.addWidget(hint, 1)
        self.body.addLayout(top)
        self._links = Flow(gap=4)
        links = QHBoxLayout()
        links.setContentsMargins(26, 0, 0, 0)
        links.addWidget(self._links)
        self.body.addLayout(links)
        self._others = Text(ink="danger", wrap=True)
        self.body.addWidget(self._others)
        self._shown: list[tuple[str, Words]] = []
        self.hide()

    def show_problems(self, fields: Sequence[tuple[str, Words]], others: Sequence[Words] = ()) -> None:
        """List ``fields`` as (name, label) links, and sentences that belong to no field; nothing hides the box."""
        count = len(fields) + len(others)
        self._title.say("form.not_saved", n=count)
        if list(fields) != self._shown:
            self._shown = list(fields)
            self._refill()
        self._links.setVisible(bool(fields))
        self._others.show_text(" ".join(str(words) for words in others))
        self._others.setVisible(bool(others))
        self.setVisible(count > 0)

    def _refill(self) -> None:
        jumps = []
        for name, words in self._shown:
            jump = Button(words, Kind.JUMP, small=True)
            jump.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            jump.clicked.connect(lambda _on=False, field=name: self.wanted.emit(field))
            jumps.append(jump)
        self._links.fill(jumps)
