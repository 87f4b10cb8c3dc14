from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from tests import raipur
from tests.desk import practice_desk, walk_in
from tests.unit.cli.tool import tell
from tikadesk.i18n import tr
from tikadesk.reports import FORMATS


@pytest.fixture
def home(tmp_path: Path) -> Path:
    headings = ["Page", "Serial", "Name", "Age", "Gender", "Date"]
    file = raipur.write_csv(tmp_path / "a.csv", headings, [["1", "1", "Vikas", "40", "M", "17-05-2021"]])
    assert tell(tmp_path / "home", "import", str(file)).code == 0
    return tmp_path / "home"


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_register_is_written_and_the_journal_keeps_its_hash(home: Path, tmp_path: Path, form: str) -> None:
    out = tmp_path / f"r.{form}"
    words = (
        "export",
        "register",
        "--day",
        "2021-05-17",
        "--to",
        "18-05-2021",
        "--format",
        form,
        "--out",
        str(out),
    )
    said = tell(home, *words, "--json")
    assert said.code == 0
    assert said.json == {
        "rows": 2,  # one person, and a day on which nobody came
        "file": str(out),
        "sha256": hashlib.sha256(out.read_bytes()).hexdigest(),
    }
    assert tell(home, *words, "--json").json["sha256"] == said.json["sha256"]
    assert tell(home, "status", "--json").json["records"]["event"] == 3  # one import, two exports


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("report", ["register", "summary"])
def test_papers_are_painted_and_the_registers_prints_are_counted(
    home: Path, tmp_path: Path, report: str
) -> None:
    out = tmp_path / "r.pdf"
    words = ("export", report, "--day", "2021-05-17", "--format", "pdf", "--out", str(out), "--json")
    first = tell(home, *words)
    assert (first.code, first.json["rows"]) == (0, 1) and out.read_bytes().startswith(b"%PDF")
    second = tell(home, *words)
    # nothing differs but the print's number, which only the register bears
    assert (second.json["sha256"] == first.json["sha256"]) == (report == "summary")


def test_a_list_that_is_not_painted_says_which_formats_there_are(home: Path, tmp_path: Path) -> None:
    said = tell(
        home, "export", "samples", "--day", "2021-05-17", "--format", "pdf", "--out", str(tmp_path / "s.pdf")
    )
    assert said.code == 1 and "csv, xlsx" in said.err


def test_the_list_of_samples_is_written(tmp_path: Path) -> None:
    headings = ["Page", "Serial", "Name", "Age", "Gender", "Date", "Sample type"]
    file = raipur.write_csv(
        tmp_path / "a.csv", headings, [["1", "1", "Vikas", "40", "M", "17-05-2021", "swab"]]
    )
    assert tell(tmp_path / "home", "import", str(file), "--kind", "sample").code == 0
    out = tmp_path / "s.csv"
    said = tell(tmp_path / "home", "export", "samples", "--day", "2021-05-17", "--out", str(out), "--json")
    assert (said.code, said.json["rows"]) == (0, 1)
    assert "Vikas" in out.read_text("utf-8-sig")


def test_days_that_cannot_be_and_places_that_cannot_be_written(home: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "r.csv")
    for words in (
        ["--day", "soon", "--out", out],
        ["--day", "2021-05-17", "--to", "2021-05-16", "--out", out],
        ["--day", "2021-05-17", "--out", str(tmp_path / "none" / "r.csv")],
    ):
        said = tell(home, "export", "register", *words)
        assert (said.code, said.out) == (1, "") and len(said.err.strip().splitlines()) == 1, words
    assert not Path(out).exists()


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("report", ["due", "ledger"])
def test_a_supervisors_list_is_made_in_every_format(home: Path, tmp_path: Path, report: str) -> None:
    for form in FORMATS:
        out = tmp_path / f"r.{form}"
        words = ("--day", "2021-05-17", "--to", "2021-05-23", "--format", form, "--out", str(out), "--json")
        said = tell(home, "export", report, *words)
        assert (said.code, said.json["rows"]) == (0, 0) and out.is_file()


def test_what_another_system_would_refuse_comes_back_in_a_file_of_its_own(tmp_path: Path) -> None:
    with practice_desk(tmp_path / "home", staffed=False) as desk:
        walk_in(desk)
    out = tmp_path / "certificates.csv"
    words = ("export", "divoc", "--day", "2021-05-17", "--out", str(out))
    said = tell(tmp_path / "home", *words, "--json")
    beside = tmp_path / "certificates.left-out.csv"
    assert (said.code, said.json["rows"], said.json["left_out"]) == (0, 0, 1)
    assert said.json["left_out_file"] == str(beside)
    assert tr("profile.missing.centre") in beside.read_text("utf-8")
    assert "1 dose was left out" in tell(tmp_path / "home", *words).err
