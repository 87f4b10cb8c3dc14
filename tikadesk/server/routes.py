"""Which records travel to another centre, and their places in its feed: boxes and tubes to their lab, receipts back.

A route is opened once and never closed: whoever has learnt of a record must learn of what becomes of it, of a seal
that was broken, too. Whether an entry takes effect is not decided here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from tikadesk.domain.entry import Entry
from tikadesk.domain.fold import State, standing
from tikadesk.domain.kinds.consignment import DISPATCHED, SEALED
from tikadesk.server import feed, records, sql
from tikadesk.server.devices import Device, is_centre_code
from tikadesk.server.feed import Place

_BOX, _TUBE = "consignment", "sample"
_NAMING = {"receipt": "centre", "receipt_line": "centre"}
"""The kinds that say themselves where they go, and in which field."""
TRAVELLING = frozenset({_BOX, _TUBE, *_NAMING})
"""The kinds whose records may go to another centre."""

_LEAVING = (SEALED, DISPATCHED)
AT_ONCE = 5_000
"""How many records are asked for in one question."""

States = Mapping[str, tuple[str, State]]
Told = tuple[str, str, Place]
"""A district, a record of it, and what the feeds along its routes are to say."""
Route = tuple[str, str]
"""A record and the centre that it goes to."""


def follow(device: Device, states: States, news: Sequence[Told]) -> None:
    """Open the routes that the records now in ``states`` need, with all that is known of what goes there, and send
    ``news`` along those that were open. Last in a transaction: it takes the locks that others wait for with theirs.
    """
    moved = {rec: (kind, state) for rec, (kind, state) in states.items() if kind in TRAVELLING}
    opened: set[Route] = set()
    if moved:
        _note_boxes(device, moved)
        opened = _open(device, _addressed(device, moved))
        opened |= _open(device, _with_their_box(device, moved, {rec for rec, _ in opened}))
    tell(news, but=opened, more=_whole(device, opened))


def tell(news: Iterable[Told], *, but: Iterable[Route] = (), more: Iterable[tuple[str, Told]] = ()) -> None:
    """Send ``news`` along the open routes except those in ``but``, and each of ``more`` to the centre it stands with.

    The feeds are locked in one order for all. Inside a transaction.
    """
    told: dict[tuple[str, str], list[Place]] = {}
    for centre, (district, _, place) in more:
        told.setdefault((centre, district), []).append(place)
    listed, without = list(news), set(but)
    routes: dict[str, list[str]] = {}
    for rec, centre in _known({rec for _, rec, _ in listed}) - without:
        routes.setdefault(rec, []).append(centre)
    for district, rec, place in listed:
        for centre in routes.get(rec, ()):
            told.setdefault((centre, district), []).append(place)
    for (centre, district), places in sorted(told.items(), key=lambda item: item[0]):
        feed.add(district, feed.to_scope(centre), places)


def received(centre: str, recs: Iterable[str]) -> set[str]:
    """Those of ``recs`` that another centre has sent to ``centre``."""
    return {rec for rec, to in _known(recs) if to == centre}


def _known(recs: Iterable[str]) -> set[Route]:
    found: set[Route] = set()
    for some in _slices(recs):
        found.update(sql.rows("SELECT rec, centre FROM route WHERE rec IN %s", some))
    return found


def _slices(recs: Iterable[str]) -> Iterator[tuple[str, ...]]:
    """As many at a time as a database takes in one question: a desk may seal at once what others packed for weeks."""
    wanted = sorted(set(recs))
    return (tuple(wanted[first : first + AT_ONCE]) for first in range(0, len(wanted), AT_ONCE))


def _addressed(device: Device, moved: States) -> set[Route]:
    """Where records go by what they say themselves: a box to its lab once it was sealed, a receipt to its centre.

    A seal that is broken by now counts: a server that lost its data must come to the same routes again.
    """
    boxes = {rec for rec, (kind, _) in moved.items() if kind == _BOX}
    seen = records.entries(device, boxes) if boxes else ()
    left = {one.rec for one in seen if one.set.get("state") in _LEAVING}
    found: set[Route] = set()
    for rec in (*left, *(rec for rec, (kind, _) in moved.items() if kind in _NAMING)):
        kind, state = moved[rec]
        to = state.values.get(_NAMING.get(kind, "lab"))
        if isinstance(to, str) and is_centre_code(to) and to != device.centre:
            found.add((rec, to))
    return found


def _with_their_box(device: Device, moved: States, opened: set[str]) -> set[Route]:
    """The routes of the boxes that tubes are in: of the tubes that moved, and of all in the boxes just ``opened``."""
    return set(
        sql.rows(
            "SELECT p.rec, r.centre FROM packed p JOIN route r ON r.district=p.district AND r.rec=p.box"
            " WHERE p.district=%s AND p.rec IN %s UNION"
            " SELECT p.rec, r.centre FROM packed p JOIN route r ON r.district=p.district AND r.rec=p.box"
            " WHERE p.district=%s AND p.box IN %s",
            *(device.district, tuple(_tubes(moved)), device.district, tuple(opened)),
        )
    )


def _tubes(moved: States) -> list[str]:
    return [rec for rec, (kind, _) in moved.items() if kind == _TUBE]


def _note_boxes(device: Device, moved: States) -> None:
    """Keep which boxes each tube is in: more than one only where two desks packed it and nobody has decided."""
    tubes = _tubes(moved)
    if not tubes:
        return
    torn = {rec for rec in tubes if "box" in moved[rec][1].conflicts}
    said = {rec: [moved[rec][1].values.get("box")] for rec in tubes if rec not in torn}
    apart: dict[str, list[Entry]] = {}
    for entry in records.entries(device, torn) if torn else ():
        apart.setdefault(entry.rec, []).append(entry)
    said |= {rec: standing(group, "box") for rec, group in apart.items()}
    inside = {(rec, box) for rec, boxes in said.items() for box in boxes if isinstance(box, str)}
    sql.run("DELETE FROM packed WHERE district=%s AND rec IN %s", device.district, tuple(tubes))
    sql.each(
        "INSERT INTO packed(district, rec, box) VALUES (%s,%s,%s)",
        [(device.district, rec, box) for rec, box in sorted(inside)],
    )


def _open(device: Device, wanted: set[Route]) -> set[Route]:
    """Note routes; those that were not there yet."""
    fresh = wanted - _known(rec for rec, _ in wanted)
    sql.each(
        "INSERT INTO route(district, rec, centre) VALUES (%s,%s,%s)",
        [(device.district, rec, centre) for rec, centre in sorted(fresh)],
    )
    return fresh


def _whole(device: Device, opened: set[Route]) -> list[tuple[str, Told]]:
    """Everything that has taken effect on the records of new routes, oldest first, with the flags it bears."""
    centres: dict[str, list[str]] = {}
    for rec, centre in opened:
        centres.setdefault(rec, []).append(centre)
    found: list[tuple[str, Told]] = []
    for some in _slices(centres):
        for entry, rec, dev, n, verdict in records.lines(device, some):
            sorts = ("op",) if verdict is None else ("op", "verdict")
            told: list[Told] = [(device.district, rec, Place(sort, dev, n, entry)) for sort in sorts]
            found += [(centre, one) for centre in centres[rec] for one in told]
    return found
