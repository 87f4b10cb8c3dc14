"""The copy of the desk's database that is carried away: writing one, and when the last one was written here."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from tikadesk.actions.desk import Desk
from tikadesk.errors import StoreTrouble
from tikadesk.store import backup
from tikadesk.store.backup import Backup
from tikadesk.store.store import Store

_LAST = ("backup", "last")


@dataclass(frozen=True)
class Written:
    """The last copy: ``at`` is Indian time, ``YYYY-MM-DDTHH:MM``; it held this desk's journal up to ``entries``."""

    at: str
    file: str
    entries: int

    @property
    def day(self) -> str:
        """The ISO day on which it was written."""
        return self.at[:10]


def write(desk: Desk, file: Path) -> Backup:
    """Copy the database into ``file``, which must not exist, read it back, and remember it. Raises StoreTrouble."""
    made = copy(desk.store, file)
    remember(desk, made)
    return made


def copy(store: Store, file: Path) -> Backup:
    """Only copy and read back, with whatever connection: what takes its time. Raises StoreTrouble."""
    if store.home is None:
        raise StoreTrouble("backup.no_file")
    return backup.write(store, store.home, file)


def remember(desk: Desk, made: Backup) -> None:
    """Journal that a copy was written. Raises StoreTrouble."""
    told = {"at": desk.now().strftime("%Y-%m-%dT%H:%M"), "file": str(made.file), "entries": made.entries}
    with desk.store.write() as writer:
        writer.note(*_LAST, told)
        desk.event(writer, "backup", count=made.entries)


def last(desk: Desk) -> Written | None:
    """The last copy that this desk wrote; None before the first."""
    kept = desk.store.note(*_LAST)
    return Written(**kept) if isinstance(kept, dict) else None


def place(desk: Desk) -> Path:
    """Where a copy made now would go: a name with the minute, in the folder of the last one while that is there."""
    before = last(desk)
    folder = Path(before.file).parent if before else Path()
    name = "-".join(filter(None, ("tikadesk", desk.label, desk.now().strftime("%Y%m%d-%H%M"))))
    return (folder if folder.is_dir() else Path()) / f"{name}.backup"
