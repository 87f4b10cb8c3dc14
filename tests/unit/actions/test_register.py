"""Registering a person: one transaction, once for each opened form, and every problem told at once."""

from __future__ import annotations

from datetime import date

import pytest

from tests import dump
from tests.desk import AADHAAR, ALL_CLEAR, WALK_IN, walk_in
from tests.sentences import assert_all_said, assert_said
from tikadesk.actions import register, session
from tikadesk.actions.desk import Desk
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records


def rows(desk: Desk, kind: str) -> int:
    return len(records.every(desk.store.connection, kind))


def test_a_walk_in_with_the_first_dose(desk: Desk) -> None:
    saved = walk_in(desk)
    person = records.get(desk.store.connection, "registration", saved.id)
    dose = records.get(desk.store.connection, "dose", saved.dose_id or "")
    assert person is not None and dose is not None
    assert (person["no"], person["token"], person["name"]) == (saved.no, 1, "Sushila Devi")
    assert (dose["person"], dose["dose_no"], dose["outcome"], dose["batch"]) == (
        saved.id,
        1,
        "given",
        "4121Z025",
    )
    assert dose["observed_until"] == "10:50"


def test_tokens_count_from_one_every_morning(desk: Desk) -> None:
    assert [walk_in(desk).token, walk_in(desk).token] == [1, 2]
    desk.clock.advance(seconds=86_400)
    assert register.register(desk, WALK_IN, intent=desk.ids.new()).token == 1


def test_saving_the_same_form_twice_saves_once(desk: Desk) -> None:
    intent = desk.ids.new()
    setup = session.current(desk)
    assert setup is not None
    shot = setup.as_dose() | ALL_CLEAR
    first = register.register(desk, WALK_IN, shot, intent=intent)
    again = register.register(desk, WALK_IN | {"name": "Someone Else"}, shot, intent=intent)
    assert again == first
    assert (rows(desk, "registration"), rows(desk, "dose")) == (1, 1)


def test_every_problem_of_person_and_dose_is_told_and_nothing_is_written(desk: Desk) -> None:
    before = desk.store.connection.execute("SELECT count(*) FROM op").fetchone()
    with pytest.raises(InvalidRecord) as refusal:
        register.register(
            desk, WALK_IN | {"mobile": "98260", "age": "130"}, {"fever": "?"} | WALK_IN, intent=desk.ids.new()
        )
    fields = [problem.field for problem in refusal.value.problems]
    assert fields[:3] == ["mobile", "age", "fever"]
    assert {"vaccine", "batch", "expires_on", "vaccinator"} <= set(fields)
    assert_all_said(refusal.value.problems)
    assert_said(refusal.value.key, refusal.value.params)
    assert desk.store.connection.execute("SELECT count(*) FROM op").fetchone() == before


def test_a_first_dose_too_young_is_a_breach(desk: Desk) -> None:
    with pytest.raises(InvalidRecord) as refusal:
        walk_in(desk, age="17", guardian_name="Ram Lal")
    assert [(problem.field, problem.key) for problem in refusal.value.problems] == [
        ("age", "breach.too_young")
    ]


def test_checking_writes_nothing_and_can_look_at_one_field(desk: Desk) -> None:
    typed = WALK_IN | {"mobile": "98260", "name": ""}
    assert [problem.field for problem in register.check(desk, typed)] == ["mobile", "name"]
    assert [problem.key for problem in register.check(desk, typed, "name")] == ["misfit.missing.name"]
    assert register.check(desk, typed, "sex") == []
    assert rows(desk, "registration") == 0


def test_a_paper_line_of_last_month_needs_a_supervisor(desk: Desk) -> None:
    paper = WALK_IN | {"source": "paper", "page": "1", "serial": "1", "day": "17-04-2021"}
    with pytest.raises(NotAllowed, match=r"error\.day_long_past"):
        register.register(desk, paper, intent=desk.ids.new())
    assert rows(desk, "registration") == 0


@pytest.mark.parametrize(
    ("typed", "key", "sentence"),
    [
        ("34", "age.echo.estimated", "1987"),
        ("1987", "age.echo.year", "1987"),
        ("12-03-1992", "age.echo.day", "12-03-1992"),
    ],
)
def test_the_form_says_back_what_it_understood(typed: str, key: str, sentence: str) -> None:
    echo = register.echo_age(typed, date(2021, 5, 17))
    assert echo is not None and echo[0] == key
    assert_said(*echo)
    assert sentence in str(echo[1].values())


def test_an_age_that_cannot_be_read_yet_has_no_echo() -> None:
    assert register.echo_age("19", date(2021, 5, 17)) is not None
    assert register.echo_age("199", date(2021, 5, 17)) is None


def test_a_doubly_registered_person_is_offered_and_nothing_is_merged(desk: Desk) -> None:
    known = walk_in(desk)
    walk_in(desk, name="Ramesh Sahu", name_local="रमेश साहू", sex="M", id_number="KLM1234567")
    typed = WALK_IN | {"name": "Suseela Devi", "name_local": "", "age": "35", "mobile": "9300011122"}
    found = register.candidates(desk, typed)
    assert [candidate.person.id for candidate in found] == [known.id]
    assert found[0].score >= 55 and "alike.same_id" in found[0].reasons
    assert register.candidates(desk, typed, but=known.id) == []
    register.decide(desk, known.id, found[0].person.id, "different")
    assert rows(desk, "registration") == 2


def test_what_was_decided_while_typing_is_written_with_the_save_and_once(desk: Desk) -> None:
    known, intent = walk_in(desk), desk.ids.new()
    for _ in range(2):
        register.register(desk, WALK_IN, intent=intent, decided={known.id: "different"})
    told = [(row["what"], row["subject"]) for row in records.every(desk.store.connection, "event")]
    assert [one for one in told if one[0].startswith("alike")] == [
        ("alike.different", f"{intent} {known.id}")
    ]


def test_a_verdict_that_is_none_saves_nothing(desk: Desk) -> None:
    before = rows(desk, "registration")
    with pytest.raises(ValueError, match="merge"):
        register.register(desk, WALK_IN, intent=desk.ids.new(), decided={desk.ids.new(): "merge"})
    assert rows(desk, "registration") == before


def test_only_the_three_verdicts_exist(desk: Desk) -> None:
    with pytest.raises(ValueError, match="merge"):
        register.decide(desk, "a", "b", "merge")


def warned(desk: Desk, **changed: str) -> list[str]:
    found = register.warnings(desk, WALK_IN | changed)
    assert_all_said(found)
    return [problem.key for problem in found]


def test_six_people_may_share_a_mobile_and_the_seventh_is_warned_about(desk: Desk) -> None:
    for number in range(6):
        assert "warning.mobile_shared" not in warned(desk)
        walk_in(desk, dose=False, name=f"Kavita {'ABCDEF'[number]}a", id_number=f"SGT199619{number}")
    (warning,) = [one for one in register.warnings(desk, WALK_IN) if one.key == "warning.mobile_shared"]
    assert (warning.field, warning.params) == ("mobile", {"n": 6})
    walk_in(desk)  # a warning is no refusal


def test_one_id_is_not_two_peoples(desk: Desk) -> None:
    saved = walk_in(desk)
    assert warned(desk, mobile="9300011122", name="Other Name") == ["warning.same_id"]
    assert warned(desk, id_type="pan") == ["warning.id_form"]
    assert register.warnings(desk, WALK_IN, but=saved.id) == []


def test_antyodaya_and_bpl_are_served_on_a_ration_card(desk: Desk) -> None:
    for category in ("antyodaya", "bpl"):
        assert warned(desk, category=category) == ["warning.ration_card"]
        assert warned(desk, category=category, ration_card="229074391500") == []
        assert warned(desk, category=category, id_type="ration", id_number="229074391500") == []
    assert warned(desk, category="apl") == []


def test_an_id_of_an_unusual_form_asks_for_a_second_look(desk: Desk) -> None:
    assert warned(desk, id_number="UP/12/345/678901") == ["warning.id_form"]


def test_a_form_that_cannot_be_read_yet_is_warned_about_nothing(desk: Desk) -> None:
    assert warned(desk, mobile="98", id_number="2341", id_type="aadhaar", category="?") == []


def test_no_whole_aadhaar_is_in_any_column_of_any_table(desk: Desk) -> None:
    for field in ("id_number", "notes", "village", "block", "ration_card"):
        for id_type in ("aadhaar", "voter", "ration"):
            walk_in(desk, dose=False, **({"id_type": id_type, "id_number": "6198"} | {field: AADHAAR}))
    written = dump.text(desk.store.connection)
    assert "Sushila Devi" in written and AADHAAR[-4:] in written
    assert AADHAAR not in written


def test_a_village_typed_for_another_font_is_warned_about(desk: Desk) -> None:
    assert "warning.krutidev" in warned(desk, village="jkeiqj") and "warning.krutidev" not in warned(desk)
