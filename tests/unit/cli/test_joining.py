from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest
from nacl.public import PrivateKey
from nacl.signing import SigningKey

from tests.unit.cli.tool import tell
from tests.unit.sync.raw_server import answer, raw_server
from tikadesk import i18n
from tikadesk.domain.wire import dump, lease_item

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


def test_without_a_terminal_the_pin_has_to_be_given(tmp_path: Path) -> None:
    words = ["--server", NOWHERE, "--code", "ABCD-EFGH-JK", "--operator", "Meena Thakur"]
    said = tell(tmp_path, "enrol", *words, typed="2580\n")
    assert (said.code, said.out, said.err.strip()) == (1, "", i18n.tr("cli.no_pin"))


@pytest.mark.parametrize(("granted", "key"), [(0, "cli.enrolled_without_numbers"), (50, "cli.enrolled")])
def test_a_desk_that_was_given_no_numbers_is_told_when_they_come(
    tmp_path: Path, granted: int, key: str
) -> None:
    assert tell(tmp_path, "status").code == 0
    said = {
        "cert": "certificate",
        "label": "2",
        "state": "CG",
        "district": "387",
        "centre": {"code": "RPR01", "name": "Mowa PHC", "name_hi": "मोवा पीएचसी"},
        "leases": _leases(tmp_path, granted),
        "service_key": b64encode(bytes(SigningKey.generate().verify_key)).decode(),
        "escrow_pub": b64encode(bytes(PrivateKey.generate().public_key)).decode(),
    }
    with raw_server(answer(dump(said), status="201 Created")) as server:
        words = ["--server", server, "--code", "ABCD", "--operator", "Meena Thakur", "--pin-stdin"]
        told = tell(tmp_path, "enrol", *words, typed="2580\n")
    places = {"centre": "RPR01", "label": "2", "name": "Meena Thakur", "numbers": granted}
    assert (told.code, told.out.strip()) == (0, i18n.tr(key, **places))


def _leases(home: Path, granted: int) -> list[object]:
    if not granted:
        return []
    device = str(tell(home, "status", "--json").json["device"])
    low, high = 100, 99 + granted
    return [
        lease_item(
            id=device, request="enrolment", state="CG", kind="R", series=1, low=low, high=high, device=device
        )
    ]
