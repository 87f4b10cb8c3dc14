"""Samples as screens show them: where each one is on its way, the lists, their counts, and numbers typed wrong."""

from __future__ import annotations

import random
from contextlib import suppress
from datetime import datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.samples import SWAB, collected, lease, line
from tests.unit.store.memory import memory_desk
from tikadesk.actions import (
    bind,
    boxes,
    collect,
    correct,
    dispatch,
    lose,
    pack,
    sample_way,
    samples,
    undo,
    void,
)
from tikadesk.actions.desk import Desk
from tikadesk.actions.samples import FILTERS, SampleRow, Tally
from tikadesk.domain import numbers
from tikadesk.domain.clock import IST
from tikadesk.domain.entry import Entry, Op
from tikadesk.domain.numbers import Number
from tikadesk.errors import TikaError
from tikadesk.store import facts, journal, projections, records


def shown(desk: Desk, rec: str) -> SampleRow:
    found = samples.row(desk, rec)
    assert found is not None
    return found


def packed(desk: Desk, no: str) -> str:
    """Put a tube into a new box; the box."""
    opened = pack.open_box(desk, lab=SWAB["lab"], intent=desk.ids.new())
    pack.add(desk, opened.id, no)
    return opened.id


def elsewhere(desk: Desk, rec: str, box: str, device: str = "another-desk") -> None:
    """Another desk packs a tube into a box of its own without having seen what happened here."""
    at = desk.now().isoformat(timespec="seconds")
    entry = Entry(
        desk.ids.new(), "sample", rec, Op.EDIT, at, "-", {"box": box, "slot": 1}, over=(rec,), gen=2
    )
    with desk.store.write() as writer:
        assert journal.absorb(writer.connection, device, entry.body()) is not None
        projections.project(writer.connection, entry)


def test_a_fresh_sample(desk: Desk) -> None:
    lease(desk)
    saved = collected(desk, tubes=2)
    first, second = (shown(desk, rec) for rec in saved.ids)
    assert (first.journey, first.state, first.age, first.box_no) == ("collected", "here", 34, "")
    assert (first.shown, second.shown) == (f"{numbers.shown(saved.nos[0])}/1", numbers.shown(saved.nos[1]))
    assert shown(desk, collected(desk).ids[0]).shown.count("/") == 0
    assert samples.row(desk, desk.ids.new()) is None


def test_the_way_of_a_tube(desk: Desk) -> None:
    saved = collected(desk)
    rec, no = saved.ids[0], saved.nos[0]
    way = [shown(desk, rec).journey]
    box = packed(desk, no)
    way.append(shown(desk, rec).journey)
    dispatch.seal(desk, box, {"sealed_temp": "4", "seal_no": "S1", "checked_by": "Anil Sahu"})
    way.append(shown(desk, rec).journey)
    dispatch.dispatch(
        desk, box, {"driver": "Ram Lal", "driver_mobile": "9826041187", "vehicle": "CG04AB1234"}
    )
    way.append(shown(desk, rec).journey)
    line(desk, no, "accepted")
    way.append(shown(desk, rec).journey)
    line(desk, no, "accepted", result="negative")
    way.append(shown(desk, rec).journey)
    assert way == ["collected", "packed", "sealed", "dispatched", "received", "resulted"]
    assert (shown(desk, rec).result, shown(desk, rec).slot) == ("negative", 1)


@pytest.mark.parametrize(
    ("verdicts", "journey"),
    [
        (["short", "accepted"], "received"),
        (["accepted", "short"], "received"),
        (["extra"], "received"),
        (["short", "rejected"], "rejected"),
        (["rejected", "extra"], "received"),
        (["short"], "short"),
    ],
)
def test_where_a_lab_has_the_tube_in_hand_it_is(desk: Desk, verdicts: list[str], journey: str) -> None:
    saved = collected(desk)
    for verdict in verdicts:
        line(desk, saved.nos[0], verdict)
    assert shown(desk, saved.ids[0]).journey == journey


def test_a_rejected_tube_says_why_until_its_line_is_taken_back(desk: Desk) -> None:
    saved = collected(desk)
    said = line(desk, saved.nos[0], "rejected", reason="leaking")
    assert (shown(desk, saved.ids[0]).journey, shown(desk, saved.ids[0]).reason) == ("rejected", "leaking")
    void.void(desk, "receipt_line", said, reason="other")
    assert shown(desk, saved.ids[0]).journey == "collected"


def test_a_lost_tube_that_a_lab_got_is_not_lost(desk: Desk) -> None:
    saved = collected(desk)
    lose.lose(desk, saved.ids[0], "missing")
    assert (shown(desk, saved.ids[0]).journey, shown(desk, saved.ids[0]).reason) == ("lost", "missing")
    line(desk, saved.nos[0], "accepted")
    assert shown(desk, saved.ids[0]).journey == "received"


def test_a_void_one_is_void_wherever_it_is(desk: Desk) -> None:
    saved = collected(desk)
    line(desk, saved.nos[0], "accepted")
    void.void(desk, "sample", saved.ids[0], reason="twice")
    assert (shown(desk, saved.ids[0]).journey, shown(desk, saved.ids[0]).void) == ("void", True)


def test_a_sample_is_found_by_any_of_its_numbers(desk: Desk) -> None:
    lease(desk)
    saved = collected(desk, tubes=2, icmr_id="77001")
    bind.bind(desk, saved.ids[0], {"portal_id": "up/1-7", "srf_id": "2238700000001"})
    case = saved.nos[0]
    for typed in (
        case,
        case.lower(),
        numbers.shown(case),
        f"{case}/1",
        "UP/1-7",
        "up/1 -7",
        "22387 0000 0001",
    ):
        found = samples.of_number(desk, typed)
        assert found is not None and found.id == saved.ids[0], typed
    for typed in (saved.nos[1], f" {numbers.shown(saved.nos[1])} "):
        found = samples.of_number(desk, typed)
        assert found is not None and found.id == saved.ids[1]
    assert samples.of_number(desk, "77001") is not None
    for typed in ("", "Sushila", f"{case}/3", case[:-1], "9826041187", "🙂"):
        assert samples.of_number(desk, typed) is None, typed
    assert [one.id for one in samples.of_case(desk, saved.nos[1])] == list(saved.ids)


def test_a_number_one_slip_away_leads_to_the_tube(desk: Desk) -> None:
    lease(desk)
    saved = collected(desk, tubes=2)
    collected(desk)
    case = saved.nos[0]
    wrong = case[:9] + ("3" if case[9] != "3" else "4") + case[10:]
    assert [one.id for one in samples.near(desk, wrong)] == [saved.ids[0]]
    assert [one.id for one in samples.near(desk, f"{wrong}/2")] == [saved.ids[1]]
    assert samples.near(desk, "9826041187") == []


def ids(desk: Desk, which: str, words: str = "") -> list[str]:
    return [one.id for one in samples.listing(desk, which, words=words)]


def test_the_lists_and_their_counts(desk: Desk) -> None:
    lease(desk)
    loose, boxed, lost, torn = (collected(desk, name=name).ids[0] for name in ("Aa", "Bb", "Cc", "Dd"))
    old = collected(desk, source="paper", page="1", serial="1", day="15-05-2021").ids[0]
    packed(desk, shown(desk, boxed).no)
    bind.bind(desk, boxed, {"portal_id": "UP1"})
    lose.lose(desk, lost, "broken_here")
    packed(desk, shown(desk, torn).no)
    elsewhere(desk, torn, desk.ids.new())
    void.void(desk, "sample", gone := collected(desk).ids[0], reason="twice")
    assert ids(desk, "today") == [gone, torn, lost, boxed, loose]
    assert ids(desk, "unboxed") == [old, loose]
    assert ids(desk, "no_portal_id") == [old, torn, lost, loose]
    assert ids(desk, "resample") == [lost]
    assert ids(desk, "two_boxes") == [torn]
    assert ids(desk, "all") == [gone, old, torn, lost, boxed, loose]
    assert samples.tally(desk) == Tally(
        today=4, unboxed=2, no_portal_id=4, resample=1, two_boxes=1,
        oldest_unboxed_at=datetime(2021, 5, 15, tzinfo=IST), oldest_no_portal_at=datetime(2021, 5, 15, tzinfo=IST),
    )  # fmt: skip
    assert "box" in shown(desk, torn).conflict


def test_an_empty_desk_has_empty_lists(desk: Desk) -> None:
    assert samples.tally(desk) == Tally(0, 0, 0, 0, 0, None, None)
    assert all(samples.listing(desk, which) == [] for which in FILTERS)


def test_a_tube_is_wanted_anew_until_it_is_taken_anew(desk: Desk) -> None:
    saved = collected(desk)
    line(desk, saved.nos[0], "rejected", reason="leaking")
    assert ids(desk, "resample") == [saved.ids[0]]
    anew = collected(desk, repeat_of=saved.ids[0])
    assert ids(desk, "resample") == []
    assert shown(desk, saved.ids[0]).resampled and shown(desk, anew.ids[0]).repeat_of == saved.ids[0]
    void.void(desk, "sample", anew.ids[0], reason="twice")
    assert ids(desk, "resample") == [saved.ids[0]]


def test_nobody_is_called_in_for_a_swab_of_long_ago(desk: Desk) -> None:
    saved = collected(desk)
    line(desk, saved.nos[0], "short")
    desk.clock.advance(seconds=86_400 * 31)
    assert (ids(desk, "resample"), ids(desk, "no_portal_id")) == ([], [])
    assert (ids(desk, "unboxed"), ids(desk, "all")) == ([saved.ids[0]], [saved.ids[0]])


def test_another_centres_samples_are_in_the_list_of_all_only(desk: Desk) -> None:
    rec, at = desk.ids.new(), desk.now().isoformat(timespec="seconds")
    values = {"no": str(Number("CG", "K", 7, 1)), "day": desk.today(), "name": "Asha"}
    entry = Entry(rec, "sample", rec, Op.CREATE, at, "-", dict(values))
    with desk.store.write() as writer:
        journal.absorb(writer.connection, "far-desk", entry.body())
        projections.project(writer.connection, entry)
        writer.note(facts.CENTRE_OF, "far-desk", "CG-0999")
    mine = collected(desk).ids[0]
    assert ids(desk, "all") == [mine, rec]
    assert ids(desk, "today") == ids(desk, "unboxed") == ids(desk, "no_portal_id") == [mine]
    assert (samples.tally(desk).today, samples.tally(desk).unboxed) == (1, 1)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("sush", {0, 1}),
        ("सुशी", {0, 1}),
        ("Devi", {0, 1}),
        ("98260", {0, 1}),
        ("98260 41187", {0, 1}),
        ("9300011122", {2}),
        ("%", set()),
        ("Ram_", set()),
        ("zz", set()),
        ("", {0, 1, 2}),
    ],
)
def test_a_list_is_looked_through_by_name_and_mobile(desk: Desk, words: str, found: set[int]) -> None:
    recs = [
        *collected(desk, tubes=2).ids,
        *collected(desk, name="Ram Lal", name_local="", mobile="9300011122").ids,
    ]
    assert set(ids(desk, "today", words)) == {recs[place] for place in found}


def test_a_list_is_looked_through_by_number_and_shows_the_whole_case(desk: Desk) -> None:
    saved = collected(desk, tubes=2)
    collected(desk)
    assert set(ids(desk, "all", numbers.shown(saved.nos[1]))) == set(saved.ids)
    assert ids(desk, "two_boxes", saved.nos[0]) == []


def test_a_long_list_comes_in_pages(desk: Desk) -> None:
    recs = [collected(desk).ids[0] for _ in range(5)][::-1]
    pages = [[one.id for one in samples.listing(desk, "today", limit=2, offset=at)] for at in (0, 2, 4, 6)]
    assert pages == [recs[:2], recs[2:4], recs[4:], []]


def test_rows_keep_the_order_they_were_asked_in(desk: Desk) -> None:
    recs = [collected(desk).ids[0] for _ in range(3)]
    asked = [recs[1], desk.ids.new(), recs[2], recs[0]]
    assert [one.id for one in samples.rows_as_samples(desk, [{"id": rec} for rec in asked])] == [
        recs[1], recs[2], recs[0],
    ]  # fmt: skip


def test_a_sample_of_which_only_an_edit_has_arrived_is_shown_as_it_stands(desk: Desk) -> None:
    rec = desk.ids.new()
    elsewhere(desk, rec, desk.ids.new())
    found = shown(desk, rec)
    assert (found.no, found.name, found.age, found.journey) == ("", "", None, "packed")
    assert collect.known(desk, "9826041187") == []


ACTS = (
    "collect", "collect", "several", "anew", "pack", "pack", "take_out", "seal", "unseal", "dispatch", "lose", "found",
    "void", "restore", "undo", "correct", "bind", "received", "rejected", "short", "resulted", "elsewhere", "tomorrow",
)  # fmt: skip


def act(desk: Desk, chance: random.Random, what: str) -> None:
    """One random act on one random tube; what the desk refuses just then is left out."""
    rows = samples.listing(desk, "all")
    if what in ("collect", "several") or not rows:
        collected(desk, tubes=3 if what == "several" else 1)
        return
    row, opened = chance.choice(rows), boxes.boxes(desk, state="open")
    closed = [*boxes.boxes(desk, state="sealed"), *opened]
    match what:
        case "anew":
            collected(desk, repeat_of=row.id)
        case "pack":
            box = opened[0] if opened else pack.open_box(desk, lab=SWAB["lab"], intent=desk.ids.new())
            pack.add(desk, box.id, row.no)
        case "take_out":
            pack.take_out(desk, row.id)
        case "seal":
            typed = {"sealed_temp": "4", "seal_no": "S1", "checked_by": "Anil Sahu"}
            dispatch.seal(desk, chance.choice(closed).id, typed)
        case "unseal":
            dispatch.unseal(desk, chance.choice(closed).id, "one too many")
        case "dispatch":
            dispatch.dispatch(desk, chance.choice(closed).id, {"driver": "Ram Lal"})
        case "lose":
            lose.lose(desk, row.id, "missing")
        case "found":
            lose.found(desk, row.id)
        case "void":
            void.void(desk, "sample", row.id, reason="twice")
        case "restore":
            void.restore(desk, "sample", row.id)
        case "undo":
            undo.undo(desk, "sample")
        case "correct":
            correct.correct(
                desk, "sample", row.id, {"name": chance.choice(["Kamla", "Asha"])}, reason="typing"
            )
        case "bind":
            bind.bind(desk, row.id, {"portal_id": f"UP{row.no[:14]}"})
        case "received" | "rejected" | "short":
            line(desk, row.no, "accepted" if what == "received" else what)
        case "resulted":
            line(desk, row.no, "accepted", result="negative")
        case "elsewhere":
            elsewhere(desk, row.id, desk.ids.new())
        case "tomorrow":
            desk.clock.advance(seconds=86_400)


@given(acts=st.lists(st.sampled_from(ACTS), min_size=5, max_size=30), seed=st.integers(0, 2**32))
@settings(max_examples=40)
def test_whatever_happens_lists_counts_and_ways_agree(acts: list[str], seed: int) -> None:
    desk, chance = memory_desk(), random.Random(seed)
    lease(desk)
    for what in acts:
        with suppress(TikaError, IndexError):
            act(desk, chance, what)
        desk.clock.advance(seconds=chance.choice([0, 1, 60]))
    everything = samples.listing(desk, "all")
    live = [row for row in everything if not row.void]
    assert len({row.no for row in everything}) == len(everything)
    wanted = {
        "today": [row.id for row in everything if row.day == desk.today()],
        "unboxed": [
            row.id for row in live if not row.box and row.journey != "lost" and not lost(desk, row.id)
        ],
        "no_portal_id": [row.id for row in live if not row.portal_id],
        "resample": [
            row.id for row in live if row.journey in ("rejected", "short", "lost") and not row.resampled
        ],
        "two_boxes": [row.id for row in live if "box" in row.conflict],
        "all": [row.id for row in everything],
    }
    assert {which: ids(desk, which) for which in FILTERS} == wanted
    tally = samples.tally(desk)
    counts = {which: getattr(tally, which) for which in FILTERS[1:-1]} | {"today": tally.today}
    today = len([row for row in live if row.day == desk.today()])
    assert counts == {which: len(wanted[which]) for which in FILTERS[1:-1]} | {"today": today}
    for row in everything:
        stages = [stage.code for stage in sample_way.one(desk, row.id).stages if stage.at]
        assert stages[0] == "collected" and stages[-1] == row.journey
    before = [samples.row(desk, row.id) for row in everything]
    desk.store.rebuild()
    assert [samples.row(desk, row.id) for row in everything] == before
    desk.store.close()


def lost(desk: Desk, rec: str) -> bool:
    row = records.get(desk.store.connection, "sample", rec)
    return row is not None and row["lost_reason"] is not None
