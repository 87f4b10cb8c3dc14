"""Lease requests: a desk's wish for more official numbers, within limits, for itself alone."""

from __future__ import annotations

from datetime import date

import pytest

from tests.sentences import refused
from tikadesk.domain.kinds.lease_request import LEASE_REQUEST
from tikadesk.domain.numbers import LEASE_LEAST, LEASE_MOST

SIZE = LEASE_REQUEST.by_name["size"]


def test_a_wish_is_no_business_of_other_desks() -> None:
    assert not LEASE_REQUEST.shared


@pytest.mark.parametrize("size", [LEASE_LEAST, LEASE_MOST])
def test_the_limits_of_a_lease_are_included(size: int) -> None:
    assert SIZE.read(str(size), date(2021, 5, 17)) == size


@pytest.mark.parametrize("size", [LEASE_LEAST - 1, LEASE_MOST + 1])
def test_beyond_them_is_refused(size: int) -> None:
    assert refused(lambda: SIZE.read(str(size), date(2021, 5, 17))) == "misfit.whole"
