"""The beeps of the desk: one low for what was accepted, two for what was refused, three rising for what will soon be
too late. They repeat what the screen says in words, so that nobody has to look up from the tubes; off, nothing is lost.
"""

from __future__ import annotations

import sys

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QApplication

from tikadesk import assets

_BETWEEN_MS = 200
_BEEPS = {"accepted": 1, "refused": 2, "warned": 3}


class Sounds(QObject):
    """Plays without waiting for the end of a sound. ``on``: whether it is heard.

    Signals:
        changed(bool): switched on or off. played(str): "accepted", "refused" or "warned", heard or not.
    """

    changed = Signal(bool)
    played = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.on = True

    def choose(self, on: bool) -> None:
        """Switch the sounds on or off."""
        if on != self.on:
            self.on = on
            self.changed.emit(on)

    def play(self, name: str) -> None:
        """Play ``resources/sounds/<name>.wav``."""
        if self.on:
            _play(name)
        self.played.emit(name)


if sys.platform == "win32":
    import winsound

    def _play(name: str) -> None:
        how = winsound.SND_FILENAME | winsound.SND_ASYNC | winsound.SND_NODEFAULT
        try:
            winsound.PlaySound(str(assets.path("sounds", f"{name}.wav")), how)
        except RuntimeError:
            return  # no sound card, or no loudspeaker: the words on the screen say it

else:

    def _play(name: str) -> None:
        # Qt's own sound is not among the parts we ship: the system's bell, as often as the sound beeps.
        for at in range(_BEEPS[name]):
            QTimer.singleShot(at * _BETWEEN_MS, QApplication.beep)


_sounds = Sounds()


def current() -> Sounds:
    """The sounds of this process."""
    return _sounds


def accepted() -> None:
    """One low beep."""
    _sounds.play("accepted")


def refused() -> None:
    """Two beeps."""
    _sounds.play("refused")


def warned() -> None:
    """Three beeps."""
    _sounds.play("warned")
