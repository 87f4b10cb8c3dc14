"""The button that writes the list of a sealed box as a file, for a USB stick: the lab opens it instead of the codes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog

from tikadesk.actions import manifests
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.reports import whole_file
from tikadesk.ui.buttons import Button
from tikadesk.ui.messages import shown
from tikadesk.ui.words import Words, say


class ListFile(Button):
    """Asks where to, writes the list of the box that ``marked`` tells, and says where it is.

    Signals:
        written(object): the words that say which box's list is in which file.
    """

    written = Signal(object)

    def __init__(self, desk: Desk, marked: Callable[[], Box | None]) -> None:
        super().__init__(say("boxes.list_file"), icon="usb")
        self._desk, self._marked = desk, marked
        self.choose_file: Callable[[str], str] = self._ask_for_file
        self.clicked.connect(self.write)

    def write(self) -> None:
        """Write the file, whole or not at all; nothing where nobody said where to."""
        box = self._marked()
        name = self.choose_file(f"{box.no}{manifests.SUFFIX}") if box is not None else ""
        if box is None or not name:
            return
        file = Path(name if name.endswith(manifests.SUFFIX) else name + manifests.SUFFIX)
        with shown(self) as outcome:
            data = manifests.sealed_list(self._desk, box.id)
            whole_file.into(file, lambda out: out.write(data))
        if outcome.ok:
            words: Words = say("boxes.list_file.written", no=box.shown, file=str(file))
            self.written.emit(words)

    def _ask_for_file(self, name: str) -> str:
        file, _ = QFileDialog.getSaveFileName(self, str(say("boxes.list_file")), name, f"*{manifests.SUFFIX}")
        return file
