"""Two desks of a lab receive the same boxes without a line: in the end everybody reads the same of each tube, and
a tube that was in hand from two boxes is flagged.
"""

from __future__ import annotations

from typing import Any

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.boxes import LAB
from tests.lab import Journey, enrol
from tests.sentences import assert_said
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk.actions import boxes, manifests, receipts, receive, receiving, samples
from tikadesk.actions.desk import Desk
from tikadesk.domain.kinds.receipt_line import SHORT
from tikadesk.errors import TikaError
from tikadesk.store import boxes as stored

WHO, WHERE, WHICH = st.integers(0, 1), st.integers(0, 1), st.integers(0, 3)


class Receivers(RuleBasedStateMachine):
    """Two boxes of two tubes on their way to a lab with two desks."""

    def __init__(self) -> None:
        super().__init__()
        self.journey = Journey()
        self.second = DeskInMemory(6, enrolled=False)
        self.labs = [self.journey.lab, enrol(self.second, LAB)]
        self.sent = [self.journey.sent(2) for _ in range(2)]
        self.lists = [manifests.sealed_list(self.journey.centre, box.id) for box in self.sent]
        self.tubes = [row.no for box in self.sent for row in boxes.tubes(self.journey.centre, box.id)]
        self.begun: dict[tuple[int, int], str] = {}

    def _try(self, act: Any, *args: Any) -> Any:
        try:
            return act(*args)
        except TikaError as error:
            assert_said(error.key, error.params)
            return None

    @rule(who=WHO, where=WHERE)
    def begin_by_paper(self, who: int, where: int) -> None:
        listed = manifests.take(self.labs[who], self.lists[where])
        self.begun[who, where] = receive.begin(self.labs[who], listed).id

    @rule(who=WHO, where=WHERE)
    def begin_by_number(self, who: int, where: int) -> None:
        self.begun[who, where] = receive.begin(self.labs[who], self.sent[where].no).id

    @rule(who=WHO, where=WHERE, which=WHICH)
    def receive_tube(self, who: int, where: int, which: int) -> None:
        if (who, where) in self.begun:
            self._try(receive.receive_tube, self.labs[who], self.begun[who, where], self.tubes[which])

    @rule(who=WHO, where=WHERE, which=WHICH, reason=st.sampled_from(["leaking", "too_old"]))
    def reject(self, who: int, where: int, which: int, reason: str) -> None:
        if (who, where) in self.begun:
            self._try(receive.reject, self.labs[who], self.begun[who, where], self.tubes[which], reason)

    @rule(who=WHO, where=WHERE, which=WHICH)
    def undo(self, who: int, where: int, which: int) -> None:
        if (who, where) in self.begun:
            line = receiving.of(self.labs[who], self.begun[who, where]).line_of(self.tubes[which])
            if line is not None and line.line_id:
                self._try(receive.undo, self.labs[who], line.line_id)

    @rule(who=WHO, where=WHERE)
    def finish(self, who: int, where: int) -> None:
        if (who, where) in self.begun:
            receive.finish(self.labs[who], self.begun[who, where], {})

    @rule(who=WHO)
    def the_other_desk_hears(self, who: int) -> None:
        giver, taker = (self.journey.there, self.second) if who else (self.second, self.journey.there)
        taker.ledger.take_page(giver.feed(), None, at="")

    @rule()
    def records_arrive(self) -> None:
        self.journey.arrive()

    def teardown(self) -> None:
        for who in (0, 1):  # what was begun by its number alone is joined with its list
            for where in (0, 1):
                if (who, where) in self.begun:
                    self.begin_by_paper(who, where)
        self.the_other_desk_hears(0)
        self.the_other_desk_hears(1)
        items = [item | {"centre": "CG-0231"} for item in self.journey.here.feed()]
        for lab in (self.journey.there, self.second):
            lab.ledger.take_page(items, None, at="")
        self.journey.answer()
        self.journey.here.ledger.take_page(
            [item | {"centre": LAB} for item in self.second.feed()], None, at=""
        )
        for desk in (self.journey.centre, *self.labs):
            self._each_desk_knows_what_was_in_hand_twice(desk)
        self._all_read_the_same()

    def _all_read_the_same(self) -> None:
        for box in self.sent:
            views = [receipts.of_box(desk, box.id) for desk in (self.journey.centre, *self.labs)]
            counts = {view and (view.received, view.rejected, view.short, view.extra) for view in views}
            assert len(counts) == 1, counts
        journeys = [
            [(row.journey, row.reason) for row in (samples.of_number(desk, no) for no in self.tubes) if row]
            for desk in (self.journey.centre, *self.labs)
        ]
        assert journeys[0] == journeys[1] == journeys[2] and len(journeys[0]) == len(self.tubes)

    def _each_desk_knows_what_was_in_hand_twice(self, desk: Desk) -> None:
        found = stored.receipts(desk.store.connection, [box.id for box in self.sent])
        in_hand: dict[str, set[str]] = {}
        for box in self.sent:
            for receipt in found[box.id]:
                for row in receipts.standing(stored.lines(desk.store.connection, [receipt])[receipt["id"]]):
                    if row["verdict"] != SHORT:
                        in_hand.setdefault(row["tube"], set()).add(box.id)
        for tube, where in in_hand.items():
            if len(where) > 1:
                for box_id in where:
                    view = receipts.of_box(desk, box_id)
                    assert view is not None and any(
                        said.tube == tube and said.elsewhere for said in view.worst
                    )


TestReceivers = Receivers.TestCase
TestReceivers.settings = settings(max_examples=40, stateful_step_count=14, deadline=None)
