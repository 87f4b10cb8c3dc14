"""Rows 3 and 4: the drain of 3,000 over a line of 300 ms and 256 kbit/s, and the bytes that it puts on that line.

Beside it one POST of the same entries, and PouchDB where it is installed. How bytes are counted: ``slow_line``.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

import requests
from PySide6.QtCore import QCoreApplication

from tests.bench import bare_app, pouch
from tests.bench.drain import ENTRIES
from tests.bench.harness import Figure, seconds
from tests.bench.sending import Sender, enrolled, fill, waiting
from tests.bench.slow_line import SlowLine
from tests.desk import MORNING, practice_desk
from tests.server_process import ServerProcess
from tikadesk.domain import codings
from tikadesk.domain.clock import FixedClock

MOST_BYTES = 60


def run() -> list[Figure]:
    """The figures of these rows; one round each, as the line and not the machine decides them."""
    application, clock = QCoreApplication([]), FixedClock(MORNING)
    with tempfile.TemporaryDirectory() as name, ServerProcess(Path(name, "server")) as server:
        desk_home = Path(name, "desk")
        with practice_desk(desk_home, clock=clock) as desk, SlowLine(server.port) as line:
            enrolled(desk, desk_home, server, through=line.port)
            fill(desk, clock, 0, ENTRIES)
            bodies = waiting(desk)
            sender = Sender(desk_home)
            ours, our_bytes = sender.run(), line.carried
            sender.close()
    application.quit()
    floor, floor_bytes = _posted(bodies)
    what, size = f"drain of {len(bodies)} over 300 ms, 256 kbit/s", "bytes on the wire, each"
    count = len(bodies)
    figures = [
        Figure(3, what, "s", ours, 1.4, "one gzip POST, bare app", floor),
        Figure(4, size, "B", our_bytes / count, MOST_BYTES),
        Figure(4, size, "B", our_bytes / count, None, "one gzip POST, bare app", floor_bytes / count),
    ]
    with pouch.serving() as port:
        if port is not None:
            with SlowLine(port) as line:
                peer = pouch.replicated(bodies, line.port)
                figures.append(Figure(3, what, "s", ours, None, "PouchDB → pouchdb-server", peer))
                peer_bytes = line.carried / count
            figures.append(
                Figure(4, size, "B", our_bytes / count, None, "PouchDB → pouchdb-server", peer_bytes)
            )
    return figures


def _posted(bodies: list[bytes]) -> tuple[float, int]:
    """Seconds and bytes of one POST of all ``bodies`` on a connection that it has to open."""
    data = codings.pack(b"\n".join(bodies))
    with tempfile.TemporaryDirectory() as name, bare_app.serving(Path(name)) as bare, SlowLine(bare) as line:
        taken = seconds(lambda: requests.post(f"http://127.0.0.1:{line.port}/", data=data, timeout=120))
        return taken, line.carried
