"""The switch that says whether the desk beeps, for the pages where things are scanned."""

from __future__ import annotations

from tikadesk.ui import sounds
from tikadesk.ui.buttons import Button, Kind
from tikadesk.ui.words import say


class SoundSwitch(Button):
    """Says what is in force; pressed, the other is. Every switch of the process shows the same."""

    def __init__(self) -> None:
        super().__init__(say("sounds.on"), Kind.LINK, icon="sound", small=True)
        self.setCheckable(True)
        self.clicked.connect(lambda on: sounds.current().choose(on))
        sounds.current().changed.connect(self._show)
        self._show(sounds.current().on)

    def _show(self, on: bool) -> None:
        self.setChecked(on)
        self._icon = "sound" if on else "sound-off"
        self.show_words(say("sounds.on" if on else "sounds.off"))
