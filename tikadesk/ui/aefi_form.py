"""The report of an adverse event: the dose with its vial and company as they are known, and what happened."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import aefi
from tikadesk.actions.aefi import Shot
from tikadesk.actions.desk import Desk
from tikadesk.domain.kinds.aefi import SERIOUS
from tikadesk.ui.aefi_words import company, shot_line, vial_line
from tikadesk.ui.blocks import Card, EmptyState, Icon, Noted, Panel, Rule, Scroller, acts
from tikadesk.ui.buttons import link, primary, secondary
from tikadesk.ui.choices import ChoiceSegment
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.messages import shown
from tikadesk.ui.page import Fold
from tikadesk.ui.sample_words import breakable
from tikadesk.ui.segments import Segment
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import age_sex, day, dose_number, joined, mobile, number, person_name
from tikadesk.ui.words import Text, Words, plain, say

_EDGES = (22, 12, 22, 14)
_ASIDE = ("onset_on", "description", "treatment", "outcome", "referred_to")
"""What Enter passes by: it is seldom known in the first minute, and Tab reaches it."""


class AefiForm(Card):
    """The form of one report.

    Signals:
        saved(object, bool): the event (``Event``), and whether its form is to be printed. left: back without a report.
        serious(bool): what is typed is serious now, or no more.
    """

    saved = Signal(object, bool)
    left = Signal()
    serious = Signal(bool)

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=_EDGES, spacing=8)
        self.desk = desk
        self.shots: list[Shot] = []
        self.shot: Shot | None = None
        self._intent = desk.ids.new()
        self._empty = EmptyState(say("aefi.pick"), icon="alert")
        self._shown = QWidget()
        self._column = QVBoxLayout(self._shown)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self._head = self._headed()
        self._column.addWidget(self._head)
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        self._inside.setContentsMargins(0, 0, 8, 0)
        self._inside.setSpacing(10)
        self._which()
        self._dose()
        self._ask()
        self._inside.addStretch()
        self._column.addWidget(Scroller(inside), 1)
        self.save = primary(say("aefi.save"), icon="print", key="save_print")
        self.save.clicked.connect(lambda: self.report(form=True))
        self.save_only = secondary(say("aefi.save_only"), key="save")
        self.save_only.clicked.connect(lambda: self.report(form=False))
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self.left)
        self.body.addWidget(self._empty)
        self.body.addWidget(self._shown)
        self.body.addLayout(acts(self.save, self.save_only, back))
        self.show_shots(())

    def _headed(self) -> QWidget:
        self._name = Text(role="head", wrap=True)
        self._about = Text(role="body", ink="muted", elide=True)
        self._number = Text(role="codestrong", ink="muted")
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._about)
        row = QHBoxLayout()
        row.addLayout(names, 1)
        row.addWidget(self._number)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addLayout(row)
        column.addWidget(Rule())
        return holder

    def fold(self, fold: Fold) -> None:
        """In one column who it is scrolls with the questions, and the edges are narrow."""
        self.body.setContentsMargins(*((12, 8, 12, 8) if fold == Fold.SINGLE else _EDGES))
        (self._inside if fold == Fold.SINGLE else self._column).insertWidget(0, self._head)

    def _which(self) -> None:
        """Where somebody had several doses: which of them it followed."""
        self._choice = QVBoxLayout()
        self.which: Field | None = None
        self._inside.addLayout(self._choice)

    def _dose(self) -> None:
        self._panel = Panel(margins=(14, 8, 14, 8))
        self._shot_line = Text(role="strong", wrap=True)
        self._vial_line = Text(role="body", wrap=True)
        self._company = Text(role="small", ink="muted", wrap=True)
        self.cluster = Noted(Look.AMBER)
        lines = QVBoxLayout()
        lines.setSpacing(2)
        for line in (self._shot_line, self._vial_line, self._company, self.cluster):
            lines.addWidget(line)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(Icon("vial", ink="accent", size=20), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(lines, 1)
        self._panel.body.addLayout(row)
        self._inside.addWidget(self._panel)

    def _ask(self) -> None:
        self.form = Form()
        made = partial(kind_field, "aefi", today=lambda: date.fromisoformat(self.desk.today()))
        self.form.row(made("onset_on", width=150), made("onset_time", width=150), stretches=(0, 1))
        self.form.row(made("severity"))
        self.form.row(made("symptoms"))
        self.form.row(made("description"))
        self.form.row(made("officer"), made("officer_told_at", width=150, also=Words()), stretches=(1, 0))
        self.form.row(made("treatment"))
        self.form.row(made("outcome", also=Words()), made("referred_to", also=Words()), stretches=(1, 1))
        self.form.set_aside(*_ASIDE)
        self.form.changed.connect(self._on_changed)
        self.form.left.connect(self._on_field_left)
        self.form.finished.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))
        self._inside.addWidget(self.form)

    # Showing

    def show_shots(self, shots: list[Shot] | tuple[Shot, ...], dose: str = "") -> None:
        """Ask about somebody's doses, the newest first, beginning with ``dose``; none shows what to do first."""
        self.shots = list(shots)
        self._empty.setVisible(not shots)
        for part in (self._shown, self.save, self.save_only):
            part.setVisible(bool(shots))
        self._intent = self.desk.ids.new()
        self.form.show_problems(())
        typed = dict.fromkeys(self.form.names, "")
        today = day(self.desk.today())
        self.form.set_values(typed | {"onset_on": today, "officer": aefi.last_officer(self.desk)})
        self.form.set_defaults({"onset_on": today, "officer": aefi.last_officer(self.desk)})
        self.serious.emit(False)
        self.shot = None
        if not shots:
            return
        first = self.shots[0]
        other = first.name if person_name(first) != first.name else first.name_local
        self._name.show_text(breakable(person_name(first)))
        self._about.show_words(joined(other, age_sex(first), first.village, mobile(first.mobile)))
        self._number.show_text(number(first.no))
        self._offer(dose or first.id)
        self._show_shot(dose or first.id)

    def _offer(self, dose: str) -> None:
        if self.which is not None:
            self._choice.removeWidget(self.which)
            self.which.deleteLater()
            self.which = None
        if len(self.shots) == 1:
            return
        parts = [
            Segment(one.id, joined(dose_number(one.dose_no), day(one.day)), str(at))
            for at, one in enumerate(self.shots, 1)
        ]
        self.which = Field(ChoiceSegment("dose", parts), say("aefi.which"))
        self.which.editor.set_value(dose)
        self.which.editor.changed.connect(self._on_other_dose)
        self.which.editor.passed.connect(lambda onwards: self.start() if onwards else None)
        self._choice.addWidget(self.which)

    def _on_other_dose(self) -> None:
        if self.which is not None:
            self._show_shot(self.which.value())

    def _show_shot(self, dose: str) -> None:
        self.shot = next((one for one in self.shots if one.id == dose), self.shots[0])
        source = aefi.source(self.desk, self.shot.id)
        self._shot_line.show_words(shot_line(self.shot))
        self._vial_line.show_words(vial_line(self.shot, source))
        self._company.show_words(company(source) if self.shot.vial else plain(""))
        self._company.setVisible(bool(self.shot.vial))
        self.cluster.show_state(Look.AMBER, say("aefi.cluster", count=len(source.ill)))
        self.cluster.setVisible(bool(source.ill))

    def start(self) -> None:
        """Put the focus where typing begins: when it began."""
        if self.shot is not None:
            self.form.focus("onset_time")

    def half_filled(self) -> bool:
        """Whether something was typed that was not saved."""
        return self.shot is not None and not self.form.is_empty()

    @property
    def is_serious(self) -> bool:
        """Whether what is typed is serious."""
        return self.shot is not None and self.form.field("severity").value() == SERIOUS

    def _on_changed(self, name: str) -> None:
        if name == "severity":
            self.serious.emit(self.is_serious)

    def _on_field_left(self, name: str) -> None:
        typed = self.form.values()
        if self.shot is not None and typed[name].strip():
            self.form.show_quietly(name, aefi.check(self.desk, self.shot.id, typed))

    # The act

    def report(self, *, form: bool) -> None:
        """Write the report down; a serious one is printed in any case."""
        if self.shot is None:
            return
        with shown(self, self.form) as outcome:
            event = aefi.report(self.desk, self.shot.id, self.form.values(), intent=self._intent)
        if outcome.ok:
            self.saved.emit(event, form or event.severity == SERIOUS)
