"""The list of rows that a sheet's import did not take, as a file to be mended and imported again."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Sequence
from pathlib import Path

from tikadesk.actions.import_sheet import Rejected
from tikadesk.domain import shareable
from tikadesk.domain.sheet import Columns, is_ignored
from tikadesk.errors import Problem, StoreTrouble
from tikadesk.i18n import has, tr

SUFFIX = ".rejected.csv"
_ANOTHER = 100


def sentence(problem: Problem) -> str:
    """The problem in words for someone with a sheet before them: keys of the screen's form differ."""
    key = f"sheet.{problem.key}"
    words = tr(key if has(key) else problem.key, **problem.params)
    if problem.key.startswith("misfit.aadhaar"):
        words += " " + tr("sheet.aadhaar_again")
    return words


def reasons(columns: Columns, problems: Sequence[Problem]) -> str:
    """All that is wrong with a row, each part after the heading of its column."""
    parts = []
    for problem in problems:
        place = columns.places.get(problem.field)
        told = sentence(problem)
        parts.append(told if place is None else f"{columns.headings[place].strip()}: {told}")
    return " ".join(parts)


def write(sheet: Path, columns: Columns, rejected: Sequence[Rejected]) -> Path:
    """Write the rows beside ``sheet`` and give the file's path. Raises StoreTrouble.

    The same rows give the same file. One that somebody has begun to mend is never written over: the next free name
    is taken.
    """
    content = _content(columns, rejected)
    target = sheet.with_name(sheet.name + SUFFIX)
    try:
        for more in range(2, _ANOTHER):
            if not target.exists() or target.read_bytes() == content:
                break
            target = sheet.with_name(f"{sheet.name}.rejected-{more}.csv")
        part = target.with_name(target.name + ".part")
        handle = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        part.replace(target)
    except OSError as error:
        raise StoreTrouble("sheet.rejected_not_written", folder=str(sheet.absolute().parent)) from error
    return target


def _content(columns: Columns, rejected: Sequence[Rejected]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    # The reasons of an earlier round are not carried along.
    known = [place for place, heading in enumerate(columns.headings) if not is_ignored(heading)]
    writer.writerow([*(columns.headings[place] for place in known), tr("sheet.problem")])
    for one in rejected:
        cells = shareable.cells(columns, one.row)
        cells += [""] * (len(columns.headings) - len(cells))
        cut = shareable.cut_ration_cards(columns, one.row)
        told = [*one.problems, *(Problem(name, "sheet.ration_cut") for name in cut)]
        writer.writerow([*(cells[place] for place in known), reasons(columns, told)])
    return out.getvalue().encode("utf-8-sig")
