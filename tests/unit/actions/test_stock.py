"""The stock of unopened vials: nothing goes that is not there, and a day's account adds up."""

from __future__ import annotations

import pytest

from tests.desk import SESSION, WALK_IN, dose_form, walk_in
from tests.sentences import assert_all_said, assert_said
from tikadesk.actions import register, session, stock, vials, void
from tikadesk.actions.desk import Desk
from tikadesk.domain.roles import Role
from tikadesk.errors import InvalidRecord, NotAllowed, Problem
from tikadesk.store import records
from tikadesk.store.day_vials import DayVials

BATCH = {"vaccine": "covishield", "batch": "4121Z025", "expires_on": "31-08-2021"}
DAY = 86_400


def move(desk: Desk, what: str, count: int, **changed: str) -> str:
    typed = BATCH | {"move": what, "vials": str(count)} | changed
    return stock.move(desk, typed, intent=desk.ids.new())


def refused(desk: Desk, what: str, count: int, **changed: str) -> Problem:
    with pytest.raises(InvalidRecord) as refusal:
        move(desk, what, count, **changed)
    assert_all_said(refusal.value.problems)
    (problem,) = refusal.value.problems
    return problem


def only(desk: Desk) -> stock.Batch:
    (batch,) = stock.batches(desk)
    return batch


def test_what_is_left_is_what_came_less_what_was_opened_or_went(desk: Desk) -> None:
    move(desk, "received", 40, partner="Block store Arang", voucher="ARG/77")
    session.next_vial(desk)
    move(desk, "returned", 5)
    move(desk, "sent_out", 3)
    move(desk, "wasted", 1)
    move(desk, "found", 2)
    batch = only(desk)
    assert (batch.received, batch.opened, batch.returned, batch.sent_out, batch.wasted) == (42, 2, 5, 3, 1)
    assert (batch.left, batch.doses_left, batch.days_to_expiry, batch.expired) == (31, 310, 106, False)


def test_one_form_moves_vials_once(desk: Desk) -> None:
    intent = desk.ids.new()
    for _ in range(2):
        stock.move(desk, BATCH | {"move": "received", "vials": "40"}, intent=intent)
    assert only(desk).received == 40


def test_more_cannot_go_than_is_there(desk: Desk) -> None:
    assert refused(desk, "returned", 1).key == "misfit.stock_none"
    move(desk, "received", 3)
    problem = refused(desk, "returned", 3)
    assert (problem.field, problem.key, problem.params) == ("vials", "misfit.stock_negative", {"left": 2})
    move(desk, "returned", 2)
    assert only(desk).left == 0


def test_no_vial_is_opened_that_the_stock_does_not_have(desk: Desk) -> None:
    move(desk, "received", 2)
    session.next_vial(desk)
    before = session.current(desk)
    with pytest.raises(InvalidRecord) as refusal:
        session.next_vial(desk)
    assert_all_said(refusal.value.problems)
    assert [(one.field, one.key) for one in refusal.value.problems] == [("vial", "misfit.no_vial_left")]
    assert session.current(desk) == before
    move(desk, "found", 1)
    session.next_vial(desk)


def test_less_cannot_have_come_than_was_opened_already(desk: Desk) -> None:
    session.next_vial(desk)
    session.next_vial(desk)
    problem = refused(desk, "received", 2)
    assert (problem.key, problem.params) == ("misfit.stock_too_few", {"least": 3})
    move(desk, "received", 3)


def test_a_move_written_down_for_yesterday_must_leave_enough_for_today(desk: Desk) -> None:
    move(desk, "received", 2, day="15-05-2021")
    session.next_vial(desk)
    assert refused(desk, "returned", 1, day="16-05-2021").key == "misfit.stock_negative"


def test_a_batch_that_has_expired_is_not_taken_in_but_may_go_back(desk: Desk) -> None:
    assert refused(desk, "received", 4, expires_on="16-05-2021").key == "misfit.batch_expired"
    assert refused(desk, "received", 4, expires_on="").key == "misfit.missing.expires_on"
    move(desk, "received", 4)
    desk.clock.advance(seconds=200 * DAY)
    assert only(desk).expired
    move(desk, "returned", 3)


def test_the_stocks_word_about_the_expiry_stands_against_a_mistyped_one(desk: Desk) -> None:
    move(desk, "received", 40)
    for expiry, key in (("31-08-2022", "misfit.other_expiry"),):
        with pytest.raises(InvalidRecord) as refusal:
            session.set_up(desk, SESSION | {"vial": "9", "expires_on": expiry})
        assert_all_said(refusal.value.problems)
        assert [one.key for one in refusal.value.problems] == [key]
    assert refused(desk, "received", 4, expires_on="31-08-2022").key == "misfit.other_expiry"


def test_a_dose_of_a_batch_that_the_stock_knows_as_expired(desk: Desk) -> None:
    move(desk, "received", 40)
    desk.clock.advance(seconds=110 * DAY)
    with pytest.raises(InvalidRecord) as refusal:
        session.set_up(desk, SESSION | {"expires_on": "31-08-2022"})
    assert [one.key for one in refusal.value.problems] == ["misfit.batch_expired"]


def test_a_move_by_mistake_is_struck_out_unless_its_vials_are_gone(desk: Desk) -> None:
    by_mistake, right = move(desk, "received", 40), move(desk, "received", 4)
    void.void(desk, "stock_move", by_mistake, reason="mistyped")
    with pytest.raises(InvalidRecord) as why:
        void.void(desk, "stock_move", right, reason="wrong_person")
    assert_all_said(why.value.problems)
    assert only(desk).left == 3
    gone = move(desk, "sent_out", 3)
    assert [(one.move, one.void) for one in stock.moves(desk)] == [
        ("sent_out", False), ("received", False), ("received", True),
    ]  # fmt: skip
    move(desk, "found", 1)
    with pytest.raises(NotAllowed) as refusal:
        void.void(desk, "stock_move", right, reason="twice")
    assert_said(refusal.value.key, refusal.value.params)
    void.void(desk, "stock_move", gone, reason="not_done")
    assert only(desk).left == 4


def test_the_days_account(desk: Desk) -> None:
    move(desk, "received", 40, day="16-05-2021")
    move(desk, "received", 10)
    for number in range(9):
        walk_in(desk, mobile=f"982604110{number}")
    used = walk_in(desk)
    void.void(desk, "dose", used.dose_id or "", reason="not_given", dose_used=True)
    session.next_vial(desk)
    for number in range(7):
        walk_in(desk, mobile=f"982604111{number}")
    vial = vials.current(desk)
    assert vial is not None
    vials.waste(desk, vial.id, 3, "time_over")
    account = stock.of_day(desk, desk.today())
    (line,) = account.batches
    assert (line.morning, line.received, line.opened, line.returned, line.left) == (40, 10, 2, 0, 48)
    assert (line.doses, line.given, line.reasons) == (20, 16, {"time_over": 3, "other": 1})
    assert (account.opened, account.doses, account.given, account.thrown_away) == (2, 20, 16, 4)
    assert (account.unaccounted, account.still_open, account.unrecorded) == (0, 0, 0)
    assert account.wastage_tenths == 200


def test_more_doses_than_the_label_says_are_wastage_below_nothing(desk: Desk) -> None:
    for _ in range(11):
        register.register(desk, WALK_IN, dose_form(desk), intent=desk.ids.new())
    assert stock.of_day(desk, desk.today()).wastage_tenths == -100


def test_a_day_without_a_vial_has_no_wastage_and_its_paper_doses_are_told_apart(desk: Desk) -> None:
    assert stock.of_day(desk, "2021-05-15") == DayVials((), 0, 0, 0, 0, {}, 0, 0, 0)
    walk_in(desk)
    move(desk, "received", 40, day="15-05-2021")
    yesterday = stock.of_day(desk, "2021-05-16")
    assert [(line.morning, line.left, line.opened) for line in yesterday.batches] == [(40, 40, 0)]
    assert yesterday.wastage_tenths is None


def test_vials_of_another_size_are_counted_by_their_own_doses(desk: Desk) -> None:
    move(desk, "received", 5, batch="4121Z2D", doses_per_vial="2")
    session.set_up(desk, SESSION | {"batch": "4121Z2D", "vial": "5"})
    vial = vials.current(desk)
    assert vial is not None and vial.doses == 2
    two = next(one for one in stock.batches(desk) if one.batch == "4121Z2D")
    assert (two.left, two.doses_left) == (4, 8)


def test_old_moves_and_other_roles(desk: Desk) -> None:
    with pytest.raises(NotAllowed):
        move(desk, "received", 4, day="01-05-2021")
    assert desk.operator is not None
    stands = move(desk, "received", 4)
    for role in (Role.LAB, Role.SAMPLER):
        desk.operator.role = role
        with pytest.raises(NotAllowed):
            move(desk, "received", 4)
        with pytest.raises(NotAllowed):
            void.void(desk, "stock_move", stands, reason="twice")
    assert [row["void"] for row in records.every(desk.store.connection, "stock_move")] == [0]
