from __future__ import annotations

import subprocess
import sys
from string import ascii_uppercase, digits

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum.iso7064 import mod_97_10

from tikadesk.domain import standards


@given(st.text(ascii_uppercase + digits, min_size=1, max_size=20))
def test_the_arithmetic_is_that_of_iso_7064(body: str) -> None:
    assert standards.mod_97_10_digits(body) == mod_97_10.calc_check_digits(body)
    for whole in (body + standards.mod_97_10_digits(body), body + "42"):
        assert standards.mod_97_10_fits(whole) is mod_97_10.is_valid(whole)


def test_check_digits_of_iso_7064() -> None:
    whole = "CGR410000001" + standards.mod_97_10_digits("CGR410000001")
    assert standards.mod_97_10_fits(whole)
    assert not standards.mod_97_10_fits(whole[:-1] + ("1" if whole[-1] != "1" else "2"))


@pytest.mark.parametrize(
    ("check", "good", "bad"),
    [
        (standards.is_aadhaar, "234123412346", "234123412347"),
        (standards.is_virtual_id, "2341234123412341", "2341234123412342"),
        (standards.is_pan, "ACUPA7085R", "ACUPA7085"),
    ],
)
def test_numbers_of_others(check: object, good: str, bad: str) -> None:
    assert callable(check)
    assert check(good)
    assert not check(bad)


def test_the_lock_screen_does_not_wait_for_slow_imports() -> None:
    slow = ("stdnum", "rapidfuzz", "sqlite_utils", "requests", "django", "keyring", "openpyxl", "xlsxwriter")
    script = f"import sys, tikadesk.app.running; print([name for name in {slow!r} if name in sys.modules])"
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60
    )
    assert done.stdout.strip() == "[]"
