"""Half-filled forms: kept at every field, found again after a power cut. An Aadhaar number is cut down first."""

from __future__ import annotations

from collections.abc import Mapping

from tikadesk.actions.desk import Desk
from tikadesk.domain import identity, text

_NUMBER = "id_number"


def keep(desk: Desk, screen: str, values: Mapping[str, str]) -> None:
    """Keep what is typed on ``screen``; blank forms are forgotten."""
    safe = {name: _safe(name, value) for name, value in values.items() if value.strip()}
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
        # A number still being typed could be an Aadhaar: beyond four digits only the end may reach the disk.
        digits = text.digits(value)
        return "XXXXXXXX" + digits[-4:] if len(digits) >= 12 else ("" if len(digits) > 4 else value)
    if name in ("mobile", "facilitator_mobile"):
        return value
    return identity.redact(value)
