"""How adverse events are said on the desk: severity, symptoms, a dose and its vial, an event in a line."""

from __future__ import annotations

from datetime import datetime, timedelta

from tikadesk.actions.aefi import Event, Shot, Source
from tikadesk.domain.kinds.aefi import MINOR, SERIOUS
from tikadesk.domain.kinds.dose import OBSERVE_MINUTES
from tikadesk.ui.record_row import ChipState, RecordRow
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import day, dose_number, joined, option, person_name
from tikadesk.ui.words import Words, plain, say

_LOOKS = {MINOR: Look.NEUTRAL, SERIOUS: Look.DANGER}
_NAMED = 12
"""So many of the other people of a vial are named."""


def severity(event: Event) -> ChipState:
    """How bad it was, as a chip; a void event says that instead."""
    if event.void:
        return Look.NEUTRAL, say("desk.state.void"), "void"
    look = _LOOKS.get(event.severity, Look.AMBER)
    icon = {Look.NEUTRAL: "check-circle", Look.AMBER: "alert", Look.DANGER: "warning"}[look]
    return look, option("severity", event.severity), icon


def symptoms(codes: tuple[str, ...]) -> Words:
    """The symptoms in one line."""
    return joined(*(option("aefi_symptom", code) for code in codes))


def shot_line(shot: Shot) -> Words:
    """ "1st dose · Covishield · 14-10-2021 10:34"."""
    return joined(
        dose_number(shot.dose_no), option("vaccine", shot.vaccine), f"{day(shot.day)} {shot.time}".strip()
    )


def vial_line(shot: Shot, source: Source) -> Words:
    """Batch and vial, and how long it was open."""
    if not shot.vial:
        return plain(shot.batch)
    opened = (
        say("aefi.opened", opened=source.opened_at[11:], discard=source.discard_at[11:])
        if source.opened_at
        else say("aefi.unopened")
    )
    return joined(say("aefi.vial", batch=shot.batch, no=shot.vial), opened)


def company(source: Source) -> Words:
    """Who else had a dose of the vial, by token and name."""
    if not source.others:
        return say("aefi.company.none")
    named = [plain(f"{one.token or ''} {person_name(one)}".strip()) for one in source.others[:_NAMED]]
    if rest := len(source.others) - len(named):
        named.append(say("aefi.company.more", count=rest))
    return say("aefi.company", count=len(source.others), names=joined(*named))


def stays_until(shot: Shot) -> Words:
    """When a dose was given and until when whoever got it stays."""
    end = datetime.fromisoformat(f"{shot.day}T{shot.time}") + timedelta(minutes=OBSERVE_MINUTES)
    return say("aefi.until", vaccine=option("vaccine", shot.vaccine), at=shot.time, until=f"{end:%H:%M}")


def event_line(event: Event) -> RecordRow:
    """One event as a line of a list: who, when it began, what it was, how bad, and what is still to be done."""
    same_day = event.onset_on == event.reported_on
    began = event.onset_time if same_day else moment(event.onset_on, event.onset_time)
    return RecordRow(
        plain(person_name(event.shot)), joined(began, symptoms(event.symptoms)), chip=severity(event),
        struck=event.void, more=say("aefi.not_told") if event.alarming else None, close=True, thing=event,
    )  # fmt: skip


def moment(iso: str, time: str) -> str:
    """ "14-10-2021 10:34", either part blank where it is not known."""
    return f"{day(iso)} {time}".strip()
