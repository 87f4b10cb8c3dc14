from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from tests.unit.server.desk_at_hand import DeskAtHand
from tikadesk.domain import journal, numbers
from tikadesk.i18n import tr
from tikadesk.server.cli import server
from tikadesk.server.home import ServerHome

Ask = Callable[..., Result]


@pytest.fixture
def ask(home: ServerHome, template: ServerHome) -> Iterator[Ask]:
    """Run one command on this test's server. What commands write beside the database is taken back: later tests get a
    copy of it.
    """
    before = template.sidecar.read_bytes()

    def run(*words: str) -> Result:
        return CliRunner().invoke(server, [*words, "--home", str(template.folder)])

    yield run
    template.sidecar.write_bytes(before)


def alone(home: Path, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run one command in a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "tikadesk.server", *words, "--home", str(home)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=60,
    )


def test_results_are_one_json_object_or_a_sentence(ask: Ask) -> None:
    made = json.loads(ask("enrol-code", "--centre", "CG-0231", "--json").stdout)
    assert set(made) == {"code", "expires_at"}
    assert made["code"] not in ask("enrol-code", "--centre", "CG-0231").stdout
    added = json.loads(ask("centre", "add", "CG-0501", "PHC", "--district", "387", "--json").stdout)
    assert added["code"] == "CG-0501"
    status = json.loads(ask("status", "--json").stdout)
    assert {"devices", "entries", "records", "held", "flagged", "duplicate_numbers", "centres"} <= set(status)
    assert "CG-0501" in ask("status").stdout


def test_numbers_are_set_aside_for_paper(ask: Ask) -> None:
    given = json.loads(ask("print-series", "--kind", "R", "--count", "500", "--json").stdout)
    assert {name: given[name] for name in ("kind", "series", "count")} == {
        "kind": "R",
        "series": 90,
        "count": 500,
    }
    first, last = numbers.parse(given["first"]), numbers.parse(given["last"])
    assert first is not None and last is not None and last.counter - first.counter == 499
    told = ask("print-series", "--count", "10", "--centre", "CG-0231").stdout
    assert numbers.shown(str(replace(last, counter=last.counter + 1))) in told
    assert ask("print-series", "--count", "0").exit_code == 2


def test_the_status_tells_of_boxes_for_a_code_that_no_centre_has(ask: Ask, desk: DeskAtHand) -> None:
    for place, to in enumerate(("CG-0900", "LAB-NOWHERE")):
        box = desk.hand.entry("consignment", {"lab": to, "state": "sealed"})
        assert desk.say(box.body()) == {}, place
    told = ask("status").stdout
    assert tr("server.status.sent", code="CG-0900", boxes=1, samples=0) in told.splitlines()
    assert tr("server.status.sent_nowhere", code="LAB-NOWHERE", boxes=1, samples=0) in told.splitlines()


def test_errors_are_one_sentence_and_exit_one(ask: Ask) -> None:
    done = ask("enrol-code", "--centre", "CG-9")
    assert done.exit_code == 1
    assert done.stderr.strip() == tr("server.centre_unknown", code="CG-9")
    assert done.stdout == ""


def test_wrong_usage_is_exit_two(ask: Ask) -> None:
    for words in (["enrol-code"], ["centre", "add", "X"], ["run", "--port", "70000"], ["nothing"]):
        assert ask(*words).exit_code == 2, words


def test_every_command_explains_itself() -> None:
    for name, command in server.commands.items():
        done = CliRunner().invoke(server, [name] if name == "manage" else [name, "--help"])
        assert command.help
        assert done.exit_code == (1 if name == "manage" else 0), name


def test_a_made_home_is_told_with_the_first_link(tmp_path: Path) -> None:
    made = alone(tmp_path / "server", "init", "--practice")
    assert made.returncode == 0, made.stderr
    assert "/admin/first/" in made.stdout
    again = alone(tmp_path / "server", "status", "--json")
    assert json.loads(again.stdout)["series"] == 0
    hindi = alone(tmp_path / "nothing", "status", TIKADESK_LANG="hi")
    assert "सर्वर नहीं है" in hindi.stderr
    key = tmp_path / "server" / "keys" / "mac.key"
    key.write_text("damaged")
    damaged = alone(tmp_path / "server", "status")
    assert (damaged.returncode, damaged.stderr.count("\n")) == (1, 1)
    assert "mac.key" in damaged.stderr


def test_addresses_that_cannot_be_served_are_refused(tmp_path: Path, template: ServerHome) -> None:
    for words, key in (
        (("run", "--host", "0.0.0.0"), "server.needs_certificate"),
        (("run", "--workers", "2"), "server.workers_need_postgresql"),
    ):
        done = alone(template.folder, *words)
        assert done.returncode == 1
        assert done.stderr.strip() == tr(key, host="0.0.0.0")


def test_postgresql_without_its_driver_is_told(tmp_path: Path) -> None:
    done = alone(tmp_path / "server", "init", "--database", "postgresql://x@127.0.0.1:1/x")
    assert done.returncode == 1
    assert done.stderr.strip() in (tr("server.no_driver"), tr("server.no_database"))


def test_the_code_of_a_closing_is_compared_with_what_is_here(ask: Ask, desk: DeskAtHand) -> None:
    desk.hand.register()
    desk.hand.register()
    desk.push()
    label, length = desk.device.label, len(desk.hand.bodies)
    code = journal.shown(desk.hand.heads[-1])
    found = ask("check-code", label, str(length), code.lower().replace("-", " "), "--json")
    assert found.exit_code == 0
    assert json.loads(found.stdout) == {"label": label, "length": length, "holds": length, "same": True}
    for words, key in (
        ((label, str(length), "0000-0000"), "server.code_differs"),
        ((label, str(length + 1), code), "server.code_short"),
    ):
        said = ask("check-code", *words)
        assert said.exit_code == 1
        assert said.stdout.strip() == tr(key, label=label, length=int(words[1]), holds=length)
    assert ask("check-code", "none", "1", code).exit_code == 1
