"""Making a report's file: whole under its name, or not there at all."""

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
from tikadesk.reports import REPORTS, csv_file, xlsx_file
from tikadesk.reports.paper import Sheet
from tikadesk.store.store import Store

WRITERS: dict[str, Callable[[Sheet, BinaryIO], int]] = {"csv": csv_file.write, "xlsx": xlsx_file.write}


@dataclass(frozen=True)
class Made:
    """A finished file, its rows below the headings, and the hash that stands in the journal."""

    file: Path
    rows: int
    sha256: str


def export(
    store: Store, name: str, first: str, last: str, form: str, out: Path, *, practice: bool = False
) -> Made:
    """Write report ``name`` of the ISO days ``first`` to ``last`` as ``form`` to ``out``. Raises StoreTrouble."""
    sheet = REPORTS[name].make(store, first, last, practice)
    return into(out, lambda file: WRITERS[form](sheet, file))


def into(out: Path, write: Callable[[BinaryIO], int]) -> Made:
    """What ``write`` writes, as the file ``out``: beside it first, then in its place. Raises StoreTrouble."""
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
        os.replace(part, out)
        part = None
    except OSError as error:
        raise StoreTrouble(sentence(error), file=str(out)) from error
    finally:
        if part is not None:
            part.unlink(missing_ok=True)
    return Made(out, rows, sha256)


def sentence(error: OSError) -> str:
    """The key of what an operator reads when a report's file or folder cannot be made."""
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return "report.disk_full"
    if isinstance(error, PermissionError) and os.name == "nt":
        return "report.held"  # a spreadsheet that has the file open
    return "report.cannot_write"
