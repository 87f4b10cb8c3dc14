"""One application sheet, made from the tokens; no widget brings a sheet of its own."""

from __future__ import annotations

from pathlib import Path

import pytest

import tikadesk.ui
from tikadesk.ui.stylesheet import stylesheet
from tikadesk.ui.tokens import TABLE, Scheme


@pytest.mark.parametrize("scheme", Scheme)
def test_every_state_has_its_rule(scheme: Scheme) -> None:
    sheet = stylesheet(TABLE[scheme], 1.0)
    for look in ("ok", "info", "neutral", "amber", "danger"):
        assert f'Panel[look="{look}"]' in sheet


def test_sizes_follow_the_text_size() -> None:
    assert "font-size: 15px" in stylesheet(TABLE[Scheme.LIGHT], 1.0)
    assert "font-size: 22px" in stylesheet(TABLE[Scheme.LIGHT], 1.5)


def test_only_the_theme_sets_a_sheet() -> None:
    folder = Path(tikadesk.ui.__file__).parent
    setting = [
        file.name for file in folder.glob("*.py") if "setStyleSheet(" in file.read_text(encoding="utf-8")
    ]
    assert setting == ["theme.py"]
