from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.sentences import assert_said
from tikadesk.errors import StoreTrouble
from tikadesk.reports import whole_file


def _full(out: BinaryIO) -> int:
    out.write(b"half")
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_the_old_file_and_no_half_one(tmp_path: Path) -> None:
    out = tmp_path / "register.csv"
    out.write_text("old", encoding="utf-8")
    with pytest.raises(StoreTrouble) as met:
        whole_file.into(out, _full)
    assert met.value.key == "report.disk_full"
    assert_said(met.value.key, met.value.params)
    assert [file.read_text("utf-8") for file in tmp_path.iterdir()] == ["old"]


def test_a_bug_in_a_writer_leaves_nothing_either(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        whole_file.into(tmp_path / "a.csv", lambda out: out.write(b"half") // 0)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble) as met:
        whole_file.into(tmp_path / "none" / "a.csv", lambda out: 0)
    assert met.value.key == "report.cannot_write"
    with pytest.raises(StoreTrouble):
        whole_file.into(tmp_path, lambda out: 0)
    assert list(tmp_path.iterdir()) == []


def test_what_does_not_read_back_as_it_was_written_is_no_file(tmp_path: Path) -> None:
    def check(file: BinaryIO, rows: int) -> None:
        assert (file.read(), rows) == (b"whole", 5)
        raise whole_file.NotAsWritten

    with pytest.raises(StoreTrouble) as met:
        whole_file.into(tmp_path / "a.csv", lambda out: out.write(b"whole"), check)
    assert_said(met.value.key, met.value.params)
    assert list(tmp_path.iterdir()) == []
