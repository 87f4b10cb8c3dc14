from __future__ import annotations

import hashlib
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.desk import practice_desk, walk_in
from tikadesk.actions.desk import Desk
from tikadesk.errors import StoreTrouble
from tikadesk.reports import FORMATS, REPORTS, csv_file, export
from tikadesk.reports.watch import EVERY, GivenUp, Watch

DAY = "2021-05-17"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path / "desk") as opened:
        yield opened


def made(desk: Desk, form: str, out: Path, watch: Watch) -> export.Made:
    return export.export(desk.store, "register", DAY, DAY, form, out, watch=watch)


def test_every_format_is_one_of_some_report() -> None:
    assert {form for name in REPORTS for form in export.formats(name)} == set(FORMATS)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("form", FORMATS)
def test_the_file_is_what_was_said_of_it(tmp_path: Path, desk: Desk, form: str) -> None:
    walk_in(desk)
    out = tmp_path / f"register.{form}"
    told: list[tuple[int, int]] = []
    watch = Watch(progress=lambda done, total: told.append((done, total)))
    first = made(desk, form, out, watch)
    assert (first.rows, first.file) == (1, out)
    assert first.sha256 == hashlib.sha256(out.read_bytes()).hexdigest()
    assert made(desk, form, out, watch) == first
    assert told[0] == (0, 1) and told[-1] == (1, 1)


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("form", FORMATS)
def test_given_up_halfway_leaves_the_old_file_and_no_half_one(
    tmp_path: Path, desk: Desk, form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(EVERY + 1):
        walk_in(desk, dose=False, mobile=f"98260{number:05d}")
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / f"register.{form}"
    out.write_text("old", encoding="utf-8")
    asked: list[int] = []
    watch = Watch(progress=lambda done, _: asked.append(done), cancelled=lambda: bool(asked))
    with pytest.raises(GivenUp):
        made(desk, form, out, watch)
    assert asked == [0]
    assert [file.read_text("utf-8") for file in folder.iterdir()] == ["old"]
    desk.store.connection.execute("BEGIN IMMEDIATE")  # and nothing is being read any more
    desk.store.connection.execute("ROLLBACK")


@pytest.mark.usefixtures("qapp")
@pytest.mark.parametrize("form", FORMATS)
def test_a_disk_that_fills_up_on_the_way_leaves_the_old_file_and_a_sentence(
    tmp_path: Path, desk: Desk, form: str
) -> None:
    walk_in(desk)
    folder = tmp_path / "out"
    folder.mkdir()
    out = folder / f"register.{form}"
    out.write_text("old", encoding="utf-8")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (256, before[1]))  # the system itself refuses the 257th byte
    try:
        with pytest.raises(StoreTrouble) as met:
            made(desk, form, out, Watch())
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert met.value.key == "report.disk_full"
    assert [file.read_text("utf-8") for file in folder.iterdir()] == ["old"]
    assert made(desk, form, out, Watch()).rows == 1


def test_a_line_that_does_not_reach_the_disk_is_noticed(
    tmp_path: Path, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    walk_in(desk)
    written = csv_file.write

    def forgetful(sheet: csv_file.Sheet, out: csv_file.BinaryIO) -> int:
        rows = written(sheet, out)
        out.seek(-8, 2)
        out.truncate()
        return rows

    monkeypatch.setitem(export.WRITERS, "csv", forgetful)
    with pytest.raises(StoreTrouble) as met:
        made(desk, "csv", tmp_path / "a.csv", Watch())
    assert met.value.key == "report.not_as_written"
    assert not (tmp_path / "a.csv").exists()
