from __future__ import annotations

import os
from pathlib import Path

import pytest

from tikadesk.errors import StoreTrouble
from tikadesk.reports import filed


def _write(file: Path) -> Path:
    file.write_bytes(b"%PDF")
    return file


def test_papers_of_earlier_days_do_not_stay_on_the_disk(tmp_path: Path) -> None:
    old = filed.keep(tmp_path / "slips", "old.pdf", _write)
    os.utime(old, (0, 0))
    new = filed.keep(tmp_path / "slips", "new.pdf", _write)
    assert list((tmp_path / "slips").iterdir()) == [new]
    assert new.parent.stat().st_mode & 0o077 == 0


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "slips").write_text("in the way")
    with pytest.raises(StoreTrouble) as told:
        filed.keep(tmp_path / "slips", "new.pdf", _write)
    assert told.value.key == "report.cannot_write"
