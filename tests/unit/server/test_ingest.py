from __future__ import annotations

import pytest
from django.db import OperationalError

from tests.unit.server.desk_at_hand import DeskAtHand
from tikadesk.domain.entry import Entry
from tikadesk.server import board, ingest, judge, records
from tikadesk.server.devices import Device
from tikadesk.server.service import Service


def test_a_judge_that_stumbles_over_one_line_holds_it_alone(
    desk: DeskAtHand, monkeypatch: pytest.MonkeyPatch
) -> None:
    people = [desk.hand.register(f"राम {i}") for i in range(5)]
    apply = records.apply

    def stumble(device: Device, entries: list[tuple[int, Entry]], touched: dict[str, str]) -> object:
        if any(n == 3 for n, _ in entries):
            raise ZeroDivisionError("a bug of the judge")
        return apply(device, entries, touched)

    monkeypatch.setattr(records, "apply", stumble)
    position, verdicts = desk.push()
    assert position.high == 5
    assert [(v.n, v.reason) for v in verdicts] == [(3, "bad-shape")]
    ops = [item["id"] for item in desk.read() if item["t"] == "op"]
    assert ops == [person.id for n, person in enumerate(people, 1) if n != 3]
    assert board.status()["unjudged"] == 0


def test_a_database_in_trouble_leaves_entries_for_the_next_visit(
    desk: DeskAtHand, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.hand.register()

    def full(device: Device, entries: list[tuple[int, Entry]], touched: dict[str, str]) -> None:
        raise OperationalError("database or disk is full")

    with monkeypatch.context() as patch:
        patch.setattr(records, "apply", full)
        position, verdicts = desk.push()
        assert (position.high, verdicts) == (1, [])
        assert board.status()["unjudged"] == 1
    ingest.attend(service, desk.device)
    assert board.status()["unjudged"] == 0
    assert board.status()["records"] == {"registration": 1}


def test_a_boot_judges_what_a_crash_left(
    desk: DeskAtHand, service: Service, monkeypatch: pytest.MonkeyPatch
) -> None:
    for _ in range(3):
        desk.hand.register()
    with monkeypatch.context() as patch:
        patch.setattr(judge, "judge", lambda *_, **__: [])
        desk.push()
    assert board.status()["unjudged"] == 3
    ingest.judge_all(service)
    assert board.status()["unjudged"] == 0
    assert board.status()["records"] == {"registration": 3}
