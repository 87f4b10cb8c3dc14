"""Finding people: the full-text index over names in both scripts, numbers, mobiles and villages, newest first.

The index holds words, not rows: its rowid is the projection's. Rows enter it in groups, because one row alone costs a
save as many pages as all the rest; the few newest rows, which wait for their group, are looked through one by one.
Ranking is left out on purpose, it costs too much.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from tikadesk.domain import namekey, text
from tikadesk.domain.entry import Value
from tikadesk.domain.kind import NUMBER
from tikadesk.domain.kinds import KINDS
from tikadesk.store.connection import Connection

FOUND = KINDS["registration"]
"""The kind whose rows the index holds."""
GROUP = 64
_NAMES = ("name", "name_local")
_WORDS = (NUMBER, *FOUND.found_by, "id_tail")
_COLUMNS = tuple(dict.fromkeys((*_WORDS, *_NAMES)))

# The default tokenizer takes Devanagari vowel signs for separators: राम would find रोमा.
_TOKENIZER = "unicode61 remove_diacritics 0 categories ''L* N* Co Mc Mn''"
# The same words, cut here: rows that wait for the index must be found just as those in it.
_WORD = re.compile(r"(?:[^\W_]|[\u0900-\u0963\u0971-\u097f])+")
_REMEMBERED = 4096


class _Row(NamedTuple):
    place: int
    words: frozenset[str]
    sounds: frozenset[str]


def create(connection: Connection) -> None:
    """Make the index anew, empty."""
    connection.execute("DROP TABLE IF EXISTS find")
    connection.execute(
        "CREATE VIRTUAL TABLE find USING fts5(words, sound, content='', contentless_delete=1, detail=column,"
        f" prefix='1 2 3', tokenize='{_TOKENIZER}')"
    )


def index(connection: Connection, place: int, values: Mapping[str, Value], *, fresh: bool) -> None:
    """See to it that a row is found by its present words: at once where the index holds it, else with its group."""
    if not fresh and place <= _reached(connection):
        connection.execute("DELETE FROM find WHERE rowid = ?", [place])
        _put(connection, _read(place, values))
    elif place % GROUP == 0:
        catch_up(connection)


def catch_up(connection: Connection) -> None:
    """Take the rows that wait into the index."""
    for row in reversed(_waiting(connection)):
        _put(connection, row)


def _put(connection: Connection, row: _Row) -> None:
    connection.execute(
        "INSERT INTO find(rowid, words, sound) VALUES(?, ?, ?)",
        [row.place, " ".join(row.words), " ".join(row.sounds)],
    )


def _reached(connection: Connection) -> int:
    row = connection.execute("SELECT rowid FROM find ORDER BY rowid DESC LIMIT 1").fetchone()
    return int(row[0]) if row else 0


def _waiting(connection: Connection) -> list[_Row]:
    """The rows that the index does not hold yet, newest first."""
    rows = connection.execute(
        f"SELECT row, {','.join(_COLUMNS)} FROM {FOUND.name} WHERE row > ? ORDER BY row DESC",
        [_reached(connection)],
    )
    return [_read(place, dict(zip(_COLUMNS, values, strict=True))) for place, *values in rows]


def _read(place: int, values: Mapping[str, Value]) -> _Row:
    words = (words_of(str(values[name])) for name in _WORDS if values.get(name))
    sounds = (_sounds_of(str(values[name])) for name in _NAMES if values.get(name))
    return _Row(place, frozenset[str]().union(*words), frozenset[str]().union(*sounds))


@lru_cache(_REMEMBERED)
def words_of(written: str) -> tuple[str, ...]:
    """The words of a text as the index holds them."""
    return tuple(_WORD.findall(written.casefold()))


@lru_cache(_REMEMBERED)
def _sounds_of(name: str) -> tuple[str, ...]:
    return tuple(namekey.name_key(name).split())


def query(typed: str) -> tuple[str, ...]:
    """The words to look for, each a prefix; none when nothing can be looked for.

    A number typed with its spaces is looked for as one word.
    """
    plain = text.ascii_digits(text.tidy(typed)).casefold()
    if re.fullmatch(r"[a-z]{2}\s?[a-z](?:\s?\d)+", plain) or re.fullmatch(r"[+\d\s\-]+", plain):
        plain = re.sub(r"[\s\-+]", "", plain)
    return words_of(plain)[:6]


def by_prefix(connection: Connection, typed: str, limit: int) -> list[int]:
    """The places of the newest rows that hold every typed word as a prefix."""
    wanted = query(typed)

    def fits(row: _Row) -> bool:
        return all(any(word.startswith(start) for word in row.words) for start in wanted)

    return _look(connection, "words", [f'"{word}" *' for word in wanted], fits, limit)


def by_word(connection: Connection, word: str, limit: int) -> list[int]:
    """The places of the newest rows that hold exactly this word: a mobile, the end of an ID."""
    wanted = words_of(word)
    return _look(
        connection, "words", [f'"{word}"' for word in wanted], lambda row: row.words.issuperset(wanted), limit
    )


def by_sound(connection: Connection, name: str, limit: int) -> list[int]:
    """The places of the newest rows with a name that sounds alike, in any spelling or script."""
    wanted = [key for key in _sounds_of(name) if len(key) > 1]
    return _look(
        connection, "sound", [f'"{key}"' for key in wanted], lambda row: row.sounds.issuperset(wanted), limit
    )


def _look(
    connection: Connection, column: str, wanted: list[str], fits: Callable[[_Row], bool], limit: int
) -> list[int]:
    if not wanted:
        return []
    # Waiting rows first: should their group enter the index meanwhile, they are found twice and not lost.
    waiting = [row.place for row in _waiting(connection) if fits(row)]
    rows = connection.execute(
        "SELECT rowid FROM find WHERE find MATCH ? ORDER BY rowid DESC LIMIT ?",
        [f"{column} : ({' '.join(wanted)})", limit],
    )
    return list(dict.fromkeys([*waiting, *(row[0] for row in rows)]))[:limit]
