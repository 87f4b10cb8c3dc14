from __future__ import annotations

import pytest

from tests.desk import walk_in
from tikadesk.actions import printed_number, void
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.domain.numbers import Number
from tikadesk.errors import InvalidRecord
from tikadesk.store import records

STICKER = str(Number("CG", "R", 90, 4711))


def refused(desk: Desk, typed: str) -> list[str]:
    return [problem.key for problem in printed_number.taken(desk, typed, printed_number.STICKER)[1]]


def test_a_sticker_is_the_persons_number_and_is_used_once(desk: Desk) -> None:
    before = desk.store.connection.execute("SELECT sum(next) FROM lease").fetchone()
    saved = walk_in(desk, sticker_no=numbers.shown(STICKER).lower())
    assert saved.no == STICKER
    assert [row["id"] for row in records.numbered(desk.store.connection, STICKER)] == [saved.id]
    assert desk.store.connection.execute("SELECT sum(next) FROM lease").fetchone() == before
    with pytest.raises(InvalidRecord) as met:
        walk_in(desk, sticker_no=STICKER, mobile="9826041199", name="Geeta Bai")
    assert [(one.field, one.key) for one in met.value.problems] == [("sticker_no", "sticker.used")]
    void.void(desk, "registration", saved.id, reason="twice", dose_used=False)
    assert refused(desk, STICKER) == ["sticker.used"], "it stands on a paper already"


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (STICKER[:-1] + str((int(STICKER[-1]) + 1) % 10), "sticker.check"),
        (STICKER[:9] + STICKER[10] + STICKER[9] + STICKER[11:], "sticker.check"),
        ("9826041187", "sticker.check"),
        (str(Number("CG", "K", 90, 4711)), "sticker.kind"),
        (str(Number("CG", "R", 1, 4711)), "sticker.series"),
        (str(Number("CG", "R", 99, 4711)), "sticker.series"),
    ],
)
def test_what_is_no_sticker_is_refused(desk: Desk, typed: str, key: str) -> None:
    assert refused(desk, typed) == [key]


def test_blank_is_no_sticker_and_practice_uses_none(desk: Desk) -> None:
    assert printed_number.taken(desk, "  ", printed_number.STICKER) == (None, [])
    desk.practice = True
    assert refused(desk, STICKER) == ["sticker.practice"]
