"""Python's garbage is collected on the window's thread only.

Left to itself the collector runs on whichever thread happens to allocate: on the sync thread or a reader's it would
take windows apart that only their own thread may touch, and the process would end without a word.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, Qt, QTimer, Slot

_LOOK_EVERY_MS = 500
_left = 0
"""How many objects were left by the last collection of all."""


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
    """Collect the oldest generation that is due, as the interpreter would have done by itself: all of it only when a
    quarter more is there than the last time left, for that takes its time.
    """
    global _left
    counts, thresholds = gc.get_count(), gc.get_threshold()
    if counts[2] > thresholds[2] and len(gc.get_objects(2)) > _left * 1.25:
        gc.collect()
        _left = len(gc.get_objects(2))
    elif counts[1] > thresholds[1]:
        gc.collect(1)
    elif counts[0] > thresholds[0]:
        gc.collect(0)
