"""Villages suggested while typing: in the window's script, the other one beside it."""

from __future__ import annotations

from tests.ui.busy_desk import busy_desk
from tikadesk import i18n
from tikadesk.ui.villages import villages


def test_nothing_typed_suggests_nothing() -> None:
    assert villages(busy_desk(), "") == []


def test_the_centres_own_village_comes_first_in_either_language() -> None:
    desk = busy_desk()
    assert villages(desk, "maka")[0].value == "Makanpur"
    i18n.use("hi")
    assert villages(desk, "maka")[0].value == "Makanpur"
