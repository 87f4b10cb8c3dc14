"""The real central server as a process of its own, for every test that needs one: start, kill, restart, ask."""

from __future__ import annotations

import atexit
import json
import os
import queue
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path
from typing import IO, Any

START_PATIENCE = 60.0
CENTRE = ("centre", "add", "CG-0231", "UPHC Gudhiyari", "--district", "387")


@cache
def _made(practice: bool) -> Path:
    """The home of a server with one centre, initialised once for all tests of this process."""
    folder = Path(tempfile.mkdtemp(prefix="tikadesk-server-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    for words in (("init", *(["--practice"] if practice else [])), CENTRE):
        _run({**os.environ, "TIKADESK_SERVER_HOME": str(folder)}, *words)
    return folder


def _run(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "tikadesk.server", *words],
        env=environment, capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    return done.stdout


def _pass_on(stdout: IO[str], lines: queue.Queue[str]) -> None:
    for line in stdout:
        lines.put(line)


class ServerProcess:
    """A central server in ``home``. Lease-hold is off unless ``hold_minutes`` says otherwise."""

    def __init__(
        self, home: Path, *, hold_minutes: float = 0, practice: bool = False, free_mb: int = 0
    ) -> None:
        self.home = home
        self.url = ""
        self._port = 0
        self._process: subprocess.Popen[str] | None = None
        self._environment = {
            **os.environ,
            "TIKADESK_SERVER_HOME": str(home),
            "TIKADESK_LEASE_HOLD_MINUTES": str(hold_minutes),
            "TIKADESK_SERVER_FREE_MB": str(free_mb),
        }
        if not (home / "server.json").is_file():
            shutil.copytree(_made(practice), home, dirs_exist_ok=True)

    def command(self, *words: str) -> dict[str, Any]:
        """The JSON that ``tikadesk server <words>`` prints; raises CalledProcessError."""
        answer: dict[str, Any] = json.loads(_run(self._environment, *words, "--json"))
        return answer

    def add_centre(self, code: str = "CG-0231", name: str = "UPHC Gudhiyari", district: str = "387") -> str:
        """Add a centre; its code."""
        self.command("centre", "add", code, name, "--district", district)
        return code

    def enrol_code(self, centre: str = "CG-0231") -> str:
        """A code for one desk of ``centre``, which is added when it is not there."""
        try:
            return str(self.command("enrol-code", "--centre", centre)["code"])
        except subprocess.CalledProcessError:
            self.add_centre(centre)
            return str(self.command("enrol-code", "--centre", centre)["code"])

    def status(self) -> dict[str, Any]:
        """``tikadesk server status --json``."""
        return self.command("status")

    def start(self) -> ServerProcess:
        """Start and wait for the line that says it answers; the port stays the same over restarts."""
        self.kill()
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tikadesk.server", "run", "--port", str(self._port), "--json"],
            env=self._environment, stdout=subprocess.PIPE, text=True, start_new_session=True,
        )  # fmt: skip
        lines: queue.Queue[str] = queue.Queue()
        stdout = self._process.stdout
        assert stdout is not None
        threading.Thread(target=_pass_on, args=(stdout, lines), daemon=True).start()
        self.url = json.loads(lines.get(timeout=START_PATIENCE))["ready"]
        self._port = int(self.url.rpartition(":")[2])
        return self

    @property
    def port(self) -> int:
        """The port it answers at, or last did."""
        return self._port

    @property
    def running(self) -> bool:
        """Whether the process lives."""
        return self._process is not None and self._process.poll() is None

    def kill(self) -> None:
        """kill -9, workers included, as a power cut would."""
        self._end(signal.SIGKILL)

    def kill_parent(self) -> None:
        """kill -9 of the one process that was started; its worker is left to find out."""
        if self._process is not None:
            self._process.kill()
            self._process.wait(timeout=30)

    def stop(self) -> int:
        """SIGTERM, as an administrator would; its exit code."""
        return self._end(signal.SIGTERM)

    def _end(self, how: signal.Signals) -> int:
        if self._process is None:
            return 0
        if self._process.poll() is None:
            if how is signal.SIGKILL:
                os.killpg(self._process.pid, how)
            else:
                self._process.send_signal(how)
        code = self._process.wait(timeout=30)
        if self._process.stdout is not None:
            self._process.stdout.close()
        self._process = None
        return code

    def restart(self) -> ServerProcess:
        """Kill and start again at the same address."""
        self.kill()
        return self.start()

    def copy_database(self, to: Path) -> None:
        """Copy the database files of a server that is not running: keys stay where they are."""
        to.mkdir(parents=True, exist_ok=True)
        for file in self.home.glob("central.db*"):
            shutil.copy2(file, to / file.name)

    def wipe_database(self, instead: Path | None = None) -> None:
        """Lose the database of a server that is not running; with ``instead`` put an older copy in its place."""
        for file in self.home.glob("central.db*"):
            file.unlink()
        if instead is not None:
            for file in instead.glob("central.db*"):
                shutil.copy2(file, self.home / file.name)
        else:
            self.command("init")

    def __enter__(self) -> ServerProcess:
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.kill()
