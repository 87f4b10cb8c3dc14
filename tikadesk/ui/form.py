"""A form: it owns its fields' order, moves the focus by Enter, shows problems, and forgets nothing by accident."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QLineEdit, QVBoxLayout, QWidget

from tikadesk.errors import Problem
from tikadesk.ui.error_summary import ErrorSummary
from tikadesk.ui.field import Field
from tikadesk.ui.wording import joined
from tikadesk.ui.words import Words

ROW_GAP = 9
FIELD_GAP = 14


class Form(QWidget):
    """Fields in rows. Enter goes on, Shift+Enter back; with problems shown, Enter goes to the next one to mend.

    Signals:
        changed(str), left(str): a field's value changed, or the focus left it (keep the draft, check quietly).
        letter(str, str): a field's name and a letter that it does not take.
        finished: Enter on the last field.
    """

    changed = Signal(str)
    left = Signal(str)
    letter = Signal(str, str)
    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(ROW_GAP)
        self.summary = ErrorSummary()
        self.summary.wanted.connect(self.focus)
        self.body.addWidget(self.summary)
        self._fields: dict[str, Field] = {}
        self._defaults: dict[str, str] = {}
        self._cleared: dict[str, str] | None = None
        self._others: list[Words] = []
        self._aside: set[str] = set()

    def row(self, *fields: Field, stretches: Sequence[int] = ()) -> QHBoxLayout:
        """Add ``fields`` side by side, in the order in which Enter visits them; ``stretches`` share the width."""
        line = QHBoxLayout()
        line.setSpacing(FIELD_GAP)
        for at, field in enumerate(fields):
            line.addWidget(field, stretches[at] if stretches else 0, Qt.AlignmentFlag.AlignTop)
            self.own(field)
        self.body.addLayout(line)
        return line

    def own(self, *fields: Field) -> None:
        """Take fields that the caller lays out; the order of calls is the order of Enter."""
        for field in fields:
            name, editor = field.name, field.editor
            self._fields[name] = field
            editor.changed.connect(lambda name=name: self._on_changed(name))
            editor.left.connect(lambda name=name: self.left.emit(name))
            editor.letter.connect(lambda letter, name=name: self.letter.emit(name, letter))
            editor.passed.connect(lambda onwards, name=name: self._on_passed(name, onwards))

    def set_aside(self, *names: str) -> None:
        """Take fields off the path of Enter: Tab, a click or their own key still reach them."""
        self._aside.update(names)

    def lay_out_anew(self, column: QVBoxLayout, rows: Sequence[Sequence[tuple[str, int]]]) -> None:
        """Move the fields of ``rows``, (name, stretch) each, into rows of ``column`` in place of those that were there;
        Enter and Tab follow what is seen.
        """
        while (item := column.takeAt(0)) is not None:
            row = item.layout()
            while isinstance(row, QBoxLayout) and row.takeAt(0) is not None:
                pass
            if row is not None:
                row.deleteLater()
        for fields in rows:
            line = QHBoxLayout()
            line.setSpacing(FIELD_GAP)
            for name, stretch in fields:
                line.addWidget(self._fields[name], stretch, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
        self.reorder([name for fields in rows for name, _ in fields])

    def reorder(self, names: Sequence[str]) -> None:
        """Let Enter and Tab visit the fields in the order of ``names``, after they were laid out anew."""
        self._fields = {name: self._fields[name] for name in names} | self._fields
        inner = [field.editor.inner for field in self._fields.values()]
        for before, after in pairwise(inner):
            QWidget.setTabOrder(before, after)

    def add(self, item: QWidget | QLayout) -> None:
        """Add what is not a field between the rows."""
        if isinstance(item, QWidget):
            self.body.addWidget(item)
        else:
            self.body.addLayout(item)

    def field(self, name: str) -> Field:
        """The field of ``name``; KeyError where the form has none."""
        return self._fields[name]

    @property
    def names(self) -> tuple[str, ...]:
        """The fields' names in the order of Enter."""
        return tuple(self._fields)

    def values(self) -> dict[str, str]:
        """What stands in every field, by name; hidden fields too."""
        return {name: field.value() for name, field in self._fields.items()}

    def set_values(self, values: Mapping[str, str]) -> None:
        """Show ``values``; fields that are not named keep theirs, unknown names are left out."""
        for name, value in values.items():
            if name in self._fields:
                self._fields[name].editor.set_value(value)

    def set_defaults(self, values: Mapping[str, str]) -> None:
        """What an empty form shows (last ID type, today): it does not count as something typed."""
        self._defaults = dict(values)

    def is_empty(self) -> bool:
        """Whether nothing was typed beyond the defaults."""
        return all(value == self._defaults.get(name, "") for name, value in self.values().items())

    def clear(self) -> None:
        """Empty the form to its defaults, remembering what stood there for ``bring_back``."""
        if not self.is_empty():
            self._cleared = self.values()
        self.show_problems(())
        for name, field in self._fields.items():
            field.editor.set_value(self._defaults.get(name, ""))
            field.set_said(None)
            field.set_warning(None)
        self.focus_first()

    def can_bring_back(self) -> bool:
        """Whether the form is empty and something was cleared from it."""
        return self._cleared is not None and self.is_empty()

    def bring_back(self) -> None:
        """Undo ``clear``."""
        if self._cleared is not None:
            self.set_values(self._cleared)
            self._cleared = None
            self.focus_first()

    def forget_cleared(self) -> None:
        """After a save nothing is left to bring back."""
        self._cleared = None

    def show_problems(self, problems: Iterable[Problem]) -> None:
        """Show every problem at its field and in the summary, and put the focus on the first; none clears all."""
        found: dict[str, Words] = {}
        self._others = []
        for problem in problems:
            words = Words(problem.key, dict(problem.params))
            if problem.field in self._fields:
                found.setdefault(problem.field, words)
            else:
                self._others.append(words)
        for name, field in self._fields.items():
            field.set_problem(found.get(name))
        self._sum_up()
        if first := next((name for name in self._fields if name in found), None):
            self.focus(first)

    def show_quietly(self, name: str, problems: Iterable[Problem]) -> None:
        """The quiet check on leaving a field: its own problem or none; a shown summary keeps count."""
        own = next((p for p in problems if p.field == name), None)
        self._fields[name].set_problem(Words(own.key, dict(own.params)) if own else None)
        if not self.summary.isHidden():
            self._sum_up()

    def show_warnings(self, name: str, warnings: Iterable[Problem]) -> None:
        """What to look at twice at one field, or nothing; a warning never counts as a problem."""
        own = [Words(one.key, dict(one.params)) for one in warnings if one.field == name]
        self._fields[name].set_warning(own[0] if len(own) == 1 else joined(*own) if own else None)

    @property
    def warned_names(self) -> tuple[str, ...]:
        """The fields that show a warning, in order."""
        return tuple(name for name, field in self._fields.items() if field.is_warned)

    def _sum_up(self) -> None:
        bad = [(name, field.words) for name, field in self._fields.items() if field.is_bad]
        self.summary.show_problems(bad, self._others)

    @property
    def bad_names(self) -> tuple[str, ...]:
        """The fields that show a problem, in order."""
        return tuple(name for name, field in self._fields.items() if field.is_bad)

    def focus(self, name: str) -> None:
        """Put the focus on a field, its text selected for overtyping."""
        editor = self._fields[name].editor
        editor.setFocus(Qt.FocusReason.TabFocusReason)
        # Qt selects it too, but not where the field got the focus already as its card came to the front.
        if isinstance(editor.inner, QLineEdit):
            editor.inner.selectAll()

    def focus_first(self) -> None:
        """Put the focus on the first field that can take it."""
        if visitable := self._visitable():
            self.focus(visitable[0])

    def _visitable(self) -> list[str]:
        return [
            name
            for name, field in self._fields.items()
            if field.isVisibleTo(self) and field.editor.inner.isEnabled()
        ]

    def path(self, name: str = "") -> list[str]:
        """The fields that Enter visits now, in order, and ``name`` itself."""
        return [one for one in self._visitable() if one == name or one not in self._aside]

    def _on_changed(self, name: str) -> None:
        self.changed.emit(name)

    def _on_passed(self, name: str, onwards: bool) -> None:
        order = self.path(name)
        at = order.index(name) if name in order else -1
        if not onwards:
            if at > 0:
                self.focus(order[at - 1])
            return
        # Leaving first: the quiet check may mend or find a problem, which decides where Enter goes.
        self.left.emit(name)
        # What the value decides (a guardian's field for a child) may have come or gone with it.
        order = self.path(name)
        at = order.index(name) if name in order else -1
        bad = [one for one in self.bad_names if one in order and one != name]
        if not self.summary.isHidden() and bad:
            self.focus(next((one for one in bad if order.index(one) > at), bad[0]))
        elif at + 1 < len(order):
            self.focus(order[at + 1])
        else:
            self.finished.emit()
