"""What a person can meet: every error that has a sentence in the catalogues. Anything else that is raised is a bug.

No prose lives here: ``key`` names a sentence in ``resources/locale`` and ``params`` fill its places. Params never
hold personal data, because errors reach logs.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from dataclasses import field as made_by
from enum import StrEnum


@dataclass(frozen=True)
class Problem:
    """One thing wrong with one field: ``field`` is its name, ``key`` the sentence, ``params`` its places."""

    field: str
    key: str
    params: dict[str, object] = made_by(default_factory=dict)


class TikaError(Exception):
    """Base of all errors with a sentence; ``str()`` gives the key, never the person's data."""

    def __init__(self, key: str, **params: object) -> None:
        super().__init__(key)
        self.key = key
        self.params = params


class InvalidRecord(TikaError):
    """A record that cannot be saved as it is; ``problems`` come in the order of the form."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__("error.invalid_record", n=len(self.problems))


class NotAllowed(TikaError):
    """The operator's role, or the state of the day, does not permit the verb."""


class StoreTrouble(TikaError):
    """The local database cannot do it: full, locked, damaged, read-only, newer, or another key."""


class SyncFault(StrEnum):
    """What kind of trouble the line or the server is in; the sync page has words for each."""

    NO_LINE = "no_line"
    NO_SERVER = "no_server"
    NOT_TIKADESK = "not_tikadesk"
    SERVER_TROUBLE = "server_trouble"
    UNTRUSTED = "untrusted"
    BUSY = "busy"
    NO_ANSWER = "no_answer"
    GARBLED = "garbled"
    REFUSED = "refused"
    REVOKED = "revoked"
    STORAGE_FULL = "storage_full"


class SyncTrouble(TikaError):
    """A conversation with a server that did not end well; nothing on the desk is lost by it."""

    def __init__(self, fault: SyncFault, **params: object) -> None:
        super().__init__(f"sync.fault.{fault.value}", **params)
        self.fault = fault
