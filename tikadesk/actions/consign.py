"""Consigning at one go: every collected tube for a lab that is in no box, packed, sealed and, if wished, sent."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import groupby

from tikadesk.actions import dispatch, pack, samples
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.actions.samples import SampleRow
from tikadesk.domain import reference
from tikadesk.domain.entry import Value
from tikadesk.domain.kinds.consignment import OPEN, SEALED
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.store import samples as stored
from tikadesk.store.store import Writer

_PAGE = 500


def consign(
    desk: Desk,
    lab: str,
    *,
    size: int = pack.SIZE,
    send: bool = False,
    way: Mapping[str, str] | None = None,
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> list[Box]:
    """Pack what waits for ``lab``, or for none yet, oldest first, into new boxes of ``size``, one test to a box; with
    ``send`` they have left, ``way`` says with whom, as ``dispatch.WAY`` is typed.

    Each box is one transaction: stopped half-way, whole boxes are left and the next call goes on. ``progress`` is told
    how many tubes of how many are packed. Raises InvalidRecord for a lab that is none, or a way that cannot be read.
    """
    desk.must(Verb.PACK)
    code = reference.lab(lab)
    if code is None:
        raise InvalidRecord([Problem("lab", "misfit.choice.lab")])
    left = dispatch.read_way(desk, way or {}) if send else None
    waiting = [row for row in _unboxed(desk) if row.lab in ("", code) and "box" not in row.conflict]
    waiting.sort(key=lambda row: (row.test or pack.TEST, row.day, row.time, row.no))
    made, done = [], 0
    for test, group in groupby(waiting, key=lambda row: row.test or pack.TEST):
        tubes = list(group)
        for first in range(0, len(tubes), size):
            inside = tubes[first : first + size]
            with desk.store.write() as writer:
                head: dict[str, Value] = {"lab": code, "size": size, "test": test}
                made.append(_fill(desk, writer, head, inside, left))
            done += len(inside)
            progress(done, len(waiting))
    return [pack.known(desk, rec) for rec in made]


def _unboxed(desk: Desk) -> Iterator[SampleRow]:
    offset = 0
    while page := samples.listing(desk, "unboxed", limit=_PAGE, offset=offset):
        twice = stored.borne_twice(desk.store.connection, [row.no for row in page])
        yield from (row for row in page if row.no not in twice)
        offset += _PAGE


def _fill(
    desk: Desk,
    writer: Writer,
    head: dict[str, Value],
    inside: Sequence[SampleRow],
    left: Mapping[str, Value] | None,
) -> str:
    rec = pack.make(desk, writer, head)
    box = dispatch.must_be(desk, writer, rec, OPEN)
    for slot, sample in enumerate(inside, 1):
        pack.put(desk, writer, sample, box, slot)
    dispatch.close(desk, writer, box, {})
    if left is not None:
        dispatch.leave(desk, writer, dispatch.must_be(desk, writer, rec, SEALED), left)
    return rec
