"""The history in words: who, what, why, before and after."""

from __future__ import annotations

import pytest

from tests.ui.busy_desk import busy_desk
from tikadesk import i18n
from tikadesk.actions import correct, find, undo
from tikadesk.actions.find import Change
from tikadesk.domain.kinds import KINDS
from tikadesk.ui.history import headline, lines, reason, said


def _change(**parts: object) -> Change:
    known: dict[str, object] = {
        "at": "2021-10-14T10:34:00+05:30", "by": "Sunita Devi", "op": "edit", "why": "typing",
        "kind": "registration", "changes": (),
    }  # fmt: skip
    return Change(**(known | parts))


def test_an_age_is_told_as_an_age() -> None:
    change = _change(changes=(("birth_year", 1985, 1987), ("age_estimated", 1, 0), ("quota", "apl", "bpl")))
    assert [str(line) for line in lines(change)] == ["Age or date of birth: 36 → 34"]
    assert str(headline(change)) == "14-10-2021 10:34 · Sunita Devi · Corrected · Typing slip"


@pytest.mark.parametrize(
    ("name", "value", "told"),
    [
        ("sex", "F", "Female"),
        ("village", None, "–"),
        ("birth_day", "1992-03-12", "12-03-1992"),
        ("name", "RAM", "RAM"),
    ],
)
def test_values_are_said(name: str, value: str | None, told: str) -> None:
    assert str(said("registration", name, value)) == told


@pytest.mark.parametrize("kind", ["registration", "dose"])
@pytest.mark.parametrize("op", ["create", "edit", "void", "restore"])
def test_every_operation_has_words(kind: str, op: str) -> None:
    for language in ("en", "hi"):
        i18n.use(language)
        assert "desk.history" not in str(headline(_change(kind=kind, op=op, why=None)))


def test_flags_say_yes_and_no() -> None:
    assert "fever" in KINDS["dose"].by_name
    assert [str(said("dose", "fever", value)) for value in (1, 0)] == ["Yes", "No"]


def test_what_really_happened_is_told() -> None:
    desk = busy_desk()
    row = find.people(desk, "")[0]
    correct.correct(desk, "registration", row.id, {"village": "Tatibandh"}, reason="typing")
    change = find.person(desk, row.id).history[-1]
    assert [str(line) for line in lines(change)] == ["Village or ward: Makanpur → Tatibandh"]
    assert undo.offer(desk) is None
    assert str(reason(_change(op="void", why="undo"))) == "undone at once"


@pytest.mark.parametrize(
    ("kind", "why", "told"), [("dose", "not_given", "Not given"), ("sample", "not_taken", "Sample not taken")]
)
def test_why_it_is_void_is_said_in_the_words_of_its_kind(kind: str, why: str, told: str) -> None:
    assert str(reason(_change(kind=kind, op="void", why=why))) == told
