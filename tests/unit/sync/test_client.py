"""The client names what went wrong: the line, the server, a portal in between, or a broken answer."""

from __future__ import annotations

import socket

import pytest

from tests.unit.sync.raw_server import answer, raw_server
from tikadesk.errors import SyncFault, SyncTrouble
from tikadesk.sync.client import MOST_BYTES, Client
from tikadesk.sync.exchange import Request

ASK = Request("GET", "/v1/health", read_s=0.3)


def fault_of(server: str, request: Request = ASK) -> SyncFault:
    client = Client()
    try:
        with pytest.raises(SyncTrouble) as trouble:
            client.send(server, request)
    finally:
        client.close()
    return trouble.value.fault


def test_an_answer_comes_back_whole_with_lower_case_headers() -> None:
    with raw_server(answer(b'{"ok":true}')) as server:
        client = Client()
        response = client.send(server, ASK)
        client.close()
    assert (response.status, response.body) == (200, b'{"ok":true}')
    assert response.headers["tika-proto"] == "1" and response.is_tikadesk


def test_nobody_listens_there() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    assert fault_of(f"http://127.0.0.1:{port}") is SyncFault.NO_SERVER


def test_a_name_that_does_not_resolve_is_the_lines_fault() -> None:
    assert fault_of("http://no-such-server.invalid") is SyncFault.NO_LINE


def test_a_server_that_never_answers() -> None:
    with raw_server(None) as server:
        assert fault_of(server) is SyncFault.NO_ANSWER


def test_a_driver_may_have_less_time_than_the_request() -> None:
    client = Client()
    with raw_server(None) as server, pytest.raises(SyncTrouble) as trouble:
        client.send(server, Request("GET", "/v1/health", read_s=60), most_s=0.2)
    client.close()
    assert trouble.value.fault is SyncFault.NO_ANSWER


@pytest.mark.parametrize(
    ("said", "fault"),
    [
        (b"", SyncFault.NO_ANSWER),
        (b"220 mail.example ESMTP\r\n", SyncFault.NO_ANSWER),
        (answer(b"not gzip at all", more="Content-Encoding: gzip\r\n"), SyncFault.GARBLED),
        (answer(b"{}", more="").replace(b"Content-Length: 2", b"Content-Length: 200"), SyncFault.GARBLED),
    ],
    ids=["closed", "not-http", "gzip-broken", "body-cut"],
)
def test_broken_answers(said: bytes, fault: SyncFault) -> None:
    with raw_server(said) as server:
        assert fault_of(server) is fault


def test_a_portals_page_is_no_server() -> None:
    page = b"<html>Welcome! Please log in to the free Wi-Fi.</html>"
    with raw_server(answer(page, kind="text/html").replace(b"Tika-Proto: 1\r\n", b"")) as server:
        client = Client()
        response = client.send(server, ASK)
        client.close()
    assert response.status == 200 and not response.is_tikadesk


def test_a_redirect_is_not_followed() -> None:
    said = answer(b"", status="302 Found", kind="text/html", more="Location: http://portal.invalid/\r\n")
    with raw_server(said) as server:
        client = Client()
        assert client.send(server, ASK).status == 302
        client.close()


def test_an_endless_answer_is_cut() -> None:
    with raw_server(answer(b"x" * (MOST_BYTES + 10))) as server:
        assert fault_of(server, Request("GET", "/", read_s=5)) is SyncFault.NOT_TIKADESK


def test_what_was_sent_is_counted() -> None:
    with raw_server(answer(b"{}")) as server:
        client = Client()
        client.send(server, Request("POST", "/v1/push", {}, b"12345", read_s=1))
        client.close()
    assert client.bytes_sent == 5
