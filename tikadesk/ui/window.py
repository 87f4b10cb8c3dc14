"""The main window: it knows pages only through the registry, and the line only by what it is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QWidget,
)

from tikadesk import i18n
from tikadesk.domain.status import SyncState, SyncStatus
from tikadesk.settings import TEXT_SIZES
from tikadesk.ui import brand, sounds, theme
from tikadesk.ui.idle import IdleWatch
from tikadesk.ui.keys import KEYS, page_sequence
from tikadesk.ui.keys_page import KeysPage
from tikadesk.ui.line_log import LineLog
from tikadesk.ui.messages import shown
from tikadesk.ui.page import Fold, Page, fold_of, scroll_to
from tikadesk.ui.printer_setup import PrinterSetup
from tikadesk.ui.scans import Scans
from tikadesk.ui.screens import SCREENS, Screen, for_role
from tikadesk.ui.shell import Shell
from tikadesk.ui.tokens import Scheme
from tikadesk.ui.tongue import hindi_of, speaks_hindi
from tikadesk.ui.words import Words, plain, say

if TYPE_CHECKING:
    from tikadesk.actions.desk import Desk, Operator

_HELP = Screen("keys", 0, "keyboard", KeysPage)
_SMALLEST = (640, 340)


class MainWindow(QMainWindow):
    """Lock screen, sidebar, top bar, page and strip.

    Signals:
        saved: a record was written. try_now: send at once. server_asked(str): what does the server hold of an ISO day?
        plug_pulled(bool): practice plays at having no line. practice_wanted: open a throw-away desk.
        chose(str, object): a setting of this machine has another value (``language``, ``scheme``, ``text_size``,
        ``sounds``: the fields of ``settings.Settings``). closing: the window closes, everything half done is kept.
    """

    saved = Signal()
    try_now = Signal()
    server_asked = Signal(str)
    plug_pulled = Signal(bool)
    practice_wanted = Signal()
    chose = Signal(str, object)
    closing = Signal()

    def __init__(self, desk: Desk, *, practice: object = None) -> None:
        super().__init__()
        self.desk = desk
        self.practice = bool(practice) or desk.practice
        self.pages: dict[str, Page] = {}
        self._at = ""
        self._before = ""
        self._status: SyncStatus | None = None
        self._log = LineLog()
        self._kept_by = ""
        self.setWindowIcon(brand.icon())
        self.setMinimumSize(*_SMALLEST)
        self.resize(1366, 697)
        self._build()
        self._bind()
        self.idle = IdleWatch(self)
        self.idle.warned.connect(self.strip.warn_of_lock)
        self.idle.expired.connect(self.lock)
        self.scans = Scans(self, lambda: None if self.locked else self.page, self.show_page)
        self.printers = PrinterSetup(self, desk, self.strip)
        self.printers.chose.connect(self.chose)
        self.printers.count()
        sounds.current().changed.connect(self._on_sounds)
        theme.current().changed.connect(self._fold)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._on_focus)
        self._say_title()
        self._count_here()
        if desk.operator is not None:
            self._open(desk.operator)
        else:
            self._show_lock()

    def _build(self) -> None:
        shell = Shell(self.desk, practice=self.practice)
        self.setCentralWidget(shell)
        self._shell = shell
        self.sidebar, self.top, self.strip = shell.sidebar, shell.top, shell.strip
        self.messages, self.stack, self.lock_screen = shell.messages, shell.stack, shell.lock_screen
        self.sidebar.wanted.connect(self.show_page)
        self.top.lock_wanted.connect(self.lock)
        self.top.language_wanted.connect(self.speak)
        self.top.searched.connect(self._on_searched)
        self.strip.try_wanted.connect(self.try_now)
        self.strip.plug_pulled.connect(self.plug_pulled)
        self.strip.printers_wanted.connect(self._on_printers)
        self.lock_screen.opened.connect(self._open)
        self.lock_screen.practice_wanted.connect(self.practice_wanted)

    def _bind(self) -> None:
        verbs = {
            "language": self._on_other_language,
            "keys": self._on_keys,
            "larger": lambda: self._step_text(1),
            "smaller": lambda: self._step_text(-1),
            "usual_size": lambda: self._step_text(0),
            "look": self._on_look,
            "printers": self._on_printers,
            "find": self._on_find,
        }
        for name, verb in verbs.items():
            QShortcut(QKeySequence(KEYS[name].sequence), self).activated.connect(verb)
        QShortcut(QKeySequence("Ctrl+="), self).activated.connect(verbs["larger"])
        for screen in (one for one in SCREENS if not one.under):
            shortcut = QShortcut(QKeySequence(page_sequence(screen.number)), self)
            shortcut.activated.connect(lambda key=screen.key: self.show_page(key))

    # Pages

    def _offered(self) -> tuple[Screen, ...]:
        operator = self.desk.operator
        return for_role(operator.role if operator else None)

    @Slot(str)
    def show_page(self, key: str, thing: object = None) -> Page | None:
        """Bring the page of ``key`` to the front, handing it ``thing``; None where the role has no such page."""
        screen = next((one for one in (*self._offered(), _HELP) if one.key == key), None)
        if screen is None or self.locked:
            return None
        if key not in self.pages:
            self.pages[key] = self._make(screen)
        page = self.pages[key]
        if self._at and self._at != key:
            self.pages[self._at].leave()
            self._before = self._at
        self._at = key
        self.stack.setCurrentWidget(page)
        self.sidebar.mark(screen.under or key)
        page.show_below([one.key for one in self._offered() if one.under == key])
        page.fold(self.fold)
        page.refresh()
        self._say_page()
        if thing is not None:
            page.take(thing)
        page.start()
        return page

    def _make(self, screen: Screen) -> Page:
        page = screen.factory(self.desk)
        page.saved.connect(self._on_saved)
        page.wanted.connect(self._on_wanted)
        page.try_wanted.connect(self.try_now)
        page.server_asked.connect(self.server_asked)
        page.printed.connect(self.printers.count)
        page.retitled.connect(self._say_page)
        self.stack.addWidget(page)
        if self._status is not None:
            page.show_status(self._status)
        page.show_happened(self._log)
        return page

    @property
    def page(self) -> Page | None:
        """The page in front, or None behind the lock."""
        return self.pages.get(self._at)

    @property
    def fold(self) -> Fold:
        """How much room there is now."""
        return fold_of(self.width(), theme.current().factor)

    def _fold(self) -> None:
        fold = self.fold
        self.sidebar.set_narrow(fold != Fold.FULL)
        self.top.fold(fold)
        self.strip.fold(fold)
        if self.page is not None:
            self.page.fold(fold)

    def _say_page(self) -> None:
        if self.page is not None:
            self.top.show_page(Words(f"page.{self._at}"), self.page.subtitle())

    def _say_title(self) -> None:
        centre = self.desk.centre
        name = (centre.name_hi or centre.name if speaks_hindi() else centre.name) if centre else ""
        words = say("app.title", centre=name) if name else say("app.name")
        self.setWindowTitle(str(say("practice.title", title=words) if self.practice else words))

    def _on_wanted(self, key: str, thing: object) -> None:
        self.show_page(key or self._before, thing)

    def _on_saved(self) -> None:
        self._count_here()
        self.saved.emit()

    def _count_here(self) -> None:
        """Until the line has told something, the strip counts what the store itself knows."""
        from tikadesk.actions import facts

        if self._status is not None and self._status.state not in (SyncState.UNKNOWN, SyncState.UNENROLLED):
            return
        with shown(self):
            known = facts.facts_of(self.desk)
            state = SyncState.UNKNOWN if self.desk.enrolled else SyncState.UNENROLLED
            here = SyncStatus(
                state, waiting=known.waiting, entries=known.entries, held=known.held, flagged=known.flagged
            )
            self.on_sync_status(here)

    def _on_searched(self, text: str) -> None:
        if page := self.show_page("find"):
            page.look_for(text)

    def _on_find(self) -> None:
        if self.locked:
            return
        if self.top.find_box.isVisible():
            self.top.find_box.setFocus()
            self.top.find_box.selectAll()
        else:
            self.show_page("find")

    def _on_keys(self) -> None:
        self.show_page(self._before if self._at == _HELP.key else _HELP.key)

    def _on_focus(self, _before: QWidget | None, now: QWidget | None) -> None:
        """Scroll what has the focus into view, now and once the notes of the field just left are laid out."""
        if now is not None:
            self._keep_in_view(now)
            QTimer.singleShot(0, self, self._keep_focus_in_view)

    def _keep_focus_in_view(self) -> None:
        if (now := QApplication.focusWidget()) is not None:
            self._keep_in_view(now)

    def _keep_in_view(self, widget: QWidget) -> None:
        page = self.page
        if page is not None and page.isAncestorOf(widget):
            page.keep_in_view(widget)
        else:
            scroll_to(widget)

    # Lock

    @property
    def locked(self) -> bool:
        """Whether the lock screen covers the pages."""
        return self._shell.covered

    @Slot()
    def lock(self) -> None:
        """Cover the pages; a half-filled form stays as it is, and sending goes on."""
        if self.locked:
            return
        operator, page = self.desk.operator, self.page
        if page is not None:
            page.leave()
            self._kept_by = operator.name if operator and page.half_filled() else self._kept_by
        from tikadesk.actions import staff

        staff.sign_out(self.desk)
        self._show_lock()

    def _show_lock(self) -> None:
        self.idle.stop()
        self.strip.warn_of_lock(0)
        self.lock_screen.refresh()
        self.lock_screen.show_kept(self._kept_by)
        self._shell.cover(True)
        self.lock_screen.start()

    def _open(self, operator: Operator | None) -> None:
        self._shell.cover(False)
        self._kept_by = ""
        offered = self._offered()
        self.sidebar.show_screens(offered)
        if operator is None:
            self.top.show_operator(say("top.nobody"), say("top.not_enrolled"))
        else:
            self.top.show_operator(plain(operator.name), Words(f"option.role.{operator.role}"))
        self._show_badges()
        self._fold()
        keys = [screen.key for screen in offered]
        if keys:
            self.show_page(self._at if self._at in keys else keys[0])
        self.idle.start()

    # What comes from outside

    @Slot(object)
    def on_sync_status(self, status: SyncStatus) -> None:
        """Show a new picture of the line on the strip, the badges and the pages."""
        self._status = status
        self._log.note(status, self.desk.clock.now())
        self.strip.show_status(status)
        self._show_badges()
        for page in self.pages.values():
            page.show_status(status)
            page.show_happened(self._log)

    def _show_badges(self) -> None:
        for screen in self._offered():
            if screen.badge is not None and self._status is not None:
                self.sidebar.set_badge(screen.key, screen.badge(self._status))

    @Slot(object)
    def on_arrived(self, _kinds: frozenset[str]) -> None:
        """Records of these kinds came from the server: the page in front reads again."""
        if self.page is not None and not self.locked:
            self.page.refresh()

    # Look and language

    @Slot(str)
    def speak(self, language: str) -> None:
        """Switch every word on the screen to ``language`` ("en", or "hi" in the form of this centre's state)."""
        i18n.use(hindi_of(self.desk) if language == "hi" else language)
        QCoreApplication.sendEvent(self, QEvent(QEvent.Type.LanguageChange))
        self._say_title()
        self._say_page()
        self.strip.retranslate()
        self.chose.emit("language", i18n.language())

    def _on_other_language(self) -> None:
        self.speak("en" if speaks_hindi() else "hi")

    def _on_printers(self) -> None:
        if not self.locked:
            self.printers.open()

    def _on_look(self) -> None:
        look = theme.current()
        order = [Scheme.LIGHT, Scheme.DARK, Scheme.CONTRAST]
        look.choose(order[(order.index(look.scheme) + 1) % len(order)])
        self.chose.emit("scheme", look.scheme.value)

    @Slot(bool)
    def _on_sounds(self, on: bool) -> None:
        self.chose.emit("sounds", on)

    def _step_text(self, step: int) -> None:
        """The next larger or smaller text size; 0 is the usual one."""
        look = theme.current()
        nearest = min(TEXT_SIZES, key=lambda size: abs(size - look.factor * 100))
        at = TEXT_SIZES.index(nearest) + step if step else 0
        size = TEXT_SIZES[max(0, min(len(TEXT_SIZES) - 1, at))]
        look.resize(size / 100)
        self.chose.emit("text_size", size)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold to the new width."""
        super().resizeEvent(event)
        self._fold()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is half done, then go."""
        if self.page is not None:
            self.page.leave()
        self.idle.stop()
        self.closing.emit()
        super().closeEvent(event)
