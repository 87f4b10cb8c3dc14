from __future__ import annotations

from dataclasses import replace

import pytest

from tests.unit.server.desk_at_hand import DeskAtHand
from tikadesk.domain.numbers import COUNTERS, Number
from tikadesk.errors import NotAllowed
from tikadesk.server import leases, printed, series, sql
from tikadesk.server.series import Sidecar
from tikadesk.server.service import Limits, Service


def ends(given: tuple[Number, Number]) -> tuple[int, int, int]:
    """Series, first and last counter."""
    first, last = given
    assert first.series == last.series and (first.state, first.kind) == (last.state, last.kind)
    return first.series, first.counter, last.counter


def refused(service: Service, centre: str = "") -> str:
    with pytest.raises(NotAllowed) as error:
        printed.give(service, "R", 10, centre)
    return error.value.key


def test_no_number_is_printed_twice_and_desks_are_not_touched(service: Service, desk: DeskAtHand) -> None:
    assert ends(printed.give(service, "R", 500)) == (90, 1, 500)
    assert ends(printed.give(service, "R", 1, "CG-0231")) == (90, 501, 501)
    assert ends(printed.give(service, "K", 20)) == (90, 1, 20)
    sql.run("DELETE FROM lease WHERE series=90")
    assert ends(printed.give(service, "R", 9)) == (90, 502, 510), "a copy of the database was put back"
    assert all(lease["series"] == 1 for lease in leases.of_device(desk.hand.dev))


def test_another_life_of_the_database_prints_from_another_series(service: Service) -> None:
    printed.give(service, "R", 500)
    series.next_series(service)
    assert ends(printed.give(service, "R", 10)) == (91, 1, 10)


def test_a_desk_may_use_what_was_printed(service: Service, desk: DeskAtHand) -> None:
    first, _ = printed.give(service, "R", 5)
    assert leases.uncovered(service, "CG", [first]) == set()


def test_why_nothing_is_printed(service: Service, desk: DeskAtHand) -> None:
    assert refused(service, "CG-9999") == "server.centre_unknown"
    sidecar = Sidecar.read(service)
    assert sidecar is not None
    replace(sidecar, leased={"90R": COUNTERS - 5}).write(service)
    assert refused(service) == "server.series_used_up"
    cautious = replace(service, limits=Limits(lease_hold_minutes=15))
    series.rolled_back(cautious, series.current())
    assert refused(cautious) == "server.numbers_held"
    assert refused(replace(service, practice=True)) == "server.practice_prints_none"
    sql.run("INSERT INTO centre(code, name, name_hi, district, state) VALUES ('UP-1', 'x', '', '157', 'UP')")
    assert refused(service) == "server.which_centre"
