"""The foot of the card that takes samples: the number that comes next, what can be done, how the label came out."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.ui.blocks import Noted, acts
from tikadesk.ui.buttons import link, primary, secondary
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import number
from tikadesk.ui.words import Text, Words, say


class CollectFoot(QWidget):
    """Always in view, however low the window is.

    Signals:
        save_wanted(bool): save, with a label or without. unfold_wanted, clear_wanted: what their buttons say.
    """

    save_wanted = Signal(bool)
    unfold_wanted = Signal()
    clear_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.next = Text(role="label", ink="muted")
        self.more = link(say("samples.more"), key="referral", small=True)
        self.clear = link(say("desk.clear"), key="clear", small=True)
        self.save_and_print = primary(say("samples.save_print"), icon="print", key="save_print")
        self.save_only = secondary(say("desk.save"), key="save")
        self.note = Noted(Look.INFO)
        self.note.text.setWordWrap(False)
        self.note.text.elides = True
        self.note.hide()
        said = QHBoxLayout()
        said.setSpacing(0)
        said.addWidget(self.next)
        said.addStretch(1)
        said.addWidget(self.more)
        said.addWidget(self.clear)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        column.addLayout(said)
        column.addLayout(acts(self.save_and_print, self.save_only))
        column.addWidget(self.note)
        self.more.clicked.connect(self.unfold_wanted)
        self.clear.clicked.connect(self.clear_wanted)
        self.save_and_print.clicked.connect(lambda: self.save_wanted.emit(True))
        self.save_only.clicked.connect(lambda: self.save_wanted.emit(False))

    def show_next(self, no: str) -> None:
        """Say which number comes next; blank: one that needed no lease."""
        self.next.show_words(say("samples.next", no=number(no)) if no else say("samples.next.none"))

    def show_unfolded(self, whole: bool) -> None:
        """Say what the referral form's button does now."""
        self.more.show_words(say("samples.less") if whole else say("samples.more"))

    def tell(self, look: Look, words: Words, *, icon: str = "print") -> None:
        """Say in one line below the buttons how a label came out, or what stands in the way."""
        self.note.show_state(look, words, icon=icon)
        self.note.show()
