"""The rules that every page and dialog keeps, as functions over a shown window. Each yields what is wrong, in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF, QImage, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollArea,
    QStackedWidget,
    QTableView,
    QWidget,
)
from shiboken6 import isValid

from tests.ui.contrast import contrast
from tests.ui.showing import settle
from tikadesk.ui.blocks import Icon
from tikadesk.ui.buttons import Button
from tikadesk.ui.form import Form
from tikadesk.ui.keys import KEYS
from tikadesk.ui.segments import SegmentBar
from tikadesk.ui.suggest import Popup
from tikadesk.ui.words import Text

Rule = Callable[[QWidget], Iterator[str]]
SMALLEST_TARGET = 24
FORBIDDEN = {"F10", "Alt+F4", "F5"}


def describe(widget: QWidget) -> str:
    """A widget in a complaint: class and what it says; the pages of tests hold no real person."""
    said = widget.accessibleName() or (widget.text() if isinstance(widget, QLabel | QAbstractButton) else "")
    return f"{type(widget).__name__}({said[:40]!r})"


def seen(window: QWidget) -> list[QWidget]:
    """Every widget of ours in the window that is shown, down to Qt's own inner parts."""
    return [
        widget for widget in window.findChildren(QWidget) if widget.isVisibleTo(window) and not _inner(widget)
    ]


def _inner(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None:
        if isinstance(parent, QComboBox | QLineEdit | QTableView):
            return True
        parent = parent.parentWidget()
    return False


def focusable(window: QWidget) -> list[QWidget]:
    """What Tab can reach, in the order of the focus chain."""
    found, widget = [], window.nextInFocusChain()
    while widget is not None and widget is not window:
        reach = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if reach and widget.isVisibleTo(window) and widget.isEnabled() and not _inner(widget):
            found.append(widget)
        widget = widget.nextInFocusChain()
    return found


def everything_has_a_name(window: QWidget) -> Iterator[str]:
    """What Tab reaches has a name for a screen reader, its label's where it has one, and no two fields share one."""
    labels = {text.buddy(): text.text() for text in window.findChildren(Text) if text.buddy() is not None}
    names: Counter[str] = Counter()
    for widget in focusable(window):
        known = QAccessible.queryAccessibleInterface(widget)
        name = known.text(QAccessible.Text.Name) if known is not None and known.isValid() else ""
        if isinstance(widget, QComboBox):
            # On Linux Qt gives a combo box's value here and its name by the relation to its label.
            name = widget.accessibleName()
        if not name.strip():
            yield f"{describe(widget)} has no name"
        if widget in labels and name != labels[widget]:
            yield f"{describe(widget)} is called {name!r}, its label says {labels[widget]!r}"
        if not isinstance(widget, QAbstractButton):
            names[name] += 1
    yield from (f"{count} fields are called {name!r}" for name, count in names.items() if count > 1)


def tab_follows_enter(window: QWidget) -> Iterator[str]:
    """Tab visits the fields of a form in the order in which Enter does."""
    chain = focusable(window)
    for form in window.findChildren(Form):
        if not form.isVisibleTo(window):
            continue
        order = [form.field(name).editor.inner for name in form.names]
        by_enter = [widget for widget in order if widget in chain]
        by_tab = [widget for widget in chain if widget in by_enter]
        if by_tab != by_enter:
            yield "Tab goes " + " → ".join(w.accessibleName() for w in by_tab)


def nothing_is_cut(window: QWidget) -> Iterator[str]:
    """Every text has the width and height of its words; only texts declared to elide may be shortened."""
    for widget in seen(window):
        if isinstance(widget, Text):
            yield from _cut_text(widget)
        elif isinstance(widget, QAbstractButton | SegmentBar):
            wanted = widget.minimumSizeHint()
            if widget.width() < wanted.width() or widget.height() < wanted.height() - 1:
                yield f"{describe(widget)} is {widget.width()}×{widget.height()}, needs {wanted.toTuple()}"
        elif isinstance(widget, QTableView):
            yield from _cut_heads(widget)
        elif (
            isinstance(widget, QLineEdit | QComboBox) and widget.height() < widget.minimumSizeHint().height()
        ):
            yield f"{describe(widget)} is too low"


def _cut_text(text: Text) -> Iterator[str]:
    if not text.text() or text.elides:
        return
    box, metrics = text.contentsRect(), QFontMetricsF(text.font())
    if text.wordWrap():
        if box.height() + 1 < text.heightForWidth(text.width()):
            yield f"{describe(text)} is {box.height()} high, needs {text.heightForWidth(text.width())}"
        return
    if metrics.horizontalAdvance(text.text()) > box.width() + 1.5:
        yield f"{describe(text)} is {box.width()} wide, needs {metrics.horizontalAdvance(text.text()):.0f}"
    if metrics.tightBoundingRect(text.text()).height() > box.height() + 1:
        yield f"{describe(text)} is {box.height()} high"


def _cut_heads(table: QTableView) -> Iterator[str]:
    head, model = table.horizontalHeader(), table.model()
    for column in range(model.columnCount()):
        title = str(model.headerData(column, Qt.Orientation.Horizontal))
        face = head.font()
        too_long = QFontMetricsF(face).horizontalAdvance(title) + 8 > head.sectionSize(column)
        if too_long and not table.isColumnHidden(column):
            yield f"column {title!r} is {head.sectionSize(column)} wide"


def nothing_overlaps(window: QWidget) -> Iterator[str]:
    """Siblings stand beside each other, and nothing reaches out of its parent."""
    for parent in [window, *seen(window)]:
        if isinstance(parent, QStackedWidget | QAbstractScrollArea) or _inner(parent):
            continue
        children = [
            child
            for child in parent.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
            if child.isVisibleTo(window) and not child.isWindow() and not isinstance(child, Popup | Icon)
        ]
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            continue
        for at, child in enumerate(children):
            if (
                not parent.rect().adjusted(-1, -1, 1, 1).contains(child.geometry())
                and child.width()
                and child.height()
            ):
                yield f"{describe(child)} {child.geometry().getRect()} leaves {describe(parent)}"
            for other in children[at + 1 :]:
                common = child.geometry() & other.geometry()
                if common.width() > 1 and common.height() > 1:
                    yield f"{describe(child)} lies on {describe(other)}"


def nothing_reaches_past_the_edge(window: QWidget) -> Iterator[str]:
    """What scrolls, scrolls up and down only: no page is wider than the window shows."""
    for scroller in window.findChildren(QScrollArea):
        content = scroller.widget()
        if (
            content is not None
            and scroller.isVisibleTo(window)
            and content.width() > scroller.viewport().width() + 1
        ):
            yield f"{describe(content)} is {content.width()} wide in {scroller.viewport().width()}"


def targets_are_large_enough(window: QWidget) -> Iterator[str]:
    """What is clicked is at least 24 by 24 logical pixels."""
    for widget in seen(window):
        if isinstance(widget, QAbstractButton | QLineEdit | QComboBox | SegmentBar) and (
            widget.width() < SMALLEST_TARGET or widget.height() < SMALLEST_TARGET
        ):
            yield f"{describe(widget)} is {widget.width()}×{widget.height()}"


def shortcuts_do_not_clash(window: QWidget) -> Iterator[str]:
    """No key means two things at once, none belongs to the system, none is made with Ctrl+Alt (AltGr)."""
    keys: Counter[str] = Counter()
    for shortcut in window.findChildren(QShortcut):
        parent = shortcut.parent()
        if not shortcut.isEnabled() or not (isinstance(parent, QWidget) and (parent.isVisibleTo(window))):
            continue
        keys.update(sequence.toString() for sequence in list(shortcut.keys()))
    for widget in seen(window):
        if isinstance(widget, QAbstractButton | QLabel) and "&" in widget.text().replace("&&", ""):
            keys[QKeySequence.mnemonic(widget.text()).toString()] += 1
    for key, count in keys.items():
        if count > 1:
            yield f"{key} means {count} things"
        if key in FORBIDDEN or key.startswith("Ctrl+Alt+"):
            yield f"{key} belongs to the system"


def keys_on_buttons_work(window: QWidget) -> Iterator[str]:
    """A button that shows a key of the map is reached by it: by its own shortcut, or by the window's."""
    live = {
        sequence.toString()
        for shortcut in window.findChildren(QShortcut)
        for sequence in list(shortcut.keys())
        if shortcut.isEnabled()
        and isinstance(parent := shortcut.parent(), QWidget)
        and parent.isVisibleTo(window)
    }
    caps = {key.cap: QKeySequence(key.sequence).toString() for key in KEYS.values()}
    for widget in seen(window):
        if (
            isinstance(widget, Button)
            and widget.cap in caps
            and widget.cap != "Esc"
            and caps[widget.cap] not in live
        ):
            yield f"{describe(widget)} shows {widget.cap}, which does nothing"


def text_is_readable(window: QWidget) -> Iterator[str]:
    """The ink of each text against what is really painted below it has a ratio of 4.5 or more."""
    picture = window.grab().toImage()
    for text in seen(window):
        if not isinstance(text, Text) or not text.text().strip() or not text.isEnabled():
            continue
        box = QRect(text.mapTo(window, QPoint(0, 0)), text.size()) & window.rect()
        if box.width() < 8 or box.height() < 8 or not _in_view(text, window):
            continue
        ground = _ground(picture, box)
        ink = text.palette().color(text.foregroundRole()).name()
        if (ratio := contrast(ink, ground)) < 4.5:
            yield f"{describe(text)}: {ink} on {ground} is {ratio:.1f}"


def _in_view(widget: QWidget, window: QWidget) -> bool:
    return widget.visibleRegion().boundingRect().height() >= widget.height() - 1


def _ground(picture: QImage, box: QRect) -> str:
    ratio = picture.devicePixelRatio()
    counts = Counter(
        picture.pixel(int(x * ratio), int(y * ratio))
        for x in range(box.left(), box.right(), 3)
        for y in range(box.top(), box.bottom(), 2)
    )
    return f"#{counts.most_common(1)[0][0] & 0xFFFFFF:06x}"


def focus_is_seen_and_in_view(window: QWidget) -> Iterator[str]:
    """Each thing that takes the focus looks different with it, and is scrolled into view whole."""
    for widget in focusable(window):
        if not isValid(widget) or not widget.isVisibleTo(window):
            # Another one's focus has replaced it: a list that shows what its marked row is about.
            continue
        # Text and blinking cursor aside, it is the frame that has to change.
        widget.clearFocus()
        without = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        if not widget.hasFocus():
            yield f"{describe(widget)} does not take the focus"
            continue
        if widget.grab().toImage() == without:
            yield f"{describe(widget)} looks the same with the focus"
        settle()
        if not isValid(widget):
            continue
        scrolls = _scroller(widget) is not None
        if scrolls and not isinstance(widget, QTableView) and not _in_view(widget, window):
            yield f"{describe(widget)} has the focus out of view"


def _scroller(widget: QWidget) -> QScrollArea | None:
    above = widget.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above


LAYOUT: tuple[Rule, ...] = (
    nothing_is_cut,
    nothing_overlaps,
    nothing_reaches_past_the_edge,
    targets_are_large_enough,
)
MEANING: tuple[Rule, ...] = (
    everything_has_a_name,
    tab_follows_enter,
    shortcuts_do_not_clash,
    keys_on_buttons_work,
    focus_is_seen_and_in_view,
)
COLOUR: tuple[Rule, ...] = (text_is_readable,)
RULES: tuple[Rule, ...] = LAYOUT + MEANING + COLOUR


def complaints(window: QWidget, rules: tuple[Rule, ...] = RULES) -> list[str]:
    """What is wrong in ``window`` by ``rules``; empty where all is well."""
    return [f"{rule.__name__}: {words}" for rule in rules for words in rule(window)]
