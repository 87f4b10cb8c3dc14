"""A sample's way in lines: what is done has time and name, what went wrong its reason, the rest is still to come."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.showing import settle, show
from tikadesk.actions.sample_way import Stage
from tikadesk.ui.sample_way_view import SampleWay, about, moment
from tikadesk.ui.words import Text


@pytest.mark.parametrize(
    ("at", "said"),
    [
        ("", ""),
        ("2021-10-14", "14-10-2021"),
        ("2021-10-14T10:34", "14-10-2021 10:34"),
        ("2021-10-14T05:04:00+00:00", "14-10-2021 10:34"),
    ],
)
def test_moments_are_indian_time(at: str, said: str) -> None:
    assert moment(at) == said


@pytest.mark.parametrize(
    ("stage", "said"),
    [
        (Stage("collected", "2021-10-14T10:34", "Anil Kushwaha"), "Anil Kushwaha"),
        (Stage("packed", "x", "Anil", "CGC01000000194"), "CG C 0100 0000 194 · Anil"),
        (Stage("rejected", "x", "", "leaking"), "Leaking"),
        (Stage("lost", "x", "Anil", "broken_here"), "Broken here · Anil"),
        (Stage("resulted", "x", "", "negative"), "Negative"),
        (Stage("void", "x", "Anil", "twice"), "Entered twice · Anil"),
        (Stage("void", "x", "Anil", "not_taken"), "Sample not taken · Anil"),
        (Stage("void", "x", "Anil", "undo"), "undone at once · Anil"),
        (Stage("sealed"), ""),
    ],
)
def test_what_is_said_of_a_station(stage: Stage, said: str) -> None:
    assert str(about(stage)) == said


def test_the_stations_stand_in_their_order(qtbot: QtBot) -> None:
    way = SampleWay()
    show(qtbot, way)
    way.show_stages([Stage("collected", "2021-10-14T10:34", "Anil"), Stage("packed"), Stage("sealed")])
    settle()
    words = [text for text in way.findChildren(Text) if text.isVisibleTo(way)]
    names = [text.text() for text in sorted(words, key=lambda text: (text.y(), text.x())) if text.text()]
    assert names == ["Collected", "14-10-2021 10:34", "Anil", "In box", "Sealed"]
    way.show_stages([Stage("collected", "2021-10-14", "Anil")])
    settle()
    assert "Sealed" not in [text.text() for text in way.findChildren(Text) if text.isVisibleTo(way)]
