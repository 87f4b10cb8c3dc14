"""The lock screen: numbered tiles of the operators, a PIN, practice. It shows no person of the register, ever."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from tikadesk.errors import NotAllowed
from tikadesk.i18n import tr
from tikadesk.ui import theme
from tikadesk.ui.blocks import Card, EmptyState, Noted, Rule
from tikadesk.ui.brand import Mark
from tikadesk.ui.buttons import Pressable, primary, secondary
from tikadesk.ui.drawing import keycap_height, keycap_width, paint_focus, paint_keycap, paint_text
from tikadesk.ui.editors import DigitsEditor
from tikadesk.ui.field import Field, Side
from tikadesk.ui.messages import MessageArea, shown
from tikadesk.ui.tokens import Look
from tikadesk.ui.tongue import speaks_hindi
from tikadesk.ui.words import Text, Words, say

if TYPE_CHECKING:
    from tikadesk.actions.desk import Desk, Operator

_COLUMNS = 3


class OperatorTile(Pressable):
    """One operator: the digit that chooses them, name and role."""

    def __init__(self, operator: Operator, number: int) -> None:
        super().__init__()
        self.operator, self.number = operator, number
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.render_words()

    def render_words(self) -> None:
        """Take the words of the language in force."""
        self._role = tr(f"option.role.{self.operator.role}")
        self.setText(self.operator.name.replace("&", "&&"))
        self.setAccessibleName(f"{self.number} {self.operator.name}, {self._role}")
        self.update()

    def sizeHint(self) -> QSize:
        """Room for two lines."""
        return QSize(max(theme.px(200), self.minimumSizeHint().width()), theme.px(58))

    def minimumSizeHint(self) -> QSize:
        """The digit and the whole name."""
        words = max(theme.text_width(self.operator.name, "strong"), theme.text_width(self._role, "small"))
        return QSize(words + keycap_width(str(self.number)) + theme.px(34), theme.px(58))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Frame, digit, name, role."""
        colours = theme.tokens()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        chosen = self.isChecked()
        painter.setPen(QPen(QColor(colours.accent if chosen else colours.field_line), 2 if chosen else 1))
        painter.setBrush(QColor(colours.tint if chosen or self.underMouse() else colours.card))
        edge = 1.0 if chosen else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(edge, edge, -edge, -edge), 5, 5)
        cap, high = str(self.number), keycap_height()
        box = QRectF(theme.px(12), round((self.height() - high) / 2), keycap_width(cap), high)
        paint_keycap(painter, box, cap, colours)
        left = box.right() + theme.px(12)
        room, line = self.width() - left - theme.px(8), theme.px(19)
        top = self.height() / 2 - line
        painter.setPen(QColor(colours.ink))
        paint_text(painter, QRectF(left, top, room, line), self.operator.name, theme.font("strong"))
        painter.setPen(QColor(colours.muted))
        paint_text(painter, QRectF(left, top + line, room, line), self._role, theme.font("small"))
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()))


class PinEditor(DigitsEditor):
    """Four to six digits, never shown."""

    def __init__(self, name: str = "pin") -> None:
        super().__init__(name, also="")
        self.line.setEchoMode(self.line.EchoMode.Password)
        self.line.setMaxLength(6)


class LockScreen(QWidget):
    """A digit chooses, the PIN and Enter open.

    Signals:
        opened(object): the Operator who signed in, or None on a desk that has no operators yet.
        practice_wanted: open a throw-away desk.
    """

    opened = Signal(object)
    practice_wanted = Signal()

    def __init__(self, desk: Desk, *, practice: bool) -> None:
        super().__init__()
        self._desk, self._practice = desk, practice
        self.setObjectName("page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.tiles: list[OperatorTile] = []
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.messages = MessageArea()
        outer.addWidget(self.messages)
        scroller = QScrollArea()
        scroller.setWidgetResizable(True)
        scroller.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroller.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        content = QWidget()
        content.setObjectName("body")
        middle = QHBoxLayout(content)
        middle.addStretch(1)
        column = QVBoxLayout()
        column.addStretch(1)
        column.addWidget(self._card(practice))
        column.addStretch(2)
        middle.addLayout(column, 8)
        middle.addStretch(1)
        scroller.setWidget(content)
        outer.addWidget(scroller, 1)
        self.refresh()

    def _card(self, practice: bool) -> Card:
        card = Card(margins=(24, 20, 24, 20), spacing=12)
        card.setMaximumWidth(theme.px(760))
        top = QHBoxLayout()
        top.setSpacing(12)
        top.addWidget(Mark(size=36))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(Text(say("app.name"), role="head"))
        self._centre = Text(role="muted", ink="muted", elide=True)
        names.addWidget(self._centre)
        top.addLayout(names, 1)
        card.body.addLayout(top)
        card.body.addWidget(Rule())
        self._who = Text(say("lock.who"), role="card")
        card.body.addWidget(self._who)
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        card.body.addLayout(self._grid)
        self._empty = EmptyState(say("lock.nobody"), icon="person")
        card.body.addWidget(self._empty)
        self.pin = Field(PinEditor(), say("lock.pin"), required=True, width=150, side=Side.RIGHT)
        self.pin.editor.passed.connect(self._on_pin)
        card.body.addWidget(self.pin)
        self.kept = Noted(Look.OK)
        card.body.addWidget(self.kept)
        card.body.addWidget(Rule())
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.open = primary(say("lock.open"), icon="lock", cap="Enter")
        self.open.clicked.connect(lambda: self._on_pin(True))
        # A desk that is not enrolled yet has no operators and can be used at once.
        self.begin = primary(say("lock.begin"), icon="desk", cap="Enter")
        self.begin.clicked.connect(lambda: self.opened.emit(None))
        self.practice = secondary(say("lock.practice"), icon="keyboard")
        self.practice.clicked.connect(self.practice_wanted)
        self.practice.setVisible(not practice)
        foot.addWidget(self.open)
        foot.addWidget(self.begin)
        foot.addWidget(self.practice)
        foot.addStretch()
        self._how = Text(say("lock.how"), role="small", ink="muted")
        foot.addWidget(self._how)
        card.body.addLayout(foot)
        return card

    def refresh(self) -> None:
        """Read the operators and the centre again."""
        from tikadesk.actions import staff

        with shown(self):
            self._show_operators(staff.operators(self._desk))
        centre = self._desk.centre
        name = ((speaks_hindi() and centre.name_hi) or centre.name) if centre else ""
        self._centre.show_text(name)
        self._centre.setVisible(bool(name))
        self.show_kept("")

    def _show_operators(self, operators: Sequence[Operator]) -> None:
        for tile in self.tiles:
            tile.hide()
            tile.deleteLater()
        self.tiles = []
        for at, operator in enumerate(operators):
            tile = OperatorTile(operator, operator.number)
            tile.clicked.connect(lambda _on=False, one=tile: self._choose(one))
            self._grid.addWidget(tile, at // _COLUMNS, at % _COLUMNS)
            self.tiles.append(tile)
        some = bool(self.tiles)
        self._empty.setVisible(not some)
        self._who.setVisible(some)
        self.pin.setVisible(some and not self._practice)
        self.open.setVisible(some and not self._practice)
        self.begin.setVisible(not some)
        self._how.setVisible(some and not self._practice)
        self._choose(None)

    def show_kept(self, name: str) -> None:
        """Say that ``name``'s half-filled form is kept; the empty string says nothing."""
        if name:
            self.kept.show_state(Look.OK, say("lock.kept", name=name))
        self.kept.setVisible(bool(name))

    def start(self) -> None:
        """Ready for the digit."""
        self._choose(None)
        # A digit typed on a tile comes up to the screen.
        first = self.tiles[0] if self.tiles else self.begin
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def chosen(self) -> OperatorTile | None:
        """The chosen tile."""
        return next((tile for tile in self.tiles if tile.isChecked()), None)

    def _choose(self, chosen: OperatorTile | None) -> None:
        for tile in self.tiles:
            tile.setChecked(tile is chosen)
        if chosen is not None and self._practice:
            self._desk.operator = chosen.operator
            self.opened.emit(chosen.operator)
            return
        self.pin.editor.set_value("")
        self.pin.set_problem(None)
        self.pin.editor.setEnabled(chosen is not None)
        self.open.setEnabled(chosen is not None)
        if chosen is not None:
            self.pin.set_echo(Look.NEUTRAL, say("lock.pin_of", name=chosen.operator.name), icon="person")
            self.pin.editor.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.pin.set_echo(Look.NEUTRAL, None)

    def _on_pin(self, onwards: bool) -> None:
        from tikadesk.actions import staff

        tile = self.chosen
        if tile is None or not onwards:
            self.start()
            return
        with shown(self):
            try:
                operator = staff.sign_in(self._desk, tile.operator.id, self.pin.value())
            except NotAllowed as error:
                # Beside the field: a wrong PIN is the field's own trouble, not the window's.
                self.pin.editor.set_value("")
                self.pin.set_problem(Words(error.key, dict(error.params)))
                return
            self.opened.emit(operator)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit chooses an operator, Esc starts over."""
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.start()
            return
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_9:
            number = key - Qt.Key.Key_0
            if tile := next((one for one in self.tiles if one.number == number), None):
                self._choose(tile)
                return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Say the roles in the new language."""
        if event.type() == QEvent.Type.LanguageChange:
            for tile in self.tiles:
                tile.render_words()
        super().changeEvent(event)
