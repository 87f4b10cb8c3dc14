"""How the stock is said: a vial's state, a batch's expiry, wastage with its sum. Words only, no widgets, no reading."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tikadesk.actions.stock import Batch, DayVials
from tikadesk.actions.vials import Vial
from tikadesk.domain.kinds.stock_move import INCOMING
from tikadesk.domain.kinds.vial import OPEN
from tikadesk.ui.table import State
from tikadesk.ui.tokens import Look
from tikadesk.ui.vial_warnings import WARN_MINUTES
from tikadesk.ui.wording import joined, option
from tikadesk.ui.words import Words, say

SOON_DAYS = 30
"""From so many days on a batch is said to expire soon."""
_MINUS = "\N{MINUS SIGN}"


def hour(at: datetime, today: str) -> str:
    """ "10:34" today, "13-10 16:05" on another day."""
    return at.strftime("%H:%M" if at.date().isoformat() == today else "%d-%m %H:%M")


def percent(tenths: int | None) -> str:
    """Tenths of a percent as a figure: "1.9%", "−5.0%", "–" where there is none."""
    return "–" if tenths is None else f"{tenths / 10:.1f}%".replace("-", _MINUS)


def signed(move: str, vials: int) -> str:
    """The vials of a stock move with what they do to the balance: "+10", "−2"."""
    return f"+{vials}" if move in INCOMING else f"{_MINUS}{vials}"


def vial_state(vial: Vial, now: datetime) -> State:
    """How long an open vial may be used, how a closed one ended; a chip for what needs somebody."""
    if vial.conflict:
        return State(Look.AMBER, say("stock.vial.differs"), "alert")
    if vial.state == OPEN:
        return _open_state(vial, now)
    if vial.left:
        return State(Look.AMBER, say("stock.vial.unaccounted", n=vial.left), "alert")
    if vial.waste_reason:
        return State(Look.NEUTRAL, option("waste_reason", vial.waste_reason), quiet=True)
    return State(Look.OK, option("vial_state", vial.state), quiet=True, ticked=True)


def _open_state(vial: Vial, now: datetime) -> State:
    seconds = (vial.discard_at - now).total_seconds()
    minutes = int(seconds // 60)
    if seconds < 0:
        return State(Look.DANGER, say("stock.vial.over_age"), "clock")
    if minutes <= WARN_MINUTES[0]:
        return State(Look.AMBER, say("stock.vial.minutes", n=minutes), "clock")
    return State(Look.NEUTRAL, say("stock.vial.hours", hours=minutes // 60, minutes=minutes % 60), quiet=True)


def batch_state(batch: Batch) -> State:
    """Whether a batch has expired or soon will, and whether its stock is kept here; quiet where nothing is to do."""
    if batch.left < 0:
        return State(Look.DANGER, say("stock.batch.below"), "alert")
    if batch.expired and batch.left:
        return State(Look.DANGER, say("stock.batch.expired"), "void")
    if batch.left and batch.days_to_expiry is not None and batch.days_to_expiry <= SOON_DAYS:
        days = batch.days_to_expiry
        soon = say("stock.batch.soon", n=days) if days else say("stock.batch.today")
        return State(Look.AMBER, soon, "clock")
    if not batch.kept:
        return State(Look.NEUTRAL, say("stock.batch.not_kept"), quiet=True)
    return State(Look.NEUTRAL, Words() if batch.left else say("stock.batch.none_left"), quiet=True)


def wastage(account: DayVials) -> Words:
    """The wastage of a day with the sum that it comes from; while doses are in open vials nobody knows it yet."""
    if not account.doses:
        return say("stock.wastage.none")
    if account.unaccounted:
        return say("stock.wastage.later", n=account.unaccounted)
    figure = percent(account.wastage_tenths)
    return say("stock.wastage.sum", doses=account.doses, given=account.given, percent=figure)


def wastage_notes(account: DayVials) -> Words:
    """The sum in words while it cannot be made yet, what was thrown away and why, why it may be below nothing."""
    notes = [say("stock.wastage.is")] if account.doses and account.unaccounted else []
    if account.wasted:
        notes.append(by_reason(account.wasted))
    if account.overfill:
        notes.append(say("stock.wastage.overfill", n=account.overfill))
    if account.unrecorded:
        notes.append(say("stock.wastage.unrecorded", n=account.unrecorded))
    return joined(*notes)


def by_reason(wasted: Mapping[str, int]) -> Words:
    """ "4 wasted: Time was over 3 · Broken 1"."""
    parts = [
        say("stock.wastage.of", reason=option("waste_reason", code), count=n) for code, n in wasted.items()
    ]
    return say("stock.wastage.wasted", n=sum(wasted.values()), reasons=joined(*parts))
