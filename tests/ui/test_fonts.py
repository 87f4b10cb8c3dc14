"""The bundled typefaces are the ones in use, and a line is tall enough for stacked Devanagari."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QFontDatabase, QFontInfo, QFontMetricsF

from tikadesk import assets
from tikadesk.ui import fonts, theme

WORST = "र्ड़ौ ट्ठू कृष्णँ"


@pytest.mark.parametrize("role", fonts.ROLES)
def test_a_role_is_drawn_in_a_bundled_face(role: str) -> None:
    assert QFontInfo(theme.font(role)).family() in {"Noto Sans", "Noto Sans Mono"}


def test_hindi_has_its_own_bundled_face() -> None:
    assert "Noto Sans Devanagari" in QFontDatabase.families()


@pytest.mark.parametrize("role", fonts.ROLES)
@pytest.mark.parametrize("factor", [1.0, 1.25, 1.5])
def test_a_line_box_holds_the_worst_hindi(role: str, factor: float) -> None:
    metrics = QFontMetricsF(fonts.font(role, factor))
    line = fonts.line_height(role, factor)
    assert line >= 1.45 * fonts.ROLES[role].px * factor - 1
    assert metrics.tightBoundingRect(WORST).height() <= line


def test_width_counts_the_whole_text() -> None:
    assert fonts.width("Sushila Devi", "body", 1.0) > fonts.width("Sushila", "body", 1.0) > 20
    assert fonts.width("Sushila", "body", 1.5) > fonts.width("Sushila", "body", 1.0)


def test_the_faces_are_light_and_their_licence_is_with_them() -> None:
    files = list(assets.path("fonts").glob("*.ttf"))
    assert sum(file.stat().st_size for file in files) < 3_000_000
    assert "SIL OPEN FONT LICENSE" in assets.path("fonts", "OFL.txt").read_text(encoding="utf-8").upper()
