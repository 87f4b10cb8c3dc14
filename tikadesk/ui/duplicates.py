""" "Already here?": people who may be the one being typed. It fills while typing and never takes the focus."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout

from tikadesk.actions import register
from tikadesk.actions.desk import Desk
from tikadesk.actions.register import Candidate
from tikadesk.ui.blocks import Card, empty, key_hint
from tikadesk.ui.keys import KEYS
from tikadesk.ui.record_row import RecordRow
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import age_sex, day, dose_number, joined, person_name
from tikadesk.ui.words import Text, Words, say

WAIT_MS = 180


class AlreadyHere(Card):
    """The candidates for the form that ``typed`` reads, but those that ``told_apart`` knows to be others; ``look_up``
    finds them, ``rows`` of them are shown.

    Signals:
        compare_wanted(object): compare the form with this candidate. looked: ``found`` is new.
    """

    compare_wanted = Signal(object)
    looked = Signal()

    def __init__(
        self,
        desk: Desk,
        typed: Callable[[], Mapping[str, str]],
        told_apart: Callable[[], Collection[str]],
        *,
        look_up: Callable[[Desk, Mapping[str, str]], list[Candidate]] = register.candidates,
        rows: int = 2,
    ) -> None:
        super().__init__(spacing=6)
        self.desk, self._typed, self._told_apart = desk, typed, told_apart
        self._look_up, self._most = look_up, rows
        self.found: list[Candidate] = []
        self._count = Text(role="body", ink="muted", elide=True)
        self._hint = key_hint(KEYS["compare"].cap, say("desk.alike.compare"))
        head = QHBoxLayout()
        head.setSpacing(10)
        head.addWidget(Text(say("desk.alike"), role="card"))
        head.addWidget(self._count, 1)
        head.addWidget(self._hint)
        self.body.addLayout(head)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(2)
        self.body.addLayout(self._rows)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.look)
        self._show()

    def look_soon(self) -> None:
        """The form changed: look again once the typing pauses."""
        self._wait.start()

    def look(self) -> None:
        """Look for people like the one typed now."""
        self._wait.stop()
        typed = self._typed()
        found = self._look_up(self.desk, typed) if typed.get("name") or typed.get("mobile") else []
        apart = self._told_apart()
        self.found = [candidate for candidate in found if candidate.person.id not in apart]
        self._show()

    def forget(self) -> None:
        """A new form, like nobody yet."""
        self.found = []
        self._show()

    def compare(self) -> None:
        """Compare with the likeliest candidate."""
        self.look()
        if self.found:
            self.compare_wanted.emit(self.found[0])

    def line(self) -> Words:
        """The likeliest candidate in one line, for a window without this card."""
        if not self.found:
            return Words()
        return say("desk.alike.line", name=person_name(self.found[0].person), cap=KEYS["compare"].cap)

    def _show(self) -> None:
        self._fill()
        self.looked.emit()

    def _fill(self) -> None:
        empty(self._rows)
        self._hint.setVisible(bool(self.found))
        if not self.found:
            self._count.say("desk.alike.none")
            return
        self._count.say("desk.alike.count", n=len(self.found))
        for candidate in self.found[: self._most]:
            row = RecordRow(
                joined(person_name(candidate.person), age_sex(candidate.person)),
                about(candidate),
                icon="person",
                chip=(Look.AMBER, say(candidate.reasons[0]), "alert"),
                thing=candidate,
            )
            row.opened.connect(lambda one=candidate: self.compare_wanted.emit(one))
            self._rows.addWidget(row)


def about(candidate: Candidate) -> Words:
    """The other reasons and the last dose of a candidate, in one line."""
    person = candidate.person
    reasons: Sequence[Words] = [say(key) for key in candidate.reasons[1:2]]
    if "alike.same_mobile" not in candidate.reasons and person.mobile:
        reasons = [say("desk.alike.other_mobile")]
    dose = (
        say("desk.alike.dose", dose=dose_number(person.last_dose_no), day=day(person.last_day))
        if person.last_dose_no
        else say("desk.no_dose")
    )
    return joined(*reasons, dose)
