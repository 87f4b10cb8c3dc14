"""Reading the paper's count: deferred and void doses were never given, whatever page they are on."""

from __future__ import annotations

from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.store import paper_counts
from tikadesk.store.paper_counts import BACK_ENTRY, PaperCount

DAY = "2021-05-16"


def test_only_doses_given_from_paper_on_that_day_count() -> None:
    one = DeskInMemory()
    base = {
        "person": one.register(),
        "day": DAY,
        "source": "paper",
        "page": "3",
        "outcome": "given",
        "dose_no": 1,
    }
    others = ({"page": "4"}, {"outcome": "deferred"}, {"source": "live"}, {"day": "2021-05-15"})
    with one.store.write() as writer:
        for changed in ({}, *others):
            one.desk.create(writer, "dose", base | changed)
    assert paper_counts.of_day(one.store.connection, DAY) == PaperCount(2, BACK_ENTRY, pages=2)
