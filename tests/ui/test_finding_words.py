"""Findings in words: every group, hint and field has its own, and neither side says what it does not know."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tikadesk import i18n
from tikadesk.domain.reconcile import (
    AGREES,
    DIFFERS,
    GROUPS,
    HERE_ONLY,
    NAMESAKE,
    NO_LIST,
    OTHER_DAY,
    PORTAL_ONLY,
    TWICE,
    Finding,
    Line,
)
from tikadesk.domain.sides import DEFERRED, REGISTERED, VOID, Here, There
from tikadesk.ui import finding_words as words

HERE = Here(
    name="Sunita Sahu", name_local="सुनीता साहू", birth_year=1987, sex="F", mobile="9827012345", dose_no=1,
    vaccine="covishield", day="2021-05-17", person="p", dose="d",
)  # fmt: skip
THERE = There(name="SUNEETA SAHU", mobile="2345", dose_no=2, vaccine="covaxin", day="2021-05-17", row=4)


def test_a_line_says_who_it_is_what_each_side_says_and_what_is_the_matter() -> None:
    line = Line(Finding(DIFFERS, (HERE,), (THERE,), "name", ("dose_no", "vaccine", "batch")))
    assert (words.name(line), words.age_sex(line), words.mobile_end(line)) == ("Sunita Sahu", "34 F", "2345")
    assert (words.here(line), words.there(line)) == ("1st · Covishield", "2nd · Covaxin")
    assert str(words.what(line).words) == "Differs: dose, vaccine +1"
    i18n.use("hi")
    assert (words.name(line), words.here(line)) == ("सुनीता साहू", "पहली · कोविशील्ड")


def test_what_is_not_on_a_side_is_said_so() -> None:
    stranger = Line(Finding(PORTAL_ONLY, (), (replace(THERE, dose_no=None, vaccine=""),)))
    assert (words.here(stranger), words.there(stranger)) == ("–", "listed")
    missing = Line(Finding(HERE_ONLY, (HERE,)))
    assert (words.here(missing), words.there(missing)) == ("1st · Covishield", "–")
    namesake = Line(Finding(PORTAL_ONLY, (), (THERE,), hint=NAMESAKE, about=HERE))
    assert words.here(namesake) == "–", "her dose is another row's"
    several = Line(Finding(TWICE, (HERE,), (THERE, THERE)))
    assert words.there(several) == "2 rows"
    nameless = Line(Finding(PORTAL_ONLY, (), (There(portal_ref="62682606457710"),)))
    assert (words.name(nameless), words.age_sex(nameless)) == ("62682606457710", "")


@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_kind_of_finding_has_words_and_advice_of_its_own(language: str) -> None:
    i18n.use(language)
    hints = (DEFERRED, REGISTERED, VOID, NAMESAKE)
    moved = Finding(HERE_ONLY, (HERE,), hint=OTHER_DAY, elsewhere=replace(THERE, day="2021-05-18"))
    found = [Finding(group) for group in (*GROUPS, NO_LIST)]
    found += [moved, *(Finding(PORTAL_ONLY, hint=hint, about=HERE) for hint in hints)]
    advice = {str(words.advice(one)) for one in found}
    assert len(advice) == len(found) and not any("reconcile." in one for one in advice)
    said = [str(words.what(Line(one)).words) for one in found]
    assert len(set(said)) == len(said) and not any("reconcile." in one for one in said)
    for field in words.FIELDS:
        assert "." not in str(words.field_label(field)), field
    assert str(words.what(Line(Finding(AGREES, (HERE,), (THERE,)), unsent=True)).words) not in said


def test_values_are_said_as_people_read_them() -> None:
    told = {field: words.value(HERE, field) for field in words.FIELDS}
    assert told["name"] == "Sunita Sahu / सुनीता साहू"
    assert (told["mobile"], words.value(THERE, "mobile")) == ("98270 12345", "…2345")
    assert (told["birth_year"], told["sex"], told["day"]) == ("1987", "Female", "17-05-2021")
    assert told["portal_ref"] == "" and str(words.said_back(HERE)) == "98270 12345"
