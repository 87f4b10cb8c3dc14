"""F1: what the field with the focus takes, said at the field until it is left."""

from __future__ import annotations

from tikadesk.i18n import has
from tikadesk.ui.form import Form
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Words


class FieldHelp:
    """Speaks at the fields of ``form``, with the sentences ``desk.help.FIELD``."""

    def __init__(self, form: Form) -> None:
        self._form = form
        self._helped = ""

    def show(self) -> None:
        """Say at the field with the focus what it takes; nothing where there is nothing to say."""
        form = self._form
        name = next((one for one in form.names if form.field(one).editor.inner.hasFocus()), "")
        key = f"desk.help.{name}"
        if has(key):
            self._helped = name
            form.field(name).set_warning(None)
            form.field(name).set_echo(Look.INFO, Words(key), icon="question")

    def put_away(self, name: str) -> bool:
        """The field ``name`` was left: take its help away; whether there was any."""
        if name != self._helped:
            return False
        self._helped = ""
        self._form.field(name).set_echo(Look.INFO, None)
        return True
