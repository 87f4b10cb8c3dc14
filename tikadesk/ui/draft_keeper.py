"""Keeps a half-filled form on disk: at every field's exit and every two seconds while it changes. No whole Aadhaar."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from tikadesk.actions import drafts
from tikadesk.actions.desk import Desk
from tikadesk.domain import identity
from tikadesk.errors import StoreTrouble

EVERY_MS = 2000


class DraftKeeper(QObject):
    """Watches one form through ``values``; an empty form has no draft.

    Signals:
        kept(bool): the draft was written, or could not be.
    """

    kept = Signal(bool)

    def __init__(
        self,
        desk: Desk,
        screen: str,
        values: Callable[[], dict[str, str] | None],
        form: QObject | None = None,
    ) -> None:
        super().__init__(form)  # it ends with the form: its timer must not ask for what is no longer there
        self._desk, self._screen, self._values = desk, screen, values
        self._last: dict[str, str] | None = {}
        self._timer = QTimer(self)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self.keep)

    def watch(self) -> None:
        """The form changed: keep it within two seconds."""
        if not self._timer.isActive():
            self._timer.start()

    def keep(self) -> None:
        """Write the draft now if it differs from the one on disk."""
        if not isValid(self):
            # The window is being taken down: its last field loses the focus after its keeper is gone.
            return
        self._timer.stop()
        values = self._values()
        fit = fit_for_disk(values) if values is not None else None
        if fit == self._last:
            return
        try:
            if fit is None:
                drafts.drop(self._desk, self._screen)
            else:
                drafts.keep(self._desk, self._screen, fit)
        except StoreTrouble:
            # The form itself is untouched; the next save says in full what is wrong with the disk.
            self.kept.emit(False)
            return
        self._last = fit
        if fit is not None:
            self.kept.emit(True)

    def read(self) -> dict[str, str] | None:
        """The draft that an earlier run left, or None."""
        found = drafts.read(self._desk, self._screen)
        return dict(found) if found else None

    def drop(self) -> None:
        """Forget the draft: the form was saved or discarded. A draft that stays behind cannot be saved twice."""
        self._timer.stop()
        try:
            drafts.drop(self._desk, self._screen)
        except StoreTrouble:
            self.kept.emit(False)
            return
        self._last = None


def fit_for_disk(values: Mapping[str, str]) -> dict[str, str]:
    """``values`` without what must never reach a disk: of an ID being typed only a finished last four stays."""
    fit = {name: identity.redact(value) for name, value in values.items() if value}
    number = re.sub(r"[\s\-]", "", values.get("id_number", ""))
    if len(number) > 4 and number[:1].isdigit() and not identity.MASKED.match(number.upper()):
        fit.pop("id_number", None)
    return fit
