"""The form of one collection: a new person's few fields, the sample, and the folded referral form. Writes nothing.

What stays from sample to sample (type, test, lab, category) is off the path of Enter once it is set.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions.register import echo_age
from tikadesk.domain.kinds import sample
from tikadesk.errors import Problem
from tikadesk.ui.blocks import Icon, Panel
from tikadesk.ui.buttons import link
from tikadesk.ui.choices import ChoiceSegment
from tikadesk.ui.field import Field
from tikadesk.ui.form import FIELD_GAP, ROW_GAP
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.person_form import PersonForm
from tikadesk.ui.photo_id import ID_NUMBER
from tikadesk.ui.referral_form import COLUMN_GAP, ReferralForm
from tikadesk.ui.segments import Segment
from tikadesk.ui.suggest import SuggestEditor, Suggestion
from tikadesk.ui.wording import joined, lab_name, label, option
from tikadesk.ui.words import Text, Words, plain, say

TUBES = "tubes"
PERSON = ("mobile", "name", "name_local", "age", "sex", "village")
SETTINGS = ("test", "lab", "icmr_category")
STAYS = ("sample_type", *SETTINGS, "transport")
"""What the next sample keeps from the last one."""
_MOST_TUBES, _AGE = 3, 100


class SampleBand(Panel):
    """Test, lab and category that every sample gets, in one line until they are to be changed."""

    def __init__(self) -> None:
        super().__init__(margins=(12, 2, 4, 2))
        self._said = Text(role="label", elide=True)
        self.change = link(say("samples.change"), key="session", small=True)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(Icon("tube", ink="accent", size=16))
        row.addWidget(self._said, 1)
        row.addWidget(self.change)
        self.body.addLayout(row)

    def show_values(self, values: Mapping[str, str]) -> None:
        """Say what is set."""
        category = values.get("icmr_category", "")
        self._said.show_words(
            joined(
                option("test", values.get("test")),
                say("samples.category", no=category) if category else Words(),
                lab_name(values.get("lab", "")),
            )
        )


class CollectForm(PersonForm):
    """Every field of a collection. ``asks_person``: a new person's fields are shown; ``whole``: the referral form's.

    Signals:
        unfolded(bool): the rest of the referral form was opened, or folded away.
    """

    unfolded = Signal(bool)

    def __init__(self, villages: Callable[[str], Sequence[Suggestion]], today: Callable[[], date]) -> None:
        super().__init__(today)
        self._last: dict[str, str] = {}
        self.asks_person, self.whole, self.settled = False, False, False
        self._asks_mobile = True
        self._changing = False
        self.referral = ReferralForm(today)
        self.band = SampleBand()
        self.band.change.clicked.connect(self.change_settings)
        self._make(villages)
        self._lay_out()
        self.set_defaults({TUBES: "1"})
        self.set_values({TUBES: "1"})
        self.changed.connect(self._on_changed_here)
        self.ask_what_is_due()

    def _make(self, villages: Callable[[str], Sequence[Suggestion]]) -> None:
        village = Field(SuggestEditor("village", villages), label("sample", "village"))
        tubes = [Segment(str(n), plain(str(n)), str(n)) for n in range(1, _MOST_TUBES + 1)]
        self.own(
            self._field("mobile"),
            self._field("name"),
            self._field("name_local"),
            self._field("age", width=_AGE),
            self._field("sex"),
            village,
            self._field("sample_type"),
            Field(ChoiceSegment(TUBES, tubes), say("samples.tubes"), width=128),
            self._field("test"),
            self._field("lab"),
            self._field("icmr_category"),
            *self.referral.fields.values(),
        )
        self.field("age").set_label(say("samples.age"))
        self.field("name_local").set_label(say("samples.name_local"), say("samples.name_local.hint"))

    def _field(self, name: str, *, width: int | None = None) -> Field:
        return kind_field("sample", name, today=self._today, also=Words(), width=width)

    def _lay_out(self) -> None:
        self._person = _rows(
            [self.field("mobile")],
            [self.field("name"), self.field("name_local")],
            [self.field("age"), self.field("sex")],
            [self.field("village")],
        )
        self._settings = _rows([self.field("test")], [self.field("lab")], [self.field("icmr_category")])
        sample_part = _rows([self.field("sample_type"), self.field(TUBES)], [self.band], [self._settings])
        self._top = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._top.setSpacing(ROW_GAP)
        self._top.addWidget(self._person, 1, Qt.AlignmentFlag.AlignTop)
        self._top.addWidget(sample_part, 1, Qt.AlignmentFlag.AlignTop)
        self.add(self._top)
        self.add(self.referral)
        self.reorder(self.names)

    # What is asked

    def ask_person(self, asked: bool, *, mobile: bool = True) -> None:
        """Show or hide the fields of a new person; ``mobile`` False where theirs was said already."""
        self.asks_person, self._asks_mobile = asked, mobile
        self.ask_what_is_due()

    def unfold(self, whole: bool) -> None:
        """Show or hide the rest of the referral form, and with it the person's fields."""
        changed, self.whole = whole != self.whole, whole
        self.ask_what_is_due()
        if changed:
            self.unfolded.emit(whole)

    def arrange(self, *, wide: bool) -> None:
        """Lay the parts out side by side, or one below the other."""
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._top.setDirection(across if wide else down)
        self._top.setSpacing(COLUMN_GAP if wide else ROW_GAP)
        self.referral.arrange(wide=wide)

    def change_settings(self) -> None:
        """Open test, lab and category for a change; the next save closes them."""
        self._changing = True
        self.ask_what_is_due()
        self.focus(SETTINGS[0])

    def ask_what_is_due(self) -> None:
        """Show what this collection needs, and nothing else."""
        self._person.setVisible(self.asks_person or self.whole)
        self.field("mobile").setVisible(self._asks_mobile or self.whole or self.field("mobile").is_bad)
        open_settings = self._changing or not self.settled
        self._settings.setVisible(open_settings)
        self.band.setVisible(not open_settings)
        self.band.show_values(self.values())
        self.referral.setVisible(self.whole)
        self.referral.ask_what_is_due()

    def path(self, name: str = "") -> list[str]:
        """The fields that Enter visits: what stays from sample to sample only until it is set, tubes never."""
        return [one for one in super().path(name) if one == name or not self._stays(one)]

    def _stays(self, name: str) -> bool:
        if name == "mobile":
            return bool(self.field(name).value() or self._no_mobile) and not self.field(name).is_bad
        return name == TUBES or (name in STAYS and self.settled and not self._changing)

    # Values

    def set_values(self, values: Mapping[str, str]) -> None:
        """Show ``values`` and what they ask for; a known person's Hindi name comes with the name."""
        super().set_values(values)
        if values.get("name") and not values.get("name_local"):
            self.transliterate()

    def settle(self, values: Mapping[str, str]) -> None:
        """Take over what stays from the last sample; with a sample type known it is off the path of Enter."""
        kept = {name: values.get(name, "") for name in STAYS}
        self.settled, self._changing = bool(kept["sample_type"]), False
        self.set_defaults(kept | {TUBES: "1"})
        self.set_values({name: value for name, value in kept.items() if value})

    def forget_person(self) -> None:
        """Empty what was said of the person; the sample's fields stay as they are."""
        super().set_values({name: "" for name in self._of_person()})
        self.forget_said()
        self.say_age()
        self.ask_person(False)

    def _of_person(self) -> list[str]:
        return [name for name in self.names if name in sample.PERSON]

    def first_folded(self) -> str:
        """The first field of the referral form."""
        return next(iter(self.referral.fields))

    def clear(self) -> None:
        """Empty to what stays from sample to sample."""
        super().clear()
        self.asks_person, self._changing = False, False
        self.unfold(False)

    def typed(self) -> dict[str, str]:
        """The sample as typed: what was asked, without the count of tubes."""
        asked = {
            name: self.field(name).value()
            for name in self.names
            if name != TUBES and not (name in self.referral.fields and self.field(name).isHidden())
        }
        return self.with_reason({name: value for name, value in asked.items() if value})

    def remember(self) -> None:
        """Keep what was typed for ``repeat``, but no ID of a person."""
        self._last = {name: value for name, value in self.typed().items() if name != ID_NUMBER}

    def repeat(self) -> None:
        """Put the last person's value into the field with the focus."""
        for name in self.names:
            if self.field(name).editor.inner.hasFocus() and self._last.get(name):
                self.set_values({name: self._last[name]})
                self.changed.emit(name)

    @property
    def tubes(self) -> int:
        """How many tubes are filled."""
        return int(self.field(TUBES).value() or "1")

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show every problem; what is folded away is unfolded where something in it needs a mend."""
        # What was written for the operator is mended with what it was written from.
        found = [one for one in problems if one.field != "name_local" or self._own_local]
        named = {problem.field for problem in found}
        if named & self.referral.fields.keys():
            self.unfold(True)
        if named & set(PERSON):
            self.ask_person(True, mobile=self._asks_mobile or "mobile" in named)
        if named & set(SETTINGS):
            self._changing = True
        self.ask_what_is_due()
        super().show_problems(found)

    # What the fields say back

    def _on_changed_here(self, name: str) -> None:
        if name in self.referral.fields or name in STAYS:
            self.ask_what_is_due()

    def say_age(self) -> None:
        """Say the years beside the label."""
        echo = echo_age(self.field("age").value(), self._today())
        self.field("age").set_label(
            say("samples.age"), say("samples.years", n=echo[1]["years"]) if echo else None
        )


def _rows(*rows: Sequence[QWidget]) -> QWidget:
    """A part of the form: fields side by side in rows."""
    part = QWidget()
    column = QVBoxLayout(part)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(ROW_GAP)
    for row in rows:
        line = QHBoxLayout()
        line.setSpacing(FIELD_GAP)
        for thing in row:
            short = isinstance(thing, Field) and thing.name in ("age", TUBES)
            line.addWidget(thing, 0 if short else 1, Qt.AlignmentFlag.AlignTop)
        column.addLayout(line)
    return part
