from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path
from time import monotonic

import pytest

from tests.boxes import tube
from tests.desk import practice_desk
from tests.samples import lease
from tests.unit.cli.tool import tell
from tests.unit.sync.raw_server import answer, raw_server
from tikadesk import i18n
from tikadesk.cli.line import _visit
from tikadesk.errors import SyncFault
from tikadesk.sync.engine import Wait

KEYS = {
    "records", "entries", "on_server", "waiting", "oldest_waiting_at", "held", "flagged", "numbers_left", "servers",
    "second_copy_missing", "clock_skew_s",
}  # fmt: skip


class _Tip:
    n = 3


class _Ledger:
    def tip(self) -> _Tip:
        return _Tip()


class _Engine:
    """What ``_visit`` looks at, played from a list of (fault, heard, high, wait)."""

    def __init__(self) -> None:
        self.fault: SyncFault | None = None
        self.heard, self.high = False, 0
        self.ledger = _Ledger()


class _Visitor:
    def __init__(self, *steps: tuple[SyncFault | None, bool, int, Wait | None]) -> None:
        self.engine = _Engine()
        self._steps = list(steps)

    def step(self, *, most_s: float) -> tuple[Wait | None, frozenset[str]]:
        fault, heard, high, wait = self._steps.pop(0) if len(self._steps) > 1 else self._steps[0]
        self.engine.fault, self.engine.heard, self.engine.high = fault, heard, high
        return wait, frozenset()


def _soon() -> Wait:
    return Wait(datetime.now(UTC) + timedelta(milliseconds=5))


def test_status_has_the_promised_keys_on_a_new_desk(tmp_path: Path) -> None:
    found = tell(tmp_path, "status", "--json").json
    assert found.keys() >= KEYS
    assert found["numbers_left"] == {"R": 0, "K": 0, "C": 0}
    assert found["numbers_days"] == {"R": None, "K": None, "C": None}
    assert (found["entries"], found["waiting"], found["servers"]) == (0, 0, [])
    assert "no centre yet" in tell(tmp_path, "status").out


def test_status_says_how_many_days_the_numbers_last(tmp_path: Path) -> None:
    with practice_desk(tmp_path, staffed=False) as desk:
        lease(desk, high=70)
        lease(desk, "C", high=9)
        for _ in range(20):
            tube(desk)
    found = tell(tmp_path, "status", "--json").json
    assert (found["numbers_left"]["K"], found["numbers_days"]) == (50, {"R": None, "K": 2, "C": None})
    said = tell(tmp_path, "status").out.splitlines()
    assert "Case numbers in hand: 50, enough for 2 days like the busiest" in said
    assert "Box numbers in hand: 9" in said


def test_a_desk_that_is_not_enrolled_has_nothing_to_sync_with(tmp_path: Path) -> None:
    said = tell(tmp_path, "sync", "--once")
    assert said.code == 1 and "not enrolled" in said.err
    assert tell(tmp_path, "sync", "--once", "--until-empty").code == 2


def test_a_visit_ends_when_all_is_sent_or_at_the_first_trouble() -> None:
    done = _visit(_Visitor((None, True, 1, None), (None, True, 3, _soon())), patient=True, until=1e12)
    assert (done.reached, done.drained) == (True, True)
    broke = _visit(_Visitor((SyncFault.NO_SERVER, False, 0, None)), patient=False, until=1e12)
    assert (broke.reached, broke.drained) == (False, False)


def test_a_patient_visit_goes_on_after_trouble_until_its_time_is_up() -> None:
    steps = ((SyncFault.NO_ANSWER, False, 0, _soon()), (None, True, 3, None), (None, True, 3, _soon()))
    assert _visit(_Visitor(*steps), patient=True, until=1e12).drained
    assert not _visit(_Visitor((SyncFault.NO_SERVER, False, 0, _soon())), patient=True, until=0.0).reached
    assert not _visit(_Visitor((None, False, 0, Wait(None))), patient=True, until=1e12).reached


def enrolled(home: Path, server: str) -> Path:
    with practice_desk(home) as desk, desk.store.write() as writer:
        writer.connection.execute("UPDATE me SET cert = 'c.s'")
        writer.note("servers", "list", [server])
    return home


@pytest.mark.parametrize("words", [["--once"], ["--until-empty"]])
def test_a_silent_server_does_not_outlast_the_timeout(tmp_path: Path, words: list[str]) -> None:
    with raw_server(None) as server:
        home = enrolled(tmp_path, server)
        began = monotonic()
        said = tell(home, "sync", *words, "--timeout", "0.5", "--json")
        took = monotonic() - began
    assert said.code == 1 and said.err.strip() == i18n.tr("sync.fault.no_answer")
    assert 0.3 < took < 5


@pytest.mark.parametrize("seconds", ["0", "-1", "600.5", "nan", "inf"])
def test_a_timeout_out_of_range_is_wrong_usage(tmp_path: Path, seconds: str) -> None:
    said = tell(tmp_path, "sync", "--timeout", seconds)
    assert said.code == 2 and "600" in said.err


def test_an_error_of_a_proxy_is_told_with_its_number(tmp_path: Path) -> None:
    page = answer(b"oops", status="502 Bad Gateway", kind="text/plain").replace(b"Tika-Proto: 1\r\n", b"")
    with raw_server(page) as server:
        said = tell(enrolled(tmp_path, server), "sync", "--once")
    assert said.code == 1 and said.err.strip() == i18n.tr("sync.fault.server_trouble", status=502)
