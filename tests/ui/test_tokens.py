"""Every pair of colours that stands on each other is readable in every scheme, as WCAG 2.2 AA counts."""

from __future__ import annotations

import pytest

from tests.ui.contrast import contrast
from tikadesk.ui.tokens import TABLE, Look, Scheme

TEXT = [
    ("ink", "page"),
    ("ink", "card"),
    ("ink", "sunken"),
    ("muted", "card"),
    ("muted", "page"),
    ("muted", "sunken"),
    ("muted", "tint"),
    ("ink", "tint"),
    ("accent", "card"),
    ("accent", "tint"),
    ("on_primary", "primary"),
    ("on_selection", "selection"),
    ("muted", "selection"),
    ("ink", "focus_tint"),
    ("ink", "stripe"),
    ("muted", "stripe"),
    ("strip_ink", "head"),
    ("strip_ink", "strip"),
    ("strip_ink", "card"),
    ("key_ink", "key"),
    ("side_ink", "side"),
    ("side_muted", "side"),
    ("on_side_active", "side_active"),
    ("side_ink", "side_active"),
    ("mark", "side"),
    ("on_mark", "mark"),
]
EDGES = [
    ("field_line", "card"),
    ("focus", "card"),
    ("focus", "page"),
    ("primary", "card"),
    ("mark", "side_active"),
]


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("one", "other"), TEXT)
def test_text_is_readable(scheme: Scheme, one: str, other: str) -> None:
    colours = TABLE[scheme]
    assert contrast(getattr(colours, one), getattr(colours, other)) >= 4.5


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize(("one", "other"), EDGES)
def test_edges_and_focus_are_seen(scheme: Scheme, one: str, other: str) -> None:
    colours = TABLE[scheme]
    assert contrast(getattr(colours, one), getattr(colours, other)) >= 3


@pytest.mark.parametrize("scheme", Scheme)
@pytest.mark.parametrize("look", Look)
def test_states_are_readable_on_their_ground_and_on_cards(scheme: Scheme, look: Look) -> None:
    colours = TABLE[scheme]
    shade = colours.shade(look)
    assert contrast(shade.ink, shade.ground) >= 4.5
    assert contrast(shade.ink, colours.card) >= 4.5


def test_the_ratio_is_the_one_of_the_standard() -> None:
    assert round(contrast("#000000", "#FFFFFF"), 1) == 21.0
    assert contrast("#777777", "#FFFFFF") < 4.5 < contrast("#767676", "#FFFFFF")
