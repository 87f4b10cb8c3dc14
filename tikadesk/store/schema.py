"""The tables that are not projections: identity, journal, entries, leases, positions. They only ever grow by migration.

Projections are made from the kinds' declarations in ``projections`` and can be dropped at any time.
"""

from __future__ import annotations

from tikadesk.errors import StoreTrouble
from tikadesk.store.connection import Connection, troubles, write_txn

# Each body is stored once, in op; the journal says which of them this desk answers for, and in what order. A save can
# afford few pages: op.n keeps the entry's place in the live journal beside it, and op_rec leaves out the entries that
# make a record, which op.id finds.
_FIRST = """
CREATE TABLE me(
  dev TEXT PRIMARY KEY, label TEXT NOT NULL, state TEXT NOT NULL, cert TEXT, seed BLOB NOT NULL,
  active INT NOT NULL, made_at TEXT NOT NULL, service_key BLOB) STRICT;
CREATE TABLE op(
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, rec TEXT NOT NULL, kind TEXT NOT NULL, gen INT NOT NULL,
  dev TEXT NOT NULL, here INT NOT NULL, body TEXT NOT NULL, n INT, central INT NOT NULL DEFAULT 0, judgement TEXT,
  reason TEXT) STRICT;
CREATE INDEX op_rec ON op(rec) WHERE rec <> id;
CREATE INDEX op_judged ON op(judgement) WHERE judgement IN ('held', 'flagged');
CREATE TABLE journal(
  dev TEXT NOT NULL, n INT NOT NULL, op INT NOT NULL REFERENCES op(row), d BLOB NOT NULL, h BLOB NOT NULL,
  PRIMARY KEY(dev, n)) STRICT, WITHOUT ROWID;
CREATE TABLE seal(dev TEXT NOT NULL, n INT NOT NULL, sig BLOB NOT NULL, PRIMARY KEY(dev, n)) STRICT, WITHOUT ROWID;
CREATE TABLE lease(
  id TEXT PRIMARY KEY, request TEXT NOT NULL, dev TEXT NOT NULL, state TEXT NOT NULL, kind TEXT NOT NULL,
  series INT NOT NULL, low INT NOT NULL, high INT NOT NULL, next INT NOT NULL, burned INT NOT NULL DEFAULT 0,
  CHECK(next BETWEEN low AND high + 1)) STRICT;
CREATE TABLE pos(
  peer TEXT PRIMARY KEY, high INT NOT NULL, safe INT NOT NULL, cursor TEXT, receipt TEXT, resync INT NOT NULL,
  last_answer_at TEXT, skew INT NOT NULL DEFAULT 0) STRICT;
CREATE TABLE note(topic TEXT NOT NULL, id TEXT NOT NULL, value TEXT NOT NULL, PRIMARY KEY(topic, id)) STRICT,
  WITHOUT ROWID;
CREATE TRIGGER journal_kept BEFORE DELETE ON journal BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER journal_fixed BEFORE UPDATE ON journal BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER op_kept BEFORE DELETE ON op BEGIN SELECT RAISE(ABORT, 'append-only'); END;
CREATE TRIGGER op_fixed BEFORE UPDATE OF id, rec, kind, gen, dev, here, body ON op
  BEGIN SELECT RAISE(ABORT, 'append-only'); END;
"""
# Where an entry stands in journals other than the live one: another desk's, or one that this desk has given up. Handed
# back after a loss it stands in more than one. What came before the second version has no place, and is old to all.
_SECOND = """
CREATE TABLE heard(
  op INT NOT NULL REFERENCES op(row), dev TEXT NOT NULL, n INT NOT NULL, PRIMARY KEY(op, dev, n)) STRICT, WITHOUT ROWID;
"""
# What the official portal says of a day, as taken in from a sheet: nobody's record, the next list replaces it.
_THIRD = """
CREATE TABLE portal_row(
  list TEXT NOT NULL, row INT NOT NULL, portal_ref TEXT NOT NULL, no TEXT NOT NULL, name TEXT NOT NULL,
  name_local TEXT NOT NULL, birth_year INT, age_estimated INT NOT NULL, sex TEXT NOT NULL, mobile TEXT NOT NULL,
  dose_no INT, vaccine TEXT NOT NULL, batch TEXT NOT NULL, day TEXT NOT NULL, PRIMARY KEY(list, row)) STRICT,
  WITHOUT ROWID;
"""
_VERSIONS = (_FIRST, _SECOND, _THIRD)
"""What each version adds to the one before it."""
VERSION = len(_VERSIONS)


def ensure(connection: Connection) -> None:
    """Make the tables of a new database, and those that an older one lacks; raises StoreTrouble for one that a newer
    release has written.
    """
    with troubles():
        found = connection.execute("PRAGMA user_version").fetchone()[0]
    if found > VERSION:
        raise StoreTrouble("store.newer", found=found, known=VERSION)
    if found == VERSION:
        return
    with write_txn(connection):
        for version in _VERSIONS[found:]:
            for statement in _statements(version):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {VERSION}")


def _statements(version: str) -> list[str]:
    # A trigger's body ends with "; END;": the statements are separated by a semicolon at the end of a line.
    return [part.strip() for part in version.split(";\n") if part.strip()]
