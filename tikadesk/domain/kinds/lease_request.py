"""Lease request: a desk's wish for more official numbers. It travels like any entry, so no endpoint is needed."""

from __future__ import annotations

from tikadesk.domain import numbers
from tikadesk.domain.fields import Text, Whole
from tikadesk.domain.kind import Kind

LEASE_REQUEST = Kind(
    name="lease_request",
    shared=False,
    fields=(
        Text(name="letter", longest=1, required=True),
        Whole(name="size", least=numbers.LEASE_LEAST, most=numbers.LEASE_MOST, required=True),
    ),
)
