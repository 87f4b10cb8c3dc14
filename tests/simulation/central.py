"""The product's own central server, in memory: Django's handler over a database that can be copied, put back and lost.

Only how it is held is made here; every answer comes from ``tikadesk.server``.
"""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import django
from django.core.handlers.base import BaseHandler
from django.core.management import call_command
from django.db import connections
from django.test import RequestFactory
from django.utils.http import http_date
from sqlcipher3 import dbapi2 as engine

from tikadesk.domain.clock import Clock
from tikadesk.sync.exchange import Request, Response

Disk = Any
STATE, DISTRICT = "CG", "387"
AWAY = ("UP", "162")
"""Where a laboratory is."""


@cache
def _product() -> SimpleNamespace:
    """Django set up once per process, with the parts of the server that the simulation holds in its hand."""
    folder = Path(tempfile.mkdtemp(prefix="tika-sim-", dir=_memory()))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tikadesk.server.settings")
    chosen = os.environ.setdefault("TIKADESK_SERVER_HOME", str(folder))
    try:
        django.setup()
    finally:
        if chosen == str(folder):
            del os.environ["TIKADESK_SERVER_HOME"]
    from tikadesk.server import enrol, ingest, judge, keys, series, service, sql, views
    from tikadesk.server.admission import Door
    from tikadesk.server.engine.base import DatabaseWrapper
    from tikadesk.server.home import ServerHome

    home = ServerHome(folder).make()
    settings = dict(connections["default"].settings_dict)
    settings |= {"NAME": ":memory:", "OPTIONS": {"transaction_mode": "IMMEDIATE"}}
    wrapper = DatabaseWrapper(settings, "default")
    handler = BaseHandler()
    handler.load_middleware()
    with _connected(wrapper):
        call_command("migrate", verbosity=0)
    return SimpleNamespace(
        enrol=enrol, ingest=ingest, judge=judge, series=series, service=service, sql=sql, views=views, Door=Door,
        home=home, keys=keys.load(home), wrapper=wrapper, handler=handler, empty=copy_of(wrapper.connection),
    )  # fmt: skip


def _memory() -> str | None:
    """A folder in memory where the machine has one: the sidecar is flushed to disk at every grant."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None


@contextmanager
def _connected(wrapper: Any) -> Iterator[None]:
    before = connections["default"]
    connections["default"] = wrapper
    try:
        yield
    finally:
        connections["default"] = before


@contextmanager
def _quiet() -> Iterator[None]:
    """Faults are the normal case here: the product's warnings about them would fill the report."""
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


def copy_of(connection: Any) -> Disk:
    """The pages of a database in memory as they are now."""
    copy = engine.connect(":memory:", isolation_level=None)
    connection.backup(copy)
    return copy


class Central:
    """One server. Use inside ``running``, which lends it Django's connection for the while."""

    def __init__(self, clock: Clock, *, hold_minutes: float) -> None:
        self._product = _product()
        self._clock = clock
        self._limits = self._product.service.Limits(lease_hold_minutes=hold_minutes, free_bytes=0)
        self.crash_before_judging = False

    @contextmanager
    def running(self, centres: list[str]) -> Iterator[None]:
        """A new, empty server with ``centres``, until the block ends."""
        product = self._product
        views = product.views
        before = views.current, views.door, product.judge.judge
        service = product.service.Service(
            home=product.home, keys=product.keys, clock=self._clock, limits=self._limits
        )
        self._service = service
        product.home.sidecar.unlink(missing_ok=True)
        views.current = lambda: service
        self._sit = product.judge.judge
        product.judge.judge = self._judge
        with _connected(product.wrapper), _quiet():
            try:
                self.put_back(product.empty)
                for code in centres:
                    self._add_centre(code)
                yield
            finally:
                views.current, views.door, product.judge.judge = before

    def _judge(self, *args: Any, **more: Any) -> Any:
        if self.crash_before_judging:
            self.crash_before_judging = False
            raise PowerCutAtServer
        return self._sit(*args, **more)

    @property
    def connection(self) -> Any:
        """The database, for copies and for the checker's reading."""
        return self._product.wrapper.connection

    def copy(self) -> Disk:
        """A backup taken now."""
        return copy_of(self.connection)

    def put_back(self, copy: Disk, *, boot: bool = True) -> None:
        """Replace the database by an older copy; without ``boot`` the process runs on, as after a fail-over."""
        copy.backup(self.connection)
        if boot:
            self.boot()

    def wipe(self) -> None:
        """Lose the database; the keys and the sidecar stay."""
        self.put_back(self._product.empty)

    def boot(self) -> None:
        """Start the process again."""
        product, service = self._product, self._service
        door = product.Door(service.clock, 4, service.limits.day_bytes)
        product.views.door = lambda: door
        product.series.boot(service)
        product.ingest.judge_all(service)

    def enrol_code(self, centre: str) -> str:
        """A code for one desk, from an administrator who enters the centre again where it was lost."""
        self._add_centre(centre)
        return str(self._product.enrol.new_code(self._service, centre).code)

    def _add_centre(self, code: str) -> None:
        self._product.sql.run(
            "INSERT INTO centre(code, name, name_hi, district, state) VALUES (%s,%s,%s,%s,%s) ON CONFLICT DO NOTHING",
            *(code, code, code, *(AWAY[::-1] if code.startswith("LAB-") else (DISTRICT, STATE))),
        )

    def answer(self, request: Request, address: str = "10.0.0.1") -> Response:
        """What the server says to ``request``."""
        headers = {name: text for name, text in request.headers.items() if name != "Content-Type"}
        built = RequestFactory().generic(
            request.method,
            request.path,
            request.body,
            content_type=request.headers.get("Content-Type", "application/octet-stream"),
            headers=headers,
            HTTP_HOST="localhost",
            REMOTE_ADDR=address,
        )
        said = self._product.handler.get_response(built)
        named = {name.lower(): text for name, text in said.headers.items()}
        return Response(
            said.status_code,
            named | {"date": http_date(self._clock.now().timestamp())},
            said.content,
        )


class PowerCutAtServer(BaseException):
    """The process ends between custody and judgement: nobody answers, and the batch is in custody."""
