"""What every command shares: where the desk lies, JSON or sentences, and errors as one sentence with exit code 1."""

from __future__ import annotations

import functools
import json
import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any

import click

from tikadesk import i18n, log, paths, settings
from tikadesk.actions.desk import Desk
from tikadesk.domain.clock import SystemClock
from tikadesk.domain.fields import Day, Misfit
from tikadesk.errors import InvalidRecord, Problem, TikaError
from tikadesk.i18n import tr
from tikadesk.paths import Home
from tikadesk.store.connection import troubles
from tikadesk.store.store import Store

WHY_NOT = 1
_ENV_LANGUAGE = "TIKADESK_LANG"
"""Named, it goes before the language that was chosen in the window."""


@dataclass(frozen=True)
class Call:
    """One call of a command: its home and the way it wants to be answered."""

    home: Home
    as_json: bool

    def say(self, result: dict[str, Any], sentence: str) -> None:
        """The result on stdout: one JSON object and nothing else, or a sentence."""
        click.echo(json.dumps(result, ensure_ascii=False) if self.as_json else sentence)

    @contextmanager
    def desk(self) -> Iterator[Desk]:
        """The desk of this home, opened for this command. Raises StoreTrouble."""
        known = self.home.data.is_dir()
        if known:  # what keeps it from opening has to reach the log, not the person
            log.start(self.home.log)
        store = Store.open(self.home)
        try:
            if not known:
                log.start(self.home.log)
            yield Desk(store, SystemClock())
        finally:
            store.close()


def sentence(error: TikaError) -> str:
    """What a person reads of an error."""
    if isinstance(error, InvalidRecord):
        return " ".join(tr(problem.key, **problem.params) for problem in error.problems)
    return said(error.key, error.params)


def said(key: str, params: Mapping[str, object]) -> str:
    """A sentence as it is said here: the window's words about the store speak of a form, and here is none."""
    here = f"cli.store.{key.removeprefix('store.')}"
    return tr(here if key.startswith("store.") and i18n.has(here) else key, **params)


def read_day(typed: str) -> str:
    """The ISO day that was typed, in any form that clerks use. Raises InvalidRecord."""
    try:
        return str(Day(name="day", future=True).read(typed, date.max))
    except Misfit as misfit:
        raise InvalidRecord([Problem("day", misfit.key, misfit.params)]) from misfit


def warn(words: str) -> None:
    """A sentence on stderr."""
    click.echo(words, err=True)


def bar() -> Callable[[int, int], None]:
    """How far it is, on stderr, in place; nothing where nobody looks."""
    shown = sys.stderr.isatty()

    def tell(done: int, total: int) -> None:
        if shown and (done % 10 == 0 or done == total):
            click.echo("\r" + tr("cli.progress", done=done, total=total), err=True, nl=done == total)

    return tell


@contextmanager
def told() -> Iterator[None]:
    """Whatever a person can meet, as one sentence and exit code 1. Bugs pass: they are not a person's to read."""
    try:
        with troubles():
            yield
    except TikaError as error:
        warn(sentence(error))
        sys.exit(WHY_NOT)
    except (KeyboardInterrupt, click.Abort):
        warn(tr("cli.interrupted"))
        sys.exit(WHY_NOT)
    except BrokenPipeError:
        # Whoever read our output has seen enough of it.
        sys.stderr.close()
        sys.exit(WHY_NOT)
    except OSError as error:
        warn(tr("cli.os_trouble", words=error.strerror or type(error).__name__))
        sys.exit(WHY_NOT)


def command(name: str) -> Callable[[Callable[..., int | None]], click.Command]:
    """Make a function that takes a ``Call`` and its own options a command; what it returns is the exit code."""

    def make(function: Callable[..., int | None]) -> click.Command:
        @functools.wraps(function)
        def called(folder: str | None, as_json: bool, **options: Any) -> None:
            with told():
                place = home(folder)
                if _ENV_LANGUAGE not in os.environ:
                    i18n.use(settings.load(place).language)
                code = function(Call(place, as_json), **options)
                sys.stdout.flush()
            sys.exit(code or 0)

        shown = click.option("--json", "as_json", is_flag=True, help=tr("cli.help.json"))(called)
        return click.command(name, help=tr(f"cli.help.{name}"))(home_option(shown))

    return make


def home_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """``--home``, after a command."""
    kind = click.Path(file_okay=False)
    return click.option("--home", "folder", type=kind, help=tr("cli.help.home"))(function)


def home(folder: str | None) -> Home:
    """The home named after the command, before it, or in the environment."""
    before = click.get_current_context().find_root().params.get("home")
    return paths.home(folder or before)
