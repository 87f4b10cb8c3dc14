"""kill -9 of the desk process while it saves, two hundred times: nothing acknowledged is lost, nothing is twice."""

from __future__ import annotations

import multiprocessing
import os
import random
import select
from pathlib import Path

import pytest

from tests.e2e import saver
from tests.enrolled_desk import counted, counted_there, drain, enrolled, opened
from tests.server_process import ServerProcess
from tikadesk.store import checking, records

KILLS = 200
LONGEST_S = 0.05
CONTEXT = multiprocessing.get_context("forkserver")


def killed_while_saving(folder: Path, seed: int, source: random.Random) -> list[str]:
    """Start a desk, let it save for a moment, kill it; what it said was saved."""
    reader, writer = os.pipe()
    os.set_inheritable(writer, True)
    with open(reader, "rb", buffering=0) as said:
        process = CONTEXT.Process(target=run, args=(str(folder), seed, multiprocessing_dup(writer)))
        process.start()
        os.close(writer)
        ready, _, _ = select.select([said], [], [], 30)
        assert ready, "the desk never saved"
        process.join(source.uniform(0, LONGEST_S))
        assert process.is_alive(), process.exitcode
        process.kill()
        process.join()
        # Only whole lines count: what was cut off in the pipe was not said.
        told = said.read().decode().rpartition("\n")[0].splitlines()
    process.close()
    return told


def multiprocessing_dup(descriptor: int) -> object:
    """A descriptor as it can be handed to another process."""
    from multiprocessing.reduction import DupFd

    return DupFd(descriptor)


def run(folder: str, seed: int, pipe: object) -> None:
    """The child: save until killed."""
    detach = getattr(pipe, "detach", None)
    saver.save(folder, seed, detach() if detach is not None else int(str(pipe)))


@pytest.mark.slow
def test_two_hundred_kills_lose_nothing_that_was_acknowledged(tmp_path: Path) -> None:
    CONTEXT.set_forkserver_preload(["tests.e2e.saver", "tests.e2e.test_kill"])
    source = random.Random(5)
    with ServerProcess(tmp_path / "server") as server:
        folder = enrolled(server, tmp_path / "desk")
        told = [line for kill in range(KILLS) for line in killed_while_saving(folder, kill, source)]
        assert len(told) > KILLS
        assert len({line.split()[1] for line in told}) == len(told)
        with opened(folder) as desk:
            people = {row["id"]: row for row in records.every(desk.store.connection, "registration")}
            doses = {row["id"]: row for row in records.every(desk.store.connection, "dose")}
            for rec, no, dose in (line.split() for line in told):
                assert people[rec]["no"] == no
                assert doses[dose]["person"] == rec
            # A walk-in and its dose are one transaction: none was cut in two.
            assert {row["person"] for row in doses.values()} == people.keys()
            assert len(people) - len(told) <= KILLS
            assert checking.faults(desk.store) == []
        drain(folder)
        status = server.status()
        assert counted_there(server) == counted(folder)
        assert (status["duplicate_numbers"], status["held"], status["flagged"]) == (0, 0, 0)
