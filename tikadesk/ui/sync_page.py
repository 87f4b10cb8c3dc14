"""The sync page: what is safe where, what waits, what needs a person, what happened. It counts; it never guesses."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tikadesk.domain import numbers
from tikadesk.domain.status import Look, SyncState, SyncStatus, hour
from tikadesk.i18n import tr
from tikadesk.ui.blocks import Card, Chip, EmptyState, Icon, Noted, Rule, empty
from tikadesk.ui.buttons import link, primary, secondary
from tikadesk.ui.line_log import LineEvent, LineLog
from tikadesk.ui.messages import shown
from tikadesk.ui.page import Fold, Page
from tikadesk.ui.places import Place, Places
from tikadesk.ui.table import Column, State, Table
from tikadesk.ui.ways_below import WaysBelow
from tikadesk.ui.words import Text, Words, plain, say

if TYPE_CHECKING:
    from tikadesk.actions.desk import Desk
    from tikadesk.actions.facts import NeedRow
    from tikadesk.actions.waiting import WaitingKind

_SHOWN_EVENTS = 5
_SHOWN_NEEDS = 3


def clock_of(at: str) -> str:
    """The hour and minute of a stamp."""
    return at[11:16]


class SyncPage(Page):
    """Three places, what waits, what needs a person, what happened."""

    def __init__(self, desk: Desk) -> None:
        from tikadesk.actions.waiting import WaitingCount

        super().__init__(desk)
        self._status = SyncStatus(SyncState.UNKNOWN)
        self._entries = 0
        self._rows = 0
        self._counted = WaitingCount(desk)
        self._waiting = 0
        self._log: list[LineEvent] = []
        column = QVBoxLayout()
        column.setSpacing(12)
        column.addWidget(self._top_card())
        self._lower = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._lower.setSpacing(14)
        self._lower.addWidget(self._waiting_card(), 17)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self._needs_card())
        right.addWidget(self._happened_card(), 1)
        self._lower.addLayout(right, 11)
        column.addLayout(self._lower, 1)
        self.body.addLayout(column, 1)
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._say)

    def _top_card(self) -> Card:
        card = Card(margins=(18, 14, 18, 14), spacing=12)
        words = QVBoxLayout()
        words.setSpacing(0)
        self._headline = Text(role="head", wrap=True)
        self._sub = Text(role="body", ink="muted", wrap=True)
        words.addWidget(self._headline)
        words.addWidget(self._sub)
        card.body.addLayout(words)
        self._here = Place("monitor", say("place.here"))
        self._server = Place("server", say("place.server"))
        self._portal = Place("cloud", say("place.portal"))
        self._places = Places((self._here, self._server, self._portal))
        card.body.addWidget(self._places)
        row = QHBoxLayout()
        row.setSpacing(8)
        # The strip's button owns Ctrl+R everywhere; this one only shows it.
        self.try_now = primary(say("strip.try_now"), icon="sync", cap="Ctrl R")
        self.try_now.clicked.connect(self.try_wanted)
        row.addWidget(self.try_now)
        self.below = WaysBelow()
        self.below.wanted.connect(lambda key: self.wanted.emit(key, None))
        row.addWidget(self.below, 1, Qt.AlignmentFlag.AlignVCenter)
        self._size = Text(role="muted", ink="muted")
        row.addWidget(self._size)
        card.body.addLayout(row)
        return card

    def _waiting_card(self) -> Card:
        card = Card(margins=(16, 12, 16, 12), spacing=8)
        top = QHBoxLayout()
        top.addWidget(Text(say("waiting.title"), role="card"))
        top.addStretch()
        top.addWidget(Text(say("waiting.order"), role="muted", ink="muted"))
        card.body.addLayout(top)
        self.kinds = Table(_kind_columns(self._state), say("waiting.title"))
        self.all = Table(_entry_columns(), say("waiting.all_title"))
        self._none = EmptyState(say("waiting.none"), icon="check-circle")
        self._shown = QStackedWidget()
        for widget in (self.kinds, self.all, self._none):
            self._shown.addWidget(widget)
        self._shown.setMinimumHeight(170)
        card.body.addWidget(self._shown, 1)
        foot = QHBoxLayout()
        foot.addWidget(Noted(Look.OK, say("waiting.safe")), 1)
        self.show_all = link(say("waiting.show_all", n=0), small=True)
        self.show_all.setCheckable(True)
        self.show_all.clicked.connect(self._on_show_all)
        foot.addWidget(self.show_all)
        card.body.addLayout(foot)
        return card

    def _needs_card(self) -> Card:
        card = Card(margins=(16, 12, 16, 12), spacing=6)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Text(say("needs.title"), role="card"))
        self._need_count = Chip(Look.AMBER, plain("0"))
        top.addWidget(self._need_count)
        top.addStretch()
        top.addWidget(Text(say("needs.meanwhile"), role="muted", ink="muted"))
        card.body.addLayout(top)
        self._needs = QWidget()
        self._need_rows = QVBoxLayout(self._needs)
        self._need_rows.setContentsMargins(0, 0, 0, 0)
        self._need_rows.setSpacing(6)
        card.body.addWidget(self._needs)
        self._no_needs = Noted(Look.OK, say("needs.none"))
        card.body.addWidget(self._no_needs)
        return card

    def _happened_card(self) -> Card:
        card = Card(margins=(16, 12, 16, 12), spacing=2)
        top = QHBoxLayout()
        top.addWidget(Text(say("happened.title"), role="card"))
        top.addStretch()
        self.copy = link(say("happened.copy"), icon="copy", small=True)
        self.copy.clicked.connect(self._on_copy)
        top.addWidget(self.copy)
        card.body.addLayout(top)
        self._events = QWidget()
        self._event_rows = QVBoxLayout(self._events)
        self._event_rows.setContentsMargins(0, 0, 0, 0)
        self._event_rows.setSpacing(3)
        card.body.addWidget(self._events)
        self._quiet = Noted(Look.NEUTRAL, say("happened.nothing"))
        card.body.addWidget(self._quiet)
        card.body.addStretch()
        return card

    # What the shell asks of it

    def subtitle(self) -> Words:
        """What the page answers."""
        return say("sync.subtitle")

    def start(self) -> None:
        """The most likely act."""
        self.try_now.setFocus()

    def fold(self, fold: Fold) -> None:
        """The right column goes below on a narrow window, the places below each other on the smallest."""
        beside = fold == Fold.FULL
        self._lower.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        self._places.stack(fold == Fold.SINGLE)

    def show_below(self, pages: Sequence[str]) -> None:
        """Offer the ways to the pages under this one: (key, icon)."""
        self.below.show_pages(pages)

    def show_status(self, status: SyncStatus) -> None:
        """A new picture of the line; the lists follow when something was sent."""
        changed = status.waiting != self._status.waiting or status.held != self._status.held
        self._status = status
        self._say()
        if changed and self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read the lists again."""
        from tikadesk.actions import facts

        with shown(self):
            known = facts.facts_of(self.desk)
            self._entries, self._waiting = known.entries, known.waiting
            kinds = self._counted.count()
            self._rows = sum(kind.count for kind in kinds)
            self._show_waiting(kinds)
            self._show_needs(facts.needs_you(self.desk))
            kb = max(1, round(self._counted.size / 1024))
            self._size.show_words(say("waiting.size", kb=kb) if kinds else plain(""))
        self._say()
        self._tick.start()

    def leave(self) -> None:
        """Stop counting seconds that nobody sees."""
        self._tick.stop()

    # What it says

    def _say(self) -> None:
        status, now = self._status, self.desk.clock.now()
        # Before the first answer the line knows nothing; the store always does.
        waiting = max(status.waiting, self._waiting) if status.state == SyncState.UNKNOWN else status.waiting
        state = status.state.value
        params = {**status.sentence(now)[1], "server": status.server}
        if status.state == SyncState.DISK:
            self._headline.say("sync.headline.disk")
        elif status.state == SyncState.IDLE and not waiting:
            self._headline.say("sync.headline.sent")
        else:
            self._headline.say("sync.headline", n=waiting)
        self._sub.show_words(Words(f"sync.sub.{state}", params))
        self._here.show_fact(
            Look.OK if status.state != SyncState.DISK else Look.DANGER,
            say("place.here.fact", n=self._entries),
            say("place.here.how"),
        )
        self._server.show_fact(
            status.look() if status.state != SyncState.DISK else Look.NEUTRAL,
            Words(f"place.server.{state}", params),
            say("place.server.next", **params) if params["left"] else self._heard(),
        )
        self._portal.show_fact(Look.NEUTRAL, say("place.portal.unknown"), say("place.portal.how"))
        self._places.first.show_words(say("way.to_send", n=waiting) if waiting else say("way.nothing"))
        self._places.second.show_words(say("way.cannot_see"))

    def _heard(self) -> Words:
        at = self._status.last_answer_at
        return say("place.server.heard", at=hour(at)) if at else say("place.server.never")

    def _state(self, row: WaitingKind) -> State:
        if self._status.state == SyncState.NO_ANSWER and row.count:
            return State(Look.INFO, say("waiting.no_answer"))
        return State(Look.NEUTRAL, say("waiting.waits"))

    def _show_waiting(self, kinds: Sequence[WaitingKind]) -> None:
        self.kinds.fill(lambda offset, limit: kinds[offset : offset + limit])
        self.show_all.setVisible(bool(kinds))
        self._choose_list()

    def _choose_list(self) -> None:
        from tikadesk.actions import facts

        every = self.show_all.isChecked()
        if every:
            self.all.fill(lambda offset, limit: facts.waiting(self.desk, limit, offset=offset))
        self.show_all.show_words(say("waiting.by_kind") if every else say("waiting.show_all", n=self._rows))
        shown = self._none if not self._rows else self.all if every else self.kinds
        self._shown.setCurrentWidget(shown)

    def _on_show_all(self) -> None:
        self._choose_list()

    def _show_needs(self, needs: Sequence[NeedRow]) -> None:
        empty(self._need_rows)
        self._need_count.setVisible(bool(needs))
        self._need_count.show_state(Look.AMBER, plain(str(len(needs))))
        self._no_needs.setVisible(not needs)
        for need in needs[:_SHOWN_NEEDS]:
            self._need_rows.addWidget(Rule())
            self._need_rows.addWidget(self._need_row(need))

    def _need_row(self, need: NeedRow) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(Icon("alert", ink="amber"))
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(Text(Words(f"need.{need.verdict}", {"no": need.no}), role="strong", elide=True))
        why = f"{need.name} · {tr(need.why_key)}" if need.name else tr(need.why_key)
        lines.addWidget(Text(plain(why), role="small", ink="muted", wrap=True))
        row.addLayout(lines, 1)
        look = secondary(say("needs.open"), small=True)
        look.setAccessibleName(str(say("needs.open_one", no=need.no)))
        look.clicked.connect(lambda _on=False, one=need: self.wanted.emit("find", one))
        row.addWidget(look)
        return holder

    def show_happened(self, log: LineLog) -> None:
        """Show the newest events of the line."""
        self._log = log.newest(_SHOWN_EVENTS)
        self._show_log()

    def _show_log(self) -> None:
        empty(self._event_rows)
        for event in self._log:
            holder = QWidget()
            row = QHBoxLayout(holder)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(10)
            row.addWidget(Text(plain(hour(event.at)), role="code", ink="muted"))
            row.addWidget(Icon(event.icon, ink=event.look.value, size=16))
            row.addWidget(Text(event.words, role="muted", ink="strip", wrap=True), 1)
            self._event_rows.addWidget(holder)
        self._quiet.setVisible(not self._log)
        self.copy.setVisible(bool(self._log))

    def _on_copy(self) -> None:
        lines = [f"{hour(event.at)} {event.words}" for event in self._log]
        QGuiApplication.clipboard().setText("\n".join(lines))
        self.copy.show_words(say("happened.copied"))


def _kind_columns(state: Callable[[WaitingKind], State]) -> list[Column]:
    return [
        Column(say("waiting.kind"), lambda row: tr(f"kind.{row.kind}")),
        Column(say("waiting.count"), lambda row: str(row.count), width=76, right=True),
        Column(say("waiting.newest"), lambda row: clock_of(row.newest), width=94, right=True),
        Column(say("waiting.oldest"), lambda row: clock_of(row.oldest), width=94, right=True),
        Column(plain(""), lambda _row: "", width=14),
        Column(say("waiting.state"), state, width=180),
    ]


def _entry_columns() -> list[Column]:
    return [
        Column(say("waiting.entry"), lambda row: str(row.n), width=70, right=True, muted=True),
        Column(
            say("waiting.what"), lambda row: tr(f"waiting.{row.op}", what=tr(f"kind.{row.kind}")), width=200
        ),
        Column(
            say("waiting.number"), lambda row: numbers.shown(row.no) if row.no else "", width=190, mono=True
        ),
        Column(say("waiting.person"), lambda row: row.name),
        Column(say("waiting.at"), lambda row: clock_of(row.at), width=70, right=True),
    ]
