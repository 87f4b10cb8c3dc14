"""Somebody comes again: search at the left, the person and their next dose at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import find, session
from tikadesk.actions.desk import Desk
from tikadesk.actions.people import PersonRow
from tikadesk.ui.blocks import Card, Scroller, empty
from tikadesk.ui.buttons import secondary
from tikadesk.ui.dose_panel import DosePanel
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.keys import KEYS
from tikadesk.ui.leaving import leaves_down
from tikadesk.ui.page import Fold
from tikadesk.ui.record_row import RecordRow
from tikadesk.ui.wording import age_sex, joined, person_name
from tikadesk.ui.words import Text, plain, say

MOST = 9
WAIT_MS = 60


class SecondDose(QWidget):
    """F3: find by mobile, number, name or slip; ``1`` to ``9`` chooses; ``Y`` Enter Enter gives.

    Signals:
        new_wanted: register a new person instead. session_wanted: set the session up.
    """

    new_wanted = Signal()
    session_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.rows: list[RecordRow] = []
        self._single = False
        self.panel = DosePanel(desk)
        self.search = Field(TextEditor("search"), say("desk.second.search"), cap=KEYS["returning"].cap)
        self._count = Text(role="muted", ink="muted", wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        left = Card(margins=(16, 12, 16, 14), spacing=10)
        self._left = left
        left.body.addWidget(self.search)
        left.body.addWidget(self._count)
        holder = QWidget()
        rows = QVBoxLayout(holder)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.addLayout(self._list)
        rows.addStretch()
        left.body.addWidget(Scroller(holder), 1)
        self.new = secondary(say("desk.second.new"), key="new")
        self.new.clicked.connect(self.new_wanted)
        left.body.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(14)
        across.addWidget(left, 36)
        across.addWidget(self.panel, 64)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.look)
        self.search.editor.changed.connect(self._wait.start)
        self.search.editor.passed.connect(self._on_entered)
        leaves_down(self.search.editor.inner, self._to_rows)
        self.panel.session_wanted.connect(self.session_wanted)
        for name, verb in (("session", self.session_wanted.emit), ("returning", self.start)):
            QShortcut(QKeySequence(KEYS[name].sequence), self).activated.connect(verb)

    def start(self, text: str = "") -> None:
        """Begin a search, empty or for ``text``."""
        self.search.editor.set_value(text)
        self.panel.show_person(None, None)
        self.look()
        self.search.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_person(self, person_id: str) -> None:
        """Show this person without a search."""
        row = find.person(self.desk, person_id).row
        self.search.editor.set_value(row.mobile or row.no)
        self.look()
        self._show(row)
        self.panel.start()

    def refresh(self) -> None:
        """Read the session and the person again."""
        if self.panel.person is not None:
            self.panel.show_person(self.panel.person.row.id, session.current(self.desk))

    def fold(self, fold: Fold) -> None:
        """In one column the list gives way to the person once one is chosen."""
        self._single = fold == Fold.SINGLE
        self._left.setVisible(not self._single or self.panel.person is None)
        self.panel.setVisible(not self._single or self.panel.person is not None)

    def look(self) -> None:
        """Show who fits what is typed."""
        self._wait.stop()
        empty(self._list)
        self.rows = []
        typed = self.search.value()
        found = [row for row in find.people(self.desk, typed, limit=MOST) if not row.void] if typed else []
        for at, person in enumerate(found, 1):
            line = RecordRow(
                plain(person_name(person)),
                joined(age_sex(person), person.village),
                cap=str(at),
                framed=True,
                thing=person,
            )
            line.opened.connect(lambda one=person: self._choose(one))
            line.stepped.connect(lambda step, here=at - 1: self._step(here + step))
            line.installEventFilter(self)
            self.rows.append(line)
            self._list.addWidget(line)
        if not typed:
            self._count.say("desk.second.hint")
        elif not found:
            self._count.say("desk.second.nobody")
        else:
            self._count.say("desk.second.count", n=len(found))

    def _on_entered(self, onwards: bool) -> None:
        if not onwards:
            return
        self.look()
        people = [row.thing for row in self.rows if isinstance(row.thing, PersonRow)]
        if len(people) == 1:
            self._choose(people[0])
        elif people:
            self._step(0)

    def _step(self, at: int) -> None:
        if at < 0:
            self.search.editor.setFocus(Qt.FocusReason.TabFocusReason)
        elif at < len(self.rows):
            self.rows[at].setFocus(Qt.FocusReason.TabFocusReason)

    def _choose(self, person: PersonRow) -> None:
        self._show(person)
        self.panel.start()

    def _show(self, person: PersonRow) -> None:
        self.panel.show_person(person.id, session.current(self.desk))
        if self._single:
            self._left.hide()
            self.panel.show()

    def _to_rows(self) -> None:
        if self.rows:
            self._step(0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A row with the focus shows its person."""
        row = watched.thing if isinstance(watched, RecordRow) else None
        if isinstance(row, PersonRow) and event.type() == QEvent.Type.FocusIn:
            self._show(row)
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """1 to 9 choose from the list while it has the focus."""
        at = event.key() - Qt.Key.Key_1
        if 0 <= at < len(self.rows) and any(row.hasFocus() for row in self.rows):
            self._step(at)
            return
        super().keyPressEvent(event)
