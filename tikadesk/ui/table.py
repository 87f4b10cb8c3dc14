"""Tables: fixed column widths, one line a row, 200 rows read at a time. Measuring 5,000 would freeze the page.

Only the marked row grows, for a long name: whoever works on it reads it whole.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from tikadesk.ui import icons, theme
from tikadesk.ui.drawing import LEFT, RIGHT, chip_size, paint_chip, paint_text, wrapped
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Words

BATCH = 200
_HIGH = 34
"""Logical pixels of a row."""
ENOUGH = 260
"""Logical pixels that other columns yield for: some thirty letters. A longer name is whole where its row is marked."""
_MEASURED = 3
"""So many of the texts with the most letters are measured: one of them is the widest, or nearly."""
_Index = QModelIndex | QPersistentModelIndex
_TOP = QModelIndex()
_SAID = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole)
"""A cell that is cut says the whole of itself in its tool tip."""
_SELECTED = QStyle.StateFlag.State_Selected


@dataclass(frozen=True)
class State:
    """A cell that is a chip (an exception), or with ``quiet`` plain grey words, ``ticked`` with a tick before them;
    ``more`` is said in the tool tip and to a screen reader only.
    """

    look: Look
    words: Words
    icon: str = ""
    quiet: bool = False
    ticked: bool = False
    more: Words = field(default_factory=Words)


@dataclass(frozen=True)
class Column:
    """One column: ``cell`` gives a row's text or State; ``width`` in logical pixels, 0 takes what is left over.

    ``yields``: the order, from 1, in which it is hidden where what is left over would cut a text (a name); 0 never.
    """

    title: Words
    cell: Callable[[Any], str | State]
    width: int = 0
    right: bool = False
    bold: bool = False
    mono: bool = False
    muted: bool = False
    yields: int = 0

    @property
    def role(self) -> str:
        """The role of its text."""
        return "code" if self.mono else "strong" if self.bold else "cell"


class RowsModel(QAbstractTableModel):
    """Rows from ``fetch(offset, limit)``, read when the view wants them; fewer rows than asked means the end."""

    def __init__(self, columns: Sequence[Column]) -> None:
        super().__init__()
        self.columns = list(columns)
        self._rows: list[Any] = []
        self._fetch: Callable[[int, int], Sequence[Any]] = lambda _offset, _limit: ()
        self._done = True
        self.struck: Callable[[Any], bool] = lambda _row: False

    def show(self, fetch: Callable[[int, int], Sequence[Any]]) -> None:
        """Start over from ``fetch``."""
        self.beginResetModel()
        self._fetch = fetch
        self._rows = list(fetch(0, BATCH))
        self._done = len(self._rows) < BATCH
        self.endResetModel()

    def row(self, at: int) -> Any:
        """The row object at ``at``."""
        return self._rows[at]

    def rowCount(self, parent: _Index = _TOP) -> int:
        """The rows read so far."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _TOP) -> int:
        """The columns declared."""
        return 0 if parent.isValid() else len(self.columns)

    def canFetchMore(self, parent: _Index) -> bool:
        """Whether the source may hold more."""
        return not parent.isValid() and not self._done

    def fetchMore(self, parent: _Index) -> None:
        """Read the next batch."""
        batch = list(self._fetch(len(self._rows), BATCH))
        self._done = len(batch) < BATCH
        if batch:
            self.beginInsertRows(QModelIndex(), len(self._rows), len(self._rows) + len(batch) - 1)
            self._rows += batch
            self.endInsertRows()

    def longest(self, column: int) -> int:
        """The width in pixels of the longest text of a column, of the rows read so far."""
        texts = sorted((str(self.columns[column].cell(row)) for row in self._rows), key=len)[-_MEASURED:]
        return max((theme.text_width(text, "cell") for text in texts), default=0)

    def cell(self, index: _Index) -> str | State:
        """What stands in a cell."""
        return self.columns[index.column()].cell(self._rows[index.row()])

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Text, alignment and what a screen reader says."""
        if role in _SAID:
            cell = self.cell(index)
            if not isinstance(cell, State):
                return cell
            more = str(cell.more) if role != Qt.ItemDataRole.DisplayRole else ""
            return f"{cell.words}. {more}" if more else str(cell.words)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = (
                Qt.AlignmentFlag.AlignRight
                if self.columns[index.column()].right
                else Qt.AlignmentFlag.AlignLeft
            )
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def headerData(self, section: int, way: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' titles."""
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return str(self.columns[section].title)
        if way == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignRight if self.columns[section].right else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        return None


class _Cells(QStyledItemDelegate):
    """Paints text in the column's role, chips for exceptions, a strike through what is void."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        if not isinstance(model, RowsModel):
            return
        colours, column = theme.tokens(), model.columns[index.column()]
        marked = bool(option.state & _SELECTED)
        box = QRectF(option.rect)
        if marked:
            painter.fillRect(box, QColor(colours.selection))
        elif index.row() % 2:
            painter.fillRect(box, QColor(colours.stripe))
        cell = model.cell(index)
        inner = box.adjusted(theme.px(4), 0, -theme.px(4), 0)
        painter.save()
        if isinstance(cell, State) and not cell.quiet:
            size = chip_size(str(cell.words))
            top = box.center().y() - size.height() / 2
            chip = QRectF(inner.left(), round(top), size.width(), size.height())
            paint_chip(painter, chip, cell.look, str(cell.words), cell.icon)
        else:
            text = str(cell.words) if isinstance(cell, State) else cell
            if isinstance(cell, State) and cell.ticked:
                side = theme.px(15)
                tick = QRectF(inner.left() + theme.px(3), round(inner.center().y() - side / 2), side, side)
                icons.paint(painter, "check", colours.ok.ink, tick)
                inner.setLeft(tick.right() + theme.px(5))
            face = theme.font(column.role)
            face.setStrikeOut(model.struck(model.row(index.row())))
            muted = column.muted or isinstance(cell, State)
            painter.setPen(
                QColor(colours.on_selection if marked else colours.muted if muted else colours.ink)
            )
            high = theme.line_height(column.role)
            lines = (
                wrapped(text, face, inner.width()) if marked and box.height() > theme.px(_HIGH) else [text]
            )
            inner.setTop(inner.center().y() - high * len(lines) / 2)
            inner.setHeight(high)
            for line in lines:
                paint_text(painter, inner, line, face, RIGHT if column.right else LEFT)
                inner.translate(0, high)
        painter.restore()

    def sizeHint(self, _option: QStyleOptionViewItem, _index: _Index) -> QSize:
        return QSize(40, theme.px(_HIGH))


class Table(QTableView):
    """A table over ``columns``; for a longer text than ``enough`` logical pixels no other column yields.

    Signals:
        opened(object): Enter or a double click on a row. marked(object): another row has the mark, None for none.
    """

    opened = Signal(object)
    marked = Signal(object)

    def __init__(self, columns: Sequence[Column], name: Words, *, enough: int = ENOUGH) -> None:
        super().__init__()
        self.rows = RowsModel(columns)
        self._name, self._enough = name, enough
        self._hidden: set[int] = set()
        self._gone: set[int] = set()
        self._tall = -1
        self.setModel(self.rows)
        self.setItemDelegate(_Cells(self))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setSectionsClickable(False)
        # Queued: a column does not know its new width yet while it tells of it.
        head.sectionResized.connect(self._grow, Qt.ConnectionType.QueuedConnection)
        self.setAccessibleName(str(name))
        self.doubleClicked.connect(self._on_opened)
        self.selectionModel().currentRowChanged.connect(self._on_marked)
        self._fit()

    def fill(self, fetch: Callable[[int, int], Sequence[Any]]) -> None:
        """Show the rows of ``fetch(offset, limit)``."""
        self.rows.show(fetch)
        self._share()
        self._grow()

    def _fit(self) -> None:
        self.verticalHeader().setDefaultSectionSize(theme.px(_HIGH))
        self.horizontalHeader().setFixedHeight(theme.px(31))
        # Or the style's own minimum makes a gap between two columns wider than asked for.
        self.horizontalHeader().setMinimumSectionSize(theme.px(6))
        for at, column in enumerate(self.rows.columns):
            mode = QHeaderView.ResizeMode.Fixed if column.width else QHeaderView.ResizeMode.Stretch
            self.horizontalHeader().setSectionResizeMode(at, mode)
            if column.width:
                self.setColumnWidth(at, theme.px(column.width))

    def set_width(self, at: int, width: int) -> None:
        """Hold the column ``at`` at another width in logical pixels."""
        if self.rows.columns[at].width != width:
            self.rows.columns[at] = replace(self.rows.columns[at], width=width)
            self._fit()

    def whole_rows(self, height: int) -> int:
        """The height, of at most ``height`` pixels, that cuts no row."""
        row, around = self.verticalHeader().defaultSectionSize(), 2 * self.frameWidth()
        around += self.horizontalHeader().height()
        return around + max(1, (height - around) // row) * row

    def hide_columns(self, *at: int) -> None:
        """Hide these columns and no others, whatever the room."""
        self._hidden = set(at)
        self._share()

    @property
    def _rest(self) -> int:
        """The column that takes what is left over, -1 where there is none."""
        return next((at for at, column in enumerate(self.rows.columns) if not column.width), -1)

    def _grow(self) -> None:
        """Give the marked row as many lines as the text takes that would be cut in it, and every other row one."""
        at, rest, one = self.currentIndex().row(), self._rest, self.verticalHeader().defaultSectionSize()
        if self._tall != at and 0 <= self._tall < self.rows.rowCount():
            self.setRowHeight(self._tall, one)
        self._tall = at
        if at < 0 or rest < 0:
            return
        column = self.rows.columns[rest]
        cell = column.cell(self.rows.row(at))
        room = self.columnWidth(rest) - theme.px(8)
        lines = 1 if isinstance(cell, State) else len(wrapped(cell, theme.font(column.role), room))
        high = one + (lines - 1) * theme.line_height(column.role)
        if self.rowHeight(at) != high:
            self.setRowHeight(at, high)

    def _share(self) -> None:
        """Hide columns that yield until the longest text of the one that takes what is left over is not cut."""
        columns = self.rows.columns
        first = self._rest
        yielding = sorted((column.yields, at) for at, column in enumerate(columns) if column.yields)
        if first < 0 or not (yielding or self._hidden or self._gone):
            return
        edge = 2 * self.frameWidth() + self.verticalScrollBar().sizeHint().width()
        widths = {at: theme.px(column.width) for at, column in enumerate(columns)}
        gone = set(self._hidden)
        wanted = min(self.rows.longest(first), theme.px(self._enough)) + theme.px(8) if yielding else 0
        for _, at in yielding:
            if self.width() - edge - sum(wide for one, wide in widths.items() if one not in gone) >= wanted:
                break
            gone.add(at)
        self._gone = gone
        for at in widths:
            self.setColumnHidden(at, at in gone)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share the new width among the columns."""
        super().resizeEvent(event)
        self._share()

    def current(self) -> Any | None:
        """The marked row's object, or None."""
        index = self.currentIndex()
        return self.rows.row(index.row()) if index.isValid() else None

    def mark(self, at: int) -> None:
        """Put the mark on the row ``at``, reading further where it has not been read yet."""
        while at >= self.rows.rowCount() and self.rows.canFetchMore(QModelIndex()):
            self.rows.fetchMore(QModelIndex())
        if 0 <= at < self.rows.rowCount():
            self.setCurrentIndex(self.rows.index(at, 0))

    def mark_where(self, fits: Callable[[Any], bool], rows: Iterable[Any] | None = None) -> None:
        """Mark the first that fits of ``rows``, where all are at hand, else of those read so far; if there is one."""
        known = (self.rows.row(at) for at in range(self.rows.rowCount())) if rows is None else rows
        self.mark(next((at for at, row in enumerate(known) if fits(row)), -1))

    def step(self, by: int) -> None:
        """Move the mark by ``by`` rows; at the ends it stays."""
        self.mark(self.currentIndex().row() + by)

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(self.rows.row(index.row()))

    def _on_marked(self, now: QModelIndex, _before: QModelIndex) -> None:
        self._grow()
        if self.rowHeight(now.row()) > self.verticalHeader().defaultSectionSize():
            self.updateGeometries()  # or the scroll bar knows the row only as it was
            self.scrollTo(now)
        self.marked.emit(self.rows.row(now.row()) if now.isValid() else None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Mark the first row where none is: Qt would work on it without showing it as marked."""
        super().focusInEvent(event)
        if self.rows.rowCount() and not self.selectionModel().hasSelection():
            self.mark(max(0, self.currentIndex().row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the marked row; Tab leaves the table."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._on_opened(self.currentIndex())
            return
        super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """Take the new language's titles and the new text size."""
        if event.type() == QEvent.Type.LanguageChange:
            self.setAccessibleName(str(self._name))
            self.rows.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.rows.columns) - 1)
            self.viewport().update()
        elif event.type() == QEvent.Type.StyleChange and hasattr(self, "rows"):
            self._fit()
        super().changeEvent(event)
