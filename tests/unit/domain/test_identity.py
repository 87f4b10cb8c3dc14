"""Photo IDs, and the one rule above all: of an Aadhaar only the last four digits leave ``read_id`` and ``redact``."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import verhoeff
from stdnum.in_ import aadhaar

from tests.sentences import refused
from tikadesk.domain import identity, reference, text
from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Misfit
from tikadesk.domain.identity import PhotoId, is_aadhaar, keep_out, read_id, redact

TODAY = date(2021, 5, 17)
AADHAAR = "234123412346"
KINDS = reference.options("id_type")

aadhaars = (
    st.from_regex(r"[2-9][0-9]{10}", fullmatch=True)
    .map(lambda body: body + verhoeff.calc_check_digit(body))
    .filter(aadhaar.is_valid)
)
separators = st.sampled_from(["", " ", "-", ".", " - ", "/", "_", "\u00a0", ", "])


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("aadhaar", "2341 2341 2346", PhotoId(None, "2346")),
        ("aadhaar", "२३४१-२३४१-२३४६", PhotoId(None, "2346")),
        ("aadhaar", "2346", PhotoId(None, "2346")),
        ("aadhaar", "XXXX XXXX 2346", PhotoId(None, "2346")),
        ("aadhaar", "****2346", PhotoId(None, "2346")),
        ("voter", "sgt 1996198", PhotoId("SGT1996198", "6198")),
        ("voter", "6198", PhotoId(None, "6198")),
        ("pan", "ABCPE1234F", PhotoId("ABCPE1234F", "234F")),
        ("ration", "229074391500", PhotoId("229074391500", "1500")),
        ("none", "", PhotoId(None, None)),
        ("not_recorded", " ", PhotoId(None, None)),
    ],
)
def test_what_is_kept(kind: str, typed: str, kept: PhotoId) -> None:
    assert read_id(kind, typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed", "key"),
    [
        ("aadhaar", "2341 2341 2345", "misfit.aadhaar_check"),  # the check digit (Verhoeff)
        ("aadhaar", "134123412346", "misfit.aadhaar_check"),  # never begins with 0 or 1
        ("aadhaar", "23412341234", "misfit.aadhaar_length"),
        ("aadhaar", "23412341234B", "misfit.aadhaar_letters"),
        ("aadhaar", "²³⁴⁶", "misfit.aadhaar_letters"),
        ("aadhaar", "", "misfit.id_missing"),
        ("voter", "AB", "misfit.id_signs"),
        ("voter", "एसजीटी१९९", "misfit.id_signs"),
        ("voter", "SGT\u200b1996198", "misfit.invisible"),
        ("none", "SGT1996198", "misfit.id_not_expected"),
    ],
)
def test_what_is_refused_and_how(kind: str, typed: str, key: str) -> None:
    assert refused(lambda: read_id(kind, typed)) == key


@pytest.mark.parametrize(
    ("kind", "usual", "unusual"),
    [
        ("pan", "ABCPE1234F", "ABCDE12345"),
        ("voter", "SGT1996198", "UP/12/345/678901"),
        ("passport", "A1234567", "Q12345678"),
        ("licence", "CG04-2011-0012345", "R/123/2009"),
        ("pension", "123456789012", "PPO12345"),
        ("npr", "1234567890123456", "12345"),
        ("ration", "229074391500", "22907"),
    ],
)
def test_an_unusual_number_only_asks_for_a_second_look(kind: str, usual: str, unusual: str) -> None:
    assert not read_id(kind, usual).odd
    assert read_id(kind, unusual).odd
    assert read_id(kind, unusual).number is not None


@given(
    kind=st.sampled_from([kind for kind in KINDS if kind not in identity.WITHOUT_NUMBER]),
    number=aadhaars,
    separator=st.sampled_from(["", " ", "-"]),
)
def test_an_aadhaar_typed_under_any_kind_of_id_is_cut(kind: str, number: str, separator: str) -> None:
    photo = read_id(kind, separator.join((number[:4], number[4:8], number[8:])))
    assert photo.number is None
    assert photo.tail == number[-4:]


def test_twelve_bare_digits_are_no_voter_id_even_with_a_wrong_check_digit() -> None:
    assert read_id("voter", "234123412345") == PhotoId(None, "2345", odd=True)


@given(kind=st.sampled_from(KINDS), typed=st.text())
def test_whatever_is_typed_gives_an_id_or_a_misfit(kind: str, typed: str) -> None:
    try:
        photo = read_id(kind, typed)
    except Misfit:
        return
    for part in (photo.number or "", photo.tail or ""):
        assert part.isascii() and not is_aadhaar(part)
    assert photo.tail is None or len(photo.tail) == 4


@given(
    before=st.text(alphabet="abc माया,:", max_size=8),
    number=aadhaars,
    separator=separators,
    group=st.integers(1, 6),
)
def test_no_aadhaar_survives_in_free_text(before: str, number: str, separator: str, group: int) -> None:
    written = separator.join(number[place : place + group] for place in range(0, 12, group))
    kept = redact(f"{before}{written} {before}")
    assert number not in text.digits(kept)
    assert number[-4:] in kept


@given(st.text())
def test_redacting_twice_is_redacting_once(written: str) -> None:
    assert redact(redact(written)) == redact(written)


@pytest.mark.parametrize(
    "written",
    [
        "call 9826041187 after 4",
        "ref 62682606457710",
        "born 12-03-1992",
        "came at 10:20 on 17.05.2021",
        "ward १२",
        "",
    ],
)
def test_other_numbers_stay_in_free_text_as_written(written: str) -> None:
    assert redact(written) == written


def test_a_mistyped_aadhaar_in_free_text_is_cut_as_well() -> None:
    assert redact("आधार 2341 2341 2345 बाद में") == "आधार XXXX XXXX 2345 बाद में"


def test_an_aadhaar_is_kept_out_of_fields_that_were_not_meant_for_it() -> None:
    values: dict[str, Value] = {
        "village": "Mowa " + AADHAAR,
        "ration_card": AADHAAR,
        "batch": AADHAAR,
        "vial": "4",
    }
    misfits: dict[str, Misfit] = {}
    keep_out(values, misfits, codes=("batch", "vial", "page"))
    assert values["village"] == "Mowa XXXX XXXX 2346"
    assert values["ration_card"] == "XXXXXXXX2346"
    assert {name: misfit.key for name, misfit in misfits.items()} == {"batch": "misfit.aadhaar_here"}


def test_a_ration_card_whose_check_digit_does_not_fit_stays_whole() -> None:
    values: dict[str, Value] = {"ration_card": "229074391500"}
    keep_out(values, {})
    assert values == {"ration_card": "229074391500"}


def test_every_type_of_id_of_the_programme_can_be_chosen() -> None:
    programme = {
        "aadhaar",
        "licence",
        "pan",
        "passport",
        "pension",
        "npr",
        "voter",
        "udid",
        "ration",
        "student",
    }
    assert programme <= set(KINDS)
    assert all(re.fullmatch(r"[a-z_]+", kind) for kind in KINDS)
