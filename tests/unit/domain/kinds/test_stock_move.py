"""Stock move: what must be told of vials that came or went, and that every way of moving is in or out."""

from __future__ import annotations

from datetime import date

from tikadesk.domain import reference
from tikadesk.domain.fields import read_all
from tikadesk.domain.kinds.stock_move import INCOMING, STOCK_MOVE


def test_batch_and_count_are_told_in_the_words_of_the_voucher() -> None:
    typed = {
        "move": "प्राप्त", "vaccine": "कोविशील्ड", "batch": " 4121z025 ", "expires_on": "31-08-2021", "vials": "४०",
        "partner": "Block store Arang",
    }  # fmt: skip
    values, misfits = read_all(STOCK_MOVE.fields, typed, date(2021, 5, 17))
    assert misfits == {}
    assert (values["move"], values["vaccine"], values["batch"]) == ("received", "covishield", "4121Z025")
    assert (values["vials"], values["expires_on"]) == (40, "2021-08-31")


def test_nothing_moves_without_saying_what_how_and_how_many() -> None:
    _, misfits = read_all(STOCK_MOVE.fields, {}, date(2021, 5, 17))
    assert set(misfits) == {"move", "vaccine", "batch", "vials"}


def test_every_move_is_in_or_out() -> None:
    moves = set(reference.options("stock_move"))
    assert moves > INCOMING
    assert moves - INCOMING == {"returned", "sent_out", "wasted", "lost"}
