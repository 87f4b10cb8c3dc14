"""What of the paper kit is to be printed: which pages, which numbers; and what has been printed already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tikadesk.actions import printed_number
from tikadesk.actions.desk import Desk
from tikadesk.actions.printed_number import STICKER
from tikadesk.domain import numbers, paper_kit
from tikadesk.domain.fields import Misfit, Whole
from tikadesk.domain.kinds.dose import shown_day
from tikadesk.domain.numbers import Number
from tikadesk.domain.paper_kit import Kit, page_code
from tikadesk.domain.roles import Verb
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.store import records

FORM = ("pages", "first_page", "stickers_from", "stickers_to")
MOST_PAGES, MOST_STICKERS = 200, 1_200
"""In one go: a desk's month, and what a printer takes without a pause."""
_TOPIC, _NEXT = "paper_kit", "next_page"
_PAGES, _STICKERS = "paper_kit", "stickers_printed"
"""The events of what was printed."""


def next_page(desk: Desk) -> int:
    """The page after the last one that this desk has printed."""
    kept = desk.store.note(_TOPIC, _NEXT)
    return kept if isinstance(kept, int) else 1


def plan(desk: Desk, typed: Mapping[str, str]) -> Kit:
    """The kit that a form asks for: ``pages`` from ``first_page`` on, by default the next one, and stickers of the
    numbers from ``stickers_from`` to ``stickers_to``. Raises InvalidRecord, NotAllowed.
    """
    desk.must(Verb.ENTER_PAPER)
    found: list[Problem] = []
    pages = _whole(desk, typed, "pages", 0, MOST_PAGES, found) if typed.get("pages") else 0
    first = next_page(desk)
    if typed.get("first_page"):
        first = _whole(desk, typed, "first_page", 1, paper_kit.MOST_PAGE - pages, found)
    stickers = _stickers(desk, typed, found)
    if not found and not pages and not stickers:
        found.append(Problem("pages", "kit.nothing"))
    if found:
        raise InvalidRecord(found)
    return Kit(first, pages, stickers)


def _whole(
    desk: Desk, typed: Mapping[str, str], name: str, least: int, most: int, found: list[Problem]
) -> int:
    try:
        return int(str(Whole(name=name, least=least, most=most).read(typed[name], desk.now().date())))
    except Misfit as misfit:
        found.append(Problem(name, misfit.key, misfit.params))
        return least


def _stickers(desk: Desk, typed: Mapping[str, str], found: list[Problem]) -> tuple[Number, ...]:
    ends: list[Number] = []
    names = [name for name in ("stickers_from", "stickers_to") if typed.get(name, "").strip()]
    for name in names:
        number, wrong = printed_number.read(desk, typed[name], STICKER)
        if number is None:
            found.append(Problem(name, wrong))
        else:
            ends.append(number)
    if not names or len(ends) < len(names):
        return ()
    first, last = ends[0], ends[-1]
    count = last.counter - first.counter + 1
    if len(names) == 1 or replace(last, counter=first.counter) != first or not 1 <= count <= MOST_STICKERS:
        found.append(Problem("stickers_to", "kit.range", {"most": MOST_STICKERS}))
        return ()
    return tuple(replace(first, counter=first.counter + step) for step in range(count))


def printed_before(desk: Desk, kit: Kit) -> Problem | None:
    """What to look at twice: some of the stickers were printed here already. Printing again is for a jam only."""
    if not kit.stickers:
        return None
    wanted = kit.stickers[0], kit.stickers[-1]
    for event in records.events_called(desk.store.connection, _STICKERS):
        first, last = (numbers.parse(end) for end in str(event["subject"]).split("-"))
        if first is None or last is None or replace(first, counter=wanted[0].counter) != wanted[0]:
            continue
        if first.counter <= wanted[1].counter and wanted[0].counter <= last.counter:
            return Problem("stickers_from", "kit.printed_before", {"day": shown_day(event["day"])})
    return None


def note(desk: Desk, kit: Kit) -> None:
    """Journal what was printed, and count the pages on."""
    with desk.store.write() as writer:
        if kit.pages:
            ends = [page_code(desk.label, one) for one in (kit.first, kit.first + kit.pages - 1)]
            desk.event(writer, _PAGES, subject=" ".join(ends), count=kit.pages)
            writer.note(_TOPIC, _NEXT, max(next_page(desk), kit.first + kit.pages))
        if kit.stickers:
            subject = f"{kit.stickers[0]}-{kit.stickers[-1]}"
            desk.event(writer, _STICKERS, subject=subject, count=len(kit.stickers))
