"""Opening a sheet that a clerk typed: CSV in any of the encodings that office programs write, or XLSX, as rows of
text. What the columns mean is ``domain.sheet``'s business.
"""

from __future__ import annotations

import codecs
import csv
import io
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path

from tikadesk.errors import TikaError

MOST_BYTES = 64 * 1024 * 1024
MOST_ROWS = 100_000
_ZIP = b"PK\x03\x04"
_OLD_EXCEL = b"\xd0\xcf\x11\xe0"
_DELIMITERS = ",;\t|"


class SheetTrouble(TikaError):
    """A file that cannot be taken in as a sheet at all; the sentence says what to do."""


@dataclass(frozen=True)
class SheetFile:
    """The rows of a file as text, the first row first. ``note`` is the key of a sentence about how it was read."""

    rows: tuple[tuple[str, ...], ...]
    note: str = ""


def read(file: Path) -> SheetFile:
    """The rows of ``file``; raises SheetTrouble for one that is missing, too large or no sheet."""
    try:
        if file.stat().st_size > MOST_BYTES:
            raise SheetTrouble("sheet.too_large", file=file.name)
        content = file.read_bytes()
    except OSError as error:
        raise SheetTrouble("sheet.cannot_read", file=str(file)) from error
    if content.startswith(_ZIP):
        return SheetFile(tuple(_limited(_workbook(content, file.name), file.name)))
    if content.startswith(_OLD_EXCEL):
        raise SheetTrouble("sheet.old_excel", file=file.name)
    text, note = _decoded(content, file.name)
    return SheetFile(tuple(_limited(_table(text, file.name), file.name)), note)


def _limited(rows: Iterator[Sequence[str]], name: str) -> Iterator[tuple[str, ...]]:
    for number, row in enumerate(rows):
        if number > MOST_ROWS:
            raise SheetTrouble("sheet.too_large", file=name)
        yield tuple(row)


def _decoded(content: bytes, name: str) -> tuple[str, str]:
    """The text of a CSV file and a note where its encoding had to be guessed."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        encodings = ["utf-16"]
    elif (
        b"\x00" in content[:400]
    ):  # UTF-16 without its mark: the heading's ASCII letters leave every other byte 0
        encodings = ["utf-16-le" if content[1:2] == b"\x00" else "utf-16-be"]
    else:
        encodings = ["utf-8-sig"]
    for encoding in encodings:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            break
        if "\x00" in text:
            raise SheetTrouble("sheet.not_a_sheet", file=name)
        return text, ""
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        raise SheetTrouble("sheet.not_a_sheet", file=name) from error
    if "\x00" in text:
        raise SheetTrouble("sheet.not_a_sheet", file=name)
    return text, "sheet.note.old_encoding"


def _table(text: str, name: str) -> Iterator[list[str]]:
    head = text[:4000]
    delimiter = max(_DELIMITERS, key=lambda sign: (head.count(sign), sign == ","))
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error as error:
        raise SheetTrouble("sheet.not_a_sheet", file=name) from error


def _workbook(content: bytes, name: str) -> Iterator[list[str]]:
    # Slow to import, and most sheets are CSV.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    except (InvalidFileException, zipfile.BadZipFile, KeyError, ValueError, OSError) as error:
        raise SheetTrouble("sheet.not_a_sheet", file=name) from error
    try:
        page = book.worksheets[0] if book.worksheets else None
        if page is None:
            raise SheetTrouble("sheet.not_a_sheet", file=name)
        # Some programs write a wrong size into the sheet, and reading would stop there.
        page.reset_dimensions()
        for row in page.iter_rows(values_only=True):
            yield [as_text(value) for value in row]
    except (zipfile.BadZipFile, KeyError, ValueError, SyntaxError) as error:
        raise SheetTrouble("sheet.not_a_sheet", file=name) from error
    finally:
        book.close()


def as_text(value: object) -> str:
    """A typed cell as a clerk would have written it: ``34`` for 34.0, an ISO day for a date."""
    match value:
        case None:
            return ""
        case bool():
            return "1" if value else "0"
        case float() if value.is_integer():
            return str(int(value))
        case datetime():
            day = value.date().isoformat()
            return day if value.time() == time() else f"{day} {value:%H:%M}"
        case date():
            return value.isoformat()
        case time():
            return f"{value:%H:%M}"
        case _:
            return str(value)
