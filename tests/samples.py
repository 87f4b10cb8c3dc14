"""Samples for tests, collected by the desk's own verb, and official numbers to collect them with."""

from __future__ import annotations

from tikadesk.actions import collect
from tikadesk.actions.collect import Collected
from tikadesk.actions.desk import Desk
from tikadesk.domain.entry import Value
from tikadesk.domain.numbers import Lease
from tikadesk.store import leases

LAB = "LAB-JNMRPR"
SWAB = {
    "mobile": "9826041187",
    "name": "Sushila Devi",
    "name_local": "सुशीला देवी",
    "age": "34",
    "sex": "F",
    "sample_type": "np_op",
    "test": "rtpcr",
    "lab": LAB,
}
"""The least that a sampler types."""


def collected(desk: Desk, tubes: int = 1, **changed: str) -> Collected:
    """Collect the swab of these tests, with some fields changed."""
    return collect.collect(desk, SWAB | changed, intent=desk.ids.new(), tubes=tubes)


def lease(desk: Desk, letter: str = "K", *, low: int = 1, high: int = 500, series: int = 1) -> None:
    """Give the desk official numbers, as a server would."""
    granted = Lease(f"{letter}{series}-{low}", "CG", letter, series, low, high, low)
    with desk.store.write() as writer:
        leases.keep(writer.connection, writer.me.device, granted, "enrolment")


def line(desk: Desk, tube: str, verdict: str, **values: Value) -> str:
    """What a lab says of a tube, as it would arrive; the record."""
    with desk.store.write() as writer:
        said: dict[str, Value] = {
            "tube": tube,
            "verdict": verdict,
            "receipt": desk.ids.new(),
            "centre": "CG-0231",
        }
        return desk.create(writer, "receipt_line", {**said, "consignment": desk.ids.new(), **values})
