from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import requests

from tikadesk.app.server_process import ServerProcess
from tikadesk.errors import TikaError


def test_it_starts_dies_at_once_and_comes_back_at_the_same_address(tmp_path: Path) -> None:
    with ServerProcess(tmp_path / "server", practice=True) as server:
        assert server.ready and server.running
        assert requests.get(server.url + "/v1/health", timeout=10).json()["practice"] is True
        url = server.url
        server.kill()
        server.kill()
        assert not server.running and not server.ready
        with pytest.raises(requests.ConnectionError):
            requests.get(url + "/v1/health", timeout=10)
        server.kill()
        server.start()
        assert server.url == url
        assert requests.get(url + "/v1/health", timeout=10).ok
    assert not server.running


def test_a_command_that_fails_is_a_trouble_with_its_words(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "server")
    with pytest.raises(TikaError) as met:
        server.tell("enrol-code", "--centre", "NONE")
    assert met.value.key == "practice.server_failed"
    assert "NONE" in str(met.value.params["words"])


def test_a_server_that_does_not_come_up_is_a_trouble(tmp_path: Path) -> None:
    server = ServerProcess(tmp_path / "server")
    (tmp_path / "server" / "server.json").unlink()
    with pytest.raises(TikaError):
        server.start()
    assert not server.running


STARTER = """
import sys
from pathlib import Path
from tikadesk.app.server_process import ServerProcess
server = ServerProcess(Path(sys.argv[1]), practice=True)
server.start()
print(server.url, flush=True)
sys.stdin.read()
"""


def answers(url: str) -> bool:
    try:
        return requests.get(url + "/v1/health", timeout=5).ok
    except requests.ConnectionError:
        return False


def test_a_server_ends_with_the_process_that_started_it_even_when_that_is_killed(tmp_path: Path) -> None:
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER, str(tmp_path / "server")],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert starter.stdin is not None and starter.stdout is not None
    url = starter.stdout.readline().strip()
    assert answers(url)
    starter.kill()
    starter.wait()
    starter.stdin.close()
    starter.stdout.close()
    with ServerProcess(tmp_path / "server") as again:  # needs the database that the first one held
        assert answers(again.url)
    assert not answers(url)
