"""A day of 1,200 registrations on two desks: the three files, the screen's figures and SQL over the journal agree."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from pathlib import Path

from openpyxl import load_workbook
from PySide6.QtWidgets import QApplication

from tests import closing, decoding
from tests.bench import people
from tests.big_day import (
    ADVERSE,
    CORRECTED,
    DAY,
    DEFERRED,
    GIVEN,
    RECEIVED,
    REGISTERED,
    SECOND,
    VIALS,
    VOIDED,
    WASTED,
    two_desks,
)
from tests.registers import changed, on_paper
from tikadesk.actions import correct, register_day
from tikadesk.actions.desk import Desk
from tikadesk.domain.entry import Value
from tikadesk.reports import day_summary, register_paper
from tikadesk.reports.daily_register import COUNTED
from tikadesk.reports.export import export
from tikadesk.store import register_lines
from tikadesk.store.register_lines import Tally

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


def _seen(counted: Mapping[str, int]) -> tuple[int, ...]:
    return tuple(counted[name] for name in _SEEN)


def test_three_files_the_screen_and_the_journal_agree_and_stay_when_the_day_is_closed(
    qapp: QApplication, tmp_path: Path
) -> None:
    two = two_desks()
    desk, other = two.desks
    store = desk.store
    assert register_lines.digest(store, DAY) == register_lines.digest(other.store, DAY)
    journal = store.connection.execute(_JOURNAL, [DAY]).fetchone()
    expected = (REGISTERED, REGISTERED - VOIDED, GIVEN, SECOND, DEFERRED, VOIDED, CORRECTED, ADVERSE)
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
    assert any(line.startswith("AEFI: 1 Minor (no. ") and " · 2 Serious (no. " in line for line in words)
    vials = f"Vials opened {VIALS} = {VIALS * 10} doses = {GIVEN} given + {WASTED} wasted (0.9%)"
    assert vials in words and f"stock 0, received {RECEIVED}, left {RECEIVED - VIALS} vials" in " ".join(
        words
    )

    _close_it_and_come_back(desk)


def _close_it_and_come_back(desk: Desk) -> None:
    """Closed, a late entry, reopened, corrected, closed again: of 1,200 lines only those change that were touched."""
    closing.make_ready(desk, DAY)
    closing.close(desk, DAY)
    sealed = on_paper(desk, DAY)
    recs = [line["person"] for line in register_lines.read(desk.store, DAY, DAY)]
    late: dict[str, Value] = {"name": "Late Comer", "source": "paper", "page": "1", "serial": "1", "day": DAY}
    with desk.store.write() as writer:
        desk.create(writer, "registration", people.registration(1) | late)
    after = on_paper(desk, DAY)
    assert changed(sealed, after) == set() and after[REGISTERED + 1, "remarks"].startswith("Late ")
    closing.reopen(desk, DAY, "One name was missing")
    correct.correct(desk, "registration", recs[500], {"village": "Kota"}, reason="heard_wrong")
    closing.make_ready(desk, DAY)
    closing.close(desk, DAY)
    again = on_paper(desk, DAY)
    assert changed(after, again) == {(501, "village"), (501, "remarks")} and again.keys() == after.keys()


def _of_csv(file: Path) -> Iterator[int]:
    with file.open(encoding="utf-8-sig", newline="") as opened:
        lines = list(csv.reader(opened))
    assert len(lines) == 1 + REGISTERED + 1 + len(COUNTED)
    return (int(line[1]) for line in lines[-len(COUNTED) :])


def _of_xlsx(file: Path) -> Iterator[int]:
    book = load_workbook(file, read_only=True)
    lines, totals = book.worksheets
    assert sum(1 for _ in lines.iter_rows()) == 1 + REGISTERED
    found = [row[1].value for row in totals.iter_rows(min_row=3, max_row=2 + len(COUNTED))]
    book.close()
    return (int(str(value)) for value in found)
