"""The blank pages of the paper kit: how their pages and lines are numbered, so that a line typed later has one place.

The code of a page holds the desk that printed it, for two desks of a centre print page 1 each.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from tikadesk.domain.numbers import Number

LINES = 15
"""Lines on a page: high enough to write on by hand, and to stick a number on."""
MOST_PAGE = 9_999
_CODE = re.compile(r"K(?:\d{4}-)?(\d{1,4})")


@dataclass(frozen=True)
class Kit:
    """What is printed: page ``first`` and those after it, ``pages`` in all, and the numbers of its ``stickers``."""

    first: int
    pages: int
    stickers: Sequence[Number] = ()


def page_code(label: str, number: int) -> str:
    """What the page ``number`` of a kit is called that desk ``label`` (or none yet) prints: 10 signs at most."""
    return f"K{label}-{number}" if label else f"K{number}"


def first_serial(code: str) -> int | None:
    """The serial number printed on the first line of a kit's page; None for a page of any other register."""
    shape = _CODE.fullmatch(code)
    return (int(shape[1]) - 1) * LINES + 1 if shape and int(shape[1]) else None
