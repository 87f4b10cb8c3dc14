"""The samples page: taking one at the left, the list or one opened sample at the right, the four steps above."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import samples, undo
from tikadesk.actions.collect import Collected
from tikadesk.actions.desk import Desk
from tikadesk.actions.samples import SampleRow, Tally
from tikadesk.domain import numbers
from tikadesk.ui import sounds
from tikadesk.ui.beep import BeepButton
from tikadesk.ui.blocks import Pile
from tikadesk.ui.collect_card import CollectCard
from tikadesk.ui.correct_card import CorrectCard
from tikadesk.ui.keys import KEYS
from tikadesk.ui.leftover_prints import LeftoverPrints
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.page import Fold, Page
from tikadesk.ui.printing import Printing
from tikadesk.ui.sample_list import SampleList, counts_of
from tikadesk.ui.sample_view import SampleView
from tikadesk.ui.steps import COLLECT, Steps
from tikadesk.ui.stock_line import StockLine
from tikadesk.ui.tokens import Look
from tikadesk.ui.void_card import VoidCard
from tikadesk.ui.wording import day, joined, number, person_name
from tikadesk.ui.words import Words, say


class SamplesPage(Page):
    """Where samples are taken, looked up and looked after."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._fold_now = Fold.FULL
        self._in_list = False
        self.steps = Steps(COLLECT)
        self.collect = CollectCard(desk)
        self.list = SampleList(desk)
        self.stock, self.beep = StockLine(desk), BeepButton()
        self.view = SampleView(desk)
        self.correct = CorrectCard(desk)
        self.void = VoidCard(desk, "sample")
        self.printing = Printing(desk)
        self.leftover = LeftoverPrints(self.printing)
        self.right = Pile(self.list, self.view, self.correct, self.void)
        self._right = QWidget()
        aside = QVBoxLayout(self._right)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.setSpacing(8)
        aside.addWidget(self.right, 1)
        columns = QHBoxLayout()
        columns.setSpacing(14)
        columns.addWidget(self.collect, 40)
        columns.addWidget(self._right, 63)
        self._column = QVBoxLayout()
        self._column.setSpacing(10)
        self._column.addWidget(self.leftover)
        self._column.addWidget(self.steps)
        self._column.addLayout(columns, 1)
        foot = QHBoxLayout()
        foot.addWidget(self.stock, 1)
        foot.addWidget(self.beep)
        self._column.addLayout(foot)
        self.body.addLayout(self._column)
        self._connect()
        self._bind()

    def _connect(self) -> None:
        self.steps.wanted.connect(self._on_step)
        self.collect.saved.connect(self._on_saved)
        self.collect.form.unfolded.connect(self._show_columns)
        self.list.counted.connect(self._on_counted)
        self.list.opened.connect(self.open)
        self.view.left.connect(self.open_list)
        self.view.changed.connect(self._on_changed)
        self.view.resample_wanted.connect(self._on_resample)
        self.view.print_wanted.connect(self.printing.want_label)
        self.view.correct_wanted.connect(self._on_correct)
        self.view.void_wanted.connect(self._on_void)
        for card in (self.correct, self.void):
            card.done.connect(self._on_changed)
            card.done.connect(self._back_to_view)
            card.left.connect(self._back_to_view)
        self.printing.told.connect(self._on_told)
        self.printing.made.connect(self._on_made)
        self.printing.made.connect(self.printed)

    def _bind(self) -> None:
        verbs = {"new": self.open_new, "returning": self.open_list, "undo": self._on_undo}
        for name, verb in verbs.items():
            QShortcut(QKeySequence(KEYS[name].sequence), self).activated.connect(verb)
        on_rows = {"reprint": self._on_reprint, "correct": self._on_row_correct, "void": self._on_row_void}
        for name, verb in on_rows.items():
            QShortcut(QKeySequence(KEYS[name].sequence), self.list).activated.connect(verb)

    # What the window asks

    def subtitle(self) -> Words:
        """The day and the desk."""
        return joined(say("samples.subtitle"), day(self.desk.today()), self.desk.label)

    def refresh(self) -> None:
        """Read numbers, list and counts again."""
        self.collect.refresh()
        self.list.refresh()
        self.stock.refresh()
        self.leftover.refresh()
        if self.right.currentWidget() is self.view:
            self.view.refresh()

    def start(self) -> None:
        """Put the focus where work goes on."""
        if not self._in_list:
            self.collect.start()

    def leave(self) -> None:
        """Keep the half-filled form."""
        self.collect.leave()

    def half_filled(self) -> bool:
        """A sample or a correction that was begun."""
        correcting = self.right.currentWidget() is self.correct and bool(self.correct.touched())
        return correcting or not self.collect.is_empty()

    def fold(self, fold: Fold) -> None:
        """In one column the card and the list take turns."""
        self._fold_now = fold
        self.steps.fold(fold)
        self.steps.setVisible(fold != Fold.SINGLE)
        self.view.fold(fold)
        self.collect.fold(fold)
        self.correct.set_low(fold != Fold.FULL)
        edge = {Fold.FULL: (16, 12, 16, 10), Fold.NARROW: (14, 8, 14, 8), Fold.SINGLE: (8, 6, 8, 6)}[fold]
        self.body.setContentsMargins(*edge)
        self._column.setSpacing(10 if fold == Fold.FULL else 6)
        self._show_columns()

    def _show_columns(self) -> None:
        single = self._fold_now == Fold.SINGLE
        # A correction has the page to itself: its keys are those of the card. So has the whole referral form: its size.
        alone = self.right.currentWidget() in (self.correct, self.void)
        whole = self.collect.form.whole and not alone
        self.collect.form.arrange(wide=whole and not single)
        self.collect.setVisible(whole or (not alone and not (single and self._in_list)))
        self._right.setVisible(not whole and (self._in_list or alone or not single))
        self.stock.setVisible(not single or not self._in_list)
        self.beep.setVisible(not single)

    def look_for(self, text: str) -> None:
        """Search the list for what was typed above."""
        self.open_list()
        self.list.start(text)

    def take(self, thing: object) -> None:
        """A filter by name, what another page typed already, or a sample to open."""
        if isinstance(thing, SampleRow):
            self.open(thing)
        elif isinstance(thing, str) and thing in samples.FILTERS:
            self.open_list()
            self.list.show_filter(thing)
        elif isinstance(thing, Mapping):
            self._to_card()
            self.collect.fill({str(name): str(value) for name, value in thing.items()})

    def scanned(self, code: str) -> bool:
        """A slip goes into the person box, a label printed in advance to the sample at hand, any other tube opens."""
        read = numbers.parse(numbers.case_of(code))
        if read is None or read.kind not in (numbers.REGISTRATION, numbers.CASE, numbers.FALLBACK):
            return False
        found = samples.of_number(self.desk, code) if read.kind != numbers.REGISTRATION else None
        if found is not None:
            sounds.accepted()
            self.open(found)
            return True
        self._to_card()
        if read.on_a_roll:
            self.collect.use_roll(code)
        else:
            self.collect.look_up(code)
        return True

    # What is in front

    def open_new(self) -> None:
        """The card, where its work goes on."""
        self._to_card()
        self.collect.start()

    def _to_card(self) -> None:
        self._in_list = False
        if self.right.currentWidget() in (self.correct, self.void):
            self.right.setCurrentWidget(self.view)
        self._show_columns()

    def open_list(self) -> None:
        """The list's search."""
        self._show_right(self.list)
        self.list.start()

    def open(self, row: SampleRow) -> None:
        """One sample with everything known of it."""
        with shown(self) as outcome:
            self.view.show_sample(row.id)
        if outcome.ok:
            self._show_right(self.view)
            self.view.start()

    def _show_right(self, card: QWidget) -> None:
        self._in_list = True
        self.right.setCurrentWidget(card)
        self._show_columns()

    def _on_step(self, code: str) -> None:
        if code == COLLECT:
            self.open_new()
        else:
            self.wanted.emit("consignments", code)

    # What was done

    def _on_saved(self, answer: Collected, label: bool) -> None:
        sounds.accepted()
        self.right.setCurrentWidget(self.list)
        self.list.search.editor.set_value("")
        self.list.show_filter("today")
        self.refresh()
        self.list.mark(answer.ids[0])
        if label:
            self.printing.want_label(*answer.ids)
        announce(self, str(say("samples.saved.announce", no=number(answer.nos[0]))))
        self.saved.emit()

    def _on_counted(self, tally: Tally) -> None:
        self.steps.show_counts(counts_of(tally))

    def _on_told(self, look: Look, words: Words) -> None:
        self.collect.foot.tell(look, words)
        announce(self, str(words))

    def _on_made(self) -> None:
        self.stock.refresh()
        if self.right.currentWidget() is self.view:
            self.view.refresh()

    def _on_undo(self) -> None:
        if self.collect.can_bring_back():
            self.collect.bring_back()
        elif self.collect.is_empty():
            with shown(self) as outcome:
                undo.undo(self.desk, "sample")
            if outcome.ok:
                self._on_changed()

    # What is done about one sample

    def _on_changed(self) -> None:
        self.saved.emit()
        self.refresh()

    def _back_to_view(self) -> None:
        self._show_right(self.view)
        if self.view.sample is not None:
            self.view.show_sample(self.view.sample.row.id)
        self.view.start()

    def _on_resample(self, rec: str) -> None:
        row = samples.row(self.desk, rec)
        if row is not None:
            self._to_card()
            self.collect.take_again(row)

    def _on_correct(self) -> None:
        if self.view.sample is not None:
            row = self.view.sample.row
            self.correct.show_record("sample", row.id, person_name(row))
            self._show_right(self.correct)
            self.correct.form.focus_first()

    def _on_void(self) -> None:
        if self.view.sample is not None:
            row = self.view.sample.row
            self.void.show_record(person_name(row), person=row.id, scope="sample")
            self._show_right(self.void)
            self.void.form.focus("reason")

    def _on_reprint(self) -> None:
        row = self.list.current()
        if row is not None and not row.void:
            self.printing.want_label(row.id)

    def _on_row_correct(self) -> None:
        if (row := self.list.current()) is not None and not row.void:
            self.open(row)
            self._on_correct()

    def _on_row_void(self) -> None:
        # A row is voided only where it has the focus: in a field the key deletes a word.
        row = self.list.current()
        if row is not None and self.list.table.hasFocus() and not row.void:
            self.open(row)
            self._on_void()
