"""How the window is put together: sidebar, top bar, messages, pages, strip; the lock screen leaves only the strip."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from tikadesk.ui.frame import Frame
from tikadesk.ui.lock import LockScreen
from tikadesk.ui.messages import MessageArea
from tikadesk.ui.sidebar import Sidebar
from tikadesk.ui.strip import Strip
from tikadesk.ui.top_bar import TopBar

if TYPE_CHECKING:
    from tikadesk.actions.desk import Desk


class Shell(Frame):
    """The window's parts in their places; it connects nothing."""

    def __init__(self, desk: Desk, *, practice: bool) -> None:
        super().__init__(practice=practice)
        self.sidebar = Sidebar(practice=practice)
        self.top = TopBar()
        self.messages = MessageArea()
        self.stack = QStackedWidget()
        self.strip = Strip(desk.clock, practice=practice)
        self.lock_screen = LockScreen(desk, practice=practice)
        work = QWidget()
        column = QVBoxLayout(work)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for widget, share in ((self.top, 0), (self.messages, 0), (self.stack, 1)):
            column.addWidget(widget, share)
        self._open = QWidget()
        across = QHBoxLayout(self._open)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(0)
        across.addWidget(self.sidebar)
        across.addWidget(work, 1)
        self._over = QStackedWidget()
        self._over.addWidget(self.lock_screen)
        self._over.addWidget(self._open)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(self.edge, self.edge, self.edge, self.edge)
        whole.setSpacing(0)
        whole.addWidget(self._over, 1)
        # Below both: the lock hides names, never whether the data is safe.
        whole.addWidget(self.strip)

    @property
    def covered(self) -> bool:
        """Whether the lock screen is in front."""
        return self._over.currentWidget() is self.lock_screen

    def cover(self, locked: bool) -> None:
        """Put the lock screen in front, or the pages."""
        self._over.setCurrentWidget(self.lock_screen if locked else self._open)
