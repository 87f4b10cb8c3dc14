"""Hindi typed for a non-Unicode font is told apart from a name in Latin letters."""

from __future__ import annotations

import pytest

from tikadesk import assets
from tikadesk.domain import reference
from tikadesk.domain.krutidev import in_font, looks_like_krutidev, places_in_font


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("राकेश वर्मा", "jkds'k oekZ"),
        ("सुनीता देवी", "lquhrk nsoh"),
        ("सिंह", "flag"),
        ("धर्मेन्द्र", "/kesZUnz"),
        ("मुन्ना", "eqUuk"),
    ],
)
def test_what_a_typist_of_the_font_presses(name: str, keys: str) -> None:
    assert in_font(name) == keys


TYPED = ["jkds'k oekZ", "lquhrk nsoh", "eksgu yky", "jes'k dqekj", "vfurk ckbZ", "jke izlkn", "lhrkjke lkgw",
         "f'ko dqekj", 'lq"khyk nsoh', 'iq"ik ;kno', "jktdqekjh", "eqUuk yky", "c`tyky", "jkeÆlag", "y{eh ckbZ",
         "lqfurk nsoh", "uanuh", "jk/kk"]  # fmt: skip


@pytest.mark.parametrize("typed", TYPED)
def test_it_is_recognised(typed: str) -> None:
    assert looks_like_krutidev(typed)


LATIN = ["Sunita Verma", "Md. Iqbal", "Smt Kaushalya Bai", "O'Brien", "D'Souza", "Jhumpa Lahiri", "Kshitij Dhruw",
         "Ng Thanh", "K. R. Nair", "Jyotsna", "Ishq Shrivastava", "Xavier Tigga", "Xalxo", "Lynn", "Kyle", "Om",
         "Sk Rahman", "Rk Sahu", "Jugnu", "Hk Sahu", "Ghritlahre", "Krishnamurthy", "Li", "José"]  # fmt: skip


@pytest.mark.parametrize("name", LATIN)
def test_names_in_latin_letters_are_not_taken_for_it(name: str) -> None:
    for typed in (name, name.lower(), name.upper()):
        assert not looks_like_krutidev(typed)


def test_no_common_name_is_refused_and_most_are_recognised_in_the_font() -> None:
    names: dict[str, str] = assets.read_json("reference", "names.json")
    assert [name for name in names if looks_like_krutidev(name)] == []
    assert [name for name in names.values() if looks_like_krutidev(name)] == []
    full_names = [
        f"{first} {last}" for first in list(names.values())[::9] for last in ("वर्मा", "देवी", "साहू", "यादव")
    ]
    missed = [name for name in full_names if not looks_like_krutidev(in_font(name))]
    assert len(missed) <= len(full_names) // 20


def test_places_are_told_apart_too() -> None:
    typed = {
        "address": "xzke eafnj gkSn",
        "village": "jkeiqj",
        "block": "Abhanpur",
        "notes": "jkeiqj",
        "hospital": None,
    }
    assert places_in_font(typed) == ["address", "village"]
    english = (
        "Qr No B/12 Sector 6|C/o Ramlal Sahu, Khapri|MIG 45, HUDCO|CHC Tilda|Rly Stn Rd|NTPC Korba|KGMU|Lko"
    )
    names = [row.name for row in reference.districts().values()]
    assert [text for text in (*english.split("|"), *names) if places_in_font({"address": text})] == []
