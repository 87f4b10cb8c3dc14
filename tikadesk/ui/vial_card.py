"""The vial in use: doses drawn as cells, the time it must be thrown away, F7 for the next one."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from tikadesk.actions import stock
from tikadesk.actions.desk import Desk
from tikadesk.actions.vials import Vial
from tikadesk.domain.clock import IST
from tikadesk.domain.kinds.vial import OPEN
from tikadesk.ui import sounds, theme
from tikadesk.ui.blocks import Card, Chip, Icon, Noted
from tikadesk.ui.buttons import secondary
from tikadesk.ui.keys import KEYS
from tikadesk.ui.messages import announce, area_of
from tikadesk.ui.tokens import Look
from tikadesk.ui.vial_warnings import WARN_MINUTES, VialWarnings, standing
from tikadesk.ui.wording import joined, option
from tikadesk.ui.words import Text, Words, say


class DoseCells(QWidget):
    """One cell per dose of the vial, filled where it is drawn."""

    def __init__(self) -> None:
        super().__init__()
        self._given, self._doses = 0, 1
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_doses(self, given: int, doses: int) -> None:
        """Draw ``doses`` cells with ``given`` of them filled."""
        self._given, self._doses = given, max(1, doses)
        self.setAccessibleName(str(say("desk.vial.given", given=given, doses=doses)))
        self.update()

    def sizeHint(self) -> QSize:
        """As flat as in the mock."""
        return QSize(theme.px(200), theme.px(10))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw the cells."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        gap = 4.0
        wide = (self.width() - gap * (self._doses - 1)) / self._doses
        for at in range(self._doses):
            filled = at < self._given
            painter.setPen(QPen(QColor(colours.primary if filled else colours.field_line), 1))
            painter.setBrush(QColor(colours.primary if filled else colours.card))
            box = QRectF(at * (wide + gap) + 0.5, 0.5, wide - 1, self.height() - 1)
            painter.drawRoundedRect(box, 2, 2)


class VialCard(Card):
    """The open vial, or what to do where none is open.

    Signals:
        next_wanted: open the next vial of the batch. waste_wanted: throw this one away.
        ticked: time has gone by, the vial may be past its own.
    """

    next_wanted = Signal()
    waste_wanted = Signal()
    ticked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(spacing=7)
        self.desk = desk
        self._vial: Vial | None = None
        self._warnings = VialWarnings(desk)
        self.told = Noted(Look.AMBER, role="label")
        self.told.hide()
        self._title = Text(role="card")
        self._chip = Chip()
        self._cells = DoseCells()
        self._given = Text(role="muted", ink="muted")
        self._expiry = Text(role="muted", ink="muted")
        self.open_next = secondary(say("desk.vial.next"), cap=KEYS["open_vial"].cap, small=True)
        self.open_next.clicked.connect(self.next_wanted)
        self.throw_away = secondary(say("desk.waste"), cap=KEYS["waste"].cap, small=True)
        self.throw_away.clicked.connect(self.waste_wanted)
        self.stock = Text(role="muted", ink="muted")
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(Icon("vial", ink="accent", size=20))
        top.addWidget(self._title)
        top.addStretch()
        top.addWidget(self._chip)
        counts = QHBoxLayout()
        counts.addWidget(self._given)
        counts.addStretch()
        counts.addWidget(self._expiry)
        keys = QHBoxLayout()
        keys.addWidget(self.open_next)
        keys.addWidget(self.throw_away)
        keys.addWidget(self.stock)
        keys.addStretch()
        self.body.addLayout(top)
        self.body.addWidget(self._cells)
        self.body.addLayout(counts)
        self.body.addWidget(self.told)
        self.body.addLayout(keys)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._clock = QTimer(self)
        self._clock.setTimerType(Qt.TimerType.VeryCoarseTimer)
        self._clock.setInterval(20_000)
        self._clock.timeout.connect(self._on_tick)
        self._clock.start()

    def show_vial(self, vial: Vial | None, expires: str) -> None:
        """Show ``vial``; ``expires`` is the batch's expiry as people read it."""
        self._vial = vial
        for widget in (self._chip, self._cells, self._given, self._expiry, self.open_next):
            widget.setVisible(vial is not None)
        self.throw_away.setVisible(vial is not None and vial.state == OPEN)
        left = stock.left_of(self.desk, vial.vaccine, vial.batch) if vial is not None else None
        self.stock.setVisible(left is not None)
        if left is not None:
            self.stock.say("desk.vial.stock", n=left)
            self.stock.set_ink("muted" if left > 0 else "amber")
        if vial is None:
            self.told.hide()
            self._title.say("desk.vial.none")
            return
        self._title.say("desk.vial.open" if vial.state == OPEN else "desk.vial.number", no=vial.no)
        self._cells.show_doses(vial.given, vial.doses)
        self._given.say("desk.vial.given", given=vial.given, doses=vial.doses)
        self._expiry.say("desk.vial.expires", day=expires)
        self._say_time()

    def _on_tick(self) -> None:
        # Also where a narrow window hides the card, for the session band; but the store of a closed window is closed.
        if self.window().isVisible():
            self._say_time()
            self.ticked.emit()
            self._warn()

    def _say_time(self) -> None:
        if self._vial is None:
            return
        look, words = time_left(self._vial, self.desk.clock.now())
        self._chip.show_state(look, words, icon="clock" if look != Look.DANGER else "")
        stays = standing(self._vial, self.desk.clock.now())
        self.told.setVisible(stays is not None)
        if stays is not None:
            self.told.show_state(*stays)

    def _warn(self) -> None:
        """Say once what the time has come for: by sound, and where no card is in view in the window's band."""
        seen = any(card.isVisible() for card in self.window().findChildren(VialCard))
        if seen != self.isVisible() or not (seen or _can_be_read(self)):
            return  # the card in view says it; behind the lock it waits until somebody is there
        found = self._warnings.look()
        if found:
            sounds.warned()
        shown = self._vial.id if seen and self._vial is not None else ""
        for vial, _, words in found:
            if vial.id == shown:
                announce(self, str(words))
        others = [(look, words) for vial, look, words in found if vial.id != shown]
        if others:
            looks = {look for look, _ in others}
            worst = Look.DANGER if Look.DANGER in looks else Look.AMBER
            area_of(self).say(worst, joined(*(words for _, words in others)))


def _can_be_read(card: QWidget) -> bool:
    """Whether the window's messages are in view: not behind the lock."""
    above = area_of(card).parentWidget()
    return above is not None and above.isVisible()


def spent(vial: Vial, now: datetime) -> Words | None:
    """Why nothing more may be drawn from the vial and what to do; None while something may."""
    if vial.state != OPEN:
        return say("desk.vial.closed", no=vial.no)
    if now > vial.discard_at:
        return say("desk.vial.spoilt", no=vial.no, at=vial.discard_at.astimezone(IST).strftime("%H:%M"))
    return say("desk.vial.used_up", no=vial.no) if vial.given >= vial.doses else None


def time_left(vial: Vial, now: datetime) -> tuple[Look, Words]:
    """Until when the vial may be used and how long that is; amber within the hour, red when it has passed, and of a
    closed one how it ended.
    """
    if vial.state != OPEN:
        return Look.NEUTRAL, option("vial_state", vial.state)
    left = int((vial.discard_at - now).total_seconds() // 60)
    at = vial.discard_at.astimezone(IST).strftime("%H:%M")
    if left < 0:
        return Look.DANGER, say("desk.vial.passed", at=at)
    look = Look.AMBER if left <= WARN_MINUTES[0] else Look.OK
    if left < 60:
        return look, say("desk.vial.minutes", at=at, minutes=left)
    return look, say("desk.vial.left", at=at, hours=left // 60, minutes=left % 60)
