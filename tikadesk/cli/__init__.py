"""The command line: exact names, flags, JSON keys and exit codes that other people's scripts rely on.

Each command opens the desk, calls verbs of the floors below, and says what came of it; no rule of the field lives here.
"""

from __future__ import annotations

from tikadesk.cli.group import Doors, Group

__all__ = ["Doors", "Group"]
