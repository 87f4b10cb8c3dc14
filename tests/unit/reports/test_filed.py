from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tikadesk.domain.clock import FixedClock
from tikadesk.errors import StoreTrouble
from tikadesk.reports import filed

HOUR = 3600


def _write(file: Path) -> Path:
    file.write_bytes(b"%PDF")
    return file


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> FixedClock:
    fixed = FixedClock(datetime(2021, 5, 17, 4, 50, tzinfo=UTC))
    monkeypatch.setattr(filed, "SystemClock", lambda: fixed)
    return fixed


def test_papers_of_earlier_days_do_not_stay_on_the_disk(tmp_path: Path, clock: FixedClock) -> None:
    old = filed.keep(tmp_path / "slips", "old.pdf", _write)
    os.utime(old, (0, clock.now().timestamp()))
    clock.advance(seconds=23 * HOUR)
    filed.keep(tmp_path / "slips", "new.pdf", _write)
    assert old.exists(), "not a day old"
    clock.advance(seconds=2 * HOUR)
    new = filed.keep(tmp_path / "slips", "newer.pdf", _write)
    assert not old.exists()
    assert new.exists()
    assert new.parent.stat().st_mode & 0o077 == 0


def test_the_folder_is_looked_through_once_an_hour_and_not_for_each_label(
    tmp_path: Path, clock: FixedClock
) -> None:
    old = filed.keep(tmp_path / "labels", "old.pdf", _write)
    os.utime(old, (0, 0))
    filed.keep(tmp_path / "labels", "one.pdf", _write)
    assert old.exists()
    clock.advance(seconds=HOUR + 1)
    filed.keep(tmp_path / "labels", "two.pdf", _write)
    assert not old.exists()


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "slips").write_text("in the way")
    with pytest.raises(StoreTrouble) as told:
        filed.keep(tmp_path / "slips", "new.pdf", _write)
    assert told.value.key == "report.cannot_write"
