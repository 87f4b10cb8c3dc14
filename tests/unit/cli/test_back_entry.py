from __future__ import annotations

import csv
import io
import shutil
import signal
import threading
from pathlib import Path

import pytest

from tests import raipur
from tests.unit.cli.tool import tell
from tikadesk.actions import sheet_file
from tikadesk.cli import back_entry


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return Path(shutil.copy(raipur.FILE, tmp_path / "register.csv"))


def test_a_sheet_is_taken_in_and_counted(tmp_path: Path, sheet: Path) -> None:
    said = tell(
        tmp_path / "home", "import", str(sheet), "--kind", "registration", "--day", raipur.DAY, "--json"
    )
    assert said.code == 1
    found = said.json
    assert (found["read"], found["saved"], found["already_here"]) == (
        raipur.READ,
        raipur.SAVED,
        raipur.REPEATED,
    )
    assert len(found["rejected"]) == raipur.REJECTED
    assert all(set(one) == {"row", "field", "problem"} for one in found["rejected"])
    assert found["rejected"][0]["row"] == 5
    assert Path(found["rejected_file"]) == tmp_path / "register.csv.rejected.csv"
    again = tell(tmp_path / "home", "import", str(sheet), "--day", raipur.DAY)
    assert again.code == 1 and str(raipur.REJECTED) in again.out


def test_unknown_columns_are_named_and_a_good_sheet_ends_with_0(tmp_path: Path) -> None:
    headings = ["Page", "Serial", "Name", "Age", "Gender", "Date", "Shoe size"]
    file = raipur.write_csv(tmp_path / "a.csv", headings, [["1", "1", "Vikas", "40", "M", "17-05-2021", "9"]])
    said = tell(tmp_path / "home", "import", str(file), "--json")
    assert (said.code, said.json["saved"], said.json["unknown_columns"]) == (0, 1, ["Shoe size"])
    assert "Shoe size" in said.err


def test_a_sheet_of_samples_is_taken_in_and_its_bad_rows_handed_back(tmp_path: Path) -> None:
    headings = ["Page", "Serial", "Name", "Age", "Gender", "Mobile", "Sample type", "Lab"]
    good = ["1", "1", "Vikas Nishad", "40", "M", "9625851781", "Swab", "LAB-AIIMSRPR"]
    bad = ["1", "2", "Geeta Sahu", "30", "F", "", "tea", ""]
    file = raipur.write_csv(tmp_path / "forms.csv", headings, [good, bad])
    words = ("import", str(file), "--kind", "sample", "--day", raipur.DAY, "--json")
    said = tell(tmp_path / "home", *words)
    assert (said.code, said.json["saved"], said.json["already_here"]) == (1, 1, 0)
    assert [one["field"] for one in said.json["rejected"]] == ["sample_type"]
    assert "Geeta Sahu" in Path(said.json["rejected_file"]).read_text("utf-8-sig")
    again = tell(tmp_path / "home", *words)
    assert (again.json["saved"], again.json["already_here"]) == (0, 1)


@pytest.mark.parametrize(
    ("kind", "heading"), [("registration", "Vaccine"), ("dose", "Vaccine"), ("sample", "SRF ID")]
)
def test_the_template_is_a_sheet_that_can_be_filled(tmp_path: Path, kind: str, heading: str) -> None:
    said = tell(tmp_path / "home", "import", "--template", "--kind", kind)
    headings = next(csv.reader(io.StringIO(said.out)))
    assert said.code == 0 and heading in headings
    file = tmp_path / "empty.csv"
    assert tell(tmp_path / "home", "import", str(file), "--template", "--kind", kind).code == 0
    assert tell(tmp_path / "home", "import", str(file), "--kind", kind, "--json").json["read"] == 0
    assert (
        tell(tmp_path / "home", "import", str(file), "--template", "--kind", kind).code == 1
    )  # never over a file


@pytest.mark.parametrize("name", ["empty.csv", "empty.xlsx", "EMPTY.XLSX"])
def test_the_template_is_of_the_sort_that_its_name_says(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    said = tell(tmp_path / "home", "import", str(file), "--template", "--json")
    assert (said.code, said.json) == (0, {"file": str(file)})
    assert file.read_bytes().startswith(b"PK\x03\x04") == (file.suffix != ".csv")
    printed = tell(tmp_path / "home", "import", "--template", "--json").json
    assert sheet_file.read(file).rows == (tuple(printed["headings"]),) and printed["file"] is None
    before = file.read_bytes()
    assert tell(tmp_path / "home", "import", str(file), "--template").code == 1
    assert file.read_bytes() == before


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("", "no row of headings"),
        ("Page,Serial,Name\n", "lacks a column for: Age, Gender"),
        ("\x00\x01\x02", "neither"),
    ],
)
def test_what_is_no_register_gets_one_sentence(tmp_path: Path, content: str, words: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(content, encoding="utf-8")
    said = tell(tmp_path / "home", "import", str(file))
    assert (said.code, said.out) == (1, "")
    assert words in said.err and "a.csv" in said.err and len(said.err.strip().splitlines()) == 1


def test_a_day_that_is_none(tmp_path: Path, sheet: Path) -> None:
    said = tell(tmp_path / "home", "import", str(sheet), "--day", "2021-02-31")
    assert said.code == 1 and "31-02-2021" in said.err


def test_ctrl_c_is_heard_between_two_rows() -> None:
    before = signal.getsignal(signal.SIGINT)  # a shell's background jobs ignore it
    with back_entry._stoppable() as stopped:
        assert not stopped()
        signal.raise_signal(signal.SIGINT)
        assert stopped()
    assert signal.getsignal(signal.SIGINT) is before
    quiet: list[bool] = []

    def elsewhere() -> None:
        with back_entry._stoppable() as stopped:
            quiet.append(stopped())

    thread = threading.Thread(target=elsewhere)
    thread.start()
    thread.join()
    assert quiet == [False]


def test_a_portals_list_is_kept_for_its_day_and_what_it_names_nobody_by_is_handed_back(
    tmp_path: Path,
) -> None:
    headings = ["Beneficiary Reference ID", "Name", "Dose"]
    rows = [["62682606457710", "Vikas Nishad", "1"], ["", "", "2"]]
    file = raipur.write_csv(tmp_path / "portal.csv", headings, rows)
    said = tell(tmp_path / "home", "import", str(file), "--kind", "portal", "--day", raipur.DAY, "--json")
    assert (said.code, said.json["read"], said.json["saved"]) == (1, 2, 1)
    assert [(one["row"], one["field"]) for one in said.json["rejected"]] == [(3, "name")]
