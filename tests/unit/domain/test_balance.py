"""What is left of a batch, day by day, and from when on it is known at all."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain import balance, reference
from tikadesk.domain.balance import OPENED, Flow

MON, TUE, WED = "2021-05-17", "2021-05-18", "2021-05-19"
FLOWS = st.lists(
    st.builds(
        Flow,
        st.sampled_from([MON, TUE, WED]),
        st.sampled_from([OPENED, *reference.options("stock_move")]),
        st.integers(1, 40),
    ),
    max_size=12,
)


def test_received_less_opened_less_returned() -> None:
    flows = [Flow(MON, "received", 40), Flow(MON, OPENED, 11), Flow(TUE, OPENED, 9), Flow(TUE, "returned", 5)]
    assert [balance.left(flows, day) for day in (MON, TUE, WED)] == [29, 15, 15]
    assert balance.lowest(flows, MON) == 15


def test_no_stock_is_kept_before_anything_was_received() -> None:
    flows = [Flow(MON, OPENED, 3), Flow(TUE, "found", 10)]
    assert [balance.kept(flows, day) for day in (MON, TUE)] == [False, True]
    assert [balance.left(flows, day) for day in (MON, TUE)] == [0, 7]


def test_what_is_written_down_for_yesterday_counts_on_every_day_since() -> None:
    flows = [Flow(MON, "received", 5), Flow(WED, OPENED, 5)]
    assert balance.lowest([*flows, Flow(TUE, "returned", 1)], TUE) == -1


@given(FLOWS)
def test_the_lowest_is_that_of_some_day_and_no_day_is_lower(flows: list[Flow]) -> None:
    per_day = [balance.left(flows, day) for day in (MON, TUE, WED)]
    assert balance.lowest(flows, MON) == min(per_day)
    assert balance.lowest(flows, WED) == per_day[-1]


@given(FLOWS, st.randoms(use_true_random=False))
def test_the_order_in_which_they_were_heard_of_does_not_matter(flows: list[Flow], random: object) -> None:
    assert balance.left(flows[::-1], WED) == balance.left(flows, WED)
