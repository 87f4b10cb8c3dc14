"""Where a scan goes: to the page in front, else to the page whose business it is. What it does there is not said."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from tikadesk.domain import numbers
from tikadesk.ui import sounds
from tikadesk.ui.page import Page
from tikadesk.ui.scanner import Scanner

_HOMES = {
    numbers.REGISTRATION: ("desk", "find"),
    numbers.CASE: ("samples", "find"),
    numbers.CONSIGNMENT: ("consignments",),
    numbers.FALLBACK: ("desk", "samples", "consignments", "find"),
}


class Scans(QObject):
    """Hands each scan in ``window`` on. ``front`` tells the page in front, None behind the lock; ``show`` brings a
    page to the front by its key, None where nobody at work may open it.
    """

    def __init__(
        self, window: QWidget, front: Callable[[], Page | None], show: Callable[[str], Page | None]
    ) -> None:
        super().__init__(window)
        self._window, self._front, self._show = window, front, show
        self.scanner = Scanner(self, self.take)
        window.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """The native window, whose keys are watched, is there once the window is shown."""
        if event.type() == QEvent.Type.Show and (native := self._window.windowHandle()) is not None:
            self.scanner.watch(native)
        return False

    def take(self, code: str) -> None:
        """Hand ``code`` to the page in front, then to its home; two beeps when there is none."""
        page = self._front()
        if page is None or (not page.scanned(code) and not self._at_home(code)):
            sounds.refused()

    def _at_home(self, code: str) -> bool:
        number = numbers.parse(numbers.case_of(code))
        last: Page | None = None
        for key in _HOMES.get(number.kind, ("find",)) if number else ("consignments",):
            page = self._show(key)
            if page is not None and page.scanned(code):
                return True
            last = page or last
        if last is not None:
            last.look_for(code)
        return last is not None
