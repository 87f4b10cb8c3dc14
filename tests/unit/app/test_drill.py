from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tikadesk.app.drill import Plan, play
from tikadesk.errors import StoreTrouble


def test_a_place_that_cannot_take_the_pictures_is_told_before_anything_starts(
    qapp: QApplication, tmp_path: Path
) -> None:
    taken = tmp_path / "out"
    taken.write_text("a file", encoding="utf-8")
    with pytest.raises(StoreTrouble) as met:
        play(Plan(registrations=1, samples=0, outage_minutes=1, speed=600, seed=1, out=taken))
    assert met.value.key == "store.cannot_write"
    assert taken.read_text(encoding="utf-8") == "a file"
