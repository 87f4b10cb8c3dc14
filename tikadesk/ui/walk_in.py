"""The walk-in card: form, session band, save buttons; saving, clearing, drafts and the last person's values."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from tikadesk.actions import register
from tikadesk.actions.desk import Desk
from tikadesk.actions.session import SessionSetup
from tikadesk.actions.vials import Vial
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.ui import verdicts
from tikadesk.ui.blocks import Card, Noted, Rule, Scroller
from tikadesk.ui.buttons import link, primary, secondary
from tikadesk.ui.draft_keeper import DraftKeeper
from tikadesk.ui.draft_offer import DraftOffer
from tikadesk.ui.health import answers
from tikadesk.ui.keys import KEYS
from tikadesk.ui.messages import shown
from tikadesk.ui.page import Fold
from tikadesk.ui.quota_offer import QuotaOffer
from tikadesk.ui.same_offer import SameOffer
from tikadesk.ui.segments import Segment, SegmentBar
from tikadesk.ui.session_band import SessionBand
from tikadesk.ui.tokens import Look
from tikadesk.ui.verdicts import DIFFERENT, SAME
from tikadesk.ui.vial_card import spent
from tikadesk.ui.villages import villages
from tikadesk.ui.walk_in_checks import WalkInChecks
from tikadesk.ui.walk_in_form import STAYS, WalkInForm
from tikadesk.ui.words import Text, Words, say

NEW, RETURNING = "new", "returning"
_SCREEN, _INTENT, _DECIDED = "walk_in", "intent", "decided"


class WalkIn(Card):
    """A new person with the first dose.

    Signals:
        saved(object, bool): the save's answer, and whether a slip is wanted. changed: look for likenesses again.
        returning_wanted, session_wanted: another card is wanted. person_wanted(str): the next dose of this person.
    """

    saved = Signal(object, bool)
    changed = Signal()
    returning_wanted = Signal()
    person_wanted = Signal(str)
    session_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(18, 14, 18, 14), spacing=8)
        self.desk = desk
        self.session: SessionSetup | None = None
        self.last_typed: dict[str, str] = {}
        self.decided: dict[str, str] = {}
        self._cleared: dict[str, str] = {}
        self._intent = self.desk.ids.new()
        self._asked_draft = False
        self._fold_now = Fold.FULL
        self._found: dict[str, str] = {}
        self.form = WalkInForm(partial(villages, desk), self._today)
        self.form.set_defaults({"id_type": "aadhaar"})
        self.form.set_values({"id_type": "aadhaar"})
        self.checks = WalkInChecks(desk, self.form, self._whole)
        self.drafts = DraftKeeper(desk, _SCREEN, self._draft, self)
        self.offer, self.same, self.over = DraftOffer(), SameOffer(desk), QuotaOffer()
        self.band = SessionBand()
        self._build()
        self._connect()

    def _build(self) -> None:
        self._title = Text(say("desk.new.title"), role="head", elide=True)
        self._hint = Text(say("desk.new.hint"), role="small", ink="muted", elide=True)
        self.toggle = SegmentBar(
            [
                Segment(NEW, say("desk.new"), key="new"),
                Segment(RETURNING, say("desk.second"), key="returning"),
            ],
            small=True,
        )
        self.toggle.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._name_toggle()
        self.toggle.choose(NEW)
        self._token = Text(role="figure", ink="accent")
        self._token.setAlignment(Qt.AlignmentFlag.AlignRight)
        token = QVBoxLayout()
        token.setSpacing(0)
        token.addWidget(
            Text(say("desk.token"), role="smallstrong", ink="muted"), 0, Qt.AlignmentFlag.AlignRight
        )
        token.addWidget(self._token)
        heading = QVBoxLayout()
        heading.setSpacing(0)
        heading.addWidget(self._title)
        heading.addWidget(self._hint)
        head = QHBoxLayout()
        head.setSpacing(18)
        head.addLayout(heading, 1)
        head.addWidget(self.toggle)
        head.addLayout(token)
        self.body.addLayout(head)
        self._rule = Rule()
        self.body.addWidget(self._rule)
        self.body.addWidget(self.offer)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.same, self.form, self.over):
            column.addWidget(part)
        column.addStretch(1)
        column.addWidget(self.band)
        self.scroller = Scroller(content)
        self.body.addWidget(self.scroller, 1)
        self.body.addLayout(self._actions())
        self.slip = Noted(Look.INFO)
        self.slip.hide()
        self.body.addWidget(self.slip)

    def _actions(self) -> QHBoxLayout:
        self.save_and_print = primary(say("desk.save_print"), icon="print", key="save_print")
        self.save_only = secondary(say("desk.save"), key="save")
        self.clear_form = link(say("desk.clear"), key="clear")
        self._kept = Noted(Look.OK, say("desk.draft.kept"))
        self._kept.text.setWordWrap(False)
        self._kept.text.elides = True
        self._kept.hide()
        self._last = Text(role="muted", ink="muted", elide=True)
        self._last.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._last.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        for button in (self.save_and_print, self.save_only, self.clear_form):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self._kept, 40)
        row.addWidget(self._last, 40)
        return row

    def _connect(self) -> None:
        self.toggle.chosen.connect(self._on_toggle)
        self.band.wanted.connect(self.session_wanted)
        self.offer.answered.connect(self._on_draft)
        self.same.answered.connect(self._on_same)
        self.save_and_print.clicked.connect(lambda: self.save(slip=True))
        self.save_only.clicked.connect(lambda: self.save(slip=False))
        self.clear_form.clicked.connect(self.clear)
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(self._on_left)
        self.form.finished.connect(lambda: self.save_and_print.setFocus(Qt.FocusReason.TabFocusReason))
        self.drafts.kept.connect(self._on_kept)
        keys = {"repeat": self.repeat, "name_local": self._to_local, "help_field": self.checks.help}
        keys["sticker"] = self.form.ask_sticker
        for name, verb in keys.items():
            QShortcut(QKeySequence(KEYS[name].sequence), self).activated.connect(verb)
        self._tidy = QTimer(self, singleShot=True, interval=0)
        self._tidy.timeout.connect(self._fit)

    def _name_toggle(self) -> None:
        self.toggle.setAccessibleName(str(say("desk.toggle")))

    def changeEvent(self, event: QEvent) -> None:
        """Name the toggle in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._name_toggle()
        super().changeEvent(event)

    # What the page tells

    def start(self) -> None:
        """Put the focus where work goes on; after a restart ask about the half-filled form first."""
        if not self._asked_draft:
            self._asked_draft = True
            if draft := self.drafts.read():
                self._found = draft
                self.offer.ask(draft.get("name") or draft.get("name_local") or draft.get("mobile") or "")
                return
        if self.offer.isVisible():
            self.offer.go_on.setFocus()
        else:
            self.go_on()

    def go_on(self) -> None:
        """Put the focus on the first field that is still empty, or on the save button."""
        empty = [name for name in self.form.path() if not self.form.field(name).value()]
        if not self.same.isHidden():
            self.same.open.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.form.is_empty():
            self.form.focus_first()
        elif empty:
            self.form.focus(empty[0])
        else:
            self.save_and_print.setFocus(Qt.FocusReason.TabFocusReason)

    def show_session(self, session: SessionSetup | None, vial: Vial | None, *, token: int) -> None:
        """What the session is, what is left of the vial, which token comes next."""
        self.session = session
        day = self._today().strftime("%d-%m-%Y")
        given, of = (vial.given, vial.doses) if vial else (0, 0)
        why = spent(vial, self.desk.clock.now()) if vial else None
        first = say("option.dose_no.1")
        self.band.show_session(session, first, given=given, of=of, day=day, spent=why)
        self.form.asks_health = session is not None
        self.form.ask_what_is_due()
        self._token.show_text(str(token))
        self._title.say("desk.new.title" if session else "desk.new.title_only")

    def show_last(self, words: Words, *, urgent: bool) -> None:
        """What was saved last, or who may be here already, for a window without those cards."""
        self._last.show_words(words)
        self._last.set_ink("amber" if urgent else "muted")

    def say_slip(self, look: Look, words: Words) -> None:
        """Say below the buttons how the slip came out, until the next person's first field is done."""
        self.slip.show_state(look, words, icon="print")
        self.slip.show()
        self._fit()

    def fold(self, fold: Fold) -> None:
        """Lay the form out for the room there is."""
        self._fold_now = fold
        self.checks.roomy = fold == Fold.FULL
        self.form.arrange(fold)
        self.same.fold(fold)
        self._hint.setVisible(fold == Fold.FULL)
        self._last.setVisible(fold == Fold.NARROW)
        if fold == Fold.SINGLE:
            self._kept.hide()
        self._token.set_role("figure" if fold == Fold.FULL else "head")
        edge, top = {Fold.FULL: (18, 14), Fold.NARROW: (18, 8), Fold.SINGLE: (10, 6)}[fold]
        self.body.setContentsMargins(edge, top, edge, top)
        self._fit()

    def _fit(self) -> None:
        full, slip = self._fold_now == Fold.FULL, not self.slip.isHidden()
        tight = not self.form.summary.isHidden() or self.form.asks_card or not full
        self.band.set_tight(tight or slip)
        self.form.set_tight(tight)
        self.body.setSpacing((8 if full else 5) - (3 if slip else 0))
        # The summary stands where the rule stood: every line counts when three fields need mending.
        self._rule.setVisible(self.form.summary.isHidden() and (full or not slip))

    # What the fields do

    def _today(self) -> date:
        return date.fromisoformat(self.desk.today())

    def _on_toggle(self, code: str) -> None:
        with QSignalBlocker(self.toggle):
            self.toggle.choose(NEW)
        if code == RETURNING:
            self.returning_wanted.emit()

    def _on_changed(self, name: str) -> None:
        self.drafts.watch()
        self.checks.on_changed(name)
        self.changed.emit()

    def _on_left(self, name: str) -> None:
        self.checks.on_left(name)
        self.slip.hide()
        self.leave()
        self._tidy.start()

    def _to_local(self) -> None:
        self.form.focus("name_local")

    def repeat(self) -> None:
        """Put the last person's value into the field with the focus."""
        for name in self.form.names:
            field = self.form.field(name)
            if field.editor.inner.hasFocus() and name != "id_number" and self.last_typed.get(name):
                self.form.set_values({name: self.last_typed[name]})
                self._on_changed(name)

    # Saving

    def problems(self) -> list[Problem]:
        """Everything that keeps the form from being saved, in the form's order."""
        found = [*register.check(self.desk, self._whole()), *self.form.health_problems()]
        order = {name: at for at, name in enumerate(self.form.names)}
        return sorted(found, key=lambda problem: order.get(problem.field, len(order)))

    def _whole(self) -> dict[str, str]:
        typed = self.form.typed()
        centre = self.desk.centre
        place = {
            "district": centre.district if centre else "",
            "block": self.session.block if self.session else "",
        }
        return place | typed

    def _dose(self) -> dict[str, str] | None:
        if self.session is None:
            return None
        return self.session.as_dose() | answers(self.form) | self.over.typed()

    def save(self, *, slip: bool) -> None:
        """Save person and dose together; "saved" is said only after the disk has it."""
        self.form.reduce_id()
        with shown(self, self.form) as outcome:
            if problems := self.problems():
                raise InvalidRecord(problems)
            answer = register.register(
                self.desk, self._whole(), self._dose(), intent=self._intent, decided=self.decided
            )
        self.over.after(self.form, outcome.error, partial(self.save, slip=slip))
        self._fit()
        if outcome.ok:
            self._after(answer, slip=slip)

    def _after(self, answer: register.Saved, *, slip: bool) -> None:
        self.last_typed = self.form.typed()
        self.form.set_defaults({name: self.form.field(name).value() for name in STAYS})
        self._empty()
        self.form.forget_cleared()
        self.saved.emit(answer, slip)

    def clear(self) -> None:
        """Empty the form; Ctrl+Z brings it back."""
        if not self.form.is_empty():
            self._cleared = self.decided
        self._empty()

    def bring_back(self) -> None:
        """Undo ``clear``."""
        self.form.bring_back()
        self._decide_all(self._cleared)
        self._on_changed("mobile")

    def _empty(self) -> None:
        self.form.clear()
        self.over.forget()
        self._intent = self.desk.ids.new()
        self._decide_all({})
        self._kept.hide()
        self.drafts.drop()
        self._fit()
        self.changed.emit()

    # Already here?

    def decide(self, person: str, verdict: str) -> None:
        """Keep what was said about ``person`` with the form; the save writes it down."""
        self._decide_all(self.decided | {person: verdict})
        self.drafts.watch()

    def _decide_all(self, decided: dict[str, str]) -> None:
        self.decided = decided
        self.same.ask(verdicts.same(decided))

    def _on_same(self, person: str, is_same: bool) -> None:
        if is_same:
            self.drafts.keep()
            self.person_wanted.emit(person)
        else:
            self.decide(person, DIFFERENT)
            self.changed.emit()
            self.go_on()

    def served(self, person: str) -> None:
        """``person`` has had the dose: a form that was said to be the same person has nothing left to save."""
        if self.decided.get(person) == SAME:
            self._empty()
            self.form.forget_cleared()

    # Drafts

    def leave(self) -> None:
        """Keep what is typed, but not over a draft that nobody has answered for yet."""
        if self.offer.isHidden():
            self.drafts.keep()

    def _draft(self) -> dict[str, str] | None:
        if self.form.is_empty() or self.offer.isVisible():
            return None
        kept = {_INTENT: verdicts.id_as_text(self._intent), _DECIDED: verdicts.as_text(self.decided)}
        return self.form.values() | kept

    def _on_kept(self, kept: bool) -> None:
        self._kept.show_state(
            Look.OK if kept else Look.AMBER, say("desk.draft.kept" if kept else "desk.draft.not")
        )
        self._kept.setVisible(self._fold_now != Fold.SINGLE)

    def _on_draft(self, go_on: bool) -> None:
        if go_on:
            self._intent = verdicts.read_id(self._found.pop(_INTENT, "")) or self._intent
            self.form.set_values(self._found)
            self._decide_all(verdicts.read(self._found.get(_DECIDED, "")))
            self._on_changed("mobile")
        else:
            self.drafts.drop()
        self.go_on()
