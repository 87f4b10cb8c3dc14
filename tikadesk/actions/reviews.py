"""What a supervisor looks at before a day is closed: every void, deferral and adverse event as it stands, and every
desk whose entries of the day are not here. What has been looked at is written down, once for all of it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from tikadesk.actions import find, staff
from tikadesk.actions.desk import Desk
from tikadesk.actions.find import Change
from tikadesk.domain.kinds.review import DESK
from tikadesk.domain.roles import Role
from tikadesk.store import facts, journal, records
from tikadesk.store import reviews as stored
from tikadesk.store.records import Row

_AT_WORK = timedelta(days=7)
"""A desk that has said nothing for longer is not waited for."""


@dataclass(frozen=True)
class Item:
    """Something to look at: ``subject`` is a record of ``kind`` with its stored values in ``row``, and ``person`` the
    registration it belongs to, None where it belongs to nobody; ``doses`` went or stand with a registration.
    ``history`` tells who changed what, oldest first.
    """

    topic: str
    kind: str
    subject: str
    heads: str
    seen: bool
    row: Row
    person: Row | None
    doses: tuple[Row, ...]
    history: tuple[Change, ...]

    @property
    def why(self) -> str:
        """Why it was voided or deferred; blank where nobody said."""
        return str(self.row.get("defer_reason") or self.row.get("why") or "")

    @property
    def last(self) -> Change:
        """The newest thing that was done to it."""
        return self.history[-1]


@dataclass(frozen=True)
class DeskDay:
    """Another desk of the centre, or this one, on a day: how many people are in its ``lines``, and when the newest of
    its entries here was made (Indian time to the second; blank for this desk). ``joined``: it was heard of on that day
    or later; ``seen``: a supervisor has said that the day may be closed without it.
    """

    device: str
    label: str
    lines: int
    heard_at: str
    joined: bool
    seen: bool


@dataclass(frozen=True)
class ToSee:
    """How many of a topic there are, and how many of them nobody has looked at."""

    total: int
    unseen: int


def count(desk: Desk, day: str) -> dict[str, ToSee]:
    """How much of each topic there is to look at on an ISO day; topics without anything are left out."""
    seen = _seen(desk, day)
    found: dict[str, list[bool]] = {}
    for row in stored.to_see(desk.store.connection, day):
        found.setdefault(row["topic"], []).append(_key(row["topic"], row["id"], row["heads"]) in seen)
    return {topic: ToSee(len(marks), marks.count(False)) for topic, marks in found.items()}


def items(desk: Desk, day: str) -> list[Item]:
    """Everything of a day that is to be looked at, in the order of its writing."""
    seen = _seen(desk, day)
    return [_item(desk, row, seen) for row in stored.to_see(desk.store.connection, day)]


def desks(desk: Desk, day: str) -> list[DeskDay]:
    """The centre's desks that were at work about an ISO day, this one first, the others by their labels."""
    connection, me = desk.store.connection, desk.store.me
    lines, own = stored.lines_by_device(connection, day), stored.own_devices(connection)
    away, labels = facts.foreign(connection), desk.store.notes("device")
    since = (date.fromisoformat(day) - _AT_WORK).isoformat()
    heard = {
        device: str(told["at"])
        for device, told in desk.store.notes(journal.HEARD).items()
        if isinstance(told, dict)
        and device not in away
        and (str(told["at"])[:10] >= since or device in lines)
    }
    # A desk whose disk was restored goes on under another id and the same label: one desk, last heard as either.
    named: dict[str, list[str]] = {}
    for device in sorted(heard.keys() | lines.keys() - own, key=lambda one: (heard.get(one, ""), one)):
        if device not in own:
            named.setdefault(str(labels.get(device) or device), []).append(device)
    seen = _seen(desk, day)
    mine = DeskDay(me.device, me.label, sum(lines.get(one, 0) for one in own), "", joined=True, seen=False)
    others = [
        DeskDay(
            devices[-1], str(labels.get(devices[-1], "")), sum(lines.get(one, 0) for one in devices),
            heard.get(devices[-1], ""),
            joined=any(heard.get(one, "")[:10] >= day or one in lines for one in devices),
            seen=any(_key(DESK, one, "") in seen for one in devices),
        )
        for _, devices in sorted(named.items())
    ]  # fmt: skip
    return [mine, *others]


def see(
    desk: Desk,
    day: str,
    looked_at: Iterable[Item],
    desks: Iterable[DeskDay] = (),
    *,
    supervisor: str,
    pin: str,
) -> int:
    """Write down that a supervisor has looked at these items as they stood, and that the day may be closed without
    these desks; how many that were. What was looked at before is left out. Raises NotAllowed for a wrong PIN.
    """
    by = staff.confirm(desk, supervisor, pin, Role.SUPERVISOR).id
    wanted = [(item.topic, item.subject, _cut(item.heads)) for item in looked_at]
    wanted += [(DESK, one.device, "") for one in desks if not one.joined]
    with desk.store.write() as writer:
        new = [key for key in dict.fromkeys(wanted) if key not in _seen(desk, day)]
        for topic, subject, stood in new:
            values = {"day": day, "topic": topic, "subject": subject, "stood": stood}
            desk.create(writer, "review", values, by=by)
    return len(new)


def _item(desk: Desk, row: Row, seen: set[tuple[str, str, str]]) -> Item:
    connection = desk.store.connection
    record = desk.known(row["kind"], row["id"])
    of_person = row["kind"] == "registration"
    person = record if of_person else None
    if record.get("person"):
        person = records.get(connection, "registration", record["person"])
    doses = records.doses_of(connection, [row["id"]])[row["id"]] if of_person else []
    about = [(row["kind"], row["id"]), *(("dose", dose["id"]) for dose in doses)]
    return Item(
        row["topic"], row["kind"], row["id"], row["heads"], _key(row["topic"], row["id"], row["heads"]) in seen,
        record, person, tuple(doses), find.history(desk, about),
    )  # fmt: skip


def _seen(desk: Desk, day: str) -> set[tuple[str, str, str]]:
    return {
        (row["topic"], row["subject"], row["stood"] or "") for row in stored.seen(desk.store.connection, day)
    }


def _key(topic: str, subject: str, heads: str) -> tuple[str, str, str]:
    return topic, subject, _cut(heads)


def _cut(heads: str) -> str:
    """As many of a record's heads as a review keeps: more than one is rare, more than ten is not seen at all."""
    return heads[:400]
