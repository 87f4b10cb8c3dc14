"""The list of a box comes back whole and from a desk of ours, or it is said what is wrong with it."""

from __future__ import annotations

import zlib
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from nacl.signing import SigningKey

from tests.sentences import assert_said
from tikadesk.domain import manifest, qr_parts, rehearsal, signed
from tikadesk.domain.manifest import Fault, Manifest, Tube, Unreadable, open_up, seal_up
from tikadesk.domain.numbers import Number, of_tube
from tikadesk.domain.wire import to_base64

SERVICE, OTHER_SERVICE = SigningKey(bytes(32)), SigningKey(bytes([7]) * 32)
SERVICE_KEY = bytes(SERVICE.verify_key)
SEED, OTHER_SEED = bytes(range(32)), bytes(range(1, 33))
DEVICE = "3b1f9a52-17c8-4f0e-9d5a-6a4d2f1b8c90"


def certificate(seed: bytes = SEED, *, service: SigningKey = SERVICE, centre: str = "CG-0231") -> str:
    return signed.sign(
        service,
        signed.CERTIFICATE,
        {
            "dev": DEVICE, "pub": to_base64(bytes(SigningKey(seed).verify_key)), "label": "0417", "centre": centre,
            "district": "387", "state": "CG", "role": "desk",
        },
    )  # fmt: skip


def sealed(one: Manifest, *, seed: bytes = SEED, cert: str | None = "") -> bytes:
    return seal_up(one, device=DEVICE, seed=seed, cert=certificate() if cert == "" else cert)


TUBE = Tube(
    no=str(Number("CG", "K", 1, 870)), name="Sushila Devi", age=34, sex="F", sample_type="np_op",
    taken="2021-05-17T10:20", mobile="9826041187", category="1", repeated=False, srf_id="",
)  # fmt: skip
BOX = Manifest(
    consignment="01797339-36c0-729b-b27a-7185612e7696", no=str(Number("CG", "C", 1, 36)), sealing=1, centre="CG-0231",
    centre_name="UPHC Gudhiyari", lab="LAB-JNMRPR", test="rtpcr", sealed_at="2021-05-17T22:10", sealed_temp=42,
    seal_no="S00412", cold_box="2", packed_by="Anil Kushwaha", tubes=(TUBE, replace(TUBE, name="सुशीला देवी")),
    practice=False,
)  # fmt: skip
DATA = sealed(BOX)

WORDS = st.text(
    st.one_of(
        st.characters(min_codepoint=0x900, max_codepoint=0x97F), st.characters(exclude_categories=("C", "Z"))
    ),
    max_size=12,
)
NUMBERS = st.builds(
    lambda kind, series, counter, suffix: of_tube(str(Number("UP", kind, series, counter)), suffix),
    st.sampled_from("KZ"), st.integers(0, 98), st.one_of(st.integers(0, 9_999_999), st.integers(40, 44)),
    st.integers(1, 9),
)  # fmt: skip
MINUTES = st.integers(-50_000, 5_000_000).map(
    lambda minutes: (datetime(2020, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)).strftime("%Y-%m-%dT%H:%M")
)
STRANGE = st.one_of(WORDS, st.sampled_from(["", "+1", "=", "=+2", "0007", "0008", "2021-05-17", "-3"]))
TUBES = st.builds(
    Tube,
    no=st.one_of(NUMBERS, STRANGE), name=WORDS, age=st.one_of(st.none(), st.integers(0, 120)),
    sex=st.sampled_from(["F", "M", "O", ""]), sample_type=WORDS, taken=st.one_of(MINUTES, STRANGE), mobile=STRANGE,
    category=WORDS, repeated=st.booleans(), srf_id=st.one_of(st.from_regex(r"[0-9]{13}", fullmatch=True), STRANGE),
)  # fmt: skip
BOXES = st.builds(
    Manifest,
    consignment=WORDS, no=WORDS, sealing=st.integers(1, 99), centre=st.just("CG-0231"), centre_name=WORDS, lab=WORDS,
    test=WORDS, sealed_at=WORDS, sealed_temp=st.one_of(st.none(), st.integers(-900, 600)), seal_no=WORDS,
    cold_box=WORDS, packed_by=WORDS, tubes=st.lists(TUBES, max_size=6).map(tuple), practice=st.just(False),
)  # fmt: skip


def fault(data: bytes, *, service_key: bytes | None = SERVICE_KEY, practice: bool = False) -> Unreadable:
    """How ``data`` is refused, which must be sayable."""
    with pytest.raises(Unreadable) as caught:
        open_up(data, service_key=service_key, practice=practice)
    assert_said(caught.value.key, caught.value.params)
    return caught.value


def resealed(data: bytes) -> bytes:
    """The same bytes with a checksum that fits, as whoever alters a list would write it."""
    return data[:-4] + zlib.crc32(data[:-4]).to_bytes(4, "big")


@given(BOXES)
def test_a_list_comes_back_as_it_was(one: Manifest) -> None:
    assert open_up(sealed(one), service_key=SERVICE_KEY) == one


def test_white_space_in_a_name_becomes_a_space() -> None:
    odd = replace(BOX, tubes=(replace(TUBE, name="Sushila\tDevi\nBai"),))
    assert open_up(sealed(odd), service_key=SERVICE_KEY).tubes[0].name == "Sushila Devi Bai"


@given(st.integers(0, len(DATA) * 8 - 1))
def test_any_flipped_bit_is_told_as_damage(bit: int) -> None:
    flipped = bytearray(DATA)
    flipped[bit // 8] ^= 1 << bit % 8
    in_the_magic = bit // 8 < 6
    assert fault(bytes(flipped)).fault is (Fault.FOREIGN if in_the_magic else Fault.DAMAGED)


@given(st.integers(0, len(DATA) - 1))
def test_any_cut_is_told_as_damage(length: int) -> None:
    assert fault(DATA[:length]).fault is (Fault.DAMAGED if length >= 6 else Fault.FOREIGN)


@given(st.binary(max_size=200).filter(lambda data: not data.startswith(b"tikam")))
def test_what_is_no_list_is_a_strangers(data: bytes) -> None:
    assert fault(data).key == "manifest.no_list"


@given(st.integers(48, len(DATA) * 8 - 33))
def test_whoever_changes_a_list_and_mends_its_checksum_is_found_out(bit: int) -> None:
    changed = bytearray(DATA)
    changed[bit // 8] ^= 1 << bit % 8
    # The server's signature and its certificate can no more be changed than the list itself.
    assert fault(resealed(bytes(changed)))


def test_a_row_that_another_device_changed_and_signed_is_told_as_altered() -> None:
    changed = replace(BOX, tubes=(replace(TUBE, name="Geeta Sahu"), *BOX.tubes[1:]))
    assert fault(sealed(changed, seed=OTHER_SEED)).key == "manifest.altered"  # under the packer's certificate
    elsewhere = certificate(OTHER_SEED, centre="CG-0999")
    assert fault(sealed(changed, seed=OTHER_SEED, cert=elsewhere)).key == "manifest.altered"
    own_word = certificate(OTHER_SEED, service=OTHER_SERVICE)
    assert fault(sealed(changed, seed=OTHER_SEED, cert=own_word)).fault is Fault.FOREIGN
    # A second desk of the same centre may print the list again.
    beside = certificate(OTHER_SEED)
    assert open_up(sealed(BOX, seed=OTHER_SEED, cert=beside), service_key=SERVICE_KEY) == BOX


def test_a_list_of_another_service_or_of_nobody_is_a_strangers() -> None:
    assert fault(DATA, service_key=bytes(OTHER_SERVICE.verify_key)).key == "manifest.foreign"
    assert fault(DATA, service_key=None).key == "manifest.no_key_here"
    for without in (None, "cert of desk 7", "QQ==.QQ=="):
        assert fault(sealed(BOX, cert=without)).key == "manifest.not_enrolled"
        assert fault(sealed(BOX, cert=without)).fault is Fault.FOREIGN


def test_practice_is_read_in_practice_only_and_never_by_a_real_desk() -> None:
    played = replace(BOX, practice=True)
    for cert in (None, certificate(), certificate(service=OTHER_SERVICE)):
        data = sealed(played, cert=cert)
        assert open_up(data, service_key=None, practice=True) == played
        assert fault(data).key == "manifest.practice"
    assert fault(DATA, practice=True).key == "manifest.not_practice"
    spoilt = bytearray(sealed(played))
    spoilt[20] ^= 1
    assert fault(resealed(bytes(spoilt)), practice=True).key == "manifest.altered"


def test_a_bomb_is_not_inflated() -> None:
    header = DATA[: 6 + 2 * 64]
    packer = zlib.compressobj(9, wbits=-15)
    assert (
        fault(resealed(header + packer.compress(bytes(10**7)) + packer.flush() + bytes(4))).key
        == "manifest.damaged"
    )


@pytest.mark.parametrize(
    "text",
    [
        "", "no certificate", "{}\n{}", "{}\n[1]", "[]\n" + "\n" * 11, "\x1bd800;\n{}", "\x1bffffff;", "{}\n\x1bdfff;",
        "\n".join(("{}", *manifest._lines(BOX)))[:-40], "\n".join(("{}", *list(manifest._lines(BOX))[:5])),
        "\n".join(("{}", *manifest._lines(BOX))).replace("+1", "x"), '{"pub":7}\n' + "\n".join(manifest._lines(BOX)),
    ],
)  # fmt: skip
@pytest.mark.parametrize("practice", [False, True])
def test_a_text_that_no_desk_writes_is_refused(text: str, practice: bool) -> None:
    packer = zlib.compressobj(9, wbits=-15, zdict=manifest._TYPICAL.encode())
    packed = packer.compress(text.encode("latin-1", "replace")) + packer.flush()
    assert fault(resealed(DATA[: 6 + 2 * 64] + packed + bytes(4)), practice=practice)


@given(st.lists(st.one_of(st.text(max_size=9), st.sampled_from(list(manifest._lines(BOX)))), max_size=14))
def test_any_lines_are_refused_or_read(lines: list[str]) -> None:
    packer = zlib.compressobj(9, wbits=-15, zdict=manifest._TYPICAL.encode())
    packed = packer.compress(manifest._narrow("\n".join(lines))) + packer.flush()
    assert fault(resealed(DATA[: 6 + 2 * 64] + packed + bytes(4)))


def test_what_a_newer_desk_adds_is_left_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    lines = [*manifest._lines(BOX)]
    lines[0] = lines[0][:-1] + ',"route":"by air"}'
    monkeypatch.setattr(manifest, "_lines", lambda _: iter([*lines, "new\tcolumn"]))
    assert open_up(sealed(BOX), service_key=SERVICE_KEY) == BOX


@pytest.mark.parametrize("hindi", [False, True])
def test_a_full_box_with_long_names_is_three_codes(hindi: bool) -> None:
    people = [*rehearsal.people(11, 60)]
    tubes = tuple(
        replace(
            TUBE, no=str(Number("CG", "K", 1, 870 + place * 2)), age=int(person["age"]), sex=person["sex"],
            name=f"{person['name_local']} चंद्राकर" if hindi else f"{person['name']} Bhattacharya",
            taken=f"2021-05-17T{10 + place // 10}:{place * 7 % 60:02d}", mobile=str(9826041187 - place * 7919 * 7919),
            category=str(place * 5 % 16 + 1),
        )
        for place, person in enumerate(people)
    )  # fmt: skip
    data = sealed(replace(BOX, tubes=tubes))
    assert open_up(data, service_key=SERVICE_KEY).tubes == tubes
    assert len(qr_parts.parts(data)) <= 3
