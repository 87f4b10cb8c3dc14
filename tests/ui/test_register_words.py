from __future__ import annotations

from dataclasses import replace

import pytest

from tikadesk.actions.register_day import RegisterRow
from tikadesk.domain import numbers, reference
from tikadesk.domain.numbers import FALLBACK, REGISTRATION, Number
from tikadesk.i18n import LANGUAGES, has, use
from tikadesk.ui import register_words as words

NO = str(Number("UP", REGISTRATION, 41, 7_305_018))
ROW = RegisterRow(
    number=1, day="2021-10-14", person="p", dose="d", registered_on="2021-10-14", no=NO, token=1,
    clock="10:20", name="SUNITA", name_local="", age=34, sex="F", mobile="9839043210", dose_no=2,
    vaccine="covishield", batch="4121Z025", vial="4", state="given", reason="", corrected=(), aefi="", late=False,
    safe="server", desk_label="KB1", lists=frozenset({"all"}), sought="",
)  # fmt: skip


def test_a_line_in_short() -> None:
    assert (words.dose(ROW), words.from_vial(ROW), words.mobile(ROW)) == ("2nd", "4121Z025 / 4", "3210")
    nothing = replace(ROW, state="deferred", mobile="", batch="", vial="")
    assert (words.dose(nothing), words.from_vial(nothing), words.mobile(nothing)) == ("—", "—", "—")


def test_a_number_leaves_out_what_all_numbers_of_a_register_begin_with() -> None:
    assert f"UP R {words.short_number(ROW)}" == numbers.shown(ROW.no)
    fallback = replace(ROW, no=str(Number("CG", FALLBACK, 81, 3_151_234)))
    assert f"CG Z {words.short_number(fallback)}" == numbers.shown(fallback.no)
    assert len(words.short_number(fallback)) == len(words.short_number(ROW))
    assert words.short_number(replace(ROW, no="")) == ""


CORRECTED = replace(ROW, corrected=(("registration", "village", "typing"),))
DEFERRED = replace(ROW, state="deferred", safe="here", reason="fever")


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (ROW, "On server"),
        (replace(ROW, safe="here"), "Saved here"),
        (replace(CORRECTED, safe="here"), "Corrected"),
        (replace(CORRECTED, safe="held"), "Sent back"),
        (replace(ROW, state="registered"), "No dose"),
        (DEFERRED, "Deferred: fever"),
        (replace(CORRECTED, late=True), "Late entry"),
        (replace(CORRECTED, aefi="serious", late=True), "AEFI: serious"),
        (replace(ROW, state="void", reason="twice", aefi="minor"), "Voided: twice"),
        (replace(DEFERRED, reason="a newer desk's"), "Deferred"),
        (replace(CORRECTED, state="void", reason="twice", safe="held"), "Voided: twice"),
    ],
)
def test_the_exception_that_matters_most_is_said(row: RegisterRow, said: str) -> None:
    state = words.how(row)
    assert str(state.words) == said
    assert state.quiet == (said == "On server")


def test_the_tool_tip_says_all_of_it() -> None:
    state = words.how(replace(CORRECTED, state="void", reason="wrong_person", late=True, safe="here"))
    assert str(state.more) == "Wrong person · Corrected · Village or ward · Late entry · Saved here · KB1"
    assert str(words.how(ROW).more) == ""


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_short_word(language: str) -> None:
    use(language)
    for table, key in (("void_reason", "voided"), ("defer_reason", "put_off")):
        assert all(has(f"register_page.{key}.{code}") for code in reference.options(table))
