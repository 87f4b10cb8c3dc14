from __future__ import annotations

from pathlib import Path

from tests.desk import dose_form, practice_desk, walk_in
from tikadesk.actions import give_dose, void
from tikadesk.store import paper_pages

DAY = "2021-05-17"


def test_a_line_is_taken_by_a_person_or_by_a_dose_of_somebody_known(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        connection = desk.store.connection
        assert not paper_pages.is_taken(connection, DAY, "3", "7")
        new = walk_in(desk, dose=False, source="paper", page="3", serial="7")
        known = walk_in(desk, dose=False, mobile="9826041188", name="Geeta Bai")
        on_paper = dose_form(desk) | {"source": "paper", "page": "3", "serial": "8", "day": "17-05-2021"}
        give_dose.give(desk, known.id, on_paper, intent=desk.ids.new())
        taken = [serial for serial in "6789" if paper_pages.is_taken(connection, DAY, "3", serial)]
        assert taken == ["7", "8"]
        assert paper_pages.pages(connection, DAY) == [{"page": "3", "lines": 2}]
        assert [row["id"] for row in paper_pages.people(connection, DAY, "3")] == [new.id]
        assert [row["person"] for row in paper_pages.doses(connection, DAY, "3")] == [known.id]
        for person in (new, known):
            void.void(desk, "registration", person.id, reason="twice", dose_used=False)
        assert not any(paper_pages.is_taken(connection, DAY, "3", serial) for serial in "78")
        assert paper_pages.pages(connection, DAY) == []
        assert len(paper_pages.people(connection, DAY, "3")) == 1, "struck out, and still to be seen"
