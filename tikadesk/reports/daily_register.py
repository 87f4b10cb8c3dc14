"""The daily register: one line for everybody who stood before the desk on a day, with what is on the server and what
is not yet. One query; the columns are ``resources/print/daily_register.json``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from tikadesk.domain import numbers
from tikadesk.i18n import tr
from tikadesk.reports import cells
from tikadesk.reports.paper import Cell, Report, Sheet, columns, headings
from tikadesk.store.connection import troubles
from tikadesk.store.store import Store

NAME = "daily_register"

# Everybody who came on a day: a dose of that day with its person, or a registration of that day without such a dose.
# The order is the register's own: live lines as they were saved, then the paper's by page and line.
_QUERY = """
WITH line AS (
  SELECT d.day AS day, d.id AS dose, d.person AS person FROM dose d WHERE d.day BETWEEN ?1 AND ?2
  UNION ALL
  SELECT r.day, NULL, r.id FROM registration r
  WHERE r.day BETWEEN ?1 AND ?2 AND NOT EXISTS(SELECT 1 FROM dose d WHERE d.person = r.id AND d.day = r.day)
)
SELECT line.day, r.token, r.no, coalesce(d.time, substr(r.at, 12, 5)) AS clock, d.time, r.name, r.name_local,
  r.parent_name, r.birth_year, r.birth_day, r.age_estimated, r.sex, r.category, r.mobile, r.id_type, r.id_tail,
  r.ration_card, r.village, r.block, r.district, r.portal_ref, r.day AS registered_on, r.notes,
  d.dose_no, d.vaccine, d.batch, d.vial, d.vaccinator, d.observed_until, d.outcome, d.defer_reason,
  d.notes AS dose_notes,
  d.id AS dose, coalesce(d.source, r.source) AS origin, coalesce(d.page, r.page) AS page,
  coalesce(d.serial, r.serial) AS serial, r.void AS person_void, d.void AS dose_void,
  r.judged AS person_judged, d.judged AS dose_judged, r.n AS person_n, d.n AS dose_n, r.dev AS dev
FROM line LEFT JOIN registration r ON r.id = line.person LEFT JOIN dose d ON d.id = line.dose
ORDER BY line.day, coalesce(d.source, r.source) = 'paper',
  CASE coalesce(d.source, r.source) WHEN 'paper' THEN CAST(coalesce(d.page, r.page) AS INTEGER) END,
  CASE coalesce(d.source, r.source) WHEN 'paper' THEN CAST(coalesce(d.serial, r.serial) AS INTEGER) END,
  coalesce(d.at, r.at), coalesce(d.id, r.id)
"""


def make(store: Store, first: str, last: str, practice: bool) -> Sheet:
    """The register of the ISO days from ``first`` to ``last``; raises StoreTrouble."""
    shape = columns(NAME)
    count: Counter[str] = Counter()
    return Sheet(
        title=tr(
            "report.daily_register.title",
            centre=cells.centre_name(store),
            first=cells.shown_day(first),
            last=cells.shown_day(last),
        ),
        headings=headings(NAME, shape),
        columns=shape,
        rows=_rows(store, first, last, tuple(column.key for column in shape), count),
        totals=lambda: [(tr(f"report.total.{name}"), count[name]) for name in TOTALS],
        practice=practice,
    )


TOTALS = (
    "lines", "registered", "given", "first", "second", "precaution", "deferred", "not_vaccinated", "women", "men",
    "others", "void", "waiting",
)  # fmt: skip
"""What is counted under the register, in this order. Void lines count in ``lines`` and ``void`` only."""


def _rows(
    store: Store, first: str, last: str, keys: tuple[str, ...], count: Counter[str]
) -> Iterator[tuple[Cell, ...]]:
    words = cells.Words()
    with troubles():
        position = store.connection.execute("SELECT max(high) FROM pos").fetchone()
        high = position[0] or 0
        cursor = store.connection.execute(_QUERY, [first, last])
        names = [column[0] for column in cursor.description]
        for number, values in enumerate(cursor, 1):
            row = dict(zip(names, values, strict=True))
            _count(row, high, count)
            line = _line(row, number, high, words)
            yield tuple(line[key] for key in keys)


def _line(row: Mapping[str, Any], number: int, high: int, words: cells.Words) -> dict[str, Cell]:
    given = row["outcome"] == "given"
    return {
        "sno": number,
        "day": row["day"],
        "token": row["token"] if row["registered_on"] == row["day"] else None,
        "no": numbers.shown(row["no"] or ""),
        "time": row["clock"] if row["origin"] != "paper" else row["time"],
        "name": row["name"],
        "name_local": row["name_local"],
        "parent_name": row["parent_name"],
        "age": cells.age(row),
        "birth": cells.shown_day(row["birth_day"]) if row["birth_day"] else _year(row),
        "sex": words.option("sex", row["sex"]),
        "category": words.option("category", row["category"]),
        "mobile": row["mobile"],
        "id_type": words.option("id_type", row["id_type"]),
        "id_tail": row["id_tail"],
        "ration_card": row["ration_card"],
        "address": cells.address(row, "village", "block"),
        "dose_no": row["dose_no"] if given else None,
        "vaccine": words.option("vaccine", row["vaccine"]) if given else None,
        "batch": row["batch"] if given else None,
        "vial": row["vial"] if given else None,
        "vaccinator": row["vaccinator"] if given else None,
        "observed_until": row["observed_until"],
        "aefi": None,
        "paper": f"{row['page']}/{row['serial']}" if row["page"] else None,
        "portal_ref": row["portal_ref"],
        "status": words.say(_status(row, high)),
        "remarks": _remarks(row, words),
    }


def _year(row: Mapping[str, Any]) -> str:
    if row["birth_year"] is None:
        return ""
    return f"~{row['birth_year']}" if row["age_estimated"] else str(row["birth_year"])


def _status(row: Mapping[str, Any], high: int) -> str:
    judgements = " ".join(filter(None, (row["person_judged"], row["dose_judged"])))
    return cells.status(judgements, waits=_waits(row, high))


def _waits(row: Mapping[str, Any], high: int) -> bool:
    return any(row[n] is not None and row[n] > high for n in ("person_n", "dose_n"))


def _is_void(row: Mapping[str, Any]) -> bool:
    return bool(row["person_void"] or row["dose_void"])


def _remarks(row: Mapping[str, Any], words: cells.Words) -> str:
    parts = []
    number = numbers.parse(row["no"] or "")
    if number is not None and number.practice:
        parts.append(words.say("report.practice"))
    if _is_void(row):
        parts.append(words.say("report.void"))
    if row["outcome"] == "deferred":
        parts.append(f"{words.say('report.deferred')} {words.option('defer_reason', row['defer_reason'])}")
    parts += [note for note in (row["notes"], row["dose_notes"]) if note]
    return " · ".join(parts)


_BY_NUMBER = {1: "first", 2: "second", 3: "precaution"}
_BY_SEX = {"F": "women", "M": "men", "O": "others"}


def _count(row: Mapping[str, Any], high: int, count: Counter[str]) -> None:
    count["lines"] += 1
    count["waiting"] += _waits(row, high)
    if _is_void(row):
        count["void"] += 1
        return
    count["registered"] += row["registered_on"] == row["day"]
    match row["outcome"]:
        case "given":
            count["given"] += 1
            count[_BY_NUMBER.get(row["dose_no"], "precaution")] += 1
            count[_BY_SEX.get(row["sex"], "others")] += 1
        case "deferred":
            count["deferred"] += 1
        case _:
            count["not_vaccinated"] += 1


REPORT = Report("register", make)
