"""The drill: an outage played through the real window and a real server process, and counted from both sides."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, time
from itertools import islice
from time import monotonic
from typing import Any

from tikadesk.actions import facts
from tikadesk.actions.desk import Desk
from tikadesk.app.desk import application
from tikadesk.app.drill_closing import Evening
from tikadesk.app.drill_lab import Lab
from tikadesk.app.drill_people import People
from tikadesk.app.drill_samples import Samples
from tikadesk.app.drill_stage import Plan, Stage
from tikadesk.app.ending import Ending
from tikadesk.app.rehearsal import Rehearsal
from tikadesk.domain import rehearsal
from tikadesk.domain.clock import IST, FixedClock, SystemClock
from tikadesk.errors import StoreTrouble
from tikadesk.reports.export import export, formats
from tikadesk.store.store import Store

__all__ = ["Plan", "play"]

_BEFORE, _AFTER = 0.2, 0.1
"""The shares of people who come before the outage and after it; samples are all collected in it."""
_BETWEEN_S = 90.0
"""Between two people while the line is good, in the drill's seconds."""
_COUNTED = ("registration", "dose", "sample", "consignment")


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
            player.close()
            ending.stop()
        report = _count(player)
    report["seconds"] = round(monotonic() - began, 1)
    (plan.out / "report.json").write_text(
        json.dumps(report, ensure_ascii=False, indent=1) + "\n", encoding="utf-8"
    )
    return report


class _Player:
    """Plays one drill."""

    def __init__(self, plan: Plan, world: Rehearsal, clock: FixedClock, ending: Ending) -> None:
        self.plan = plan
        self.stage = Stage(plan, world, world.home, clock, ending, [])
        self._at_lab = (
            Stage(plan, world, world.lab(), clock, ending, self.stage.screens) if plan.samples else None
        )
        self.lab = Lab(self._at_lab) if self._at_lab else None
        self.people = People(self.stage)
        self.samples = Samples(self.stage)
        self.evening = Evening(self.stage)
        self.drained_in = 0.0

    def close(self) -> None:
        """End the desks, however far the drill came."""
        for one in filter(None, (self.stage, self._at_lab)):
            one.close()

    def play(self) -> None:
        """From the lock screen to the last entry on the server."""
        plan, stage = self.plan, self.stage
        coming = rehearsal.people(plan.seed, plan.registrations)
        before = max(1, round(plan.registrations * _BEFORE)) if plan.registrations > 1 else 0
        after = round(plan.registrations * _AFTER)
        began = stage.running.desk.today()
        stage.open("1", "lock")
        if plan.registrations:
            self.people.set_up()
        if plan.samples:
            self.samples.announce(plan.samples)
        for person in islice(coming, before):
            self.people.serve(person, _BETWEEN_S)
        stage.drain()
        stage.picture("online")
        self._outage(coming, plan.registrations - before - after)
        for person in coming:
            self.people.serve(person, _BETWEEN_S)
        stage.drain()
        stage.picture("all-sent")
        if self.lab:
            self.lab.answer(stage)
        stage.look_at("find")
        if plan.registrations and self.stage.running.desk.today() == began:
            self.evening.close_day()
            stage.drain()
        stage.window.lock()
        stage.let_pass(1.0)

    def _outage(self, coming: Iterator[dict[str, str]], count: int) -> None:
        """Killed in mid-request; work goes on; back, killed in mid-request once more, and back for good."""
        plan, stage = self.plan, self.stage
        gap = plan.outage_minutes * 60.0 / max(1, count + plan.samples)
        stage.kill_in_request()
        for place, person in enumerate(islice(coming, count), 1):
            self.people.serve(person, gap, offline=True)
            if place == (count + 1) // 2:
                stage.picture("outage")
                stage.in_hindi("outage-hindi")
        self._night(gap)
        if self.lab and self._at_lab:
            self._at_lab.open("2")
            self.lab.receive(stage.running.desk, self.samples.boxes[0])
            stage.to_front()
        stage.look_at("sync")
        stage.bring_back()
        stage.kill_in_request()
        stage.bring_back()
        began = monotonic()
        stage.window.try_now.emit()
        stage.picture("server-back")
        stage.drain()
        self.drained_in = monotonic() - began
        if plan.registrations:
            stage.window.show_page("desk")

    def _night(self, gap: float) -> None:
        """All samples, box by box, a third of the night in Hindi: whoever was registered has a slip to scan, the others
        are typed.
        """
        slips = [saved.no for saved in self.people.acknowledged]
        strangers = rehearsal.people(self.plan.seed + 1, self.plan.samples)
        for place, person in enumerate(strangers):
            if place == self.plan.samples // 3:
                self.stage.window.speak("hi")
            if place == self.plan.samples * 2 // 3:
                self.stage.picture("samples-hindi")
                self.stage.window.speak("en")
            self.samples.collect(person, gap, slip=slips[place] if place < len(slips) else "")
            self.samples.pack_full_boxes()
        self.samples.pack_the_rest()


def _registers(plan: Plan, store: Store, day: str) -> list[str]:
    """The files of the day's lists, as the desk exports them."""
    files = []
    sheets: dict[str, tuple[str, ...]] = {"ledger": ("pdf",)}
    if plan.registrations:
        sheets |= {sheet: formats(sheet) for sheet in ("register", "summary")}
    if plan.samples:
        sheets["samples"] = formats("samples")
    for sheet, forms in sheets.items():
        for form in forms:
            file = plan.out / f"{sheet}.{form}"
            export(store, sheet, day, day, form, file, practice=True)
            files.append(file.name)
    return files


def _count(player: _Player) -> dict[str, Any]:
    """Both sides counted apart: the window's word and the desk's database here, the server's own status there."""
    plan, stage, people, samples = player.plan, player.stage, player.people, player.samples
    lab, closing = player.lab, player.evening.closing
    store = Store.open(stage.world.home)
    papers: dict[str, Any] = {"labels": 0, "manifests": []}
    try:
        if plan.samples:
            papers = samples.keep_papers(store, stage.world.home)
        here = facts.facts_of(Desk(store, stage.clock, practice=True)).records
        registers = _registers(plan, store, stage.clock.now().astimezone(IST).date().isoformat())
    finally:
        store.close()
    there = stage.world.server.tell("status")
    numbers = [*(saved.no for saved in people.acknowledged), *samples.collected, *samples.boxes]
    acknowledged = len(numbers) + sum(saved.dose_id is not None for saved in people.acknowledged)
    saved = sum(here[kind] for kind in _COUNTED)
    on_server = sum(there["records"].get(kind, 0) for kind in _COUNTED)
    return {
        "registrations": here["registration"],
        "doses": here["dose"],
        "samples": here["sample"],
        "consignments": here["consignment"],
        "numbers_issued_offline": people.offline + len(samples.collected) + len(samples.boxes),
        "duplicate_numbers": len(numbers) - len(set(numbers)) + there["duplicate_numbers"],
        "saved": saved,
        "on_server": on_server,
        "lost": max(saved, acknowledged) - on_server,
        "seconds_to_drain": round(player.drained_in, 2),
        "bytes_sent": stage.world.line.bytes_up,
        "screens": stage.screens,
        "acknowledged": acknowledged,
        "server_kills": stage.kills,
        "killed_in_request": stage.killed_in_request,
        "registers": registers,
        "closing": {"register_no": closing.register_no, "code": closing.code} if closing else None,
        "slips": people.slips,
        "lab": {"box": lab.box_no, "received": lab.received, "answered": lab.told} if lab else None,
        **papers,
        "seed": plan.seed,
    }
