"""What the window has to do with printers: the labels left on its strip, and the set-up that opens from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from tikadesk.ui.messages import shown
from tikadesk.ui.strip import Strip

if TYPE_CHECKING:
    from tikadesk.actions.desk import Desk


class PrinterSetup(QObject):
    """Keeps the strip's count true and asks for the printers in front of ``window``.

    Signals:
        chose(str, object): a setting of this machine has another value (a field of ``settings.Settings``).
    """

    chose = Signal(str, object)

    def __init__(self, window: QWidget, desk: Desk, strip: Strip) -> None:
        super().__init__(window)
        self._window, self._desk, self._strip = window, desk, strip

    def count(self) -> None:
        """Read how many labels are left."""
        from tikadesk.actions import label_roll

        with shown(self._window):
            left = label_roll.left(self._desk)
            self._strip.show_labels(left, low=left is not None and left <= label_roll.LOW)

    def open(self) -> None:
        """Ask which printers to use; nobody else's entry can be in the way, for the window waits."""
        # Qt's printing is slow to load, and seldom needed before the first save.
        from tikadesk.ui import printers
        from tikadesk.ui.printer_dialog import PrinterDialog

        dialog = PrinterDialog(self._desk, printers.names(), parent=self._window)
        dialog.chose.connect(self.chose)
        dialog.finished.connect(dialog.deleteLater)
        dialog.exec()
        self.count()
