"""When to try again: pure arithmetic. No clock and no state, so that every rule can be tested on its own.

The figures are the outcome of trials with thousands of desks on one weak server: fixed pauses never recover, and a long
cap costs minutes after the server is healthy again.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

PROBE_FIRST_S, PROBE_CAP_S = 2.0, 60.0
ERROR_FIRST_S, ERROR_CAP_S = 2.0, 300.0
STORAGE_FULL_S = 900.0
DEBOUNCE_S = 2.0
IDLE_LEAST_S, IDLE_MOST_S = 5.0, 3600.0
LONGEST_WAIT_S = 7200.0
"""Longer than any wait that the rules below can give."""
NEXT_SERVER_AFTER = 5
"""Failures in a row before the next server of the list is tried."""


@dataclass(frozen=True)
class Pace:
    """How patient a desk is. ``return_spread_s``: desks that see a server come back do not all jump at once.

    ``scale`` shortens every wait: for drills at speed.
    """

    return_spread_s: float = 15.0
    scale: float = 1.0

    def probe(self, failures: int, source: random.Random) -> float:
        """Seconds before asking an unreachable server again: full jitter, doubling, capped at a minute."""
        return self.scale * _full_jitter(failures, PROBE_FIRST_S, PROBE_CAP_S, source)

    def error(self, failures: int, source: random.Random) -> float:
        """Seconds after a server that answered with an error."""
        return self.scale * max(1.0, _full_jitter(failures, ERROR_FIRST_S, ERROR_CAP_S, source))

    def refused(self, retry_after_s: float, source: random.Random) -> float:
        """Seconds after a refusal with a time: the server has reserved a slot, so hardly later than it said."""
        retry_after_s = max(1.0, retry_after_s)
        return self.scale * (retry_after_s + source.uniform(0, min(2.0, 0.05 * retry_after_s)))

    def returned(self, source: random.Random) -> float:
        """Seconds between a line that is back and the first push."""
        return self.scale * source.uniform(0, self.return_spread_s)

    def idle(self, wait_s: float, source: random.Random) -> float:
        """Seconds until an idle desk looks in again; the server says how long, desks spread around it."""
        return self.scale * min(IDLE_MOST_S, max(IDLE_LEAST_S, wait_s)) * source.uniform(0.5, 1.5)

    def debounce(self) -> float:
        """Seconds after a save before it is sent: the next save may come along."""
        return self.scale * DEBOUNCE_S


def _full_jitter(failures: int, first: float, cap: float, source: random.Random) -> float:
    return source.uniform(0, min(cap, first * 2.0 ** min(failures, 30)))
