"""The command line as a process: what ``__main__`` introduces, and that a pipe is spoken to in UTF-8."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path


def run(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "tikadesk", *words, "--home", str(home)],
        capture_output=True,
        env=os.environ | environment,
        check=False,
    )


def test_json_is_one_object_in_utf_8_and_errors_are_one_sentence(tmp_path: Path) -> None:
    said = run(tmp_path, "status", "--json", PYTHONIOENCODING="ascii")
    assert said.returncode == 0, said.stderr
    assert json.loads(said.stdout.decode())["entries"] == 0
    refused = run(tmp_path, "sync", TIKADESK_LANG="hi", PYTHONIOENCODING="ascii")
    assert (refused.returncode, refused.stdout) == (1, b"")
    words = refused.stderr.decode().strip()
    assert "जुड़ा नहीं" in words and len(words.splitlines()) == 1


def test_a_command_does_not_import_what_it_does_not_need(tmp_path: Path) -> None:
    code = (
        "import sys, runpy; sys.argv = ['tikadesk', 'status', '--home', sys.argv[1]]\n"
        "try: runpy.run_module('tikadesk', run_name='__main__')\n"
        "except SystemExit: pass\n"
        "print(sorted({'PySide6', 'django', 'openpyxl', 'xlsxwriter'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"
