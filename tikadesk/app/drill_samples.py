"""The drill's night of samples: collected by keys and scanned slips, packed by scans, sealed, sent with a driver."""

from __future__ import annotations

import shutil
from typing import Any

from tikadesk.actions import boxes, number_stock
from tikadesk.actions.boxes import Box
from tikadesk.actions.collect import Collected
from tikadesk.actions.prints import Paper
from tikadesk.app.drill_stage import Stage
from tikadesk.app.rehearsal import LAB
from tikadesk.domain import numbers, rehearsal
from tikadesk.paths import Home
from tikadesk.reports import label
from tikadesk.store import records
from tikadesk.store.store import Store
from tikadesk.ui.consignments_page import ConsignmentsPage
from tikadesk.ui.printing import FOLDERS
from tikadesk.ui.samples_page import SamplesPage
from tikadesk.ui.steps import DISPATCH

BOX = 60
_BOXES_A_TRIP = 10


class Samples:
    """``collected`` and ``boxes``: the numbers that the window gave, in their order."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.collected: list[str] = []
        self.boxes: list[str] = []
        self._unpacked: list[str] = []
        self._unsent = 0
        self._heard = False

    def announce(self, count: int) -> None:
        """Ask for a busy night's numbers while there is a server and wait for them: no day of this desk was like it."""
        desk = self._stage.running.desk
        wanted = {numbers.CASE: count, numbers.CONSIGNMENT: count // BOX + 1}
        for letter, many in wanted.items():
            number_stock.ask(desk, letter, many)
        self._stage.window.try_now.emit()
        self._stage.until(
            lambda: all(
                number_stock.stock(desk, letter).left >= min(many, numbers.LEASE_MOST)
                for letter, many in wanted.items()
            )
        )

    # Collecting

    def _samples(self) -> SamplesPage:
        page = self._stage.page("samples", SamplesPage)
        if not self._heard:
            page.collect.saved.connect(self._on_saved)
            self._heard = True
        return page

    def _on_saved(self, answer: Collected, _label: bool) -> None:
        self.collected += answer.nos
        self._unpacked += answer.nos

    def collect(self, person: dict[str, str], seconds: float, *, slip: str = "") -> None:
        """One sample of somebody whose ``slip`` is scanned, or who is typed; ``seconds`` until the next one comes."""
        card, hands, done = self._samples().collect, self._stage.hands, len(self.collected)
        if slip:
            hands.scan(slip)
        else:
            hands.type(person.get("mobile") or "n")
            hands.enter()
            hands.fill(card.form, "sample", person)
        if done == 0:
            self._stage.picture("sample")
        hands.press("save_print")
        if len(self.collected) != done + 1:
            raise self._stage.stuck(", ".join(card.form.bad_names) or "samples")
        self._stage.let_pass(seconds)

    # Boxes

    def _page(self) -> ConsignmentsPage:
        return self._stage.page("consignments", ConsignmentsPage)

    def pack_full_boxes(self) -> None:
        """Pack and seal as many whole boxes as there are tubes for; every tenth time the driver comes."""
        while len(self._unpacked) >= BOX:
            self._pack(BOX)

    def pack_the_rest(self) -> None:
        """Pack what is left, and send everything."""
        if self._unpacked:
            self._pack(len(self._unpacked))
        if self._unsent:
            self._send()

    def _pack(self, tubes: int) -> None:
        page, hands, stage = self._page(), self._stage.hands, self._stage
        first = not self.boxes
        hands.press("new")
        hands.fill(page.new.form, "consignment", {"lab": LAB, "test": "rtpcr", "size": str(BOX)})
        hands.enter()
        for place, no in enumerate(self._unpacked[:tubes], 1):
            hands.scan(no)
            if first and place == tubes * 4 // 5:
                stage.picture("packing")
        box = page.pack.box
        if box is None or box.tubes != tubes:
            raise stage.stuck("consignments")
        del self._unpacked[:tubes]
        hands.press("seal")
        seal = rehearsal.SEAL | {"seal_no": f"S{len(self.boxes) + 1:05d}"}
        hands.fill(page.seal.form, "consignment", seal)
        stage.let_pass(1.0)
        self._must_be(box, "sealed")
        self.boxes.append(box.no)
        self._unsent += 1
        if first:
            stage.picture("sealed")
        if self._unsent == _BOXES_A_TRIP:
            self._send()

    def _send(self) -> None:
        page, first = self._page(), len(self.boxes) <= _BOXES_A_TRIP
        page.take(DISPATCH)
        self._stage.hands.fill(page.dispatch.form, "consignment", rehearsal.DRIVER)
        self._stage.let_pass(1.0)
        if first:
            self._stage.picture("dispatched")
        left = boxes.boxes(self._stage.running.desk, state="sealed")
        if left:
            raise self._stage.stuck("dispatch")
        self._unsent = 0

    def _must_be(self, box: Box, state: str) -> None:
        now = boxes.box(self._stage.running.desk, box.id)
        if now is None or now.state != state:
            raise self._stage.stuck(state)

    # Papers

    def keep_papers(self, store: Store, home: Home) -> dict[str, Any]:
        """Put the lists that the window made into ``manifests``, and every tube's label on a page of ``labels.pdf``;
        how many labels the window made, and the files.
        """
        out = self._stage.plan.out
        made = sorted((home.data / FOLDERS[Paper.MANIFEST]).glob("*.pdf"))
        (out / "manifests").mkdir(exist_ok=True)
        for file in made:
            shutil.copyfile(file, out / "manifests" / file.name)
        tubes = sorted(records.every(store.connection, "sample"), key=lambda row: str(row["no"]))
        label.write([label.of(store, tube["id"], practice=True) for tube in tubes], out / "labels.pdf")
        return {
            "labels": len(list((home.data / FOLDERS[Paper.LABEL]).glob("*.pdf"))),
            "manifests": [f"manifests/{file.name}" for file in made],
        }
