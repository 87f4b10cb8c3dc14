"""Text that knows its key: it says itself anew when the language changes. All prose stays in the catalogues."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QWidget

from tikadesk.i18n import tr
from tikadesk.ui import theme
from tikadesk.ui.drawing import paint_text


@dataclass(frozen=True)
class Words:
    """A key with its params, or plain text (a name, a number). Params may be Words themselves."""

    key: str = ""
    params: dict[str, object] = field(default_factory=dict)
    text: str = ""

    def __str__(self) -> str:
        if not self.key:
            return self.text
        return tr(self.key, **{k: str(v) if isinstance(v, Words) else v for k, v in self.params.items()})


def say(key: str, /, **params: object) -> Words:
    """The sentence of ``key``, rendered whenever it is shown."""
    return Words(key, params)


def plain(text: str) -> Words:
    """Text that is the same in every language."""
    return Words(text=text)


class Text(QLabel):
    """A label in one of the roles of ``fonts.ROLES`` and one of the inks of ``theme.ink``."""

    def __init__(
        self,
        words: Words | None = None,
        *,
        role: str = "body",
        ink: str = "ink",
        wrap: bool = False,
        elide: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._words = words or Words()
        self.elides = elide
        self._role, self._ink = role, ink
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self._dress()
        self._render()

    @property
    def ink(self) -> str:
        """The name of its colour."""
        return self._ink

    @property
    def role(self) -> str:
        """The name of its size and weight."""
        return self._role

    def _dress(self) -> None:
        # Here and not in the sheet: hundreds of labels under font rules make a change of theme take seconds.
        self.setFont(theme.font(self._role))
        colours = self.palette()
        colours.setColor(self.foregroundRole(), QColor(theme.ink(self._ink)))
        self.setPalette(colours)
        self.setMinimumHeight(theme.line_height(self._role))

    def show_words(self, words: Words) -> None:
        """Say ``words`` from now on, in whatever language is in force."""
        if words != self._words or self.text() != str(words):
            self._words = words
            self._render()

    def say(self, key: str, /, **params: object) -> None:
        """Say the sentence of ``key``."""
        self.show_words(Words(key, params))

    def show_text(self, text: str) -> None:
        """Show ``text`` as it is."""
        self.show_words(Words(text=text))

    def set_ink(self, ink: str) -> None:
        """Change the colour to another ink of ``theme.ink``."""
        if self._ink != ink:
            self._ink = ink
            self._dress()

    def set_role(self, role: str) -> None:
        """Change the size and weight to another role of ``fonts.ROLES``."""
        if self._role != role:
            self._role = role
            self._dress()

    def _render(self) -> None:
        self.setText(str(self._words))

    def changeEvent(self, event: QEvent) -> None:
        """Say the words in the new language, and dress for the new look."""
        if event.type() == QEvent.Type.LanguageChange:
            self._render()
        elif event.type() == QEvent.Type.StyleChange:
            self._dress()
        super().changeEvent(event)

    def is_cut(self) -> bool:
        """Whether an eliding text shows less than all of itself."""
        return (
            self.elides
            and self.fontMetrics().horizontalAdvance(self.text()) > self.contentsRect().width() + 1
        )

    def minimumSizeHint(self) -> QSize:
        """An eliding text may shrink to a few letters; others never below their words."""
        hint = super().minimumSizeHint()
        if self.elides:
            hint.setWidth(min(hint.width(), self.fontMetrics().horizontalAdvance("MMMM…")))
        return hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint on the baseline that all one-line texts share; one that is cut says the rest in its tool tip."""
        if self.wordWrap():
            super().paintEvent(event)
            return
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        paint_text(painter, QRectF(self.contentsRect()), self.text(), self.font(), self.alignment())
        if self.elides:
            self.setToolTip(self.text() if self.is_cut() else "")


def restyle(widget: QWidget) -> None:
    """Make the application sheet look at ``widget``'s properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()
