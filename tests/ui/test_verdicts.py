"""Verdicts as a draft keeps them: whole after the draft's cutting of long numbers, and nothing but verdicts."""

from __future__ import annotations

from tikadesk.domain import identity
from tikadesk.ui import verdicts

DIGITS = "01788123-4567-7890-8123-123456789012"
OTHER = "0178aaaa-4567-7890-8123-abcdefabcdef"


def test_an_identifier_of_digits_survives_what_cuts_aadhaar_numbers() -> None:
    assert identity.redact(DIGITS) != DIGITS, "as it is it would not"
    assert verdicts.read_id(identity.redact(verdicts.id_as_text(DIGITS))) == DIGITS
    said = {DIGITS: "same", OTHER: "later"}
    assert verdicts.read(identity.redact(verdicts.as_text(said))) == said


def test_what_is_no_verdict_is_left_out() -> None:
    for kept in ("", "x", "x:same", f"{verdicts.id_as_text(OTHER)}:perhaps", f"{verdicts.id_as_text(OTHER)}"):
        assert verdicts.read(kept) == {}
    assert verdicts.read_id("") == ""
