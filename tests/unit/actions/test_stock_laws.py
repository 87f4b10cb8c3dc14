"""The laws of the stock, over any sequence of moves, openings and days, on one desk and on two that work apart."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.desk import ALL_CLEAR, SESSION, WALK_IN
from tests.sentences import assert_all_said, assert_said
from tests.two_desks import TwoDesks
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.actions import open_vial, register, session, stock, vials, void
from tikadesk.actions.desk import Desk
from tikadesk.domain import reference
from tikadesk.errors import InvalidRecord, NotAllowed
from tikadesk.store import records

BATCHES = ("4121Z025", "37F21")
MOVES = st.sampled_from(reference.options("stock_move"))
EXPIRY = "31-08-2021"


def set_up(desk: Desk, batch: str, vial: str) -> None:
    session.set_up(desk, SESSION | {"batch": batch, "expires_on": EXPIRY, "vial": vial})


def dose(desk: Desk) -> str:
    """Register somebody with a dose from the vial in use; the dose's record."""
    setup = session.current(desk)
    assert setup is not None
    saved = register.register(desk, WALK_IN, setup.as_dose() | ALL_CLEAR, intent=desk.ids.new())
    assert saved.dose_id is not None
    return saved.dose_id


def struck(desk: Desk, kind: str, rec: str) -> None:
    """Strike out a move or an opening that was a mistake."""
    void.void(desk, kind, rec, reason="mistyped")


class Laws(RuleBasedStateMachine):
    """One desk does anything in any order. What it may not do is refused with a sentence and changes nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.world = DeskInMemory(7, numbers=5_000)
        self.world.desk.operator = TwoDesks().desks[0].operator
        self.first = self.desk.today()
        self.doses: list[str] = []

    @property
    def desk(self) -> Desk:
        return self.world.desk

    def tried(self, act: object, *args: object, **named: object) -> None:
        assert callable(act)
        before = self.desk.store.connection.execute("SELECT count(*) FROM journal").fetchone()
        try:
            act(*args, **named)
        except InvalidRecord as refusal:
            assert_all_said(refusal.problems)
        except NotAllowed as refusal:
            assert_said(refusal.key, refusal.params)
        else:
            return
        assert self.desk.store.connection.execute("SELECT count(*) FROM journal").fetchone() == before

    @rule(what=MOVES, batch=st.sampled_from(BATCHES), count=st.integers(1, 4), ago=st.integers(0, 2))
    def move(self, what: str, batch: str, count: int, ago: int) -> None:
        day = (date.fromisoformat(self.desk.today()) - timedelta(days=ago)).strftime("%d-%m-%Y")
        typed = {
            "move": what, "vaccine": "covishield", "batch": batch, "expires_on": EXPIRY, "vials": str(count),
            "day": day,
        }  # fmt: skip
        self.tried(stock.move, self.desk, typed, intent=self.desk.ids.new())

    @rule(batch=st.sampled_from(BATCHES), vial=st.integers(1, 4))
    def set_up(self, batch: str, vial: int) -> None:
        self.tried(set_up, self.desk, batch, str(vial))

    @rule()
    def next_vial(self) -> None:
        self.tried(session.next_vial, self.desk)

    @rule(count=st.integers(1, 6))
    def give(self, count: int) -> None:
        if session.current(self.desk) is not None:
            for _ in range(count):
                with suppress(InvalidRecord):
                    self.doses.append(dose(self.desk))

    @rule(used=st.booleans())
    def void_a_dose(self, used: bool) -> None:
        if self.doses:
            void.void(self.desk, "dose", self.doses.pop(), reason="other", dose_used=used)

    @rule(doses=st.integers(1, 12), reason=st.sampled_from(vials.REASONS))
    def waste(self, doses: int, reason: str) -> None:
        if (vial := vials.current(self.desk)) is not None:
            self.tried(vials.waste, self.desk, vial.id, doses, reason)

    @rule()
    def finish(self) -> None:
        if (vial := vials.current(self.desk)) is not None:
            self.tried(vials.finish, self.desk, vial.id)

    @rule(which=st.integers(0, 20))
    def strike_out_a_move(self, which: int) -> None:
        if moves := stock.moves(self.desk):
            self.tried(struck, self.desk, "stock_move", moves[which % len(moves)].id)

    @rule()
    def strike_out_the_opening(self) -> None:
        if (vial := vials.current(self.desk)) is not None:
            self.tried(struck, self.desk, "vial", vial.id)

    @rule(hours=st.sampled_from([1, 5, 24]))
    def time_goes_by(self, hours: int) -> None:
        self.world.clock.advance(seconds=hours * 3600)

    @invariant()
    def nothing_is_taken_that_is_not_there(self) -> None:
        assert all(batch.left >= 0 for batch in stock.batches(self.desk))

    @invariant()
    def every_days_account_adds_up(self) -> None:
        day, morning = date.fromisoformat(self.first) - timedelta(days=2), dict[str, int]()
        while day.isoformat() <= self.desk.today():
            account = stock.of_day(self.desk, day.isoformat())
            for line in account.batches:
                assert line.morning == morning.get(line.batch, 0)
                gone = line.opened + line.returned + line.sent_out + line.spoilt
                if line.morning:
                    assert line.morning + line.received - gone == line.left >= 0
                assert line.doses - line.given - line.wasted <= account.unaccounted
            morning = {line.batch: line.left for line in account.batches}
            rows = records.of_day(self.desk.store.connection, "dose", day.isoformat())
            assert account.given + account.unrecorded == sum(not row["void"] for row in rows)
            opened = vials.of_day(self.desk, day.isoformat())
            assert (account.opened, account.given) == (len(opened), sum(vial.given for vial in opened))
            assert account.unaccounted == sum(vial.left for vial in opened)
            assert all(vial.given + vial.wasted <= vial.holds for vial in opened)
            day += timedelta(days=1)


TestLaws = Laws.TestCase
TestLaws.settings = settings(max_examples=15, stateful_step_count=20, deadline=None)


@given(st.lists(st.integers(0, 11), max_size=4), st.lists(st.integers(0, 11), max_size=4), st.booleans())
@settings(max_examples=10)
def test_two_desks_that_open_vials_of_the_same_number_apart(
    one: list[int], other: list[int], know_each_other: bool
) -> None:
    both = TwoDesks()
    for place, (desk, drawn) in enumerate(zip(both.desks, (one, other), strict=True)):
        set_up(desk, "4121Z025", open_vial.next_number(desk, "0"))
        for count in drawn:
            for _ in range(count):
                dose(desk)
            session.next_vial(desk)
        if know_each_other and place == 0:
            both.meet((0, 1))
    both.meet()
    seen = [vials.of_day(desk, desk.today()) for desk in both.desks]
    for mine, theirs in zip(*seen, strict=True):
        assert (mine.id, mine.no, mine.given, mine.state) == (
            theirs.id,
            theirs.no,
            theirs.given,
            theirs.state,
        )
    assert sum(vial.given for vial in seen[0]) == sum(one) + sum(other)
    assert all(vial.given <= vial.holds for vial in seen[0])
    assert [stock.of_day(desk, desk.today()).batches for desk in both.desks] == [
        stock.of_day(both.desks[0], both.desks[0].today()).batches
    ] * 2


def test_the_same_last_vial_opened_on_two_desks_is_shown_and_can_be_put_right() -> None:
    both = TwoDesks()
    one = both.desks[0]
    typed = {
        "move": "received",
        "vaccine": "covishield",
        "batch": "4121Z025",
        "expires_on": EXPIRY,
        "vials": "1",
    }
    stock.move(one, typed, intent=one.ids.new())
    both.meet()
    for desk in both.desks:
        set_up(desk, "4121Z025", "1")
    both.meet()
    for desk in both.desks:
        (batch,) = stock.batches(desk)
        assert batch.left == -1
    stock.move(one, typed | {"move": "found"}, intent=one.ids.new())
    both.meet()
    assert [stock.batches(desk)[0].left for desk in both.desks] == [0, 0]


def test_one_vial_that_two_desks_wrote_down_becomes_one_again() -> None:
    both = TwoDesks()
    one, other = both.desks
    for desk, count in ((one, 3), (other, 4)):
        set_up(desk, "4121Z025", "1")
        for _ in range(count):
            dose(desk)
    both.meet()
    assert [vial.given for vial in vials.of_day(one, one.today())] in ([3, 4], [4, 3])
    twin = vials.current(other)
    assert twin is not None
    struck(other, "vial", twin.id)
    both.meet()
    for desk in both.desks:
        (vial,) = vials.of_day(desk, desk.today())
        assert vial.given == 7
