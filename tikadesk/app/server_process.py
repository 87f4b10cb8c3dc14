"""A central server as a process of its own on a free loopback port, for practice, drills and tests: it can really be
killed and really comes back.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import Any

from tikadesk.errors import TikaError

_PATIENCE_S = 60.0
_HOST = "127.0.0.1"
_SERVER = (sys.executable, "-m", "tikadesk", "server")


class ServerProcess:
    """One server in ``home``; ``practice`` servers issue numbers of series 00 only."""

    def __init__(self, home: Path, *, practice: bool = False, settings: dict[str, str] | None = None) -> None:
        self.home = home
        self.port = _free_port()
        self._environment = os.environ | {"TIKADESK_LEASE_HOLD_MINUTES": "0"} | (settings or {})
        self._process: subprocess.Popen[str] | None = None
        self._reader: threading.Thread | None = None
        self._said: list[str] = []
        self.tell("init", *(["--practice"] if practice else []))

    @property
    def url(self) -> str:
        """Where it answers; the port stays the same over restarts, as a real server's address does."""
        return f"http://{_HOST}:{self.port}"

    def tell(self, *arguments: str) -> dict[str, Any]:
        """Run ``tikadesk server <arguments>`` and give its JSON; raises TikaError when it fails."""
        done = subprocess.run(
            [*_SERVER, *arguments, "--home", str(self.home), "--json"],
            capture_output=True,
            text=True,
            env=self._environment,
            check=False,
        )
        if done.returncode != 0:
            raise TikaError("practice.server_failed", words=done.stderr.strip()[-400:])
        told: dict[str, Any] = json.loads(done.stdout)
        return told

    def start(self) -> None:
        """Start it and wait until it answers requests; raises TikaError when it does not."""
        self.begin()
        self.wait()

    def begin(self) -> None:
        """Start it and do not wait."""
        address = ("--host", _HOST, "--port", str(self.port))
        self._process = subprocess.Popen(
            [*_SERVER, "run", "--follow-stdin", *address, "--home", str(self.home), "--json"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env=self._environment,
            start_new_session=True,
        )
        # A thread reads the line that says it is ready, so that a server that never says it cannot hold us.
        stream, said = self._process.stdout, list[str]()
        self._said = said
        self._reader = threading.Thread(
            target=lambda: said.append(stream.readline() if stream else ""), daemon=True
        )
        self._reader.start()

    def wait(self) -> None:
        """Wait until it answers requests; raises TikaError when it does not."""
        if self._reader is not None:
            self._reader.join(_PATIENCE_S)
        if not self.ready:
            self.kill()
            raise TikaError("practice.server_failed", words="")

    @property
    def ready(self) -> bool:
        """Whether it has said that it answers requests."""
        return bool(self._said and self._said[0].strip())

    def kill(self) -> None:
        """SIGKILL to the server and its worker, as when the power fails. Harmless when it is not running."""
        process, self._process = self._process, None
        if process is None:
            return
        _kill_group(process)
        process.wait(_PATIENCE_S)
        self._said = []
        if self._reader is not None and self._reader is not threading.current_thread():
            self._reader.join()
        for pipe in (process.stdin, process.stdout):
            if pipe is not None:
                pipe.close()

    @property
    def running(self) -> bool:
        """Whether the process is alive."""
        return self._process is not None and self._process.poll() is None

    def __enter__(self) -> ServerProcess:
        self.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.kill()


def _free_port() -> int:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        probe.bind((_HOST, 0))
        return int(probe.getsockname()[1])


def _kill_group(process: subprocess.Popen[str]) -> None:
    if os.name == "posix":
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            return
    else:
        process.kill()
