"""The shares of the day's doses by group: each as a bar with its numbers, live, and the way to plan them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from tikadesk.actions import quotas
from tikadesk.actions.desk import Desk
from tikadesk.actions.quotas import Quota
from tikadesk.ui import icons, theme
from tikadesk.ui.blocks import Card, EmptyState, Scroller, empty, head
from tikadesk.ui.buttons import link, secondary
from tikadesk.ui.drawing import LEFT, RIGHT, paint_text
from tikadesk.ui.words import Text, Words, say


class QuotaBar(QWidget):
    """One group: its name and what is left of its share, a bar of what is given, and the two numbers."""

    def __init__(self, quota: Quota) -> None:
        super().__init__()
        self.quota = quota
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._name_it()

    def _words(self) -> tuple[Words, Words, Words]:
        """The group's name, what is left of its share, and what is given of how many."""
        one = self.quota
        left = say("stock.share.over", n=-one.left) if one.left < 0 else say("stock.share.left", n=one.left)
        given = say("stock.share.given", given=one.given, doses=one.doses, share=one.share)
        return say(f"stock.group.{one.group}"), left, given

    def _name_it(self) -> None:
        self.setAccessibleName(" · ".join(str(words) for words in self._words()))

    def changeEvent(self, event: QEvent) -> None:
        """Say it in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            self._name_it()
            self.update()
        super().changeEvent(event)

    def sizeHint(self) -> QSize:
        """A line of words, the bar, a line of numbers."""
        high = theme.line_height("label") + theme.px(12) + theme.line_height("small")
        return QSize(theme.px(240), high + theme.px(8))

    def minimumSizeHint(self) -> QSize:
        """Neither name nor figures are cut."""
        name, left, _ = (str(words) for words in self._words())
        wide = theme.text_width(name, "label") + theme.text_width(left, "label") + theme.px(40)
        return QSize(wide, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw words and bar; a share that is used up has a sign and another colour."""
        colours, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        name, left, given = (str(words) for words in self._words())
        over = self.quota.left < 0
        ink = colours.amber.ink if self.quota.left <= 0 else colours.ink
        high = theme.line_height("label")
        line = QRectF(0, 0, self.width(), high)
        painter.setPen(QColor(colours.ink))
        paint_text(painter, line, name, theme.font("label"), LEFT)
        painter.setPen(QColor(ink))
        paint_text(painter, line, left, theme.font("label"), RIGHT)
        if self.quota.left <= 0:
            size = theme.px(14)
            place = self.width() - theme.text_width(left, "label") - size - theme.px(5)
            icons.paint(painter, "alert", ink, QRectF(place, round((high - size) / 2), size, size))
        bar = QRectF(0, high + theme.px(2), self.width(), theme.px(10))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.head))
        painter.drawRoundedRect(bar, 3, 3)
        most = max(self.quota.doses, self.quota.given, 1)
        self._fill(painter, bar, min(self.quota.given, self.quota.doses) / most, colours.primary)
        if over:
            # Beyond the share, behind a gap: seen in grey, too.
            start = bar.left() + bar.width() * self.quota.doses / most
            beyond = QRectF(start + 2, bar.top(), bar.right() - start - 2, bar.height())
            painter.setBrush(QColor(colours.amber.ink))
            painter.drawRoundedRect(beyond, 3, 3)
        painter.setPen(QColor(colours.muted))
        below = QRectF(0, bar.bottom() + theme.px(1), self.width(), theme.line_height("small"))
        paint_text(painter, below, given, theme.font("small"), LEFT)

    def _fill(self, painter: QPainter, bar: QRectF, part: float, colour: str) -> None:
        if part > 0:
            painter.setBrush(QColor(colour))
            painter.drawRoundedRect(
                QRectF(bar.left(), bar.top(), max(4.0, bar.width() * part), bar.height()), 3, 3
            )


class QuotaCard(Card):
    """The groups of today's plan, or how to make one.

    Signals:
        plan_wanted: share the day's doses out, or do it anew.
    """

    plan_wanted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(16, 10, 16, 10), spacing=6)
        self.desk = desk
        self.bars: list[QuotaBar] = []
        self.change = link(say("stock.shares.change"), icon="pencil", small=True)
        self.change.clicked.connect(self.plan_wanted)
        self.body.addLayout(head(say("stock.shares"), self.change))
        self.total = Text(role="small", ink="muted", wrap=True)
        self.body.addWidget(self.total)
        content = QWidget()
        self._list = QVBoxLayout(content)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        self._scroller = Scroller(content)
        self.body.addWidget(self._scroller, 1)
        self._none = EmptyState(say("stock.none.shares"), icon="register")
        self.plan = secondary(say("stock.shares.plan"), icon="plus")
        self.plan.clicked.connect(self.plan_wanted)
        self.body.addWidget(self._none, 1)
        self.body.addWidget(self.plan, 0, Qt.AlignmentFlag.AlignHCenter)

    def refresh(self) -> None:
        """Count again."""
        found = quotas.of_day(self.desk, self.desk.today())
        if [bar.quota for bar in self.bars] != found:
            self._show(found)
        planned = bool(found)
        for widget in (self._scroller, self.total, self.change):
            widget.setVisible(planned)
        self._none.setVisible(not planned)
        self.plan.setVisible(not planned)
        self.total.say(
            "stock.shares.total",
            doses=sum(one.doses for one in found),
            given=sum(one.given for one in found),
            left=sum(max(0, one.left) for one in found),
        )

    def _show(self, found: list[Quota]) -> None:
        empty(self._list)
        self.bars = [QuotaBar(one) for one in found]
        for bar in self.bars:
            self._list.addWidget(bar)
        self._list.addStretch()
