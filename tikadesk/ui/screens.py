"""The registry of pages: one line each. Sidebar, shortcuts and the accessibility tests follow from it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tikadesk.domain.roles import Role
from tikadesk.domain.status import SyncStatus
from tikadesk.ui.page import Page
from tikadesk.ui.words import say

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from tikadesk.actions.desk import Desk

EVERYONE = frozenset(Role)
DESK_ROLES = frozenset({Role.REGISTRAR, Role.VACCINATOR, Role.SUPERVISOR, Role.SAMPLER})
REGISTER_ROLES = frozenset({Role.REGISTRAR, Role.VACCINATOR, Role.SUPERVISOR, Role.DISTRICT})
DAY_ROLES = frozenset({Role.REGISTRAR, Role.VACCINATOR, Role.SUPERVISOR})
SAMPLE_ROLES = frozenset({Role.REGISTRAR, Role.SUPERVISOR, Role.SAMPLER})
BOX_ROLES = SAMPLE_ROLES | {Role.LAB}


@dataclass(frozen=True)
class Screen:
    """A page: its title is ``page.<key>``, its word in the narrow sidebar ``page.<key>.short``.

    ``number`` is its place in the sidebar and its Ctrl key; ``badge`` counts what waits on it. A page ``under`` another
    has neither place nor key (0): that other page leads to it with ``wanted``, and stays marked in the sidebar.
    """

    key: str
    number: int
    icon: str
    factory: Callable[[Desk], Page]
    roles: frozenset[Role] = EVERYONE
    badge: Callable[[SyncStatus], int] | None = None
    under: str = ""


def _desk(desk: Desk) -> Page:
    from tikadesk.ui.desk_screen import DeskPage

    return DeskPage(desk)


def _aefi(desk: Desk) -> Page:
    from tikadesk.ui.aefi_page import AefiPage

    return AefiPage(desk)


def _find(desk: Desk) -> Page:
    from tikadesk.ui.find_screen import FindPage

    return FindPage(desk)


def _register(desk: Desk) -> Page:
    from tikadesk.ui.register_page import RegisterPage

    return RegisterPage(desk)


def _paper(desk: Desk) -> Page:
    from tikadesk.ui.paper_page import BackEntryPage

    return BackEntryPage(desk)


def _due(desk: Desk) -> Page:
    from tikadesk.ui.due_page import DuePage

    return DuePage(desk)


def _reconcile(desk: Desk) -> Page:
    from tikadesk.ui.reconcile_page import ReconcilePage

    return ReconcilePage(desk)


def _samples(desk: Desk) -> Page:
    from tikadesk.ui.samples_page import SamplesPage

    return SamplesPage(desk)


def _consignments(desk: Desk) -> Page:
    from tikadesk.ui.consignments_page import ConsignmentsPage

    return ConsignmentsPage(desk)


def _stock(desk: Desk) -> Page:
    from tikadesk.ui.stock_page import StockPage

    return StockPage(desk)


def _sync(desk: Desk) -> Page:
    # Pages are imported when first shown: the lock screen has to come up fast on an old disk.
    from tikadesk.ui.sync_page import SyncPage

    return SyncPage(desk)


def _ledger(desk: Desk) -> Page:
    from tikadesk.ui.ledger_page import LedgerPage

    return LedgerPage(desk)


def _staff(desk: Desk) -> Page:
    from tikadesk.ui.staff_page import StaffPage

    return StaffPage(desk)


SCREENS: tuple[Screen, ...] = (
    Screen("desk", 1, "desk", _desk, DESK_ROLES),
    Screen("aefi", 0, "alert", _aefi, DAY_ROLES, under="desk"),
    Screen("find", 2, "search", _find),
    Screen("register", 3, "register", _register, REGISTER_ROLES),
    Screen("paper", 0, "pencil", _paper, DAY_ROLES, under="register"),
    Screen("due", 0, "phone", _due, REGISTER_ROLES, under="register"),
    Screen("reconcile", 0, "check-circle", _reconcile, frozenset({Role.SUPERVISOR}), under="register"),
    Screen("samples", 4, "tube", _samples, SAMPLE_ROLES),
    Screen("consignments", 5, "box", _consignments, BOX_ROLES),
    Screen("stock", 6, "vial", _stock, DAY_ROLES),
    Screen("sync", 7, "sync", _sync, badge=lambda status: status.waiting),
    Screen("ledger", 0, "cloud-off", _ledger, under="sync"),
    Screen("staff", 9, "person", _staff, frozenset({Role.SUPERVISOR})),
)


@dataclass(frozen=True)
class Dialog:
    """A window of its own, over the main one; there are few of them, and none in normal work."""

    key: str
    factory: Callable[[Desk], QDialog]


def _pin(desk: Desk) -> QDialog:
    from tikadesk.ui.pin import PinDialog

    return PinDialog(desk, say("pin.choose"))


def _trouble(_desk: Desk) -> QDialog:
    from tikadesk.ui.trouble import TroubleWindow, WayOn

    way = WayOn(say("start.again"), lambda: True)
    return TroubleWindow(
        say("start.title"), say("store.damaged"), say("start.detail", folder="TikaDesk"), [way]
    )


def _printers(desk: Desk) -> QDialog:
    from tikadesk.ui import printers
    from tikadesk.ui.printer_dialog import PrinterDialog

    return PrinterDialog(desk, printers.names())


DIALOGS: tuple[Dialog, ...] = (
    Dialog("pin", _pin),
    Dialog("trouble", _trouble),
    Dialog("printers", _printers),
)


def for_role(role: str | None) -> tuple[Screen, ...]:
    """The pages that ``role`` may open; without an operator (practice) all of them."""
    return tuple(screen for screen in SCREENS if role is None or role in screen.roles)
