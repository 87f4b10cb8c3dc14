"""A throw-away world: a desk, a central server of its own and the line between them, in a folder that vanishes; on wish
a lab's desk, too.

Nothing in it can reach a real server: the desk knows one address, the line's, and all its numbers have series 00.
"""

from __future__ import annotations

import random
import secrets
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

from tikadesk import __version__
from tikadesk.actions import enrol, staff
from tikadesk.actions.desk import Desk
from tikadesk.app.line import Line
from tikadesk.app.server_process import ServerProcess
from tikadesk.domain import reference
from tikadesk.domain.clock import Clock
from tikadesk.domain.roles import Role
from tikadesk.i18n import tr_in
from tikadesk.paths import Home
from tikadesk.store.keys import FILE_NAME
from tikadesk.store.store import Store
from tikadesk.sync import joining

CENTRE, LAB = "PRACTICE", "LAB-PRACTICE"
_DISTRICT = "387"
PIN = "258013"
"""Everybody's. A practice desk opens without; only what a supervisor vouches for asks for it."""
_STAFF = {
    CENTRE: (
        (Role.SUPERVISOR, "Savitri Verma"),
        (Role.REGISTRAR, "Anil Sahu"),
        (Role.VACCINATOR, "Rekha Yadav"),
        (Role.SAMPLER, "Mohan Netam"),
    ),
    LAB: ((Role.SUPERVISOR, "Dr. Ritu Jain"), (Role.LAB, "Suresh Kurre")),
}


class Rehearsal:
    """Desk, server and line, made when entered and gone without a trace when left. Raises TikaError."""

    def __init__(self, clock: Clock, *, seed: int | None = None, own_hours: bool = False) -> None:
        self.clock = clock
        self._own_hours = own_hours
        self._source = random.Random(seed) if seed is not None else None
        self._stack = ExitStack()

    def __enter__(self) -> Rehearsal:
        with ExitStack() as stack:
            self._folder = Path(tempfile.mkdtemp(prefix="tikadesk-practice-"))
            stack.callback(shutil.rmtree, self._folder, ignore_errors=True)
            self.server = ServerProcess(self._folder / "server", practice=True)
            stack.callback(self.server.kill)
            self.server.begin()
            self.line = stack.enter_context(Line(self.server.port, self.clock if self._own_hours else None))
            names = {CENTRE: (tr_in("en", "practice.centre"), tr_in("hi", "practice.centre"))}
            names |= {
                lab.code: (lab.name, lab.name_hi) for lab in reference.labs().values() if lab.code == LAB
            }
            for code, (name, name_hi) in names.items():
                place = ("--district", _DISTRICT, "--name-hi", name_hi)
                self.server.tell("centre", "add", code, name, *place)
            self.home = self._enrol(CENTRE)
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.close()

    @property
    def source(self) -> random.Random | None:
        """Randomness for one opening of the desk; a drill's is repeatable and never the same twice."""
        return random.Random(self._source.getrandbits(64)) if self._source is not None else None

    def lab(self) -> Home:
        """A second desk, at the practice lab. Raises TikaError."""
        return self._enrol(LAB)

    def _enrol(self, centre: str) -> Home:
        """A desk at ``centre``, with its staff."""
        folder = self._folder / centre
        home = Home(folder / "data", folder / "config").make()
        # A key of its own in a file: a thrown-away desk leaves nothing in the system's keyring.
        key = home.config / FILE_NAME
        key.touch(mode=0o600)
        key.write_text(secrets.token_hex(32), encoding="ascii")
        code = str(self.server.tell("enrol-code", "--centre", centre)["code"])
        self.server.wait()
        store = Store.open(home, source=self.source)
        try:
            desk = Desk(store, self.clock, practice=True)
            answer = joining.join([self.line.url], enrol.ask(desk, code), app=__version__)
            enrol.keep(desk, answer, [self.line.url], home)
            for role, name in _STAFF[centre]:
                staff.add(desk, name, role, PIN)
                desk.operator = desk.operator or staff.operators(desk)[0]
        finally:
            store.close()
        return home
