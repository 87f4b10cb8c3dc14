"""Writing a file whole: beside its place first, read back, and only then under its name; or not there at all."""

from __future__ import annotations

import errno
import hashlib
import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from tikadesk.errors import StoreTrouble


@dataclass(frozen=True)
class Made:
    """A finished file, its rows below the headings, and the hash that stands in the journal; ``left_out`` is the file
    of what this one cannot take, without rows where there is none.
    """

    file: Path
    rows: int
    sha256: str
    left_out: Made | None = None


class NotAsWritten(Exception):
    """What was read back is not what was written."""


def into(
    out: Path, write: Callable[[BinaryIO], int], check: Callable[[BinaryIO, int], None] | None = None
) -> Made:
    """What ``write`` writes, as the file ``out``: beside it first, then in its place.

    ``check`` reads it once more, knowing how many rows were written, and raises NotAsWritten. Raises StoreTrouble.
    """
    _must_be_a_file(out)
    part = None
    try:
        handle, name = tempfile.mkstemp(prefix=f".{out.name}.", suffix=".part", dir=out.absolute().parent)
        part = Path(name)
        with os.fdopen(handle, "w+b") as file:
            rows = write(file)
            file.flush()
            os.fsync(file.fileno())
            file.seek(0)
            sha256 = hashlib.file_digest(file, "sha256").hexdigest()
            if check is not None:
                file.seek(0)
                check(file, rows)
        _put(part, out)
        part = None
    except OSError as error:
        raise StoreTrouble(sentence(error), file=str(out)) from error
    except NotAsWritten as error:
        raise StoreTrouble("report.not_as_written", file=str(out)) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    return Made(out, rows, sha256)


def _must_be_a_file(out: Path) -> None:
    """Raise StoreTrouble where the name is a folder's, or a device's: it would be gone for the file's sake."""
    if out.exists() and not out.is_file():
        raise StoreTrouble("report.is_folder" if out.is_dir() else "report.cannot_write", file=str(out))


def _put(part: Path, out: Path) -> None:
    """Give a finished file its name. Raises StoreTrouble when something else has that name and keeps it."""
    try:
        os.replace(part, out)
    except PermissionError as error:
        if not out.exists():
            raise
        raise StoreTrouble("report.held", file=str(out)) from error


def sentence(error: OSError) -> str:
    """The key of what an operator reads when a report's file or folder cannot be made."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return "report.disk_full"
    return "report.no_folder" if isinstance(error, FileNotFoundError) else "report.cannot_write"
