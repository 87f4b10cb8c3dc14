"""One line of the closing's checklist: done with its figures, or open with what is missing and the button for it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.ui.blocks import Icon
from tikadesk.ui.buttons import Button, secondary
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, Words


class CheckRow(QWidget):
    """``act`` is its button, in view while ``show_open`` offers it."""

    def __init__(self, act: Words, *, icon: str = "") -> None:
        super().__init__()
        self._icon = Icon("check-circle", ink=Look.OK.value)
        self.title = Text(role="body", wrap=True)
        self.value = Text(role="muted", ink="muted")
        self.second = Text(role="small", ink="muted", wrap=True)
        self.act: Button = secondary(act, icon=icon, small=True)
        self.act.hide()
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self.title)
        lines.addWidget(self.second)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(9)
        row.addWidget(self._icon)
        row.addLayout(lines, 1)
        row.addWidget(self.value)
        row.addWidget(self.act, 0, Qt.AlignmentFlag.AlignVCenter)

    def show_done(self, title: Words, value: Words) -> None:
        """It holds, with its figures at the right."""
        self._icon.show_icon("check-circle", Look.OK.value)
        self.title.set_role("body")
        self.title.show_words(title)
        self.value.show_words(value)
        self._say_more(Words(), act=False)

    def show_open(self, title: Words, second: Words, *, act: bool, icon: str = "alert") -> None:
        """Something is to be done; ``act``: its button does it."""
        self._icon.show_icon(icon, (Look.AMBER if icon == "alert" else Look.NEUTRAL).value)
        self.title.set_role("strong")
        self.title.show_words(title)
        self.value.show_words(Words())
        self._say_more(second, act=act)

    def _say_more(self, second: Words, *, act: bool) -> None:
        self.second.show_words(second)
        self.second.setVisible(bool(str(second)))
        self.value.setVisible(bool(str(self.value.text())))
        self.act.setVisible(act)
