"""What a drill is played on: the window with its hands, the drill's own hours, the plug, and a camera.

The hours of the drill are its own: they pass ``speed`` times faster than the machine's, on every part of it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from time import monotonic
from typing import TypeVar

import shiboken6
from PySide6.QtTest import QTest

from tikadesk.actions import facts
from tikadesk.app.ending import Ending
from tikadesk.app.hands import Hands
from tikadesk.app.rehearsal import Rehearsal
from tikadesk.app.running import Running
from tikadesk.domain.clock import FixedClock
from tikadesk.errors import TikaError
from tikadesk.i18n import language
from tikadesk.paths import Home
from tikadesk.sync.pace import Pace
from tikadesk.ui.page import Page

_Page = TypeVar("_Page", bound=Page)
_PATIENCE_S = 90.0
_STEP_MS = 20


@dataclass(frozen=True)
class Plan:
    """What to play. ``speed``: how many of the drill's seconds pass in one of the machine's."""

    registrations: int
    samples: int
    outage_minutes: float
    speed: float
    seed: int
    out: Path


class Stage:
    """One desk of the drill at work: its window, and the world around it. ``screens``: the pictures taken."""

    def __init__(
        self, plan: Plan, world: Rehearsal, home: Home, clock: FixedClock, ending: Ending, screens: list[str]
    ) -> None:
        self.plan, self.world, self.clock, self.screens, self._ending = plan, world, clock, screens, ending
        self.kills = 0
        self.killed_in_request = 0
        self.running = Running(home, clock, practice=True, pace=Pace(), source=world.source)
        self.window = self.running.window
        self.hands = Hands(self.window)

    def open(self, tile: str, picture: str = "") -> None:
        """From the lock screen to the first page, as the operator of a tile."""
        self.running.show()
        self.to_front()
        if picture:
            self.picture(picture)
        self.hands.type(tile)
        self.let_pass(1.0)

    def to_front(self) -> None:
        """Work in this window from now on."""
        self.window.activateWindow()
        self.let_pass(1.0)

    def close(self) -> None:
        """End this desk as an operator does: window and all."""
        if shiboken6.isValid(self.window):
            self.window.close()
            self.running.close()
            shiboken6.delete(self.window)

    def page(self, key: str, kind: type[_Page]) -> _Page:
        """The page of ``key``, which is brought to the front; raises TikaError when it is not there."""
        page = self.window.pages.get(key)
        if page is None or page is not self.window.page:
            page = self.window.show_page(key)
        if not isinstance(page, kind):
            raise self.stuck(key)
        return page

    def stuck(self, place: str) -> TikaError:
        """The error of a drill that cannot go on, with a picture of where it stands."""
        self.picture("stuck")
        return TikaError("drill.stuck", place=place)

    # Time

    def let_pass(self, seconds: float) -> None:
        """Let the drill's seconds pass, evenly, and as many of the machine's as they are worth."""
        worth = seconds / self.plan.speed
        steps = max(1, round(worth * 1000 / _STEP_MS))
        began = monotonic()
        for step in range(1, steps + 1):
            self.clock.advance(seconds=seconds / steps)
            # The sync thread's timers run by the machine's clock: it has to look at the drill's again.
            self.window.saved.emit()
            QTest.qWait(max(1, round((began + worth * step / steps - monotonic()) * 1000)))
            if self._ending.asked:
                raise KeyboardInterrupt

    def until(self, come: Callable[[], bool]) -> bool:
        """Let time pass until ``come()``, with the machine's patience; whether it came."""
        until = monotonic() + _PATIENCE_S
        while not come():
            if monotonic() > until:
                return False
            self.let_pass(_STEP_MS / 1000 * self.plan.speed)
        return True

    # The line

    def kill_in_request(self) -> None:
        """Kill the server while it reads a push."""

        def act() -> None:
            self.world.server.kill()
            self.killed_in_request += 1

        self.world.line.at_next_push(act)
        self.window.try_now.emit()
        self.until(lambda: not self.world.line.armed)
        self.world.server.kill()
        # A dead server refuses connections; a relay that took them would look like one that does not answer.
        self.world.line.pull(True)
        self.kills += 1

    def bring_back(self) -> None:
        """The server is there again."""
        # Hours pass meanwhile: a window that stands still for two seconds is not what an operator sees.
        self.world.server.begin()
        self.until(lambda: self.world.server.ready)
        self.world.server.wait()
        self.world.line.pull(False)

    def drain(self) -> float:
        """Wait until the server has confirmed everything, as the desk's own database was told; the seconds it took."""
        began = monotonic()
        self.window.try_now.emit()
        self.until(lambda: facts.facts_of(self.running.desk).waiting == 0)
        took = monotonic() - began
        self.let_pass(_STEP_MS / 100 * self.plan.speed)
        return took

    # Pictures

    def picture(self, name: str) -> None:
        """Keep what the window shows as ``NN-name.png``."""
        QTest.qWait(1)
        file = f"{len(self.screens) + 1:02d}-{name}.png"
        self.window.grab().save(str(self.plan.out / file))
        self.screens.append(file)

    def in_hindi(self, name: str) -> None:
        """A picture in the other language, and back."""
        before = language()
        self.window.speak("hi")
        self.let_pass(1.0)
        self.picture(name)
        self.window.speak(before)

    def look_at(self, key: str) -> None:
        """A picture of another page."""
        self.window.show_page(key)
        self.let_pass(1.0)
        self.picture(f"{key}-page")
