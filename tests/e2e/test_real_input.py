"""A day's paper register through the command line: taken in, mended, taken in again, synced; both sides agree."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import raipur
from tests.desk import SUPERVISOR
from tests.enrolled_desk import counted, counted_there
from tests.server_process import ServerProcess
from tests.unit.cli.tool import Said, tell
from tikadesk.cli.signing import ENV_PIN

EVERYBODY = raipur.SAVED + raipur.REJECTED


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServerProcess]:
    with ServerProcess(tmp_path_factory.mktemp("server")) as process:
        yield process


@pytest.fixture
def home(server: ServerProcess, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv(ENV_PIN, SUPERVISOR[1])
    code = server.enrol_code()
    words = ["--server", server.url, "--code", code, "--operator", SUPERVISOR[0], "--pin-stdin", "--json"]
    said = tell(tmp_path / "desk", "enrol", *words, typed=SUPERVISOR[1] + "\n")
    assert said.code == 0, said.err
    assert said.json.keys() >= {"device", "centre", "servers", "leases"}
    assert said.json["leases"]["R"] > 0
    return tmp_path / "desk"


def take_in(home: Path, file: Path) -> Said:
    words = ["--kind", "registration", "--day", raipur.DAY, "--as", SUPERVISOR[0], "--json"]
    return tell(home, "import", str(file), *words)


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    return Path(shutil.copy(raipur.FILE, tmp_path / "sheet.csv"))


def test_the_paper_register_goes_in_and_up(
    home: Path, server: ServerProcess, sheet: Path, tmp_path: Path
) -> None:
    first = take_in(home, sheet)
    assert first.code == 1
    told = first.json
    assert (told["read"], told["saved"], told["already_here"]) == (raipur.READ, raipur.SAVED, raipur.REPEATED)
    assert len(told["rejected"]) == raipur.REJECTED
    rejected = sheet.with_name(sheet.name + ".rejected.csv")
    with rejected.open(encoding="utf-8-sig", newline="") as opened:
        rows = list(csv.DictReader(opened))
    text = rejected.read_text("utf-8-sig").replace(" ", "")
    assert not [number for number in raipur.aadhaars() if number in text]
    headings = list(raipur.ENGLISH)
    mended = raipur.write_csv(rejected, headings, [raipur.mended(headings, row) for row in rows])
    second = take_in(home, mended)
    assert (second.code, second.json["saved"], second.json["rejected"]) == (0, raipur.REJECTED, [])
    for again in (take_in(home, sheet), take_in(home, mended)):
        assert again.json["saved"] == 0
    synced = tell(home, "sync", "--until-empty", "--timeout", "60", "--json")
    assert synced.code == 0, synced.err
    assert (synced.json["waiting"], synced.json["held"], synced.json["flagged"]) == (0, 0, 0)
    assert counted(home) == counted_there(server) == {"registration": EVERYBODY, "dose": EVERYBODY}
    assert server.status()["duplicate_numbers"] == 0
    status = tell(home, "status", "--json").json
    assert status["on_server"] == status["entries"] and status["servers"][0]["answers"] is True
    assert tell(home, "check", "--json").json == {"ok": True, "problems": []}


def test_import_and_export_need_an_operator_on_an_enrolled_desk(
    home: Path, sheet: Path, tmp_path: Path
) -> None:
    for words in (
        ["import", str(sheet)],
        ["export", "register", "--day", raipur.DAY, "--out", str(tmp_path / "r.csv")],
    ):
        said = tell(home, *words)
        assert (said.code, said.out) == (1, "") and "--as" in said.err
        assert tell(home, *words, "--as", "Nobody").code == 1


def test_status_and_sync_without_a_server(home: Path, server: ServerProcess) -> None:
    server.kill()  # the last test of this file: the others need the server
    status = tell(home, "status", "--json").json
    assert status["servers"][0]["answers"] is False and status["waiting"] == status["entries"] > 0
    said = tell(home, "sync", "--once", "--json")
    assert (said.code, said.json["waiting"]) == (1, status["entries"])
    assert len(said.err.strip().splitlines()) == 1
    patient = tell(home, "sync", "--until-empty", "--timeout", "1", "--json")
    assert patient.code == 1
