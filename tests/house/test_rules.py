"""Every rule of the house, over the house. ``test_rules_bite`` proves that each of them can fail."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house import catalogue_rules, project_rules, shape_rules, text_rules
from tests.house.source import House

Rule = Callable[[House], Iterator[str]]
HOUSE = House(Path(__file__).parents[2])
RULES: dict[str, Rule] = {
    name: rule
    for rules in (shape_rules, text_rules, catalogue_rules, project_rules)
    for name, rule in vars(rules).items()
    if inspect.isgeneratorfunction(rule) and rule.__module__ == rules.__name__ and not name.startswith("_")
    if name != "messages"
}


@pytest.mark.parametrize("name", RULES)
def test_the_house_keeps_the_rule(name: str) -> None:
    found = list(RULES[name](HOUSE))
    assert not found, "\n".join([f"{name}: {RULES[name].__doc__}", *found])
