"""The way on from a database that cannot be opened: it is set aside whole, never deleted, and a new one begins.

What the old one had sent is on the server and comes back with the centre's feed after enrolling again; what it had not
sent stays in the file that was set aside.
"""

from __future__ import annotations

import os
from pathlib import Path

from tikadesk.errors import StoreTrouble
from tikadesk.paths import Home
from tikadesk.store import keys

SETTLED_BY_A_NEW_START = frozenset({"store.damaged", "store.wrong_key", "store.no_key"})
"""The troubles that a new database gets over; the others are the disk's, the folder's or an older program's."""


def set_aside(home: Home, stamp: str) -> Path:
    """Rename the database, its write-ahead log and the sealed copy of its key out of the way; where they lie now.

    The sealed copy goes along, because it may be all that still opens that database. Raises StoreTrouble.
    ``stamp`` tells several apart: Indian time, digits only.
    """
    target = home.data / f"set-aside-{stamp}"
    try:
        target.mkdir(mode=0o700)
        sealed = [home.data / keys.SEALED] if keys.has_sealed_copy(home) else []
        for file in [*sorted(home.data.glob(home.database.name + "*")), *sealed]:
            os.replace(file, target / file.name)
    except OSError as error:
        raise StoreTrouble("store.cannot_write", folder=str(home.data)) from error
    return target
