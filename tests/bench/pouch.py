"""The peer of row 2: the same entries replicated by PouchDB to pouchdb-server. Optional; the product needs no node.

``TIKADESK_BENCH_POUCH`` names a folder where ``npm install pouchdb-node pouchdb-server`` was run. Without it the
published figure of the design (1.3 to 1.8 s for 3,000) is what there is to compare with.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path

_SCRIPT = """
const fs = require('fs'), http = require('http'), path = require('path');
const PouchDB = require('pouchdb-node');
const bodies = fs.readFileSync(process.argv[2], 'utf8').split('\\n');
const folder = process.argv[3];
(async () => {
  const express = require('express'), app = express();
  const Server = PouchDB.defaults({prefix: folder + path.sep});
  app.use('/', require('express-pouchdb')(Server, {mode: 'minimumForPouchDB', logPath: folder + '/log'}));
  const listening = http.createServer(app).listen(0, '127.0.0.1', async () => {
    const local = new PouchDB(folder + '/local');
    await local.bulkDocs(bodies.map(body => { const doc = JSON.parse(body); doc._id = doc.id; return doc; }));
    const started = process.hrtime.bigint();
    const done = await local.replicate.to(`http://127.0.0.1:${listening.address().port}/central`);
    const taken = Number(process.hrtime.bigint() - started) / 1e9;
    console.log(JSON.stringify({taken, written: done.docs_written}));
    process.exit(0);
  });
})();
"""


def replicated(bodies: Sequence[bytes]) -> float | None:
    """Seconds that PouchDB takes for ``bodies``; None where it is not installed."""
    installed = os.environ.get("TIKADESK_BENCH_POUCH")
    if not installed:
        return None
    with tempfile.TemporaryDirectory() as folder:
        entries, script = Path(folder, "entries"), Path(installed, "bench.js")
        entries.write_bytes(b"\n".join(bodies))
        script.write_text(_SCRIPT, encoding="utf-8")
        done = subprocess.run(
            ["node", str(script), str(entries), folder],
            capture_output=True,
            text=True,
            check=True,
            timeout=120,
        )
    told = json.loads(done.stdout.splitlines()[-1])
    assert told["written"] == len(bodies), told
    return float(told["taken"])
