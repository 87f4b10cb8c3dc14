"""Everything that a desk's database holds, as comparable rows and as one text."""

from __future__ import annotations

from tikadesk.store.connection import Connection

Rows = dict[str, list[tuple[object, ...]]]


def tables(connection: Connection, *, but: tuple[str, ...] = ()) -> Rows:
    """The rows of every ordinary table by its name, sorted."""
    made = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%'"
    )
    names = [name for (name,) in made if name not in but and not name.startswith(("sqlite_", "find"))]
    return {name: sorted(connection.execute(f"SELECT * FROM {name}").fetchall(), key=repr) for name in names}


def found(connection: Connection) -> dict[tuple[str, str], list[int]]:
    """The search index word by word: which places each word of each column leads to."""
    connection.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.word USING fts5vocab(main, find, col)")
    words = connection.execute("SELECT term, col FROM temp.word").fetchall()
    places = {
        (column, term): [
            row[0]
            for row in connection.execute(
                "SELECT rowid FROM find WHERE find MATCH ? ORDER BY rowid", [f'{column} : "{term}"']
            )
        ]
        for term, column in words
    }
    return {word: rows for word, rows in places.items() if rows}


def text(connection: Connection) -> str:
    """Every value of every table in one text."""
    return "\n".join(str(row) for rows in tables(connection).values() for row in rows) + str(
        list(found(connection))
    )
