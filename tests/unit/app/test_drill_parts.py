"""The drill's parts on one world: what each does at the window, and that a window which does not answer stops it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tikadesk.actions import facts
from tikadesk.app.desk import application
from tikadesk.app.drill_closing import Evening
from tikadesk.app.drill_lab import Lab
from tikadesk.app.drill_people import People
from tikadesk.app.drill_samples import Samples
from tikadesk.app.drill_stage import Plan, Stage
from tikadesk.app.ending import Ending
from tikadesk.app.rehearsal import Rehearsal
from tikadesk.domain import rehearsal
from tikadesk.domain.clock import IST, FixedClock
from tikadesk.errors import TikaError
from tikadesk.reports.outage_ledger import incidents
from tikadesk.store import closings, records
from tikadesk.ui.desk_screen import DeskPage
from tikadesk.ui.find_screen import FindPage


@pytest.fixture
def stages(qapp: QApplication, tmp_path: Path) -> Iterator[tuple[Stage, Stage]]:
    """The centre's window, open, and the lab's, still closed."""
    plan = Plan(registrations=2, samples=3, outage_minutes=5, speed=5_000, seed=2, out=tmp_path)
    ending, clock = Ending(application()), FixedClock(datetime(2026, 11, 20, 10, tzinfo=IST))
    screens: list[str] = []
    with Rehearsal(clock, seed=2, own_hours=True) as world:
        centre = Stage(plan, world, world.home, clock, ending, screens)
        lab = Stage(plan, world, world.lab(), clock, ending, screens)
        try:
            centre.open("1", "lock")
            yield centre, lab
        finally:
            centre.close()
            lab.close()
            ending.stop()


@pytest.mark.slow
@pytest.mark.qt_log_ignore("propagateSizeHints")  # of the offscreen windows, by the PIN's
def test_a_small_night_part_by_part(stages: tuple[Stage, Stage]) -> None:
    centre, at_lab = stages
    desk = centre.running.desk
    people, samples, lab = People(centre), Samples(centre), Lab(at_lab)
    known, stranger, other = rehearsal.people(2, 3)

    people.set_up()
    people.serve(known, 60)
    samples.announce(3_000)
    assert centre.drain() >= 0
    assert facts.facts_of(desk).numbers_left["K"] >= 3_000

    centre.kill_in_request()
    assert not centre.world.server.running and centre.killed_in_request == 1
    samples.collect(known, 30, slip=people.acknowledged[0].no)
    samples.collect(stranger, 30)
    samples.collect(other, 30)
    samples.pack_full_boxes()
    assert samples.boxes == []
    samples.pack_the_rest()
    tubes = {row["no"]: row for row in records.every(desk.store.connection, "sample")}
    assert list(tubes) == samples.collected and len(samples.boxes) == 1
    assert tubes[samples.collected[0]]["person"] == people.acknowledged[0].id
    assert all(row["box"] for row in tubes.values())
    assert facts.facts_of(desk).waiting > 4

    at_lab.open("2")
    lab.receive(desk, samples.boxes[0])
    assert lab.received == 2 and not lab.told
    centre.to_front()
    centre.bring_back()
    centre.drain()
    lab.answer(centre)
    assert lab.told
    assert facts.facts_of(desk).waiting == 0

    evening = Evening(centre)
    evening.close_day()
    assert evening.closing == closings.of(desk.store, desk.today())
    assert evening.closing is not None and evening.closing.stands
    assert (evening.closing.counts["given"], evening.closing.counts["wasted"]) == (1, 9)
    assert len(list(centre.plan.out.glob("*.backup"))) == 1
    (outage,) = records.every(desk.store.connection, "outage")  # one, whatever the line did meanwhile
    assert outage["ended_at"] >= outage["tried_at"] > outage["began_at"] and "no_server" in outage["faults"]
    (told,) = incidents(desk.store, desk.today(), desk.today())
    assert (told.work["samples"], told.work["waiting"]) == (3, 0)

    assert isinstance(centre.page("find", FindPage), FindPage)
    with pytest.raises(TikaError) as met:
        centre.page("find", DeskPage)
    assert met.value.key == "drill.stuck"
    assert centre.screens[-1].endswith("stuck.png")
    assert all((centre.plan.out / name).stat().st_size > 1_000 for name in centre.screens)
