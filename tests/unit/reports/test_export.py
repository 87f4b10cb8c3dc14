from __future__ import annotations

import errno
import hashlib
import os
from pathlib import Path
from typing import BinaryIO

import pytest

from tests.desk import practice_desk, walk_in
from tests.sentences import assert_said
from tikadesk.errors import StoreTrouble
from tikadesk.reports import FORMATS, export


def test_every_format_has_its_writer() -> None:
    assert set(export.WRITERS) == set(FORMATS)


@pytest.mark.parametrize("form", FORMATS)
def test_the_file_is_what_was_said_of_it(tmp_path: Path, form: str) -> None:
    with practice_desk(tmp_path / "desk") as desk:
        walk_in(desk)
        out = tmp_path / f"register.{form}"
        made = export.export(desk.store, "register", "2021-05-17", "2021-05-17", form, out)
        assert (made.rows, made.file) == (1, out)
        assert made.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
        assert (
            export.export(desk.store, "register", "2021-05-17", "2021-05-17", form, out).sha256 == made.sha256
        )


def _full(out: BinaryIO) -> int:
    out.write(b"half")
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def test_a_full_disk_leaves_the_old_file_and_no_half_one(tmp_path: Path) -> None:
    out = tmp_path / "register.csv"
    out.write_text("old", encoding="utf-8")
    with pytest.raises(StoreTrouble) as met:
        export.into(out, _full)
    assert met.value.key == "report.disk_full"
    assert_said(met.value.key, met.value.params)
    assert [file.read_text("utf-8") for file in tmp_path.iterdir()] == ["old"]


def test_a_bug_in_a_writer_leaves_nothing_either(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        export.into(tmp_path / "a.csv", lambda out: out.write(b"half") // 0)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_none(tmp_path: Path) -> None:
    with pytest.raises(StoreTrouble) as met:
        export.into(tmp_path / "none" / "a.csv", lambda out: 0)
    assert met.value.key == "report.cannot_write"
    with pytest.raises(StoreTrouble):
        export.into(tmp_path, lambda out: 0)
    assert list(tmp_path.iterdir()) == []
