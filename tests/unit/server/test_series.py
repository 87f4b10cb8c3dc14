from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.db import transaction

from tests.unit.server.desk_at_hand import DeskAtHand, enrol_at
from tikadesk.domain import journal
from tikadesk.domain.clock import FixedClock
from tikadesk.errors import NotAllowed
from tikadesk.server import custody, leases, series, sql
from tikadesk.server.series import Sidecar
from tikadesk.server.service import Limits, Service


def wipe() -> None:
    """What an empty database holds."""
    for table in ("session", "lease", "lease_wish", "feed", "scope", "device", "incarnation"):
        sql.run(f"DELETE FROM {table}")


def why() -> list[tuple[int, str]]:
    """The lives of the database."""
    return [(row[0], row[1]) for row in sql.rows("SELECT series, why FROM incarnation ORDER BY series")]


def test_a_new_server_begins_with_series_one(service: Service) -> None:
    assert why() == [(1, "new")]
    assert not series.held(service)


def test_boots_of_one_database_keep_its_series(service: Service) -> None:
    for _ in range(3):
        series.boot(service)
    assert why() == [(1, "new")]


def test_a_crash_between_sidecar_and_database_is_no_rollback(service: Service) -> None:
    series.boot(service)
    before = Sidecar.read(service)
    assert before is not None
    replace(before, boot="the boot that was not committed", was=before.boot).write(service)
    series.boot(service)
    assert why() == [(1, "new")]


def test_a_wiped_database_gets_the_next_series(service: Service) -> None:
    wipe()
    series.boot(service)
    assert why() == [(2, "wiped")]


def test_an_older_database_gets_the_next_series(service: Service) -> None:
    boot = sql.value("SELECT boot FROM incarnation")
    series.boot(service)
    sql.run("UPDATE incarnation SET boot=%s", boot)
    series.boot(service)
    assert why() == [(1, "new"), (2, "restored")]


def test_a_lost_sidecar_gets_the_next_series(service: Service) -> None:
    service.home.sidecar.unlink()
    series.boot(service)
    assert why() == [(1, "new"), (2, "sidecar-lost")]
    service.home.sidecar.write_text("{damaged")
    series.boot(service)
    assert series.current() == 3


def test_a_restarted_server_holds_leases_for_a_while(desk: DeskAtHand, clock: FixedClock) -> None:
    service = replace(desk.service, limits=Limits(lease_hold_minutes=15))
    series.boot(service)
    assert series.held(service)
    with transaction.atomic():
        leases.wish("387", desk.hand.dev, desk.hand.ids.new(), "R", 300)
        assert leases.grant(service, desk.hand.dev) == []
    assert enrol_at(service, seed=8).hand.leases == []
    clock.advance(seconds=15 * 60 + 1)
    assert not series.held(service)
    with transaction.atomic():
        assert [item["k"] for item in leases.grant(service, desk.hand.dev)] == ["R"]


def test_there_is_no_hold_before_the_first_desk(service: Service) -> None:
    fresh = replace(service, limits=Limits(lease_hold_minutes=15))
    series.boot(fresh)
    assert not series.held(fresh)
    enrol_at(fresh, seed=1)
    wipe()
    series.boot(fresh)
    assert series.held(fresh)


def test_a_receipt_for_more_than_is_held_begins_a_series_once(desk: DeskAtHand, other: DeskAtHand) -> None:
    shown = []
    for one in (desk, other):
        one.hand.register()
        position, _ = one.push()
        shown.append(custody.receipt(one.service, one.device, position))
    sql.run("DELETE FROM journal")
    for one in (desk, other):
        start = journal.genesis(one.hand.dev)
        sql.run("UPDATE device SET high=0, judged=0, chain=%s WHERE dev=%s", start, one.hand.dev)
    for one, receipt in zip((desk, other), shown, strict=True):
        one.hand.receipt = receipt
        one.push()
    assert why() == [(1, "new"), (2, "receipt")]
    forged = desk.service.keys.sign("cert", {"dev": desk.hand.dev, "high": 99, "series": 60})
    desk.hand.receipt = forged
    desk.hand.register()
    desk.push(2)
    assert series.current() == 2


def test_series_end_with_the_state_not_with_a_duplicate(service: Service) -> None:
    sql.run("UPDATE incarnation SET series=89")
    replace(Sidecar.read(service) or Sidecar(), series=89).write(service)
    wipe()
    with pytest.raises(NotAllowed):
        series.boot(service)


def test_practice_has_no_series_but_its_own(service: Service, tmp_path: Path) -> None:
    practice = replace(service, practice=True)
    wipe()
    series.boot(practice)
    assert why() == [(0, "wiped")]
    series.boot(practice)
    assert series.current() == 0
