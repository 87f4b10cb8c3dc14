"""What a person can meet: keys and params, no prose and no person's data in the text of an exception."""

from __future__ import annotations

import pytest

from tikadesk import errors, i18n


def test_the_text_of_an_error_is_its_key_and_never_its_params() -> None:
    error = errors.NotAllowed("staff.wait", seconds=30, name="Sunita")
    assert str(error) == "staff.wait"
    assert error.params == {"seconds": 30, "name": "Sunita"}


def test_an_invalid_record_keeps_the_order_of_the_form_and_counts() -> None:
    problems = [errors.Problem("name", "a.b"), errors.Problem("mobile", "a.c", {"n": 9})]
    error = errors.InvalidRecord(iter(problems))
    assert [problem.field for problem in error.problems] == ["name", "mobile"]
    assert error.params == {"n": 2}


def test_two_problems_never_share_their_params() -> None:
    errors.Problem("name", "a.b").params["x"] = 1
    assert errors.Problem("name", "a.b").params == {}


@pytest.mark.parametrize(
    "kind", [errors.InvalidRecord, errors.NotAllowed, errors.StoreTrouble, errors.SyncTrouble]
)
def test_every_kind_is_a_tika_error(kind: type[Exception]) -> None:
    assert issubclass(kind, errors.TikaError)


@pytest.mark.parametrize("fault", list(errors.SyncFault))
@pytest.mark.parametrize("language", ["en", "hi"])
def test_every_fault_of_the_line_has_its_sentence(fault: errors.SyncFault, language: str) -> None:
    error = errors.SyncTrouble(fault)
    assert error.fault is fault
    assert i18n.has(error.key)
    assert i18n.translations(language).gettext(error.key) != error.key


def test_an_invalid_record_has_its_sentence_for_one_and_for_many() -> None:
    one, many = (i18n.tr("error.invalid_record", n=n) for n in (1, 7))
    assert "1" in one and "7" in many and one.replace("1", "7") != many
