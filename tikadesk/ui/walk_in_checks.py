"""What a walk-in's fields say while it is typed: quiet checks, warnings, who shares the mobile, help. No writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tikadesk.actions import find, register
from tikadesk.actions.desk import Desk
from tikadesk.ui.field_help import FieldHelp
from tikadesk.ui.health import HEALTH
from tikadesk.ui.tokens import Look
from tikadesk.ui.walk_in_form import WalkInForm
from tikadesk.ui.words import say

_WARNS_ABOUT = {"id_type": ("id_type", "id_number")}
"""Leaving a field looks at its own warnings, and at those of a field whose meaning it decides."""


class WalkInChecks:
    """Speaks at the fields of ``form``; ``whole`` reads it as a save would. ``roomy``: there is room for good news."""

    def __init__(self, desk: Desk, form: WalkInForm, whole: Callable[[], dict[str, str]]) -> None:
        self._desk, self._form, self._whole = desk, form, whole
        self._help = FieldHelp(form)
        self.roomy = True

    def on_changed(self, name: str) -> None:
        """Look the mobile up; take back warnings that no longer hold."""
        if name == "mobile":
            self._look_up_mobile()
        if self._form.warned_names:
            self._warn(self._form.warned_names)

    def on_left(self, name: str) -> None:
        """Say what is wrong with the value, or what to look at twice."""
        form = self._form
        if self._help.put_away(name):
            form.say_back(name)
        if name in form.typed():
            self._check(name)
        elif name == HEALTH and form.field(name).is_bad:
            form.show_quietly(name, form.health_problems())
        self._warn(_WARNS_ABOUT.get(name, (name,)))

    def _check(self, name: str) -> None:
        # A field that is only passed over is not scolded before the save: nothing has been typed wrong yet.
        field, typed = self._form.field(name), self._form.typed()
        if typed[name] or field.is_bad:
            self._form.show_quietly(name, register.check(self._desk, typed, name))

    def _warn(self, names: Iterable[str]) -> None:
        found = register.warnings(self._desk, self._whole())
        for name in names:
            self._form.show_warnings(name, found)

    def _look_up_mobile(self) -> None:
        field = self._form.field("mobile")
        digits = field.value()
        if len(digits) != 10 or register.check(self._desk, self._form.typed(), "mobile"):
            return
        people = find.people(self._desk, digits, limit=9)
        same = [row for row in people if row.mobile == digits and not row.void]
        if same:
            field.set_echo(Look.INFO, say("desk.mobile.known", n=len(same)), icon="person")
        elif self.roomy:
            field.set_echo(Look.OK, say("desk.mobile.new"))

    def help(self) -> None:
        """Say at the field with the focus what it takes; leaving it takes the words away."""
        self._help.show()
