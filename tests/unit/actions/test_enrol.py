"""Enrolling: what is asked of a server, and what is written down of its answer. No network here."""

from __future__ import annotations

from base64 import b64encode
from pathlib import Path

import pytest
from nacl.public import PrivateKey, SealedBox
from nacl.signing import SigningKey

from tests.desk import walk_in
from tests.sentences import assert_said
from tikadesk.actions import enrol, staff
from tikadesk.actions.desk import Desk
from tikadesk.domain.numbers import parse
from tikadesk.domain.wire import from_base64, lease_item
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.paths import Home, home
from tikadesk.store import keys

ESCROW = PrivateKey.generate()
SERVICE = SigningKey.generate()


def answer(desk: Desk) -> dict[str, object]:
    """What a server says to a desk it has enrolled, with a lease of three numbers."""
    return {
        "cert": "certificate", "label": "2", "state": "CG", "district": "387",
        "centre": {"code": "RPR01", "name": "Mowa PHC", "name_hi": "मोवा पीएचसी"},
        "leases": [lease_item(id=desk.ids.new(), request="enrolment", state="CG", kind="R", series=1, low=100, high=102,
                              device=desk.store.me.device)],
        "service_key": b64encode(bytes(SERVICE.verify_key)).decode(),
        "escrow_pub": b64encode(bytes(ESCROW.public_key)).decode(),
    }  # fmt: skip


@pytest.fixture
def place(tmp_path: Path) -> Home:
    """The folders of the desk fixture."""
    return home(tmp_path / "home")


def test_a_desk_asks_with_its_own_id_and_public_keys_only(desk: Desk) -> None:
    body = enrol.ask(desk, "  abcd-1234 ")
    key = SigningKey(desk.store.me.seed)
    assert (body["code"], body["dev"]) == ("ABCD-1234", desk.store.me.device)
    assert from_base64(str(body["pub"])) == bytes(key.verify_key)
    assert desk.store.me.seed.hex() not in str(body)


def test_after_the_answer_the_desk_has_a_centre_numbers_and_a_sealed_key(desk: Desk, place: Home) -> None:
    enrol.keep(desk, answer(desk), ["http://localhost:1"], place)
    assert desk.enrolled and desk.label == "2"
    assert desk.centre is not None and (desk.centre.code, desk.centre.district) == ("RPR01", "387")
    number = parse(walk_in(desk).no)
    assert number is not None and (number.kind, number.series, number.counter) == ("R", 1, 100)
    sealed = (place.data / keys.SEALED).read_bytes()
    assert SealedBox(ESCROW).decrypt(sealed) == keys.load(place, make=False)[0]


def test_when_the_numbers_run_out_a_desk_goes_on_with_its_own(desk: Desk, place: Home) -> None:
    enrol.keep(desk, answer(desk), [], place)
    kinds = [number.kind for number in (parse(walk_in(desk).no) for _ in range(4)) if number]
    assert kinds == ["R", "R", "R", "Z"]


def test_an_enrolled_desk_is_not_enrolled_again(desk: Desk, place: Home) -> None:
    enrol.keep(desk, answer(desk), [], place)
    with pytest.raises(NotAllowed) as refusal:
        enrol.ask(desk, "ABCD-1234")
    assert_said(refusal.value.key, refusal.value.params)


def test_who_enrols_the_desk_becomes_its_supervisor_once(desk: Desk) -> None:
    assert enrol.first_supervisor(desk, "Somebody Else", "4821").id == staff.operators(desk)[0].id


def test_a_desk_without_staff_gets_its_first_supervisor(tmp_path: Path) -> None:
    from tests.desk import practice_desk

    with practice_desk(tmp_path / "new", staffed=False) as fresh:
        with pytest.raises(InvalidRecord):
            enrol.first_supervisor(fresh, "Meena Thakur", "11")
        assert enrol.first_supervisor(fresh, "Meena Thakur", "2580").role == "supervisor"
