from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain import paper_kit
from tikadesk.domain.kinds.dose import DOSE


@given(st.sampled_from(("", "0417", "9999")), st.integers(1, paper_kit.MOST_PAGE - 1))
def test_pages_follow_each_other_without_a_gap_and_fit_their_field(label: str, number: int) -> None:
    here, after = (paper_kit.page_code(label, one) for one in (number, number + 1))
    first, then = paper_kit.first_serial(here), paper_kit.first_serial(after)
    assert first is not None and then == first + paper_kit.LINES
    longest = getattr(DOSE.by_name["page"], "longest", 0)
    assert len(after) <= longest


def test_pages_of_other_registers_begin_where_their_typist_says() -> None:
    assert [paper_kit.first_serial(code) for code in ("3", "K0", "A3", "K", "0417-3", "K0417-X")] == [
        None
    ] * 6
    assert [paper_kit.first_serial(code) for code in ("K1", "K0417-3")] == [1, 31]
