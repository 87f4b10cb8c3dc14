"""A drain of many turns: each batch is made ready while the one before it is under way, and all arrive once."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.enrolled_desk import counted, counted_there, drain, enrolled, opened, walk_ins
from tests.server_process import ServerProcess
from tikadesk.sync import load
from tikadesk.sync.engine import Engine


def test_every_entry_arrives_once_however_many_turns_it_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(load, "USUAL_LINES", 3)
    ready: list[int] = []
    prepare = Engine.prepare

    def noted(engine: Engine) -> None:
        prepare(engine)
        ready.append(engine.ledger.tip().n)

    monkeypatch.setattr(Engine, "prepare", noted)
    with ServerProcess(tmp_path / "server") as server:
        folder = enrolled(server, tmp_path / "desk")
        with opened(folder) as desk:
            walk_ins(desk, 1, 8)
        status = drain(folder)
        assert status.waiting == 0 and len(ready) >= 5
        assert counted_there(server) == counted(folder) == {"registration": 8, "dose": 8}
        told = server.status()
        assert (told["entries"], told["held"], told["flagged"]) == (status.entries, 0, 0)
