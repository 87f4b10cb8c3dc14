from __future__ import annotations

from datetime import timedelta

from tests.unit.server.desk_at_hand import DeskAtHand, enrol_at
from tikadesk.domain.entry import Entry, Op
from tikadesk.domain.kinds import KINDS
from tikadesk.domain.numbers import Number
from tikadesk.server import board, ingest, judge, people, sql
from tikadesk.server.service import Service


def edit(desk: DeskAtHand, of: Entry, values: dict[str, object], **more: object) -> Entry:
    """An edit of ``of`` by a desk that saw it."""
    parts = {"op": Op.EDIT, "rec": of.rec, "over": (of.id,), "gen": of.gen + 1} | more
    return desk.hand.entry(of.kind, values, **parts)


def state_of(rec: str) -> tuple[str, str, bool]:
    """The record's JSON, its conflicts, whether void."""
    found = sql.row("SELECT state, conflict, void FROM rec WHERE id=%s", rec)
    assert found is not None
    return found[0], found[1], bool(found[2])


def test_a_sound_entry_is_applied_and_stays_silent(desk: DeskAtHand) -> None:
    entry = desk.hand.register("राम")
    assert desk.push()[1] == []
    assert "राम" in state_of(entry.id)[0]
    assert [item["id"] for item in desk.read() if item["t"] == "op"] == [entry.id]
    assert [item for item in desk.read() if item["t"] == "verdict"] == []


def test_edits_fold_and_a_void_does_not_erase(desk: DeskAtHand) -> None:
    entry = desk.hand.register("राम")
    change = edit(desk, entry, {"name": "श्याम"})
    void = edit(desk, change, {}, op=Op.VOID, why="wrong_person")
    desk.push()
    assert desk.say(change.body(), void.body()) == {}
    text, conflict, is_void = state_of(entry.id)
    assert "श्याम" in text
    assert (conflict, is_void) == ("", True)


def test_edits_before_their_record_are_kept_for_it(desk: DeskAtHand, other: DeskAtHand) -> None:
    entry = desk.hand.register("राम")
    change = edit(other, entry, {"name": "श्याम"})
    assert other.say(change.body()) == {}
    desk.push()
    assert "श्याम" in state_of(entry.id)[0]


def test_two_desks_setting_one_field_is_a_conflict(desk: DeskAtHand, other: DeskAtHand) -> None:
    entry = desk.hand.register("राम")
    desk.push()
    one, two = edit(desk, entry, {"name": "रामू"}), edit(other, entry, {"name": "रामलाल"})
    assert desk.say(one.body()) == {}
    assert other.say(two.body()) == {}
    assert state_of(entry.id)[1] == "name"


def test_a_known_entry_again_has_no_second_effect(desk: DeskAtHand, other: DeskAtHand) -> None:
    entry = desk.hand.register()
    desk.push()
    assert other.say(entry.body()) == {}  # the tail of a desk that took a new identity
    assert desk.say(entry.body(), entry.body()) == {}
    assert board.status()["records"] == {"registration": 1}
    assert len([item for item in desk.read() if item["t"] == "op"]) == 1
    assert sql.value("SELECT n FROM counter WHERE k='registration'") == 1


def test_another_body_for_a_known_entry_is_flagged_and_not_taken(desk: DeskAtHand) -> None:
    entry = desk.hand.register("राम")
    desk.push()
    assert desk.say(entry.body().replace("राम".encode(), "श्याम".encode())) == {2: ("flagged", "other-body")}
    assert "राम" in state_of(entry.id)[0]


def test_every_kind_is_held_for_a_value_of_the_wrong_shape(desk: DeskAtHand) -> None:
    for kind in KINDS.values():
        for field in kind.fields:
            body = desk.hand.entry(kind.name, {field.name: "x" * 3000 if field.sql is str else "x"}).body()
            n = len(desk.hand.bodies) + 1
            assert desk.say(body) == {n: ("held", "bad-shape")}, field.name


def test_numbers_must_be_in_their_stored_form(desk: DeskAtHand) -> None:
    good = desk.hand.number()
    for number in (good.lower(), f" {good}", good[:-1] + ("0" if good[-1] != "0" else "1"), "", "Z", 7):
        n = len(desk.hand.bodies) + 1
        body = desk.hand.entry("registration", {"no": number}).body()
        assert desk.say(body) == {n: ("held", "bad-shape")}, number


def test_numbers_of_no_lease_are_flagged_older_series_and_fallbacks_are_not(desk: DeskAtHand) -> None:
    sql.run("UPDATE incarnation SET series=7")
    for number, verdict in (
        (Number("CG", "R", 7, 9_000_000), "unknown-lease"),
        (Number("CG", "R", 8, 1), "unknown-lease"),
        (Number("CG", "R", 0, 1), "unknown-lease"),
        (Number("UP", "R", 6, 1), "unknown-lease"),
        (Number("CG", "R", 6, 9_000_000), None),
        (Number("CG", "R", 91, 4), None),
        (Number("CG", "Z", 77, 123), None),
    ):
        n = len(desk.hand.bodies) + 1
        said = desk.say(desk.hand.entry("registration", {"no": str(number)}).body())
        assert said == ({n: ("flagged", verdict)} if verdict else {}), number


def test_the_tubes_of_a_case_bear_its_number_with_a_suffix(desk: DeskAtHand) -> None:
    case = desk.hand.number("K")
    tubes = [desk.hand.entry("sample", {"no": number}) for number in (case, f"{case}/2", f"{case}/9")]
    assert desk.say(*(tube.body() for tube in tubes)) == {}
    twice = desk.hand.entry("sample", {"no": f"{case}/2"})
    assert desk.say(twice.body()) == {4: ("flagged", "number-collision")}
    assert board.status()["duplicate_numbers"] == 1
    flagged = sql.rows("SELECT dev, n FROM verdict ORDER BY n")
    assert flagged == [(desk.hand.dev, 2), (desk.hand.dev, 4)]


def test_a_suffix_is_of_a_case_or_a_fallback_number_from_two_to_nine(desk: DeskAtHand) -> None:
    case, person = desk.hand.number("K"), desk.hand.number("R")
    for number in (
        f"{case}/1",
        f"{case}/0",
        f"{case}/10",
        f"{case}/",
        f"{case}/2\n",
        f"{person}/2",
        f"{case}2",
    ):
        n = len(desk.hand.bodies) + 1
        assert desk.say(desk.hand.entry("sample", {"no": number}).body()) == {n: ("held", "bad-shape")}, (
            number
        )
    fallback = str(Number("CG", "Z", 77, 123))
    assert desk.say(desk.hand.entry("sample", {"no": f"{fallback}/2"}).body()) == {}


def test_a_tube_of_no_lease_and_a_printed_roll_used_twice_are_flagged(
    desk: DeskAtHand, other: DeskAtHand
) -> None:
    strange = Number("CG", "K", 1, 9_000_000)
    said = desk.say(desk.hand.entry("sample", {"no": f"{strange}/2"}).body())
    assert said == {1: ("flagged", "unknown-lease")}
    printed = str(Number("CG", "K", 91, 42))
    assert desk.say(desk.hand.entry("sample", {"no": printed}).body()) == {}
    assert other.say(other.hand.entry("sample", {"no": printed}).body()) == {
        1: ("flagged", "number-collision")
    }
    told = {(item["dev"], item["n"]) for item in desk.read() if item["t"] == "verdict"}
    assert told >= {(desk.hand.dev, 2), (other.hand.dev, 1)}


def test_a_collision_inside_one_batch_flags_both(desk: DeskAtHand) -> None:
    number = desk.hand.number()
    bodies = [desk.hand.entry("registration", {"no": number}).body() for _ in range(2)]
    assert desk.say(*bodies) == {1: ("flagged", "number-collision"), 2: ("flagged", "number-collision")}
    assert board.status()["duplicate_numbers"] == 1


def test_a_desk_cannot_change_another_centres_record(desk: DeskAtHand, service: Service) -> None:
    entry = desk.hand.register("राम")
    desk.push()
    away = enrol_at(service, seed=9, centre="CG-0900")
    assert away.say(edit(away, entry, {"name": "श्याम"}).body()) == {1: ("held", "out-of-scope")}
    assert "राम" in state_of(entry.id)[0]


def test_a_revoked_operator_is_held_from_then_on(desk: DeskAtHand, service: Service) -> None:
    person = desk.hand.entry("operator", {"name": "Sita", "role": "registrar"})
    assert desk.say(person.body()) == {}
    now = service.clock.now()
    people.bar(service, person.id)
    for minutes, expected in ((-10, None), (10, "operator-revoked")):
        n = len(desk.hand.bodies) + 1
        at = (now + timedelta(minutes=minutes)).isoformat(timespec="seconds")
        said = desk.say(desk.hand.entry("event", {"what": "print"}, by=person.id, at=at).body())
        assert said == ({n: ("held", expected)} if expected else {})
    undated = desk.hand.entry("event", {"what": "print"}, by=person.id, at="yesterday").body()
    assert desk.say(undated) == {4: ("held", "operator-revoked")}


def test_an_unknown_kind_is_taken_up_when_a_release_knows_it(desk: DeskAtHand, service: Service) -> None:
    entry = desk.hand.entry("event", {"what": "print"})
    later = entry.body().replace(b'"k":"event"', b'"k":"from_2031"')
    assert desk.say(later) == {1: ("held", "unknown-kind")}
    assert judge.of_unknown_kinds() == [desk.hand.dev]
    KINDS["from_2031"] = KINDS["event"]
    try:
        ingest.judge_all(service)
        told = [item for item in desk.read() if item["t"] == "verdict"]
        assert [item["v"] for item in told][-1] == "applied"
        assert [item["id"] for item in desk.read() if item["t"] == "op"] == [entry.id]
    finally:
        del KINDS["from_2031"]
    assert board.status()["held"] == 0
