from __future__ import annotations

from dataclasses import replace

from django.db import transaction

from tests.unit.server.desk_at_hand import DeskAtHand
from tikadesk.domain.numbers import COUNTERS, LEASE_LEAST, LEASE_MOST, LEASED
from tikadesk.server import leases, series, sql
from tikadesk.server.series import Sidecar
from tikadesk.server.service import Service


def ask(desk: DeskAtHand, letter: str, size: object) -> list[dict[str, object]]:
    """Ask by entry; the leases that come with the feed because of it."""
    entry = desk.hand.entry("lease_request", {"letter": letter, "size": size})
    desk.say(entry.body())
    return [item for item in desk.read() if item["t"] == "lease" and item["req"] == entry.id]


def test_enrolment_brings_all_kinds_and_no_range_twice(desk: DeskAtHand, other: DeskAtHand) -> None:
    assert {lease["k"] for lease in desk.hand.leases} == set(LEASED)
    for letter in LEASED:
        mine, theirs = (
            next(lease for lease in one.hand.leases if lease["k"] == letter) for one in (desk, other)
        )
        assert mine["hi"] < theirs["lo"]


def test_a_request_is_granted_within_limits(desk: DeskAtHand) -> None:
    for size, granted in ((1400, 1400), (1, LEASE_LEAST), (999_999, LEASE_MOST)):
        (lease,) = ask(desk, "R", size)
        assert int(str(lease["hi"])) - int(str(lease["lo"])) + 1 == granted
    assert ask(desk, "Z", 300) == []
    assert ask(desk, "", 300) == []


def test_a_request_is_not_shown_to_other_desks(desk: DeskAtHand, other: DeskAtHand) -> None:
    assert ask(desk, "R", 300)
    assert [item for item in other.read() if item["t"] == "op"] == []
    assert len([item for item in desk.read() if item["t"] == "op"]) == 1


def test_counters_do_not_go_back_with_the_database(desk: DeskAtHand, service: Service) -> None:
    (first,) = ask(desk, "R", 1000)
    sql.run("DELETE FROM lease WHERE id=%s", first["id"])
    (again,) = ask(desk, "R", 1000)
    assert int(str(again["lo"])) > int(str(first["hi"]))


def test_a_series_that_is_used_up_is_followed_by_the_next(desk: DeskAtHand, service: Service) -> None:
    sidecar = Sidecar.read(service)
    assert sidecar is not None
    replace(sidecar, leased={"R": COUNTERS - 100}).write(service)
    (lease,) = ask(desk, "R", 500)
    assert (lease["series"], lease["lo"], lease["hi"]) == (2, 1, 500)
    assert series.current() == 2


def test_a_wish_is_noted_once(desk: DeskAtHand) -> None:
    request = desk.hand.ids.new()
    with transaction.atomic():
        for _ in range(3):
            leases.wish("387", desk.hand.dev, request, "K", 300)
        assert len(leases.grant(desk.service, desk.hand.dev)) == 1
        leases.wish("387", desk.hand.dev, request, "K", 300)
        assert leases.grant(desk.service, desk.hand.dev) == []
