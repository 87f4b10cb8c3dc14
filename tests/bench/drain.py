"""Row 2: 3,000 waiting entries to a real server on loopback, stored and judged, beside one POST of the same bytes.

PouchDB and its server are measured in the same run where they are installed (see ``pouch``).
"""

from __future__ import annotations

import statistics
import tempfile
from pathlib import Path

import requests
from PySide6.QtCore import QCoreApplication

from tests.bench import bare_app, pouch
from tests.bench.harness import Figure, seconds
from tests.bench.sending import Sender, enrolled, fill, waiting
from tests.desk import MORNING, practice_desk
from tests.enrolled_desk import drain
from tests.server_process import ServerProcess
from tikadesk.domain import codings
from tikadesk.domain.clock import FixedClock

ENTRIES, ROUNDS = 3000, 5


def run() -> list[Figure]:
    """The figures of this row."""
    application, clock = QCoreApplication([]), FixedClock(MORNING)
    ours, single, peer, sizes = [], [], [], []
    with tempfile.TemporaryDirectory() as name, ServerProcess(Path(name, "server")) as server:
        desk_home = Path(name, "desk")
        with (
            practice_desk(desk_home, clock=clock) as desk,
            bare_app.serving(Path(name)) as bare,
            pouch.serving() as pouch_port,
            requests.Session() as session,
        ):
            url = f"http://127.0.0.1:{bare}/"
            enrolled(desk, desk_home, server)
            drain(desk_home)  # the numbers that enrolment granted
            session.post(url, data=codings.pack(b"warm"), timeout=60)
            for number in range(ROUNDS):
                fill(desk, clock, number * ENTRIES, ENTRIES)  # other people in each round
                bodies = waiting(desk)
                content = b"\n".join(bodies)
                sizes.append(len(content) / len(bodies))
                single.append(
                    seconds(lambda data=content: session.post(url, data=codings.pack(data), timeout=60))
                )
                sender = Sender(desk_home)
                ours.append(sender.run())
                sender.close()
                if pouch_port is not None:
                    peer.append(pouch.replicated(bodies, pouch_port))
                drain(desk_home)  # new numbers for the next round
            told = server.status()
            assert told["entries"] >= ROUNDS * ENTRIES and not told["flagged"], told
    application.quit()
    what = f"drain of {ENTRIES} ({statistics.mean(sizes):.0f} B each)"
    drained = statistics.median(ours)
    figures = [Figure(2, what, "s", drained, 3, "one gzip POST, bare app", statistics.median(single))]
    if peer:
        figures.append(
            Figure(2, what, "s", drained, 0.2, "PouchDB → pouchdb-server", statistics.median(peer))
        )
    return figures
