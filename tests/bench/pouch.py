"""The peer of rows 2 to 4: the same entries replicated by PouchDB to pouchdb-server, each a process of its own, as ours
are. Optional; the product needs no node.

``TIKADESK_BENCH_POUCH`` names a folder where ``npm install pouchdb-node pouchdb-server`` was run. Without it the
published figures of the design are what there is to compare with.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

_SERVER = """
const http = require('http'), path = require('path'), express = require('express');
const folder = process.argv[2];
const Server = require('pouchdb-node').defaults({prefix: folder + path.sep});
const app = express();
app.use('/', require('express-pouchdb')(Server, {mode: 'minimumForPouchDB', logPath: folder + '/log'}));
const listening = http.createServer(app).listen(0, '127.0.0.1', () => console.log(listening.address().port));
"""
_DESK = """
const fs = require('fs');
const PouchDB = require('pouchdb-node');
const [entries, folder, target] = process.argv.slice(2);
const bodies = fs.readFileSync(entries, 'utf8').split('\\n');
(async () => {
  const local = new PouchDB(folder + '/local');
  await local.bulkDocs(bodies.map(body => { const doc = JSON.parse(body); doc._id = doc.id; return doc; }));
  const started = process.hrtime.bigint();
  const done = await local.replicate.to(target);
  const taken = Number(process.hrtime.bigint() - started) / 1e9;
  console.log(JSON.stringify({taken, written: done.docs_written}));
  process.exit(0);
})();
"""
_PATIENCE_S = 600


def _folder() -> Path | None:
    named = os.environ.get("TIKADESK_BENCH_POUCH")
    return Path(named) if named else None


def _script(name: str, content: str) -> str:
    """The path of a script that lies where node finds what was installed."""
    folder = _folder()
    assert folder is not None
    script = folder / name
    script.write_text(content, encoding="utf-8")
    return str(script)


@contextmanager
def serving() -> Iterator[int | None]:
    """The port of an empty pouchdb-server; None where it is not installed."""
    if _folder() is None:
        yield None
        return
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        process = subprocess.Popen(
            ["node", _script("bench-server.js", _SERVER), folder], stdout=subprocess.PIPE, text=True
        )
        assert process.stdout is not None
        yield int(process.stdout.readline())
        process.kill()
        process.wait(10)
        process.stdout.close()


def replicated(bodies: Sequence[bytes], port: int, database: str = "central") -> float:
    """Seconds that PouchDB takes for ``bodies`` to the ``database`` of the server at ``port``."""
    with tempfile.TemporaryDirectory() as folder:
        entries = Path(folder, "entries")
        entries.write_bytes(b"\n".join(bodies))
        done = subprocess.run(
            [
                "node",
                _script("bench-desk.js", _DESK),
                str(entries),
                folder,
                f"http://127.0.0.1:{port}/{database}",
            ],
            capture_output=True,
            text=True,
            check=True,
            timeout=_PATIENCE_S,
        )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["written"] == len(bodies), told
    return float(told["taken"])
