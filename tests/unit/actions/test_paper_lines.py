from __future__ import annotations

from pathlib import Path

from tests.desk import practice_desk, walk_in
from tikadesk.actions import void
from tikadesk.actions.paper_lines import Lines, same_person
from tikadesk.domain.entry import Value

PAPER = {"source": "paper", "page": "3", "serial": "7", "day": "17-05-2021"}


def test_a_line_is_found_from_its_save_on_until_it_is_void(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        assert Lines(desk, "registration").find("2021-05-17", "3", "7") is None
        saved = walk_in(desk, dose=False, **PAPER)
        found = Lines(desk, "registration").find("2021-05-17", "3", "7")
        assert found is not None and found["id"] == saved.id
        assert Lines(desk, "sample").find("2021-05-17", "3", "7") is None
        void.void(desk, "registration", saved.id, reason="twice")
        lines = Lines(desk, "registration")
        assert lines.find("2021-05-17", "3", "7") is None
        lines.keep("new", {"day": "2021-05-17", "page": "3", "serial": "7"})
        assert (lines.find("2021-05-17", "3", "7") or {})["id"] == "new"


def test_a_person_is_known_by_name_and_sex_in_either_script_or_by_likeness() -> None:
    here: dict[str, Value] = {
        "name": "Sushila Devi",
        "name_local": "सुशीला देवी",
        "sex": "F",
        "birth_year": 1987,
    }
    here["mobile"] = "9826041187"
    assert same_person({"name": "SUSHEELA  DEVI", "sex": "F"}, here)
    assert same_person({"name": "सुशीला देवी", "sex": "F"}, here)
    assert same_person({"name": "Sushila Bai", "sex": "F", "birth_year": 1987, "mobile": "9826041187"}, here)
    assert not same_person({"name": "Geeta Sahu", "sex": "F", "birth_year": 2001}, here)
