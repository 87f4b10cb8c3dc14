"""The switch of the beeps, in sight where things are scanned."""

from __future__ import annotations

from tikadesk.ui import sounds
from tikadesk.ui.buttons import Button, Kind
from tikadesk.ui.words import say


class BeepButton(Button):
    """Says whether the beeps are heard; a press switches them."""

    def __init__(self) -> None:
        super().__init__(say("beep.on"), Kind.LINK, icon="sound", small=True)
        self.clicked.connect(lambda: sounds.current().choose(not sounds.current().on))
        sounds.current().changed.connect(self._show)
        self._show(sounds.current().on)

    def _show(self, on: bool) -> None:
        self.show_icon("sound" if on else "sound-off")
        self.show_words(say("beep.on") if on else say("beep.off"))
