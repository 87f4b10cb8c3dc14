"""The line list of adverse events that the district asks for: one line for each, by the day of its dose, with the vial
and how many others had a dose of it. Its columns are ``resources/print/aefi_list.json``, or a state's own file.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from tikadesk.domain.kinds.aefi import SEVERITIES
from tikadesk.i18n import tr
from tikadesk.reports import cells
from tikadesk.reports.cells import Words
from tikadesk.reports.paper import Cell, Column, Report, Sheet, columns, days, headings, picking, title
from tikadesk.store import aefi, records
from tikadesk.store.records import Row
from tikadesk.store.store import Store

NAME = "aefi_list"
_AS_THEY_ARE = (
    "given_at", "onset_on", "onset_time", "description", "name", "name_local", "mobile", "village", "batch", "vial",
    "treatment", "referred_to", "officer", "reported_on",
)  # fmt: skip


def make(store: Store, first: str, last: str, practice: bool) -> Sheet:
    """The list of the ISO days from ``first`` to ``last``; raises StoreTrouble."""
    shape = columns(NAME, store.me.state)
    count: Counter[str] = Counter()
    return Sheet(
        title=title(NAME, store, first, last),
        headings=headings(NAME, shape),
        columns=shape,
        rows=_rows(store, first, last, shape, count),
        expected=None,
        totals=lambda: [(tr(f"report.aefi_total.{name}"), count[name]) for name in ("events", *SEVERITIES)],
        practice=practice,
    )


def _rows(
    store: Store, first: str, last: str, shape: tuple[Column, ...], count: Counter[str]
) -> Iterator[tuple[Cell, ...]]:
    words, picked = Words(), picking(shape)
    for day in days(first, last):
        for event in aefi.of_day(store.connection, day):
            if not event["void"]:
                count.update(("events", event["severity"]))
                yield picked(_line(store, count["events"], event, words))


def _line(store: Store, number: int, event: Row, words: Words) -> dict[str, Cell]:
    dose = records.get(store.connection, "dose", event["dose"])
    vial, company = aefi.from_the_vial_of(store.connection, dose) if dose is not None else (None, [])
    opened = (vial or {}).get("opened_at") or ""
    return {
        "sno": number,
        "day": event["given_on"],
        "severity": words.option("severity", event["severity"]),
        "symptoms": words.options("aefi_symptom", event["symptoms"]),
        "no": event["person_no"],
        "age": cells.age(event | {"day": event["given_on"]}),
        "sex": words.option("sex", event["sex"]),
        "dose_no": words.option("dose_no", event["dose_no"]),
        "vaccine": words.option("vaccine", event["vaccine"]),
        "opened_at": cells.shown_moment(opened) if opened else None,
        "others": max(0, len(company) - 1),
        "outcome": words.option("aefi_outcome", event["outcome"]),
        "told": _moment(event["officer_told_on"], event["officer_told_at"]),
        **{name: event[name] for name in _AS_THEY_ARE},
    }


def _moment(day: str | None, time: str | None) -> str | None:
    return f"{cells.shown_day(day)} {time or ''}".strip() if day else None


REPORT = Report("aefi", make)
