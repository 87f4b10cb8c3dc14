from __future__ import annotations

import pytest

from tests.hand_made_desk import HandMadeDesk, certificate_of
from tests.unit.server.desk_at_hand import DeskAtHand, enrol_at
from tikadesk.domain import wire
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.wire import Fault, WireError
from tikadesk.server import devices, enrol, sql
from tikadesk.server.service import Service


def ask(service: Service, code: str, seed: int = 5, **more: object) -> dict[str, object]:
    """Enrol a machine with its own key."""
    pub = wire.to_base64(bytes(HandMadeDesk("", seed).key.verify_key))
    return enrol.enrol(service, {"code": code, "pub": pub, **more}, ["http://server"])


def refused(service: Service, code: str, seed: int = 5) -> bool:
    """Whether the code is refused."""
    try:
        ask(service, code, seed)
    except WireError as error:
        assert error.fault is Fault.CODE_REFUSED
        return True
    return False


def test_a_code_is_ten_clear_signs_in_groups(service: Service) -> None:
    codes = {enrol.new_code(service, "CG-0231").code for _ in range(50)}
    assert len(codes) == 50
    for code in codes:
        assert [len(part) for part in code.split("-")] == [4, 4, 2]
        assert set(code) <= {*enrol.ALPHABET, "-"}
        assert not set(code) & set("ILOU")


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("k7qf-2m9t-4x", "K7QF2M9T4X"),
        (" K7QF 2M9T 4X ", "K7QF2M9T4X"),
        ("OIL0-1111-11", "0110111111"),
        ("K7QF-2M9T", None),
        ("K7QF-2M9T-4U", None),
        ("", None),
        (None, None),
        (["K7QF2M9T4X"], None),
    ],
)
def test_codes_are_read_as_people_type_them(typed: object, read: str | None) -> None:
    assert enrol.read_code(typed) == read


def test_the_answer_holds_what_a_desk_needs(service: Service) -> None:
    answer = ask(service, enrol.new_code(service, "CG-0231").code)
    assert (answer["state"], answer["district"], answer["servers"]) == ("CG", "387", ["http://server"])
    assert answer["centre"] == {
        "code": "CG-0231",
        "name": "UPHC Gudhiyari",
        "name_hi": "शहरी पीएचसी गुढ़ियारी",
    }
    said = certificate_of(str(answer["cert"]))
    assert said["dev"] == answer["dev"]
    assert said["role"] == "desk"
    assert isinstance(answer["leases"], list)
    assert len(answer["leases"]) == 4


def test_a_code_is_used_once(service: Service) -> None:
    code = enrol.new_code(service, "CG-0231").code
    first = ask(service, code)
    assert ask(service, code)["dev"] == first["dev"]  # the same machine, whose answer was lost
    assert refused(service, code, seed=6)
    assert sql.value("SELECT COUNT(*) FROM device") == 1


def test_a_key_that_is_known_keeps_its_journal_with_another_code(service: Service) -> None:
    first = ask(service, enrol.new_code(service, "CG-0231").code)
    second = enrol.new_code(service, "CG-0231").code
    assert ask(service, second)["dev"] == first["dev"]
    assert refused(service, second, seed=6)
    assert refused(service, enrol.new_code(service, "CG-0900").code)  # of another centre


def test_a_code_ends_after_72_hours(service: Service, clock: FixedClock) -> None:
    made = enrol.new_code(service, "CG-0231")
    clock.advance(seconds=72 * 3600 - 1)
    assert made.expires_at > clock.now()
    clock.advance(seconds=2)
    assert refused(service, made.code)


def test_five_guesses_burn_a_code(service: Service) -> None:
    code = enrol.new_code(service, "CG-0231").code
    wrong = [sign for sign in "ABCDEF" if sign != code[-1]]
    for sign in wrong[:4]:
        assert refused(service, code[:-1] + sign)
    assert sql.value("SELECT tries_left FROM enrol_code") == 1
    assert refused(service, code[:-1] + wrong[4])
    assert refused(service, code)


def test_four_guesses_do_not(service: Service) -> None:
    code = enrol.new_code(service, "CG-0231").code
    for sign in [sign for sign in "ABCDE" if sign != code[-1]][:4]:
        assert refused(service, code[:-1] + sign)
    assert not refused(service, code)


def test_the_code_cannot_be_read_in_the_database(service: Service) -> None:
    code = enrol.new_code(service, "CG-0231").code.replace("-", "")
    handle, hashed = sql.rows("SELECT handle, hash FROM enrol_code")[0]
    assert handle == code[:4]
    assert code.encode() not in bytes(hashed)


def test_a_journal_id_is_taken_over_only_when_free(service: Service, desk: DeskAtHand) -> None:
    wished = desk.hand.ids.new()
    code = enrol.new_code(service, "CG-0231").code
    assert ask(service, code, dev=wished)["dev"] == wished
    code = enrol.new_code(service, "CG-0231").code
    assert ask(service, code, seed=7, dev=desk.hand.dev)["dev"] != desk.hand.dev


def test_labels_are_not_given_twice_even_after_a_wipe(service: Service, desk: DeskAtHand) -> None:
    assert desk.hand.label == "0001"
    for table in ("lease", "lease_wish", "enrol_code", "device"):
        sql.run(f"DELETE FROM {table}")
    assert enrol_at(service, seed=4).hand.label == "0002"


def test_a_forked_desk_may_continue_three_times_a_day(
    service: Service, desk: DeskAtHand, clock: FixedClock
) -> None:
    def go_on(seed: int) -> str:
        pub = wire.to_base64(bytes(HandMadeDesk("", seed).key.verify_key))
        sig = desk.hand.key.sign(b"tika1|continues|" + desk.hand.dev.encode() + b"|" + pub.encode()).signature
        continues = {"cert": desk.hand.cert, "common": 0, "sig": wire.to_base64(sig)}
        return str(enrol.enrol(service, {"pub": pub, "continues": continues}, [])["dev"])

    made = {go_on(seed) for seed in (20, 21, 22)}
    assert len(made) == 3
    assert go_on(20) in made  # asked again, the same answer
    with pytest.raises(WireError) as throttled:
        go_on(23)
    assert throttled.value.fault is Fault.THROTTLED
    clock.advance(seconds=24 * 3600 + 1)
    go_on(23)
    devices.revoke(service, desk.hand.dev)
    with pytest.raises(WireError) as revoked:
        go_on(24)
    assert revoked.value.fault is Fault.DEVICE_REVOKED


@pytest.mark.parametrize("continues", [7, [], {}, {"cert": "x.y", "sig": ""}, {"cert": None}])
def test_a_continuation_without_proof_is_refused(service: Service, continues: object) -> None:
    with pytest.raises(WireError) as error:
        ask(service, "", continues=continues)
    assert error.value.fault in (Fault.CODE_REFUSED, Fault.MALFORMED)
