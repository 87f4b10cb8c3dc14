"""Two desks pack for one lab without a line: their boxes come together, and no tube is in two of them unflagged."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, rule

from tests.boxes import LAB, box, packed, tube
from tests.sentences import assert_said
from tests.two_desks import TwoDesks
from tikadesk.actions import bind, boxes, consign, dispatch, manifests, pack, samples, void
from tikadesk.actions.pack import Refused
from tikadesk.domain.numbers import Number
from tikadesk.errors import NotAllowed
from tikadesk.store import records


@pytest.fixture
def pair() -> TwoDesks:
    return TwoDesks()


def test_a_tube_in_two_boxes_is_flagged_on_both_desks_until_somebody_says_which(pair: TwoDesks) -> None:
    here, there = pair.desks
    rec, no = tube(here)
    pair.meet()
    one, other = box(here), box(there)
    pack.add(here, one.id, no)
    pack.add(there, other.id, no)
    pair.meet()
    for desk in pair.desks:
        row = samples.row(desk, rec) or pytest.fail()
        assert row.conflict == ("box",)
        assert set(pack.claimed(desk, rec)) == {one.id, other.id}
        assert [one.id for one in samples.listing(desk, "two_boxes")] == [rec]
        with pytest.raises(Refused, match="settle_first"):
            pack.add(desk, one.id, no)
        with pytest.raises(Refused, match="settle_first"):
            pack.take_out(desk, rec)
    # Something else about the tube says nothing of its box.
    bind.bind(here, rec, {"portal_id": "UP-1"})
    pair.meet()
    assert [(samples.row(desk, rec) or pytest.fail()).conflict for desk in pair.desks] == [("box",)] * 2
    with pytest.raises(Refused):
        pack.settle(there, rec, there.ids.new())
    pack.settle(there, rec, one.id)
    pair.meet()
    for desk in pair.desks:
        row = samples.row(desk, rec) or pytest.fail()
        assert (row.box, row.conflict) == (one.id, ())
        assert boxes.tubes(desk, other.id) == []


def test_neither_box_is_sealed_over_a_tube_that_is_in_two(pair: TwoDesks) -> None:
    here, there = pair.desks
    _, no = tube(here)
    pair.meet()
    opened = [box(here), box(there)]
    for desk, one in zip(pair.desks, opened, strict=True):
        pack.add(desk, one.id, no)
        pack.add(desk, one.id, tube(desk)[1])
    pair.meet()
    for desk in pair.desks:
        for one in opened:
            with pytest.raises(Refused) as caught:
                dispatch.seal(desk, one.id, {})
            assert caught.value.key == "seal.two_boxes"
            assert_said(caught.value.key, caught.value.params)


def test_a_tube_added_while_the_box_was_sealed_elsewhere_is_a_stray(pair: TwoDesks) -> None:
    here, there = pair.desks
    opened, _ = packed(here, 3)
    pair.meet()
    late, late_no = tube(there)
    pack.add(there, opened.id, late_no)
    dispatch.seal(here, opened.id, {})
    pair.meet()
    for desk in pair.desks:
        now = pack.known(desk, opened.id)
        assert (now.state, now.tubes, now.strays, now.gone) == ("sealed", 4, 1, 0)
        assert boxes.strays(desk, opened.id) == {late_no}
        on_list = {one.no for one in manifests.of(desk, opened.id).tubes}
        assert len(on_list) == 3 and late_no not in on_list
    pack.take_out(there, late)
    pair.meet()
    assert [(pack.known(desk, opened.id).strays, pack.known(desk, opened.id).gone) for desk in pair.desks] == [
        (0, 0), (0, 0),
    ]  # fmt: skip


class Packers(RuleBasedStateMachine):
    """Two desks that collect, pack, take out, seal and unseal, and meet now and then."""

    def __init__(self) -> None:
        super().__init__()
        self.pair = TwoDesks()
        self.boxes: list[str] = []
        self.tubes: list[tuple[str, str]] = []
        self.papers: dict[tuple[str, int], list[set[str]]] = {}
        for place in range(4):
            self.tubes.append(tube(self.pair.desks[place % 2]))
        for desk in self.pair.desks:
            self.boxes.append(box(desk, size=4).id)
        self.pair.meet()

    def _try(self, act: Any, *args: Any) -> None:
        try:
            act(*args)
        except NotAllowed as error:
            assert_said(error.key, error.params)

    @rule(who=st.integers(0, 1), which=st.integers(0, 3), where=st.integers(0, 1))
    def pack(self, who: int, which: int, where: int) -> None:
        self._try(pack.add, self.pair.desks[who], self.boxes[where], self.tubes[which][1])

    @rule(who=st.integers(0, 1), which=st.integers(0, 3))
    def take_out(self, who: int, which: int) -> None:
        self._try(pack.take_out, self.pair.desks[who], self.tubes[which][0])

    @rule(who=st.integers(0, 1), which=st.integers(0, 3), where=st.integers(0, 1))
    def settle(self, who: int, which: int, where: int) -> None:
        self._try(pack.settle, self.pair.desks[who], self.tubes[which][0], self.boxes[where])

    @rule(who=st.integers(0, 1), which=st.integers(0, 3))
    def write_something_else(self, who: int, which: int) -> None:
        row = samples.row(self.pair.desks[who], self.tubes[which][0])
        if row is not None and not row.portal_id:
            self._try(bind.bind, self.pair.desks[who], row.id, {"portal_id": f"UP-{which}"})

    @rule(who=st.integers(0, 1), where=st.integers(0, 1))
    def seal(self, who: int, where: int) -> None:
        desk, box_id = self.pair.desks[who], self.boxes[where]
        before = pack.known(desk, box_id).sealing
        self._try(dispatch.seal, desk, box_id, {})
        if pack.known(desk, box_id).sealing > before:
            made = manifests.of(desk, box_id)
            self.papers.setdefault((box_id, made.sealing), []).append({one.no for one in made.tubes})

    @rule(who=st.integers(0, 1), where=st.integers(0, 1))
    def unseal(self, who: int, where: int) -> None:
        self._try(dispatch.unseal, self.pair.desks[who], self.boxes[where], "a tube leaked")

    @rule(giver=st.integers(0, 1))
    def one_hears(self, giver: int) -> None:
        self.pair.meet((giver, 1 - giver))

    @rule()
    def meet(self) -> None:
        self.pair.meet()

    def teardown(self) -> None:
        self.pair.meet()
        self._agree()
        self._nothing_in_two_boxes_unflagged()

    def _agree(self) -> None:
        kinds = (("sample", [rec for rec, _ in self.tubes]), ("consignment", self.boxes))
        for kind, recs in kinds:
            for rec in recs:
                seen = [records.get(desk.store.connection, kind, rec) or {} for desk in self.pair.desks]
                for name in ("box", "conflict", "heads", "state", "sealing", "tubes", "tubes_digest", "void"):
                    assert seen[0].get(name) == seen[1].get(name), (kind, name)

    def _nothing_in_two_boxes_unflagged(self) -> None:
        desk = self.pair.desks[0]
        for rec, no in self.tubes:
            row = samples.row(desk, rec) or pytest.fail()
            assert len(pack.claimed(desk, rec)) <= 1 or "box" in row.conflict
            for box_id in self.boxes:
                now = pack.known(desk, box_id)
                if now.state != "sealed" or now.conflict:
                    continue  # two seals of one box are flagged by themselves
                on_paper, *more = self.papers[box_id, now.sealing]
                assert all(other == on_paper for other in more), "two lists for one seal, and nobody is told"
                amiss = row.conflict or now.strays or now.gone
                assert (no in on_paper) == (row.box == box_id) or amiss, (no, box_id)


TestPackers = Packers.TestCase
TestPackers.settings = settings(max_examples=40, stateful_step_count=14, deadline=None)


def test_a_label_that_two_desks_used_up_is_packed_by_neither_until_one_sample_is_struck_out(
    pair: TwoDesks,
) -> None:
    here, there = pair.desks
    roll = str(Number("CG", "K", 95, 7))
    kept, _ = tube(here, no=roll)
    twin, _ = tube(there, no=roll, name="Geeta Sahu")
    pair.meet()
    for desk in pair.desks:
        with pytest.raises(Refused) as caught:
            pack.add(desk, box(desk).id, roll)
        assert_said(caught.value.key, caught.value.params)
        assert caught.value.key == "pack.borne_twice"
        assert consign.consign(desk, LAB) == []
    void.void(there, "sample", twin, reason="twice")
    pair.meet()
    for desk in pair.desks:
        assert pack.meant(desk, roll).id == kept
    assert pack.add(there, box(there).id, roll).sample.id == kept
