"""From custody to judgement. A fault of the judge's own must never cost a desk its receipt or block its journal: what
is in custody is acknowledged, and the one line that the judge stumbles over is held.

This is the one module with a broad ``except``; the house rule names it.
"""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError, transaction

from tikadesk.domain.wire import Batch, Verdict
from tikadesk.server import custody, judge, leases, sql
from tikadesk.server.custody import Position
from tikadesk.server.devices import Device, Visit, find
from tikadesk.server.problems import log_bug
from tikadesk.server.service import Service

_log = logging.getLogger(__name__)
_TROUBLE = (OperationalError, InterfaceError, OSError)  # of the disk or the database, not of any entry


def push(service: Service, device: Device, batch: Batch, visit: Visit) -> tuple[Position, list[Verdict]]:
    """Take ``batch`` into custody and judge what waits; raises what ``custody.take`` raises, nothing else."""
    position = custody.take(service, device, batch, visit)
    return position, judged(service, device)


def judged(service: Service, device: Device) -> list[Verdict]:
    """Judge what waits of ``device``; entries that cannot be judged now are taken up at its next visit."""
    try:
        return judge.judge(service, device)
    except _TROUBLE as trouble:
        _log.error("judging waits: %s", type(trouble).__name__)
        return []
    except Exception as error:
        log_bug(error)
    return _one_by_one(service, device)


def _one_by_one(service: Service, device: Device) -> list[Verdict]:
    verdicts: list[Verdict] = []
    while judge.waiting(device):
        try:
            verdicts += judge.judge(service, device, at_once=1, most=1)
        except _TROUBLE as trouble:
            _log.error("judging waits: %s", type(trouble).__name__)
            return verdicts
        except Exception as error:
            log_bug(error)
            verdicts += judge.set_aside(service, device)
    return verdicts


def attend(service: Service, device: Device) -> None:
    """What a visit of ``device`` may find undone: entries that a crash left unjudged, numbers that waited for the
    lease-hold to end.
    """
    if judge.waiting(device):
        judged(service, device)
    if sql.value("SELECT req FROM lease_wish WHERE dev=%s LIMIT 1", device.dev):
        with transaction.atomic():
            leases.grant(service, device.dev)


def judge_all(service: Service) -> None:
    """Judge what a crash left, and take up again what an older release did not understand."""
    for (dev,) in sql.rows("SELECT dev FROM device WHERE judged<high"):
        device = find(dev)
        if device is not None:
            judged(service, device)
    for dev in judge.of_unknown_kinds():
        device = find(dev)
        if device is None:
            continue
        try:
            judge.take_up_again(service, device)
        except Exception as error:  # they stay held, and the server starts
            log_bug(error)
