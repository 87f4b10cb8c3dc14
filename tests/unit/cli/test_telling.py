from __future__ import annotations

import errno
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from tests.unit.cli.tool import tell
from tikadesk import i18n, paths, settings
from tikadesk.cli import telling
from tikadesk.errors import InvalidRecord, Problem, StoreTrouble
from tikadesk.store import keys
from tikadesk.store.connection import _SENTENCES


def raised(error: BaseException) -> tuple[int, str, str]:
    @click.command()
    def work() -> None:
        with telling.told():
            raise error

    done = CliRunner().invoke(work)
    return done.exit_code, done.stdout, done.stderr.strip()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (StoreTrouble("store.full"), "cli.store.full"),
        (StoreTrouble("store.no_key"), "store.no_key"),
        (click.Abort(), "cli.interrupted"),
        (KeyboardInterrupt(), "cli.interrupted"),
    ],
)
def test_what_a_person_can_meet_is_one_sentence_and_exit_code_1(error: BaseException, words: str) -> None:
    assert raised(error) == (1, "", i18n.tr(words))


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("key", sorted({*_SENTENCES.values(), "store.cannot_write", "store.newer"}))
def test_no_sentence_about_the_store_speaks_of_a_form(key: str, language: str) -> None:
    i18n.use(language)
    words = telling.said(key, {"folder": "x", "found": 2, "known": 1})
    for of_the_window in ("NOT SAVED", "this form", "सुरक्षित नहीं हुआ", "फ़ॉर्म", "सहेजें"):
        assert of_the_window not in words


def test_the_systems_own_refusals_are_sentences_too() -> None:
    code, _, words = raised(PermissionError(errno.EACCES, "Permission denied"))
    assert code == 1
    assert words == i18n.tr("cli.os_trouble", words="Permission denied")


def test_every_problem_of_a_record_is_told() -> None:
    found = InvalidRecord([Problem("name", "misfit.missing.name"), Problem("day", "misfit.day_ahead")])
    assert telling.sentence(found) == f"{i18n.tr('misfit.missing.name')} {i18n.tr('misfit.day_ahead')}"


def test_a_bug_is_not_dressed_up_as_a_sentence() -> None:
    with pytest.raises(ZeroDivisionError), telling.told():
        raise ZeroDivisionError


def damaged(home: Path) -> str:
    (home / "data" / "desk.db").write_bytes(b"no database" * 1000)
    return "store.wrong_key"


def other_key(home: Path) -> str:
    (home / "config" / keys.FILE_NAME).write_text("00" * 32, encoding="ascii")
    return "store.wrong_key"


def no_key(home: Path) -> str:
    (home / "config" / keys.FILE_NAME).unlink()
    return "store.no_key"


def folder_is_a_file(home: Path) -> str:
    for file in sorted((home / "data").iterdir()):
        file.unlink()
    (home / "data").rmdir()
    (home / "data").write_text("", encoding="ascii")
    return "store.cannot_write"


@pytest.mark.parametrize("spoil", [damaged, other_key, no_key, folder_is_a_file])
@pytest.mark.parametrize("command", ["status", "check", "sync"])
def test_a_database_that_does_not_open_is_a_sentence(tmp_path: Path, spoil: object, command: str) -> None:
    home = tmp_path / "home"
    assert tell(home, "status").code == 0
    assert callable(spoil)
    key = spoil(home)
    said = tell(home, command, "--json")
    words = said.err
    if (
        command == "check" and key != "store.cannot_write"
    ):  # there is a desk, and this is what is wrong with it
        assert said.json["ok"] is False and len(said.json["problems"]) == 1
        words = said.json["problems"][0]
    else:
        assert said.out == ""
    assert said.code == 1
    assert len(words.strip().splitlines()) == 1
    expected = {i18n.tr(key, folder=str(home / "data")), i18n.tr("cli.no_desk", folder=str(home / "data"))}
    assert words.strip() in expected


def test_home_may_stand_before_or_after_the_command(tmp_path: Path) -> None:
    assert tell(None, "--home", str(tmp_path / "a"), "status").code == 0
    assert (tmp_path / "a" / "data" / "desk.db").is_file()
    assert tell(tmp_path / "b", "status").code == 0
    assert (tmp_path / "b" / "data" / "desk.db").is_file()


def test_sentences_come_in_the_language_chosen_on_this_machine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert tell(tmp_path, "status").code == 0
    settings.save(paths.home(tmp_path), settings.Settings(language="hi"))
    assert "जुड़ा नहीं" in tell(tmp_path, "sync").err
    i18n.use("en")
    monkeypatch.setenv("TIKADESK_LANG", "en")
    assert "not enrolled" in tell(tmp_path, "sync").err
