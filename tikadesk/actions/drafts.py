"""Half-filled forms: kept at every field, found again after a power cut. An Aadhaar number is cut down first."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from tikadesk.actions.desk import Desk
from tikadesk.domain import identity, text
from tikadesk.domain.fields import Misfit, Mobile

_NUMBER, _CARD = "id_number", "ration_card"
_MOBILES = frozenset({"mobile", "facilitator_mobile"})


def keep(desk: Desk, screen: str, values: Mapping[str, str]) -> None:
    """Keep what is typed on ``screen``; blank forms are forgotten."""
    safe = {name: fit for name, value in values.items() if (fit := _safe(name, value)).strip()}
    with desk.store.write() as writer:
        writer.note("draft", screen, safe or None)


def read(desk: Desk, screen: str) -> dict[str, str] | None:
    """What was kept of ``screen``; None when nothing was."""
    kept = desk.store.note("draft", screen)
    return {str(name): str(value) for name, value in kept.items()} if isinstance(kept, dict) else None


def drop(desk: Desk, screen: str) -> None:
    """Forget it: it was saved, or cleared by its operator."""
    with desk.store.write() as writer:
        writer.note("draft", screen, None)


def _safe(name: str, value: str) -> str:
    if name == _NUMBER:
        return _number(value)
    if name in _MOBILES:
        # +91 and ten digits are twelve digits as well: a number that reads as a mobile stays one.
        try:
            return str(Mobile(name=name).read(value, date.min))
        except Misfit:
            return identity.redact(value)
    if name == _CARD:
        return identity.redact(value) if identity.is_aadhaar(text.digits(value)) else value
    return identity.redact(value)


def _number(value: str) -> str:
    """What of an ID's number may reach the disk: one still being typed could be an Aadhaar, of which only the end may.

    A number with letters in it is none.
    """
    digits = text.digits(value)
    if len(digits) >= 12:
        return "XXXXXXXX" + digits[-4:]
    lettered = any(sign.isalpha() for sign in value)
    return value if lettered or len(digits) <= 4 else ""
