"""What the paper register of a day says, read from the counts that were typed and the doses typed off its pages.

Reports and verbs alike read it here. Nothing is written.
"""

from __future__ import annotations

from dataclasses import dataclass

from tikadesk.store.connection import Connection
from tikadesk.store.records import Row, select
from tikadesk.store.records import of_day as rows_of_day

TYPED, BACK_ENTRY, NOBODY = "typed", "back_entry", ""


@dataclass(frozen=True)
class PaperCount:
    """Doses ``given`` by the paper of a day, over so many ``pages`` (0 for a count of the whole day), and where that is
    from: TYPED by somebody who counted, the lines of BACK_ENTRY, or NOBODY, who has counted nothing; then it is None.

    ``conflict``: two desks have counted the same page differently, or pages and the whole day do not add up.
    """

    given: int | None
    source: str
    pages: int = 0
    conflict: bool = False


def of_day(connection: Connection, day: str) -> PaperCount:
    """What the paper of an ISO day says. Raises StoreTrouble."""
    counts = [
        row
        for row in rows_of_day(connection, "day_count", day)
        if not row["void"] and row["given"] is not None
    ]
    by_page: dict[str, list[Row]] = {}
    for row in sorted(counts, key=lambda row: (row["at"], row["id"])):
        by_page.setdefault(row["page"] or "", []).append(row)
    torn = any(len({row["given"] for row in rows}) > 1 or rows[-1]["conflict"] for rows in by_page.values())
    last = {page: int(rows[-1]["given"]) for page, rows in by_page.items()}
    whole = last.pop("", None)
    if whole is not None:
        return PaperCount(whole, TYPED, conflict=torn or sum(last.values()) > whole)
    if last:
        return PaperCount(sum(last.values()), TYPED, len(last), torn)
    lines = select(
        connection,
        "SELECT count(*) AS given, count(DISTINCT page) AS pages FROM dose"
        " WHERE day = ? AND source = 'paper' AND outcome = 'given' AND void = 0",
        [day],
    )[0]
    if lines["given"]:
        return PaperCount(lines["given"], BACK_ENTRY, lines["pages"])
    return PaperCount(None, NOBODY)
