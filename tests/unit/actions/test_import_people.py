from __future__ import annotations

from pathlib import Path

import pytest

from tests.desk import practice_desk, walk_in
from tests.paper import LINE, TYPED
from tests.raipur import as_supervisor
from tikadesk.actions import paper_entry
from tikadesk.actions.import_people import Doses, People
from tikadesk.domain import sheet
from tikadesk.errors import InvalidRecord, Problem

HEADINGS = ["Page", "Serial", "Date", "Name", "Age", "Gender", "Dose", "Vaccine", "Batch", "Vaccinator"]
SHOT = ["1", "Covishield", "4121Z025", "Rekha Yadav"]


def row(kind: str, *cells: str, headings: list[str] = HEADINGS) -> sheet.Row:
    return sheet.columns(headings, kind).row(2, cells)


def test_a_line_is_saved_whole_and_once_and_its_dose_may_follow(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        people, line = People(as_supervisor(desk)), ("1", "1", "17-05-2021", "Vikas Nishad", "44", "M")
        assert people.save(row("registration", *line), [])
        assert not people.save(row("registration", *line), [])
        assert people.save(row("registration", *line, *SHOT), [])
        assert not Doses(desk).save(row("dose", *line, *SHOT), [])
        with pytest.raises(InvalidRecord) as met:
            people.save(row("registration", "1", "2", "17-05-2021"), [Problem("day", "sheet.other_day")])
        assert {"day", "name", "age", "sex"} <= {problem.field for problem in met.value.problems}


def test_a_dose_is_for_the_number_or_for_nobody(tmp_path: Path) -> None:
    headings = ["Official number", *HEADINGS[2:3], *HEADINGS[6:]]
    with practice_desk(tmp_path) as desk:
        saved = walk_in(as_supervisor(desk), dose=False)
        doses = Doses(desk)
        assert doses.save(row("dose", saved.no, "17-05-2021", *SHOT, headings=headings), [])
        with pytest.raises(InvalidRecord) as met:
            doses.save(row("dose", "CGR00000000000", "17-05-2021", *SHOT, headings=headings), [])
        assert [problem.key for problem in met.value.problems] == ["sheet.no_person"]


def test_a_line_typed_by_hand_is_the_same_line_in_a_sheet(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        known = walk_in(
            as_supervisor(desk), dose=False, name="Geeta Sahu", name_local="", mobile="9826041122"
        )
        page = paper_entry.begin(desk, TYPED)
        paper_entry.enter(desk, page, LINE | {"serial": "7"}, intent=desk.ids.new())
        paper_entry.enter(desk, page, LINE | {"serial": "8"}, intent=desk.ids.new(), person=known.id)
        people, on = People(desk), "15-05-2021"
        assert not people.save(row("registration", "03", "007", on, "Vikas Nishad", "44", "M", *SHOT), [])
        assert not people.save(row("registration", "3", "8", on, "Geeta Sahu", "34", "F", *SHOT), [])
        for serial in ("7", "08"):
            with pytest.raises(InvalidRecord) as met:
                people.save(row("registration", "3", serial, on, "Mohan Verma", "52", "M", *SHOT), [])
            assert [problem.key for problem in met.value.problems] == ["sheet.line_taken"]
