"""What the central server answers to everything that is not the protocol: damage, bombs, guesses, strangers."""

from __future__ import annotations

import base64
import gzip
import itertools
import json
import random
import socket
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
import requests

from tests.hand_made_desk import TIMEOUT, HandMadeDesk, certificate_of
from tests.server_process import ServerProcess
from tikadesk.domain import journal, wire
from tikadesk.domain.wire import Batch

SEEDS = itertools.count(1000)
NDJSON = {"Content_Type": wire.PUSH_TYPE}
GZIP = {"Content_Encoding": "gzip", **NDJSON}


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path_factory.mktemp("central") / "server") as process:
        yield process


@pytest.fixture
def desk(server: ServerProcess) -> HandMadeDesk:
    desk = HandMadeDesk(server.url, next(SEEDS))
    desk.enrol(server.enrol_code())
    return desk


def problem(reply: requests.Response, status: int, fault: str) -> None:
    """The reply is that problem document, and names the protocol."""
    assert reply.status_code == status, reply.text
    assert reply.headers["Content-Type"] == "application/problem+json"
    assert reply.headers["Tika-Proto"] == "1"
    assert reply.json()["type"] == f"https://tikadesk.org/p/{fault}"
    assert reply.json()["status"] == status


def ops_of(desk: HandMadeDesk, items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The desk's own entries among ``items``; its centre has other desks."""
    return [item for item in items if item["t"] == "op" and item["dev"] == desk.dev]


def test_health_is_open_and_names_the_protocol(server: ServerProcess) -> None:
    reply = requests.get(f"{server.url}/v1/health", timeout=TIMEOUT)
    assert reply.status_code == 200
    assert reply.headers["Tika-Proto"] == "1"
    assert reply.json()["role"] == "writer"
    assert reply.json()["proto"] == [1, 1]


def test_damaged_bodies_are_refused_and_leave_nothing(desk: HandMadeDesk) -> None:
    desk.register()
    data = gzip.compress(desk.batch(1, 1).encode(), mtime=0)
    for broken in (
        data[: len(data) // 2],
        data[:-4],
        b"\x1f\x8b garbage",
        b"<html>Log in to the Wi-Fi</html>",
    ):
        problem(desk.post("/v1/push", broken, **GZIP), 400, "malformed")
    for text in (b"", b"null", b"[]", b"{}", b"\xff\xfe", b'{"dev":"x"}', b"[" * 20_000):
        problem(desk.post("/v1/push", text, **NDJSON), 400, "malformed")
    assert desk.position().high == 0
    assert desk.drain().high == 1


def test_garbled_bodies_never_get_a_500(desk: HandMadeDesk) -> None:
    desk.register()
    good = desk.batch(1, 1).encode()
    source = random.Random(7)
    for _ in range(100):  # ten thousand more in tests/unit/server/test_custody.py
        body = bytearray(good)
        for _ in range(source.randrange(1, 6)):
            body[source.randrange(len(body))] = source.randrange(256)
        reply = desk.post("/v1/push", bytes(body) + b"\n" + source.randbytes(source.randrange(40)), **NDJSON)
        assert reply.status_code in (400, 413), reply.text
    assert desk.drain().high == 1


def test_bombs_and_oversize_are_refused(desk: HandMadeDesk) -> None:
    bomb = gzip.compress(b"0" * (64 * 1024 * 1024))
    assert len(bomb) < wire.MAX_BATCH
    problem(desk.post("/v1/push", bomb, **GZIP), 413, "too-large")
    problem(desk.post("/v1/push", b"x" * (wire.MAX_BATCH + 1), **NDJSON), 413, "too-large")
    many = json.dumps(
        {"dev": desk.dev, "from": 1, "prev": "0" * 64, "count": 1001, "head": "0" * 64, "sig": ""}
    )
    problem(desk.post("/v1/push", many.encode(), **NDJSON), 413, "too-large")
    problem(desk.post("/v1/push", b"x", Content_Encoding="br", **NDJSON), 415, "encoding-unsupported")


def test_signatures_and_heads_must_fit(desk: HandMadeDesk) -> None:
    desk.register()
    good = desk.batch(1, 1)
    other = HandMadeDesk(desk.url, 99)
    forged = journal.sign_head(other.key, desk.dev, 1, good.head)
    for batch in (
        Batch(good.device, 1, good.previous, good.head, forged, good.bodies),
        Batch(good.device, 1, good.previous, good.head, b"short", good.bodies),
        Batch(good.device, 1, good.previous, b"\0" * 32, good.signature, good.bodies),
        Batch(good.device, 1, good.previous, good.head, good.signature, (good.bodies[0] + b" ",)),
        Batch(good.device.replace("-", ""), 1, good.previous, good.head, good.signature, good.bodies),
    ):
        problem(desk.send(batch), 400, "malformed")
    assert desk.drain().high == 1


def test_a_body_cut_by_the_line_is_answered_or_dropped_but_stores_nothing(desk: HandMadeDesk) -> None:
    desk.register()
    data = gzip.compress(desk.batch(1, 1).encode(), mtime=0)
    host, port = desk.url.removeprefix("http://").split(":")
    head = (
        f"POST /v1/push HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {desk.token}\r\n"
        f"Content-Encoding: gzip\r\nContent-Length: {len(data)}\r\n\r\n"
    )
    for part in (0, 1, len(data) // 2, len(data) - 1):
        with socket.create_connection((host, int(port)), timeout=TIMEOUT) as line:
            line.sendall(head.encode() + data[:part])
    assert desk.position().high == 0
    assert desk.drain().high == 1


def test_slow_lines_keep_nobody_out(desk: HandMadeDesk, server: ServerProcess) -> None:
    host, port = desk.url.removeprefix("http://").split(":")
    head = f"POST /v1/push HTTP/1.1\r\nHost: {host}\r\nAuthorization: Bearer {desk.token}\r\n"
    head += "Content-Length: 900\r\n\r\n"
    with ExitStack() as lines:
        for _ in range(150):
            line = lines.enter_context(socket.create_connection((host, int(port)), timeout=TIMEOUT))
            line.sendall(head.encode() + b"so far")
        assert requests.get(f"{server.url}/v1/health", timeout=5).status_code == 200
        desk.register()
        assert desk.drain().high == 1


def test_only_a_session_opens_the_door(desk: HandMadeDesk, server: ServerProcess) -> None:
    for token in ("", "tk_wrong", "x" * 5000, "tk_ü".encode().decode("latin-1")):
        headers = {"Authorization": f"Bearer {token}"}
        reply = requests.get(f"{server.url}/v1/pull", headers=headers, timeout=TIMEOUT)
        problem(reply, 401, "token-expired")
    other = HandMadeDesk(desk.url, 5)
    other.cert = desk.cert
    problem(other.open_session(), 401, "token-expired")
    tampered = base64.b64encode(
        json.dumps(certificate_of(desk.cert) | {"centre": "CG-0900"}).encode()
    ).decode()
    desk.cert = tampered + "." + desk.cert.split(".")[1]
    problem(desk.open_session(), 401, "token-expired")
    problem(desk.post("/v1/session", b'{"cert":1,"challenge":[],"sig":{}}'), 401, "token-expired")


def test_a_challenge_is_this_servers_own(desk: HandMadeDesk) -> None:
    desk.token = ""
    challenge = desk.post("/v1/session", b"").json()["challenge"]
    for text in ("AAAA", challenge[:-2] + "AA", ""):
        sig = desk.key.sign(b"tika1|session|" + text.encode()).signature
        proof = {"cert": desk.cert, "challenge": text, "sig": wire.to_base64(sig)}
        problem(desk.post("/v1/session", wire.dump(proof)), 401, "token-expired")


def test_a_revoked_desk_is_locked_out_even_of_a_wiped_server(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "server") as server:
        desk = HandMadeDesk(server.url)
        desk.enrol(server.enrol_code())
        desk.register()
        desk.drain()
        assert server.command("revoke", desk.label)["device"] == desk.dev
        problem(desk.send(desk.batch(1, 1)), 401, "token-expired")
        problem(desk.open_session(), 403, "device-revoked")
        server.stop()
        server.wipe_database()
        server.start()
        desk.http = requests.Session()
        problem(desk.open_session(), 403, "device-revoked")


def test_codes_are_used_once_and_guessed_five_times(server: ServerProcess) -> None:
    code = server.enrol_code()
    desk = HandMadeDesk(server.url, 31)
    answer = desk.enrol(code)
    pub = wire.to_base64(bytes(desk.key.verify_key))
    again = desk.post("/v1/enrol", wire.dump({"code": code.lower().replace("-", " "), "pub": pub}))
    assert again.status_code == 201  # its first answer was lost on the way
    assert again.json()["dev"] == answer["dev"]
    thief = wire.to_base64(bytes(HandMadeDesk(server.url, 32).key.verify_key))
    problem(desk.post("/v1/enrol", wire.dump({"code": code, "pub": thief})), 403, "code-refused")
    code = server.enrol_code()
    last = code[-1]
    for wrong in [sign for sign in "ABCDEFGH" if sign != last][:5]:
        problem(
            desk.post("/v1/enrol", wire.dump({"code": code[:-1] + wrong, "pub": thief})), 403, "code-refused"
        )
    problem(desk.post("/v1/enrol", wire.dump({"code": code, "pub": thief})), 403, "code-refused")
    for request in ({}, {"code": code}, {"code": code, "pub": "AAAA"}, {"code": code, "pub": [1]}):
        problem(desk.post("/v1/enrol", wire.dump(request)), 400, "malformed")


def test_a_desk_keeps_the_journal_it_had_begun(server: ServerProcess) -> None:
    desk = HandMadeDesk(server.url, 51)
    desk.dev = desk.ids.new()
    for _ in range(3):
        desk.write(desk.entry("event", {"what": "sign_in"}).body())
    assert desk.enrol(server.enrol_code(), dev=desk.dev)["dev"] == desk.dev
    assert desk.drain().high == 3


def test_a_forked_desk_continues_as_another(desk: HandMadeDesk) -> None:
    new = HandMadeDesk(desk.url, 77)
    pub = wire.to_base64(bytes(new.key.verify_key))
    sig = desk.key.sign(b"tika1|continues|" + desk.dev.encode() + b"|" + pub.encode()).signature
    asked = {"pub": pub, "continues": {"cert": desk.cert, "common": 3, "sig": wire.to_base64(sig)}}
    reply = new.post("/v1/enrol", wire.dump(asked))
    assert reply.status_code == 201, reply.text
    assert reply.json()["dev"] != desk.dev
    assert reply.json()["centre"]["code"] == "CG-0231"
    assert new.post("/v1/enrol", wire.dump(asked)).json()["dev"] == reply.json()["dev"]
    forged = {"cert": desk.cert, "common": 3, "sig": wire.to_base64(new.key.sign(pub.encode()).signature)}
    problem(new.post("/v1/enrol", wire.dump({"pub": pub, "continues": forged})), 403, "code-refused")


def test_poison_is_held_and_blocks_nothing(desk: HandMadeDesk) -> None:
    whole = desk.register()
    deep = b"[" * 3000
    poison: dict[bytes, str] = {
        b"not JSON": "bad-shape",
        b"": "bad-shape",
        deep: "bad-shape",
        b'{"id":"\\ud800"}': "bad-shape",
        desk.entry("event", {"what": "print"}).body().replace(b'"create"', b'["create"]'): "bad-shape",
        desk.entry("registration", {"name": "x\x00", "no": "CGR0"}).body(): "bad-shape",
        desk.entry("registration", {"birth_year": "x"}).body(): "bad-shape",
        desk.entry("sample_2031", {"a": 1}).body(): "unknown-kind",
        desk.entry("event", {"what": "print"}).body().replace(b"print", b"\\ud800"): "bad-shape",
    }  # fmt: skip
    numbers = {desk.write(body): why for body, why in poison.items()}
    last = desk.register()
    reply = desk.push()
    assert reply.high == len(desk.bodies)
    assert {v.n: (v.judgement, v.reason) for v in reply.verdicts} == {
        n: ("held", why) for n, why in numbers.items()
    }
    items = desk.pull()
    assert [item["id"] for item in ops_of(desk, items)] == [whole.id, last.id]
    assert {item["n"] for item in items if item["t"] == "verdict"} == set(numbers)


def test_own_entries_can_be_read_back(desk: HandMadeDesk) -> None:
    for _ in range(5):
        desk.register()
    desk.drain()
    page = desk.get("/v1/pull?own=3").json()
    assert [item["b"].encode() for item in page["items"]] == desk.bodies[3:]
    assert (page["cursor"], page["more"]) == (None, False)
    bare = desk.get("/v1/pull?bare=1").json()
    assert [set(item) for item in ops_of(desk, bare["items"])] == [{"t", "dev", "label", "n", "id"}] * 5
    for query in ("own=x", "own=-1", "max=1e9", "cursor=zzz"):
        reply = desk.get(f"/v1/pull?{query}")
        problem(reply, 410 if "cursor" in query else 400, "cursor-lost" if "cursor" in query else "malformed")


def test_pages_are_small_and_complete(desk: HandMadeDesk) -> None:
    for i in range(60):
        desk.write(desk.entry("event", {"what": "print", "subject": str(i) * 30}).body())
    desk.drain()
    seen: list[str] = []
    cursor, pages = "", 0
    while True:
        reply = desk.get(f"/v1/pull?max=4000{cursor}")
        assert len(reply.content) < 4600
        page = wire.PullPage.decode(reply.content)
        seen += [item["id"] for item in ops_of(desk, page.items)]
        cursor, pages = f"&cursor={page.cursor}", pages + 1
        if not page.more:
            break
    assert pages > 5
    assert len(seen) == len(set(seen)) == 60


def test_wrong_addresses_methods_and_versions(desk: HandMadeDesk, server: ServerProcess) -> None:
    assert desk.get("/v1/nowhere").status_code == 404
    assert desk.get("/wp-login.php").status_code == 404
    assert desk.get("/v1/push").status_code == 405
    reply = desk.post("/v1/push", b"", Tika_Proto="9", **NDJSON)
    problem(reply, 400, "proto-unsupported")
    assert requests.get(f"{server.url}/admin/", timeout=TIMEOUT).url.endswith("/admin/login/?next=/admin/")


def test_a_full_disk_is_said_before_anything_is_taken(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "server", free_mb=1_000_000_000) as server:
        desk = HandMadeDesk(server.url)
        desk.enrol(server.enrol_code())
        desk.register()
        reply = desk.send(desk.batch(1, 1))
        problem(reply, 507, "storage-full")
        assert int(reply.headers["Retry-After"]) > 60
        assert server.status()["entries"] == 0


def test_the_log_names_nobody(server: ServerProcess, desk: HandMadeDesk) -> None:
    desk.register("CANARY NAME")
    desk.drain()
    desk.post("/v1/push", b'{"dev":"CANARY NAME"}', **NDJSON)
    twin = HandMadeDesk(server.url, 0)
    twin.dev, twin.key, twin.token, twin.leases = desk.dev, desk.key, desk.token, desk.leases
    twin.register("CANARY TWIN")
    assert twin.send(twin.batch(1, 1)).status_code == 409  # a fork has its line in the log
    assert "CANARY" not in (server.home / "server.log").read_text()
