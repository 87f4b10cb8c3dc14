"""The stock book: for each day and batch the vials in the morning, what came, went and was opened, what is left, and
what became of the doses in the opened ones. Its columns are ``resources/print/stock_book.json``, or a state's own file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tikadesk.i18n import tr
from tikadesk.reports.cells import Words
from tikadesk.reports.paper import Cell, Column, Report, Sheet, columns, days, headings, picking, title
from tikadesk.store import day_vials
from tikadesk.store.day_vials import BatchDay, DayVials
from tikadesk.store.store import Store

NAME = "stock_book"
TOTALS = (
    "received", "opened", "returned", "sent_out", "spoilt", "left",
    "doses", "given", "wasted", "unaccounted", "overfill",
)  # fmt: skip
"""What is counted under the book, in this order: first vials, ``left`` being those of the last day, then doses: those
given, wasted and not accounted for, less what vials held beyond their labels.
"""
_VIALS = ("received", "opened", "returned", "sent_out", "spoilt")


def make(store: Store, first: str, last: str, practice: bool) -> Sheet:
    """The book of the ISO days from ``first`` to ``last``; raises StoreTrouble."""
    shape = columns(NAME, store.me.state)
    count: Counter[str] = Counter()
    return Sheet(
        title=title(NAME, store, first, last),
        headings=headings(NAME, shape),
        columns=shape,
        rows=_rows(store, first, last, shape, count),
        expected=None,
        totals=lambda: [(tr(f"report.stock_total.{name}"), count[name]) for name in TOTALS],
        practice=practice,
    )


def _rows(
    store: Store, first: str, last: str, shape: tuple[Column, ...], count: Counter[str]
) -> Iterator[tuple[Cell, ...]]:
    words, picked = Words(), picking(shape)
    for day in days(first, last):
        account = day_vials.of_day(store.connection, day)
        _count(account, count)
        for batch in account.batches:
            yield picked(_line(day, batch, words))


def _count(account: DayVials, count: Counter[str]) -> None:
    for batch in account.batches:
        count.update({name: getattr(batch, name) for name in _VIALS})
    count["left"] = sum(batch.left for batch in account.batches)
    count["doses"] += account.doses
    count["given"] += account.given
    count["wasted"] += account.thrown_away
    count["unaccounted"] += account.unaccounted
    count["overfill"] += account.overfill


def _line(day: str, batch: BatchDay, words: Words) -> dict[str, Cell]:
    reasons = (f"{words.option('waste_reason', code)} {n}" for code, n in sorted(batch.reasons.items()))
    return {
        "day": day,
        "vaccine": words.option("vaccine", batch.vaccine),
        "batch": batch.batch,
        "expires_on": batch.expires_on or None,
        # Of a batch whose stock is not kept here nobody knows what was or is left.
        "morning": batch.morning if batch.kept else None,
        "left": batch.left if batch.kept else None,
        "doses": batch.doses,
        "given": batch.given,
        "wasted": batch.wasted,
        "reasons": ", ".join(reasons),
        **{name: getattr(batch, name) for name in _VIALS},
    }


REPORT = Report("stock", make)
