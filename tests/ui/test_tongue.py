"""Hindi is the state's own where it has a catalogue, else the national one."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from tikadesk import i18n
from tikadesk.domain import reference
from tikadesk.ui.tongue import hindi_of, speaks_hindi


@dataclass
class Place:
    """The part of a centre that decides its Hindi."""

    district: str


@dataclass
class Somewhere:
    """The part of a desk that decides its Hindi."""

    centre: Place | None


def _district(state: str) -> str:
    return next(code for code, district in reference.districts().items() if district.state == state)


@pytest.mark.parametrize(("state", "catalogue"), [("CG", "hi_CG"), ("UP", "hi_UP")])
def test_a_state_speaks_its_own_hindi(state: str, catalogue: str) -> None:
    assert hindi_of(Somewhere(Place(_district(state)))) == catalogue


def test_elsewhere_the_national_hindi_is_spoken() -> None:
    assert hindi_of(Somewhere(None)) == "hi"
    assert hindi_of(Somewhere(Place("0"))) == "hi"


@pytest.mark.parametrize(("language", "hindi"), [("en", False), ("hi", True), ("hi_UP", True)])
def test_any_form_of_hindi_is_hindi(language: str, hindi: bool) -> None:
    i18n.use(language)
    assert speaks_hindi() == hindi
