"""Dispatch: the sealed boxes, oldest first, and the driver who takes those that are marked."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from tikadesk.actions import boxes, dispatch, last_told
from tikadesk.actions.boxes import Box
from tikadesk.actions.desk import Desk
from tikadesk.domain.kinds.consignment import SEALED
from tikadesk.domain.numbers import shown as grouped
from tikadesk.ui.blocks import EmptyState, Noted, Pile
from tikadesk.ui.box_card import BoxCard
from tikadesk.ui.box_words import celsius, clock, instant, moment
from tikadesk.ui.buttons import primary, secondary
from tikadesk.ui.editors import TextEditor
from tikadesk.ui.field import Field
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.list_file import ListFile
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.page import Fold
from tikadesk.ui.table import Column, State, Table
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import lab_name, waited
from tikadesk.ui.words import Text, plain, say

KIND = "consignment"
DRIVER, MOBILE, VEHICLE, COURIER, TEMPERATURE, TIME = (
    "driver",
    "driver_mobile",
    "vehicle",
    "courier",
    "dispatched_temp",
    "time",
)
MOST = 200


class _Boxes(Table):
    """Rows that are taken along or left behind: Space, Enter or a click on one changes that."""

    turned = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the marked row."""
        if event.key() == Qt.Key.Key_Space and self.current() is not None:
            self.turned.emit(self.current())
            return
        super().keyPressEvent(event)


class DispatchPanel(BoxCard):
    """The sealed boxes and the form of their journey.

    Signals:
        sent(object): the boxes that left. unseal_wanted(object): open this box again.
        manifest_wanted(str): print this box's manifest once more. pack_wanted: there is nothing to send.
    """

    sent = Signal(object)
    unseal_wanted = Signal(object)
    manifest_wanted = Signal(str)
    pack_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, spacing=8)
        self.waiting: list[Box] = []
        self._staying: set[str] = set()
        self._hour = ""
        self._title = Text(say("boxes.dispatch"), role="head")
        self._count = Text(role="head", ink="accent")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._count)
        self.inside.addLayout(head)
        self._hint = Text(say("boxes.dispatch.hint"), role="muted", ink="muted", wrap=True)
        self.inside.addWidget(self._hint)
        self.table = _Boxes(self._columns(), say("boxes.dispatch.list"))
        self.none = EmptyState(say("boxes.dispatch.none"), icon="truck")
        self._shown = Pile(self.table, self.none)
        self.add_list(self._shown)
        self.stray = Noted(Look.AMBER, role="label")
        self.stray.hide()
        self.inside.addWidget(self.stray)
        self.told = Noted(Look.OK, role="label")
        self.inside.addWidget(self.told)
        self.told.hide()
        self._fields()
        self._buttons()
        self.table.marked.connect(self._on_marked)
        self.table.turned.connect(self._turn)
        self.table.opened.connect(self._turn)
        self.table.clicked.connect(lambda index: self._turn(self.table.rows.row(index.row())))

    def _columns(self) -> tuple[Column, ...]:
        return (
            Column(say("boxes.column.goes"), self._goes, width=92),
            Column(say("boxes.column.box"), lambda box: grouped(box.no), width=158, mono=True),
            Column(say("boxes.column.lab"), lambda box: str(lab_name(box.lab))),
            Column(say("boxes.column.tubes"), lambda box: str(box.tubes), width=60, right=True),
            Column(plain(""), lambda _box: "", width=12),
            Column(
                say("boxes.column.sealed"), lambda box: moment(box.sealed_at, self.desk.today()), width=98
            ),
            Column(say("boxes.column.pad"), lambda box: celsius(box.sealed_temp), width=76, yields=1),
            Column(say("boxes.column.age"), self._age, width=92),
        )

    def _goes(self, box: Box) -> State:
        stays = box.id in self._staying
        words = say("boxes.stays") if stays else say("boxes.goes")
        return State(Look.OK, words, quiet=True, ticked=not stays)

    def _age(self, box: Box) -> str:
        return str(waited(instant(box.sealed_at), self.desk.now()))

    def _fields(self) -> None:
        self.form = Form()
        today = self._today
        made = {
            name: kind_field(KIND, name, today=today)
            for name in (DRIVER, MOBILE, VEHICLE, TEMPERATURE, COURIER)
        }
        made[TIME] = Field(TextEditor(TIME), say("boxes.dispatch.time"))
        self.form.row(made[DRIVER], made[MOBILE], made[VEHICLE], stretches=(5, 4, 4))
        self.form.row(made[TEMPERATURE], made[TIME], made[COURIER], stretches=(3, 3, 7))
        self.form.set_aside(COURIER)
        self.form.finished.connect(self.send)
        self.inside.addWidget(self.form)

    def _buttons(self) -> None:
        self.go = primary(say("boxes.send", n=0), icon="truck", key="seal")
        self.go.clicked.connect(self.send)
        self.unseal = secondary(say("boxes.unseal"), icon="undo")
        self.unseal.clicked.connect(self._on_unseal)
        self.reprint = secondary(say("boxes.manifest_again"), key="reprint")
        self.reprint.clicked.connect(self._on_reprint)
        self.as_file = ListFile(self.desk, self.table.current)
        self.foot(self.go, self.unseal, self.reprint, self.as_file)

    def _today(self) -> date:
        return self.desk.now().date()

    # What the page asks

    def refresh(self) -> None:
        """Read the sealed boxes again, oldest first."""
        found = [box for box in boxes.boxes(self.desk, state=SEALED, limit=MOST) if box.own_centre]
        self.waiting = sorted(found, key=lambda box: box.sealed_at)
        self._staying &= {box.id for box in self.waiting}
        self._fill()
        self._offer_hour()

    def _offer_hour(self) -> None:
        """Show the hour of now, unless somebody typed another: boxes of an earlier trip left at theirs."""
        if self.form.field(TIME).value() in ("", self._hour):
            self._hour = self.desk.now().strftime("%H:%M")
            self.form.field(TIME).editor.set_value(self._hour)

    def _fill(self) -> None:
        held = self.table.currentIndex().row()
        self.table.fill(lambda offset, limit: self.waiting[offset : offset + limit])
        if self.waiting:
            self.table.setCurrentIndex(self.table.rows.index(max(0, min(held, len(self.waiting) - 1)), 0))
        some = bool(self.waiting)
        self._shown.setCurrentWidget(self.table if some else self.none)
        for part in (self.form, self._hint, self.unseal, self.reprint, self.as_file):
            part.setVisible(some)
        self._count_going()

    def _count_going(self) -> None:
        going = self.going()
        self._count.say("boxes.dispatch.count", n=len(self.waiting))
        self.go.show_words(say("boxes.send", n=len(going)) if self.waiting else say("boxes.dispatch.pack"))
        self.go.setEnabled(bool(going) or not self.waiting)
        self.fit_foot()

    def going(self) -> list[Box]:
        """The boxes that are marked to leave now."""
        return [box for box in self.waiting if box.id not in self._staying]

    def start(self) -> None:
        """Begin at the driver, who is usually the last one; the next thing to type is then the temperature."""
        last = last_told.journey(self.desk)
        if self.form.is_empty() or not self.form.field(DRIVER).value():
            self.form.set_values(last)
        self._offer_hour()
        if self.waiting:
            self.form.focus(TEMPERATURE if self.form.field(DRIVER).value() else DRIVER)
        else:
            self.go.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold(self, fold: Fold) -> None:
        """Only what tells boxes apart where the window is narrow."""
        self.table.hide_columns(*((5, 6) if fold == Fold.SINGLE else ()))

    # What the operator does

    def _turn(self, box: Box) -> None:
        self._staying ^= {box.id}
        self.table.viewport().update()
        self._count_going()

    def _on_marked(self, box: Box | None) -> None:
        """Tubes that were put into a box, or taken out of it, after it was sealed: its printed list is not true."""
        beside = box is not None and bool(box.strays or box.gone)
        self.stray.setVisible(beside)
        if box is None or not beside:
            return
        which = ", ".join(sorted(map(grouped, boxes.strays(self.desk, box.id))))
        words = say("boxes.stray", n=box.strays, which=which) if which else say("boxes.list_differs")
        self.stray.show_state(Look.AMBER, words, icon="alert")

    def send(self) -> None:
        """Let the marked boxes leave with the driver."""
        if not self.waiting:
            self.pack_wanted.emit()
            return
        going = [box.id for box in self.going()]
        with shown(self, self.form) as outcome:
            gone = dispatch.dispatch_all(self.desk, going, self.form.values())
        if outcome.ok and gone:
            words = say("boxes.sent", n=len(gone), driver=gone[-1].driver, at=clock(gone[-1].dispatched_at))
            self.told.show_state(Look.OK, words, icon="truck")
            self.told.show()
            announce(self, str(words))
            self.form.set_values({TEMPERATURE: "", TIME: ""})
            self._staying.clear()
            self.refresh()
            self.sent.emit(gone)
            self.start()

    def _on_unseal(self) -> None:
        if (box := self.table.current()) is not None:
            self.unseal_wanted.emit(box)

    def _on_reprint(self) -> None:
        if (box := self.table.current()) is not None:
            self.manifest_wanted.emit(box.id)
