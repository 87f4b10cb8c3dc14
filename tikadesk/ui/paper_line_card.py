"""The card on which one line of a paper register is typed: form, the person who is here already, the save."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import find, paper_entry
from tikadesk.actions.desk import Desk
from tikadesk.actions.give_dose import Override
from tikadesk.actions.paper_entry import SHARED, Page
from tikadesk.domain import numbers
from tikadesk.domain.kinds import registration
from tikadesk.errors import InvalidRecord, NotAllowed, Problem, TikaError
from tikadesk.ui import verdicts
from tikadesk.ui.blocks import Card, Noted, Rule, Scroller
from tikadesk.ui.buttons import link, primary
from tikadesk.ui.chosen_person import ChosenPerson
from tikadesk.ui.draft_keeper import DraftKeeper
from tikadesk.ui.field_help import FieldHelp
from tikadesk.ui.keys import KEYS
from tikadesk.ui.messages import area_of, shown
from tikadesk.ui.page import Fold
from tikadesk.ui.paper_line_form import DOSE_NO, NUMBER, OUTCOME, OVERRIDE, SERIAL, STAYS, LineForm
from tikadesk.ui.paper_page_card import PageBand
from tikadesk.ui.pin import ask_pin
from tikadesk.ui.tokens import Look
from tikadesk.ui.verdicts import SAME
from tikadesk.ui.villages import villages
from tikadesk.ui.wording import breach, day, dose_number, joined, label, number
from tikadesk.ui.words import Words, say

_DRAFT, _PERSON = "paper_line", "person"


class LineCard(Card):
    """One line after the other.

    Signals:
        saved(object, str): what a save gave (``Entered``), and the line's serial number. changed: look for likenesses.
        page_wanted(object): the page's form is wanted, with what is wrong there (problems). left: nothing is typed,
        back.
    """

    saved = Signal(object, str)
    changed = Signal()
    page_wanted = Signal(object)
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(18, 10, 18, 12), spacing=8)
        self.desk = desk
        self.page: Page | None = None
        self.person = ""
        self.decided: dict[str, str] = {}
        self.last_typed: dict[str, str] = {}
        self._intent = desk.ids.new()
        self.band = PageBand()
        self.form = LineForm(partial(villages, desk), self._day)
        self.drafts = DraftKeeper(desk, _DRAFT, self._draft, self)
        self.chosen = ChosenPerson()
        self.said = Noted(Look.OK)
        self._help = FieldHelp(self.form)
        self._build()
        self._connect()

    def _build(self) -> None:
        self.body.addWidget(self.band)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.chosen)
        column.addWidget(self.form)
        column.addStretch()
        self.scroller = Scroller(inside)
        self.body.addWidget(self.scroller, 1)
        self.body.addWidget(Rule())
        self.save = primary(say("paper.line.save"), icon="check", key="save_print")
        self.clear_form = link(say("desk.clear"), key="clear")
        self.said.text.setWordWrap(False)
        self.said.text.elides = True
        self.said.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save)
        row.addWidget(self.clear_form)
        row.addStretch(1)
        row.addWidget(self.said, 40)
        self.body.addLayout(row)

    def _connect(self) -> None:
        self.save.clicked.connect(self.enter)
        self.clear_form.clicked.connect(self.clear)
        self.band.change_wanted.connect(lambda: self.page_wanted.emit(()))
        self.chosen.other_wanted.connect(self._on_other)
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(self._on_left)
        self.form.finished.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))
        for name, verb in {"repeat": self.repeat, "help_field": self._help.show}.items():
            QShortcut(QKeySequence(KEYS[name].sequence), self).activated.connect(verb)

    def _day(self) -> date:
        return date.fromisoformat(self.page.day if self.page is not None else self.desk.today())

    # What the page tells

    def show_page(self, page: Page) -> None:
        """Type this page's lines from now on; a line that was begun stays."""
        another = self.page is None or self.page.key != page.key
        self.page = page
        self.band.show_page(page, paper_entry.approved_by(self.desk, page))
        self.form.say_age()
        self.form.ask_what_is_due()
        if another or not self.form.field(SERIAL).value():
            self.form.count_on(paper_entry.next_serial(self.desk, page))

    def refresh(self) -> None:
        """Count on where another desk has typed lines of the page, unless a line was begun."""
        if self.page is not None and not self.form.is_begun() and not self.person:
            self.form.count_on(paper_entry.next_serial(self.desk, self.page))

    def take_up(self) -> None:
        """Take up the line that was left half typed, even by a power cut."""
        draft = self.drafts.read()
        if draft is None or self.form.is_begun():
            return
        person = verdicts.read_id(draft.pop(_PERSON, ""))
        self.form.set_values(draft)
        if person:
            self._choose(person)

    def start(self) -> None:
        """Put the focus where work goes on."""
        path = self.form.path()
        typed = [at for at, name in enumerate(path) if self.form.field(name).value() and name not in STAYS]
        if self.form.is_begun() and typed:
            self.form.focus(path[min(typed[-1] + 1, len(path) - 1)])
        else:
            self.form.focus_first()

    def fold(self, fold: Fold) -> None:
        """Lay the line out for the room there is."""
        self.form.arrange(fold)
        edge = 18 if fold == Fold.FULL else 12
        self.body.setContentsMargins(
            edge, 10 if fold == Fold.FULL else 6, edge, 10 if fold == Fold.FULL else 6
        )
        self.body.setSpacing(8 if fold == Fold.FULL else 5)

    def say(self, look: Look, words: Words) -> None:
        """Say beside the buttons what was done, until the next line is begun."""
        self.said.show_state(look, words)
        self.said.show()

    def typed(self) -> dict[str, str]:
        """The person as typed, for looking up who is here already; nothing once one was chosen."""
        if self.person:
            return {}
        day = self._day().strftime("%d-%m-%Y")
        return {name: value for name, value in self.form.typed().items() if name in registration.FORM} | {
            "day": day
        }

    def leave(self) -> None:
        """Keep the half-typed line."""
        self.drafts.keep()

    # Who it is

    def scanned(self, code: str) -> bool:
        """A number was scanned: that of a sticker, or somebody's slip."""
        if not self.isVisible():
            return False
        self.form.set_values({NUMBER: code})
        self._look_up(code)
        self.form.focus(OUTCOME if self.person else "mobile")
        return True

    def _look_up(self, typed: str) -> None:
        """A number that somebody here bears is that person; any other must be a sticker that nobody used."""
        people = paper_entry.known(self.desk, typed) if numbers.parse(typed) else []
        if people and people[0].id != self.person:
            self._choose(people[0].id)
        elif self.person and not people:
            self._let_go()

    def choose(self, person: str) -> None:
        """The line is about somebody who is here already."""
        self._choose(person)
        self.form.focus(OUTCOME)

    def _choose(self, person: str) -> None:
        self.person, self.form.known = person, True
        found = find.person(self.desk, person)
        self.chosen.show_person(registration.as_typed(found.fields, self._day()))
        self.chosen.warn(None)
        row = found.row
        last = (
            joined(dose_number(row.last_dose_no), day(row.last_day))
            if row.last_dose_no
            else say("desk.no_dose")
        )
        self.form.field(DOSE_NO).set_label(label("dose", DOSE_NO), last)
        self.form.set_values({NUMBER: number(row.no), DOSE_NO: str(min(3, (row.last_dose_no or 0) + 1))})
        self.form.ask_what_is_due()
        self.form.show_problems(())
        self.changed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N: it is somebody else than the person chosen."""
        if event.key() == Qt.Key.Key_N and not self.chosen.isHidden():
            self._on_other()
            return
        super().keyPressEvent(event)

    def _on_other(self) -> None:
        """It is somebody else."""
        self.decided[self.person] = verdicts.DIFFERENT
        self.form.set_values({NUMBER: ""})
        self._let_go()
        self.form.focus("name")

    def _let_go(self) -> None:
        self.person, self.form.known = "", False
        self.chosen.hide()
        self.form.field(DOSE_NO).set_label(label("dose", DOSE_NO))
        self.form.set_values({DOSE_NO: "1"})
        self.form.ask_what_is_due()
        self.changed.emit()

    def decide(self, person: str, verdict: str) -> None:
        """Keep what was said about somebody alike; the same person is chosen."""
        if verdict == SAME:
            self.choose(person)
            return
        self.decided[person] = verdict
        self.changed.emit()

    # What the fields do

    def _on_changed(self, name: str) -> None:
        self.said.hide()
        self.drafts.watch()
        if name not in (SERIAL, OUTCOME):
            self.changed.emit()

    def _on_left(self, name: str) -> None:
        self._help.put_away(name)
        field = self.form.field(name)
        if name == "id_number":
            self.form.reduce_id()
        if name == NUMBER:
            self._look_up(field.value())
        if name == NUMBER and self.person:
            self.form.show_quietly(name, ())
        elif self.page is not None and (field.value() or field.is_bad) and not field.isHidden():
            self.form.show_quietly(name, paper_entry.check(self.desk, self.page, self.form.typed(), name))
        self.leave()

    def repeat(self) -> None:
        """Put the last line's value into the field with the focus."""
        for name in self.form.names:
            held = self.form.field(name).editor.inner.hasFocus() and name not in ("id_number", SERIAL, NUMBER)
            if held and self.last_typed.get(name):
                self.form.set_values({name: self.last_typed[name]})
                self._on_changed(name)

    # The save

    def enter(self) -> None:
        """Save the line; only after the disk has it is that said."""
        page = self.page
        if page is None:
            return
        self.form.reduce_id()
        typed, serial = self.form.typed(), self.form.field(SERIAL).value()
        with shown(self, self.form) as outcome:
            override = self._override()
            if override is None and self.form.breached:
                return
            entered = paper_entry.enter(
                self.desk,
                page,
                typed,
                intent=self._intent,
                person=self.person,
                override=override,
                decided=self.decided,
            )
        if outcome.error is not None:
            self._refused(outcome.error)
        else:
            self.last_typed = typed
            self.form.keep_for_next()
            self._empty()
            self.form.forget_cleared()
            self.saved.emit(entered, serial)

    def _override(self) -> Override | None:
        """A supervisor's word for a dose against the schedule; None where none is needed, or none was given."""
        if not self.form.breached or self.form.field(OVERRIDE).isHidden():
            self.form.breached = False
            return None
        reason = self.form.field(OVERRIDE).value()
        if not reason:
            raise InvalidRecord([Problem(OVERRIDE, "misfit.choice.override_reason")])
        proof = ask_pin(self, self.desk, say("paper.breach.pin"))
        return Override(*proof, reason) if proof else None

    def _refused(self, error: TikaError) -> None:
        """What the page must mend is mended on its form; where only the schedule speaks against it, ask why."""
        if isinstance(error, NotAllowed) and error.key in paper_entry.WORD_NEEDED:
            self.page_wanted.emit(())
        if not isinstance(error, InvalidRecord):
            return
        of_page = tuple(one for one in error.problems if one.field in SHARED)
        breaches = [one for one in error.problems if one.key.startswith("breach.")]
        if of_page and not any(one.key.startswith("breach.") for one in of_page):
            self.form.show_problems(())
            self.page_wanted.emit(of_page)
        elif breaches and len(breaches) == len(error.problems) and breaches[0].key != "breach.number":
            self.form.breached = True
            self.form.ask_what_is_due()
            self.form.show_problems(())
            area_of(self).say(Look.AMBER, joined(*(breach(one) for one in breaches), say("paper.breach.why")))
            self.form.focus(OVERRIDE)

    def clear(self) -> None:
        """Empty the line, Ctrl+Z brings it back; with nothing typed, leave the page."""
        if not self.form.is_begun() and not self.person:
            self.left.emit()
            return
        self._empty()

    def bring_back(self) -> None:
        """Undo ``clear``."""
        self.form.bring_back()
        self.changed.emit()

    def _empty(self) -> None:
        self.person, self.decided = "", {}
        self._intent = self.desk.ids.new()
        self.chosen.hide()
        self.form.clear()
        if self.page is not None:
            self.form.count_on(paper_entry.next_serial(self.desk, self.page))
        self.drafts.drop()
        self.form.focus_first()
        self.changed.emit()

    def _draft(self) -> dict[str, str] | None:
        if not self.form.is_begun() and not self.person:
            return None
        return self.form.values() | {_PERSON: verdicts.id_as_text(self.person)}
