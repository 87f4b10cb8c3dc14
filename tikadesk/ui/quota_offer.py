"""The way on where a group has had its share of the day's doses: why this one is given all the same, in one key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from tikadesk.actions.quotas import is_overshot
from tikadesk.errors import InvalidRecord, TikaError
from tikadesk.ui.blocks import Panel
from tikadesk.ui.buttons import secondary
from tikadesk.ui.flow import Flow
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import reasons
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, Words


class QuotaOffer(Panel):
    """ "All are given … say why: 1 · 2 · 3 · 4". Hidden until a save was refused for the share's sake."""

    def __init__(self) -> None:
        super().__init__(Look.AMBER, margins=(14, 6, 14, 6))
        self.reason = ""
        self._again: Callable[[], None] | None = None
        self.choices = []
        for segment in reasons("quota_reason"):
            button = secondary(segment.words, cap=segment.letter, small=True)
            button.clicked.connect(partial(self._choose, segment.code))
            self.choices.append(button)
        self._text = Text(role="strong", ink="amber", wrap=True)
        self.body.addWidget(self._text)
        flow = Flow(gap=6)
        flow.fill(self.choices)
        self.body.addWidget(flow)
        self.hide()

    def typed(self) -> dict[str, str]:
        """The reason as the dose's form holds it; empty while none was chosen."""
        return {"quota_reason": self.reason} if self.reason else {}

    def after(self, form: Form, error: TikaError | None, again: Callable[[], None]) -> None:
        """A save of ``form`` has ended with ``error``, or well. Where only the share spoke against it, ask here why it
        is given all the same; the answer saves ``again``.
        """
        found = error.problems if isinstance(error, InvalidRecord) else ()
        over = [problem for problem in found if is_overshot(problem)]
        self._again = again
        self.setVisible(bool(over) and len(over) == len(found))
        if not self.isHidden():
            form.show_problems(())
            self._text.show_words(Words(over[0].key, dict(over[0].params)))
            self.choices[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """The next person: nothing was chosen."""
        self.reason = ""
        self.hide()

    def _choose(self, code: str, _on: bool = False) -> None:
        self.reason = code
        self.hide()
        if self._again is not None:
            self._again()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 4 choose from any of the buttons."""
        at = event.key() - Qt.Key.Key_1
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and 0 <= at < len(self.choices):
            self.choices[at].click()
            return
        super().keyPressEvent(event)
