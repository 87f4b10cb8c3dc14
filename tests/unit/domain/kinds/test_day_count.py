"""Day count: what can be typed of a paper register's count."""

from __future__ import annotations

from datetime import date

from tests.sentences import refused
from tikadesk.domain.fields import read_all
from tikadesk.domain.kinds.day_count import DAY_COUNT

TODAY = date(2021, 5, 17)


def test_a_page_is_counted_in_either_digits() -> None:
    values, misfits = read_all(DAY_COUNT.fields, {"day": "16-05-2021", "page": "१२", "given": "२८"}, TODAY)
    assert misfits == {}
    assert values == {"day": "2021-05-16", "page": "12", "given": 28}


def test_no_register_has_a_page_of_tomorrow_or_minus_one_dose() -> None:
    assert refused(lambda: DAY_COUNT.by_name["day"].read("18-05-2021", TODAY)) == "misfit.day_ahead"
    assert refused(lambda: DAY_COUNT.by_name["given"].read("-1", TODAY)) == "misfit.whole"
