"""Every field of every kind, and every option it offers, has its label: forms, lists and registers draw from them."""

from __future__ import annotations

from collections.abc import Iterable

from tests.house.catalogue_rules import by_key
from tests.house.test_rules import HOUSE
from tikadesk.domain.fields import Choice
from tikadesk.domain.kind import Kind
from tikadesk.domain.kinds import KINDS


def labels_of(kinds: Iterable[Kind]) -> set[str]:
    wanted = set()
    for kind in kinds:
        wanted.add(f"kind.{kind.name}")  # what the sync page calls entries that wait
        for field in kind.fields:
            wanted.add(f"field.{kind.name}.{field.name}")
            if isinstance(field, Choice):
                wanted.update(f"option.{field.words}.{code}" for code in field.options)
    return wanted


def test_every_field_and_option_has_its_label() -> None:
    assert sorted(labels_of(KINDS.values()) - by_key(HOUSE, "en").keys()) == []


def test_a_field_without_label_is_noticed() -> None:
    newcomer = Kind(name="referral", fields=(Choice(name="why", words="source"),))
    missing = labels_of([newcomer]) - by_key(HOUSE, "en").keys()
    assert {"field.referral.why", "kind.referral"} <= missing
    assert {name for name in labels_of([newcomer]) if name.startswith("option.source.")}
