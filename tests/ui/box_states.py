"""Puts the consignments page into the states that an operator meets, for the checks and the pictures."""

from __future__ import annotations

from collections.abc import Callable

from tests.ui.busy_boxes import begun_here, collect_tubes, night
from tikadesk.actions import boxes
from tikadesk.actions.desk import Operator
from tikadesk.domain import qr_parts
from tikadesk.domain.kinds.consignment import DISPATCHED
from tikadesk.ui import steps
from tikadesk.ui.consignments_page import ConsignmentsPage
from tikadesk.ui.page import Page

_OF_LAB = Operator("01890000-0000-7000-8000-0000000000aa", "Dr Rao", "lab", 9)


def _page(page: Page) -> ConsignmentsPage:
    assert isinstance(page, ConsignmentsPage)
    if not begun_here(page.desk):
        night(page.desk)
    page.go(steps.PACK)
    return page


def new_box(page: Page) -> None:
    """The form of a new box."""
    _page(page).open_new()


def packing(page: Page) -> None:
    """A box being packed, with a chip in it, and a scan just taken."""
    shown = _page(page)
    shown.pack.add(collect_tubes(page.desk, 1)[0])


def refused(page: Page) -> None:
    """A number with a wrong digit, and the near one offered."""
    shown = _page(page)
    no = collect_tubes(page.desk, 1)[0]
    shown.pack.add(no[:-1] + str((int(no[-1]) + 1) % 10))


def sealing(page: Page) -> None:
    """The seal's form, with a temperature that cannot be read."""
    shown = _page(page)
    shown.pack.seal_wanted.emit()
    shown.seal.form.set_values({"sealed_temp": "hot"})
    shown.seal.seal()


def dispatching(page: Page) -> None:
    """Two sealed boxes, one of which stays."""
    shown = _page(page)
    shown.go(steps.DISPATCH)
    shown.dispatch.table.turned.emit(shown.dispatch.waiting[0])


def opening_again(page: Page) -> None:
    """The reason for opening a sealed box."""
    dispatching(page)
    shown = page
    assert isinstance(shown, ConsignmentsPage)
    shown.dispatch.unseal.click()


def answered(page: Page) -> None:
    """What the lab said of a box: three tubes differ."""
    shown = _page(page)
    shown.go(steps.RECEIVE)
    counted = next(box for box in boxes.boxes(page.desk, state=DISPATCHED) if box.receipt is not None)
    shown.open_box(counted)


def _at_the_lab(page: Page) -> ConsignmentsPage:
    shown = _page(page)
    before, page.desk.operator = page.desk.operator, _OF_LAB
    shown.go(steps.RECEIVE)
    shown.refresh()
    page.desk.operator = before
    return shown


def arriving(page: Page) -> None:
    """The lab's door with part of a QR set read."""
    door = _at_the_lab(page).lab.door
    door.take(qr_parts.parts(bytes(range(256)) * 6)[1])


def counting(page: Page) -> None:
    """Tube by tube, the reason of a rejection being asked."""
    lab = _at_the_lab(page).lab
    lab.show_box(next(box for box in boxes.boxes(page.desk, state=DISPATCHED) if box.receipt is None))
    assert lab.counting.receiving is not None
    for line in lab.counting.receiving.lines[:2]:
        lab.counting.count(line.tube)
    lab.counting.reject()


def finishing(page: Page) -> None:
    """What is missing is said before the end."""
    lab = _at_the_lab(page).lab
    sent = boxes.boxes(page.desk, state=DISPATCHED)
    lab.show_box(next(box for box in sent if box.receipt is None or not box.receipt.finished))
    lab.counting.finish_wanted.emit(lab.counting.receiving)


BOXES: tuple[tuple[str, Callable[[Page], None]], ...] = (
    ("new box", new_box),
    ("packing", packing),
    ("refused", refused),
    ("sealing", sealing),
    ("dispatching", dispatching),
    ("opening again", opening_again),
    ("answered", answered),
    ("arriving", arriving),
    ("counting", counting),
    ("finishing", finishing),
)
