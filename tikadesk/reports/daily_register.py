"""The daily register as a sheet: one row for everybody who stood before the desk on a day, with what is on the server
and what is not yet, one that says so for a day on which nobody came; totals below. Its columns are
``resources/print/daily_register.json``, or a state's own file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tikadesk.domain import numbers
from tikadesk.i18n import has, tr
from tikadesk.reports import cells, seal_words
from tikadesk.reports.paper import Cell, Column, Report, Sheet, columns, days, headings, picking, title
from tikadesk.store import records, register_lines
from tikadesk.store.register_lines import DEFERRED, GIVEN, TOTALS, VOID, Line, Tally
from tikadesk.store.store import Store

NAME = "daily_register"
COUNTED = (*TOTALS, "late", "zero_days")
"""What is counted under the sheet, in this order."""


def make(store: Store, first: str, last: str, practice: bool) -> Sheet:
    """The register of the ISO days from ``first`` to ``last``; raises StoreTrouble."""
    shape = columns(NAME, store.me.state)
    tally = Tally()
    lines, days_with_lines = register_lines.count_with_days(store, first, last)
    zero_days = sum(1 for _ in days(first, last)) - days_with_lines
    tally.count["zero_days"] = zero_days
    return Sheet(
        title=title(NAME, store, first, last),
        headings=headings(NAME, shape),
        columns=shape,
        rows=_rows(store, first, last, shape, tally),
        expected=lines + zero_days,
        totals=lambda: [(tr(f"report.total.{name}"), tally.count[name]) for name in COUNTED],
        practice=practice,
        notes=tuple(
            f"{cells.shown_day(day)}: {words}"
            for day in days(first, last)
            for words in seal_words.of_day(store, day)
        ),
    )


def _rows(
    store: Store, first: str, last: str, shape: tuple[Column, ...], tally: Tally
) -> Iterator[tuple[Cell, ...]]:
    wording, picked = Wording(operators(store)), picking(shape)
    nobody = dict.fromkeys((column.key for column in shape), None) | {"remarks": tr("report.nobody_came")}
    for day in days(first, last):
        number = 0
        for number, line in enumerate(register_lines.read(store, day, day), 1):
            tally.add(line)
            yield picked(wording.line(line, number))
        if not number:
            yield picked(nobody | {"day": day})


FIELD_SAID_AS = {"birth_year": "age", "birth_day": "age", "age_estimated": "age", "id_tail": "id_number"}
"""Stored fields that a form has under another name."""


def operators(store: Store) -> dict[str, str]:
    """The names of all operators by their records. Raises StoreTrouble."""
    return {row["id"]: row["name"] for row in records.every(store.connection, "operator")}


@dataclass
class Wording:
    """Lines in the language in force; ``names`` are the operators' by their records."""

    names: Mapping[str, str]
    words: cells.Words = field(default_factory=cells.Words)

    def line(self, line: Line, number: int) -> dict[str, Cell]:
        """A line's cells by the keys that a column may have; ``number`` is its serial number."""
        given, words = line["outcome"] == GIVEN, self.words
        return {
            "sno": number,
            "day": line["day"],
            "token": line["token"] if line["registered_on"] == line["day"] else None,
            "no": numbers.shown(line["no"] or ""),
            "time": line["clock"] if line["origin"] != "paper" else line["time"],
            "name": line["name"],
            "name_local": line["name_local"],
            "parent_name": line["parent_name"],
            "age": cells.age(line),
            "birth": cells.shown_day(line["birth_day"]) if line["birth_day"] else _year(line),
            "sex": words.option("sex", line["sex"]),
            "sex_short": words.say(f"report.sex.{line['sex']}") if line["sex"] else None,
            "category": words.option("category", line["category"]),
            "mobile": line["mobile"],
            "id_type": words.option("id_type", line["id_type"]),
            "id_tail": line["id_tail"],
            "ration_card": line["ration_card"],
            "village": line["village"],
            "block": line["block"],
            "address": cells.address(line, "village", "block"),
            "dose_no": line["dose_no"] if given else None,
            "vaccine": words.option("vaccine", line["vaccine"]) if given else None,
            "batch": line["batch"] if given else None,
            "vial": line["vial"] if given else None,
            "batch_vial": "/".join(filter(None, (line["batch"], line["vial"]))) if given else None,
            "vaccinator": line["vaccinator"] if given else None,
            "observed_until": line["observed_until"],
            "aefi": words.option("severity", line["aefi"])
            or (words.say("report.aefi.none") if line["state"] == GIVEN else None),
            "paper": f"{line['page']}/{line['serial']}" if line["page"] else None,
            "portal_ref": line["portal_ref"],
            "status": words.say(_status(line)),
            "late": seal_words.in_full(line["late"], self.names, words) if line["late"] else None,
            "remarks": self.remarks(line),
        }

    def remarks(self, line: Line) -> str:
        """What is unusual about a line: late, void, deferred or corrected and why, what followed, and what somebody
        wrote down.
        """
        words, parts = self.words, []
        if line["late"]:
            parts.append(seal_words.briefly(line["late"]))
        if numbers.is_practice(line["no"] or ""):
            parts.append(words.say("report.practice"))
        if line["state"] == VOID:
            reason = words.option("void_reason", line["void_reason"])
            parts.append(f"{words.say('report.void')}: {reason}" if reason else words.say("report.void"))
        if line["outcome"] == DEFERRED:
            parts.append(
                f"{words.say('report.deferred')} {words.option('defer_reason', line['defer_reason'])}"
            )
        if line["aefi"]:
            parts.append(f"{words.say('report.aefi')} {words.option('severity', line['aefi'])}")
        if line["corrected"]:
            parts.append(self._corrected(line))
        parts += [note for note in (line["notes"], line["dose_notes"]) if note]
        return " · ".join(parts)

    def _corrected(self, line: Line) -> str:
        by_reason: dict[str, list[str]] = {}
        for kind, name, why in line["corrected"]:
            key = f"field.{kind}.{FIELD_SAID_AS.get(name, name)}"
            said = self.words.say(key) if has(key) else name
            fields = by_reason.setdefault(why, [])
            if said not in fields:
                fields.append(said)
        told = (
            f"{', '.join(fields)} ({self.words.option('correct_reason', why)})"
            for why, fields in by_reason.items()
        )
        return f"{self.words.say('report.corrected')} {'; '.join(told)}"


def _year(line: Line) -> str:
    if line["birth_year"] is None:
        return ""
    return f"~{line['birth_year']}" if line["age_estimated"] else str(line["birth_year"])


def _status(line: Line) -> str:
    judgements = f"{line['person_judged'] or ''} {line['dose_judged'] or ''}"
    return cells.status(judgements, waits=line["waits"])


REPORT = Report("register", make, paper="register_paper")
