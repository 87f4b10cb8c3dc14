"""One schedule: a seed becomes desks, a server, and a series of events; then the faults end and all must settle.

What happened is judged by ``checker``, which shares no code with the product.
"""

from __future__ import annotations

import random
import traceback
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cache

from tests.simulation import checker, tubes
from tests.simulation.central import Central, Disk
from tests.simulation.line import Line, Weather
from tests.simulation.machine import Book, Copy, Machine, PowerCut, fresh, new_disk
from tikadesk.domain.clock import FixedClock
from tikadesk.domain.entry import Op
from tikadesk.domain.numbers import Number
from tikadesk.sync.engine import Engine

START = datetime(2021, 5, 16, 3, 30, tzinfo=UTC)
CENTRES = ["CG-0231", "CG-0232", tubes.LAB]
MOST_MACHINES = 6
MOST_ROUNDS = 60
MOST_REQUESTS, MOST_IN_A_VISIT, MOST_IDLE = 1000, 300, 20
EVENTS: dict[str, float] = {
    "register": 9, "dose": 3, "edit": 5, "void": 2, "same_field_twice": 3, "newer_release": 0.3, "visit": 16,
    "time_passes": 7, "late_arrival": 2, "restart": 1.5, "power_cut_in_save": 1.5, "power_cut_in_sync": 2,
    "disk_copied": 1.5, "disk_put_back": 0.8, "disk_cloned": 0.5, "disk_destroyed": 0.2, "server_copied": 1.5,
    "server_put_back": 0.8, "failed_over": 0.5, "server_wiped": 0.4, "server_restarted": 0.5, "numbers_used_up": 1,
    "clock_jumps": 0.6, "new_desk": 0.7, "collect": 5, "printed_label": 0.5, "open_box": 1.5, "pack": 5,
    "pack_twice": 2, "take_out": 1, "move_box": 4, "receive": 2,
}  # fmt: skip
SAMPLING = {"collect", "open_box", "pack", "pack_twice", "move_box", "receive"}
SERVER_LOSSES = {"server_put_back", "failed_over", "server_wiped"}
FAULTS = {
    "restart", "power_cut_in_save", "power_cut_in_sync", "disk_put_back", "disk_cloned", "disk_destroyed",
    "server_put_back", "failed_over", "server_wiped", "server_restarted", "numbers_used_up", "clock_jumps",
}  # fmt: skip


@dataclass
class Outcome:
    """What one schedule showed."""

    seed: int
    book: Book
    faults: Counter[str]
    findings: checker.Findings
    story: list[str] = field(default_factory=list)

    @property
    def operations(self) -> int:
        """How many entries were to be saved."""
        return len(self.book.attempted)

    @property
    def sound(self) -> bool:
        """Whether nothing was found wrong."""
        return self.findings.sound


def play(
    seed: int,
    *,
    steps: int | None = None,
    make_engine: type[Engine] = Engine,
    often: Mapping[str, float] | None = None,
) -> Outcome:
    """Play the schedule of ``seed`` to its end. ``often`` multiplies the odds of some events."""
    return _Schedule(seed, steps, make_engine, often or {}).run()


@cache
def _template() -> Copy:
    return new_disk()


class _Schedule:
    def __init__(
        self, seed: int, steps: int | None, make_engine: type[Engine], often: Mapping[str, float]
    ) -> None:
        self.seed = seed
        self.source = random.Random(seed)
        self.steps = steps or self.source.choice([20, 35, 50, 70])
        self.clock = FixedClock(START)
        self.central = Central(self.clock, hold_minutes=self.source.choice([0, 15]))
        self.faults: Counter[str] = Counter()
        self.line = Line(
            self.central,
            Weather.drawn(self.source),
            self.source,
            self.faults,
            page=self.source.choice([0, 0, 700, 3000]),
        )
        self.book = Book()
        self.machines: list[Machine] = []
        self.made = 0
        self.copies: dict[str, list[Copy]] = {}
        self.backups: list[Disk] = []
        self.make_engine = make_engine
        self.sampling = self.source.choice(
            [1, 1, 4]
        )  # some schedules are a sampling drive, with its laboratory
        self.odds = {
            name: odds * often.get(name, 1.0) * (self.sampling if name in SAMPLING else 1)
            for name, odds in EVENTS.items()
            if self.source.random() < 0.85 or name in often
        }
        self.story: list[str] = []
        self.printed: set[str] = set()  # numbers of printed rolls: anybody may have used them
        self.two_lives = False  # a disk was cloned or put back: numbers may be issued twice

    def run(self) -> Outcome:
        findings = checker.Findings()
        with self.central.running(CENTRES):
            try:
                self._happen()
                findings.stuck += self.heal()
            except Exception as error:  # a bug of the product, told with the seed like every other finding
                places = traceback.extract_tb(error.__traceback__)[-2:]
                findings.crashed.append(f"{error!r} at {[(at.name, at.lineno) for at in places]}")
            else:
                checker.check(
                    findings,
                    self.central.connection.execute,
                    [checker.Desk(m.name, m.centre, m.disk.execute, m.acknowledged) for m in self.machines],
                    self.book.attempted,
                    self.book.acknowledged,
                    {id: machine.centre for id, machine in self.book.makers.items()},
                    two_lives=self.two_lives,
                    printed=self.printed,
                    forgetful=bool(self.faults.keys() & SERVER_LOSSES),
                )
        findings.premature += self.line.premature
        return Outcome(self.seed, self.book, self.faults, findings, self.story)

    def _happen(self) -> None:
        for _ in range(self.source.choice([1, 2, 2, 3])):
            self.new_desk()
        if self.sampling:
            self.new_desk(CENTRES[0])
            self.new_desk(tubes.LAB)
        for _ in range(self.steps):
            name = self.source.choices(list(self.odds), list(self.odds.values()))[0]
            self.story.append(name)
            happened = getattr(self, name)()
            if name in FAULTS and happened is not False:
                self.faults[name] += 1

    # --- the end --------------------------------------------------------------------------------------------------
    def heal(self) -> list[str]:
        """Good weather, a bounded number of rounds: what still has not settled then is stuck."""
        self.line.healed = True
        self.line.wash_ashore(self.source.randrange(6))
        for machine in self.machines:
            if not machine.enrolled and machine.engine.ledger.continues() is None:
                machine.enrol(self.central, CENTRES[0])
                machine.start()
        before: object = None
        quiet = idle = 0
        most = self.line.carried + MOST_REQUESTS
        for _ in range(MOST_ROUNDS):
            for machine in self.machines:
                self.line.visit(machine, MOST_IN_A_VISIT)
            if self.line.carried > most:
                return ["desks that never rest"]
            now = self._picture()
            idle = idle + 1 if now == before else 0
            quiet = quiet + 1 if idle and not self._unsettled() else 0
            if quiet == 2:
                return []
            if idle > MOST_IDLE:
                break
            before = now
            due = [
                machine.engine.due - machine.clock.ahead for machine in self.machines if machine.engine.due
            ]
            wait = max((at - self.clock.now()).total_seconds() for at in due) if due else 0
            self.clock.advance(seconds=min(7200.0, max(60.0, wait)))
        return self._unsettled() or ["never quiet"]

    def _picture(self) -> object:
        ask = self.central.connection.execute
        server = [
            ask(f"SELECT count(*) FROM {table}").fetchone()[0] for table in ("journal", "feed", "lease")
        ]
        return server, [
            (machine.engine.ledger.me().device, machine.engine.ledger.tip().n) for machine in self.machines
        ]

    def _unsettled(self) -> list[str]:
        found = []
        for machine in self.machines:
            engine, ledger = machine.engine, machine.engine.ledger
            if engine.fault is not None:
                found.append(f"desk {machine.name}: {engine.fault}")
            elif not engine.heard or engine.high != ledger.tip().n:
                found.append(f"desk {machine.name}: server at {engine.high}, desk at {ledger.tip().n}")
            elif ledger.position().resync:
                found.append(f"desk {machine.name}: still in resync")
        return found

    # --- events ---------------------------------------------------------------------------------------------------
    def any_machine(self) -> Machine:
        return self.source.choice(self.machines)

    def new_desk(self, centre: str = "") -> None:
        if len(self.machines) >= MOST_MACHINES:
            return
        machines = [self._add(fresh(_template(), self.source))]
        if self.source.random() < 0.3:  # saving begins before the server knows the desk
            machines[0].register(with_dose=True)
        if self.source.random() < 0.05:  # a whole batch of PCs made from one image
            self.two_lives = True
            self.faults["image_copied"] += 1
            machines.append(self._add(machines[0].copy()))
        centre = centre or self.source.choices(CENTRES, [0.8, 0.12, 0.08])[0]
        for machine in machines:
            machine.enrol(self.central, centre)
            machine.start()

    def _add(self, copy: Copy) -> Machine:
        self.made += 1
        source = random.Random(self.source.getrandbits(64))
        machine = Machine(str(self.made), self.clock, source, self.book, copy, self.make_engine)
        self.machines.append(machine)
        return machine

    def register(self) -> None:
        machine = self.any_machine()
        for _ in range(self.source.choice([1, 1, 2, 5])):
            machine.register(with_dose=self.source.random() < 0.5, unknown=self.source.random() < 0.1)
        machine.engine.wake()

    def dose(self) -> None:
        self.any_machine().give_dose()

    def edit(self) -> None:
        self.any_machine().edit_something()

    def void(self) -> None:
        self.any_machine().void_something()

    def newer_release(self) -> None:
        self.any_machine().of_a_newer_release()

    def same_field_twice(self) -> None:
        """Two desks set one field of one record without having seen each other."""
        one, other = self.any_machine(), self.any_machine()
        row = one.some_record("registration")
        seen = other.record("registration", row["id"]) if row else None
        if row is None or seen is None or one is other:
            return
        values = one.new_value()
        one.change("registration", row, Op.EDIT, values)
        if self.source.random() < 0.2:
            other.change("registration", seen, Op.VOID, {})
        else:
            name = sorted(values)[0]
            value = values[name] if self.source.random() < 0.3 else other.new_value().get(name, values[name])
            other.change("registration", seen, Op.EDIT, {name: value})

    def collect(self) -> None:
        machine = self.any_machine()
        for _ in range(self.source.choice([1, 2, 3])):
            tubes.collect(machine, tubes=self.source.choice([1, 1, 2]))
        machine.engine.wake()

    def printed_label(self) -> None:
        """A label of a roll of which each desk has the same numbers; none is refused here that another desk used."""
        label = str(Number("CG", "K", tubes.ROLL, self.source.randrange(4)))
        machine = self.any_machine()
        if not machine.disk.execute("SELECT 1 FROM sample WHERE no = ?", [label]).fetchone():
            tubes.collect(machine, no=label)
            self.printed.add(label)

    def open_box(self) -> None:
        tubes.open_box(self.any_machine())

    def pack(self) -> None:
        tubes.pack(self.any_machine())

    def pack_twice(self) -> None:
        one = self.any_machine()
        others = [machine for machine in self.machines if machine is not one and machine.centre == one.centre]
        if others:
            other = self.source.choice(others)
            for machine in (other, one):
                machine.engine.try_now()
                self.line.visit(machine, 12)
            tubes.pack_twice(one, other)

    def take_out(self) -> None:
        tubes.take_out(self.any_machine())

    def move_box(self) -> None:
        tubes.move_box(self.any_machine())

    def receive(self) -> None:
        for machine in [machine for machine in self.machines if machine.centre == tubes.LAB]:
            self.line.visit(machine, 12)
            tubes.receive(machine)

    def visit(self) -> None:
        machine = self.any_machine()
        if self.source.random() < 0.3:
            machine.engine.try_now()
        self.line.visit(machine, self.source.choice([1, 2, 3, 5, 8, 30]))

    def time_passes(self) -> None:
        self.clock.advance(seconds=self.source.choice([3, 3, 60, 60, 900, 5 * 3600, 86_400, 21 * 86_400]))

    def late_arrival(self) -> None:
        self.line.wash_ashore(2)

    def restart(self) -> None:
        self.any_machine().start()

    def power_cut_in_save(self) -> bool:
        machine = self.any_machine()
        machine.cut_power_in(self.source.randrange(20))
        try:
            machine.register(with_dose=True)
        except PowerCut:
            machine.start()
            return True
        machine.power_stays()
        return False

    def power_cut_in_sync(self) -> bool:
        machine = self.any_machine()
        machine.engine.try_now()
        machine.cut_power_in(self.source.randrange(120))
        try:
            self.line.visit(machine, 8)
        except PowerCut:
            machine.start()
            return True
        machine.power_stays()
        return False

    def disk_copied(self) -> None:
        machine = self.any_machine()
        self.copies.setdefault(machine.name, []).append(machine.copy())

    def disk_put_back(self) -> bool:
        machine = self.any_machine()
        copies = self.copies.get(machine.name)
        if copies:
            self.two_lives = True
            machine.put_back(self.source.choice(copies))
        return bool(copies)

    def disk_cloned(self) -> bool:
        room = len(self.machines) < MOST_MACHINES
        if room:
            self.two_lives = True
            self._add(self.any_machine().copy())
        return room

    def disk_destroyed(self) -> bool:
        spare = len(self.machines) > 1
        if spare:
            self.machines.remove(self.any_machine())
        return spare

    def server_copied(self) -> None:
        self.backups.append(self.central.copy())

    def server_put_back(self) -> bool:
        if self.backups:
            self.central.put_back(self.source.choice(self.backups))
        return bool(self.backups)

    def failed_over(self) -> bool:
        """The database loses its tail under the running server, which is not told."""
        if self.backups:
            self.central.put_back(self.backups[-1], boot=False)
        return bool(self.backups)

    def server_wiped(self) -> None:
        self.central.wipe()

    def server_restarted(self) -> None:
        self.central.boot()

    def numbers_used_up(self) -> None:
        self.any_machine().use_up_numbers(self.source.choice([0, 1, 3]))

    def clock_jumps(self) -> None:
        ahead = self.source.choice([-30 * 86_400, -7200, -60, 0, 600, 86_400, 400 * 86_400])
        self.any_machine().clock.ahead = timedelta(seconds=ahead)
