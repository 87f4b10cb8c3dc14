"""``make bench``: measure every row, each in a process of its own, print one table, write ``out/bench.json``.

``python -m tests.bench 1 7`` measures only these rows.
"""

from __future__ import annotations

import importlib
import json
import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.bench.harness import Figure, table

ROWS = {
    1: "save",
    2: "drain",
    3: "far",
    7: "find",
    8: "register",
    9: "start",
    10: "smoothness",
    13: "walk_in_keys",
}
"""The module of each row; row 4 is measured by row 3's, row 11 by row 9's."""
RESULT = Path("out/bench.json")


def _measure(row: int) -> list[Figure]:
    """The figures of one row, or none when its process failed: the others still count."""
    with tempfile.TemporaryDirectory(prefix="tikadesk-bench-") as folder:
        file = Path(folder) / "figures.json"
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "TIKADESK_HOME": folder}
        environment["PYTHON_KEYRING_BACKEND"] = "keyring.backends.fail.Keyring"
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench", "--into", str(file), str(row)], env=environment, check=False
        )
        if done.returncode or not file.is_file():
            print(f"row {row} did not finish (exit {done.returncode})", file=sys.stderr)
            return []
        return [Figure(**told) for told in json.loads(file.read_text(encoding="utf-8"))]


def main(words: list[str]) -> int:
    """Exit code 0 when every row was measured, whether or not its goal is met."""
    if words[:1] == ["--into"]:
        figures: list[Figure] = importlib.import_module(f"tests.bench.{ROWS[int(words[2])]}").run()
        Path(words[1]).write_text(json.dumps([vars(figure) for figure in figures]), encoding="utf-8")
        return 0
    rows = [int(word) for word in words] or list(ROWS)
    found: dict[int, list[Figure]] = {}
    for row in rows:
        print(f"row {row}: {ROWS[row]} …", flush=True)
        found[row] = _measure(row)
    figures = [figure for row in rows for figure in found[row]]
    print(table(figures))
    RESULT.parent.mkdir(exist_ok=True)
    machine = {"python": platform.python_version(), "cores": os.cpu_count(), "machine": platform.machine()}
    content = {"machine": machine, "figures": [figure.as_dict() for figure in figures]}
    RESULT.write_text(json.dumps(content, indent=1, ensure_ascii=False), encoding="utf-8")
    return 0 if all(found.values()) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
