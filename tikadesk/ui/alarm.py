"""The red line of a serious adverse event, across the whole page: whom to phone now, and the numbers to dial."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tikadesk import settings
from tikadesk.actions.aefi import Event
from tikadesk.actions.desk import Desk
from tikadesk.domain import reference
from tikadesk.ui.aefi_words import symptoms
from tikadesk.ui.blocks import Icon, Panel
from tikadesk.ui.buttons import secondary
from tikadesk.ui.messages import announce
from tikadesk.ui.page import Fold
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import person_name
from tikadesk.ui.words import Text, plain, say


class Alarm(Panel):
    """Hidden until something is serious.

    Signals:
        told_wanted(object): an officer was told of this event: ask who and when.
    """

    told_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(Look.DANGER, margins=(22, 8, 14, 8))
        self.desk = desk
        self._event: Event | None = None
        self._short = False
        self._call = Text(role="card", ink="danger", wrap=True)
        self._who = Text(role="body", ink="danger", wrap=True)
        self.told = secondary(say("aefi.told"), icon="phone", small=True)
        self.told.clicked.connect(lambda: self.told_wanted.emit(self._event))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._call)
        lines.addWidget(self._who)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Icon("phone", ink="danger", size=24), 0, Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(lines, 1)
        row.addWidget(self.told, 0, Qt.AlignmentFlag.AlignVCenter)
        self.body.addLayout(row)
        self.hide()

    def fold(self, fold: Fold) -> None:
        """In one column only whom to phone, so that there is room to go on."""
        self._short = fold == Fold.SINGLE
        self._dress()

    def _dress(self) -> None:
        for part in (self._who, self.told):
            part.setVisible(self._event is not None and not self._short)
        self._hold()

    def _hold(self) -> None:
        """Wrapped words take their height from their width: nothing below may lie on them where the page scrolls."""
        self.setMinimumHeight(max(0, self.heightForWidth(self.width())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the height that this width asks for."""
        super().resizeEvent(event)
        self._hold()

    def show_alarm(self, events: Sequence[Event], *, typing: bool = False) -> None:
        """Say whom to phone while something serious is being typed, or while no officer knows of ``events``."""
        self._event = events[0] if events else None
        wanted, before = typing or bool(events), self.isVisible()
        self._dress()
        if self._event is not None:
            self._who.say(
                "aefi.phone.who",
                name=plain(person_name(self._event.shot)),
                symptoms=symptoms(self._event.symptoms),
            )
        if wanted:
            helpline = settings.helpline(self.desk.store.home, self.desk.store.me.state)
            self._call.say("aefi.phone", helpline=helpline, ambulance=reference.ambulance())
        self._hold()
        self.setVisible(wanted)
        if wanted and not before:
            announce(self, self._call.text())
