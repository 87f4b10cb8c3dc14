"""Back-entry from a paper register: the line being typed at the left, what was typed of its page at the right."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import paper_entry, undo
from tikadesk.actions.desk import Desk
from tikadesk.actions.paper_entry import Entered
from tikadesk.actions.paper_entry import Page as PaperPage
from tikadesk.actions.paper_list import Line
from tikadesk.actions.register import Candidate
from tikadesk.domain.kinds.dose import shown_day
from tikadesk.domain.roles import Verb, may
from tikadesk.errors import Problem
from tikadesk.ui import sounds
from tikadesk.ui.blocks import Pile
from tikadesk.ui.buttons import link
from tikadesk.ui.compare import CompareCard
from tikadesk.ui.duplicates import AlreadyHere
from tikadesk.ui.find_screen import Wish
from tikadesk.ui.keys import KEYS
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.page import Fold, Page
from tikadesk.ui.paper_kit_card import PaperKitCard
from tikadesk.ui.paper_line_card import LineCard
from tikadesk.ui.paper_list import PaperList, counts
from tikadesk.ui.paper_page_card import PageCard
from tikadesk.ui.sheet_import import SheetImport
from tikadesk.ui.tokens import Look
from tikadesk.ui.verdicts import told_apart
from tikadesk.ui.wording import day, number
from tikadesk.ui.words import Text, Words, say


class BackEntryPage(Page):
    """One page of paper after the other, line by line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._fold_now, self._in_list, self._opened = Fold.FULL, False, False
        self.line, self.sheet = LineCard(desk), PageCard(desk)
        self.compare = CompareCard(desk)
        self.alike = AlreadyHere(
            desk,
            self.line.typed,
            lambda: told_apart(self.line.decided),
            look_up=paper_entry.candidates,
            rows=4,
        )
        self.list = PaperList(desk)
        self.taking, self.kit = SheetImport(desk), PaperKitCard(desk)
        self.left = Pile(self.line, self.sheet, self.compare, self.taking, self.kit)
        self._build()
        self._connect()
        self._bind()

    def _build(self) -> None:
        self.back = link(say("paper.back"), small=True)
        self._here = Text(role="muted", ink="muted", elide=True)
        self.to_list = link(say("paper.to_list"), cap=KEYS["returning"].cap, small=True)
        self.to_sheet = link(say("paper.sheet"), small=True)
        self.to_kit = link(say("kit.open"), small=True)
        first, ways = QHBoxLayout(), QHBoxLayout()
        first.addWidget(self.back)
        first.addWidget(self._here, 1)
        ways.addStretch()
        for way in (self.to_sheet, self.to_kit, self.to_list):
            ways.addWidget(way)
        self._head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        for row in (first, ways, self._head):
            row.setSpacing(8)
        self._head.addLayout(first, 1)
        self._head.addLayout(ways)
        self._right = QWidget()
        aside = QVBoxLayout(self._right)
        aside.setContentsMargins(0, 0, 0, 0)
        aside.setSpacing(12)
        aside.addWidget(self.alike)
        aside.addWidget(self.list, 1)
        across = QHBoxLayout()
        across.setSpacing(14)
        across.addWidget(self.left, 62)
        across.addWidget(self._right, 46)
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addLayout(self._head)
        column.addLayout(across, 1)
        self.body.addLayout(column)

    def _connect(self) -> None:
        self.back.clicked.connect(self._on_back)
        self.to_list.clicked.connect(self.open_list)
        self.line.saved.connect(self._on_saved)
        self.line.changed.connect(self.alike.look_soon)
        self.line.page_wanted.connect(self.change_page)
        self.line.left.connect(self._on_back)
        self.line.band.next_wanted.connect(self.next_page)
        self.sheet.begun.connect(self._on_begun)
        self.to_sheet.clicked.connect(lambda: self._open(self.taking))
        self.to_kit.clicked.connect(lambda: self._open(self.kit))
        self.taking.taken.connect(self._on_taken)
        for card in (self.sheet, self.taking, self.kit):
            card.left.connect(self.open_line)
        self.compare.decided.connect(self._on_decided)
        self.compare.left.connect(self.open_line)
        self.alike.compare_wanted.connect(self._on_compare)
        self.alike.looked.connect(self._say_here)
        self.list.opened.connect(lambda line: self.wanted.emit("find", Wish(line.person)))
        self.list.correct_wanted.connect(lambda line: self.wanted.emit("find", _wish(line, "correct")))
        self.list.void_wanted.connect(lambda line: self.wanted.emit("find", _wish(line, "void")))

    def _bind(self) -> None:
        verbs = {
            "new": self.open_line,
            "returning": self.open_list,
            "compare": self.alike.compare,
            "undo": self._on_undo,
        }
        for name, verb in verbs.items():
            QShortcut(QKeySequence(KEYS[name].sequence), self).activated.connect(verb)

    # What the window asks

    def subtitle(self) -> Words:
        """Which page it is."""
        page = self.line.page
        return say("paper.page.title", page=page.page, day=day(page.day)) if page else say("paper.subtitle")

    def refresh(self) -> None:
        """Read the lines again: another desk may have typed some, or the find page has corrected one."""
        if not self._opened:
            self._opened = True
            self._open_last()
        operator = self.desk.operator
        self.to_sheet.setVisible(operator is None or may(operator.role, Verb.IMPORT))
        self.line.refresh()
        self.list.refresh()
        self._say_here()

    def _open_last(self) -> None:
        """Go on with the page that was typed last, or ask which one it is."""
        last = paper_entry.last(self.desk)
        if last is not None and not paper_entry.needs_supervisor(self.desk, last):
            self._show_page(last)
        else:
            self._ask_page(paper_entry.as_typed(last) if last is not None else {})

    def start(self) -> None:
        """Put the focus where work goes on."""
        if self.left.currentWidget() is self.sheet:
            self.sheet.start()
        elif self.left.currentWidget() is self.line and not self._in_list:
            self.line.take_up()
            self.line.start()

    def leave(self) -> None:
        """Keep the half-typed line."""
        self.line.leave()

    def half_filled(self) -> bool:
        """A line that was begun."""
        return self.line.form.is_begun() or bool(self.line.person)

    def fold(self, fold: Fold) -> None:
        """Without room for two columns the line and the list take turns."""
        self._fold_now = fold
        edge = {Fold.FULL: (16, 10, 16, 12), Fold.NARROW: (14, 6, 14, 8), Fold.SINGLE: (8, 6, 8, 6)}[fold]
        self.body.setContentsMargins(*edge)
        self.line.fold(fold)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._head.setDirection(down if fold == Fold.SINGLE else across)
        self._show_columns()
        self._say_here()

    def _show_columns(self) -> None:
        full = self._fold_now == Fold.FULL
        self.alike.setVisible(full and self.left.currentWidget() in (self.line, self.compare))
        self.left.setVisible(full or not self._in_list)
        self._right.setVisible(full or self._in_list)
        self.to_list.setVisible(not full)
        self.to_list.show_words(say("paper.to_line") if self._in_list else say("paper.to_list"))

    def take(self, thing: object) -> None:
        """An ISO day of the register page: its next page is typed."""
        page = self.line.page
        if isinstance(thing, str) and (page is None or page.day != thing) and not self.half_filled():
            shared = paper_entry.as_typed(page) if page else {}
            self._ask_page(shared | {"day": shown_day(thing), "page": ""})

    def scanned(self, code: str) -> bool:
        """A sticker's number, or that of somebody's slip, goes into the line."""
        self.open_line()
        return self.line.page is not None and self.line.scanned(code)

    # What is in front

    def open_line(self) -> None:
        """The line, where its work goes on; without a page, the page's form."""
        self._to_left(self.line if self.line.page is not None else self.sheet)
        self.start()

    def open_list(self) -> None:
        """The list of lines, or back from it."""
        if self._in_list and self._fold_now != Fold.FULL:
            self.open_line()
            return
        self._in_list = True
        self._show_columns()
        self.list.start()

    def _open(self, card: SheetImport | PaperKitCard) -> None:
        """A card of its own beside the list."""
        self._to_left(card)
        card.start()

    def _to_left(self, card: QWidget) -> None:
        self._in_list = False
        self.left.setCurrentWidget(card)
        self._show_columns()

    def change_page(self, problems: tuple[Problem, ...] = ()) -> None:
        """The page's form; with ``problems`` what a line found wrong in it."""
        page = self.line.page
        self._ask_page(paper_entry.as_typed(page) if page else {})
        self.sheet.start()
        if problems:
            self.sheet.show_problems(problems)

    def next_page(self) -> None:
        """The form of the page after this one."""
        if self.line.page is not None:
            self._ask_page(paper_entry.after(self.line.page))
            self.sheet.start()

    def _ask_page(self, typed: dict[str, str]) -> None:
        self.sheet.show_form(typed, may_leave=self.line.page is not None)
        self._to_left(self.sheet)

    def _show_page(self, page: PaperPage) -> None:
        self.line.show_page(page)
        self.list.show_page(page)
        self._to_left(self.line)
        self.retitled.emit()

    # What was done

    def _on_begun(self, page: PaperPage) -> None:
        self._show_page(page)
        self._say_here()
        self.saved.emit()
        self.line.start()

    def _on_saved(self, entered: Entered, serial: str) -> None:
        sounds.accepted()
        self.alike.forget()
        self.list.refresh()
        self.list.mark(serial)
        words = say("paper.line.saved", serial=serial, no=number(entered.no))
        self.line.say(Look.OK, words)
        announce(self, str(words))
        self._say_here()
        self.saved.emit()

    def _on_taken(self) -> None:
        self.list.refresh()
        self._say_here()
        self.saved.emit()

    def _on_undo(self) -> None:
        if self.line.form.can_bring_back():
            self.line.bring_back()
        elif not self.half_filled():
            with shown(self) as outcome:
                undo.undo(self.desk)
            if outcome.ok and self.line.page is not None:
                self.line.show_page(self.line.page)
                self.list.refresh()
                self.saved.emit()

    def _on_back(self) -> None:
        self.wanted.emit("register", self.line.page.day if self.line.page else None)

    def _say_here(self) -> None:
        """Who may be here already, or the page in one line, for a window without those cards."""
        alike = self.alike.line()
        known = bool(str(alike))
        self._here.set_ink("amber" if known else "muted")
        full = self._fold_now == Fold.FULL
        self._here.show_words(Words() if full else alike if known else counts(self.list.sum))

    # Already here?

    def _on_compare(self, candidate: Candidate) -> None:
        self.compare.show_pair(self.line.typed(), candidate)
        self._to_left(self.compare)
        self.compare.same.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_decided(self, verdict: str, candidate: Candidate) -> None:
        self._to_left(self.line)
        self.line.start()
        self.line.decide(candidate.person.id, verdict)
        self.alike.look()


def _wish(line: Line, act: str) -> Wish:
    """A new person's line is their registration with its dose; somebody known has only the dose on this page."""
    if line.dose and line.known:
        return Wish(line.person, act, "dose", line.dose)
    return Wish(line.person, act)
