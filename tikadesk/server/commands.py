"""The verbs of ``tikadesk server`` as plain functions, for the command line and for tests. They print nothing.

Django is configured once per process, for one home.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from tikadesk.domain import journal, reference
from tikadesk.domain.wire import dump
from tikadesk.errors import NotAllowed, StoreTrouble
from tikadesk.paths import create_private
from tikadesk.server.home import ENV_HOME, ServerHome, server_home, write_private
from tikadesk.server.service import Service

ADMINISTRATOR = "admin"
DATABASE_SORTS = ("", "sqlite", "postgresql", "postgres")


@dataclass(frozen=True)
class Made:
    """What ``init`` made: the folder, and the path of the first administrator's one-time link, None when one exists."""

    home: Path
    first_link: str | None


@dataclass(frozen=True)
class Code:
    """An enrolment code and when it ends."""

    code: str
    expires_at: datetime


@contextmanager
def told() -> Iterator[None]:
    """Troubles of folder and database as StoreTrouble, so that each has a sentence."""
    try:
        from django.core.exceptions import ImproperlyConfigured
        from django.db import DatabaseError
    except ImportError as error:
        raise NotAllowed("server.not_installed") from error
    try:
        yield
    except ImproperlyConfigured as error:  # Django's word for a database without its driver
        raise NotAllowed("server.no_driver") from error
    except DatabaseError as error:
        raise StoreTrouble("server.no_database") from error
    except OSError as error:
        raise StoreTrouble("server.no_folder", folder=str(error.filename or "")) from error


def ready(home: ServerHome) -> Service:
    """Django set up for ``home``, which must have been initialised; raises StoreTrouble when it was not."""
    if not home.options_file.is_file():
        raise StoreTrouble("server.not_made", folder=str(home.folder))
    _configure(home)
    from django.db import connection
    from django.db.migrations.executor import MigrationExecutor

    from tikadesk.server.service import current

    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise StoreTrouble("server.other_release")
    return current()


def _configure(home: ServerHome) -> None:
    os.environ[ENV_HOME] = str(home.folder)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tikadesk.server.settings")
    import django
    from django.apps import apps
    from django.conf import settings

    if not apps.ready:
        django.setup()
    if home != settings.HOME:
        raise RuntimeError("one process serves one home")


@told()
def init(home: ServerHome, database: str | None = None, *, practice: bool = False) -> Made:
    """Make the server's home, keys and tables; on an existing home bring the tables up to this release.

    Whether it is for practice is settled the first time.

    Raises NotAllowed for a database URL of an unknown sort, StoreTrouble when folder or database cannot be used.
    """
    sort = urlsplit(database or "").scheme
    if sort not in DATABASE_SORTS:
        raise NotAllowed("server.database_unknown", sort=sort)
    home.make()
    options = {"practice": practice} | home.options() | ({"database": database} if database else {})
    write_private(home.options_file, dump(options))
    _configure(home)
    from django.core.management import call_command
    from django.db import connection

    from tikadesk.server import series
    from tikadesk.server.service import current

    if connection.vendor == "sqlite":
        create_private(Path(connection.settings_dict["NAME"]))
    call_command("migrate", verbosity=0, interactive=False)
    series.boot(current())
    return Made(home.folder, first_link())


def first_link() -> str | None:
    """The path that lets the first administrator choose a password, valid 72 hours; None once someone can log in."""
    from django.contrib.auth import get_user_model
    from django.contrib.auth.tokens import default_token_generator
    from django.urls import reverse
    from django.utils.encoding import force_bytes
    from django.utils.http import urlsafe_base64_encode

    users = get_user_model().objects
    if any(user.has_usable_password() for user in users.filter(is_superuser=True, is_active=True)):
        return None
    user, _ = users.get_or_create(username=ADMINISTRATOR, defaults={"is_staff": True, "is_superuser": True})
    if not user.password:
        user.set_unusable_password()
        user.save()
    place = urlsafe_base64_encode(force_bytes(user.pk))
    return reverse("first_administrator", args=[place, default_token_generator.make_token(user)])


@told()
def centre_add(home: ServerHome, code: str, name: str, district: str, name_hi: str = "") -> dict[str, str]:
    """Add a centre, or rename one; raises NotAllowed for an unknown LGD district or a code with odd signs."""
    ready(home)
    from tikadesk.server.devices import is_centre_code
    from tikadesk.server.models import Centre

    place = reference.districts().get(district)
    if place is None:
        raise NotAllowed("server.district_unknown", district=district)
    if not is_centre_code(code):
        raise NotAllowed("server.centre_code")
    known = Centre.objects.filter(code=code).first()
    if known is not None and known.district != district:
        raise NotAllowed("server.centre_elsewhere", code=code, district=known.district)
    Centre.objects.update_or_create(
        code=code,
        defaults={"name": name, "name_hi": name_hi, "district": district, "state": place.state},
    )
    return {"code": code, "name": name, "district": district, "state": place.state}


@told()
def enrol_code(home: ServerHome, centre: str) -> Code:
    """A code that enrols one desk of ``centre``; raises NotAllowed for a centre that there is not."""
    service = ready(home)
    from tikadesk.server import enrol
    from tikadesk.server.models import Centre

    if not Centre.objects.filter(code=centre).exists():
        raise NotAllowed("server.centre_unknown", code=centre)
    made = enrol.new_code(service, centre)
    return Code(made.code, made.expires_at)


@told()
def print_series(home: ServerHome, letter: str, count: int, centre: str = "") -> dict[str, Any]:
    """A range of numbers to be printed in advance, for ``centre`` or for the server's only state. Raises NotAllowed."""
    service = ready(home)
    from tikadesk.server import printed

    first, last = printed.give(service, letter, count, centre)
    return {"kind": letter, "series": first.series, "count": count, "first": str(first), "last": str(last)}


@told()
def status(home: ServerHome) -> dict[str, Any]:
    """What the server holds, with the keys of docs/cli.md."""
    ready(home)
    from tikadesk.server import board

    return board.status()


@told()
def check_code(home: ServerHome, label: str, length: int, code: str) -> dict[str, Any]:
    """Whether the server has the first ``length`` entries of the desk with that label, as the ``code`` says that is
    read over the phone when a day is closed. Raises NotAllowed when there is no such desk.
    """
    ready(home)
    from tikadesk.server import sql
    from tikadesk.server.models import Device

    # a desk whose disk was restored goes on under the same label
    found = list(Device.objects.filter(label=label))
    if not found:
        raise NotAllowed("server.desk_unknown", label=label)
    heads = [sql.value("SELECT h FROM journal WHERE dev=%s AND n=%s", one.dev, length) for one in found]
    same = any(head is not None and _plain(journal.shown(bytes(head))) == _plain(code) for head in heads)
    return {"label": label, "length": length, "holds": max(one.high for one in found), "same": same}


def _plain(code: str) -> str:
    """A code as people type what they hear."""
    return "".join(sign for sign in code.upper() if sign.isalnum())


@told()
def revoke(home: ServerHome, label: str) -> str:
    """Bar the desk with that label; its id. Raises NotAllowed when there is none, or more than one."""
    service = ready(home)
    from tikadesk.server import devices
    from tikadesk.server.models import Device

    found = list(Device.objects.filter(label=label))
    if len(found) != 1:
        raise NotAllowed("server.desk_unknown", label=label)
    devices.revoke(service, found[0].dev)
    return found[0].dev


def chosen_home(folder: str | None) -> ServerHome:
    """The home that ``--home`` or the environment names."""
    return server_home(folder)
