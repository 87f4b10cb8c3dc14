"""What every page of the window is: what the shell may ask of it, and how it folds on a narrow window."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from tikadesk.domain.status import SyncStatus
from tikadesk.ui import theme
from tikadesk.ui.line_log import LineLog
from tikadesk.ui.words import Words

if TYPE_CHECKING:
    from tikadesk.actions.desk import Desk


_AROUND = 14

QWIDGETSIZE_MAX = 16_777_215
"""What Qt calls "no limit"; PySide6 does not export its name."""


class Fold(IntEnum):
    """How much room there is: full from 1280 logical pixels, narrow from 1000, one column below."""

    FULL = 2
    NARROW = 1
    SINGLE = 0


def fold_of(width: float, factor: float) -> Fold:
    """The fold of a window ``width`` logical pixels wide at the text size ``factor``."""
    room = width / factor
    return Fold.FULL if room >= 1280 else Fold.NARROW if room >= 1000 else Fold.SINGLE


class Page(QWidget):
    """A page. Lay it out in ``body`` (a scroll area's content: small windows scroll, the strip stays).

    Signals:
        saved: a record was written. wanted(str, object): show the page of this key, with something for it.
        try_wanted: send now. printed: a paper came out, or did not: labels left are counted again.
        server_asked(str): what does the server hold of this ISO day? The answer is kept in the store.
        retitled: the subtitle says something else.
    """

    saved = Signal()
    wanted = Signal(str, object)
    try_wanted = Signal()
    printed = Signal()
    server_asked = Signal(str)
    retitled = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.scroller = QScrollArea()
        self.scroller.setWidgetResizable(True)
        self.scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setObjectName("body")
        self.body = QHBoxLayout(content)
        self.body.setContentsMargins(16, 14, 16, 14)
        self.body.setSpacing(14)
        self.scroller.setWidget(content)
        outer.addWidget(self.scroller, 1)

    def subtitle(self) -> Words:
        """What stands grey behind the page's title."""
        return Words()

    def refresh(self) -> None:
        """Read again what is shown: the page came to the front, or records arrived."""

    def start(self) -> None:
        """Put the focus where work begins."""

    def leave(self) -> None:
        """The page goes behind another or behind the lock: keep what is half done."""

    def half_filled(self) -> bool:
        """Whether a form of this page holds something that was not saved."""
        return False

    def fold(self, fold: Fold) -> None:
        """Lay the page out for the room there is."""

    def show_below(self, pages: Sequence[str]) -> None:
        """The keys of the pages under this one that the operator may open."""

    def show_status(self, status: SyncStatus) -> None:
        """A new picture of the line arrived."""

    def show_happened(self, log: LineLog) -> None:
        """The line's log has something new."""

    def look_for(self, text: str) -> None:
        """The operator typed or scanned ``text`` into the box above."""

    def scanned(self, code: str) -> bool:
        """A scanner read ``code`` (an official number, or a part of a box's list) while this page was in front,
        whatever had the focus; whether the page took it. If not, it goes to the page whose business it is.
        """
        return False

    def take(self, thing: object) -> None:
        """Another page handed ``thing`` over with ``wanted``."""

    def changeEvent(self, event: QEvent) -> None:
        """Read again in the new language."""
        if event.type() == QEvent.Type.LanguageChange and self.isVisible():
            self.refresh()
        super().changeEvent(event)

    def keep_in_view(self, widget: QWidget) -> None:
        """Scroll so that the focused ``widget`` is seen whole."""
        scroll_to(widget)


def scroll_to(widget: QWidget) -> None:
    """Scroll everything that ``widget`` lies in so that it is seen whole."""
    above = widget.parentWidget()
    while above is not None:
        content = above.widget() if isinstance(above, QScrollArea) else None
        if isinstance(above, QScrollArea) and content is not None and content.isAncestorOf(widget):
            # Not ensureWidgetVisible: that is content with seeing the text cursor of a field.
            middle = widget.mapTo(content, widget.rect().center())
            above.ensureVisible(middle.x(), middle.y(), 0, widget.height() // 2 + _AROUND)
        above = above.parentWidget()


def stand_beside(column: QWidget, width: int | None) -> None:
    """Give a page's right column ``width`` logical pixels beside the lines, or, None, all the room in their place."""
    column.setMinimumWidth(0 if width is None else theme.px(width))
    column.setMaximumWidth(QWIDGETSIZE_MAX if width is None else theme.px(width))
