"""The day in figures: registered, vaccinated, by dose, deferred, voided, events, vials. It shows what it is told."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import QLineF
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tikadesk.actions.register_day import DayRegister
from tikadesk.store.day_vials import DayVials
from tikadesk.ui import theme
from tikadesk.ui.flow import Flow
from tikadesk.ui.words import Text, Words, plain, say


class Figure(QWidget):
    """A number, or two, over what is counted."""

    def __init__(self, *, ink: str = "ink") -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._figure, self._words = Text(role="figure", ink=ink), Text(role="muted", ink="muted")
        column.addWidget(self._figure)
        column.addWidget(self._words)

    def show_figure(self, figure: str, words: Words) -> None:
        """Show ``figure`` over ``words``."""
        self._figure.show_words(plain(figure))
        self._words.show_words(words)
        self.setAccessibleName(f"{figure} {words}")

    @property
    def said(self) -> str:
        """Figure and words in one line."""
        return f"{self._figure.text()} {self._words.text()}"


class DayFigures(Flow):
    """The figures side by side with a hairline between two, in as many rows as they need."""

    def __init__(self) -> None:
        super().__init__(gap=22, spread=True)
        self.registered, self.given, self.doses = Figure(), Figure(ink="accent"), Figure()
        self.deferred, self.void, self.vials = Figure(), Figure(), Figure()
        self._figures = (self.registered, self.given, self.doses, self.deferred, self.void, self.vials)
        self.fill(self._figures)

    def show_day(self, register: DayRegister) -> None:
        """Show the figures of a day."""
        count = register.count
        self.registered.show_figure(str(count["registered"]), say("register_page.registered"))
        self.given.show_figure(str(count["given"]), say("register_page.given"))
        doses = [count["first"], count["second"]]
        if count["precaution"]:
            doses.append(count["precaution"])
        by_dose = say("register_page.doses_three" if count["precaution"] else "register_page.doses")
        self.doses.show_figure(" · ".join(map(str, doses)), by_dose)
        self.deferred.show_figure(str(count["deferred"]), say("register_page.deferred"))
        self.void.show_figure(str(count["void"]), say("register_page.void"))
        self.vials.show_figure(
            f"{register.vials.opened} · {register.vials.thrown_away}", _wasted(register.vials)
        )
        self.fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the hairlines."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.tokens().line), 1))
        for one, other in pairwise(self._figures):
            if one.y() == other.y():
                x = (one.geometry().right() + other.x()) // 2 + 0.5
                painter.drawLine(QLineF(x, one.y() + 4, x, one.geometry().bottom() - 2))


def _wasted(vials: DayVials) -> Words:
    tenths = vials.wastage_tenths
    if tenths is None or vials.unaccounted:
        # What is still in a vial is not wasted yet: no percentage before all of it is accounted for.
        return say("register_page.vials")
    return say("register_page.vials_percent", percent=f"{tenths / 10:.1f}")
