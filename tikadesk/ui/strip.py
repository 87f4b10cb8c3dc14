"""The strip at the foot of every page: where the data is safe, how many wait, why and what next. Never absent."""

from __future__ import annotations

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy

from tikadesk.domain.clock import Clock
from tikadesk.domain.status import SyncState, SyncStatus
from tikadesk.ui import icons, theme
from tikadesk.ui.blocks import Chip, Icon
from tikadesk.ui.buttons import Kind, link, secondary
from tikadesk.ui.page import Fold
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, say

_ICONS = {
    SyncState.NO_LINE: "cloud-off",
    SyncState.NO_SERVER: "cloud-off",
    SyncState.SENDING: "arrow-up",
    SyncState.NO_ANSWER: "question",
    SyncState.UNKNOWN: "question",
    SyncState.UNENROLLED: "monitor",
}
_BETWEEN = " · "


def icon_of(status: SyncStatus) -> str:
    """The outline of a state."""
    return _ICONS.get(status.state, icons.OF_LOOK[status.look()])


class Strip(QFrame):
    """Sync at the left with "Try now", practice and what the computer itself has to say at the right.

    Signals:
        try_wanted: send now. plug_pulled(bool): practice took the line away (True) or gave it back.
        printers_wanted: choose printers, or say that a roll was put in.
    """

    try_wanted = Signal()
    printers_wanted = Signal()
    plug_pulled = Signal(bool)

    def __init__(self, clock: Clock, *, practice: bool) -> None:
        super().__init__()
        self._clock = clock
        self._status = SyncStatus(SyncState.UNKNOWN)
        self._pulled = False
        self._idle_left = 0
        self._labels: int | None = None
        self._fold = Fold.FULL
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 3, 16, 3)
        row.setSpacing(8)
        self._icon = Icon("question", ink="neutral")
        self.first = Text(role="label", ink="strip")
        self.rest = Text(role="muted", ink="strip")
        self.try_now = secondary(say("strip.try_now"), key="try_now", small=True)
        self.try_now.clicked.connect(self.try_wanted)
        self.plug = secondary(say("practice.pull_plug"), icon="plug-off", small=True)
        self.plug.clicked.connect(self._on_plug)
        self.plug.setVisible(practice)
        self.badge = Chip(Look.AMBER, say("practice.mark"), icon="warning")
        self.badge.setVisible(practice)
        self.labels = link(say("strip.printers"), icon="print", small=True)
        self.labels.clicked.connect(self.printers_wanted)
        row.addWidget(self._icon)
        row.addWidget(self.first)
        row.addWidget(self.rest)
        row.addWidget(self.try_now)
        row.addStretch(1)
        row.addWidget(self.labels)
        row.addWidget(self.badge)
        row.addWidget(self.plug)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._show)
        self._tick.start()
        self._show()

    def show_status(self, status: SyncStatus) -> None:
        """Show a new picture of the line."""
        self._status = status
        self._show()

    def show_labels(self, left: int | None, *, low: bool = False) -> None:
        """Say how many labels are left on the roll, in amber when they are few; None where nobody counts them."""
        self._labels = left
        self.labels.kind = Kind.CAUTION if low else Kind.LINK
        self._say_labels()

    def _say_labels(self) -> None:
        if self._labels is None:
            self.labels.show_words(say("strip.printers"))
        else:
            short = self._fold != Fold.FULL
            self.labels.show_words(say("strip.labels.short" if short else "strip.labels", n=self._labels))

    def warn_of_lock(self, seconds: int) -> None:
        """Count down to the idle lock; 0 ends the countdown."""
        self._idle_left = seconds
        self._show()

    def _on_plug(self) -> None:
        self._pulled = not self._pulled
        self.plug.show_words(say("practice.put_plug_back" if self._pulled else "practice.pull_plug"))
        self.plug_pulled.emit(self._pulled)

    def _show(self) -> None:
        if self._idle_left:
            look, icon = Look.AMBER, "lock"
            text = str(say("strip.locking", seconds=self._idle_left))
        else:
            key, params = self._status.sentence(self._clock.now())
            look, icon = self._status.look(), icon_of(self._status)
            text = str(say(key, **params))
        first, _, rest = text.partition(_BETWEEN)
        self.first.show_text(first)
        self.rest.show_text(f"· {rest}" if rest else "")
        ink = look.value if look != Look.NEUTRAL else "strip"
        self.first.set_ink(ink)
        self._icon.show_icon(icon, look.value)
        self.try_now.setVisible(self._status.state not in (SyncState.IDLE, SyncState.UNENROLLED))
        self.setMinimumHeight(theme.px(36))

    def retranslate(self) -> None:
        """Say the sentence in the new language."""
        self._show()

    def fold(self, fold: Fold) -> None:
        """The reason and the next step break over lines on the smallest window; labels are said in short, or not."""
        self._fold = fold
        self._say_labels()
        self.labels.setVisible(fold != Fold.SINGLE)
        self.rest.setWordWrap(fold == Fold.SINGLE)
