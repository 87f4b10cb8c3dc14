"""Python's garbage is collected on the window's thread only.

Left to itself the collector runs on whichever thread happens to allocate: on the sync thread or a reader's it would
take windows apart that only their own thread may touch, and the process would end without a word.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer, Slot

_LOOK_EVERY_MS = 500


class Collector(QObject):
    """Collects by Python's own thresholds, whenever the window's thread has nothing else to do; make it there."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        gc.disable()
        self._clock = QTimer(self, interval=_LOOK_EVERY_MS)
        self._clock.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._clock.timeout.connect(self.look)
        self._clock.start()

    @Slot()
    def look(self) -> None:
        """Collect what is due by now."""
        collect_due()


def collect_due() -> None:
    """Collect the oldest generation whose threshold is passed, as the interpreter would have done by itself."""
    for generation in (2, 1, 0):
        if gc.get_count()[generation] > gc.get_threshold()[generation]:
            gc.collect(generation)
            return
