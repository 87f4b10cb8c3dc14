"""What was just saved, newest first, with what can still be done to it; below it the day so far."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import today, undo
from tikadesk.actions.desk import Desk
from tikadesk.actions.today import SavedRow
from tikadesk.domain import reference
from tikadesk.domain.clock import IST
from tikadesk.i18n import language
from tikadesk.ui import theme
from tikadesk.ui.blocks import Card, Rule, Scroller, empty, key_hint
from tikadesk.ui.keys import KEYS
from tikadesk.ui.record_row import ChipState, RecordRow
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import joined, number, option, state
from tikadesk.ui.words import Text, Words, say

SHOWN = 12


class JustSaved(Card):
    """The last saves of this desk. Rows take the focus by Tab or Ctrl+J; the page asks ``current`` what a key is about.

    Signals:
        opened(object): Enter or a click on a row.
    """

    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=6)
        self.desk = desk
        self.rows: list[RecordRow] = []
        self.newest: SavedRow | None = None
        self._shown: tuple[str, float, list[SavedRow]] | None = None
        self._undo = key_hint(KEYS["undo"].cap, Words())
        self._undo_left = self._undo.findChild(Text)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(Text(say("desk.saved"), role="section"))
        head.addStretch()
        head.addWidget(self._undo)
        head.addWidget(key_hint(KEYS["correct"].cap, say("desk.correct.short")))
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self.scroller = scroll = Scroller(content)
        self._empty = Text(say("desk.saved.none"), role="body", ink="muted", wrap=True)
        self._empty.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        self.body.addWidget(self._empty, 1)
        self.body.addWidget(scroll, 1)
        self.body.addWidget(Rule())
        self._today = Text(role="muted", ink="muted", elide=True)
        self._deferred = Text(role="label", ink="accent")
        foot = QHBoxLayout()
        foot.setSpacing(10)
        foot.addWidget(Text(say("desk.today"), role="label"))
        foot.addWidget(self._today, 1)
        foot.addWidget(self._deferred)
        self.body.addLayout(foot)
        self._clock = QTimer(self, interval=1000)
        self._clock.timeout.connect(self._on_tick)

    def refresh(self) -> None:
        """Read the list and the totals again; the row with the focus keeps it."""
        saved = today.saved(self.desk, SHOWN)
        shown = (language(), theme.current().factor, saved)
        if shown != self._shown:
            self._shown = shown
            self._show(saved)
        totals = today.totals(self.desk)
        self._today.say("desk.today.counts", registered=totals.registered, given=totals.given)
        self._deferred.say("desk.today.deferred", n=totals.deferred)
        self._deferred.setVisible(totals.deferred > 0)
        self._say_undo()

    def _show(self, saved: list[SavedRow]) -> None:
        held = self.current()
        empty(self._list)
        self.newest = saved[0] if saved else None
        self.rows = []
        for at, row in enumerate(saved):
            if at:
                self._list.addWidget(Rule())
            self.rows.append(self._row(row))
            self._list.addWidget(self.rows[-1])
        self._list.addStretch()
        self._empty.setVisible(not saved)
        self.scroller.setVisible(bool(saved))
        again = next(
            (r for r in self.rows if held and isinstance(r.thing, SavedRow) and r.thing.id == held.id), None
        )
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row(self, saved: SavedRow) -> RecordRow:
        row = RecordRow(
            saved_name(saved),
            joined(number(saved.no), hour(saved.at), what(saved)),
            figure=str(saved.token),
            chip=chip(saved),
            struck=saved.void,
            more=slips(saved),
            thing=saved,
        )
        row.opened.connect(lambda: self.opened.emit(saved))
        row.stepped.connect(lambda step, line=row: self._step(line, step))
        return row

    def _step(self, row: RecordRow, step: int) -> None:
        at = self.rows.index(row) + step
        if 0 <= at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)
            self.scroller.ensureWidgetVisible(self.rows[at])

    def focus_first(self) -> None:
        """Put the focus on the newest row."""
        if self.rows:
            self.rows[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def current(self) -> SavedRow | None:
        """The row with the focus, or None."""
        now = QApplication.focusWidget()
        if isinstance(now, RecordRow) and now in self.rows and isinstance(now.thing, SavedRow):
            return now.thing
        return None

    def _on_tick(self) -> None:
        if self.window().isVisible():  # the store of a closed window is closed
            self._say_undo()

    def _say_undo(self) -> None:
        offered = undo.offer(self.desk)
        self._undo.setVisible(offered is not None)
        if offered is None:
            self._clock.stop()
            return
        if isinstance(self._undo_left, Text):
            self._undo_left.say("desk.undo.left", left=offered.seconds_left)
        if not self._clock.isActive():
            self._clock.start()

    def last_line(self) -> Words:
        """The newest save in one line, for a window without this card."""
        row = self.newest
        if row is None:
            return Words()
        return say("desk.saved.last", token=row.token, name=saved_name(row), state=chip(row)[1])


def saved_name(row: SavedRow) -> Words:
    """The name in the window's script."""
    return Words(text=(row.name_local or row.name) if language() != "en" else row.name)


def hour(at: str) -> str:
    """The time of day of a stamp, Indian time."""
    return datetime.fromisoformat(at).astimezone(IST).strftime("%H:%M")


def what(row: SavedRow) -> Words:
    """What was done, vaccines by their names."""
    known = reference.vaccines()
    params = {name: option("vaccine", v) if v in known else v for name, v in row.what_params.items()}
    return say(row.what_key, **params)


def slips(row: SavedRow) -> Words:
    """How often the slip went to a printer, else that it is a file."""
    if row.slips.printed:
        return say("desk.slip.count", times=row.slips.printed)
    return say("desk.slip.file_count") if row.slips.filed else Words()


def chip(row: SavedRow) -> ChipState:
    """Where the row is safe; a voided one says so instead."""
    return (Look.NEUTRAL, say("desk.state.void"), "void") if row.void else state(row.state)
