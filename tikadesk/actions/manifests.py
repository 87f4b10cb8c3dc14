"""Lists of boxes: made and signed where a box is sealed, taken in where it arrives. Bytes are ``domain.manifest``'s."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from tikadesk.actions import boxes
from tikadesk.actions.desk import Desk
from tikadesk.actions.people import age_of
from tikadesk.domain import manifest, numbers
from tikadesk.domain.kinds.consignment import OPEN
from tikadesk.domain.manifest import Fault, Manifest, Tube, Unreadable
from tikadesk.domain.wire import from_base64, to_base64
from tikadesk.errors import NotAllowed
from tikadesk.store import boxes as stored
from tikadesk.store import records
from tikadesk.store.records import Row
from tikadesk.store.store import Writer

SUFFIX = ".tikam"
_SEALED, _TAKEN = "sealed_list", "manifest"
"""Notes by box: the list that was sealed here, and the one that was taken from paper or a file."""
_BOX_OF, _LISTED = "manifest_no", "listed"
"""Notes that find a taken list: by the box's number, and by tube and box with a space between."""
_LONGEST = 1024 * 1024


def of(desk: Desk, box_id: str) -> Manifest:
    """The list of a sealed box, made from the records here. Raises NotAllowed where they cannot give it.

    Tubes that name the box without being on its sealed list are left out.
    """
    box = records.get(desk.store.connection, "consignment", box_id)
    if box is None:
        raise NotAllowed("pack.no_box")
    if box["state"] == OPEN:
        raise NotAllowed("box.is_open", box=numbers.shown(box["no"] or ""))
    inside = listed(desk, box)
    made = Manifest(
        consignment=box_id,
        no=box["no"] or "",
        sealing=box["sealing"] or 1,
        centre=box["centre"] or (desk.centre.code if desk.centre else ""),
        centre_name=box["centre_name"] or (desk.centre.name if desk.centre else ""),
        lab=box["lab"] or "",
        test=box["test"] or "",
        sealed_at=box["sealed_at"] or "",
        sealed_temp=box["sealed_temp"],
        seal_no=box["seal_no"] or "",
        cold_box=box["cold_box"] or "",
        packed_by=box["packed_by"] or "",
        tubes=inside,
        practice=desk.practice,
    )
    if made.digest != box["tubes_digest"]:
        raise NotAllowed("manifest.content_changed", box=numbers.shown(made.no))
    return made


def listed(desk: Desk, box: Row) -> tuple[Tube, ...]:
    """The tubes of a box as its list has them, by slot, strays left out."""
    rows = stored.tubes(desk.store.connection, box["id"])
    strays = boxes.strays_among([row["no"] for row in rows], box["tubes"] or 0, box["tubes_digest"] or "")
    return tuple(_tube(row) for row in rows if row["no"] not in strays)


def keep_sealed(desk: Desk, writer: Writer, box_id: str) -> None:
    """Sign the list of a box that has just been sealed, and keep it: every print of it is then the same."""
    made = of(desk, box_id)
    kept = {"sealing": made.sealing, "vouched": desk.enrolled, "data": to_base64(_signed(desk, made))}
    writer.note(_SEALED, box_id, kept)


def sealed_list(desk: Desk, box_id: str) -> bytes:
    """The signed list of a sealed box: as it was sealed here, or taken in, else signed now. Raises NotAllowed.

    A list from before this desk was enrolled is signed again, now that the server vouches for it.
    """
    box = records.get(desk.store.connection, "consignment", box_id)
    for topic in (_SEALED, _TAKEN):
        kept = desk.store.note(topic, box_id)
        if not isinstance(kept, dict) or (desk.enrolled and not kept["vouched"]):
            continue
        if box is None or kept["sealing"] == box["sealing"]:
            return from_base64(kept["data"])
    return _signed(desk, of(desk, box_id))


def _signed(desk: Desk, made: Manifest) -> bytes:
    me = desk.store.me
    return manifest.seal_up(made, device=me.device, seed=me.seed, cert=me.cert)


def read_file(desk: Desk, path: Path) -> Manifest:
    """Take in the list in a file. Raises Unreadable."""
    try:
        with path.open("rb") as file:
            data = file.read(_LONGEST)
    except OSError as error:
        raise Unreadable(Fault.DAMAGED, "manifest.no_file") from error
    return take(desk, data)


def take(desk: Desk, data: bytes) -> Manifest:
    """Take in a list, from codes or a file, and keep it: a restart forgets nothing. Raises Unreadable.

    Of two lists of one box the one sealed last is kept.
    """
    read = _open(desk, data)
    before = taken(desk, read.consignment)
    if before is None or before.sealing <= read.sealing:
        with desk.store.write() as writer:
            for tube in before.tubes if before else ():
                writer.note(_LISTED, f"{tube.no} {read.consignment}", None)
            for tube in read.tubes:
                writer.note(_LISTED, f"{tube.no} {read.consignment}", read.sealing)
            writer.note(_BOX_OF, read.no, read.consignment)
            kept = {"sealing": read.sealing, "vouched": True, "data": to_base64(data)}
            writer.note(_TAKEN, read.consignment, kept)
    return read


def taken(desk: Desk, box_id: str) -> Manifest | None:
    """The list of a box that was taken in here; None when there is none that can be trusted."""
    kept = desk.store.note(_TAKEN, box_id)
    if not isinstance(kept, dict):
        return None
    try:
        return _open(desk, from_base64(kept["data"]))
    except Unreadable:  # taken in before this desk was enrolled elsewhere
        return None


def taken_as(desk: Desk, no: str) -> Manifest | None:
    """The list taken in of the box with an official number."""
    box_id = desk.store.note(_BOX_OF, no)
    return taken(desk, box_id) if isinstance(box_id, str) else None


def known(desk: Desk, tubes: Iterable[str]) -> dict[str, Tube]:
    """Tubes by their numbers, as the records here have them."""
    return {row["no"]: _tube(row) for row in stored.of_tubes(desk.store.connection, tubes)}


def inside(desk: Desk, box_id: str) -> dict[str, tuple[Tube, bool]]:
    """The tubes that name a box by their numbers, as the records here have them by now, and whether each is void."""
    rows = stored.tubes(desk.store.connection, box_id)
    return {row["no"]: (_tube(row), bool(row["void"])) for row in rows}


def claims(desk: Desk, tubes: Iterable[str]) -> list[tuple[str, str]]:
    """Which boxes' lists, taken in here, name some tubes: pairs of tube and box."""
    return [(no, found.split()[1]) for no in tubes for found in desk.store.noted(_LISTED, no + " ")]


def _open(desk: Desk, data: bytes) -> Manifest:
    return _opened(data, desk.store.me.service_key, desk.practice)


@lru_cache(8)
def _opened(data: bytes, service_key: bytes | None, practice: bool) -> Manifest:
    # The lab looks at the same list after each tube.
    return manifest.open_up(data, service_key=service_key, practice=practice)


def _tube(row: Row) -> Tube:
    day, time = row["day"] or "", row["time"]
    return Tube(
        no=row["no"] or "",
        name=row["name"] or row["name_local"] or "",
        age=age_of(row, day) if day else None,
        sex=row["sex"] or "",
        sample_type=row["sample_type"] or "",
        taken=f"{day}T{time}" if time else day,
        mobile=row["mobile"] or "",
        category=row["icmr_category"] or "",
        repeated=bool(row["repeated"]),
        srf_id=row["srf_id"] or "",
    )
