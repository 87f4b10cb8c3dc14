from __future__ import annotations

import gzip
import json
from collections.abc import Iterator

import pytest
from django.test import Client

from tests.unit.server.desk_at_hand import DeskAtHand
from tikadesk.domain import codings, wire
from tikadesk.domain.day_held import DayHeld
from tikadesk.domain.wire import PullPage, PushReply
from tikadesk.server import board, views
from tikadesk.server.admission import Busy
from tikadesk.server.service import Service


@pytest.fixture
def client(service: Service, monkeypatch: pytest.MonkeyPatch) -> Iterator[Client]:
    """HTTP without a socket, on this test's server."""
    monkeypatch.setattr(views, "current", lambda: service)
    views.door.cache_clear()
    yield Client(SERVER_NAME="127.0.0.1", raise_request_exception=False)
    views.door.cache_clear()


def with_token(desk: DeskAtHand, **more: str) -> dict[str, str]:
    """Headers of an open session."""
    return {"Authorization": f"Bearer {desk.token()}", "Tika-Proto": "1", **more}


def test_push_answers_the_position_and_takes_note_of_the_desk(client: Client, desk: DeskAtHand) -> None:
    for _ in range(3):
        desk.hand.register()
    headers = with_token(desk, **{"Tika-Queue": "10", "Tika-App": "1.2\x07.0"})
    answer = client.post(
        "/v1/push", desk.hand.batch(1, 3).encode(), content_type=wire.PUSH_TYPE, headers=headers
    )
    reply = PushReply.decode(answer.content)
    assert (answer.status_code, reply.high, reply.chain) == (200, 3, desk.hand.head_at(3))
    assert reply.receipt
    assert answer["Tika-Proto"] == "1"
    assert board.status()["centres"][0]["waiting"] == 7


@pytest.mark.parametrize("coding", ["identity", *codings.CODINGS])
def test_a_batch_is_taken_in_every_coding_that_health_names(
    client: Client, desk: DeskAtHand, coding: str
) -> None:
    desk.hand.register()
    content = desk.hand.batch(1, 1).encode()
    packed = codings.pack(content, coding) if coding in codings.CODINGS else content
    headers = with_token(desk, **{"Content-Encoding": coding})
    answer = client.post("/v1/push", packed, content_type=wire.PUSH_TYPE, headers=headers)
    assert (answer.status_code, PushReply.decode(answer.content).high) == (200, 1)
    assert client.get("/v1/health").json()["codings"] == list(codings.CODINGS)


@pytest.mark.parametrize("coding", codings.CODINGS)
def test_a_body_that_is_a_bomb_or_damaged_is_refused(client: Client, desk: DeskAtHand, coding: str) -> None:
    headers = with_token(desk, **{"Content-Encoding": coding})
    bomb = codings.pack(bytes(wire.MAX_INFLATED + 1), coding)
    for data, status in ((bomb, 413), (bomb[:9], 400), (b"noise", 400)):
        answer = client.post("/v1/push", data, content_type=wire.PUSH_TYPE, headers=headers)
        assert answer.status_code == status


def test_pull_is_gzipped_for_those_who_take_it(client: Client, desk: DeskAtHand) -> None:
    for _ in range(5):
        desk.hand.register()
    desk.push()
    plain = client.get("/v1/pull", headers=with_token(desk))
    small = client.get("/v1/pull", headers=with_token(desk, **{"Accept-Encoding": "gzip, deflate"}))
    assert small["Content-Encoding"] == "gzip"
    assert len(small.content) < len(plain.content) / 2
    assert len(PullPage.decode(gzip.decompress(small.content)).items) == len(
        PullPage.decode(plain.content).items
    )


def test_busy_is_told_with_a_time(client: Client, desk: DeskAtHand, monkeypatch: pytest.MonkeyPatch) -> None:
    headers = with_token(desk)

    def busy(who: str, *, batches: int = 1) -> None:
        raise Busy(41)

    monkeypatch.setattr(views.door(), "inside", busy)
    answer = client.get("/v1/pull", headers=headers)
    assert (answer.status_code, answer["Retry-After"]) == (503, "41")
    assert answer.json()["type"].endswith("/overloaded")


def test_a_desk_that_hammers_is_throttled_by_itself(client: Client, desk: DeskAtHand) -> None:
    headers = with_token(desk)
    answers = [client.get("/v1/pull?own=0", headers=headers).status_code for _ in range(201)]
    assert answers.count(429) == 1


def test_a_bug_is_500_without_words(
    client: Client, desk: DeskAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    headers = with_token(desk)

    def broken(*_: object, **__: object) -> None:
        raise KeyError("CANARY")

    monkeypatch.setattr(views.feed, "page", broken)
    answer = client.get("/v1/pull", headers=headers)
    assert answer.status_code == 500
    assert answer.json()["type"].endswith("/internal")
    assert b"CANARY" not in answer.content


def test_lengths_must_be_told_and_true(client: Client, desk: DeskAtHand) -> None:
    headers = with_token(desk)
    for extra in ({"CONTENT_LENGTH": "many"}, {"HTTP_TRANSFER_ENCODING": "chunked"}):
        answer = client.post("/v1/push", b"x", content_type=wire.PUSH_TYPE, headers=headers, **extra)
        assert answer.status_code == 400, extra


def test_health_and_the_document_need_no_session(client: Client) -> None:
    assert client.get("/v1/health").json()["ok"] is True
    assert client.head("/v1/health").status_code == 200
    described = client.get("/v1/openapi.json").json()
    assert set(described["paths"]) == {
        "/v1/enrol",
        "/v1/session",
        "/v1/push",
        "/v1/pull",
        "/v1/day",
        "/v1/health",
        "/v1/openapi.json",
    }


@pytest.mark.parametrize("path", ["/v1/", "/v1/push/", "/v1/nothing", "/v2/push", "/"])
def test_other_addresses_lead_nowhere(client: Client, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer["Content-Type"] == "application/problem+json"


def test_the_servers_a_desk_is_told_are_those_of_the_settings(client: Client, service: Service) -> None:
    from tikadesk.server import enrol

    code = enrol.new_code(service, "CG-0231").code
    body = wire.dump({"code": code, "pub": wire.to_base64(b"\1" * 32)})
    answer = client.post("/v1/enrol", body, content_type="application/json")
    assert answer.status_code == 201
    assert answer.json()["servers"] == ["http://127.0.0.1"]


def test_a_day_is_told_to_a_desk_of_its_centre_only_and_names_nobody(
    client: Client, desk: DeskAtHand
) -> None:
    desk.hand.register("सुनीता साहू")
    desk.push()
    day = str(json.loads(desk.hand.bodies[0])["set"]["day"])
    answer = client.get("/v1/day", {"day": day}, headers=with_token(desk))
    assert answer.status_code == 200
    assert len(DayHeld.decode(answer.content).registered) == 1
    assert "सुनीता" not in answer.content.decode() and set(answer.json()) == set(DayHeld(day).parts())
    assert client.get("/v1/day", {"day": day}).status_code == 401
    assert client.post("/v1/day", headers=with_token(desk)).status_code == 405
    for wrong in ("", "yesterday", "2026-13-01"):
        assert client.get("/v1/day", {"day": wrong}, headers=with_token(desk)).status_code == 400
