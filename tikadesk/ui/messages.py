"""The one mouth of the window: an error's sentence in a band inside the window, never a pop-up that takes the keys."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.errors import InvalidRecord, NotAllowed, StoreTrouble, TikaError
from tikadesk.ui import icons
from tikadesk.ui.blocks import Icon, Panel
from tikadesk.ui.buttons import link
from tikadesk.ui.form import Form
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import joined
from tikadesk.ui.words import Text, Words, say


@dataclass
class Outcome:
    """How the verb inside ``shown`` ended: ``error`` is None where it succeeded."""

    error: TikaError | None = None

    @property
    def ok(self) -> bool:
        """Whether the verb succeeded."""
        return self.error is None


class _Band(Panel):
    """One message: icon, sentence, and a way to put it away where it may be put away.

    Signals:
        put_away(object): this band, when the operator has read it.
    """

    put_away = Signal(object)

    def __init__(self, look: Look, words: Words, *, stays: bool) -> None:
        super().__init__(look, margins=(18, 6, 10, 6))
        self.stays = stays
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(Icon(icons.OF_LOOK[look], ink=look.value), 0, Qt.AlignmentFlag.AlignTop)
        self.text = Text(words, role="strong", ink=look.value, wrap=True)
        row.addWidget(self.text, 1)
        if not stays:
            away = link(say("message.put_away"), small=True)
            away.clicked.connect(lambda: self.put_away.emit(self))
            row.addWidget(away, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)


class MessageArea(QWidget):
    """Where messages of a window or of the lock screen appear; takes no room while there are none."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 10, 16, 0)
        self._bands: list[_Band] = []
        self.hide()

    def say(self, look: Look, words: Words, *, stays: bool = False) -> None:
        """Show ``words`` in place of the last message; one that ``stays`` cannot be put away by hand."""
        self._drop(all_of_them=stays)
        band = _Band(look, words, stays=stays)
        band.put_away.connect(self._remove)
        self._bands.append(band)
        self._column.addWidget(band)
        self.show()
        announce(self, str(words))

    def show_error(self, error: TikaError) -> None:
        """Say ``error``, and of a record that cannot be all that is wrong with it; trouble with the store means "not
        saved" and stays until a save succeeds.
        """
        words = Words(error.key, dict(error.params))
        if isinstance(error, InvalidRecord):
            words = joined(*(Words(problem.key, dict(problem.params)) for problem in error.problems))
        if isinstance(error, StoreTrouble):
            self.say(Look.DANGER, words, stays=True)
        else:
            self.say(Look.AMBER if isinstance(error, NotAllowed) else Look.DANGER, words)

    def clear(self) -> None:
        """Take every message away: what it said is over."""
        self._drop(all_of_them=True)

    def texts(self) -> list[str]:
        """The sentences in view."""
        return [band.text.text() for band in self._bands]

    def _drop(self, *, all_of_them: bool) -> None:
        for band in [one for one in self._bands if all_of_them or not one.stays]:
            self._remove(band)

    def _remove(self, band: _Band) -> None:
        self._bands.remove(band)
        band.hide()
        band.deleteLater()
        if not self._bands:
            self.hide()


def area_of(widget: QWidget) -> MessageArea:
    """The nearest message area above ``widget``; every window of the desk has one."""
    above: QWidget | None = widget
    while above is not None:
        found = above.findChildren(MessageArea, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if found:
            return found[0]
        above = above.parentWidget()
    everywhere = widget.window().findChild(MessageArea)
    if everywhere is None:
        raise LookupError("a window without a message area")
    return everywhere


@contextmanager
def shown(widget: QWidget, form: Form | None = None) -> Iterator[Outcome]:
    """Run a verb and show what a person can meet: problems at ``form``'s fields, other errors in the window's band.

    Anything that is not a TikaError is a bug and goes through.
    """
    outcome = Outcome()
    try:
        yield outcome
    except TikaError as error:
        outcome.error = error
        if isinstance(error, InvalidRecord) and form is not None:
            form.show_problems(error.problems)
            announce(form, str(say("form.not_saved", n=len(error.problems))))
        else:
            area_of(widget).show_error(error)
    else:
        area_of(widget).clear()


def announce(widget: QWidget, text: str) -> None:
    """Have a screen reader say ``text`` without moving the focus."""
    event = QAccessibleAnnouncementEvent(widget, text)
    event.setPoliteness(QAccessible.AnnouncementPoliteness.Assertive)
    QAccessible.updateAccessibility(event)
