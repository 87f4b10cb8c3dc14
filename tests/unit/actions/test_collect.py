"""Collecting: who is known, one transaction for a case, official numbers with no server, and what is refused."""

from __future__ import annotations

import pytest

from tests import dump
from tests.desk import AADHAAR, walk_in
from tests.samples import LAB, SWAB, collected, lease, line
from tests.sentences import assert_all_said, assert_said
from tests.two_desks import TwoDesks
from tikadesk.actions import collect, lose, samples, staff, void
from tikadesk.actions.collect import Known
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers
from tikadesk.domain.numbers import Number
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records
from tikadesk.store.records import Row

ROLL = str(Number("CG", "K", 91, 4711))


def row(desk: Desk, rec: str) -> Row:
    found = records.get(desk.store.connection, "sample", rec)
    assert found is not None
    return found


def refused(desk: Desk, **changed: str) -> dict[str, str]:
    """What a save with these changes objects to, by field, having written nothing."""
    before = dump.tables(desk.store.connection)
    with pytest.raises(InvalidRecord) as refusal:
        collected(desk, **changed)
    assert dump.tables(desk.store.connection) == before
    assert_all_said(refusal.value.problems)
    return {problem.field: problem.key for problem in refusal.value.problems}


def test_a_case_gets_its_official_number_with_no_server(desk: Desk) -> None:
    lease(desk)
    saved = collected(desk)
    number = numbers.parse(saved.nos[0])
    assert number is not None and (number.kind, number.series, number.counter) == ("K", 1, 1)
    kept = row(desk, saved.ids[0])
    assert (kept["no"], kept["tube"], kept["tubes"], kept["day"], kept["time"]) == (
        saved.nos[0], 1, 1, "2021-05-17", "10:20",
    )  # fmt: skip


def test_the_tubes_of_one_case_share_its_number_and_its_form(desk: Desk) -> None:
    lease(desk)
    saved = collected(desk, tubes=3)
    assert saved.nos == (saved.nos[0], f"{saved.nos[0]}/2", f"{saved.nos[0]}/3")
    kept = [row(desk, rec) for rec in saved.ids]
    assert [(one["tube"], one["tubes"], one["name"]) for one in kept] == [
        (tube, 3, "Sushila Devi") for tube in (1, 2, 3)
    ]
    assert collected(desk).nos == (str(Number("CG", "K", 1, 2)),)


@pytest.mark.parametrize("tubes", [0, 10])
def test_a_case_has_one_to_nine_tubes(desk: Desk, tubes: int) -> None:
    with pytest.raises(ValueError, match=str(tubes)):
        collected(desk, tubes=tubes)


def test_saving_the_same_form_twice_saves_once(desk: Desk) -> None:
    lease(desk)
    intent = desk.ids.new()
    first = collect.collect(desk, SWAB, intent=intent, tubes=2)
    again = collect.collect(desk, SWAB | {"name": "Someone Else"}, intent=intent, tubes=5)
    assert again == first
    assert len(records.every(desk.store.connection, "sample")) == 2


def test_when_all_leased_numbers_are_used_up_a_fallback_number_is_issued(desk: Desk) -> None:
    lease(desk, high=2)
    issued = [collected(desk).nos[0][2] for _ in range(3)]
    assert issued == ["K", "K", numbers.FALLBACK]


def test_the_next_number_is_told_without_being_used_up(desk: Desk) -> None:
    assert collect.next_no(desk) == ""
    lease(desk, high=1)
    assert collect.next_no(desk) == collect.next_no(desk) == collected(desk).nos[0]
    assert collect.next_no(desk) == ""


def test_every_problem_is_told_in_form_order(desk: Desk) -> None:
    assert refused(desk, mobile="98260", age="130", sample_type="", roll_no="CGK9100") == {
        "mobile": "misfit.mobile_length", "age": "misfit.age", "sample_type": "misfit.missing.sample_type",
        "roll_no": "roll.check",
    }  # fmt: skip
    assert [problem.key for problem in collect.check(desk, SWAB | {"age": "130"}, "age")] == ["misfit.age"]
    assert collect.check(desk, SWAB) == []


def test_what_was_taken_today_cannot_be_of_last_month_without_a_supervisor(desk: Desk) -> None:
    paper = {"source": "paper", "page": "1", "serial": "1", "day": "17-04-2021"}
    with pytest.raises(NotAllowed, match=r"error\.day_long_past"):
        collected(desk, **paper)
    desk.operator = staff.operators(desk)[0]
    assert collected(desk, **paper).nos


def test_a_lab_does_not_collect(desk: Desk) -> None:
    desk.operator = staff.operators(desk)[0]
    staff.add(desk, "Dr Rao", "lab", "7391")
    desk.operator = next(one for one in staff.operators(desk) if one.role == "lab")
    with pytest.raises(NotAllowed) as refusal:
        collected(desk)
    assert_said(refusal.value.key, refusal.value.params)


def test_a_label_from_a_roll_is_the_case_number_and_is_used_once(desk: Desk) -> None:
    lease(desk)
    saved = collected(desk, tubes=2, roll_no=numbers.shown(ROLL).lower())
    assert saved.nos == (ROLL, f"{ROLL}/2")
    assert refused(desk, roll_no=ROLL) == {"roll_no": "roll.used"}
    (problem,) = collect.check(desk, SWAB | {"roll_no": ROLL})
    assert problem.params == {"day": "17-05-2021", "time": "10:20"}
    assert collected(desk).nos == (str(Number("CG", "K", 1, 1)),)


def test_a_label_whose_sample_was_voided_is_used_all_the_same(desk: Desk) -> None:
    void.void(desk, "sample", collected(desk, roll_no=ROLL).ids[0], reason="twice")
    assert refused(desk, roll_no=ROLL) == {"roll_no": "roll.used"}


@pytest.mark.parametrize(
    ("typed", "key"),
    [
        (ROLL[:-1] + str((int(ROLL[-1]) + 1) % 10), "roll.check"),
        (ROLL[:7] + ROLL[8] + ROLL[7] + ROLL[9:], "roll.check"),
        ("9826041187", "roll.check"),
        (str(Number("CG", "R", 91, 4711)), "roll.kind"),
        (str(Number("CG", "K", 1, 4711)), "roll.series"),
        (str(Number("CG", "K", 0, 4711)), "roll.series"),
        (str(Number("CG", "K", 99, 4711)), "roll.series"),
    ],
)
def test_what_is_no_label_of_a_roll_is_refused(desk: Desk, typed: str, key: str) -> None:
    assert refused(desk, roll_no=typed) == {"roll_no": key}


def test_practice_uses_up_no_printed_label(desk: Desk) -> None:
    desk.practice = True
    assert refused(desk, roll_no=ROLL) == {"roll_no": "roll.practice"}


def test_one_portal_id_is_not_two_samples(desk: Desk) -> None:
    collected(desk, srf_id="2238700000001", portal_id="UP1", tubes=2)
    assert refused(desk, srf_id="2238700000001", portal_id="up 1") == {
        "portal_id": "misfit.bound_elsewhere", "srf_id": "misfit.bound_elsewhere",
    }  # fmt: skip


def only(found: list[Known]) -> Known:
    assert len(found) == 1
    return found[0]


def test_a_scanned_slip_fills_the_form(desk: Desk) -> None:
    lease(desk, "R")
    saved = walk_in(desk, dose=False, id_type="aadhaar", id_number=AADHAAR)
    found = only(collect.known(desk, numbers.shown(saved.no)))
    assert (found.kind, found.id, found.no, found.age) == ("registration", saved.id, saved.no, 34)
    assert dict(found.typed) == {
        "mobile": "9826041187", "name": "Sushila Devi", "name_local": "सुशीला देवी", "age": "34", "sex": "F",
        "id_type": "aadhaar", "id_number": AADHAAR[-4:], "village": "Mowa", "person": saved.id,
    }  # fmt: skip
    kept = row(desk, collected(desk, **found.typed).ids[0])
    assert (kept["person"], kept["repeated"], kept["id_tail"]) == (saved.id, None, AADHAAR[-4:])


def test_a_case_number_brings_that_person_again_as_a_repeat(desk: Desk) -> None:
    first = collected(desk, tubes=2, pincode="492001", symptoms="fever", sample_type="saliva")
    found = only(collect.known(desk, first.nos[1]))
    assert (found.kind, found.id) == ("sample", first.ids[1])
    assert found.typed["repeat_of"] == first.ids[1]
    assert found.typed["pincode"] == "492001"
    assert {"symptoms", "sample_type", "lab", "person", "day"}.isdisjoint(found.typed)
    assert row(desk, collected(desk, **found.typed).ids[0])["repeated"] == 1


def test_a_mobile_brings_the_family_each_person_once_and_the_newest_first(desk: Desk) -> None:
    mother = walk_in(desk, dose=False)
    walk_in(desk, dose=False, name="Ram Sahu", name_local="", sex="M", id_number="KLM1234567")
    collected(desk, person=mother.id)
    collected(desk, name="Kamla Bai", name_local="", age="60", tubes=2)
    last = collected(desk, person=mother.id, repeat_of="")
    found = collect.known(desk, "+91 98260 41187")
    assert [(one.kind, one.name) for one in found] == [
        ("sample", "Sushila Devi"), ("sample", "Kamla Bai"), ("registration", "Ram Sahu"),
    ]  # fmt: skip
    assert found[0].id == last.ids[0]
    assert found[0].typed["person"] == mother.id
    assert collect.known(desk, "9826041187", limit=1) == found[:1]


def test_somebody_registered_and_sampled_without_the_slip_is_one_person(desk: Desk) -> None:
    walk_in(desk, dose=False)
    collected(desk)
    assert only(collect.known(desk, "9826041187")).kind == "sample"


def test_of_a_case_the_tube_that_nobody_could_test_is_taken_anew(desk: Desk) -> None:
    saved = collected(desk, tubes=3)
    assert only(collect.known(desk, "9826041187")).id == saved.ids[0]
    line(desk, saved.nos[1], "rejected", reason="leaking")
    assert only(collect.known(desk, "9826041187")).id == saved.ids[1]
    collected(desk, repeat_of=saved.ids[1], name="Another Person")
    lose.lose(desk, saved.ids[2], "missing")
    assert (
        next(one for one in collect.known(desk, "9826041187") if one.name == "Sushila Devi").id
        == saved.ids[2]
    )


def test_an_age_told_years_ago_is_shown_as_it_is_now(desk: Desk) -> None:
    saved = collected(desk)
    desk.clock.advance(seconds=86_400 * 365 * 2)
    found = only(collect.known(desk, saved.nos[0]))
    assert (found.age, found.typed["age"]) == (36, "36")


@pytest.mark.parametrize("typed", ["", "Sushila", "98260", "CGR00", "9826041187 x", "🙂"])
def test_anything_else_is_nobodys(desk: Desk, typed: str) -> None:
    collected(desk)
    assert collect.known(desk, typed) == []


def test_voided_people_and_samples_are_not_offered(desk: Desk) -> None:
    void.void(desk, "registration", walk_in(desk, dose=False).id, reason="twice")
    void.void(desk, "sample", collected(desk).ids[0], reason="twice")
    assert collect.known(desk, "9826041187") == []


def warned(desk: Desk, **changed: str) -> dict[str, str]:
    found = collect.warnings(desk, SWAB | changed)
    assert_all_said(found)
    return {problem.field: problem.key for problem in found}


def test_a_second_sample_of_the_day_is_told_and_not_refused(desk: Desk) -> None:
    assert warned(desk) == {}
    saved = collected(desk)
    assert warned(desk) == {"name": "warning.sampled_today"}
    (problem,) = collect.warnings(desk, SWAB)
    assert problem.params == {"no": numbers.shown(saved.nos[0]), "time": "10:20"}
    assert warned(desk, name="सुशीला देवी") == {"name": "warning.sampled_today"}
    assert warned(desk, name="Ram Sahu", sex="M") == warned(desk, mobile="", no_mobile_reason="none") == {}
    assert collected(desk).nos != saved.nos


def test_what_is_unusual_asks_for_a_second_look(desk: Desk) -> None:
    assert warned(desk, pincode="110001") == {"pincode": "warning.pincode"}
    assert warned(desk, pincode="492001") == warned(desk, pincode="226003") == {}
    assert warned(desk, srf_id="2952500000001") == {"srf_id": "warning.srf_state"}
    assert warned(desk, srf_id="0916200000001") == {}
    assert warned(desk, id_type="pan", id_number="SGT1996198") == {"id_number": "warning.id_form"}
    in_font = {"address": "xzke eafnj gkSn", "village": "jkeiqj", "hospital": "jkeuxj vLirky"}
    assert warned(desk, pincode="110001", **in_font) == {
        "address": "warning.krutidev", "village": "warning.krutidev", "pincode": "warning.pincode",
        "hospital": "warning.krutidev",
    }  # fmt: skip
    assert warned(desk, address="Qr No B/12, near HUDCO, Bhilai", village="Mandir Hasaud") == {}


def test_a_form_that_cannot_be_read_yet_is_warned_about_nothing(desk: Desk) -> None:
    assert warned(desk, mobile="98", name="", pincode="11", srf_id="2", id_type="pan") == {}


def test_the_next_form_begins_with_what_the_last_sample_had(desk: Desk) -> None:
    assert collect.defaults(desk) == {"sample_type": "np_op", "test": "rtpcr"}
    collected(desk, sample_type="saliva", icmr_category="5", transport="own", collected_by="Anil Sahu")
    expected = {
        "sample_type": "saliva", "test": "rtpcr", "lab": LAB, "icmr_category": "5", "transport": "own",
        "collected_by": "Anil Sahu",
    }  # fmt: skip
    assert collect.defaults(desk) == expected
    collected(desk, source="paper", page="1", serial="1", sample_type="bal")
    assert collect.defaults(desk) == expected


def test_no_whole_aadhaar_is_in_any_column_of_any_table(desk: Desk) -> None:
    for field in (
        "notes",
        "village",
        "block",
        "address",
        "travel_places",
        "hospital",
        "diagnosis",
        "nationality",
    ):
        collected(desk, **{field: f"card {AADHAAR}"})
    collected(desk, id_type="aadhaar", id_number=AADHAAR)
    written = dump.text(desk.store.connection)
    assert "Sushila Devi" in written and AADHAAR[-4:] in written
    assert AADHAAR not in written


def test_two_desks_that_work_apart_never_give_one_number_twice() -> None:
    apart = TwoDesks()
    here, there = apart.desks
    lease(here, low=1, high=3)
    lease(there, low=4, high=6)
    nos = [
        collected(desk, tubes=2).nos for _ in range(5) for desk in apart.desks
    ]  # the last ones without a lease
    apart.meet()
    assert len({no for pair in nos for no in pair}) == 20
    for desk in apart.desks:
        assert samples.tally(desk).today == 20
        assert {row.no for row in samples.listing(desk, "all")} == {no for pair in nos for no in pair}
        assert all(row.conflict == () for row in samples.listing(desk, "all"))


def test_a_label_used_on_another_desk_is_refused_once_that_is_known() -> None:
    apart = TwoDesks()
    here, there = apart.desks
    collected(here, roll_no=ROLL)
    assert collect.check(there, SWAB | {"roll_no": ROLL}) == []
    apart.meet()
    assert refused(there, roll_no=ROLL) == {"roll_no": "roll.used"}


def test_a_label_used_on_two_desks_apart_keeps_both_samples() -> None:
    apart = TwoDesks()
    here, there = apart.desks
    first, second = collected(here, roll_no=ROLL), collected(there, roll_no=ROLL, name="Ram Sahu")
    apart.meet()
    for desk in apart.desks:
        assert {row.id for row in samples.of_case(desk, ROLL)} == {*first.ids, *second.ids}
        assert "roll.used" in {problem.key for problem in collect.check(desk, SWAB | {"roll_no": ROLL})}
