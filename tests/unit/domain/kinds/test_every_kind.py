"""Rules that hold for every kind in KINDS and every field in it, so that a new one is tested by being declared."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.sentences import assert_said, refused
from tikadesk.domain import identity
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import (
    Choice,
    Code,
    Day,
    Digits,
    Field,
    Flag,
    Misfit,
    Mobile,
    PersonName,
    Ref,
    Temperature,
    Text,
    Time,
    Whole,
    read_all,
)
from tikadesk.domain.kind import Kind
from tikadesk.domain.kinds import KINDS

TODAY = date(2021, 5, 17)
FIELDS = [(kind, field) for kind in KINDS.values() for field in kind.fields]
EVERY_FIELD = pytest.mark.parametrize(
    ("kind", "field"), FIELDS, ids=[f"{kind.name}.{field.name}" for kind, field in FIELDS]
)
EVERY_KIND = pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)


BY_THE_DESK = {
    "quota", "district", "hospital_phone", "centre_name", "sealed_at", "tubes_digest", "dispatched_at", "opened_at",
    "discard_at", "closed_at", "began_at", "tried_at", "ended_at", "faults", "server", "verifier", "letter", "what",
    "subject", "register_no", "digest", "known", "code", "reopened_at", "stood",
}  # fmt: skip
"""The fields of kind Text that no clerk writes sentences into: the desk fills them in, or a rule of their own does."""


def sample(field: Field) -> tuple[str, Value]:
    """What a clerk would type into a field, and what is then kept."""
    match field:
        case PersonName():
            return "सुनीता वर्मा", "सुनीता वर्मा"
        case Text():
            return "x" * min(field.longest, 12), "x" * min(field.longest, 12)
        case Mobile():
            return "+91 98260 41187", "9826041187"
        case Digits():
            return "४" + "-4" * (field.length - 1), "4" * field.length
        case Temperature():
            return "४.५ °C", 45
        case Code():
            return "a" * field.shortest, "A" * field.shortest
        case Whole():
            return str(field.least), field.least
        case Flag():
            return "हाँ", 1
        case Choice():
            return field.options[-1], field.options[-1]
        case Day():
            return "१७-०५-२०२१", "2021-05-17"
        case Time():
            return "9:05", "09:05"
        case Ref():
            return "017978a8-d0c0-7117-ab1f-4bab1a92f40c", "017978a8-d0c0-7117-ab1f-4bab1a92f40c"
    raise AssertionError(f"no sample for {type(field).__name__}: add one here")


@EVERY_FIELD
def test_a_valid_sample_is_read_and_fits(kind: Kind, field: Field) -> None:
    typed, kept = sample(field)
    assert field.read(typed, TODAY) == kept
    assert field.fits(kept) and isinstance(kept, field.sql)
    assert kind.misshapen({field.name: kept}) == []


@EVERY_FIELD
def test_junk_is_refused_with_a_sentence_in_both_languages(kind: Kind, field: Field) -> None:
    refused(lambda: field.read("\u200b\x00", TODAY))
    refused(lambda: field.read("§" * 3000, TODAY))


@EVERY_FIELD
def test_a_blank_required_field_has_its_own_sentence(kind: Kind, field: Field) -> None:
    _, misfits = read_all((field,), {field.name: "  "}, TODAY)
    assert (field.name in misfits) is field.required
    for misfit in misfits.values():
        assert_said(misfit.key, misfit.params)


@EVERY_FIELD
@given(typed=st.text(min_size=1, max_size=30))
@settings(max_examples=20)
def test_nothing_typed_is_a_crash(kind: Kind, field: Field, typed: str) -> None:
    with suppress(Misfit):
        assert kind.misshapen({field.name: field.read(typed, TODAY)}) == []


@EVERY_KIND
def test_names_are_plain_and_unique(kind: Kind) -> None:
    names = [field.name for field in kind.fields]
    assert len(names) == len(set(names))
    assert all(name.isidentifier() and name.islower() for name in (kind.name, *names))


@EVERY_KIND
def test_every_rule_of_merging_is_about_a_field(kind: Kind) -> None:
    assert set(kind.merge_rules) == {"no", *kind.by_name}
    assert set(kind.found_by) <= set(kind.by_name)


def test_a_kind_is_found_by_its_name() -> None:
    assert [kind.name for kind in KINDS.values()] == list(KINDS)
    assert set(KINDS) == {
        "registration", "dose", "aefi", "sample", "consignment", "receipt", "receipt_line", "stock_move", "vial",
        "quota_plan", "day_count", "outage", "operator", "event", "lease_request", "day_closing", "review",
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_whatever_a_clerk_may_write_is_searched_for_an_aadhaar(kind: Kind) -> None:
    free = {field.name for field in kind.fields if type(field) is Text} - BY_THE_DESK
    assert free <= set(identity.FREE_TEXT)
