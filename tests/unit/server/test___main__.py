from __future__ import annotations

import subprocess
import sys

CODE = """
import runpy, sys
sys.argv = ["x", "--help"]
try:
    runpy.run_module("tikadesk.server", run_name="__main__")
except SystemExit:
    print(sorted(name for name in sys.modules if name.startswith(("PySide6", "requests"))))
"""


def test_the_server_runs_without_the_desk() -> None:
    done = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True, timeout=60)
    assert done.stdout.startswith("Usage: tikadesk server")
    assert done.stdout.rstrip().endswith("[]")
