"""The floor of rows 2 to 4: a bare HTTP app that unpacks what is posted and keeps it on disk."""

from __future__ import annotations

import gzip
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path


class _Keeper(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_POST(self) -> None:
        content = gzip.decompress(self.rfile.read(int(self.headers["Content-Length"])))
        with open(sys.argv[1], "ab") as kept:
            kept.write(content)
            kept.flush()
            os.fsync(kept.fileno())
        self.send_response(204)
        self.end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(folder: Path) -> Iterator[int]:
    """The port of the app in a process of its own that keeps what it gets in ``folder``."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.bare_app", str(folder / "kept")],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    yield int(process.stdout.readline())
    process.terminate()
    process.wait(10)
    process.stdout.close()


if __name__ == "__main__":
    server = HTTPServer(("127.0.0.1", 0), _Keeper)
    print(server.server_port, flush=True)
    server.serve_forever()
