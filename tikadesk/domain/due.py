"""How urgent a next dose is on a day. From when until when it is due is the affair of ``schedule``."""

from __future__ import annotations

from datetime import date, timedelta

OVERDUE, NOW, WEEK, LATER = "overdue", "now", "week", "later"
URGENCIES = (OVERDUE, NOW, WEEK, LATER)
"""Most urgent first."""
DAYS_OF_WEEK = 7
PATIENCE = timedelta(days=28)
"""A rule without a last day: after so long somebody should ask why the person did not come."""


def urgency(due_from: str, due_to: str | None, on: str) -> str:
    """One of URGENCIES: the last day is past, it is due today, within the next seven days, or later than that."""
    return URGENCIES[rank(due_from, due_to, on)]


def rank(due_from: str, due_to: str | None, on: str) -> int:
    """The place in URGENCIES. All days are ISO."""
    if due_from > on:
        return 2 if days_until(due_from, on) <= DAYS_OF_WEEK else 3
    return 0 if on > last_day(due_from, due_to) else 1


def last_day(due_from: str, due_to: str | None) -> str:
    """The ISO day after which it is overdue."""
    return due_to or (date.fromisoformat(due_from) + PATIENCE).isoformat()


def days_until(day: str, on: str) -> int:
    """How many days lie between two ISO days; negative where the first is past."""
    return (date.fromisoformat(day) - date.fromisoformat(on)).days
