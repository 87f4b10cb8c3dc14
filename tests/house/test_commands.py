"""Every command of the command line is in README, and says in the catalogues' words what it and its options do."""

from __future__ import annotations

from collections.abc import Iterator

import click
import pytest

from tests.house.catalogue_rules import by_key
from tests.house.test_rules import HOUSE
from tikadesk import __main__ as start
from tikadesk.cli import Doors, Group

DOORS = Doors(desk=start._desk, practice=start._practice, drill=start._drill, server=start._server)


def commands(group: click.Group, before: str = "tikadesk") -> Iterator[tuple[str, click.Command]]:
    """Every command below ``group`` with its whole name."""
    context = click.Context(group)
    for name in group.list_commands(context):
        found = group.get_command(context, name)
        assert found is not None, name
        if isinstance(found, click.Group):
            yield from commands(found, f"{before} {name}")
        else:
            yield f"{before} {name}", found


ALL = dict(commands(Group(DOORS)))
SENTENCES = {form for forms in by_key(HOUSE, "en").values() for form in forms}


@pytest.mark.parametrize("name", ALL)
def test_readme_names_the_command(name: str) -> None:
    assert f"`{name}" in HOUSE.read("README.md"), f"README.md: no `{name}`"


@pytest.mark.parametrize("name", ALL)
def test_its_help_comes_from_the_catalogue(name: str) -> None:
    said = ALL[name].help
    assert said and said in SENTENCES, f"{name}: {said!r}"


@pytest.mark.parametrize("name", ALL)
def test_so_does_that_of_its_options(name: str) -> None:
    options = [
        param for param in ALL[name].params if isinstance(param, click.Option) and param.name != "help"
    ]
    for option in options:
        assert option.help in SENTENCES, f"{name} {option.opts}: {option.help!r}"


def test_the_commands_that_scripts_rely_on_are_there() -> None:
    promised = (
        "practice",
        "drill",
        "enrol",
        "import",
        "sync",
        "status",
        "check",
        "export",
        "backup",
    )
    of_the_server = ("init", "run", "centre add", "enrol-code", "status")
    wanted = {f"tikadesk {name}" for name in promised} | {f"tikadesk server {name}" for name in of_the_server}
    assert wanted <= ALL.keys()
