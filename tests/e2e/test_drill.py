"""The drill as a newcomer runs it, small: report, pictures, registers and slips, and nothing lost."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from openpyxl import load_workbook

KEYS = {
    "registrations", "doses", "samples", "consignments", "numbers_issued_offline", "duplicate_numbers", "saved",
    "on_server", "lost", "seconds_to_drain", "bytes_sent", "screens",
}  # fmt: skip
COUNT = 12


@pytest.mark.slow
def test_an_outage_is_played_and_counted_from_both_sides(tmp_path: Path) -> None:
    out, scratch = tmp_path / "out", tmp_path / "scratch"
    scratch.mkdir()
    words = ["--registrations", str(COUNT), "--outage-minutes", "90", "--speed", "2000", "--seed", "4"]
    done = subprocess.run(
        [sys.executable, "-m", "tikadesk", "drill", *words, "--out", str(out), "--json"],
        capture_output=True,
        text=True,
        env=os.environ | {"QT_QPA_PLATFORM": "offscreen", "TMPDIR": str(scratch)},
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    report = json.loads(done.stdout)
    assert report == json.loads((out / "report.json").read_text("utf-8"))
    assert report.keys() >= KEYS
    assert (report["registrations"], report["doses"]) == (COUNT, COUNT)
    assert report["saved"] == report["on_server"] == report["acknowledged"] == 2 * COUNT
    assert (report["lost"], report["duplicate_numbers"], report["samples"], report["consignments"]) == (
        0,
    ) * 4
    assert 0 < report["numbers_issued_offline"] < COUNT
    assert report["killed_in_request"] == report["server_kills"] == 2
    assert report["bytes_sent"] > 0 and report["seconds_to_drain"] > 0
    for name in (*report["screens"], *report["slips"], *report["registers"]):
        assert (out / name).stat().st_size > 1000, name
    assert len(report["screens"]) >= 8 and len(report["slips"]) == 3
    book = load_workbook(out / "register.xlsx", read_only=True)
    assert sum(1 for _ in book.worksheets[0].iter_rows(min_row=2)) == COUNT
    book.close()
    assert list(scratch.glob("tikadesk-practice-*")) == []
