"""A day of 1,200 registrations on two desks: the three files, the screen's figures and SQL over the journal agree."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from tests import decoding
from tests.bench import people
from tests.two_desks import TwoDesks
from tikadesk.actions import register_day
from tikadesk.actions.desk import Desk
from tikadesk.domain.entry import Op, Value
from tikadesk.domain.numbers import REGISTRATION, Number
from tikadesk.reports import day_summary, register_paper
from tikadesk.reports.daily_register import COUNTED
from tikadesk.reports.export import export
from tikadesk.store import records, register_lines
from tikadesk.store.register_lines import Tally

DAY = "2021-05-16"
REGISTERED, GIVEN, DEFERRED, VOIDED, CORRECTED, ADVERSE = 1200, 1150, 6, 14, 9, 3

# Straight from the entries of both desks: each record's first entry, what was set since, whether it was voided last.
_JOURNAL = """
WITH entry AS (SELECT rec, kind, gen, id, body FROM op WHERE kind IN ('registration', 'dose', 'aefi')),
record AS (
  SELECT first.rec, first.kind, first.body ->> '$.set.outcome' AS outcome, first.body ->> '$.set.person' AS person,
    first.body ->> '$.set.dose_no' AS dose_no,
    (SELECT body ->> '$.op' FROM entry WHERE rec = first.rec ORDER BY gen DESC, id DESC LIMIT 1) = 'void' AS void
  FROM entry AS first WHERE first.rec = first.id AND first.body ->> '$.set.day' = ?1
)
SELECT (SELECT count(*) FROM record WHERE kind = 'registration'),
  (SELECT count(*) FROM record WHERE kind = 'registration' AND NOT void),
  (SELECT count(*) FROM record WHERE outcome = 'given' AND NOT void),
  (SELECT count(*) FROM record WHERE outcome = 'given' AND dose_no = 2 AND NOT void),
  (SELECT count(*) FROM record WHERE outcome = 'deferred' AND NOT void),
  (SELECT count(*) FROM record WHERE kind = 'registration' AND void),
  (SELECT count(DISTINCT rec) FROM entry WHERE body ->> '$.op' = 'edit' AND body ->> '$.why' IS NOT NULL),
  (SELECT count(*) FROM record WHERE kind = 'aefi' AND NOT void)
"""
_SEEN = ("lines", "registered", "given", "second", "deferred", "void", "corrected", "aefi")


def _day() -> Desk:
    """One of the two desks when both know the whole day."""
    both = TwoDesks()
    for part, desk in enumerate(both.desks):
        _work(desk, range(part, REGISTERED, 2))
    both.meet()
    one, other = both.desks
    assert register_lines.digest(one.store, DAY) == register_lines.digest(other.store, DAY)
    return one


def _work(desk: Desk, numbers: range) -> None:
    """One desk's half: doses for nearly all, some deferred, some gone home; then voids and corrections."""
    for number in numbers:
        with desk.store.write() as writer:
            person = desk.create(
                writer, "registration", people.registration(number) | {"no": _no(number), "day": DAY}
            )
            dose = _dose(number, person)
            shot = desk.create(writer, "dose", dose) if dose else None
        if DEFERRED <= number < DEFERRED + VOIDED:
            _change(desk, "registration", person, Op.VOID, {}, "twice")
            if shot:
                _change(desk, "dose", shot, Op.VOID, {}, "twice")
        elif DEFERRED + VOIDED <= number < DEFERRED + VOIDED + CORRECTED:
            _change(desk, "registration", person, Op.EDIT, {"village": "Arang"}, "heard_wrong")
        elif number >= GIVEN + VOIDED + DEFERRED - ADVERSE and shot:
            with desk.store.write() as writer:
                desk.create(writer, "aefi", _event(person, shot, number))


def _change(desk: Desk, kind: str, rec: str, op: Op, values: dict[str, Value], why: str) -> None:
    row = records.get(desk.store.connection, kind, rec)
    assert row is not None
    with desk.store.write() as writer:
        desk.change(writer, kind, row, op, values, why=why)


def _no(number: int) -> str:
    return str(Number("CG", REGISTRATION, 1, number))


def _dose(number: int, person: str) -> dict[str, Value] | None:
    if number >= GIVEN + VOIDED + DEFERRED:
        return None
    given = number >= DEFERRED
    return {
        "person": person, "day": DAY, "time": f"{9 + number % 8:02}:{number % 60:02}", "source": "live",
        "outcome": "given" if given else "deferred", "dose_no": 1 + number % 2, "vaccine": "covishield",
        "batch": "4121Z025", "vial": str(1 + number // 10), "vaccinator": "रेखा यादव",
        **({} if given else {"defer_reason": "fever"}),
    }  # fmt: skip


def _event(person: str, dose: str, number: int) -> dict[str, Value]:
    severity = ("minor", "minor", "serious")[number % ADVERSE]
    return {
        "person": person,
        "dose": dose,
        "day": DAY,
        "onset_on": DAY,
        "severity": severity,
        "symptoms": "fever",
    }


def _seen(counted: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(counted[name] for name in _SEEN)


def test_three_files_the_tally_and_the_journal_agree(qapp: QApplication, tmp_path: Path) -> None:
    desk = _day()
    store = desk.store
    journal = store.connection.execute(_JOURNAL, [DAY]).fetchone()
    expected = (REGISTERED, REGISTERED - VOIDED, GIVEN, GIVEN // 2, DEFERRED, VOIDED, CORRECTED, ADVERSE)
    assert journal == expected

    tally = Tally()
    for line in register_lines.read(store, DAY, DAY):
        tally.add(line)
    assert _seen(tally.count) == expected
    assert day_summary.of(store, DAY).count == tally.count
    screen = register_day.of(store, DAY)
    assert _seen(screen.count) == expected and len(screen.rows) == REGISTERED
    for name, total in zip(_SEEN, expected, strict=True):
        if name in register_day.FILTERS:
            assert len(screen.listing(name)) == total

    files = {form: tmp_path / f"r.{form}" for form in ("csv", "xlsx", "pdf")}
    for form, file in files.items():
        first = export(store, "register", DAY, DAY, form, file)
        assert first.rows == REGISTERED and export(store, "register", DAY, DAY, form, file) == first
    assert _seen(dict(zip(COUNTED, _of_csv(files["csv"]), strict=True))) == expected
    assert _seen(dict(zip(COUNTED, _of_xlsx(files["xlsx"]), strict=True))) == expected

    register = register_paper.of(store, DAY)
    whole = register.pages[-1].before + register.pages[-1].here
    figures = [whole[name] for name in register_paper.FIGURES]
    assert figures[0] == sum(figures[1:]) == REGISTERED
    assert (whole["first"] + whole["second"], whole["deferred"], whole["void"]) == (GIVEN, DEFERRED, VOIDED)
    assert [row.said[0] for page in register.pages for row in page.rows] == [
        str(number) for number in range(1, REGISTERED + 1)
    ]
    assert files["pdf"].read_bytes().count(b"/Type /Page\n") == len(register.pages)
    words = decoding.noted(register_paper.sheets(register)[-1].paint_in).said
    place = words.index("Day total")
    assert words[place + 1 : place + 8] == [str(figure) for figure in figures]
    assert any(line.startswith("AEFI: 2 Minor (no. ") and " · 1 Serious (no. " in line for line in words)


def _of_csv(file: Path) -> Iterator[int]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(csv.reader(opened))
    assert len(lines) == 1 + REGISTERED + 1 + len(COUNTED)
    return (int(line[1]) for line in lines[-len(COUNTED) :])


def _of_xlsx(file: Path) -> Iterator[int]:
    book = load_workbook(file, read_only=True)
    lines, totals = book.worksheets
    assert sum(1 for _ in lines.iter_rows()) == 1 + REGISTERED
    found = [row[1].value for row in totals.iter_rows(min_row=3)]
    book.close()
    return (int(str(value)) for value in found)
