from __future__ import annotations

from collections.abc import Mapping

import pytest

from tests.closing import close, make_ready
from tests.desk import SUPERVISOR, walk_in
from tests.paper import LINE, TYPED
from tikadesk.actions import closing, paper_entry, staff, stock, void
from tikadesk.actions.desk import Desk
from tikadesk.actions.give_dose import Override
from tikadesk.actions.paper_entry import Entered, Page
from tikadesk.domain.numbers import Number
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records


def page(desk: Desk, **changed: str) -> Page:
    return paper_entry.begin(desk, TYPED | changed)


def enter(desk: Desk, on: Page, **changed: str) -> Entered:
    return paper_entry.enter(desk, on, LINE | changed, intent=desk.ids.new())


def refused(desk: Desk, on: Page, **changed: str) -> dict[str, str]:
    with pytest.raises(InvalidRecord) as met:
        enter(desk, on, **changed)
    return {problem.field: problem.key for problem in met.value.problems}


def row(desk: Desk, kind: str, rec: str) -> Mapping[str, object]:
    found = records.get(desk.store.connection, kind, rec)
    assert found is not None
    return found


def test_a_line_is_a_person_and_a_dose_of_the_day_on_the_paper(desk: Desk) -> None:
    saved = enter(desk, page(desk))
    person, dose = row(desk, "registration", saved.person), row(desk, "dose", saved.dose)
    for one in (person, dose):
        assert (one["day"], one["source"], one["page"], one["serial"]) == ("2021-05-15", "paper", "3", "7")
    assert (person["no"], person["birth_year"], person["name_local"]) == (saved.no, 1977, "विकास निषाद")
    assert (dose["time"], dose["dose_no"], dose["vial"], dose["batch"]) == ("09:40", 1, "2", "4121Z025")
    assert str(person["at"]).startswith("2021-05-17"), "when it was typed stands beside when it was"
    assert str(person["by"]) == (desk.operator.id if desk.operator else "")


def test_the_same_line_is_refused_and_the_same_click_is_one_save(desk: Desk) -> None:
    on, intent = page(desk, page="03"), desk.ids.new()
    first = paper_entry.enter(desk, on, LINE, intent=intent)
    assert paper_entry.enter(desk, on, LINE, intent=intent) == first
    assert refused(desk, on, serial="007", name="") == {
        "serial": "paper.line_taken",
        "name": "misfit.missing.name",
    }
    enter(desk, page(desk, page="4"), mobile="9826041198", name="Geeta Sahu", sex="F")
    enter(desk, page(desk, day="16-05-2021"), mobile="9826041197", name="Mohan Sahu")
    void.void(desk, "registration", first.person, reason="twice", dose_used=True)
    assert enter(desk, on).person != first.person, "a struck out line is free again"


def test_somebody_known_gets_the_dose_and_a_line_of_their_own(desk: Desk) -> None:
    person = walk_in(desk, dose=False)
    found = paper_entry.known(desk, "98260 41187")
    assert [one.id for one in found] == [person.id] == [one.id for one in paper_entry.known(desk, person.no)]
    assert paper_entry.known(desk, "Sushila") == paper_entry.known(desk, "CGR00000000000") == []
    (sharing,) = paper_entry.candidates(desk, {"name": "Mohan", "mobile": "9826041187"})
    assert (sharing.person.id, sharing.reasons) == (person.id, ("alike.same_mobile",)), "a family shares it"
    on, line = page(desk, day="16-05-2021"), {"serial": "8", "outcome": "given", "time": "11:05"}
    with pytest.raises(InvalidRecord) as met:
        paper_entry.enter(desk, on, line | {"outcome": "registered"}, intent=desk.ids.new(), person=person.id)
    assert met.value.problems[0].key == "paper.nothing_happened"
    saved = paper_entry.enter(desk, on, line, intent=desk.ids.new(), person=person.id)
    dose = row(desk, "dose", saved.dose)
    assert (saved.person, dose["person"], dose["serial"], dose["page"]) == (person.id, person.id, "8", "3")
    with pytest.raises(InvalidRecord) as met:
        paper_entry.enter(desk, on, line, intent=desk.ids.new(), person=person.id)
    assert met.value.problems[0].key == "paper.line_taken"


def test_deferred_and_registered_only(desk: Desk) -> None:
    on = page(desk)
    assert refused(desk, on, outcome="deferred") == {"defer_reason": "misfit.choice.defer_reason"}
    saved = enter(desk, on, outcome="deferred", defer_reason="fever")
    assert row(desk, "dose", saved.dose)["outcome"] == "deferred"
    only = enter(desk, on, serial="8", outcome="registered", name="Geeta Sahu", mobile="9826041198")
    assert only.dose == "" and records.doses_of(desk.store.connection, [only.person])[only.person] == []
    assert refused(desk, on, serial="9", outcome="") == {"outcome": "paper.no_outcome"}


def test_the_rules_are_those_of_the_day_on_the_paper(desk: Desk) -> None:
    first = enter(desk, page(desk, day="10-05-2021"))
    # Eighty-four days between the doses from 13 May on: a second dose of 15 May came too early, by a rule of that week.
    on, line = page(desk), {"serial": "9", "outcome": "given"}
    with pytest.raises(InvalidRecord) as met:
        paper_entry.enter(desk, on, line, intent=desk.ids.new(), person=first.person)
    assert [problem.key for problem in met.value.problems] == ["breach.too_early"]
    word = Override(staff.operators(desk)[0].id, SUPERVISOR[1], "other")
    saved = paper_entry.enter(desk, on, line, intent=desk.ids.new(), person=first.person, override=word)
    assert row(desk, "dose", saved.dose)["override_by"] == word.supervisor_id
    assert refused(desk, on, serial="10", age="15", guardian_name="Mohan") == {"age": "breach.too_young"}
    wrong, child = Override(word.supervisor_id, "0000", "other"), {"age": "15", "guardian_name": "Mohan"}
    with pytest.raises(NotAllowed):
        paper_entry.enter(desk, on, LINE | child | {"serial": "10"}, intent=desk.ids.new(), override=wrong)


def test_a_page_is_refused_where_its_day_or_its_batch_cannot_be(desk: Desk) -> None:
    for changed, wrong in (
        ({"day": "18-05-2021"}, {"day"}),
        ({"day": "15-01-2021"}, {"day"}),
        ({"day": "", "page": " "}, {"day", "page"}),
        ({"expires_on": "14-05-2021"}, {"expires_on"}),
        ({"batch": "12 ?"}, {"batch"}),
    ):
        with pytest.raises(InvalidRecord) as met:
            page(desk, **changed)
        assert {problem.field for problem in met.value.problems} == wrong
    assert paper_entry.last(desk) is None
    arrived = {
        "move": "received",
        "vaccine": "covishield",
        "batch": "4121Z025",
        "expires_on": "31-08-2021",
        "vials": "9",
    }
    stock.move(desk, arrived | {"vials": "9"}, intent=desk.ids.new())
    kept = page(desk)
    assert paper_entry.last(desk) == kept
    assert kept.shared["expires_on"] == "31-08-2021", "known of the batch"
    assert paper_entry.after(kept) == paper_entry.as_typed(kept) | {"page": "4"}
    with pytest.raises(InvalidRecord) as met:
        page(desk, day="11-05-2021", batch="OLD1", expires_on="10-05-2021")
    assert met.value.problems[0].key == "paper.batch_expired"
    blank = page(desk, vaccine="", batch="", vaccinator="")
    assert refused(desk, blank) == {
        name: f"misfit.missing.{name}" for name in ("vaccine", "batch", "vaccinator")
    }


def test_last_month_takes_a_supervisor_once_for_that_page(desk: Desk) -> None:
    old = TYPED | {"day": "17-04-2021"}
    with pytest.raises(NotAllowed, match=r"error\.day_long_past") as met:
        paper_entry.begin(desk, old)
    assert met.value.params == {"day": "17-04-2021", "days": 7} and met.value.key in paper_entry.WORD_NEEDED
    with pytest.raises(NotAllowed, match=r"error\.day_long_past"):
        enter(desk, paper_entry.read(desk, old))
    chief = staff.operators(desk)[0]
    with pytest.raises(NotAllowed, match=r"staff\.wrong_pin"):
        paper_entry.begin(desk, old, supervisor=(chief.id, "0000"))
    assert paper_entry.last(desk) is None
    on = paper_entry.begin(desk, old, supervisor=(chief.id, SUPERVISOR[1]))
    assert paper_entry.approved_by(desk, on) == SUPERVISOR[0] and paper_entry.begin(desk, old) == on
    for serial in "12":
        enter(desk, on, serial=serial, mobile=f"982604110{serial}", name=f"Mohan {'ab'[int(serial) - 1]}")
    assert paper_entry.needs_supervisor(desk, paper_entry.read(desk, old | {"page": "4"}))
    (said,) = records.events(desk.store.connection, "paper_approved", on.key)
    assert said["by"] == chief.id, "the journal keeps who let it be typed"
    desk.operator = chief
    assert paper_entry.approved_by(desk, page(desk, day="17-04-2021", page="4")) == "", "she types it herself"


def test_the_limit_is_the_supervisors_to_set(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        paper_entry.let_back(desk, "40")
    clerk, desk.operator = desk.operator, staff.operators(desk)[0]
    for typed in ("", "-1", "400", "x"):
        with pytest.raises(InvalidRecord):
            paper_entry.let_back(desk, typed)
    assert paper_entry.let_back(desk, "३०") == desk.back_entry_days == 30
    desk.operator = clerk
    page(desk, day="17-04-2021")
    with pytest.raises(NotAllowed, match=r"error\.day_long_past"):
        page(desk, day="16-04-2021")


def test_serials_count_on_from_line_to_line_and_from_page_to_page(desk: Desk) -> None:
    on = page(desk, page="0417-3")
    assert paper_entry.next_serial(desk, on) == "1"
    enter(desk, on, serial="33")
    assert paper_entry.next_serial(desk, on) == "34"
    assert paper_entry.next_serial(desk, page(desk, page="0417-4")) == "34"
    assert paper_entry.next_serial(desk, page(desk, page="A")) == "1"
    enter(desk, page(desk, page="K0417-1"), serial="4", mobile="9826041201", name="Asha Tandi")
    assert paper_entry.next_serial(desk, page(desk, page="K0417-2")) == "16", "as the kit has printed it"


def test_a_sticker_of_the_kit_is_the_number(desk: Desk) -> None:
    sticker = str(Number("CG", "R", 90, 12))
    assert enter(desk, page(desk), sticker_no=sticker).no == sticker
    assert refused(desk, page(desk), serial="8", sticker_no=sticker) == {"sticker_no": "sticker.used"}


def test_one_field_is_checked_as_it_is_left(desk: Desk) -> None:
    on = page(desk)
    enter(desk, on)
    typed = LINE | {"mobile": "98260", "time": "25:00", "age": "200"}
    for field, key in (("serial", "paper.line_taken"), ("mobile", "misfit.mobile"), ("time", "misfit.time")):
        found = paper_entry.check(desk, on, typed, field)
        assert [problem.field for problem in found] == [field] and found[0].key.startswith(key)
    assert paper_entry.check(desk, on, typed, "name") == []


def test_a_page_of_a_closed_day_takes_a_supervisor_and_is_late(desk: Desk) -> None:
    on = page(desk)
    clerk, chief = desk.operator, staff.operators(desk)[0]
    desk.operator = chief
    make_ready(desk, on.day)
    close(desk, on.day)
    desk.operator = clerk
    with pytest.raises(NotAllowed, match=r"error\.day_closed_for_paper") as met:
        enter(desk, on)
    assert met.value.params == {"day": "15-05-2021"}
    assert page(desk, day="16-05-2021").day == "2021-05-16", "no other day is closed with it"
    on = paper_entry.begin(desk, TYPED, supervisor=(chief.id, SUPERVISOR[1]))
    saved = enter(desk, on)
    late = {entry.rec for entry in closing.late_entries(desk, on.day)}
    assert {saved.person, saved.dose} <= late
