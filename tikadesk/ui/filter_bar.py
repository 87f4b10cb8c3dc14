"""Filters of a list as buttons with their counts, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import reduce

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from tikadesk.ui import icons, theme
from tikadesk.ui.buttons import Pressable
from tikadesk.ui.drawing import paint_focus, paint_text
from tikadesk.ui.flow import Flow
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Words


class FilterButton(Pressable):
    """One list's name and how much is in it; ``alert`` draws it as something that waits for a person. ``joined`` with
    others it has no frame of its own.
    """

    def __init__(self, words: Words, *, joined: bool = False) -> None:
        super().__init__()
        self._words, self._count, self.alert, self._joined = words, Words(), False, joined
        self.setCheckable(True)
        self.render_words()

    def show_count(self, count: Words, *, alert: bool) -> None:
        """Say ``count`` behind the name."""
        self._count, self.alert = count, alert
        self.render_words()
        self.update()

    def render_words(self) -> None:
        """Take the words of the language in force."""
        self.setText(f"{self._words} {self._count}".strip().replace("&", "&&"))
        self.setAccessibleName(str(self._words))
        self.setAccessibleDescription(str(self._count))

    @property
    def _gap(self) -> int:
        """Between name and count."""
        return theme.px(5 if self._joined else 7)

    @property
    def _plain(self) -> str:
        """The role of what is not chosen; the margins hold the bolder letters of what is."""
        return "muted" if self._joined else "label"

    def sizeHint(self) -> QSize:
        """Name, count and, where it waits for a person, the sign for that."""
        wide = theme.text_width(str(self._words), self._plain) + theme.px(14)
        if str(self._count):
            wide += theme.text_width(str(self._count), self._plain) + self._gap
        return QSize(wide + (theme.px(19) if self.alert else 0), theme.px(28 if self._joined else 30))

    def minimumSizeHint(self) -> QSize:
        """Words are never cut."""
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, filled for the list in view, and the words."""
        colours, painter = theme.tokens(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen, amber = self.isChecked(), colours.shade(Look.AMBER)
        line = colours.primary if chosen else amber.line if self.alert else colours.field_line
        ground = colours.primary if chosen else amber.ground if self.alert else colours.card
        ink = colours.on_primary if chosen else amber.ink if self.alert else colours.ink
        if chosen or self.alert or not self._joined:
            painter.setPen(QPen(QColor(line), 1))
            painter.setBrush(QColor(ground))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)
        role = "label" if chosen else self._plain
        texts = [text for text in (str(self._words), str(self._count)) if text]
        widths = [theme.text_width(text, role) for text in texts]
        left = (self.width() - sum(widths) - self._gap * (len(texts) - 1)) / 2
        if self.alert:
            size = theme.px(14)
            left += theme.px(19) / 2
            box = QRectF(left - theme.px(19), round((self.height() - size) / 2), size, size)
            icons.paint(painter, icons.OF_LOOK[Look.AMBER], ink, box)
        painter.setPen(QColor(ink))
        for text, wide in zip(texts, widths, strict=True):
            room = QRectF(left, 0, self.width() - left, self.height() - 1)
            paint_text(painter, room, text, theme.font(role))
            left += wide + self._gap
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), gap=colours.card if chosen else None)


class FilterBar(Flow):
    """One button for each list; one of them is in view. ``joined`` they stand in one frame.

    Signals:
        chosen(str): another list was asked for.
    """

    chosen = Signal(str)

    def __init__(self, filters: Sequence[tuple[str, Words]], *, joined: bool = False) -> None:
        super().__init__(gap=1 if joined else 4, edge=2 if joined else 0)
        self._joined = joined
        self.buttons = {code: FilterButton(words, joined=joined) for code, words in filters}
        for code, button in self.buttons.items():
            button.clicked.connect(lambda _on=False, code=code: self._on_clicked(code))
        self.fill(self.buttons.values())

    def choose(self, code: str) -> None:
        """Show ``code`` as the list in view without telling anyone."""
        for one, button in self.buttons.items():
            button.setChecked(one == code)

    @property
    def code(self) -> str:
        """The list in view; empty while none is."""
        return next((code for code, button in self.buttons.items() if button.isChecked()), "")

    def show_counts(self, counts: Mapping[str, Words], alerts: Sequence[str] = ()) -> None:
        """Say what stands behind each name; ``alerts`` wait for a person."""
        for code, button in self.buttons.items():
            button.show_count(counts.get(code, Words()), alert=code in alerts)
        self.fit()

    def _on_clicked(self, code: str) -> None:
        self.choose(code)
        self.chosen.emit(code)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the frame around joined ones."""
        super().paintEvent(event)
        shown = [button.geometry() for button in self.buttons.values() if not button.isHidden()]
        if self._joined and shown:
            around = reduce(QRect.united, shown)
            colours, painter = theme.tokens(), QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(colours.field_line), 1))
            painter.drawRoundedRect(QRectF(around).adjusted(-1.5, -1.5, 1.5, 1.5), 5, 5)

    def changeEvent(self, event: QEvent) -> None:
        """Say the names in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            for button in self.buttons.values():
                button.render_words()
        super().changeEvent(event)
