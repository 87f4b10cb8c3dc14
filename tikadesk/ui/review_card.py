"""What a supervisor looks at before a day is closed: voids, deferrals, adverse events, missing desks, one by one with
what stood there, what changed, who did it and why. One PIN says that all of it was seen.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from itertools import groupby

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from tikadesk.actions import reviews, void
from tikadesk.actions.desk import Desk
from tikadesk.actions.reviews import DeskDay, Item
from tikadesk.domain.clock import IST
from tikadesk.domain.entry import Op
from tikadesk.domain.kinds.review import ADVERSE, DEFERRAL, DESK, TOPICS, VOID
from tikadesk.i18n import language
from tikadesk.store.records import Row
from tikadesk.ui import history, theme
from tikadesk.ui.blocks import Card, EmptyState, Rule, Scroller, acts, empty, head
from tikadesk.ui.buttons import link, primary
from tikadesk.ui.find_screen import Wish
from tikadesk.ui.messages import shown
from tikadesk.ui.pin import ask_pin
from tikadesk.ui.record_row import RecordRow
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import day, dose_number, joined, number, option
from tikadesk.ui.words import Text, Words, plain, say

_ICONS = {VOID: "void", DEFERRAL: "clock", ADVERSE: "warning", DESK: "desk"}

_INDENT = 34
"""Logical pixels by which a row's words stand in from its icon."""


class ReviewCard(Card):
    """Everything to look at of the ISO day ``day``; ``rows`` are its lines, in order.

    Signals:
        done: it was written down that all of it was seen. left: back. opened(object): the ``Wish`` to see a person.
    """

    done = Signal()
    left = Signal()
    opened = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(14, 12, 12, 12), spacing=8)
        self.desk = desk
        self.day = desk.today()
        self.rows: list[RecordRow] = []
        self._items: list[Item] = []
        self._desks: list[DeskDay] = []
        self._title = Text(role="card")
        self._count = Text(role="label", ink="muted")
        self._nothing = EmptyState(say("closing.review.nothing"), icon="check-circle")
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 2, 0)
        self._column.setSpacing(2)
        self._scroller = Scroller(inside)
        self.see = primary(Words(), icon="check")
        self.see.clicked.connect(self.see_all)
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self.left)
        self._back = back
        top = head(say("closing.review.title"), self._count)
        self.body.addLayout(top)
        self.body.addWidget(Rule())
        self.body.addWidget(self._nothing, 1)
        self.body.addWidget(self._scroller, 1)
        self.body.addLayout(acts(self.see, back))

    def show_day(self, iso: str) -> None:
        """Read an ISO day; the line with the focus keeps it."""
        self.day = iso
        focused = QApplication.focusWidget()
        kept = focused.thing if isinstance(focused, RecordRow) and focused in self.rows else None
        self._items = reviews.items(self.desk, iso)
        self._desks = [one for one in reviews.desks(self.desk, iso) if not one.joined]
        unseen = [item for item in self._items if not item.seen]
        missing = [one for one in self._desks if not one.seen]
        total, left = len(self._items) + len(self._desks), len(unseen) + len(missing)
        self._count.say("closing.review.count", seen=total - left, total=total)
        self._count.setVisible(bool(total))
        self._fill()
        self._nothing.setVisible(not total)
        self._scroller.setVisible(bool(total))
        self.see.show_words(say("closing.review.seen", n=left) if left else Words())
        self.see.setVisible(bool(left))
        for row in self.rows:
            if kept is not None and row.thing == kept:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def start(self) -> None:
        """Begin with the first line, or with the way back where there is none."""
        (self.rows[0] if self.rows else self._back).setFocus(Qt.FocusReason.TabFocusReason)

    def _fill(self) -> None:
        empty(self._column)
        self.rows = []
        in_order = sorted(self._items, key=lambda item: TOPICS.index(item.topic))
        for topic, items in groupby(in_order, key=lambda item: item.topic):
            self._head(topic)
            for item in items:
                self._add(_row(item), list(_changes(item)))
        if self._desks:
            self._head(DESK)
            for one in self._desks:
                self._add(_desk_row(one), [])
        self._column.addStretch()

    def _head(self, topic: str) -> None:
        self._column.addWidget(Text(say(f"closing.review.{topic}"), role="label", ink="muted"))

    def _add(self, row: RecordRow, more: list[Words]) -> None:
        row.opened.connect(lambda: self._open(row))
        row.stepped.connect(lambda step: self._step(row, step))
        self.rows.append(row)
        self._column.addWidget(row)
        for words in more:
            line = Text(words, role="small", wrap=True)
            line.setContentsMargins(theme.px(_INDENT), 0, 0, 0)
            self._column.addWidget(line)

    def _step(self, row: RecordRow, step: int) -> None:
        place = self.rows.index(row) + step
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _open(self, row: RecordRow) -> None:
        """The person whose line it is, on the page that shows everything of them."""
        if isinstance(row.thing, str):
            self.opened.emit(Wish(row.thing))

    def see_all(self) -> None:
        """The supervisor's PIN, once for everything in view."""
        with shown(self) as outcome:
            proof = ask_pin(self, self.desk, say("closing.review.pin", day=day(self.day)))
            if proof is None:
                return
            reviews.see(self.desk, self.day, self._items, self._desks, supervisor=proof[0], pin=proof[1])
        if outcome.ok:
            self.done.emit()


def _row(item: Item) -> RecordRow:
    """Who or what, what stood there, and what was done to it."""
    person = item.person or {}
    token = say("closing.review.token", no=person["token"]) if person.get("token") else Words()
    name = _name(person) if item.person else _thing(item)
    chip = (Look.OK, say("closing.review.was_seen"), "check") if item.seen else None
    at = datetime.fromisoformat(item.last.at).astimezone(IST).strftime("%H:%M")
    return RecordRow(
        joined(token, name), _stood(item), more=joined(_why(item), item.last.by, at), chip=chip,
        icon=_ICONS[item.topic], struck=item.topic == VOID, thing=person.get("id"),
    )  # fmt: skip


def _name(person: Row) -> Words:
    """The name in the script that the window speaks, where there is one."""
    local = person["name_local"] if language() != "en" else None
    return plain(str(local or person["name"] or ""))


def _thing(item: Item) -> Words:
    """What belongs to nobody: a vial or a move of stock."""
    if item.kind == "vial":
        return say("closing.review.vial", no=item.row["vial"] or "")
    return option("stock_move", item.row.get("move"))


def _stood(item: Item) -> Words:
    """What the record said: the dose, the event, the batch."""
    row = item.row
    if item.kind == "aefi":
        symptoms = ", ".join(str(option("aefi_symptom", code)) for code in (row["symptoms"] or "").split())
        return joined(option("severity", row["severity"]), plain(symptoms))
    if item.kind == "registration":
        return plain(number(row["no"]))
    return _dose(row)


def _dose(row: Row) -> Words:
    """ "1st dose · Covishield · 4121Z025 / 4"; a vial or a move of stock has no number of a dose."""
    source = " / ".join(filter(None, (row.get("batch"), row.get("vial"))))
    return joined(dose_number(row.get("dose_no")), option("vaccine", row.get("vaccine")), source)


def _why(item: Item) -> Words:
    """The reason: of a void by its own table, of a deferral by its."""
    if item.topic == VOID:
        return (
            history.reason(item.last)
            if item.last.op == Op.VOID
            else option(void.reason_table(item.kind), item.why)
        )
    if item.topic == DEFERRAL:
        until = day(item.row.get("defer_until"))
        return joined(
            option("defer_reason", item.why), say("closing.review.until", day=until) if until else Words()
        )
    return Words()


def _changes(item: Item) -> Iterator[Words]:
    """What went or stands with it, and what was corrected in it before, each field before and after."""
    for dose in item.doses:
        yield joined(_dose(dose), str(dose["time"] or ""))
    for change in item.history:
        if change.op == Op.EDIT:
            for line in history.lines(change):
                yield joined(line, history.reason(change), change.by)


def _desk_row(one: DeskDay) -> RecordRow:
    chip = (Look.OK, say("closing.review.was_seen"), "check") if one.seen else None
    heard = (
        say("closing.review.heard", at=f"{day(one.heard_at)} {one.heard_at[11:16]}")
        if one.heard_at
        else Words()
    )
    return RecordRow(
        say("closing.review.desk_named", desk=one.label or one.device[:8]), heard, chip=chip, icon=_ICONS[DESK],
        more=say("closing.review.desk_late"),
    )  # fmt: skip
