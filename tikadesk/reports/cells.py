"""What several papers say in the same way: a code's word, a day, an age, an address, how safe a line is."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from tikadesk.domain import reference
from tikadesk.domain.age import completed_years
from tikadesk.i18n import language, tr, tr_in
from tikadesk.store import records
from tikadesk.store.store import Store


@dataclass
class Words:
    """The words of codes, looked up once for each code and not for each of ten thousand lines."""

    known: dict[tuple[str, object], str] = field(default_factory=dict)

    def option(self, table: str, code: object) -> str:
        """The word of an option; a newer desk's code is shown as it is."""
        if not code:
            return ""
        at = table, code
        said = self.known.get(at)
        if said is None:
            said = tr(f"option.{table}.{code}") if code in reference.options(table) else str(code)
            self.known[at] = said
        return said

    def options(self, table: str, codes: object) -> str:
        """The words of several options, kept as codes with spaces between them."""
        return ", ".join(self.option(table, code) for code in str(codes or "").split())

    def say(self, key: str) -> str:
        """A sentence without places."""
        said = self.known.get(("", key))
        if said is None:
            said = self.known["", key] = tr(key)
        return said


def both(key: str) -> str:
    """A sentence in Hindi and in English, whatever language is in force: more than one office reads a paper."""
    return " / ".join(tr_in(language, key) for language in ("hi", "en"))


def shown_day(day: str) -> str:
    """An ISO day as people write it."""
    return date.fromisoformat(day).strftime("%d-%m-%Y")


def shown_moment(at: str) -> str:
    """An Indian time, ``YYYY-MM-DDTHH:MM`` or longer, as people write it."""
    return f"{shown_day(at[:10])} {at[11:16]}"


def centre_name(store: Store) -> str:
    """The centre of this desk, in the language in force."""
    centre = store.me.centre
    if centre is None:
        return tr("report.no_centre")
    return (centre.name_hi or centre.name) if language().startswith("hi") else centre.name


def district_name(store: Store) -> str:
    """The district of this desk's centre, in the language in force; blank where it is not known."""
    centre = store.me.centre
    district = reference.districts().get(centre.district) if centre else None
    if district is None:
        return ""
    return district.name_hi if language().startswith("hi") else district.name


def operator_names(store: Store, ids: Iterable[str]) -> list[str]:
    """The names of some operators of the centre, in order; whoever is not known here has none."""
    names = {row["id"]: row["name"] for row in records.every(store.connection, "operator") if not row["void"]}
    return sorted({names[id] for id in ids if id in names})


def desk_labels(store: Store, devices: Iterable[str]) -> list[str]:
    """The short numbers of some desks, in order, of those that a server gave one."""
    me = store.me
    known = (me.label if one == me.device else str(store.note("device", one) or "") for one in devices)
    return sorted(filter(None, known))


def age(row: Mapping[str, Any]) -> int | None:
    """Completed years on the row's own day; None where birth year or day is not known."""
    if row["birth_year"] is None or row["day"] is None:
        return None
    return completed_years(row["birth_year"], row["birth_day"], date.fromisoformat(row["day"]))


def address(row: Mapping[str, Any], *fields: str) -> str:
    """``fields`` of a row and its district by name, those that are there."""
    return _place(language(), row["district"], *[row[name] for name in fields])


@lru_cache(4096)
def _place(language: str, code: str | None, *parts: str | None) -> str:
    """Many lines are of few villages."""
    district = reference.districts().get(code or "")
    name = (district.name_hi if language.startswith("hi") else district.name) if district else ""
    return ", ".join(part for part in (*parts, name) if part)


def status(judgements: str, *, waits: bool) -> str:
    """The key of how safe a line is: a judgement that needs someone, else whether it is on the server yet."""
    for needs_someone in ("held", "flagged"):
        if needs_someone in judgements:
            return f"report.status.{needs_someone}"
    return "report.status.here" if waits else "report.status.server"
