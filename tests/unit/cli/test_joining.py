from __future__ import annotations

from pathlib import Path

import pytest

from tests.unit.cli.tool import tell
from tikadesk import i18n

NOWHERE = "http://127.0.0.1:9"


def enrol(home: Path, *words: str, server: str = NOWHERE, pin: str = "2580\n") -> tuple[int, str]:
    arguments = [
        "--server",
        server,
        "--code",
        "ABCD-EFGH-JK",
        "--operator",
        "Meena Thakur",
        "--pin-stdin",
        *words,
    ]
    said = tell(home, "enrol", *arguments, typed=pin)
    assert said.out == ""
    return said.code, said.err.strip()


@pytest.mark.parametrize(
    ("server", "key"), [("server", "enrol.not_an_address"), ("http://example.org", "enrol.needs_https")]
)
def test_an_address_that_will_not_do(tmp_path: Path, server: str, key: str) -> None:
    assert enrol(tmp_path, server=server) == (1, i18n.tr(key, server=server))


def test_a_bad_pin_is_refused_before_the_code_is_used(tmp_path: Path) -> None:
    assert enrol(tmp_path, pin="12\n") == (1, i18n.tr("misfit.pin"))


def test_a_server_that_is_not_there(tmp_path: Path) -> None:
    assert enrol(tmp_path) == (1, i18n.tr("sync.fault.no_server"))
    assert tell(tmp_path, "status", "--json").json["records"]["operator"] == 0
