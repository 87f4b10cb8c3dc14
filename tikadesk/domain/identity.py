"""Photo IDs: which number each type has, and the one rule above all: of an Aadhaar only the last four digits exist.

Everything that can reach a disk passes ``read_id`` or ``redact`` first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tikadesk.domain import standards, text
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Misfit

AADHAAR, NONE, NOT_RECORDED = "aadhaar", "none", "not_recorded"
FREE_TEXT = (
    "notes", "block", "village", "address", "nationality", "email", "travel_places", "hospital", "diagnosis",
    "cold_box", "courier", "why", "description", "treatment", "referred_to", "partner", "ordered_by", "reopen_reason",
)  # fmt: skip
"""The fields of any kind that hold what a clerk likes, and reasons in words."""
WITHOUT_NUMBER = frozenset({NONE, NOT_RECORDED})
MASKED = re.compile(r"^[X*]{4,12}([0-9]{4})$")

_PASSPORT = re.compile(r"^[A-PR-WY][1-9]\d{6}$")
_EPIC = re.compile(r"^[A-Z]{3}\d{7}$")
_LICENCE = re.compile(r"^[A-Z]{2}\d{13}$")
_LONG_DIGITS = re.compile(r"(?<!\d)(?:\d[ \-]?){11}\d(?!\d)")
_SPREAD_DIGITS = re.compile(r"(?<!\d)(?:\d[\W_]{0,3}){11}\d(?!\d)")
_LETTERED = frozenset({"voter", "pan", "passport", "licence"})
"""Types whose numbers hold letters: twelve bare digits there were read off an Aadhaar."""


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
    if text.has_invisible(typed):
        raise Misfit("misfit.invisible")
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
    if is_aadhaar(compact) or (kind in _LETTERED and re.fullmatch(r"[0-9]{12}", compact)):
        return PhotoId(None, compact[-4:], odd=kind in _LETTERED)
    return PhotoId(compact, compact[-4:], odd=not _as_usual(kind, compact))


def _aadhaar_tail(compact: str) -> str:
    if not re.fullmatch(r"[0-9]+", compact):
        raise Misfit("misfit.aadhaar_letters")
    if len(compact) == 4:
        return compact
    if len(compact) not in (12, 16):
        raise Misfit("misfit.aadhaar_length", n=len(compact))
    if not (standards.is_aadhaar if len(compact) == 12 else standards.is_virtual_id)(compact):
        raise Misfit("misfit.aadhaar_check")
    return compact[-4:]


def _as_usual(kind: str, compact: str) -> bool:
    """Whether the number has the form that its type usually has. Many old cards differ, so this only warns."""
    match kind:
        case "pan":
            return standards.is_pan(compact)
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
    cut = _LONG_DIGITS.sub(lambda run: _masked(run[0]), plain)
    # With other marks between them, twelve digits are as likely a date and a time: there the check digit decides.
    cut = _SPREAD_DIGITS.sub(lambda run: _masked(run[0]) if is_aadhaar(text.digits(run[0])) else run[0], cut)
    return written if cut == plain else cut


def redacted(values: Mapping[str, Value]) -> dict[str, Value]:
    """``values`` with ``redact`` done to every field of FREE_TEXT."""
    return {
        name: redact(value) if name in FREE_TEXT and isinstance(value, str) else value
        for name, value in values.items()
    }


def is_aadhaar(compact: str) -> bool:
    """Whether twelve digits without spaces could be an Aadhaar number by their check digit."""
    return re.fullmatch(r"[0-9]{12}", compact) is not None and standards.is_aadhaar(compact)


def keep_out(values: dict[str, Value], misfits: dict[str, Misfit], *, codes: Iterable[str] = ()) -> None:
    """Keep an Aadhaar number out of fields it was not meant for: cut in free text, refused in ``codes``.

    A ration card has twelve digits as well, one in twelve of them with a fitting check digit: such a one is kept by its
    last four, because refusing it would send a real card home.
    """
    values.update(redacted(values))
    if is_aadhaar(str(values.get("ration_card"))):
        values["ration_card"] = "XXXXXXXX" + str(values["ration_card"])[-4:]
    for name in codes:
        if is_aadhaar(text.digits(str(values.get(name)))):
            misfits[name] = Misfit("misfit.aadhaar_here")


def _masked(run: str) -> str:
    return "XXXX XXXX " + text.digits(run)[-4:]
