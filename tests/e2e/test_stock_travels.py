"""Two desks of one centre, a real server between them: what one receives and opens, the other counts with."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.closing import close, make_ready
from tests.desk import SESSION
from tests.enrolled_desk import drain, enrolled, opened, walk_ins
from tests.server_process import ServerProcess
from tikadesk.actions import closing, quotas, session, stock, vials
from tikadesk.errors import InvalidRecord
from tikadesk.store import closings

EXPIRY = "31-12-2090"


def test_the_last_vial_is_opened_once_and_both_desks_give_the_same_account(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "server") as server:
        one, other = (enrolled(server, tmp_path / name) for name in ("one", "two"))
        with opened(one) as desk:
            received = SESSION | {"expires_on": EXPIRY, "move": "received", "vials": "3"}
            stock.move(desk, received, intent=desk.ids.new())
            quotas.plan(desk, {"doses": "100"}, intent=desk.ids.new())
            walk_ins(desk, 1, 12)
            vial = vials.current(desk)
            assert vial is not None
            vials.waste(desk, vial.id, 8, "time_over")
        for folder in (one, other, one):
            status = drain(folder)
            assert (status.waiting, status.held, status.flagged) == (0, 0, 0)
        with opened(other) as desk:
            # Both set their session up with vial 4 before they had heard of each other.
            assert [vial.no for vial in vials.of_day(desk, desk.today())] == ["4", "4", "5"]
            with pytest.raises(InvalidRecord, match=r"error\.invalid_record") as refusal:
                session.next_vial(desk)
            assert [problem.key for problem in refusal.value.problems] == ["misfit.no_vial_left"]
            there = stock.of_day(desk, desk.today()), stock.batches(desk), quotas.of_day(desk, desk.today())
        with opened(one) as desk:
            here = stock.of_day(desk, desk.today()), stock.batches(desk), quotas.of_day(desk, desk.today())
        _a_closing_travels_too(server, one, other)
    assert here == there
    account, (batch,), _ = here
    assert (account.opened, account.given, account.wasted, batch.left) == (3, 12, {"time_over": 8}, 0)


def _a_closing_travels_too(server: ServerProcess, one: Path, other: Path) -> None:
    """Sealed at one desk, known at the other with the same late entries; its code read over the phone holds."""
    with opened(one) as desk:
        day = desk.today()
        make_ready(desk, day)
        made = close(desk, day)
        code = closing.closing_code(desk, day)
    with opened(other) as desk:
        late = walk_ins(desk, 9, 1)  # written before it hears of the closing
    for folder in (one, other, one):
        drain(folder)
    for folder in (one, other):
        with opened(folder) as desk:
            known = closings.of(desk.store, day)
            assert known is not None and (known.digest, known.code) == (made.digest, made.code)
            found = {entry.rec for entry in closing.late_entries(desk, day) if entry.kind == "registration"}
            assert found == set(late)
    told = server.command("check-code", code.label, str(code.length), code.chain)
    assert told["same"] is True
