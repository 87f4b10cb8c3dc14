"""One adverse event as it was reported, its dose and vial, its history, and what can be done about it. Reads only."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import aefi, find
from tikadesk.actions.aefi import Event
from tikadesk.actions.desk import Desk
from tikadesk.ui.aefi_words import company, moment, severity, shot_line, symptoms, vial_line
from tikadesk.ui.blocks import Card, Chip, Rule, Scroller
from tikadesk.ui.buttons import link, primary, secondary
from tikadesk.ui.flow import Flow
from tikadesk.ui.history import headline, lines
from tikadesk.ui.sample_words import breakable
from tikadesk.ui.wording import age_sex, joined, label, mobile, number, option, person_name
from tikadesk.ui.words import Text, Words, plain, say


class AefiView(Card):
    """One event.

    Signals:
        left: back to the form. follow_up_wanted, correct_wanted, void_wanted, restore_wanted, print_wanted: of the
        event shown.
    """

    left = Signal()
    follow_up_wanted = Signal()
    correct_wanted = Signal()
    void_wanted = Signal()
    restore_wanted = Signal()
    print_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(22, 12, 22, 14), spacing=8)
        self.desk = desk
        self.event_shown: Event | None = None
        self._name = Text(role="head", wrap=True)
        self._about = Text(role="body", ink="muted", elide=True)
        self._number = Text(role="codestrong", ink="muted")
        self._chip = Chip()
        names, right = QVBoxLayout(), QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self._name)
        names.addWidget(self._about)
        right.setSpacing(4)
        right.addWidget(self._number, 0, Qt.AlignmentFlag.AlignRight)
        right.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignRight)
        head = QHBoxLayout()
        head.addLayout(names, 1)
        head.addLayout(right)
        self.scroller = Scroller()
        self.again = primary(say("aefi.new"), icon="plus", key="new", small=True)
        self.follow_up = secondary(say("aefi.follow_up"), small=True)
        self.correct = secondary(say("desk.correct"), key="correct", small=True)
        self.void = secondary(say("desk.void"), key="void", small=True)
        self.restore = secondary(say("desk.restore"), small=True)
        self.reprint = secondary(say("aefi.reprint"), key="reprint", small=True)
        back = link(say("desk.back"), key="clear", small=True)
        for button, wanted in (
            (self.again, self.left), (self.follow_up, self.follow_up_wanted),
            (self.correct, self.correct_wanted), (self.void, self.void_wanted),
            (self.restore, self.restore_wanted), (self.reprint, self.print_wanted), (back, self.left),
        ):  # fmt: skip
            button.clicked.connect(wanted)
        self.body.addLayout(head)
        self.body.addWidget(Rule())
        self.body.addWidget(self.scroller, 1)
        self._acts = Flow(gap=8)
        self._acts.fill(
            (self.again, self.follow_up, self.reprint, self.correct, self.void, self.restore, back)
        )
        self.body.addWidget(self._acts)

    def show_event(self, rec: str) -> None:
        """Show the event of a record as it stands now."""
        event = self.event_shown = aefi.of(self.desk, rec)
        shot = event.shot
        other = shot.name if person_name(shot) != shot.name else shot.name_local
        self._name.show_text(breakable(person_name(shot)))
        self._about.show_words(joined(other, age_sex(shot), shot.village, mobile(shot.mobile)))
        self._number.show_text(number(shot.no))
        look, words, icon = severity(event)
        self._chip.show_state(look, words, icon=icon)
        for button in (self.follow_up, self.correct, self.void, self.reprint):
            button.setVisible(not event.void)
        self.restore.setVisible(event.void)
        self._acts.fit()
        self._fill(event)

    def _fill(self, event: Event) -> None:
        content = QWidget()
        column = QVBoxLayout(content)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(8)
        column.addLayout(self._details(event))
        column.addWidget(Rule())
        column.addWidget(Text(shot_line(event.shot), role="strong", wrap=True))
        source = aefi.source(self.desk, event.shot.id) if self._dose_stands(event) else None
        if source is not None:
            column.addWidget(Text(vial_line(event.shot, source), role="body", wrap=True))
            column.addWidget(Text(company(source), role="small", ink="muted", wrap=True))
        column.addWidget(Rule())
        column.addWidget(Text(say("desk.history"), role="section"))
        for change in reversed(find.history(self.desk, [("aefi", event.id)])):
            column.addWidget(Text(headline(change), role="muted", ink="muted", wrap=True))
            for words in lines(change):
                column.addWidget(Text(words, role="body", wrap=True))
        column.addStretch()
        self.scroller.show_content(content)

    def _dose_stands(self, event: Event) -> bool:
        """Whether the dose that it followed is here and not void."""
        return any(shot.id == event.shot.id for shot in aefi.shots(self.desk, event.shot.person))

    def _details(self, event: Event) -> QGridLayout:
        told = moment(event.officer_told_on, event.officer_told_at)
        said: list[tuple[str, Words]] = [
            ("onset_on", plain(moment(event.onset_on, event.onset_time))),
            ("reported_on", plain(moment(event.reported_on, event.reported_at))),
            ("symptoms", symptoms(event.symptoms)),
            ("description", plain(event.description)),
            ("officer", plain(event.officer)),
            ("officer_told_at", plain(told) if told else say("aefi.not_told")),
            ("treatment", plain(event.treatment)),
            ("outcome", option("aefi_outcome", event.outcome)),
            ("referred_to", plain(event.referred_to)),
        ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(4)
        for line, (name, words) in enumerate((name, words) for name, words in said if str(words)):
            grid.addWidget(Text(label("aefi", name), role="muted", ink="muted"), line, 0)
            grid.addWidget(Text(words, role="body", wrap=True), line, 1)
        grid.setColumnStretch(1, 1)
        return grid
