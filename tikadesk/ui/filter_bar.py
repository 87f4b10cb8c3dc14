"""Filters of a list as buttons with their counts, in as many rows as they need."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen

from tikadesk.ui import icons, theme
from tikadesk.ui.buttons import Pressable
from tikadesk.ui.drawing import paint_focus, paint_text
from tikadesk.ui.flow import Flow
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Words


class FilterButton(Pressable):
    """One list's name and how much is in it; ``alert`` draws it as something that waits for a person."""

    def __init__(self, words: Words) -> None:
        super().__init__()
        self._words, self._count, self.alert = words, Words(), False
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

    def sizeHint(self) -> QSize:
        """Name, count and, where it waits for a person, the sign for that."""
        wide = theme.text_width(str(self._words), "label") + theme.px(14)
        if str(self._count):
            wide += theme.text_width(str(self._count), "label") + theme.px(7)
        return QSize(wide + (theme.px(19) if self.alert else 0), theme.px(30))

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
        painter.setPen(QPen(QColor(line), 1))
        painter.setBrush(QColor(ground))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        left = float(theme.px(7))
        if self.alert:
            size = theme.px(14)
            box = QRectF(left, round((self.height() - size) / 2), size, size)
            icons.paint(painter, icons.OF_LOOK[Look.AMBER], ink, box)
            left += theme.px(19)
        painter.setPen(QColor(ink))
        for text in (str(self._words), str(self._count)):
            room = QRectF(left, 0, self.width() - left, self.height() - 1)
            paint_text(painter, room, text, theme.font("label"))
            left += theme.text_width(text, "label") + theme.px(7)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), gap=colours.card if chosen else None)


class FilterBar(Flow):
    """One button for each list; one of them is in view.

    Signals:
        chosen(str): another list was asked for.
    """

    chosen = Signal(str)

    def __init__(self, filters: Sequence[tuple[str, Words]]) -> None:
        super().__init__(gap=4)
        self.buttons = {code: FilterButton(words) for code, words in filters}
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

    def changeEvent(self, event: QEvent) -> None:
        """Say the names in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            for button in self.buttons.values():
                button.render_words()
        super().changeEvent(event)
