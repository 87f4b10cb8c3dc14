"""How boxes and their tubes are said: labs by name, states as chips, times, refusals. Words only, no widgets."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from tikadesk.actions.pack import Refused
from tikadesk.domain import reference
from tikadesk.domain.clock import IST
from tikadesk.domain.kinds.consignment import DISPATCHED, SEALED
from tikadesk.domain.numbers import shown
from tikadesk.errors import TikaError
from tikadesk.ui.record_row import ChipState
from tikadesk.ui.scan_box import Near
from tikadesk.ui.table import State
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import joined, lab_name, option, person_name
from tikadesk.ui.words import Words, say

if TYPE_CHECKING:
    from tikadesk.actions.boxes import Box
    from tikadesk.actions.samples import SampleRow


def clock(at: str) -> str:
    """The hour and minute of an Indian time ``YYYY-MM-DDTHH:MM``; nothing for none."""
    return at[11:16]


def moment(at: str, today: str) -> str:
    """The hour alone today, day and hour otherwise: "20:10", "12-10 20:10"."""
    if not at:
        return ""
    return clock(at) if at[:10] == today else f"{at[8:10]}-{at[5:7]} {clock(at)}"


def instant(at: str) -> datetime:
    """An Indian time ``YYYY-MM-DDTHH:MM`` as an instant."""
    return datetime.fromisoformat(at).replace(tzinfo=IST)


def celsius(tenths: int | None) -> str:
    """ "4 °C", "-70 °C"; nothing where it was not measured."""
    return "" if tenths is None else f"{tenths / 10:g} °C"


def chip(box: Box, today: str = "") -> ChipState:
    """Where a box is: what the lab said of it comes before what was done with it here. With ``today`` it says since
    when a box is on its way.
    """
    if box.strays or box.gone:
        return Look.AMBER, say("boxes.state.list", n=max(box.strays, box.gone)), "alert"
    if box.conflict:
        return Look.AMBER, say("boxes.state.differs"), "alert"
    receipt = box.receipt
    if receipt is not None and receipt.finished:
        if receipt.worst:
            return Look.AMBER, say("boxes.state.differ", n=len(receipt.worst)), "alert"
        return Look.OK, say("boxes.state.received"), "check-circle"
    if receipt is not None:
        return Look.INFO, say("boxes.state.counting"), "register"
    if box.state == DISPATCHED:
        way = (
            say("boxes.state.way.since", at=moment(box.dispatched_at, today))
            if today
            else say("boxes.state.way")
        )
        return Look.INFO, way, "truck"
    if box.state == SEALED:
        return Look.AMBER, say("boxes.state.sealed"), "box"
    return Look.NEUTRAL, say("boxes.state.open"), "box"


def about(box: Box, today: str) -> Words:
    """The second line of a box in a list: how many tubes, and the last thing known of it."""
    tubes = say("boxes.tubes", n=box.tubes)
    receipt = box.receipt
    if receipt is not None and receipt.finished:
        return joined(
            say("boxes.counted", received=receipt.received, expected=receipt.expected),
            moment(receipt.at, today),
        )
    if box.state == DISPATCHED:
        return joined(tubes, box.driver, box.vehicle)
    if box.state == SEALED:
        return joined(tubes, say("boxes.sealed_at", at=moment(box.sealed_at, today)))
    return joined(tubes, lab_name(box.lab))


def by_type(counts: Mapping[str, int]) -> Words:
    """ "40 NP/OP swab · 8 Blood, EDTA"."""
    return joined(
        *(say("boxes.of_type", count=n, what=option("sample_type", code)) for code, n in counts.items())
    )


_IN_BOX = State(Look.OK, say("boxes.tube.in_box"), quiet=True, ticked=True)


def tube_state(row: SampleRow, *, twice: bool) -> State:
    """What stands behind a packed tube: a tick, or the chip of what to look at."""
    if "box" in row.conflict:
        return State(Look.AMBER, say("boxes.tube.two_boxes"), "alert")
    if row.conflict:
        return State(Look.AMBER, say("boxes.state.differs"), "alert")
    if twice:
        return State(Look.INFO, say("boxes.tube.twice"), "alert")
    known = reference.sample_types().get(row.sample_type)
    if known is not None and known.never_frozen:
        return State(Look.AMBER, say("boxes.tube.keep_cool"), "alert")
    return _IN_BOX


def refusal(error: TikaError) -> tuple[Words, list[Near]]:
    """The sentence of a refused scan and the numbers that may have been meant."""
    words = Words(error.key, dict(error.params))
    if not isinstance(error, Refused):
        return words, []
    names = {row.no: person_name(row) for row in error.near}
    return words, [Near(no, joined(shown(no), names.get(no, ""))) for no in error.nos]
