"""The drill: an outage played through the real window and a real server process, and counted from both sides.

The hours of the drill are its own: they pass ``speed`` times faster than the machine's, on every part of it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtTest import QTest

from tikadesk.actions import facts
from tikadesk.actions.desk import Desk
from tikadesk.actions.register import Saved
from tikadesk.app.desk import application
from tikadesk.app.ending import Ending
from tikadesk.app.hands import Hands
from tikadesk.app.rehearsal import Rehearsal
from tikadesk.app.running import Running
from tikadesk.domain import rehearsal
from tikadesk.domain.clock import IST, FixedClock, SystemClock
from tikadesk.errors import StoreTrouble, TikaError
from tikadesk.i18n import language
from tikadesk.reports import slip
from tikadesk.reports.export import export
from tikadesk.store.store import Store
from tikadesk.sync.pace import Pace
from tikadesk.ui.desk_screen import DeskPage

DOSES_PER_VIAL = 10
_BEFORE, _AFTER = 0.2, 0.1
"""The shares of people who come before the outage and after it."""
_SLIPS = 3
_PATIENCE_S = 90.0
_STEP_MS = 20
_BETWEEN_S = 90.0
"""Between two people while the line is good, in the drill's seconds."""


@dataclass(frozen=True)
class Plan:
    """What to play. ``speed``: how many of the drill's seconds pass in one of the machine's."""

    registrations: int
    outage_minutes: float
    speed: float
    seed: int
    out: Path


@dataclass
class _Log:
    """What the player saw, in its own words: what the window acknowledged, not what the database says."""

    acknowledged: list[Saved] = field(default_factory=list)
    offline: int = 0
    kills: int = 0
    in_request: int = 0
    screens: list[str] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)
    drained_in: float = 0.0


def play(plan: Plan) -> dict[str, Any]:
    """Play ``plan``; the report that also lies in ``report.json``. Raises TikaError."""
    ending = Ending(application(unseen=True))
    try:
        plan.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreTrouble("store.cannot_write", folder=str(plan.out)) from error
    began = monotonic()
    today = SystemClock().now().astimezone(IST).date()
    clock = FixedClock(datetime.combine(today, time(10), IST))
    with Rehearsal(clock, seed=plan.seed, own_hours=True) as world:
        player = _Player(plan, world, clock, ending)
        try:
            player.play()
        finally:
            player.running.close()
            ending.stop()
        report = _count(plan, world, player.log, clock)
    report["seconds"] = round(monotonic() - began, 1)
    (plan.out / "report.json").write_text(
        json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return report


class _Player:
    """Plays one drill."""

    def __init__(self, plan: Plan, world: Rehearsal, clock: FixedClock, ending: Ending) -> None:
        self.plan, self.world, self.clock, self._ending = plan, world, clock, ending
        self.log = _Log()
        self.running = Running(
            world.home,
            clock,
            practice=True,
            pace=Pace(),
            source=world.source,
        )
        self.window = self.running.window
        self.hands = Hands(self.window)

    def play(self) -> None:
        """From the lock screen to the last entry on the server."""
        plan = self.plan
        people = rehearsal.people(plan.seed, plan.registrations)
        before = max(1, round(plan.registrations * _BEFORE)) if plan.registrations > 1 else 0
        after = round(plan.registrations * _AFTER)
        self._open()
        for person in islice(people, before):
            self._serve(person, _BETWEEN_S)
        self._drain()
        self._picture("online")
        self._outage(people, plan.registrations - before - after)
        for person in people:
            self._serve(person, _BETWEEN_S)
        self._drain()
        self._picture("all-sent")
        self._end()

    # The outage

    def _outage(self, people: Iterator[dict[str, str]], count: int) -> None:
        """Killed in mid-request; work goes on; back, killed in mid-request once more, and back for good."""
        gap = self.plan.outage_minutes * 60.0 / max(1, count)
        self._kill_in_request()
        for place, person in enumerate(islice(people, count), 1):
            self._serve(person, gap, offline=True)
            if len(self.log.slips) < _SLIPS:
                self._slip()
            if place == (count + 1) // 2:
                self._picture("outage")
                self._in_hindi()
        self._page("sync")
        self._bring_back()
        self._kill_in_request()
        self._bring_back()
        began = monotonic()
        self.window.try_now.emit()
        self._picture("server-back")
        self._drain()
        self.log.drained_in = monotonic() - began

    def _kill_in_request(self) -> None:
        """Kill the server while it reads a push."""

        def act() -> None:
            self.world.server.kill()
            self.log.in_request += 1

        self.world.line.at_next_push(act)
        self.window.try_now.emit()
        self._until(lambda: not self.world.line.armed)
        self.world.server.kill()
        # A dead server refuses connections; a relay that took them would look like one that does not answer.
        self.world.line.pull(True)
        self.log.kills += 1

    def _bring_back(self) -> None:
        # Hours pass meanwhile: a window that stands still for two seconds is not what an operator sees.
        self.world.server.begin()
        self._until(lambda: self.world.server.ready)
        self.world.server.wait()
        self.world.line.pull(False)

    # People

    @property
    def _desk(self) -> DeskPage:
        page = self.window.pages.get("desk")
        if not isinstance(page, DeskPage):
            raise TikaError("drill.stuck", place="desk")
        return page

    def _open(self) -> None:
        self.running.show()
        self.window.activateWindow()
        self._pass(1.0)
        self._picture("lock")
        self.hands.type("1")
        self._pass(1.0)
        self._desk.walk_in.saved.connect(lambda answer, _slip: self.log.acknowledged.append(answer))
        self.hands.press("session")
        expiry = (date.fromisoformat(self.running.desk.today()) + timedelta(days=90)).strftime("%d-%m-%Y")
        card = self._desk.setup
        self.hands.fill(card.form, "dose", rehearsal.SESSION | {"expires_on": expiry})
        self._picture("session")
        self.hands.press("save_print")
        self._pass(1.0)

    def _serve(self, person: dict[str, str], seconds: float, *, offline: bool = False) -> None:
        """Register one person with the first dose by keys alone."""
        done = len(self.log.acknowledged)
        if done and done % DOSES_PER_VIAL == 0:
            self.hands.press("open_vial")
        walk_in = self._desk.walk_in
        self.hands.fill(walk_in.form, "registration", person | {"health": "Y"})
        if done == 0:
            self._picture("walk-in")
        self.hands.press("save_print" if done % 2 else "save")
        if len(self.log.acknowledged) != done + 1:
            self._picture("stuck")
            raise TikaError("drill.stuck", place=", ".join(walk_in.form.bad_names) or "desk")
        self.log.offline += offline
        self._pass(seconds)

    def _slip(self) -> None:
        saved = self.log.acknowledged[-1]
        folder = self.plan.out / "slips"
        folder.mkdir(exist_ok=True)
        made = slip.write(
            slip.of(self.running.store, saved.id, practice=True), folder / f"{saved.no}.pdf", language="hi"
        )
        self.log.slips.append(f"slips/{made.name}")

    # Time

    def _pass(self, seconds: float) -> None:
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

    def _until(self, come: Callable[[], bool]) -> bool:
        """Let time pass until ``come()``, with the machine's patience; whether it came."""
        until = monotonic() + _PATIENCE_S
        while not come():
            if monotonic() > until:
                return False
            self._pass(_STEP_MS / 1000 * self.plan.speed)
        return True

    def _drain(self) -> None:
        """Wait until the server has confirmed everything, as the desk's own database was told."""
        self.window.try_now.emit()
        self._until(lambda: facts.facts_of(self.running.desk).waiting == 0)
        self._pass(_STEP_MS / 100 * self.plan.speed)

    # Pictures

    def _picture(self, name: str) -> None:
        QTest.qWait(1)
        file = f"{len(self.log.screens) + 1:02d}-{name}.png"
        self.window.grab().save(str(self.plan.out / file))
        self.log.screens.append(file)

    def _in_hindi(self) -> None:
        before = language()
        self.window.speak("hi")
        self._pass(1.0)
        self._picture("outage-hindi")
        self.window.speak(before)

    def _page(self, key: str) -> None:
        """Look at another page and come back."""
        self.window.show_page(key)
        self._pass(1.0)
        self._picture(f"{key}-page")
        self.window.show_page("desk")

    def _end(self) -> None:
        self._page("find")
        self.window.lock()
        self._pass(1.0)


def _count(plan: Plan, world: Rehearsal, log: _Log, clock: FixedClock) -> dict[str, Any]:
    """Both sides counted apart: the window's word and the desk's database here, the server's own status there."""
    store = Store.open(world.home)
    try:
        here = facts.facts_of(Desk(store, clock, practice=True)).records
        day = clock.now().astimezone(IST).date().isoformat()
        registers = []
        for form in ("csv", "xlsx"):
            file = plan.out / f"register.{form}"
            export(store, "register", day, day, form, file, practice=True)
            registers.append(file.name)
    finally:
        store.close()
    there = world.server.tell("status")
    numbers = [saved.no for saved in log.acknowledged]
    doses = sum(saved.dose_id is not None for saved in log.acknowledged)
    saved = here["registration"] + here["dose"]
    on_server = there["records"].get("registration", 0) + there["records"].get("dose", 0)
    return {
        "registrations": here["registration"],
        "doses": here["dose"],
        "samples": 0,
        "consignments": 0,
        "numbers_issued_offline": log.offline,
        "duplicate_numbers": len(numbers) - len(set(numbers)) + there["duplicate_numbers"],
        "saved": saved,
        "on_server": on_server,
        "lost": max(saved, len(numbers) + doses) - on_server,
        "seconds_to_drain": round(log.drained_in, 2),
        "bytes_sent": world.line.bytes_up,
        "screens": log.screens,
        "acknowledged": len(numbers) + doses,
        "server_kills": log.kills,
        "killed_in_request": log.in_request,
        "registers": registers,
        "slips": log.slips,
        "seed": plan.seed,
    }
