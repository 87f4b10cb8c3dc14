"""Half-filled forms: found again after a power cut, with no Aadhaar number in them at any moment of typing."""

from __future__ import annotations

import pytest

from tests.desk import AADHAAR, WALK_IN
from tikadesk.actions import drafts, register
from tikadesk.actions.desk import Desk
from tikadesk.domain import text
from tikadesk.domain.kinds.registration import FORM


def kept(desk: Desk, **typed: str) -> dict[str, str] | None:
    drafts.keep(desk, "walk_in", typed)
    return drafts.read(desk, "walk_in")


def test_a_form_is_found_again_as_it_was(desk: Desk) -> None:
    assert kept(desk, **WALK_IN) == WALK_IN
    assert drafts.read(desk, "another screen") is None


def test_a_dropped_or_blank_form_leaves_nothing(desk: Desk) -> None:
    kept(desk, **WALK_IN)
    assert kept(desk, name="  ", mobile="") is None
    kept(desk, **WALK_IN)
    drafts.drop(desk, "walk_in")
    assert drafts.read(desk, "walk_in") is None


@pytest.mark.parametrize(
    ("field", "typed", "left"),
    [
        ("id_number", "2346", "2346"),
        ("id_number", "23412341", None),  # still being typed
        ("id_number", "2341 2341 234", None),
        ("id_number", "2341 2341 2346", "XXXXXXXX2346"),
        ("id_number", "२३४१२३४१२३४६", "XXXXXXXX2346"),
        ("id_number", "XXXX XXXX 2346", "XXXX XXXX 2346"),
        ("id_number", "SGT1996198", "SGT1996198"),  # letters: no Aadhaar
        ("mobile", "98260", "98260"),
        ("mobile", "+91 98260 41187", "9826041187"),
        ("mobile", "2341 2341 2346", "XXXX XXXX 2346"),
        ("ration_card", "229074391500", "229074391500"),
        ("ration_card", AADHAAR, "XXXX XXXX 2346"),
        ("notes", "आधार 2341-2341-2346", "आधार XXXX XXXX 2346"),
        ("name", AADHAAR, "XXXX XXXX 2346"),
    ],
)
def test_what_of_a_number_may_reach_the_disk(desk: Desk, field: str, typed: str, left: str | None) -> None:
    assert (kept(desk, **{field: typed}) or {}).get(field) == left


def test_a_masked_number_from_a_draft_can_be_saved(desk: Desk) -> None:
    form = kept(desk, **WALK_IN | {"id_type": "aadhaar", "id_number": AADHAAR})
    assert form is not None
    assert register.check(desk, form) == []


@pytest.mark.parametrize("field", FORM)
def test_at_no_key_press_is_a_whole_number_on_disk(desk: Desk, field: str) -> None:
    for separator in ("", " ", "-"):
        number = separator.join((AADHAAR[:4], AADHAAR[4:8], AADHAAR[8:]))
        for typed in range(5, len(number) + 1):
            drafts.keep(
                desk, "walk_in", {"id_type": "aadhaar", "id_number": number[:typed], field: number[:typed]}
            )
            written = str(desk.store.notes("draft"))
            assert number not in written
            assert AADHAAR not in text.digits(written)
            if field == "id_number":
                assert len(text.digits(written)) <= 4
