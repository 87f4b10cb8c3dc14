"""Age as people give it: years, months, a birth year or a date of birth. What is only estimated stays marked so."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from tikadesk.domain import text
from tikadesk.domain.fields import Misfit, read_day

OLDEST = 120


@dataclass(frozen=True)
class Age:
    """A birth year, with the day where it is known. ``estimated``: only an age was given."""

    birth_year: int
    birth_day: str | None
    estimated: bool

    def years(self, on: date) -> int:
        """Completed years on a day; with only the year known, the years attained in that calendar year."""
        return completed_years(self.birth_year, self.birth_day, on)


def completed_years(birth_year: int, birth_day: str | None, on: date) -> int:
    """Completed years on a day; with only the year known, the years attained in that calendar year."""
    if birth_day is None:
        return on.year - birth_year
    born = date.fromisoformat(birth_day)
    return on.year - born.year - ((on.month, on.day) < (born.month, born.day))


def read_age(typed: str, today: date) -> Age:
    """``34``, ``34 वर्ष``, ``8m``, ``1992``, ``12-03-1992`` or ``12031992``; raises Misfit."""
    if text.has_invisible(typed):
        raise Misfit("misfit.invisible")
    plain = text.ascii_digits(text.tidy(typed)).casefold()
    months = re.fullmatch(r"(\d{1,2})\s*(?:m|mo|months?|माह|महीने|महीना)\.?", plain)
    if months is not None:
        back = today.year * 12 + today.month - 1 - int(months[1])
        return Age(back // 12, None, True)
    years = re.fullmatch(r"(\d{1,3})\s*(?:y|yrs?|years?|वर्ष|साल|व)?\.?", plain)
    if years is not None:
        if int(years[1]) > OLDEST:
            raise Misfit("misfit.age")
        return Age(today.year - int(years[1]), None, True)
    if re.fullmatch(r"\d{4}", plain):
        if not today.year - OLDEST <= int(plain) <= today.year:
            raise Misfit("misfit.age")
        return Age(int(plain), None, False)
    try:
        born = read_day(plain, today, ahead=0)
    except Misfit as misfit:
        raise (misfit if misfit.key == "misfit.day_none" else Misfit("misfit.age")) from misfit
    if born > today or today.year - born.year > OLDEST:
        raise Misfit("misfit.age")
    return Age(born.year, born.isoformat(), False)


def written(birth_year: int | None, birth_day: str | None, estimated: bool, today: date) -> str:
    """What a form shows for a stored age so that reading it again gives the same: a day, an age, or a year."""
    if birth_day is not None:
        return date.fromisoformat(birth_day).strftime("%d-%m-%Y")
    if birth_year is None:
        return ""
    return str(today.year - birth_year) if estimated else str(birth_year)
