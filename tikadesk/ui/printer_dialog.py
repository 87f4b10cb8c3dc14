"""Printing set-up: where labels, slips and papers go, the size of slips and the helpline on them, a new roll of labels,
and a label to try it with.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tikadesk import settings
from tikadesk.actions import label_roll
from tikadesk.actions.desk import Desk
from tikadesk.domain import reference
from tikadesk.domain.numbers import CASE, PRACTICE_SERIES, Number, shown
from tikadesk.errors import InvalidRecord, Problem, StoreTrouble
from tikadesk.i18n import tr_in
from tikadesk.reports import label
from tikadesk.reports.label import Label
from tikadesk.ui import messages, printers
from tikadesk.ui.blocks import Noted, acts
from tikadesk.ui.buttons import primary, secondary
from tikadesk.ui.choices import ChoiceSegment, ComboEditor
from tikadesk.ui.editors import DigitsEditor, TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.segments import Segment
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, Words, plain, say

_NONE = "-"
_PRINTERS = {
    "label_printer": "printers.files", "slip_printer": "printers.papers", "paper_printer": "printers.usual",
}  # fmt: skip
"""The settings of the printers, and what no choice of one means."""
_CHOSEN = (*_PRINTERS, "slip_paper", "helpline")


class PrinterDialog(QDialog):
    """Asks for the printers among ``known``; Esc goes back with nothing changed.

    Signals:
        chose(str, object): a setting of this machine has another value (a field of ``settings.Settings``).
    """

    chose = Signal(str, object)

    def __init__(self, desk: Desk, known: Sequence[str], *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._before = printers.chosen(desk)
        self.setWindowTitle(str(say("printers.title")))
        self.setModal(True)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(Text(say("printers.title"), role="card"))
        self.messages = messages.MessageArea()
        column.addWidget(self.messages)
        self.form = Form()
        labels, slips, papers = (self._printer(name, none, known) for name, none in _PRINTERS.items())
        roll = Field(DigitsEditor("labels"), say("printers.labels"), width=260)
        sizes = [Segment(code, say(f"printers.slip_paper.{code}")) for code in settings.SLIP_PAPERS]
        slip_paper = Field(ChoiceSegment("slip_paper", sizes), say("printers.slip_paper"), width=260)
        helpline = Field(
            TextEditor("helpline"),
            say("printers.helpline", usual=reference.helpline(desk.store.me.state)),
            width=260,
        )
        for row in ((labels, roll), (slips, slip_paper), (papers, helpline)):
            self.form.row(*row, stretches=(1, 0))
        self.form.set_values({name: getattr(self._before, name) or _NONE for name in _PRINTERS})
        self.form.set_values({name: getattr(self._before, name) for name in ("slip_paper", "helpline")})
        self.form.finished.connect(self._on_keep)
        column.addWidget(self.form)
        column.addWidget(Text(say("printers.hint"), ink="muted", wrap=True))
        self.tried = Noted(Look.INFO, icon="print")
        self.tried.hide()
        column.addWidget(self.tried)
        self.keep = primary(say("printers.keep"), cap="Enter")
        self.keep.clicked.connect(self._on_keep)
        self.trial = secondary(say("printers.try"), icon="print")
        self.trial.clicked.connect(self._on_try)
        self.cancel = secondary(say("pin.cancel"), cap="Esc")
        self.cancel.clicked.connect(self.reject)
        column.addLayout(acts(self.keep, self.trial, self.cancel))
        self.form.focus("label_printer")

    def _printer(self, name: str, none: str, known: Sequence[str]) -> Field:
        chosen = getattr(self._before, name)
        # One that is switched off or gone stays in the list as long as it is the chosen one.
        offered = [*known, chosen] if chosen and chosen not in known else list(known)
        parts = [Segment(_NONE, say(none)), *(Segment(printer, plain(printer)) for printer in offered)]
        return Field(ComboEditor(name, parts), say(f"printers.{name}"), width=380)

    def event(self, event: QEvent) -> bool:
        """Be as high as what is told needs: nothing is squeezed."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.resize(self.width(), self._column.totalHeightForWidth(self.width()))
        return done

    def _chosen(self, name: str) -> str:
        value = self.form.values()[name]
        return "" if value == _NONE else value

    def _on_keep(self) -> None:
        labels = self.form.values()["labels"]
        with messages.shown(self, self.form) as outcome:
            _must_ring(self._chosen("helpline"))
            if labels:
                label_roll.put_in(self._desk, labels)
        if not outcome.ok:
            return
        for name in _CHOSEN:
            if self._chosen(name) != getattr(self._before, name):
                self.chose.emit(name, self._chosen(name))
        self.accept()

    def _on_try(self) -> None:
        """Print a label that can never be real on the printer that is marked, chosen already or not."""
        name = self._chosen("label_printer")
        if not name:
            self._say(Look.AMBER, say("printers.try.none"))
            return
        try:
            printer = printers.named(name)
            label.paint_on([_trial(self._desk)], printer, called=name)
            printers.must_have_taken(printer)
        except StoreTrouble as error:
            self._say(Look.AMBER, Words(error.key, dict(error.params)))
            return
        self._say(Look.OK, say("printers.try.sent", printer=name))

    def _say(self, look: Look, words: Words) -> None:
        self.tried.show_state(look, words, icon="print")
        self.tried.show()
        messages.announce(self, str(words))


def _must_ring(helpline: str) -> None:
    """Raise InvalidRecord for a helpline that nobody could dial."""
    if helpline and not re.fullmatch(r"[0-9+ /,-]{3,30}", helpline):
        raise InvalidRecord([Problem("helpline", "printers.helpline.wrong")])


def _trial(desk: Desk) -> Label:
    no = str(Number(desk.store.me.state, CASE, PRACTICE_SERIES, 1))
    return Label(
        no=no, shown=shown(no), name=tr_in("en", "printers.trial_name"), name_local=tr_in("hi", "printers.trial_name"),
        age=34, sex="F", sample_type="np_op", taken_at=desk.now().strftime("%Y-%m-%dT%H:%M"),
        centre=desk.centre.name if desk.centre else "", by="", box_no="", copy=0, practice=True,
    )  # fmt: skip
