"""The list of samples: one line for every tube taken on some days, where it is by now and what the lab said of it. One
query; the columns are ``resources/print/samples.json``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tikadesk.domain import numbers, reference
from tikadesk.domain.journey import COLLECTED, LOST, PACKED, RECEIVED, RESULTED, VOID, journey
from tikadesk.i18n import language, tr
from tikadesk.reports import cells
from tikadesk.reports.paper import Cell, Column, Report, Sheet, columns, headings, picking, title
from tikadesk.store.connection import troubles
from tikadesk.store.samples import LABS_WORD
from tikadesk.store.store import Store

NAME = "samples"

_QUERY = f"""
SELECT sample.*, consignment.no AS box_no, consignment.state AS box_state,
  receipt_line.verdict, receipt_line.reason, receipt_line.result, receipt_line.result_on
FROM sample LEFT JOIN consignment ON consignment.id = sample.box
  LEFT JOIN receipt_line ON receipt_line.row = ({LABS_WORD})
WHERE sample.day BETWEEN ?1 AND ?2
ORDER BY sample.day, sample.time IS NULL, sample.time, sample.row
"""

TOTALS = (
    "tubes", "cases", "women", "men", "others", "unboxed", "packed", "sent", "received", "rejected", "short",
    "resulted", "positive", "lost", "void", "waiting",
)  # fmt: skip
"""What is counted under the list, in this order; after it, how many of each sample type.

A void tube counts in ``tubes``, ``void`` and ``waiting`` only.
"""
_SENT = ("sealed", "dispatched")
_IN_HAND = {COLLECTED: "unboxed", PACKED: "packed", RECEIVED: "received", RESULTED: "resulted", LOST: "lost"}


def make(store: Store, first: str, last: str, practice: bool) -> Sheet:
    """The samples of the ISO days from ``first`` to ``last``; raises StoreTrouble."""
    shape = columns(NAME, store.me.state)
    count: Counter[str] = Counter()
    types: Counter[str] = Counter()
    return Sheet(
        title=title(NAME, store, first, last),
        headings=headings(NAME, shape),
        columns=shape,
        rows=_rows(store, first, last, shape, count, types),
        expected=_expected(store, first, last),
        totals=lambda: [
            *((tr(f"report.samples_total.{name}"), count[name]) for name in TOTALS),
            *((cells.Words().option("sample_type", code), types[code]) for code in sorted(types)),
        ],
        practice=practice,
    )


def _expected(store: Store, first: str, last: str) -> int:
    with troubles():
        sql = "SELECT count(*) FROM sample WHERE day BETWEEN ? AND ?"
        return int(store.connection.execute(sql, [first, last]).fetchone()[0])


def _rows(
    store: Store,
    first: str,
    last: str,
    shape: tuple[Column, ...],
    count: Counter[str],
    types: Counter[str],
) -> Iterator[tuple[Cell, ...]]:
    words = cells.Words()
    cases: set[str] = set()
    picked = picking(shape)
    with troubles():
        high = store.connection.execute("SELECT max(high) FROM pos").fetchone()[0] or 0
        cursor = store.connection.execute(_QUERY, [first, last])
        names = [column[0] for column in cursor.description]
        for number, values in enumerate(cursor, 1):
            row = dict(zip(names, values, strict=True))
            at, reason = journey(row)
            waits = bool(row["own"]) and row["n"] is not None and row["n"] > high
            count["tubes"] += 1
            count["waiting"] += waits
            if at == VOID:
                count["void"] += 1
            else:
                _count(row, at, count)
                types[str(row["sample_type"])] += 1
                cases.add(numbers.case_of(row["no"] or row["id"]))
                count["cases"] = len(cases)
            line = _line(row, number, at, reason, words) | {
                "status": words.say(cells.status(row["judged"] or "", waits=waits))
            }
            yield picked(line)


_BY_SEX = {"F": "women", "M": "men"}


def _count(row: Mapping[str, Any], at: str, count: Counter[str]) -> None:
    count[_BY_SEX.get(row["sex"], "others")] += 1
    count["sent" if at in _SENT else _IN_HAND.get(at, at)] += 1
    count["positive"] += row["result"] == "positive"


def _line(row: Mapping[str, Any], number: int, at: str, reason: str, words: cells.Words) -> dict[str, Cell]:
    return {
        "sno": number,
        "day": row["day"],
        "time": row["time"],
        "no": numbers.shown(numbers.printed(row["no"] or "", row["tubes"] or 1)),
        "name": row["name"],
        "name_local": row["name_local"],
        "parent_name": row["parent_name"],
        "age": cells.age(row),
        "sex": words.option("sex", row["sex"]),
        "mobile": row["mobile"],
        "id_tail": row["id_tail"],
        "address": cells.address(row, "address", "village", "block"),
        "pincode": row["pincode"],
        "sample_type": words.option("sample_type", row["sample_type"]),
        "test": words.option("test", row["test"]),
        "icmr_category": words.option("icmr_category", row["icmr_category"]),
        "symptoms": words.options("symptom", row["symptoms"]),
        "onset_on": row["onset_on"],
        "contact": _yes_no(row["contact"], words),
        "repeated": _yes_no(row["repeated"], words),
        "earlier_id": row["earlier_id"],
        "lab": reference.lab_name(row["lab"] or "", language()),
        "collected_by": row["collected_by"],
        "srf_id": row["srf_id"],
        "portal_id": row["portal_id"],
        "icmr_id": row["icmr_id"],
        "box_no": numbers.shown(row["box_no"] or ""),
        "slot": row["slot"],
        "journey": words.say(f"report.journey.{at}"),
        "reason": words.option("lost_reason" if at == LOST else "reject_reason", reason),
        "result": words.option("result", row["result"]),
        "result_on": row["result_on"],
        "paper": f"{row['page']}/{row['serial']}" if row["page"] else None,
        "remarks": _remarks(row, words),
    }


def _yes_no(flag: int | None, words: cells.Words) -> str:
    return "" if flag is None else words.option("yes_no", "Y" if flag else "N")


def _remarks(row: Mapping[str, Any], words: cells.Words) -> str:
    parts = [words.say("report.practice")] if numbers.is_practice(row["no"] or "") else []
    if "box" in (row["conflict"] or "").split():
        parts.append(words.say("report.two_boxes"))
    return " · ".join([*parts, *([row["notes"]] if row["notes"] else [])])


REPORT = Report("samples", make)
