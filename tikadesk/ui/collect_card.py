"""The card that takes a sample: person, form, next number, save buttons; saving, clearing and drafts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tikadesk.actions import collect
from tikadesk.actions.collect import Known
from tikadesk.actions.desk import Desk
from tikadesk.actions.samples import SampleRow
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.ui import sounds, verdicts
from tikadesk.ui.blocks import Card, KeyCap, Noted, Scroller, head
from tikadesk.ui.chosen_person import ChosenPerson
from tikadesk.ui.collect_foot import CollectFoot
from tikadesk.ui.collect_form import TUBES, CollectForm
from tikadesk.ui.draft_keeper import DraftKeeper
from tikadesk.ui.draft_offer import DraftOffer
from tikadesk.ui.field_help import FieldHelp
from tikadesk.ui.keys import KEYS
from tikadesk.ui.kind_fields import NO_MOBILE
from tikadesk.ui.messages import shown
from tikadesk.ui.page import Fold
from tikadesk.ui.person_finder import PersonFinder
from tikadesk.ui.photo_id import ID_NUMBER, reduce_id
from tikadesk.ui.referral_form import ROLL_NO
from tikadesk.ui.tokens import Look
from tikadesk.ui.villages import villages
from tikadesk.ui.wording import joined
from tikadesk.ui.words import Words, say

_SCREEN = "collect"
_INTENT, _BOX = "intent", "person_box"
_LINKS = ("person", "repeat_of")
"""What ties a sample to records that are here already; never typed."""


class CollectCard(Card):
    """One sample after the other: person, Ctrl+Enter, next person.

    Signals:
        saved(object, bool): the save's answer (``Collected``), and whether its labels are wanted. changed: something
        was typed or chosen.
    """

    saved = Signal(object, bool)
    changed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(12, 10, 12, 12), spacing=8)
        self.desk = desk
        self._intent = desk.ids.new()
        self._asked_draft = False
        self._draft_found: dict[str, str] = {}
        self._chosen: dict[str, str] = {}
        self._cleared: dict[str, str] = {}
        self.finder = PersonFinder(desk)
        self.person = ChosenPerson()
        self.form = CollectForm(partial(villages, desk), self._today)
        self.help = FieldHelp(self.form)
        self.offer = DraftOffer()
        self.drafts = DraftKeeper(desk, _SCREEN, self._draft, self)
        self.drafts.setParent(self)
        self._build()
        self._connect()
        self.form.settle(collect.defaults(desk))

    def _build(self) -> None:
        self.foot = CollectFoot()
        self._kept = Noted(Look.OK, say("desk.draft.kept"))
        self._kept.text.setWordWrap(False)
        self._kept.text.elides = True
        self._kept.hide()
        self._title = QWidget()
        title = head(say("samples.collect"), self._kept, KeyCap(KEYS["new"].cap))
        title.setContentsMargins(0, 0, 0, 0)
        self._title.setLayout(title)
        self.body.addWidget(self._title)
        self.body.addWidget(self.offer)
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.finder)
        column.addWidget(self.person)
        column.addWidget(self.form)
        column.addStretch(1)
        self.scroller = Scroller(content)
        self.body.addWidget(self.scroller, 1)
        self.body.addWidget(self.foot)

    def _connect(self) -> None:
        self.finder.found.connect(self._on_found)
        self.finder.unknown.connect(self._on_unknown)
        self.finder.changed.connect(self._on_box)
        self.person.other_wanted.connect(self._on_other)
        self.foot.unfold_wanted.connect(self.unfold)
        self.foot.clear_wanted.connect(self.clear)
        self.foot.save_wanted.connect(lambda label: self.save(label=label))
        self.offer.answered.connect(self._on_draft)
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(self._on_left)
        self.form.finished.connect(self._to_save)
        self.form.unfolded.connect(self.foot.show_unfolded)
        self.drafts.kept.connect(self._on_kept)
        keys = {
            "name_local": lambda: self.form.focus("name_local"),
            "repeat": self.form.repeat,
            "help_field": self.help.show,
        }
        for name, verb in keys.items():
            QShortcut(QKeySequence(KEYS[name].sequence), self).activated.connect(verb)

    def _today(self) -> date:
        return date.fromisoformat(self.desk.today())

    # What the page asks

    def start(self) -> None:
        """Put the focus where work goes on; after a restart ask about the half-filled form first."""
        if not self._asked_draft:
            self._asked_draft = True
            if found := self.drafts.read():
                self._draft_found = found
                self.offer.ask(found.get("name") or found.get("mobile") or found.get(_BOX) or "")
                return
        if self.offer.isVisible():
            self.offer.go_on.setFocus()
        else:
            self.go_on()

    def go_on(self) -> None:
        """Put the focus into the person box, the first field that is still empty, or on the save button."""
        if not self._chosen and not self.form.asks_person:
            self.finder.box.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        empty = [name for name in self.form.path() if not self.form.field(name).value()]
        if empty and not self.form.whole:
            self.form.focus(empty[0])
        else:
            self._to_save()

    def _to_save(self) -> None:
        self.foot.save_and_print.setFocus(Qt.FocusReason.TabFocusReason)

    def is_empty(self) -> bool:
        """Whether nobody was chosen and nothing was typed."""
        return not self._chosen and not self.finder.text and self.form.is_empty()

    def refresh(self) -> None:
        """Say which number comes next."""
        self._say_next()

    def _say_next(self) -> None:
        self.foot.show_next(self.form.field(ROLL_NO).value() or collect.next_no(self.desk))

    def fold(self, fold: Fold) -> None:
        """Less air in a low window, and in one column the page's title is title enough."""
        self._title.setVisible(fold != Fold.SINGLE)
        edge, top = (12, 10) if fold == Fold.FULL else (12, 6)
        self.body.setContentsMargins(edge, top, edge, top)
        self.body.setSpacing(8 if fold == Fold.FULL else 5)

    # Whose sample it is

    def look_up(self, typed: str) -> None:
        """Put a slip's or case number, or a mobile, into the person box and see who it is. A person who is being typed
        comes first.
        """
        if self.form.asks_person and self.form.field("name").value():
            sounds.refused()
            self.foot.tell(Look.AMBER, say("samples.half_done"), icon="alert")
            return
        self._forget_person()
        self.finder.start(typed)
        self.finder.look()

    def take_again(self, row: SampleRow) -> None:
        """Take a sample of the same person once more: a repeat of ``row``."""
        self._forget_person()
        known = next((one for one in collect.known(self.desk, row.no) if one.id == row.id), None)
        if known is not None:
            self.finder.start(row.no)
            self._on_found(known)

    def fill(self, typed: Mapping[str, str]) -> None:
        """Begin with what another page has typed already, as far as the form asks for it."""
        self._forget_person()
        self._on_unknown(typed)

    def use_roll(self, no: str) -> None:
        """Give the sample at hand the number of a label that was printed before."""
        self.form.set_values({ROLL_NO: no})
        self._say_next()
        self._watch()
        self.go_on()

    def _on_found(self, known: Known) -> None:
        self._chosen = {name: value for name, value in known.typed.items() if name in _LINKS}
        self._chosen |= {name: value for name, value in known.typed.items() if name not in self.form.names}
        self.form.set_values(known.typed)
        self._show_chosen()
        self.foot.note.hide()
        self._watch()
        self.go_on()

    def _show_chosen(self) -> None:
        self.person.show_person(self.form.values())
        self.form.ask_person(False)
        self._warn()

    def _on_unknown(self, typed: Mapping[str, str]) -> None:
        why = typed.get(NO_MOBILE, "")
        self.form.ask_person(True, mobile=not (why or typed.get("mobile")))
        if why:
            self.form.without_mobile(why)
        self.form.set_values(typed)
        self.foot.note.hide()
        self._watch()
        self.go_on()

    def _on_other(self) -> None:
        mobile = self.form.field("mobile").value()
        self._forget_person()
        self._on_unknown({"mobile": mobile} if mobile else {})

    def _on_box(self) -> None:
        # Another person is being typed: whoever was chosen is not meant any more.
        if self._chosen:
            self._forget_person()
        self._watch()

    def _forget_person(self) -> None:
        self._chosen = {}
        self.person.hide()
        self.form.forget_person()
        self.form.show_problems(())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N, outside of fields, is somebody else with the same mobile."""
        if event.key() == Qt.Key.Key_N and self.person.isVisible():
            self._on_other()
            return
        super().keyPressEvent(event)

    # The form

    def unfold(self) -> None:
        """Open the rest of the referral form, or fold it away."""
        self.form.unfold(not self.form.whole)
        if self.form.whole:
            self.form.focus(self.form.first_folded())
        else:
            self.go_on()

    def _watch(self) -> None:
        self.drafts.watch()
        self.changed.emit()

    def _on_changed(self, name: str) -> None:
        self._watch()
        if name == ROLL_NO:
            self._say_next()
        if self.form.warned_names:
            self._warn()

    def _on_left(self, name: str) -> None:
        self.help.put_away(name)
        if name == ID_NUMBER:
            reduce_id(self.form)
        field = self.form.field(name)
        # A field that is only passed over is not scolded before the save: nothing has been typed wrong yet.
        if name != TUBES and (field.value() or field.is_bad):
            self.form.show_quietly(name, collect.check(self.desk, self._whole(), name))
        self._warn()
        self.leave()

    def _warn(self) -> None:
        found = collect.warnings(self.desk, self._whole())
        for name in self.form.names:
            self.form.show_warnings(name, found)
        about = [Words(one.key, dict(one.params)) for one in found if one.field not in self.form.names]
        about += [
            Words(one.key, dict(one.params))
            for one in found
            if one.field in self.form.names and not self.form.field(one.field).isVisibleTo(self.form)
        ]
        self.person.warn(joined(*about) if about else None)

    # Saving

    def _whole(self) -> dict[str, str]:
        centre = self.desk.centre
        place = {"district": centre.district} if centre else {}
        return place | self._chosen | self.form.typed()

    def save(self, *, label: bool) -> None:
        """Save the sample; "saved" is said only after the disk has it. What stands in the box is looked up first."""
        if not self._chosen and not self.form.asks_person and not self.form.whole and self.finder.text:
            self.finder.look()
            if not self._chosen:
                return
        reduce_id(self.form)
        with shown(self, self.form) as outcome:
            if problems := self._problems():
                raise InvalidRecord(problems)
            answer = collect.collect(self.desk, self._whole(), intent=self._intent, tubes=self.form.tubes)
        if outcome.ok:
            self.form.remember()
            self._empty(settle=True)
            self.form.forget_cleared()
            self.saved.emit(answer, label)
        elif not self._chosen and not self.form.asks_person:
            self.finder.start()

    def _problems(self) -> list[Problem]:
        if self.is_empty():
            return [Problem(_BOX, "samples.person.missing")]
        order = {name: at for at, name in enumerate(self.form.names)}
        found = collect.check(self.desk, self._whole())
        return sorted(found, key=lambda problem: order.get(problem.field, len(order)))

    def clear(self) -> None:
        """Empty the form; Ctrl+Z brings it back."""
        self._cleared = self._chosen
        self._empty(settle=False)
        self.changed.emit()

    def can_bring_back(self) -> bool:
        """Whether the card is empty and something was cleared from it."""
        return not self._chosen and not self.finder.text and self.form.can_bring_back()

    def bring_back(self) -> None:
        """Undo ``clear``."""
        self.form.bring_back()
        self._chosen = self._cleared
        if self._chosen:
            self._show_chosen()
        else:
            self.form.ask_person(True)
        self._watch()
        self.go_on()

    def _empty(self, *, settle: bool) -> None:
        self.form.clear()
        if settle:
            self.form.settle(collect.defaults(self.desk))
        self._chosen = {}
        self._intent = self.desk.ids.new()
        self.person.hide()
        self._kept.hide()
        self.drafts.drop()
        self.finder.start()
        self.refresh()

    # Drafts

    def leave(self) -> None:
        """Keep what is typed, but not over a draft that nobody has answered for yet."""
        if self.offer.isHidden():
            self.drafts.keep()

    def _draft(self) -> dict[str, str] | None:
        if self.is_empty() or self.offer.isVisible():
            return None
        links = {name: verdicts.id_as_text(self._chosen[name]) for name in _LINKS if name in self._chosen}
        typed = {name: value for name, value in self._chosen.items() if name not in _LINKS}
        kept = {_INTENT: verdicts.id_as_text(self._intent), _BOX: self.finder.text}
        return self.form.values() | typed | links | kept

    def _on_kept(self, kept: bool) -> None:
        self._kept.show_state(
            Look.OK if kept else Look.AMBER, say("desk.draft.kept" if kept else "desk.draft.not")
        )
        self._kept.show()

    def _on_draft(self, go_on: bool) -> None:
        if not go_on:
            self.drafts.drop()
            self.go_on()
            return
        found = dict(self._draft_found)
        self._intent = verdicts.read_id(found.pop(_INTENT, "")) or self._intent
        self.finder.box.editor.set_value(found.pop(_BOX, ""))
        links = {name: verdicts.read_id(found.pop(name, "")) for name in _LINKS}
        self._chosen = {name: rec for name, rec in links.items() if rec}
        self._chosen |= {name: value for name, value in found.items() if name not in self.form.values()}
        self.form.set_values(found)
        if links["person"] or links["repeat_of"]:
            self._show_chosen()
        elif self.form.field("name").value() or self.form.field("mobile").value():
            self.form.ask_person(True)
        self._watch()
        self.go_on()
