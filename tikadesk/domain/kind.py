"""What a kind is: a declaration from which table, form, search, sync, history, export and server follow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property

from tikadesk.domain.entry import Value
from tikadesk.domain.fields import Field
from tikadesk.domain.fold import Merge, MergeRule

NUMBER = "no"
DAY = "day"


@dataclass(frozen=True, kw_only=True, eq=False)
class Kind:
    """One kind of record. ``letter`` is its official number's, if it has one; ``shared`` kinds go to every desk of
    the centre. A record's official number is its value ``no``, its date of service its value ``day``.
    """

    name: str
    fields: tuple[Field, ...]
    letter: str | None = None
    shared: bool = True

    @cached_property
    def by_name(self) -> dict[str, Field]:
        """The fields by name."""
        return {field.name: field for field in self.fields}

    @cached_property
    def merge_rules(self) -> dict[str, MergeRule]:
        """How each field merges; the official number never changes, so two of them are a conflict."""
        return {NUMBER: MergeRule(Merge.FLAG)} | {field.name: field.rule for field in self.fields}

    @cached_property
    def found_by(self) -> tuple[str, ...]:
        """The fields that the search index holds."""
        return tuple(field.name for field in self.fields if field.find)

    @cached_property
    def _shapes(self) -> dict[str, Callable[[Value], bool]]:
        return {field.name: field.fits for field in self.fields}

    def misshapen(self, values: Mapping[str, Value]) -> list[str]:
        """The fields whose values cannot be what any release of this kind holds; unknown fields are let pass."""
        shapes = self._shapes
        wrong = [name for name, value in values.items() if name in shapes and not shapes[name](value)]
        number = values.get(NUMBER)
        if number is not None and not isinstance(number, str):
            wrong.append(NUMBER)
        return wrong
