from __future__ import annotations

import pytest

from tikadesk.server import service
from tikadesk.server.home import ServerHome
from tikadesk.server.service import Limits


def test_limits_are_the_protocols_unless_the_environment_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    for name in ("TIKADESK_LEASE_HOLD_MINUTES", "TIKADESK_SERVER_FREE_MB"):
        monkeypatch.delenv(name, raising=False)
    assert Limits.from_environment() == Limits(lease_hold_minutes=15, free_bytes=200 * 1024 * 1024)
    monkeypatch.setenv("TIKADESK_LEASE_HOLD_MINUTES", "0.5")
    monkeypatch.setenv("TIKADESK_SERVER_FREE_MB", "3")
    limits = Limits.from_environment()
    assert (limits.lease_hold_minutes, limits.free_bytes) == (0.5, 3 * 1024 * 1024)


def test_a_service_starts_with_its_homes_keys(home: ServerHome) -> None:
    one, two = service.start(home), service.start(home)
    assert one.keys.service_public == two.keys.service_public
    assert not one.practice
