"""What was said about the likenesses of a form that is not saved yet, and how its draft keeps that. No widgets."""

from __future__ import annotations

from collections.abc import Mapping

from tikadesk.actions.register import VERDICTS
from tikadesk.domain.ids import is_id

# In letters: drafts cut every run of twelve digits, of which an identifier may hold one.
_TO_LETTERS = str.maketrans("0123456789-", "ghijklmnop_")
_TO_DIGITS = str.maketrans("ghijklmnop_", "0123456789-")


SAME, DIFFERENT, LATER = VERDICTS


def same(decided: Mapping[str, str]) -> str:
    """The record that was last said to be the same person; empty for none."""
    return next((rec for rec, verdict in reversed(dict(decided).items()) if verdict == SAME), "")


def told_apart(decided: Mapping[str, str]) -> set[str]:
    """Whom not to offer again for this form: other people, and those to be judged later."""
    return {rec for rec, verdict in decided.items() if verdict != SAME}


def id_as_text(id: str) -> str:
    """An identifier as a draft keeps it; empty for none."""
    return id.translate(_TO_LETTERS)


def read_id(kept: str) -> str:
    """The identifier that a draft kept; empty where it is none."""
    id = kept.translate(_TO_DIGITS)
    return id if is_id(id) else ""


def as_text(decided: Mapping[str, str]) -> str:
    """Verdicts by record, as a draft keeps them."""
    return " ".join(f"{id_as_text(rec)}:{verdict}" for rec, verdict in decided.items())


def read(kept: str) -> dict[str, str]:
    """The verdicts that a draft kept; what is none is left out."""
    pairs = (pair.partition(":") for pair in kept.split())
    return {rec: verdict for id, _, verdict in pairs if (rec := read_id(id)) and verdict in VERDICTS}
