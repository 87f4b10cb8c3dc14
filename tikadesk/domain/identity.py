"""Photo IDs: which number each type has, and the one rule above all: of an Aadhaar only the last four digits exist.

Everything that can reach a disk passes ``read_id`` or ``redact`` first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from stdnum.exceptions import ValidationError
from stdnum.in_ import aadhaar, pan, vid

from tikadesk.domain import text
from tikadesk.domain.fields import Misfit

AADHAAR, NONE, NOT_RECORDED = "aadhaar", "none", "not_recorded"
WITHOUT_NUMBER = frozenset({NONE, NOT_RECORDED})
MASKED = re.compile(r"^[X*]{4,12}(\d{4})$")

_PASSPORT = re.compile(r"^[A-PR-WY][1-9]\d{6}$")
_EPIC = re.compile(r"^[A-Z]{3}\d{7}$")
_LICENCE = re.compile(r"^[A-Z]{2}\d{13}$")
_LONG_DIGITS = re.compile(r"(?<!\d)(?:\d[ \-]?){11}\d(?!\d)")


@dataclass(frozen=True)
class PhotoId:
    """``number`` is None for an Aadhaar and where only the last four were typed; ``odd`` asks for a second look."""

    number: str | None
    tail: str | None
    odd: bool = False


def read_id(kind: str, typed: str) -> PhotoId:
    """The ID of type ``kind`` as it may be kept; raises Misfit. Four characters are always taken as the last four."""
    if kind in WITHOUT_NUMBER:
        if text.tidy(typed):
            raise Misfit("misfit.id_not_expected")
        return PhotoId(None, None)
    compact = re.sub(r"[\s\-]", "", text.ascii_digits(text.tidy(typed))).upper()
    if not compact:
        raise Misfit("misfit.id_missing")
    masked = MASKED.match(compact)
    if masked is not None:
        return PhotoId(None, masked[1])
    if kind == AADHAAR:
        return PhotoId(None, _aadhaar_tail(compact))
    if len(compact) == 4 and compact.isalnum() and compact.isascii():
        return PhotoId(None, compact)
    if not re.fullmatch(r"[A-Z0-9/.]{5,24}", compact):
        raise Misfit("misfit.id_signs")
    return PhotoId(compact, compact[-4:], odd=not _as_usual(kind, compact))


def _aadhaar_tail(compact: str) -> str:
    if not compact.isdigit():
        raise Misfit("misfit.aadhaar_letters")
    if len(compact) == 4:
        return compact
    if len(compact) not in (12, 16):
        raise Misfit("misfit.aadhaar_length", n=len(compact))
    try:
        (aadhaar if len(compact) == 12 else vid).validate(compact)
    except ValidationError as error:
        raise Misfit("misfit.aadhaar_check") from error
    return compact[-4:]


def _as_usual(kind: str, compact: str) -> bool:
    """Whether the number has the form that its type usually has. Many old cards differ, so this only warns."""
    match kind:
        case "pan":
            return bool(pan.is_valid(compact))
        case "voter":
            return _EPIC.match(compact) is not None
        case "passport":
            return _PASSPORT.match(compact) is not None
        case "licence":
            return _LICENCE.match(compact) is not None
        case "pension":
            return re.fullmatch(r"\d{12}", compact) is not None
        case "npr":
            return re.fullmatch(r"\d{16}", compact) is not None
        case "ration":
            return 6 <= len(compact) <= 20
    return True


def redact(written: str) -> str:
    """``written`` with every run of twelve digits cut to its last four: for notes, drafts and rejected rows.

    The check digit is not asked: an Aadhaar with one digit mistyped still tells eleven.
    """
    plain = text.ascii_digits(written)
    return (
        _LONG_DIGITS.sub(lambda run: "XXXX XXXX " + text.digits(run[0])[-4:], plain)
        if _LONG_DIGITS.search(plain)
        else written
    )
