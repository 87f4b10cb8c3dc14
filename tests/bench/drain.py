"""Row 2: 3,000 waiting entries to a real server on loopback, stored and judged, beside one POST of the same bytes.

PouchDB and its server are measured in the same run where they are installed (see ``pouch``).
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import requests
from PySide6.QtCore import QCoreApplication

from tests.bench import pouch
from tests.bench.harness import Figure, seconds
from tests.bench.sending import Sender, enrolled, fill
from tests.desk import practice_desk
from tests.server_process import ServerProcess
from tikadesk.domain import wire
from tikadesk.store import journal

ENTRIES, ROUNDS = 3000, 3


@contextmanager
def _bare_app(folder: Path) -> Iterator[str]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.bare_app", str(folder / "kept")],
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    yield f"http://127.0.0.1:{int(process.stdout.readline())}/"
    process.terminate()
    process.wait(10)
    process.stdout.close()


def run() -> list[Figure]:
    """The figures of this row."""
    application = QCoreApplication([])
    ours, single, sizes = [], [], []
    bodies: list[bytes] = []
    with tempfile.TemporaryDirectory() as name, ServerProcess(Path(name, "server")) as server:
        desk_home = Path(name, "desk")
        with practice_desk(desk_home) as desk, _bare_app(Path(name)) as bare, requests.Session() as session:
            enrolled(desk, desk_home, server)
            session.post(bare, data=wire.deflate(b"warm"), timeout=60)
            for number in range(ROUNDS):
                device = desk.store.me.device
                before = journal.tip(desk.store.connection, device).n
                fill(desk, number * ENTRIES, ENTRIES)
                bodies = journal.bodies(desk.store.connection, device, before + 1, 2**31, 2**40)
                content = b"\n".join(bodies)
                sizes.append(len(content) / len(bodies))
                single.append(
                    seconds(lambda data=content: session.post(bare, data=wire.deflate(data), timeout=60))
                )
                sender = Sender(desk_home)
                ours.append(sender.run())
                sender.close()
            told = server.status()
            assert told["entries"] >= ROUNDS * ENTRIES, told
    application.quit()
    what = f"drain of {len(bodies)} ({statistics.mean(sizes):.0f} B each)"
    drained = statistics.median(ours)
    figures = [Figure(2, what, "s", drained, 3, "one gzip POST, bare app", statistics.median(single))]
    peer = pouch.replicated(bodies)
    if peer is not None:
        figures.append(Figure(2, what, "s", drained, 0.2, "PouchDB → pouchdb-server", peer))
    return figures
