"""The central server as a real process: killed in the middle of requests, wiped, put back to an older copy."""

from __future__ import annotations

import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from tests.hand_made_desk import TIMEOUT, HandMadeDesk
from tests.server_process import ServerProcess
from tikadesk.domain.wire import WireError


@pytest.fixture
def server(tmp_path: Path) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path / "server") as process:
        yield process


def enrolled(server: ServerProcess, seed: int = 0, centre: str = "CG-0231") -> HandMadeDesk:
    desk = HandMadeDesk(server.url, seed)
    desk.enrol(server.enrol_code(centre))
    return desk


def test_a_days_work_goes_up_and_comes_back(server: ServerProcess) -> None:
    desk = enrolled(server)
    people = [desk.register(f"सुनीता {i}") for i in range(300)]
    reply = desk.drain()
    assert (reply.high, reply.chain, reply.verdicts) == (300, desk.head_at(300), ())
    ops = [item for item in desk.pull() if item["t"] == "op"]
    assert [item["id"] for item in ops] == [entry.id for entry in people]
    assert [item["b"].encode() for item in ops] == desk.bodies
    assert {item["label"] for item in ops} == {desk.label}
    assert desk.pull() == []
    status = server.status()
    assert status["records"] == {"registration": 300}
    assert (status["entries"], status["devices"], status["duplicate_numbers"]) == (300, 1, 0)
    assert status["centres"][0]["code"] == "CG-0231"
    assert status["centres"][0]["last_heard_at"]


def test_two_desks_of_a_centre_see_each_other_and_not_another_centre(server: ServerProcess) -> None:
    one, two, away = enrolled(server, 1), enrolled(server, 2), enrolled(server, 3, "CG-0900")
    entries = {desk.register().id for desk in (one, two)}
    stranger = away.register().id
    for desk in (one, two, away):
        desk.drain()
    assert {item["id"] for item in one.pull() if item["t"] == "op"} == entries
    assert {item["id"] for item in two.pull() if item["t"] == "op"} == entries
    assert {item["id"] for item in away.pull() if item["t"] == "op"} == {stranger}
    assert one.label != two.label


def test_repeats_gaps_and_forks(server: ServerProcess) -> None:
    desk = enrolled(server)
    for _ in range(20):
        desk.register()
    assert desk.push(1, 10).high == 10
    assert desk.push(1, 10).high == 10
    assert desk.push(5, 12).high == 12
    gap = desk.push(15, 20)
    assert (gap.high, gap.chain) == (12, desk.head_at(12))
    assert gap.locator[0] == (12, desk.head_at(12)[:8])
    assert gap.locator[-1][0] == 0
    assert desk.drain().high == 20
    twin = HandMadeDesk(server.url, 0)
    twin.dev, twin.cert, twin.token, twin.leases = desk.dev, desk.cert, desk.token, desk.leases
    for body in desk.bodies[:14]:
        twin.write(body)
    twin.register("दूसरी मशीन")
    fork = twin.send(twin.batch(11, 15))
    assert fork.status_code == 409
    assert fork.json()["type"].endswith("/fork")
    assert fork.json()["common"] == 14
    assert fork.json()["loc"][0] == [20, desk.head_at(20)[:8].hex()]
    assert server.status()["entries"] == 20


def test_killed_in_the_middle_of_requests_it_holds_a_prefix(server: ServerProcess) -> None:
    desk = enrolled(server)
    source = random.Random(11)
    for _ in range(5):
        for _ in range(150):
            desk.write(desk.entry("event", {"what": "print", "subject": "x" * 60}).body())
        acknowledged = _push_until_killed(server, desk, source.uniform(0.01, 0.15))
        server.restart()
        desk.http = requests.Session()
        reply = desk.position()
        assert acknowledged <= reply.high <= len(desk.bodies)
        assert reply.chain == desk.head_at(reply.high)
    desk.drain(64)
    status = server.status()
    assert status["entries"] == len(desk.bodies)
    assert status["records"] == {"event": len(desk.bodies)}
    assert status["unjudged"] == 0
    ops = [item["id"] for item in desk.pull() if item["t"] == "op"]
    assert len(ops) == len(set(ops)) == len(desk.bodies)


def _push_until_killed(server: ServerProcess, desk: HandMadeDesk, after: float) -> int:
    """Push in small batches while the server is killed; the last position that it answered with."""
    answered = 0
    killer = threading.Timer(after, server.kill)
    killer.start()
    try:
        high = desk.position().high
        while high < len(desk.bodies):
            answered = high = desk.push(high + 1, min(len(desk.bodies), high + 7)).high
    except (requests.RequestException, AssertionError, WireError):
        pass  # a kill may end a request anywhere: no answer, half an answer
    killer.join()
    return answered


def test_a_restart_keeps_sessions_cursors_and_series(server: ServerProcess) -> None:
    desk = enrolled(server)
    desk.register()
    desk.drain()
    desk.pull()
    server.restart()
    desk.http = requests.Session()
    desk.register()
    assert desk.drain().high == 2
    assert [item["n"] for item in desk.pull() if item["t"] == "op"] == [2]
    assert server.status()["series"] == 1


def test_a_wiped_server_takes_everything_again_and_leases_from_a_new_series(server: ServerProcess) -> None:
    desk = enrolled(server)
    for _ in range(30):
        desk.register()
    desk.drain()
    desk.pull()
    cursor = desk.cursor
    server.stop()
    server.wipe_database()
    server.start()
    desk.http = requests.Session()
    assert desk.send(desk.batch(1, 30)).status_code == 401
    assert desk.open_session().status_code == 200
    lost = desk.get(f"/v1/pull?cursor={cursor}")
    assert lost.status_code == 410
    assert lost.json()["type"].endswith("/cursor-lost")
    assert desk.position().high == 0
    assert desk.drain().verdicts == ()
    desk.cursor = None
    assert len([item for item in desk.pull() if item["t"] == "op"]) == 30
    desk.write(desk.entry("lease_request", {"letter": "R", "size": 300}).body())
    desk.drain()
    leases = [item for item in desk.pull() if item["t"] == "lease"]
    assert [(item["k"], item["series"]) for item in leases] == [("R", 2)]
    status = server.status()
    assert status["records"]["registration"] == 30
    assert (status["flagged"], status["held"], status["series"]) == (0, 0, 2)


def test_a_server_put_back_to_an_older_copy_is_refilled(server: ServerProcess, tmp_path: Path) -> None:
    desk = enrolled(server, 1)
    for _ in range(10):
        desk.register()
    desk.drain()
    server.stop()
    server.copy_database(tmp_path / "hour-old")
    server.start()
    desk.http = requests.Session()
    late = enrolled(server, 2)  # enrolled after the copy was made
    for _ in range(10):
        desk.register()
        late.register()
    desk.drain()
    late.drain()
    desk.pull()
    asked = desk.entry("lease_request", {"letter": "R", "size": 500})
    desk.write(asked.body())
    desk.drain()
    granted = next(item for item in desk.pull() if item["t"] == "lease")
    server.stop()
    server.wipe_database(instead=tmp_path / "hour-old")
    server.start()
    for visitor in (desk, late):
        visitor.http = requests.Session()
        assert visitor.open_session().status_code == 200
        visitor.cursor = None
        assert visitor.drain().high == len(visitor.bodies)
    fresh = [item for item in desk.pull() if item["t"] == "lease" and item["req"] == asked.id]
    assert all(item["series"] > granted["series"] for item in fresh if item["id"] != granted["id"])
    assert fresh
    status = server.status()
    assert status["records"]["registration"] == 30
    assert (status["entries"], status["duplicate_numbers"], status["flagged"]) == (31, 0, 0)
    assert status["series"] == 2


def test_a_receipt_tells_the_server_of_a_rollback_that_it_cannot_see(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "server", hold_minutes=0.02) as server:
        desk = enrolled(server)
        desk.register()
        desk.drain()
        # Copy and rollback within one life of the process, as a disk snapshot put back would be.
        server.kill()
        server.copy_database(tmp_path / "snapshot")
        beside = (server.home / "keys" / "series").read_bytes()
        server.start()
        desk.http = requests.Session()
        for _ in range(5):
            desk.register()
        desk.drain()
        server.kill()
        server.wipe_database(instead=tmp_path / "snapshot")
        (server.home / "keys" / "series").write_bytes(beside)
        server.start()
        desk.http = requests.Session()
        assert server.status()["series"] == 1
        assert desk.position().high == 1
        assert server.status()["series"] == 2
        assert desk.drain().high == 6
        assert server.status()["series"] == 2
        assert "receipt" in (server.home / "server.log").read_text()


def test_numbers_are_refilled_by_entry_and_only_once(server: ServerProcess) -> None:
    desk = enrolled(server)
    request = desk.entry("lease_request", {"letter": "R", "size": 1400})
    desk.write(request.body())
    desk.drain()
    first = [item for item in desk.pull() if item["t"] == "lease" and item["req"] == request.id]
    assert len(first) == 1
    assert first[0]["hi"] - first[0]["lo"] == 1399
    assert first[0]["lo"] > max(
        lease["hi"] for lease in desk.leases if lease["k"] == "R" and lease != first[0]
    )
    desk.write(request.body())  # the tail of a desk that took a new identity comes again
    desk.drain()
    assert [item for item in desk.pull() if item["t"] == "lease"] == []


def test_a_number_on_two_records_is_flagged_on_both_desks(server: ServerProcess) -> None:
    one, two = enrolled(server, 1), enrolled(server, 2)
    number = one.number()
    first = one.register("एक", no=number)
    one.drain()
    second = two.register("दो", no=number)
    reply = two.push()
    assert [(v.n, v.judgement, v.reason) for v in reply.verdicts] == [(1, "flagged", "number-collision")]
    told = [item for item in one.pull() if item["t"] == "verdict"]
    assert {(item["dev"], item["id"], item["v"], item["why"]) for item in told} == {
        (one.dev, first.id, "flagged", "number-collision"),
        (two.dev, second.id, "flagged", "number-collision"),
    }
    assert {item["id"] for item in two.pull() if item["t"] == "op"} == {first.id, second.id}
    status = server.status()
    assert (status["duplicate_numbers"], status["flagged"]) == (1, 2)


def test_a_worker_does_not_outlive_its_parent(server: ServerProcess) -> None:
    desk = enrolled(server)
    desk.register()
    server.kill_parent()
    server.start()
    desk.http = requests.Session()
    assert desk.drain().high == 1


def test_many_desks_at_once_are_all_served(server: ServerProcess) -> None:
    desks = [enrolled(server, 1), *(HandMadeDesk(server.url, seed) for seed in range(2, 5))]
    for desk in desks[1:]:
        desk.enrol(server.enrol_code())
    for desk in desks:
        for _ in range(60):
            desk.register()
    with ThreadPoolExecutor(len(desks)) as pool:
        assert [reply.high for reply in pool.map(lambda desk: desk.drain(20), desks)] == [60] * 4
    status = server.status()
    assert (status["entries"], status["records"], status["duplicate_numbers"]) == (
        240,
        {"registration": 240},
        0,
    )
    seen = {item["id"] for item in desks[0].pull() if item["t"] == "op"}
    assert len(seen) == 240


def test_a_server_may_end_with_the_program_that_started_it(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "server")
    command = [sys.executable, "-m", "tikadesk.server", "run", "--port", "0", "--follow-stdin"]
    with subprocess.Popen(
        [*command, "--home", str(server.home)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None and process.stdin is not None
        url = process.stdout.readline().split()[-1]
        assert requests.get(f"{url}/v1/health", timeout=TIMEOUT).status_code == 200
        process.stdin.close()
        assert process.wait(timeout=30) == 0
    with pytest.raises(requests.ConnectionError):
        requests.get(f"{url}/v1/health", timeout=TIMEOUT)


def test_a_stopped_server_ends_cleanly(server: ServerProcess) -> None:
    assert requests.get(f"{server.url}/v1/health", timeout=TIMEOUT).json()["ok"] is True
    assert server.stop() == 0
    assert not server.running
    server.start()
    assert requests.get(f"{server.url}/v1/health", timeout=TIMEOUT).status_code == 200
