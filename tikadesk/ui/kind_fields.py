"""Form fields made from what a kind declares: the label, the options and the letters come with the field's name."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from tikadesk.domain import fields as domain
from tikadesk.domain import reference
from tikadesk.domain.kinds import KINDS
from tikadesk.ui.choices import ChoiceSegment, ComboEditor, YesNoEditor
from tikadesk.ui.editors import DayEditor, DigitsEditor, Editor, TextEditor
from tikadesk.ui.field import Field, Side
from tikadesk.ui.segments import Segment
from tikadesk.ui.ticks import TicksEditor
from tikadesk.ui.wording import InHindi, lab_name, label, option
from tikadesk.ui.words import Words, say

NO_MOBILE = "no_mobile_reason"
NO_MOBILE_LETTERS = {"N": "none", "R": "refused"}
"""What is typed in place of a mobile number, and why there is none then."""
LETTERS: dict[str, dict[str, str]] = {
    "sex": {"F": "F", "M": "M", "O": "O"},
    "id_type": {
        "aadhaar": "A", "voter": "V", "ration": "R", "licence": "D", "pan": "P", "passport": "S", "pension": "E",
        "npr": "C", "udid": "U", "mnrega": "J", "insurance": "H", "passbook": "B", "service": "G", "student": "T",
        "none": "N",
    },
    "category": {"hcw": "H", "flw": "F", "comorbid": "C", "antyodaya": "A", "bpl": "B", "apl": "P"},
    "guardian_relation": {"mother": "M", "father": "F", "guardian": "G"},
    "site": {"left_arm": "L", "right_arm": "R", "thigh": "T"},
    "symptom": {
        "fever": "F", "cough": "C", "sore_throat": "T", "breathless": "B", "body_ache": "A", "smell_taste": "S",
        "loose_motion": "L", "vomiting": "V", "chest_pain": "H", "sputum": "P", "nasal_discharge": "N", "none": "0",
    },
    "aefi_symptom": {
        "pain": "P", "swelling": "S", "fever": "F", "headache": "H", "dizziness": "D", "vomiting": "V", "rash": "R",
        "breathless": "B", "fainting": "N", "chest_pain": "C", "anaphylaxis": "A", "seizure": "Z", "other": "O",
    },
    "condition": {
        "diabetes": "D", "hypertension": "B", "heart": "H", "lung": "L", "kidney": "K", "liver": "V",
        "cancer": "C", "immunocompromised": "I", "pregnancy": "P", "none": "0",
    },
    "sample_type": {
        "np_op": "N", "nasal": "A", "throat": "T", "saliva": "S", "sputum": "P", "bal": "L", "ba_eta": "E",
        "blood_edta": "B", "acute_sera": "C", "convalescent_sera": "V", "biopsy": "Y", "other": "O",
    },
    "reject_reason": {
        "broken": "B", "leaking": "L", "unlabelled": "U", "mismatch": "M", "form_missing": "F", "duplicate_id": "D",
        "wrong_container": "C", "insufficient": "I", "cold_chain": "T", "too_old": "O", "wrong_lab": "W",
        "other": "X",
    },
    "icmr_category": {},
}  # fmt: skip
"""The letter that takes a choice; an empty table has none. Tables that are not here are counted 1, 2, 3 …"""

FEW = {"sex", "guardian_relation", "site", "yes_no", "mobile_of", "quarantine_type", "severity"}
"""Tables short enough to stand side by side."""

PAPER_ONLY = {"not_recorded"}
"""Options for typing from a register: at the desk the person can be asked."""


def segments(table: str, *, paper: bool = False) -> list[Segment]:
    """The choices of a table of ``words.json`` with their letters."""
    letters = LETTERS.get(table)
    codes = [code for code in reference.options(table) if paper or code not in PAPER_ONLY]
    return [
        Segment(code, option(table, code), str(at) if letters is None else letters.get(code, ""))
        for at, code in enumerate(codes, 1)
    ]


def editor(kind: str, name: str, *, today: Callable[[], date], paper: bool = False) -> Editor:
    """The editor that a field of ``kind`` is typed or chosen in; a form's ``age`` and such are text."""
    if name == "age":
        return DigitsEditor(name, also="mM-/.yY")
    if name == "lab":
        return ComboEditor(name, [Segment(code, lab_name(code)) for code in reference.labs()])
    declared = KINDS[kind].by_name.get(name)
    match declared:
        case domain.Choices():
            return TicksEditor(name, segments(declared.words, paper=paper))
        case domain.Choice():
            choices = segments(declared.words, paper=paper)
            return ChoiceSegment(name, choices) if declared.words in FEW else ComboEditor(name, choices)
        case domain.Flag():
            return YesNoEditor(name, option("yes_no", "Y"), option("yes_no", "N"))
        case domain.Mobile():
            return DigitsEditor(name, groups=(5, 5))
        case domain.Day():
            return DayEditor(name, today=today)
        case domain.Digits():
            return DigitsEditor(name)
        case domain.Code():
            return TextEditor(name, upper=True)
        case domain.PersonName():
            return TextEditor(name, upper=name != "name_local")
    return TextEditor(name)


def kind_field(
    kind: str,
    name: str,
    *,
    today: Callable[[], date],
    words: Words | None = None,
    also: Words | None = None,
    width: int | None = None,
    side: Side = Side.BELOW,
    paper: bool = False,
) -> Field:
    """The field ``name`` of ``kind`` with its label in the window's language and, beside English, in Hindi."""
    declared = KINDS[kind].by_name.get(name)
    return Field(
        editor(kind, name, today=today, paper=paper),
        words or label(kind, name),
        also=also if also is not None else InHindi(f"field.{kind}.{name}"),
        required=bool(declared and declared.required),
        width=width,
        side=side,
    )


def reasons(table: str) -> Sequence[Segment]:
    """The reasons 1–5 of a correction or a void."""
    return [
        Segment(code, say(f"option.{table}.{code}"), str(at + 1))
        for at, code in enumerate(reference.options(table))
    ]
