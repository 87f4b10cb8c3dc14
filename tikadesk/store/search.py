"""Finding people: the full-text index over names in both scripts, numbers, mobiles and villages, newest first.

The index holds words, not rows: its rowid is the projection's. Ranking is left out on purpose, it costs too much.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from tikadesk.domain import namekey, text
from tikadesk.domain.entry import Value
from tikadesk.domain.kind import NUMBER, Kind
from tikadesk.store.connection import Connection

# The default tokenizer takes Devanagari vowel signs for separators: राम would find रोमा.
_TOKENIZER = "unicode61 remove_diacritics 0 categories ''L* N* Co Mc Mn''"


def create(connection: Connection) -> None:
    """Make the index anew, empty."""
    connection.execute("DROP TABLE IF EXISTS find")
    connection.execute(
        "CREATE VIRTUAL TABLE find USING fts5(words, sound, content='', contentless_delete=1, detail=column,"
        f" prefix='1 2 3', tokenize='{_TOKENIZER}')"
    )


def index(connection: Connection, kind: Kind, place: int, row: Mapping[str, Value], *, fresh: bool) -> None:
    """Put a row's words into the index in place of what was there."""
    if not fresh:
        connection.execute("DELETE FROM find WHERE rowid = ?", [place])
    words = [str(row[name]) for name in (NUMBER, *kind.found_by, "id_tail") if row.get(name)]
    names = [str(row[name]) for name in ("name", "name_local") if row.get(name)]
    sound = {key for name in names for key in namekey.name_key(name).split()}
    connection.execute(
        "INSERT INTO find(rowid, words, sound) VALUES(?, ?, ?)", [place, " ".join(words), " ".join(sound)]
    )


def query(typed: str) -> str | None:
    """The index query for what was typed: every word a prefix. None when nothing can be looked for.

    A number typed with its spaces is looked for as one word.
    """
    plain = text.ascii_digits(text.tidy(typed)).casefold()
    if re.fullmatch(r"[a-z]{2}\s?[a-z](?:\s?\d)+", plain) or re.fullmatch(r"[+\d\s\-]+", plain):
        plain = re.sub(r"[\s\-+]", "", plain)
    words = re.findall(r"[^\W_]+(?:[\u0900-\u097f]|[^\W_])*", plain)
    return " ".join(f'"{word}" *' for word in words[:6]) or None


def by_prefix(connection: Connection, typed: str, limit: int) -> list[int]:
    """The places of the newest rows that hold every typed word as a prefix."""
    wanted = query(typed)
    if wanted is None:
        return []
    rows = connection.execute(
        "SELECT rowid FROM find WHERE find MATCH ? ORDER BY rowid DESC LIMIT ?",
        [f"words : ({wanted})", limit],
    )
    return [row[0] for row in rows]


def by_word(connection: Connection, word: str, limit: int) -> list[int]:
    """The places of the newest rows that hold exactly this word: a mobile, the end of an ID."""
    rows = connection.execute(
        "SELECT rowid FROM find WHERE find MATCH ? ORDER BY rowid DESC LIMIT ?",
        [f'words : "{word.casefold()}"', limit],
    )
    return [row[0] for row in rows]


def by_sound(connection: Connection, name: str, limit: int) -> list[int]:
    """The places of the newest rows with a name that sounds alike, in any spelling or script."""
    keys = [key for key in namekey.name_key(name).split() if len(key) > 1]
    if not keys:
        return []
    wanted = " ".join(f'"{key}"' for key in keys)
    rows = connection.execute(
        "SELECT rowid FROM find WHERE find MATCH ? ORDER BY rowid DESC LIMIT ?",
        [f"sound : ({wanted})", limit],
    )
    return [row[0] for row in rows]
