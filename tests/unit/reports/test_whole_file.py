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


def said(met: pytest.ExceptionInfo[StoreTrouble]) -> str:
    assert_said(met.value.key, met.value.params)
    return met.value.key


def test_a_folder_that_is_none_and_one_that_is_in_the_way(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble) as met:
        whole_file.into(tmp_path / "none" / "a.csv", lambda out: 0)
    assert said(met) == "report.no_folder"
    (tmp_path / "a.csv").mkdir()
    with pytest.raises(StoreTrouble) as met:
        whole_file.into(tmp_path / "a.csv", lambda out: 0)
    assert said(met) == "report.is_folder"
    assert [file.name for file in tmp_path.iterdir()] == ["a.csv"]


def test_a_device_is_no_file_to_be_replaced(tmp_path: Path) -> None:
    """As ``--out /dev/stdout`` would be, by root."""
    line = tmp_path / "line"
    os.mkfifo(line)
    with pytest.raises(StoreTrouble) as met:
        whole_file.into(line, lambda out: 0)
    assert said(met) == "report.cannot_write"
    assert line.is_fifo()


@pytest.mark.parametrize(("there", "key"), [(True, "report.held"), (False, "report.cannot_write")])
def test_a_file_that_another_program_holds_open_is_told_from_a_folder_where_nothing_may_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, there: bool, key: str
) -> None:
    out = tmp_path / "a.csv"
    if there:
        out.write_text("old", encoding="utf-8")

    def refused(part: Path, to: Path) -> None:
        """As Windows refuses the name of a file that a spreadsheet has open; this system never does."""
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(to))

    monkeypatch.setattr(os, "replace", refused)
    with pytest.raises(StoreTrouble) as met:
        whole_file.into(out, lambda file: file.write(b"new"))
    assert said(met) == key
    assert [file.read_text("utf-8") for file in tmp_path.iterdir()] == ["old"] * there


def test_what_does_not_read_back_as_it_was_written_is_no_file(tmp_path: Path) -> None:
    def check(file: BinaryIO, rows: int) -> None:
        assert (file.read(), rows) == (b"whole", 5)
        raise whole_file.NotAsWritten

    with pytest.raises(StoreTrouble) as met:
        whole_file.into(tmp_path / "a.csv", lambda out: out.write(b"whole"), check)
    assert_said(met.value.key, met.value.params)
    assert list(tmp_path.iterdir()) == []
