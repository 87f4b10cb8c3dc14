"""The one way to a file in ``resources/``, installed or in a checkout. Nothing is interpreted here but JSON."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

_INSTALLED = Path(__file__).parent / "resources"
ROOT = _INSTALLED if _INSTALLED.is_dir() else Path(__file__).parent.parent / "resources"


def path(*parts: str) -> Path:
    """The file ``resources/<parts>``; it need not exist."""
    return ROOT.joinpath(*parts)


@cache
def read_json(*parts: str) -> Any:
    """The parsed JSON of ``resources/<parts>``, read once. Callers must not change what they get."""
    return json.loads(path(*parts).read_text(encoding="utf-8"))
