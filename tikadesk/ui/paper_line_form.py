"""The form of one line of a paper register, in the order of its columns: which fields there are, which of them are
asked, how they lie on the page. Writes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout

from tikadesk.actions.paper_entry import DEFERRED, GIVEN, OUTCOMES
from tikadesk.actions.register import echo_age
from tikadesk.domain import identity
from tikadesk.ui.choices import ChoiceSegment, ComboEditor
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import ROW_GAP
from tikadesk.ui.kind_fields import kind_field, reasons
from tikadesk.ui.page import Fold
from tikadesk.ui.person_form import PersonForm
from tikadesk.ui.photo_id import ID_NUMBER, reduce_id
from tikadesk.ui.segments import Segment
from tikadesk.ui.suggest import SuggestEditor, Suggestion
from tikadesk.ui.wording import label
from tikadesk.ui.words import Words, plain, say

SERIAL, NUMBER, OUTCOME, DOSE_NO, OVERRIDE = "serial", "sticker_no", "outcome", "dose_no", "override_reason"
STAYS = ("id_type", "category", OUTCOME, DOSE_NO)
"""What the next line keeps from the last one."""
PERSON = (
    "mobile", "name", "name_local", "age", "sex", "id_type", ID_NUMBER, "village", "category", "facilitator_name",
    "facilitator_mobile", "guardian_name", "guardian_relation",
)  # fmt: skip
_LETTERS = {"given": "G", "deferred": "D", "registered": "R"}
_FACILITATOR = ("facilitator_name", "facilitator_mobile")
_GUARDIAN = ("guardian_name", "guardian_relation")
_DEFERRED = ("defer_reason", "defer_until")

Row = tuple[tuple[str, int], ...]
_ENDS: tuple[Row, ...] = (
    (("facilitator_name", 1), ("facilitator_mobile", 0)),
    (("guardian_name", 1), ("guardian_relation", 0)),
    ((OUTCOME, 1), (DOSE_NO, 0)),
    (("defer_reason", 1), ("defer_until", 0)),
    (("earlier_dose_shown", 1), (OVERRIDE, 1)),
)
_ROWS: dict[Fold, tuple[Row, ...]] = {
    Fold.FULL: (
        ((SERIAL, 0), ("time", 0), (NUMBER, 1), ("mobile", 0)),
        (("name", 1), ("name_local", 1)),
        (("age", 0), ("sex", 0), ("id_type", 1)),
        ((ID_NUMBER, 1), ("village", 1), ("category", 1)),
        *_ENDS,
    ),
    Fold.NARROW: (
        ((SERIAL, 0), ("time", 0), (NUMBER, 1), ("mobile", 0)),
        (("name", 1), ("name_local", 1), ("age", 0), ("sex", 0)),
        (("id_type", 1), (ID_NUMBER, 1), ("village", 1), ("category", 1)),
        *_ENDS,
    ),
    Fold.SINGLE: (
        ((SERIAL, 1), ("time", 1)),
        ((NUMBER, 1),),
        (("mobile", 1),),
        (("name", 1),),
        (("name_local", 1),),
        (("age", 0), ("sex", 1)),
        (("id_type", 1), (ID_NUMBER, 1)),
        (("village", 1), ("category", 1)),
        *(((name, 1),) for row in _ENDS for name, _ in row),
    ),
}


class LineForm(PersonForm):
    """Every field of a line. ``known``: the person is here already, so that only what became of them is asked.
    ``breached``: the schedule speaks against the dose, so that a reason is asked.
    """

    def __init__(self, villages: Callable[[str], Sequence[Suggestion]], today: Callable[[], date]) -> None:
        super().__init__(today)
        self.known, self.breached = False, False
        self.set_aside(SERIAL, "category")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(ROW_GAP)
        self.add(self._rows)
        self._make(villages)
        self.set_defaults({OUTCOME: GIVEN, DOSE_NO: "1"})
        self.changed.connect(self._on_changed_here)
        self.arrange(Fold.FULL)
        self.clear()

    def _make(self, villages: Callable[[str], Sequence[Suggestion]]) -> None:
        made = partial(kind_field, "registration", today=self._today, also=Words(), paper=True)
        shot = partial(kind_field, "dose", today=self._today, also=Words())
        outcomes = [Segment(code, say(f"paper.outcome.{code}"), _LETTERS[code]) for code in OUTCOMES]
        doses = [Segment(no, plain(no), no) for no in ("1", "2", "3")]
        self.own(
            Field(TextEditor(SERIAL, upper=True), say("paper.serial"), width=76),
            shot("time", width=76),
            Field(
                TextEditor(NUMBER, upper=True, mono=True), say("paper.number"), also=say("paper.number.hint")
            ),
            made("mobile", width=170),
            *(made(name) for name in ("name", "name_local")),
            made("age", width=100),
            made("sex", width=246),
            made("id_type"),
            made(ID_NUMBER),
            Field(SuggestEditor("village", villages), label("registration", "village")),
            *(made(name) for name in (*_FACILITATOR, *_GUARDIAN)),
            Field(ChoiceSegment(OUTCOME, outcomes), say("paper.outcome")),
            Field(ChoiceSegment(DOSE_NO, doses), label("dose", DOSE_NO), width=150),
            made("category"),
            *(shot(name) for name in (*_DEFERRED, "earlier_dose_shown")),
            Field(ComboEditor(OVERRIDE, reasons(OVERRIDE)), label("dose", OVERRIDE), required=True),
        )

    # Where the fields lie

    def arrange(self, fold: Fold) -> None:
        """Lay the fields out for the room there is; Enter and Tab follow what is seen."""
        self.lay_out_anew(self._rows, _ROWS[fold])
        self._rows.setSpacing(ROW_GAP if fold == Fold.FULL else ROW_GAP - 3)

    # What is asked

    def ask_what_is_due(self) -> None:
        """Show the fields that this line needs, and nothing else."""
        values = super().values()
        outcome, id_type = values[OUTCOME], values["id_type"]
        self.show_fields(PERSON, not self.known)
        if not self.known:
            self.show_fields((ID_NUMBER,), id_type not in identity.WITHOUT_NUMBER)
            self.show_fields(_FACILITATOR, id_type == identity.NONE)
            self.show_fields(_GUARDIAN, self.is_child())
        self.show_fields((DOSE_NO,), outcome == GIVEN)
        self.show_fields(_DEFERRED, outcome == DEFERRED)
        later = outcome == GIVEN and values[DOSE_NO] not in ("", "1")
        self.show_fields(("earlier_dose_shown",), later and not self.known)
        self.show_fields((OVERRIDE,), self.breached and outcome == GIVEN)
        last_four = id_type == identity.AADHAAR
        self.field(ID_NUMBER).set_label(
            say("desk.last_four") if last_four else label("registration", ID_NUMBER)
        )

    # Values

    def clear(self) -> None:
        """Empty to what stays from line to line."""
        self.known = self.breached = False
        self.field(DOSE_NO).set_label(label("dose", DOSE_NO))
        self.ask_what_is_due()
        super().clear()
        self.ask_what_is_due()

    def focus_first(self) -> None:
        """Put the focus on the first field that Enter visits: the serial number counts on by itself."""
        if path := self.path():
            self.focus(path[0])

    def keep_for_next(self) -> None:
        """What was just saved is what the next line begins with, where it stays."""
        self.set_defaults(self._defaults | {name: self.field(name).value() for name in STAYS})

    def count_on(self, serial: str) -> None:
        """The next line's serial number; it does not count as something typed."""
        self.set_defaults(self._defaults | {SERIAL: serial})
        self.set_values({SERIAL: serial})

    def typed(self) -> dict[str, str]:
        """The line as typed: only what was asked."""
        asked = (name for name in self.names if not self.field(name).isHidden() and name != OVERRIDE)
        typed = {name: self.field(name).value() for name in asked}
        return typed if self.known else self.with_reason(typed)

    def is_begun(self) -> bool:
        """Whether anything of the line itself was typed; its serial number is not."""
        kept = {*STAYS, SERIAL}
        return any(value for name, value in self.values().items() if name not in kept)

    def reduce_id(self) -> None:
        """Of a whole Aadhaar number leave the last four digits, at once and for good."""
        reduce_id(self)

    # What the fields say back

    def _on_changed_here(self, name: str) -> None:
        if name in ("age", "id_type", OUTCOME, DOSE_NO):
            self.ask_what_is_due()

    def say_age(self) -> None:
        """Say the years beside the label."""
        echo = echo_age(self.field("age").value(), self._today())
        said = say("samples.years", n=echo[1]["years"]) if echo else None
        self.field("age").set_label(say("samples.age"), said)
