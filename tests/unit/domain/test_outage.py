"""One outage is one outage, whatever its states, restarts and flapping; what was not seen is not claimed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tikadesk.domain.outage import AWAY, COUNTS_FROM, Outage, Span, lasted, seen, together
from tikadesk.domain.status import SyncState, SyncStatus
from tikadesk.errors import SyncFault

START = datetime(2021, 5, 16, 4, 30, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


def at(minutes: float) -> datetime:
    return START + timedelta(minutes=minutes)


def down(minutes: float, fault: SyncFault = SyncFault.NO_SERVER, answered: float | None = None) -> SyncStatus:
    last = None if answered is None else at(answered)
    return SyncStatus(
        SyncState.NO_SERVER, since=at(minutes), fault=fault.value, last_answer_at=last, server="s"
    )


def up(minutes: float) -> SyncStatus:
    return SyncStatus(SyncState.IDLE, last_answer_at=at(minutes))


def told(*pictures: tuple[float, SyncStatus]) -> list[Outage]:
    """The outages that come of pictures of the line, each at its minute; the last one as it stands."""
    known: Outage | None = None
    found: list[Outage] = []
    for minute, status in pictures:
        if known is not None and known.over(at(minute)):
            found.append(known.closed(at(minute)))
            known = None
        known = seen(known, status, at(minute))
    return found + ([known] if known is not None else [])


def test_two_states_of_one_outage_are_one_outage() -> None:
    (only,) = told(
        (0, down(0)),
        (3, down(3, SyncFault.NO_LINE)),
        (9, down(9)),
        (15, SyncStatus(SyncState.UNKNOWN)),
        (18, down(18, SyncFault.BUSY, answered=18)),
        (27, up(27)),
    )
    assert (only.began, only.tried, only.answered) == (at(0), at(18), at(27))
    assert only.faults == ("no_server", "no_line", "busy")


def test_a_line_that_was_back_for_less_than_a_minute_was_not_back() -> None:
    flapping = told((0, down(0)), (5, up(5)), (5.5, down(5.5)), (9, up(9)), (10.5, down(10.5)))
    assert [(one.began, one.answered) for one in flapping] == [(at(0), at(9)), (at(10.5), None)]


def test_less_than_a_minute_is_no_outage() -> None:
    (short,) = told((0, down(0)), (0.9, up(0.9)))
    assert not short.counts(at(500))
    (long,) = told((0, down(0)), (1, up(1)))
    assert long.counts(at(1))
    (open_one,) = told((0, down(0)))
    assert not open_one.counts(at(0.5)) and open_one.counts(at(1))


def test_an_answer_from_before_the_outage_ends_nothing() -> None:
    (known,) = told((0, down(0)), (2, SyncStatus(SyncState.UNKNOWN, last_answer_at=at(-60))))
    assert known.answered is None


def test_a_permission_that_ended_is_no_outage_and_an_answer() -> None:
    assert told((0, down(0, SyncFault.REVOKED, answered=0))) == []
    (known,) = told((0, down(0)), (8, down(8, SyncFault.REVOKED, answered=8)))
    assert known.answered == at(8)


def test_a_clock_that_was_set_back_does_not_keep_an_outage_open() -> None:
    (known,) = told((60, down(60)), (62, down(62)), (10, up(10)))
    assert known.answered == known.began == at(60)
    (turned,) = told((600, down(600)), (0, down(0)), (5, up(5)))
    assert (turned.began, turned.answered) == (at(0), at(5))


def test_a_night_in_which_nobody_looked_parts_two_outages() -> None:
    night, morning = told((0, down(0)), (5, down(5)), (700, down(700)), (703, up(703)))
    assert (night.tried, night.answered) == (at(5), at(700)) and night.answered - night.tried > AWAY
    assert (morning.began, morning.answered) == (at(700), at(703))


def test_looking_alone_keeps_an_outage_going_and_never_ends_it() -> None:
    known = Outage(at(0), at(0), ("no_line",))
    for minute in range(0, 300, 9):
        assert not known.over(at(minute))
        known = known.still(at(minute))
    assert (known.tried, known.answered) == (at(297), None)
    assert known.still(at(5)) == known
    ended = known.closed(at(300))
    assert ended.still(at(400)) == ended.closed(at(400)) == ended


@given(st.lists(st.tuples(st.floats(0.01, 200), st.sampled_from("du?")), min_size=1, max_size=30))
def test_outages_never_overlap_and_never_claim_more_than_was_seen(steps: list[tuple[float, str]]) -> None:
    minute, pictures, failed = 0.0, [], set()
    for pause, what in steps:
        minute += pause
        if what == "d":
            failed.add(at(minute))
        status = {"d": down(minute), "u": up(minute), "?": SyncStatus(SyncState.UNKNOWN)}[what]
        pictures.append((minute, status))
    found = told(*pictures)
    assert {one.began for one in found} | {one.tried for one in found} <= failed
    for one in found:
        assert one.began <= one.tried and (one.answered is None or one.tried < one.answered)
    for one, after in pairwise(found):
        assert one.answered is not None and one.answered <= after.began
        assert after.began - one.answered >= COUNTS_FROM or one.answered - one.tried > AWAY
    covered = [one for failure in failed for one in found if one.began <= failure <= one.tried]
    assert len(covered) == len(failed)


def span(began: float, ended: float | None, *, tried: float | None = None, device: str = "a") -> Span:
    last = (ended if ended is not None else began) if tried is None else tried
    return Span(device, at(began), at(last), None if ended is None else at(ended), ("no_line",))


def test_outages_of_two_desks_that_overlap_are_one_of_the_centre() -> None:
    groups = together([span(60, 70), span(0, 30), span(10, 40, device="b"), span(41, 50, device="b")])
    assert [[one.began for one in group] for group in groups] == [[at(0), at(10)], [at(41)], [at(60)]]
    assert lasted(groups[0]) == 40 * MINUTE


def test_a_computer_that_was_switched_off_does_not_make_an_outage_longer() -> None:
    night = span(0, 900, tried=35)
    assert night.unseen_from == at(35)
    assert lasted((night,)) == 35 * MINUTE
    assert together([night, span(100, 130, device="b")]) == [(night,), (span(100, 130, device="b"),)]
    assert span(0, 60, tried=60 - AWAY / MINUTE).unseen_from is None


def test_an_outage_that_goes_on_lasts_until_the_last_failed_try() -> None:
    assert lasted((span(0, None, tried=90),)) == 90 * MINUTE
    assert lasted((span(0, None, tried=-3),)) == timedelta()
