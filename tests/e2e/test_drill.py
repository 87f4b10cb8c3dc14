"""The drill as a newcomer runs it, small: report, pictures, registers and papers, and nothing lost."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

KEYS = {
    "registrations", "doses", "samples", "consignments", "numbers_issued_offline", "duplicate_numbers", "saved",
    "on_server", "lost", "seconds_to_drain", "bytes_sent", "screens",
}  # fmt: skip
COUNT, SAMPLES, BOX = 12, 64, 60


def drill(tmp_path: Path, *words: str) -> tuple[dict[str, Any], Path]:
    """Run ``tikadesk drill <words>``; its report and folder. Nothing of its world stays behind."""
    out, scratch = tmp_path / "out", tmp_path / "scratch"
    scratch.mkdir()
    words = (*words, "--outage-minutes", "90", "--speed", "4000", "--seed", "4")
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
    assert (report["lost"], report["duplicate_numbers"]) == (0, 0)
    assert report["killed_in_request"] == report["server_kills"] == 2
    assert report["bytes_sent"] > 0 and report["seconds_to_drain"] > 0
    for name in (*report["screens"], *report["slips"], *report["registers"], *report["manifests"]):
        assert (out / name).stat().st_size > 1000, name
    assert list(scratch.glob("tikadesk-practice-*")) == []
    return report, out


def rows_of(sheet: Path) -> int:
    """How many rows an XLSX file has below its headings."""
    book = load_workbook(sheet, read_only=True)
    rows = sum(1 for _ in book.worksheets[0].iter_rows(min_row=2))
    book.close()
    return rows


@pytest.mark.slow
def test_an_outage_is_played_and_counted_from_both_sides(tmp_path: Path) -> None:
    report, out = drill(tmp_path, "--registrations", str(COUNT))
    assert (report["registrations"], report["doses"]) == (COUNT, COUNT)
    assert (report["samples"], report["consignments"], report["lab"]) == (0, 0, None)
    assert report["saved"] == report["on_server"] == report["acknowledged"] == 2 * COUNT
    assert 0 < report["numbers_issued_offline"] < COUNT
    assert len(report["screens"]) >= 8 and len(report["slips"]) == 3
    assert rows_of(out / "register.xlsx") == COUNT
    assert {"register.pdf", "summary.pdf", "ledger.pdf"} <= set(report["registers"])
    assert re.fullmatch("[0-9A-F]{4}-[0-9A-F]{4}", report["closing"]["code"])
    assert any(name.endswith("day-closed.png") for name in report["screens"])


@pytest.mark.slow
def test_samples_leave_in_boxes_while_no_server_is_there_and_the_lab_answers(tmp_path: Path) -> None:
    report, out = drill(tmp_path, "--registrations", "0", "--samples", str(SAMPLES))
    assert (report["samples"], report["consignments"]) == (SAMPLES, 2)
    assert report["saved"] == report["on_server"] == report["acknowledged"] == SAMPLES + 2
    assert report["numbers_issued_offline"] == SAMPLES + 2
    assert (report["labels"], len(report["manifests"])) == (SAMPLES, 2)
    assert report["lab"]["received"] == BOX - 1 and report["lab"]["answered"]
    assert (out / "labels.pdf").read_bytes().count(b"/Type /Page\n") == SAMPLES
    assert report["lab"]["box"] in Path(report["manifests"][0]).name
    assert report["registers"] == ["ledger.pdf", "samples.csv", "samples.xlsx"]
    assert rows_of(out / "samples.xlsx") == SAMPLES
