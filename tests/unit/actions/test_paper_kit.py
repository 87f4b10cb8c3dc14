from __future__ import annotations

import pytest

from tikadesk.actions import paper_kit
from tikadesk.actions.desk import Desk
from tikadesk.domain.numbers import Number
from tikadesk.domain.paper_kit import Kit
from tikadesk.errors import InvalidRecord
from tikadesk.store import records


def sticker(counter: int, **other: object) -> str:
    shape: dict[str, object] = {"state": "CG", "kind": "R", "series": 90}
    named = shape | other
    return str(Number(str(named["state"]), str(named["kind"]), int(str(named["series"])), counter))


def refused(desk: Desk, **typed: str) -> dict[str, str]:
    with pytest.raises(InvalidRecord) as met:
        paper_kit.plan(desk, typed)
    return {problem.field: problem.key for problem in met.value.problems}


def test_pages_go_on_and_stickers_are_a_range_of_the_servers(desk: Desk) -> None:
    kit = paper_kit.plan(desk, {"pages": "5", "stickers_from": sticker(11), "stickers_to": sticker(15)})
    assert (kit.first, kit.pages, [one.counter for one in kit.stickers]) == (1, 5, [11, 12, 13, 14, 15])
    paper_kit.note(desk, kit)
    assert paper_kit.plan(desk, {"pages": "2"}) == Kit(6, 2)
    assert paper_kit.plan(desk, {"pages": "1", "first_page": "3"}) == Kit(3, 1)
    paper_kit.note(desk, Kit(3, 1))
    assert paper_kit.next_page(desk) == 6, "a page printed again counts nothing back"
    (event, _) = records.events_called(desk.store.connection, "paper_kit")
    assert (event["subject"], event["count"]) == ("K1 K5", 5)


def test_numbers_printed_before_are_told(desk: Desk) -> None:
    def planned(first: int, last: int, **other: object) -> Kit:
        return paper_kit.plan(
            desk, {"stickers_from": sticker(first, **other), "stickers_to": sticker(last, **other)}
        )

    paper_kit.note(desk, planned(11, 15))
    again = paper_kit.printed_before(desk, planned(15, 20))
    assert again is not None and (again.key, again.params) == ("kit.printed_before", {"day": "17-05-2021"})
    for apart in (
        planned(16, 20),
        planned(1, 10),
        planned(11, 15, series=91),
        planned(11, 15, state="UP"),
        Kit(1, 1),
    ):
        assert paper_kit.printed_before(desk, apart) is None


def test_what_cannot_be_printed_is_told_at_its_field(desk: Desk) -> None:
    assert refused(desk) == refused(desk, pages="0") == {"pages": "kit.nothing"}
    assert refused(desk, pages="201", first_page="0") == {
        "pages": "misfit.whole",
        "first_page": "misfit.whole",
    }
    assert refused(desk, stickers_from=sticker(1)[:-1], stickers_to=sticker(5, kind="K")) == {
        "stickers_from": "sticker.check",
        "stickers_to": "sticker.kind",
    }
    for last in (sticker(4), sticker(6, series=91), sticker(5 + paper_kit.MOST_STICKERS)):
        assert refused(desk, stickers_from=sticker(5), stickers_to=last) == {"stickers_to": "kit.range"}
    assert refused(desk, stickers_from=sticker(5)) == {"stickers_to": "kit.range"}
    assert len(paper_kit.plan(desk, {"stickers_from": sticker(5), "stickers_to": sticker(5)}).stickers) == 1
    desk.practice = True
    assert (
        refused(desk, stickers_from=sticker(5), stickers_to=sticker(6))["stickers_from"] == "sticker.practice"
    )
