"""The rest of the national referral form, folded away below the few fields that every sample needs.

Which fields there are, under which headings, and which answers ask for more. Saving is ``collect_card``'s.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.ui.blocks import Rule
from tikadesk.ui.choices import ComboEditor
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import FIELD_GAP, ROW_GAP
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.segments import Segment
from tikadesk.ui.wording import label, option
from tikadesk.ui.words import Text, Words, say

COLUMN_GAP = 28
ROLL_NO = "roll_no"
"""The number of a label that was printed before: it takes the place of a new case number."""

Row = tuple[str, ...]
SECTIONS: dict[str, tuple[Row, ...]] = {
    "ids": ((ROLL_NO,), ("srf_id", "portal_id"), ("icmr_id", "earlier_id"), ("repeated",)),
    "exposure": (
        ("contact", "contact_name"),
        ("travelled", "travel_places"),
        ("travel_from", "travel_to"),
        ("quarantined", "quarantine_type"),
        ("health_worker",),
    ),
    "collection": (("collected_by", "transport"), ("source", "page", "serial"), ("day", "time"), ("notes",)),
    "medical": (
        ("symptoms",),
        ("onset_on",),
        ("sari", "ari"),
        ("conditions",),
        ("hospitalised", "hospital_on"),
        ("hospital",),
        ("hospital_phone", "hospital_pincode"),
        ("diagnosis",),
        ("prescribed", "doctor"),
    ),
    "person": (
        ("mobile_of", "parent_name"),
        ("id_type", "id_number"),
        ("address",),
        ("block", "pincode"),
        ("nationality", "email"),
        ("aarogya_setu",),
    ),
}
"""Each heading's rows, in the order in which Enter visits them."""
_SECOND_COLUMN = ("medical", "person")

ASKED_IF: Mapping[str, tuple[str, frozenset[str]]] = {
    "contact_name": ("contact", frozenset("Y")),
    "travel_places": ("travelled", frozenset("Y")),
    "travel_from": ("travelled", frozenset("Y")),
    "travel_to": ("travelled", frozenset("Y")),
    "quarantine_type": ("quarantined", frozenset("Y")),
    "hospital_on": ("hospitalised", frozenset("Y")),
    "hospital": ("hospitalised", frozenset("Y")),
    "hospital_phone": ("hospitalised", frozenset("Y")),
    "hospital_pincode": ("hospitalised", frozenset("Y")),
    "doctor": ("prescribed", frozenset("Y")),
    "page": ("source", frozenset({"paper"})),
    "serial": ("source", frozenset({"paper"})),
}
"""Fields that are asked only after an answer: (the question, the answers)."""


class ReferralForm(QWidget):
    """The headings and fields of the folded part; the form around it owns the fields."""

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self.fields = {name: _field(name, today) for name in names()}
        self._sections = {heading: self._section(heading) for heading in SECTIONS}
        across = QHBoxLayout(self)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(COLUMN_GAP)
        self._columns = [QVBoxLayout(), QVBoxLayout()]
        for column in self._columns:
            column.setSpacing(ROW_GAP)
            across.addLayout(column, 1)
            column.addStretch(1)
        self.arrange(wide=False)
        self.ask_what_is_due()

    def _section(self, heading: str) -> QWidget:
        part = QWidget()
        column = QVBoxLayout(part)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(ROW_GAP)
        column.addWidget(Rule())
        column.addWidget(Text(say(f"samples.referral.{heading}"), role="section"))
        for row in SECTIONS[heading]:
            line = QHBoxLayout()
            line.setSpacing(FIELD_GAP)
            for name in row:
                line.addWidget(self.fields[name], 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
        return part

    def arrange(self, *, wide: bool) -> None:
        """Lay the headings out in two columns, or in one."""
        for part in self._sections.values():
            for column in self._columns:
                column.removeWidget(part)
        for heading, part in self._sections.items():
            column = self._columns[1 if wide and heading in _SECOND_COLUMN else 0]
            column.insertWidget(column.count() - 1, part)
        across = self.layout()
        if isinstance(across, QHBoxLayout):
            across.setSpacing(COLUMN_GAP if wide else 0)
            across.setStretch(1, int(wide))

    def ask_what_is_due(self) -> None:
        """Show what the answers so far ask for."""
        for name, (question, answers) in ASKED_IF.items():
            self.fields[name].setVisible(self.fields[question].value() in answers)


def names() -> Iterator[str]:
    """Every field of the folded part, in the order of Enter."""
    for rows in SECTIONS.values():
        for row in rows:
            yield from row


def _field(name: str, today: Callable[[], date]) -> Field:
    if name == ROLL_NO:
        return Field(TextEditor(name, upper=True), label("sample", ROLL_NO), also=say("samples.roll_no.hint"))
    if name == "source":
        segments = [Segment(code, option("source", code), code[0].upper()) for code in ("live", "paper")]
        return Field(ComboEditor(name, segments), label("sample", name))
    return kind_field("sample", name, today=today, also=Words())
