from __future__ import annotations

import socket
import threading
from pathlib import Path

import pytest

from tikadesk.errors import NotAllowed, StoreTrouble
from tikadesk.server import serve
from tikadesk.server.home import ServerHome


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.5", "::", "server.example"])
def test_plain_http_is_for_this_machine_alone(host: str, tmp_path: Path) -> None:
    with pytest.raises(NotAllowed) as refused:
        serve.run(ServerHome(tmp_path), host=host, ready=print)
    assert refused.value.key == "server.needs_certificate"


def test_a_certificate_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed) as refused:
        serve.run(ServerHome(tmp_path), host="0.0.0.0", cert=tmp_path / "a", key=tmp_path / "b", ready=print)
    assert refused.value.key == "server.no_certificate"


def test_a_free_port_is_found_and_a_taken_one_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    port = serve._free_port("127.0.0.1", 0)
    assert 1024 < port < 65536
    taken = socket.create_server(("127.0.0.1", port))
    monkeypatch.setattr(serve, "_PORT_PATIENCE", 0.2)
    with pytest.raises(StoreTrouble) as refused:
        serve._free_port("127.0.0.1", port)
    assert refused.value.key == "server.port_in_use"
    monkeypatch.setattr(serve, "_PORT_PATIENCE", 10)
    threading.Timer(0.2, taken.close).start()
    assert serve._free_port("127.0.0.1", port) == port
