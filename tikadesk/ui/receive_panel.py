"""A box being counted at the lab: tube by tube or all as listed, what is wrong with a tube, and later its result.

A tube is counted by its scan alone. What differs takes a letter in the list: R and the reason, P N I V for the result.
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout

from tikadesk.actions import discard, receive, receiving
from tikadesk.actions.desk import Desk
from tikadesk.actions.pack import Refused
from tikadesk.actions.receiving import Line, Receiving
from tikadesk.domain.kinds.receipt_line import ACCEPTED, EXTRA, REJECTED
from tikadesk.ui import sounds
from tikadesk.ui.blocks import Panel
from tikadesk.ui.box_card import BoxCard, BoxHead
from tikadesk.ui.box_words import refusal
from tikadesk.ui.buttons import link, primary, secondary
from tikadesk.ui.choices import ComboEditor
from tikadesk.ui.drawing import chip_size
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.keys import KEYS
from tikadesk.ui.kind_fields import segments
from tikadesk.ui.messages import shown
from tikadesk.ui.page import Fold
from tikadesk.ui.scan_box import ScanBox
from tikadesk.ui.table import Column, State, Table
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import joined, option, short_age_sex
from tikadesk.ui.words import Text, Words, say

RESULT_KEYS = {
    Qt.Key.Key_P: "positive",
    Qt.Key.Key_N: "negative",
    Qt.Key.Key_I: "inconclusive",
    Qt.Key.Key_V: "invalid",
}
_TYPE, _RESULT, _STATE_COLUMN = 3, 4, 5
_STATE, _AROUND = 120, 10
REASON, NOTE = "reason", "notes"


class _Tubes(Table):
    """The list, worked by letters.

    Signals:
        pressed_key(int): a letter, by its key and not by its text: under a Hindi layout the text is another letter.
    """

    pressed_key = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Letters are told, the rest is the table's."""
        letter = Qt.Key.Key_A <= event.key() <= Qt.Key.Key_Z
        if letter and not event.modifiers() & ~Qt.KeyboardModifier.ShiftModifier:
            self.pressed_key.emit(event.key())
            return
        super().keyPressEvent(event)


class ReceivePanel(BoxCard):
    """One box on the lab's table. One that is finished stays open for results, and for a tube found afterwards.

    Signals:
        discarded(object): the receipt was taken back.
        changed: something was written. left: back to the door. finish_wanted(object): say how it arrived and end.
    """

    changed = Signal()
    left = Signal()
    finish_wanted = Signal(object)
    discarded = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, spacing=8)
        self.receiving: Receiving | None = None
        self._single = False
        self.head = BoxHead()
        self.inside.addWidget(self.head)
        self.scan = ScanBox(say("receive.tube.scan"), say("boxes.scan.hint"))
        self.inside.addWidget(self.scan)
        self._ask()
        self.table = _Tubes(_columns(), say("receive.tubes"))
        self.add_list(self.table)
        self._hint = Text(say("receive.hint"), role="small", ink="muted", wrap=True)
        self.discard = link(say("receive.discard"), small=True)
        self.discard.clicked.connect(self._on_discard)
        below = QHBoxLayout()
        below.addWidget(self._hint, 1)
        below.addWidget(self.discard, 0, Qt.AlignmentFlag.AlignRight)
        self.inside.addLayout(below)
        self._buttons()
        self.scan.scanned.connect(self.count)
        self.scan.stepped.connect(self.table.step)
        self.scan.deleted.connect(self.take_back)
        self.table.pressed_key.connect(self._on_key)
        out = QShortcut(QKeySequence(KEYS["take_out"].sequence), self.table)
        out.setContext(Qt.ShortcutContext.WidgetShortcut)
        out.activated.connect(self.take_back)

    def _ask(self) -> None:
        """The reason of a rejection, or what is known of a tube without a label; in sight only while it is asked."""
        self.ask = Panel(margins=(14, 8, 14, 10))
        self.form = Form()
        reasons = Field(ComboEditor(REASON, segments("reject_reason")), say("receive.why"), width=300)
        self.form.row(reasons)
        self.form.row(Field(TextEditor(NOTE), say("receive.note"), width=460))
        self.form.finished.connect(self._on_answered)
        self.ask.body.addWidget(self.form)
        self.ask.hide()
        self.inside.addWidget(self.ask)

    def _buttons(self) -> None:
        self.end = primary(say("receive.finish"), icon="check", key="seal")
        self.end.clicked.connect(lambda: self.finish_wanted.emit(self.receiving))
        self.all = secondary(say("receive.all"))
        self.all.clicked.connect(self.count_all)
        self.bad = secondary(say("receive.reject"), cap="R")
        self.bad.clicked.connect(self.reject)
        self.bare = secondary(say("receive.unlabelled"))
        self.bare.clicked.connect(self.unlabelled)
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self._on_back)
        self.foot(self.end, self.all, self.bad, self.bare, back)

    # What the page asks

    def show_receiving(self, receiving: Receiving) -> None:
        """Count ``receiving``."""
        self.receiving = receiving
        self.ask.hide()
        self.scan.say(Look.OK, None)
        self.table.setCurrentIndex(self.table.rootIndex())
        self._show()

    def refresh(self) -> None:
        """Read the box again."""
        if self.receiving is not None:
            self.receiving = receiving.of(self.desk, self.receiving.id)
            self._show()

    def start(self) -> None:
        """The scan field, or the list of a box whose results are being written."""
        finished = self.receiving is not None and self.receiving.finished
        if finished:
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.scan.start()

    def fold(self, fold: Fold) -> None:
        """Fewer columns and no hint where the window is narrow."""
        self._single = fold == Fold.SINGLE
        self._hint.setVisible(not self._single)
        self._hide_columns()

    def _hide_columns(self) -> None:
        """Results have a column once there are any."""
        now = self.receiving
        without = {_RESULT} if now is None or not any(line.result for line in now.lines) else set()
        self.table.hide_columns(*(without | ({_TYPE, _RESULT} if self._single else set())))

    def _show(self) -> None:
        now = self.receiving
        if now is None:
            return
        seen, unseen = sum(map(now.count, (ACCEPTED, REJECTED, EXTRA))), len(now.unseen)
        self.head.title.say("boxes.title", no=now.shown)
        source = say(f"receive.from.{now.list_from}") if now.has_list else say("receive.from.none")
        centre = say("receive.from", centre=now.centre_name) if now.centre_name else Words()
        self.head.about.show_words(
            joined(say("receive.wrong_lab", lab=now.lab_name), centre)
            if now.wrong_lab
            else joined(centre, source)
        )
        self.head.about.set_ink("amber" if now.wrong_lab else "muted")
        self.head.count.show_words(_counted(now, seen))
        self.head.left.show_words(
            say("receive.finished") if now.finished else say("receive.unseen", n=unseen)
        )
        held = self.table.currentIndex().row()
        lines = now.lines
        chips = [chip_size(str(state.words)).width() for line in lines if not (state := _state(line)).quiet]
        self.table.set_width(_STATE_COLUMN, max([_STATE, *(wide + _AROUND for wide in chips)]))
        self.table.fill(lambda offset, limit: lines[offset : offset + limit])
        self._hide_columns()
        if lines:
            self.table.mark(min(max(held, 0), len(lines) - 1))
        self.all.setEnabled(unseen > 0)
        self.discard.setVisible(not now.finished)

    def _mark_tube(self, tube: str) -> None:
        lines = self.receiving.lines if self.receiving else ()
        self.table.mark_where(lambda line: line.tube == tube, lines)

    # What the operator does

    def count(self, typed: str) -> None:
        """A tube is here and good, or it says why it cannot be counted."""
        if self.receiving is None:
            return
        with shown(self) as outcome:
            try:
                line = receive.receive_tube(self.desk, self.receiving.id, typed)
            except Refused as error:
                sounds.refused()
                self.scan.refuse(*refusal(error))
                self.scan.start()
                return
        if not outcome.ok:
            sounds.refused()
            return
        self._done()
        self._mark_tube(line.tube)
        if line.verdict == EXTRA or line.two_boxes or line.struck:
            sounds.refused()
            about = "two_boxes" if line.two_boxes else "struck" if line.struck else "extra"
            words = say(f"receive.tube.{about}", no=line.shown)
            self.scan.say(Look.AMBER, words, icon="alert")
        else:
            sounds.accepted()
            self.scan.say(Look.OK, say("receive.tube.counted", no=line.shown))
        self.scan.start()

    def count_all(self) -> None:
        """Every tube of the list that nothing was said of is here and good."""
        if self.receiving is not None:
            with shown(self) as outcome:
                receive.receive_all(self.desk, self.receiving.id)
            if outcome.ok:
                self._done()
            self.scan.start()

    def reject(self) -> None:
        """Ask why the marked tube is rejected."""
        if self.table.current() is not None:
            self._show_ask(REASON)

    def unlabelled(self) -> None:
        """Ask what is known of a tube that bears no label."""
        self._show_ask(NOTE)

    def _show_ask(self, name: str) -> None:
        for one in (REASON, NOTE):
            self.form.field(one).setVisible(one == name)
        self.form.show_problems(())
        self.form.set_values({REASON: "", NOTE: ""})
        self.ask.show()
        self.form.focus(name)

    def _on_answered(self) -> None:
        if self.receiving is None:
            return
        values, line = self.form.values(), self.table.current()
        with shown(self, self.form) as outcome:
            if self.form.field(NOTE).isHidden():
                receive.reject(self.desk, self.receiving.id, line.tube if line else "", values[REASON])
            else:
                receive.unlabelled(self.desk, self.receiving.id, values[NOTE])
        if outcome.ok:
            self.ask.hide()
            self._done()
            self.start()

    def take_back(self) -> None:
        """Take back what was said of the marked tube."""
        line = self.table.current()
        if isinstance(line, Line) and line.line_id:
            with shown(self) as outcome:
                receive.undo(self.desk, line.line_id)
            if outcome.ok:
                self._done()
                self.scan.say(Look.NEUTRAL, say("receive.taken_back", no=line.shown), icon="undo")

    def _on_key(self, key: int) -> None:
        line = self.table.current()
        if not isinstance(line, Line):
            return
        if key in RESULT_KEYS and line.line_id:
            with shown(self) as outcome:
                receive.record_result(self.desk, line.line_id, RESULT_KEYS[Qt.Key(key)])
            if outcome.ok:
                self._done()
                self.table.step(1)
        elif key == Qt.Key.Key_R:
            self.reject()
        elif key == Qt.Key.Key_A and line.tube:
            self.count(line.tube)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_discard(self) -> None:
        """A receipt that was begun on a wrong number goes; the door says how it comes back."""
        if (now := self.receiving) is None:
            return
        with shown(self) as outcome:
            discard.receipt(self.desk, now.id)
        if outcome.ok:
            self.receiving = None
            self.discarded.emit(now)

    def _on_back(self) -> None:
        if self.ask.isVisible():
            self.ask.hide()
            self.start()
        else:
            self.left.emit()

    def _done(self) -> None:
        self.refresh()
        self.changed.emit()


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("boxes.column.sample"), lambda line: line.shown or "–", width=168, mono=True),
        Column(say("boxes.column.person"), _person),
        Column(say("boxes.column.age_sex"), short_age_sex, width=68),
        Column(say("boxes.column.type"), _type, width=100, yields=1),
        Column(say("boxes.column.result"), lambda line: str(option("result", line.result)), width=96),
        Column(say("boxes.column.state"), _state, width=_STATE),
    )


def _type(line: Line) -> str:
    return str(option("sample_type", line.sample_type))


def _counted(now: Receiving, seen: int) -> Words:
    """ "44 of 48"; without a list only how many were counted."""
    if not now.has_list:
        return say("receive.counted.plain", seen=seen)
    return say("receive.counted", seen=seen, expected=now.expected)


def _person(line: Line) -> str:
    """The name by now; the one on list and label beside it where the centre has corrected it since."""
    return str(say("receive.was", name=line.name, was=line.was)) if line.was else line.name


def _state(line: Line) -> State:
    if line.two_boxes:
        return State(Look.AMBER, say("boxes.tube.two_boxes"), "alert")
    if line.struck:
        return State(Look.AMBER, say("receive.struck"), "alert")
    if line.was and line.verdict in ("", ACCEPTED):
        return State(Look.INFO if not line.verdict else Look.OK, say("receive.corrected"), "register")
    if not line.verdict:
        return State(Look.NEUTRAL, say("receive.not_seen"), quiet=True)
    if line.verdict == ACCEPTED:
        return State(Look.OK, option("verdict", ACCEPTED), quiet=True, ticked=True)
    words = option("reject_reason", line.reason) if line.reason else option("verdict", line.verdict)
    return State(Look.DANGER if line.verdict == REJECTED else Look.AMBER, words, "alert")
