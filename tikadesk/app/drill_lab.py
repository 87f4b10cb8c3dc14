"""The drill's laboratory: a second desk at the lab's own centre receives a box from the codes on its list, while no
server is there; its answer meets the box on the server later.
"""

from __future__ import annotations

from tikadesk.actions import boxes, manifests
from tikadesk.actions.desk import Desk
from tikadesk.actions.receiving import Receiving
from tikadesk.app.drill_stage import Stage
from tikadesk.domain import qr_parts
from tikadesk.domain.kinds.receipt_line import ACCEPTED, REJECTED
from tikadesk.ui.consignments_page import ConsignmentsPage

_LEAKING, _MISSING = 1, 1
"""So many tubes of the box are rejected, and so many are not in it, where it has more."""


class Lab:
    """Receives one box. ``received``: what its window counted; ``told``: whether its answer stands at the centre."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.box_no = ""
        self.received = 0
        self.told = False

    def receive(self, centre: Desk, box_no: str) -> None:
        """Scan the codes that travel with the box, then its tubes one by one; one leaks, one is not there."""
        stage, hands = self._stage, self._stage.hands
        box = boxes.of_number(centre, box_no)
        if box is None:
            raise stage.stuck(box_no)
        page = stage.page("consignments", ConsignmentsPage)
        for part in qr_parts.parts(manifests.sealed_list(centre, box.id)):
            hands.scan(part)
        stage.picture("lab-list")
        tubes = [tube.no for tube in manifests.of(centre, box.id).tubes]
        for no in tubes[: max(1, len(tubes) - _MISSING)]:
            hands.scan(no)
        if len(tubes) > _MISSING + _LEAKING:
            page.lab.counting.table.setFocus()
            hands.type("r")
            hands.fill(page.lab.counting.form, "receipt_line", {"reason": "leaking"})
        stage.picture("lab-counted")
        done: list[Receiving] = []
        page.lab.finish.done.connect(done.append)
        hands.press("seal")
        hands.fill(page.lab.finish.form, "receipt", {"received_temp": "5.5", "received_by": "Suresh Kurre"})
        stage.let_pass(1.0)
        stage.picture("lab-finished")
        if not done:
            raise stage.stuck("receipt")
        self.box_no = box_no
        self.received = sum(line.verdict in (ACCEPTED, REJECTED) for line in done[0].lines)

    def answer(self, centre: Stage) -> None:
        """Send the answer, and wait until it stands at the ``centre`` that packed the box."""
        self._stage.drain()
        self._stage.close()
        centre.to_front()
        desk = centre.running.desk

        def answered() -> bool:
            box = boxes.of_number(desk, self.box_no)
            said = box.receipt if box else None
            return said is not None and said.finished and said.received == self.received

        centre.window.try_now.emit()
        self.told = centre.until(answered)
        centre.page("consignments", ConsignmentsPage)
        centre.hands.scan(self.box_no)
        centre.picture("lab-answer")
