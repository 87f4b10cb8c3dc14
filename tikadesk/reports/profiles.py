"""Doses for other systems: a row for each dose that was given and stands, in the columns of that system's own form for
bulk upload. What lacks a field without which it would be refused is handed back beside it, each row with its reason.

A form is a file of ``resources/profiles``: its headings, the fact or fixed text of each, the codes of that system.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, partial
from typing import Any

from tikadesk import assets
from tikadesk.domain import reference
from tikadesk.domain.identity import AADHAAR
from tikadesk.errors import NotAllowed
from tikadesk.i18n import tr
from tikadesk.reports import cells
from tikadesk.reports.paper import TEXT, Cell, Column, Report, Sheet
from tikadesk.store.connection import troubles
from tikadesk.store.facts import CENTRE_OF
from tikadesk.store.store import Store

WHY = "why"
"""The column that says why a row was handed back; a form that has none gets it as its last one."""
_WIDTH = 20
_NOON = "12:00"
"""The hour of a dose typed from paper without one: in any time zone of a server it stays on its day."""
_MASK = "XXXXXXXX"
_QUERY = f"""
SELECT r.no, coalesce(r.name, r.name_local) AS name, r.birth_year, r.birth_day, r.sex, r.mobile, r.id_type, r.id_number,
  r.id_tail, r.category, r.village, r.block, r.district, r.portal_ref, d.day, d.time, d.dose_no, d.vaccine, d.batch,
  d.vaccinator,
  (SELECT min(first.day) FROM dose first WHERE first.person = r.id AND first.dose_no = 1 AND first.outcome = 'given'
    AND first.void = 0) AS first_on
FROM dose d LEFT JOIN registration r ON r.id = d.person
WHERE d.day BETWEEN ?1 AND ?2 AND d.outcome = 'given' AND d.void = 0 AND coalesce(r.void, 0) = 0
  AND d.dev NOT IN (SELECT id FROM note WHERE topic = '{CENTRE_OF}')
ORDER BY d.day, d.time IS NULL, d.time, d.row
"""


@dataclass(frozen=True)
class Place:
    """A column of a form: the fact ``of`` a dose, or else ``text``; ``words`` names the table of that system's codes;
    a row without what ``must`` be there is handed back.
    """

    heading: str
    of: str = ""
    text: str = ""
    words: str = ""
    must: bool = False
    years_later: int = 0


@cache
def places(name: str) -> tuple[Place, ...]:
    """The columns of a form, in its order."""
    return tuple(Place(**place) for place in _form(name)["columns"])


def _form(name: str) -> dict[str, Any]:
    form: dict[str, Any] = assets.read_json("profiles", f"{name}.json")
    return form


def make(name: str, store: Store, first: str, last: str, practice: bool) -> Sheet:
    """The doses of the ISO days from ``first`` to ``last`` that the form of ``name`` can take.

    Raises StoreTrouble; NotAllowed in practice: another system would take it for real.
    """
    return _sheet(name, store, first, last, practice, handed_back=False)


def left_out(name: str, store: Store, first: str, last: str, practice: bool) -> Sheet:
    """The doses that ``make`` leaves out, in the same columns, with what each of them lacks."""
    return _sheet(name, store, first, last, practice, handed_back=True)


def _sheet(name: str, store: Store, first: str, last: str, practice: bool, *, handed_back: bool) -> Sheet:
    if practice:
        raise NotAllowed("profile.practice")
    form = places(name)
    if handed_back and not any(place.of == WHY for place in form):
        form = (*form, Place(tr("profile.why"), WHY))
    return Sheet(
        title=tr(f"export.report.{name}"),
        headings=tuple(place.heading for place in form),
        columns=tuple(Column(place.heading, TEXT, _WIDTH) for place in form),
        rows=_rows(name, form, store, first, last, handed_back=handed_back),
        expected=None,
        totals=list,
        practice=practice,
        bare=True,
    )


def _rows(
    name: str, form: tuple[Place, ...], store: Store, first: str, last: str, *, handed_back: bool
) -> Iterator[tuple[Cell, ...]]:
    tables = _form(name)["words"]
    with troubles():
        cursor = store.connection.execute(_QUERY, [first, last])
        columns = [column[0] for column in cursor.description]
        for values in cursor:
            facts = _facts(store, dict(zip(columns, values, strict=True)), tables)
            said = [_said(place, facts, tables) for place in form]
            lacking = [place for place, cell in zip(form, said, strict=True) if place.must and not cell]
            if bool(lacking) is handed_back:
                why = "; ".join(_why(place, facts) for place in lacking)
                yield tuple(why if place.of == WHY else cell for place, cell in zip(form, said, strict=True))


def _said(place: Place, facts: Mapping[str, str], tables: Mapping[str, Mapping[str, str]]) -> str:
    said = facts.get(place.of, "") if place.of else place.text
    if place.words:
        said = tables[place.words].get(said, "")
    if place.years_later and said:
        day = date.fromisoformat(said)
        # A year without the 29th of February ends on the 28th.
        leap = (day.month, day.day) == (2, 29)
        said = day.replace(year=day.year + place.years_later, day=28 if leap else day.day).isoformat()
    return said


def _why(place: Place, facts: Mapping[str, str]) -> str:
    if place.words and facts.get(place.of):
        return tr("profile.no_code", heading=place.heading)
    return tr(f"profile.missing.{place.of}")


def _facts(store: Store, row: Mapping[str, Any], tables: Mapping[str, Mapping[str, str]]) -> dict[str, str]:
    """What is known of a dose and of who got it, as texts; what is not known is empty."""
    vaccine, centre = reference.vaccines().get(row["vaccine"]), store.me.centre
    facts = {key: "" if value is None else str(value) for key, value in row.items()}
    facts["id_number"] = _id_number(row)
    return facts | {
        "no": row["no"] or "",
        "age": str(cells.age(row)) if row["birth_year"] else "",
        "identity": _identity(row, facts["id_number"], tables.get("identity", {})),
        "comorbid": "Y" if row["category"] == "comorbid" else "N",
        "district": _district(row["district"] or ""),
        "state": _state(row["district"] or "") or store.me.state,
        "day_shown": cells.shown_day(row["day"]),
        "first_on": cells.shown_day(row["first_on"]) if row["first_on"] and row["dose_no"] != 1 else "",
        "given_at": f"{row['day']}T{row['time'] or _NOON}:00+05:30",
        "total_doses": str(max(vaccine.total_doses, row["dose_no"] or 0)) if vaccine else "",
        "maker": vaccine.maker if vaccine else "",
        "vaccine_name": vaccine.name if vaccine else "",
        "centre": centre.name if centre else "",
        "centre_code": centre.code if centre else "",
        "centre_district": _district(centre.district) if centre else "",
        "centre_state": store.me.state,
    }


def _id_number(row: Mapping[str, Any]) -> str:
    """The number of the photo ID as another system may have it: of an Aadhaar there are only the last four digits."""
    if row["id_type"] == AADHAAR:
        return f"{_MASK}{row['id_tail']}" if row["id_tail"] else ""
    return row["id_number"] or ""


def _identity(row: Mapping[str, Any], number: str, prefixes: Mapping[str, str]) -> str:
    """Who it is: by the photo ID where its number is known, else by our own registration. People without any ID are
    real, and must not go without a certificate.
    """
    if number:
        return f"{prefixes.get(row['id_type'], row['id_type'])}:{number}"
    return f"registration:{row['no']}" if row["no"] else ""


def _district(code: str) -> str:
    district = reference.districts().get(code)
    return district.name if district else ""


def _state(code: str) -> str:
    district = reference.districts().get(code)
    return district.state if district else ""


DIVOC = Report("divoc", partial(make, "divoc"), left_out=partial(left_out, "divoc"))
COWIN = Report("cowin", partial(make, "cowin"), left_out=partial(left_out, "cowin"))
