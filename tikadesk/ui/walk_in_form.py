"""The walk-in form itself: its fields, which of them are asked, how they lie on the page, what they say back.

It reads villages through a function and writes nothing: saving, drafts and likeness are ``walk_in``'s.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from tikadesk.actions.printed_number import STICKER
from tikadesk.actions.register import echo_age
from tikadesk.domain import identity, reference
from tikadesk.domain.kinds.dose import SCREENING
from tikadesk.errors import Problem
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field, Side
from tikadesk.ui.form import ROW_GAP, Form
from tikadesk.ui.health import HEALTH, health_fields, show_questions, unanswered
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.page import Fold
from tikadesk.ui.person_form import PersonForm
from tikadesk.ui.photo_id import reduce_id
from tikadesk.ui.suggest import SuggestEditor, Suggestion
from tikadesk.ui.wording import InHindi, label
from tikadesk.ui.words import say

STAYS = ("id_type", "category")
"""What the next person keeps from the last one."""

_GUARDIAN = ("guardian_name", "guardian_relation")
_FACILITATOR = ("facilitator_name", "facilitator_mobile")
Row = tuple[tuple[str, int], ...]

_EXTRAS: tuple[Row, ...] = (
    (("facilitator_name", 1), ("facilitator_mobile", 0)),
    (("guardian_name", 1), ("guardian_relation", 0)),
)
_QUESTIONS: tuple[Row, ...] = tuple(
    tuple((question, 1) for question in SCREENING[at : at + 2]) for at in (0, 2)
)
_WITH_CARD: tuple[Row, ...] = ((("category", 0), ("ration_card", 1)), ((HEALTH, 1),))
"""A ration card takes the place beside the category, and what is said about it the rest of the row."""
_ROWS: dict[Fold, tuple[Row, ...]] = {
    Fold.FULL: (
        (("mobile", 1), (STICKER, 0)),
        (("name", 3), ("name_local", 2)),
        (("age", 1), ("sex", 0)),
        (("id_type", 0), ("id_number", 0), ("village", 1)),
        *_EXTRAS,
        (("category", 0), (HEALTH, 1)),
        *_QUESTIONS,
    ),
    Fold.NARROW: (
        (("mobile", 0), (STICKER, 0), ("age", 1), ("sex", 0)),
        (("name", 1), ("name_local", 1)),
        (("id_type", 0), ("id_number", 0), ("village", 1), ("category", 0), ("ration_card", 0)),
        *_EXTRAS,
        ((HEALTH, 1),),
        *_QUESTIONS,
    ),
    Fold.SINGLE: (
        (("mobile", 1),),
        ((STICKER, 1),),
        (("name", 1),),
        (("name_local", 1),),
        (("age", 1),),
        (("sex", 1),),
        (("id_type", 0), ("id_number", 1)),
        (("village", 1),),
        (("facilitator_name", 1),),
        (("facilitator_mobile", 1),),
        (("guardian_name", 1),),
        (("guardian_relation", 1),),
        (("category", 0), ("ration_card", 1)),
        ((HEALTH, 1),),
        *(((question, 1),) for question in SCREENING),
    ),
}


class WalkInForm(PersonForm):
    """Every field of a walk-in in one view. ``asks_health`` is False where only a registration is taken."""

    def __init__(self, villages: Callable[[str], Sequence[Suggestion]], today: Callable[[], date]) -> None:
        super().__init__(today)
        self.asks_health, self.asks_card, self._asks_sticker = True, False, False
        self.set_aside(STICKER)
        self._fold_now = Fold.FULL
        self._rows = QVBoxLayout()
        self._rows.setSpacing(ROW_GAP)
        self.add(self._rows)
        self._make(villages)
        # It lies in no row until a category asks for it.
        self.field("ration_card").setParent(self)
        self.changed.connect(self._on_changed_here)
        self.left.connect(self._on_left_here)
        self.arrange(Fold.FULL)
        self.ask_what_is_due()

    def _make(self, villages: Callable[[str], Sequence[Suggestion]]) -> None:
        made = partial(kind_field, "registration", today=self._today)
        village = Field(SuggestEditor("village", villages), label("registration", "village"))
        village.also.show_words(InHindi("field.registration.village"))
        village.also.show()
        self.own(
            made("mobile", width=214, side=Side.RIGHT),
            Field(TextEditor(STICKER, upper=True, mono=True), say("desk.sticker"), width=190),
            made("name"),
            made("name_local", also=say("desk.name_local.hint")),
            made("age", width=130, side=Side.RIGHT),
            made("sex", width=246),
            made("id_type", width=160),
            made("id_number", width=154),
            village,
            *(made(name) for name in (*_FACILITATOR, *_GUARDIAN)),
            made("category", width=176),
            made("ration_card", width=160, side=Side.RIGHT),
            *health_fields(self._today),
        )

    # Where the fields lie

    def arrange(self, fold: Fold) -> None:
        """Lay the fields out for the room there is; Enter and Tab follow what is seen."""
        self.lay_out_anew(self._rows, self._rows_of(fold))
        self.field(HEALTH).set_width(300 if fold == Fold.FULL else None)
        for name in ("mobile", "age"):
            self.field(name).set_side(Side.BELOW if fold == Fold.NARROW else Side.RIGHT)
        self.field("mobile").set_width(240 if fold == Fold.NARROW else 214)
        self.field("ration_card").set_side(Side.RIGHT if fold == Fold.FULL else Side.BELOW)
        self._fold_now = fold

    def _rows_of(self, fold: Fold) -> tuple[Row, ...]:
        rows = _ROWS[fold]
        if fold != Fold.FULL or not self.asks_card:
            return rows
        at = rows.index((("category", 0), (HEALTH, 1)))
        return rows[:at] + _WITH_CARD + rows[at + 1 :]

    def ask_sticker(self, number: str = "") -> None:
        """Ask for the number of a sticker printed in advance, or take the one that was scanned."""
        self._asks_sticker = True
        self.set_values({STICKER: number} if number else {})
        if not number:
            self.focus(STICKER)

    def set_tight(self, tight: bool) -> None:
        """Less air between the rows where a summary stands above them."""
        self._rows.setSpacing(ROW_GAP - 3 if tight else ROW_GAP)

    # What is asked

    def ask_what_is_due(self) -> None:
        """Show the fields that this person needs: a guardian for a child, a facilitator where there is no ID."""
        values = super().values()
        id_type, category = values["id_type"], values["category"]
        without = id_type in identity.WITHOUT_NUMBER
        known = reference.categories().get(category)
        self.show_fields((STICKER,), self._asks_sticker or bool(values[STICKER]))
        self.show_fields(("id_number",), not without)
        self.show_fields(_FACILITATOR, id_type == identity.NONE)
        self.show_fields(_GUARDIAN, self.is_child())
        card = known is not None and known.ration_card
        if card != self.asks_card:
            self.asks_card = card
            self.arrange(self._fold_now)
        self.show_fields(("ration_card",), card)
        show_questions(self, asked=self.asks_health, sex=values["sex"])
        if id_type == identity.AADHAAR:
            self.field("id_number").set_label(say("desk.last_four"))
        else:
            self.field("id_number").set_label(label("registration", "id_number"))

    # Values

    def clear(self) -> None:
        """Empty to what stays from person to person."""
        self._asks_sticker = False
        super().clear()
        self.ask_what_is_due()

    def typed(self) -> dict[str, str]:
        """The registration as typed: only what was asked."""
        asked = (name for name in self.names if not self.field(name).isHidden())
        return self.with_reason(
            {name: self.field(name).value() for name in asked if name not in (HEALTH, *SCREENING)}
        )

    def health_problems(self) -> list[Problem]:
        """What of the health questions is not answered."""
        return unanswered(self) if self.asks_health else []

    def reduce_id(self) -> None:
        """Of a whole Aadhaar number leave the last four digits, at once and for good."""
        reduce_id(self)

    # What the fields say back

    def _on_changed_here(self, name: str) -> None:
        if name in ("age", "id_type", "category", "sex", HEALTH):
            self.ask_what_is_due()

    def _on_left_here(self, name: str) -> None:
        if name == "id_number":
            self.reduce_id()

    def say_back(self, name: str) -> None:
        """Say again how the value of ``name`` was understood."""
        if name == "age":
            self.say_age()
        elif name == "mobile":
            self.say_mobile()

    def say_age(self) -> None:
        """Say the years and the year of birth back, in two lines."""
        field = self.field("age")
        echo = echo_age(field.value(), self._today())
        if echo is None:
            field.set_said(None)
            return
        key, params = echo
        months = re.match(r"\d+(?=\s*m)", field.value().casefold())
        first = (
            say("desk.age.months", n=int(months[0])) if months else say("desk.age.years", n=params["years"])
        )
        field.set_said(first, say(key, **params))


def inner(form: Form, name: str) -> QWidget:
    """The widget of a field that takes the keys."""
    return form.field(name).editor.inner
