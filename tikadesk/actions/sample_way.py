"""Everything about one sample: its form, who changed what, the stations of its way, done and to come. Reads only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tikadesk.actions import find, samples
from tikadesk.actions.desk import Desk
from tikadesk.actions.find import Change
from tikadesk.actions.samples import SampleRow
from tikadesk.domain.entry import Value
from tikadesk.domain.kinds.consignment import DISPATCHED, SEALED
from tikadesk.domain.kinds.sample import SAMPLE
from tikadesk.errors import NotAllowed
from tikadesk.store import records
from tikadesk.store import samples as store
from tikadesk.store.records import Row

WAY = ("collected", "packed", SEALED, DISPATCHED, "received", "resulted")
"""The stations of a tube with which nothing went wrong."""


@dataclass(frozen=True)
class Stage:
    """One station: ``code`` of JOURNEYS; ``at`` an ISO instant, or an Indian day or minute, blank where it is still to
    come; ``by`` who did it; ``detail`` a number or a name, or the code of a reason or a result.
    """

    code: str
    at: str = ""
    by: str = ""
    detail: str = ""


@dataclass(frozen=True)
class Sample:
    """A sample with everything known; ``fields`` are its stored values."""

    row: SampleRow
    fields: dict[str, Value]
    history: tuple[Change, ...]
    stages: tuple[Stage, ...]


def one(desk: Desk, rec: str) -> Sample:
    """Everything about one sample; raises NotAllowed when this desk does not know it."""
    stored, row = records.get(desk.store.connection, SAMPLE.name, rec), samples.row(desk, rec)
    if stored is None or row is None:
        raise NotAllowed("error.record_unknown")
    history = find.history(desk, [(SAMPLE.name, rec)])
    return Sample(
        row=row,
        fields={field.name: stored[field.name] for field in SAMPLE.fields if stored[field.name] is not None},
        history=history,
        stages=tuple(_stages(desk, row, stored, history)),
    )


def _stages(desk: Desk, row: SampleRow, stored: Row, history: Sequence[Change]) -> list[Stage]:
    taken = f"{row.day}T{row.time}" if row.time else row.day
    collector = stored["collected_by"] or (history[0].by if history else "")
    done = [Stage("collected", taken, collector), *_in_the_box(desk, row, history), *_at_the_lab(desk, row)]
    if row.journey in ("lost", "void"):
        last = history[-1]
        done.append(Stage(row.journey, last.at, last.by, row.reason or last.why or ""))
    if row.journey not in WAY:
        return done
    return done + [Stage(code) for code in WAY[WAY.index(done[-1].code) + 1 :]]


def _in_the_box(desk: Desk, row: SampleRow, history: Sequence[Change]) -> Iterator[Stage]:
    if not row.box:
        return
    packed = [
        change for change in history if ("box", row.box) in [(name, new) for name, _, new in change.changes]
    ]
    at, by = (packed[-1].at, packed[-1].by) if packed else ("", "")
    yield Stage("packed", at, by, row.box_no)
    box = records.get(desk.store.connection, "consignment", row.box) or {}
    if box.get("state") in (SEALED, DISPATCHED):
        yield Stage(SEALED, box["sealed_at"] or "", box["packed_by"] or "", box["seal_no"] or "")
    if box.get("state") == DISPATCHED:
        carrier = box["driver"] or box["courier"] or ""
        yield Stage(DISPATCHED, box["dispatched_at"] or "", carrier, box["vehicle"] or "")


def _at_the_lab(desk: Desk, row: SampleRow) -> Iterator[Stage]:
    line = store.line_of(desk.store.connection, row.no)
    if line is None:
        return
    came = f"{line['came_on']}T{line['came_at']}" if line["came_on"] and line["came_at"] else line["at"]
    code = line["verdict"] if line["verdict"] in ("rejected", "short") else "received"
    yield Stage(code, came, line["received_by"] or "", line["reason"] or "")
    if line["result"]:
        yield Stage("resulted", line["result_on"] or line["at"], "", line["result"])
