"""What the window looks like now: the scheme, the text size, and the one way to change them while running.

Widgets ask ``theme.tokens()``, ``theme.px()`` and ``theme.font()`` when they paint; nothing keeps a colour.
"""

from __future__ import annotations

import sys

from PySide6 import __version_info__ as pyside_version
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from tikadesk.errors import TikaError
from tikadesk.ui import fonts
from tikadesk.ui.stylesheet import stylesheet
from tikadesk.ui.tokens import TABLE, Look, Scheme, Tokens

SMALLEST, LARGEST = 1.0, 1.5
_STATES = {look.value for look in Look}
_INKS = {"side": "side_ink", "strip": "strip_ink", "selection": "on_selection"}
_BAD_SINCE = (6, 12)
_GOOD_PYTHON = (3, 12)


class BadPair(TikaError):
    """This PySide6 crashes on this Python: the desk must not open a record with it."""


def refuse_bad_pair(
    pyside: tuple[int, ...] = tuple(pyside_version[:2]), python: tuple[int, ...] = sys.version_info[:2]
) -> None:
    """Raise BadPair where Qt calls wear out ``None`` until the process dies: PySide6 6.12 or later before 3.12."""
    if tuple(pyside[:2]) >= _BAD_SINCE and tuple(python[:2]) < _GOOD_PYTHON:
        raise BadPair("start.bad_pair", pyside=".".join(map(str, pyside)), python=".".join(map(str, python)))


class Theme(QObject):
    """The look in force; lives as long as the application.

    Signals:
        changed: the scheme or the text size is another one; everything has been restyled already.
    """

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._app = app
        self._chosen: Scheme | None = None
        self.factor = 1.0
        self.scheme = Scheme.LIGHT
        fonts.load()
        app.setStyle("Fusion")
        hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        self._put(self._system())

    def _system(self) -> Scheme:
        hints = self._app.styleHints()
        if hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast:
            return Scheme.CONTRAST
        return Scheme.DARK if hints.colorScheme() == Qt.ColorScheme.Dark else Scheme.LIGHT

    def _follow(self) -> None:
        wanted = self._chosen or self._system()
        if wanted != self.scheme:
            self._put(wanted)

    def choose(self, scheme: Scheme | None) -> None:
        """Put ``scheme`` in force whatever the system says; None follows the system again."""
        self._chosen = scheme
        self._follow()

    @property
    def chosen(self) -> Scheme | None:
        """The operator's own choice, or None while the system is followed."""
        return self._chosen

    def resize(self, factor: float) -> None:
        """Set the text size, 1.0 to 1.5 on top of the system's scaling."""
        factor = round(min(LARGEST, max(SMALLEST, factor)), 2)
        if factor != self.factor:
            self.factor = factor
            self._put(self.scheme)

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return TABLE[self.scheme]

    def _put(self, scheme: Scheme) -> None:
        self.scheme = scheme
        self._app.setPalette(palette(self.tokens))
        self._app.setFont(fonts.font("body", self.factor))
        # From sheet to sheet Qt polishes every widget once for each of its ancestors; through none, twice in all.
        self._app.setStyleSheet("")
        self._app.setStyleSheet(stylesheet(self.tokens, self.factor))
        for window in self._app.topLevelWidgets():
            QCoreApplication.postEvent(window, QEvent(QEvent.Type.LayoutRequest))
        self.changed.emit()


class _InForce:
    """The theme of this process; made by ``start`` once there is an application."""

    def __init__(self) -> None:
        self.theme: Theme | None = None


_in_force = _InForce()


def start(app: QApplication) -> Theme:
    """Dress ``app`` and return its theme; the second call for the same application returns the same theme."""
    if _in_force.theme is None:
        _in_force.theme = Theme(app)
    return _in_force.theme


def current() -> Theme:
    """The theme in force; ``start`` must have been called."""
    if _in_force.theme is None:
        raise RuntimeError("theme.start() comes first")
    return _in_force.theme


def tokens() -> Tokens:
    """The colours in force."""
    return current().tokens


def ink(name: str) -> str:
    """The colour #rrggbb of an ink by name: a state ("ok", "danger" …), "side", "strip", or a token's own name."""
    colours = tokens()
    if name in _STATES:
        return colours.shade(Look(name)).ink
    return str(getattr(colours, _INKS.get(name, name)))


def px(size: float) -> int:
    """``size`` logical pixels at 100 % in the text size in force."""
    return round(size * current().factor)


def font(role: str) -> QFont:
    """The font of ``role`` in the text size in force."""
    return fonts.font(role, current().factor)


def line_height(role: str) -> int:
    """The height of one line of ``role`` in the text size in force."""
    return fonts.line_height(role, current().factor)


def text_width(text: str, role: str) -> int:
    """The width of ``text`` on one line in the text size in force."""
    return fonts.width(text, role, current().factor)


def palette(colours: Tokens) -> QPalette:
    """Qt's palette from our table, for what the stylesheet does not reach."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: colours.page,
        QPalette.ColorRole.WindowText: colours.ink,
        QPalette.ColorRole.Base: colours.card,
        QPalette.ColorRole.AlternateBase: colours.stripe,
        QPalette.ColorRole.Text: colours.ink,
        QPalette.ColorRole.PlaceholderText: colours.muted,
        QPalette.ColorRole.Button: colours.card,
        QPalette.ColorRole.ButtonText: colours.ink,
        QPalette.ColorRole.BrightText: colours.on_primary,
        QPalette.ColorRole.Highlight: colours.selection,
        QPalette.ColorRole.HighlightedText: colours.on_selection,
        QPalette.ColorRole.Link: colours.accent,
        QPalette.ColorRole.ToolTipBase: colours.card,
        QPalette.ColorRole.ToolTipText: colours.ink,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    for role in (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours.muted))
    return made
