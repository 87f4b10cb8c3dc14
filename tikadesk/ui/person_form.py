"""What every form about a person does with name, mobile and age; which fields there are is the form's own.

The Hindi name follows the English one until somebody writes it, N and R stand for "no phone" and "will not say", an age
is said back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from tikadesk.domain.age import read_age
from tikadesk.domain.fields import Misfit
from tikadesk.domain.kinds.registration import ADULT
from tikadesk.domain.transliterate import to_devanagari
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import NO_MOBILE, NO_MOBILE_LETTERS
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import option
from tikadesk.ui.words import say


class PersonForm(Form):
    """A form with the fields ``mobile``, ``name``, ``name_local`` (off the path of Enter) and ``age``."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self._no_mobile, self._own_local = "", False
        self.set_aside("name_local")
        self.changed.connect(self._on_person_changed)
        self.letter.connect(self._on_letter)

    def ask_what_is_due(self) -> None:
        """Show the fields that the present values ask for."""

    def say_age(self) -> None:
        """Say back how the age was understood."""

    def show_fields(self, names: Iterable[str], shown: bool) -> None:
        """Ask for these fields, or not."""
        for name in names:
            self.field(name).setVisible(shown)

    def is_child(self) -> bool:
        """Whether the age, so far as it reads, is a child's."""
        try:
            return read_age(self.field("age").value(), self._today()).years(self._today()) < ADULT
        except Misfit:
            return False

    # Values

    def values(self) -> dict[str, str]:
        """What stands in every field, and why there is no mobile."""
        return super().values() | {NO_MOBILE: self._no_mobile}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Show ``values`` and what they ask for."""
        super().set_values(values)
        if NO_MOBILE in values:
            self._no_mobile = values[NO_MOBILE]
        if values.get("name_local"):
            self._own_local = values["name_local"] != to_devanagari(values.get("name", "")).strip()
        self.say_mobile()
        self.say_age()
        self.ask_what_is_due()

    def with_reason(self, values: Mapping[str, str]) -> dict[str, str]:
        """``values`` as typed, with why there is no mobile where there is none."""
        missing = self._no_mobile and not values.get("mobile")
        return dict(values) | ({NO_MOBILE: self._no_mobile} if missing else {})

    def clear(self) -> None:
        """Empty to what stays from person to person."""
        super().clear()
        self.forget_said()

    def forget_said(self) -> None:
        """Nothing was said of a mobile, nobody wrote the Hindi name."""
        self._no_mobile, self._own_local = "", False
        self.say_mobile()

    # What the fields say back

    def transliterate(self) -> None:
        """Write the name in Devanagari."""
        self.field("name_local").editor.set_value(to_devanagari(self.field("name").value()))

    def without_mobile(self, why: str) -> None:
        """Note that this person has no mobile, or will not say it."""
        self._no_mobile = why
        self.show_quietly("mobile", ())
        self.say_mobile()
        self.changed.emit("mobile")

    def say_mobile(self) -> None:
        """Say back why there is no mobile."""
        echo_no_mobile(self.field("mobile"), self._no_mobile)

    def _on_person_changed(self, name: str) -> None:
        if name == "name" and not self._own_local:
            self.transliterate()
        elif name == "name_local":
            self._own_local = bool(self.field("name_local").value())
        elif name == "mobile":
            if self.field("mobile").value():
                self._no_mobile = ""
            self.say_mobile()
        elif name == "age":
            self.say_age()

    def _on_letter(self, name: str, letter: str) -> None:
        if name == "mobile" and letter in NO_MOBILE_LETTERS:
            self.field("mobile").editor.set_value("")
            self.without_mobile(NO_MOBILE_LETTERS[letter])


def echo_no_mobile(field: Field, why: str) -> None:
    """Say beside a field why there is no mobile (a code); nothing where ``why`` is blank."""
    words = say("desk.no_mobile", why=option(NO_MOBILE, why)) if why else None
    field.set_echo(Look.NEUTRAL, words, icon="check-circle")
