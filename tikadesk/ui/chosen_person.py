"""The person that a sample is taken from, in two lines, with the way to somebody else."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tikadesk.i18n import language
from tikadesk.ui.blocks import Icon, Noted, Panel
from tikadesk.ui.buttons import link
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import joined, mobile, option
from tikadesk.ui.words import Text, Words, plain, say


class ChosenPerson(Panel):
    """Hidden until ``show_person``.

    Signals:
        other_wanted: it is somebody else with the same mobile.
    """

    other_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(12, 6, 6, 8))
        self._name = Text(role="strong", elide=True)
        self._about = Text(role="small", ink="muted", elide=True)
        self._note = Noted(Look.AMBER)
        self.other = link(say("samples.person.other"), cap="N", small=True)
        self.other.clicked.connect(self.other_wanted)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._name)
        lines.addWidget(self._about)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Icon("person", ink="accent", size=20))
        row.addLayout(lines, 1)
        row.addWidget(self.other)
        self.body.addLayout(row)
        self.body.addWidget(self._note)
        self.hide()

    def show_person(self, typed: Mapping[str, str]) -> None:
        """Show the person of a typed form."""
        name, local = typed.get("name", ""), typed.get("name_local", "")
        self._name.show_text((local or name) if language() != "en" else name)
        self._about.show_words(
            joined(
                say("samples.age_sex", age=typed.get("age", ""), sex=option("sex", typed.get("sex"))),
                mobile(typed.get("mobile")),
                typed.get("village", ""),
            )
        )
        self.show()

    def warn(self, words: Words | None) -> None:
        """Say in amber what to look at twice about this person's sample; None takes it back."""
        self._note.show_state(Look.AMBER, words or plain(""))
        self._note.setVisible(words is not None)
