"""The summary of a day: doses by number, category, age and sex, by hour, why people went without, voids, vials, and how
safe it all is. Counted from the register's own lines; as a sheet, one row for each figure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tikadesk.domain import reference
from tikadesk.domain.kinds.aefi import SEVERITIES
from tikadesk.i18n import has, tr
from tikadesk.reports import cells
from tikadesk.reports.daily_register import FIELD_SAID_AS
from tikadesk.reports.paper import Cell, Column, Report, Sheet, columns, days, headings, title
from tikadesk.store import day_vials, register_lines, stock
from tikadesk.store.day_vials import DayVials
from tikadesk.store.register_lines import BY_SEX, TOTALS, VOID, Line, Tally
from tikadesk.store.store import Store

NAME = "day_summary"
BANDS = ((12, 14), (15, 17), (18, 44), (45, 59), (60, None))
"""Age bands of the programme in completed years, the last without an end."""
SEXES = ("women", "men", "others")
_MOVES = ("morning", "received", "opened", "returned", "sent_out", "spoilt", "left")
"""What is said of a batch's whole vials: morning + received - opened - returned - sent_out - spoilt = left."""


@dataclass
class Summary:
    """What happened on a day. Doses are counted by hour and number, by band and sex, by (number, category, band) and
    sex; a band is its place in BANDS, -1 for an age that is in none. Reasons are codes. ``hours`` are those of the
    first and the last line written live, ``wrote`` the ids of who wrote lines, ``gave`` the names of who gave doses.
    """

    day: str
    vials: DayVials
    count: Counter[str] = field(default_factory=Counter)
    by_hour: dict[int, Counter[int]] = field(default_factory=dict)
    timeless: int = 0
    by_band: dict[int, Counter[str]] = field(default_factory=dict)
    by_group: dict[tuple[int, str, int], Counter[str]] = field(default_factory=dict)
    deferred: Counter[str] = field(default_factory=Counter)
    void: Counter[str] = field(default_factory=Counter)
    corrected: Counter[str] = field(default_factory=Counter)
    portal: int = 0
    hours: tuple[str, str] | None = None
    wrote: set[str] = field(default_factory=set)
    gave: set[str] = field(default_factory=set)


def of(store: Store, day: str, lines: Iterable[Line] | None = None) -> Summary:
    """The summary of an ISO day; ``lines`` where they have been read already. Raises StoreTrouble."""
    summary, tally = Summary(day, day_vials.of_day(store.connection, day)), Tally()
    for line in register_lines.read(store, day, day) if lines is None else lines:
        tally.add(line)
        _add(summary, line)
    summary.count = tally.count
    return summary


def _add(summary: Summary, line: Line) -> None:
    summary.wrote.add(line["by"])
    if (clock := line["clock"]) and line["origin"] != "paper":
        first, last = summary.hours or (clock, clock)
        summary.hours = min(first, clock), max(last, clock)
    summary.portal += bool(line["portal_ref"]) and line["state"] != VOID
    summary.corrected.update({FIELD_SAID_AS.get(name, name) for _, name, _ in line["corrected"]})
    match line["state"]:
        case "void":
            summary.void[line["void_reason"] or "other"] += 1
        case "deferred":
            summary.deferred[line["defer_reason"] or "other"] += 1
        case "given":
            sex, place, number = (
                BY_SEX.get(line["sex"], "others"),
                band(cells.age(line)),
                line["dose_no"] or 0,
            )
            if line["vaccinator"]:
                summary.gave.add(line["vaccinator"])
            summary.by_band.setdefault(place, Counter())[sex] += 1
            summary.by_group.setdefault((number, line["category"] or "", place), Counter())[sex] += 1
            if line["time"]:
                summary.by_hour.setdefault(int(line["time"][:2]), Counter())[number] += 1
            else:
                summary.timeless += 1


def band(age: int | None) -> int:
    """The place in BANDS of an age in completed years; -1 for one in none, and for None."""
    for place, (first, last) in enumerate(BANDS):
        if age is not None and first <= age and (last is None or age <= last):
            return place
    return -1


def band_word(place: int) -> str:
    """A band as it is written."""
    if place < 0:
        return tr("report.band_other")
    first, last = BANDS[place]
    return tr("report.band_from", first=first) if last is None else tr("report.band", first=first, last=last)


def in_order(counts: Counter[str], table: str) -> list[tuple[str, int]]:
    """The reasons that there are with their counts, in the order of their table, unknown ones last."""
    known = [code for code in reference.options(table) if counts[code]]
    return [(code, counts[code]) for code in (*known, *sorted(counts.keys() - set(known)))]


def make(store: Store, first: str, last: str, practice: bool) -> Sheet:
    """The summaries of the ISO days from ``first`` to ``last``, days without anybody too. Raises StoreTrouble."""
    shape = columns(NAME, store.me.state)
    count = Counter[str]()
    return Sheet(
        title=title(NAME, store, first, last),
        headings=headings(NAME, shape),
        columns=shape,
        rows=_sheet_rows(store, first, last, shape, count),
        expected=None,
        totals=lambda: [
            (tr("report.total.rows"), count["rows"]),
            *((tr(f"report.total.{name}"), count[name]) for name in TOTALS),
        ],
        practice=practice,
    )


def _sheet_rows(
    store: Store, first: str, last: str, shape: tuple[Column, ...], count: Counter[str]
) -> Iterator[tuple[Cell, ...]]:
    for day in days(first, last):
        summary = of(store, day)
        count.update(summary.count)
        for part, what, by_sex, total in (*_session(store, summary), *_figures(summary)):
            count["rows"] += 1
            said: dict[str, Cell] = {"day": day, "part": part, "what": what, "total": total}
            if by_sex is not None:
                said |= {sex: by_sex[sex] for sex in SEXES}
            yield tuple(column.of_line(said) for column in shape)


Figure = tuple[str, str, Counter[str] | None, int | None]
"""A row of the sheet: which part, what, by sex where people are counted, and the figure; None where it is not one, or
nobody told it.
"""
BY_HAND = ("site", "planning_unit", "syringes")
"""What the programme's report asks of a session and no desk knows: it is filled in by hand."""


def target(store: Store, day: str) -> int | None:
    """For how many doses an ISO day was planned; None where nobody planned it."""
    plan = stock.plan_of_day(store.connection, day)
    return plan["doses"] if plan else None


def _session(store: Store, summary: Summary) -> Iterator[Figure]:
    part, centre = tr("report.part.session"), store.me.centre
    known = {
        "district": cells.district_name(store),
        "centre": f"{cells.centre_name(store)} ({centre.code})" if centre else "",
        "hours": "–".join(summary.hours or ()),
        "entered_by": ", ".join(cells.operator_names(store, summary.wrote)),
        "vaccinators": ", ".join(sorted(summary.gave)),
    }
    for name, said in known.items():
        yield part, ": ".join(filter(None, (tr(f"report.session.{name}"), said))), None, None
    yield part, tr("report.session.target"), None, target(store, summary.day)
    for name in BY_HAND:
        yield part, tr(f"report.session.{name}"), None, None


def _figures(summary: Summary) -> Iterator[Figure]:
    words = cells.Words()
    for name in TOTALS:
        yield words.say("report.part.totals"), words.say(f"report.total.{name}"), None, summary.count[name]
    for (number, category, place), by_sex in sorted(summary.by_group.items()):
        group = (words.option("dose_no", str(number)), words.option("category", category), band_word(place))
        yield words.say("report.part.doses"), " · ".join(filter(None, group)), by_sex, by_sex.total()
    for severity in SEVERITIES:
        count = summary.count[f"aefi_{severity}"]
        yield words.say("report.part.aefi"), words.option("severity", severity), None, count
    for hour, doses in sorted(summary.by_hour.items()):
        yield words.say("report.part.hours"), f"{hour:02}:00", None, doses.total()
    for table, counts in (("defer_reason", summary.deferred), ("void_reason", summary.void)):
        for code, total in in_order(counts, table):
            yield words.say(f"report.part.{table}"), words.option(table, code), None, total
    for name, total in sorted(summary.corrected.items()):
        yield words.say("report.part.corrected"), field_word(name), None, total
    yield from _vial_figures(summary.vials, words)
    yield words.say("report.part.state"), words.say("report.with_portal_ref"), None, summary.portal


def _vial_figures(vials: DayVials, words: cells.Words) -> Iterator[Figure]:
    part = words.say("report.part.vials")
    if vials.opened:
        for name in ("opened", "doses", "given"):
            yield part, words.say(f"report.vials.{name}"), None, getattr(vials, name)
        for what, total in _wasted(vials.wasted, words):
            yield part, what, None, total
        for name in ("unaccounted", "overfill"):
            if total := getattr(vials, name):
                yield part, words.say(f"report.vials.{name}"), None, total
    for batch in vials.batches:
        if batch.opened:
            by_name = [
                (words.say(f"report.vials.{name}"), getattr(batch, name)) for name in ("doses", "given")
            ]
            for what, total in (*by_name, *_wasted(batch.reasons, words)):
                yield part, f"{batch.batch}: {what}", None, total
        for name in _MOVES:
            if batch.kept or name == "opened":
                what = f"{batch.batch}: {words.say(f'report.stock.{name}')}"
                yield words.say("report.part.stock"), what, None, getattr(batch, name)


def _wasted(reasons: Mapping[str, int], words: cells.Words) -> Iterator[tuple[str, int]]:
    for code, total in in_order(Counter(reasons), "waste_reason"):
        yield f"{words.say('report.vials.wasted')}: {words.option('waste_reason', code)}", total


def field_word(name: str) -> str:
    """A corrected field of a registration or a dose in words."""
    keys = (f"field.{kind}.{name}" for kind in ("registration", "dose"))
    return next((tr(key) for key in keys if has(key)), name)


REPORT = Report("summary", make, paper="summary_paper")
