"""What labs said of our boxes: on the way, counted, and where their count differs from ours; tubes to take again."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import boxes, samples
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.actions.receipts import ReceiptView, Said
from tikadesk.domain.kinds.consignment import DISPATCHED
from tikadesk.domain.numbers import shown as grouped
from tikadesk.ui.blocks import EmptyState, Noted, Pile, Rule
from tikadesk.ui.box_card import BoxCard
from tikadesk.ui.box_words import celsius, chip, moment
from tikadesk.ui.buttons import link, secondary
from tikadesk.ui.list_file import ListFile
from tikadesk.ui.page import Fold
from tikadesk.ui.portal_id import PortalId
from tikadesk.ui.table import Column, State, Table
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import joined, lab_name, option
from tikadesk.ui.words import Text, Words, plain, say

MOST = 500


class ReceiptsPanel(BoxCard):
    """Boxes that left, newest first, and the lab's answer to the marked one.

    Signals:
        again_wanted: show the people whose tube has to be taken again. manifest_wanted(str): this box's manifest.
        other_side: count boxes that come in here.
    """

    again_wanted = Signal()
    manifest_wanted = Signal(str)
    other_side = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, spacing=8)
        self.box: Box | None = None
        head = QHBoxLayout()
        head.addWidget(Text(say("boxes.receipts"), role="head"), 1)
        self._count = Text(role="head", ink="accent")
        head.addWidget(self._count)
        self.inside.addLayout(head)
        self.table = Table(self._columns(), say("boxes.receipts.list"))
        self.none = EmptyState(say("boxes.receipts.none"), icon="truck")
        self._shown = Pile(self.table, self.none)
        self.add_list(self._shown, 3)
        self._answer = QWidget()
        self._answers()
        self.inside.addWidget(self._answer, 2)
        self._buttons()
        self.table.marked.connect(self._show)

    def _columns(self) -> tuple[Column, ...]:
        today = self.desk.today
        return (
            Column(say("boxes.column.box"), lambda box: grouped(box.no), width=158, mono=True),
            Column(say("boxes.column.lab"), lambda box: str(lab_name(box.lab))),
            Column(say("boxes.column.tubes"), lambda box: str(box.tubes), width=60, right=True),
            Column(plain(""), lambda _box: "", width=12),
            Column(
                say("boxes.column.left"), lambda box: moment(box.dispatched_at, today()), width=88, yields=1
            ),
            Column(say("boxes.column.counted"), _counted, width=104, right=True),
            Column(plain(""), lambda _box: "", width=12),
            Column(say("boxes.column.state"), lambda box: State(*chip(box)), width=142),
        )

    def _answers(self) -> None:
        column = QVBoxLayout(self._answer)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(Rule())
        self._title = Text(role="section", wrap=True)
        self._about = Text(role="muted", ink="muted", wrap=True)
        said = QVBoxLayout()
        said.setSpacing(6)
        said.addWidget(self._title)
        said.addWidget(self._about)
        said.addStretch()
        self.portal = PortalId(self.desk)
        self._beside = QHBoxLayout()
        self._beside.setSpacing(14)
        self._beside.addLayout(said, 1)
        self._beside.addWidget(self.portal)
        column.addLayout(self._beside)
        self.lines = Table(_line_columns(), say("boxes.differences"))
        self.well = Noted(Look.OK, say("boxes.no_difference"))
        column.addWidget(self.lines, 1)
        column.addWidget(self.well)
        column.addStretch()

    def _buttons(self) -> None:
        self.again = secondary(say("boxes.again", n=0), icon="tube")
        self.again.clicked.connect(self.again_wanted)
        self.reprint = secondary(say("boxes.manifest_again"), key="reprint")
        self.reprint.clicked.connect(self._on_reprint)
        self.side = link(say("receive.as_lab"), small=True)
        self.side.clicked.connect(self.other_side)
        self.as_file = ListFile(self.desk, lambda: self.box)
        self.foot(self.again, self.reprint, self.as_file, right=self.side)

    def refresh(self) -> None:
        """Read boxes and answers again; the mark stays on its box."""
        found = [box for box in boxes.boxes(self.desk, state=DISPATCHED, limit=MOST) if box.own_centre]
        resample = samples.tally(self.desk).resample
        self.again.show_words(say("boxes.again", n=resample))
        self.again.setVisible(resample > 0)
        self._fill(found)

    def _fill(self, found: Sequence[Box]) -> None:
        held = self.box.id if self.box else ""
        self.table.fill(lambda offset, limit: found[offset : offset + limit])
        answered = sum(box.receipt is not None and box.receipt.finished for box in found)
        self._count.say("boxes.receipts.count", counted=answered, all=len(found))
        self._shown.setCurrentWidget(self.table if found else self.none)
        self._answer.setVisible(bool(found))
        self.reprint.setVisible(bool(found))
        self.as_file.setVisible(bool(found))
        self.fit_foot()
        if found:
            at = next((at for at, box in enumerate(found) if box.id == held), 0)
            self.table.setCurrentIndex(self.table.rows.index(at, 0))
            self._show(found[at])

    def start(self) -> None:
        """The list, or nothing where there is none."""
        self.table.setFocus()

    def fold(self, fold: Fold) -> None:
        """Only box, tubes and state where the window is narrow, and the portal's ID below what the lab said."""
        single = fold == Fold.SINGLE
        self.table.hide_columns(*((1, 4, 5) if single else ()))
        self._beside.setDirection(
            QBoxLayout.Direction.TopToBottom if single else QBoxLayout.Direction.LeftToRight
        )

    def show_box(self, box: Box) -> None:
        """Mark ``box``."""
        self.box = box
        self.refresh()

    def _show(self, box: Box | None) -> None:
        if box is None:
            return
        self.box, answer = box, box.receipt
        self._title.show_words(joined(grouped(box.no), lab_name(box.lab)))
        worst = answer.worst if answer is not None else ()
        self.lines.fill(lambda offset, limit: worst[offset : offset + limit])
        self.lines.setVisible(bool(worst))
        self.well.setVisible(answer is not None and answer.finished and not worst)
        self._about.show_words(self._said(box, answer))
        self.portal.show_box(box)

    def _said(self, box: Box, answer: ReceiptView | None) -> Words:
        if answer is None:
            way = say(
                "boxes.left_with", driver=box.driver or "–", at=moment(box.dispatched_at, self.desk.today())
            )
            return joined(way, box.vehicle, box.driver_mobile, say("boxes.no_answer"))
        at = moment(answer.at, self.desk.today())
        if not answer.finished:
            return say("boxes.counting", received=answer.received, expected=answer.expected, at=at)
        return joined(
            say("boxes.counted_by", received=answer.received, expected=answer.expected, at=at),
            answer.by,
            celsius(answer.temp),
        )

    def _on_reprint(self) -> None:
        if self.box is not None:
            self.manifest_wanted.emit(self.box.id)


def _counted(box: Box) -> str:
    return f"{box.receipt.received} / {box.receipt.expected}" if box.receipt else ""


def _line_columns() -> tuple[Column, ...]:
    return (
        Column(say("boxes.column.sample"), lambda line: line.shown or "–", width=176, mono=True),
        Column(say("boxes.column.verdict"), _verdict, width=150),
        Column(say("boxes.column.why"), _why),
        Column(say("boxes.column.result"), lambda line: str(option("result", line.result)), width=110),
    )


def _verdict(line: Said) -> State:
    words = say("boxes.tube.two_boxes") if line.elsewhere else option("verdict", line.verdict)
    return State(Look.AMBER, words, "alert")


def _why(line: Said) -> str:
    return str(joined(option("reject_reason", line.reason), line.notes))
