"""Practice: the real window on a throw-away desk with its own server, some people, and a plug to pull."""

from __future__ import annotations

from datetime import date, timedelta

import click

from tikadesk.actions import collect, dispatch, pack, register, session
from tikadesk.actions.desk import Desk
from tikadesk.app.desk import application
from tikadesk.app.ending import Ending
from tikadesk.app.rehearsal import LAB, Rehearsal
from tikadesk.app.running import Running
from tikadesk.domain import rehearsal
from tikadesk.domain.clock import SystemClock
from tikadesk.i18n import tr
from tikadesk.store.store import Store
from tikadesk.sync.pace import Pace

PEOPLE = 24
SAMPLES, SENT, PACKED = 20, 6, 5
"""So many samples were taken; so many of them left in a box, and so many lie in the box at hand."""
_EARLIER_DAYS = 100
_SEED = 7


def open_window() -> int:
    """Open the practice window and stay until it closes; the exit code. Raises TikaError."""
    app = application()
    ending = Ending(app)
    click.echo(tr("practice.starting"), err=True)
    clock = SystemClock()
    with Rehearsal(clock) as world:
        with_people(world)
        with_samples(world)
        # A trainee who puts the plug back wants to see it go, not wait for a crowd that does not exist.
        running = Running(world.home, clock, practice=True, pace=Pace(return_spread_s=1.0))

        def on_plug(out: bool) -> None:
            world.line.pull(out)
            running.window.try_now.emit()

        running.window.plug_pulled.connect(on_plug)
        running.show()
        code = app.exec()
        running.close()
        ending.stop()
    return code


def with_people(world: Rehearsal) -> None:
    """Put people into the desk: half came long enough ago to be due again, half came today; and set the session up."""
    store = Store.open(world.home, source=world.source)
    try:
        desk = Desk(store, world.clock, practice=True)
        today = date.fromisoformat(desk.today())
        form = rehearsal.SESSION | {"expires_on": (today + timedelta(days=120)).strftime("%d-%m-%Y")}
        session.set_up(desk, form)
        for place, person in enumerate(rehearsal.people(_SEED, PEOPLE)):
            earlier = place < PEOPLE // 2
            day = (today - timedelta(days=_EARLIER_DAYS)).isoformat() if earlier else ""
            answers = dict.fromkeys(("fever", "allergy", "bleeding", "pregnant"), "N")
            dose = form | answers | {"day": day}
            register.register(desk, person | {"day": day}, dose, intent=desk.ids.new())
    finally:
        store.close()


def with_samples(world: Rehearsal) -> None:
    """Put samples into the desk: some on their way to the practice lab, some in a box that is being packed."""
    store = Store.open(world.home, source=world.source)
    try:
        desk = Desk(store, world.clock, practice=True)
        forms = rehearsal.samples(_SEED + 1, SAMPLES)
        nos = [collect.collect(desk, form, intent=desk.ids.new()).nos[0] for form in forms]
        for tubes in (nos[:SENT], nos[SENT : SENT + PACKED]):
            box = pack.open_box(desk, lab=LAB, intent=desk.ids.new())
            for no in tubes:
                pack.add(desk, box.id, no)
            if len(tubes) == SENT:
                dispatch.seal(desk, box.id, rehearsal.SEAL)
                dispatch.dispatch(desk, box.id, rehearsal.DRIVER)
    finally:
        store.close()
