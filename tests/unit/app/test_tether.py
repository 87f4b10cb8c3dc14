from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import requests

from tikadesk.app.server_process import ServerProcess

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
