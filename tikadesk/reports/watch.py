"""Watching a long paper being made: how far it is, and giving it up."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from tikadesk.errors import TikaError

EVERY = 50
"""After so many rows the watcher is told and asked: some hundredths of a second."""
_Row = TypeVar("_Row")


class GivenUp(TikaError):
    """Whoever watched gave the paper up; no file was made."""

    def __init__(self) -> None:
        super().__init__("report.given_up")


@dataclass(frozen=True)
class Watch:
    """``progress`` is told the rows done and the rows in all; ``cancelled`` is asked whether to give up. Both
    are called on the thread that makes the paper.
    """

    progress: Callable[[int, int], None] = lambda done, total: None
    cancelled: Callable[[], bool] = lambda: False

    def over(self, rows: Iterable[_Row], total: int) -> Iterator[_Row]:
        """The rows as they come, watched; raises GivenUp."""
        done = 0
        for done, row in enumerate(rows, 1):
            if done % EVERY == 1:
                self.look(done - 1, total)
            yield row
        self.look(done, total)

    def look(self, done: int, total: int) -> None:
        """Tell how far it is; raises GivenUp when nobody wants it any more."""
        if self.cancelled():
            raise GivenUp
        self.progress(done, total)


UNWATCHED = Watch()
