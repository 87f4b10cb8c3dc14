"""A known person at the table: their doses, what is due, and the one next act. A breach is no dead end."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import aefi, find, give_dose
from tikadesk.actions.desk import Desk
from tikadesk.actions.find import Person
from tikadesk.actions.give_dose import Override
from tikadesk.actions.people import DoseRow
from tikadesk.actions.session import SessionSetup
from tikadesk.domain.kinds.aefi import MINOR
from tikadesk.domain.schedule import Assessment
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.ui.aefi_words import event_line
from tikadesk.ui.blocks import Card, EmptyState, Icon, Noted, Panel, Rule, Scroller, empty
from tikadesk.ui.buttons import primary, secondary
from tikadesk.ui.choices import ComboEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.health import answers, defers, health_fields, show_questions, unanswered
from tikadesk.ui.keys import KEYS
from tikadesk.ui.kind_fields import reasons
from tikadesk.ui.messages import shown
from tikadesk.ui.pin import ask_pin
from tikadesk.ui.quota_offer import QuotaOffer
from tikadesk.ui.record_row import RecordRow
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import age_sex, breach, day, dose_number, joined, number, option, person_name, state
from tikadesk.ui.words import Text, Words, plain, say

OVERRIDE = "override_reason"


class DosePanel(Card):
    """One person and their next dose.

    Signals:
        saved(object, bool): the answer, and whether a slip is wanted. correct_wanted(object): correct this person.
        session_wanted: the session has to be set up first.
    """

    saved = Signal(object, bool)
    correct_wanted = Signal(object)
    session_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(22, 12, 22, 14), spacing=8)
        self.desk = desk
        self.person: Person | None = None
        self.session: SessionSetup | None = None
        self.due: Assessment | None = None
        self._intent = self.desk.ids.new()
        self._empty = EmptyState(say("desk.second.empty"), icon="search")
        self._shown = QWidget()
        column = QVBoxLayout(self._shown)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self._head(column)
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, 0, 0)
        self._inside.setSpacing(8)
        self._doses = QVBoxLayout()
        self._doses.setSpacing(4)
        self._inside.addLayout(self._doses)
        self._warn()
        self._ask()
        self._inside.addStretch()
        self.scroller = scroll = Scroller(inside)
        column.addWidget(scroll, 1)
        foot = QHBoxLayout()
        self.correct = secondary(say("desk.correct"), icon="pencil", key="correct")
        self.correct.clicked.connect(lambda: self.correct_wanted.emit(self.person))
        foot.addWidget(self.correct)
        foot.addStretch()
        column.addLayout(foot)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._shown)
        self.show_person(None, None)

    def _head(self, column: QVBoxLayout) -> None:
        self._name = Text(role="head", wrap=True)
        self._about = Text(role="body", ink="muted", elide=True)
        self._number = Text(role="codestrong", ink="muted")
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._name)
        lines.addWidget(self._about)
        row = QHBoxLayout()
        row.addLayout(lines, 1)
        row.addWidget(self._number)
        column.addLayout(row)
        column.addWidget(Rule())

    def _warn(self) -> None:
        self.warning = Panel(Look.AMBER, margins=(22, 8, 14, 10))
        self.warning.body.setSpacing(6)
        self._breach = Text(role="card", ink="amber", wrap=True)
        self._why = Text(role="body", wrap=True)
        title = QHBoxLayout()
        title.setSpacing(10)
        title.addWidget(Icon("alert", ink="amber", size=22), 0, Qt.AlignmentFlag.AlignTop)
        title.addWidget(self._breach, 1)
        self.warning.body.addLayout(title)
        self.warning.body.addWidget(self._why)
        self.defer = primary(say("desk.defer"), icon="print", cap="Enter")
        self.defer.clicked.connect(self._on_defer)
        self.anyway = secondary(say("desk.anyway"), icon="lock")
        self.anyway.clicked.connect(self._on_anyway)
        self._setup = primary(say("desk.session.set_up"), cap=KEYS["session"].cap)
        self._setup.clicked.connect(self.session_wanted)
        row = QHBoxLayout()
        row.setSpacing(10)
        for button in (self.defer, self._setup, self.anyway):
            row.addWidget(button)
        self._pin_note = Text(say("desk.anyway.pin"), role="muted", ink="muted", elide=True)
        row.addWidget(self._pin_note, 1)
        row.addStretch(0)
        self.warning.body.addLayout(row)
        self._inside.addWidget(self.warning)

    def _ask(self) -> None:
        self.form = Form()
        reason = Field(
            ComboEditor(OVERRIDE, reasons("override_reason")), say("field.dose.override_reason"), width=320
        )
        asked, *questions = health_fields(lambda: date.fromisoformat(self.desk.today()))
        self.form.row(reason)
        self.form.row(asked)
        self.form.row(*questions[:2], stretches=(1, 1))
        self.form.row(*questions[2:], stretches=(1, 1))
        self.form.changed.connect(self._on_changed)
        self.form.finished.connect(self._on_asked)
        self.give = primary(say("desk.give"), icon="syringe", key="save_print")
        self.give.clicked.connect(self._on_give)
        row = QHBoxLayout()
        row.addWidget(self.give)
        row.addStretch()
        self._asked = QWidget()
        column = QVBoxLayout(self._asked)
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(10)
        self.over = QuotaOffer()
        column.addWidget(self.form)
        column.addWidget(self.over)
        column.addLayout(row)
        self._inside.addWidget(self._asked)

    # Showing

    def show_person(self, person_id: str | None, session: SessionSetup | None) -> None:
        """Show a person and what is due; None shows what to do first."""
        self.session = session
        self._intent = self.desk.ids.new()
        self.person = find.person(self.desk, person_id) if person_id else None
        self._empty.setVisible(self.person is None)
        self._shown.setVisible(self.person is not None)
        # Not ``clear``, which takes the focus: the list at the left has it while its rows are walked through.
        self.form.show_problems(())
        self.form.set_values(dict.fromkeys(self.form.names, ""))
        self.over.forget()
        if self.person is None:
            return
        row, fields = self.person.row, self.person.fields
        self._name.show_text(person_name(row))
        tail = fields.get("id_tail")
        photo = joined(option("id_type", fields.get("id_type")), f"…{tail}" if tail else "")
        self._about.show_words(joined(row.name if row.name != person_name(row) else "", age_sex(row), photo))
        self._number.show_text(number(row.no))
        vaccine = session.vaccine if session else row.last_vaccine or "covishield"
        self.due = give_dose.assess(self.desk, row.id, vaccine=vaccine)
        self._show_doses()
        self._show_next(anyway=False)

    def _show_doses(self) -> None:
        empty(self._doses)
        person, due = self.person, self.due
        if person is None or due is None:
            return
        for dose in person.doses:
            self._doses.addWidget(dose_line(dose))
        for event in person.events:
            self._doses.addWidget(event_line(event))
        if aefi.worst(person.events) not in ("", MINOR):
            self._doses.addWidget(Noted(Look.DANGER, say("aefi.before_next"), role="strong"))
        if due.number <= 3 and not person.row.void:
            late = any(problem.field == "interval" for problem in due.breaches)
            from_day = say("desk.due.from", day=day(due.due_from)) if due.due_from else say("desk.due.any")
            same = (
                say("desk.due.same", vaccine=option("vaccine", person.row.last_vaccine))
                if person.row.doses
                else ""
            )
            chip = (
                (Look.AMBER, say("desk.due.not_yet"), "clock")
                if late
                else (Look.INFO, say("desk.due.now"), "clock")
            )
            self._doses.addWidget(
                RecordRow(
                    dose_number(due.number), joined(from_day, same), icon="clock", icon_ink="amber", chip=chip
                )
            )

    def _show_next(self, *, anyway: bool) -> None:
        person, due = self.person, self.due
        if person is None or due is None:
            return
        breaches = due.breaches
        blocked = person.row.void or self.session is None
        self.warning.setVisible(blocked or bool(breaches))
        self._setup.setVisible(self.session is None and not person.row.void)
        for widget in (self.defer, self.anyway, self._pin_note):
            widget.setVisible(not blocked and not anyway)
        if person.row.void:
            self._breach.say("error.person_void")
            self._why.show_text("")
        elif self.session is None:
            self._breach.say("desk.session.none")
            self._why.say("desk.session.none.why")
        elif breaches:
            self._breach.show_words(breach(breaches[0]))
            self._why.show_words(self._because(breaches))
        self._why.setVisible(bool(self._why.text()))
        self._asked.setVisible(not blocked and (anyway or not breaches))
        self.form.field(OVERRIDE).setVisible(anyway)
        self._on_changed("")

    def _because(self, breaches: tuple[Problem, ...]) -> Words:
        person, due = self.person, self.due
        more = [breach(problem) for problem in breaches[1:]]
        if person is not None and due is not None and due.due_from and breaches[0].field == "interval":
            facts = say(
                "desk.due.why",
                dose=dose_number(person.row.last_dose_no),
                given=day(person.row.last_day),
                due=day(due.due_from),
            )
            more.insert(0, facts)
        return plain(" ".join(str(words) for words in more))

    def start(self) -> None:
        """Put the focus on the next act: the health question, or deferring where something speaks against it."""
        if self.person is None:
            return
        for button in (self._setup, self.defer):
            if button.isVisibleTo(self):
                button.setFocus(Qt.FocusReason.OtherFocusReason)
                return
        if not self._asked.isHidden():
            self.form.focus_first()

    def _on_changed(self, _name: str) -> None:
        sex = self.person.row.sex if self.person else ""
        show_questions(self.form, asked=True, sex=sex)
        self.give.show_words(say("desk.defer.health") if defers(self.form) else say("desk.give"))

    # Acts

    def _on_asked(self) -> None:
        self.give.setFocus(Qt.FocusReason.TabFocusReason)

    def _on_anyway(self) -> None:
        self._show_next(anyway=True)
        self.form.focus(OVERRIDE)

    def _on_defer(self) -> None:
        if self.person is None or self.session is None or self.due is None:
            return
        early = any(problem.field == "interval" for problem in self.due.breaches)
        with shown(self, self.form) as outcome:
            answer = give_dose.defer(
                self.desk,
                self.person.row.id,
                reason="too_early" if early else "other",
                until=self.due.due_from if early else None,
                typed=self.session.as_dose(),
                intent=self._intent,
            )
        if outcome.ok:
            self.saved.emit(answer, True)

    def _on_give(self) -> None:
        person, session = self.person, self.session
        if person is None or session is None:
            return
        anyway = not self.form.field(OVERRIDE).isHidden()
        with shown(self, self.form) as outcome:
            found = unanswered(self.form)
            if anyway and not self.form.field(OVERRIDE).value():
                found.insert(0, Problem(OVERRIDE, "misfit.choice.override_reason"))
            if found:
                raise InvalidRecord(found)
            override = self._vouched() if anyway else None
            if anyway and override is None:
                return
            typed = session.as_dose() | answers(self.form) | self.over.typed()
            answer = give_dose.give(self.desk, person.row.id, typed, override=override, intent=self._intent)
        self.over.after(self.form, outcome.error, self._on_give)
        if outcome.ok:
            self.saved.emit(answer, True)

    def _vouched(self) -> Override | None:
        proof = ask_pin(self, self.desk, say("desk.anyway.why"))
        return Override(*proof, self.form.field(OVERRIDE).value()) if proof else None


def dose_line(dose: DoseRow) -> RecordRow:
    """One attendance as a line of the timeline."""
    given = dose.outcome == "given"
    second = joined(
        day(dose.day),
        option("vaccine", dose.vaccine),
        say("desk.session.batch", batch=dose.batch) if given and dose.batch else "",
        dose.vaccinator if given else option("defer_reason", dose.note),
    )
    first = dose_number(dose.dose_no) if given else say("desk.dose.deferred", dose=dose_number(dose.dose_no))
    icon, ink = (
        ("check-circle", "ok") if given and not dose.void else ("void" if dose.void else "clock", "muted")
    )
    chip = (Look.NEUTRAL, say("desk.state.void"), "void") if dose.void else state(dose.state)
    return RecordRow(first, second, icon=icon, icon_ink=ink, chip=chip, struck=dose.void, thing=dose)
