"""What is to be done for a whole day of a reconciliation: the next act, and the ways out of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal

from tikadesk.actions.reconcile import Pair
from tikadesk.domain.reconcile import AGREES, OPEN
from tikadesk.store.reconciling import Picture
from tikadesk.ui.blocks import Card, Noted, head
from tikadesk.ui.buttons import link, primary, secondary
from tikadesk.ui.progress_line import ProgressLine
from tikadesk.ui.tokens import Look
from tikadesk.ui.words import Text, say


class ReconcileActs(Card):
    """The next act for a day.

    Signals:
        list_wanted: take the portal's list in. bind_wanted: bind the references that are not in doubt. stop_wanted: no
        more of them. undo_wanted: take them off again. export_wanted: take the findings out. drop_wanted: the list was
        of another day or place.
    """

    list_wanted = Signal()
    bind_wanted = Signal()
    stop_wanted = Signal()
    undo_wanted = Signal()
    export_wanted = Signal()
    drop_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(16, 12, 16, 12), spacing=10)
        self._total = 0
        self.result = Noted(Look.NEUTRAL, role="strong")
        self.what = Text(role="muted", ink="muted", wrap=True)
        self.take = primary(say("reconcile.take_list_of_day"), icon="download")
        self.bind = primary(say("reconcile.bind_all", n=0), icon="check")
        self.undo = link(say("reconcile.undo", n=0), icon="undo", small=True)
        self.export = secondary(say("reconcile.export"), icon="download")
        self.drop = link(say("reconcile.drop_list"), icon="close", small=True)
        self.progress = ProgressLine()
        self.body.addLayout(head(say("reconcile.acts"), role="section"))
        for part in (self.result, self.what):
            self.body.addWidget(part)
        for button in (self.take, self.bind, self.undo):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(self.progress)
        self.body.addStretch()
        for button in (self.export, self.drop):
            self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        self.take.clicked.connect(self.list_wanted)
        self.bind.clicked.connect(self.bind_wanted)
        self.undo.clicked.connect(self.undo_wanted)
        self.export.clicked.connect(self.export_wanted)
        self.drop.clicked.connect(self.drop_wanted)
        self.progress.stopped.connect(self.stop_wanted)

    def show_day(self, picture: Picture, pairs: Sequence[Pair], bound: Sequence[Pair]) -> None:
        """Offer what the day needs: ``pairs`` could be bound, ``bound`` could be undone."""
        listed = picture.head is not None
        agree = picture.groups[AGREES][0]
        apart = sum(line.is_in(OPEN) for line in picture.lines)
        if not listed:
            self.result.show_state(Look.NEUTRAL, say("reconcile.result.no_list"))
            self.what.say("reconcile.what.no_list")
        elif apart:
            self.result.show_state(Look.AMBER, say("reconcile.result.apart", n=apart, agree=agree))
            self.what.say("reconcile.what.apart")
        else:
            self.result.show_state(Look.OK, say("reconcile.result.agree", n=agree))
            self.what.say("reconcile.what.agree")
        self.take.setVisible(not listed)
        self.drop.setVisible(listed)
        self.bind.setVisible(bool(pairs))
        self.bind.show_words(say("reconcile.bind_all", n=len(pairs)))
        self.undo.setVisible(bool(bound))
        self.undo.show_words(say("reconcile.undo", n=len(bound)))
        self.export.setEnabled(listed or bool(picture.given))

    def show_binding(self, done: int, total: int = 0) -> None:
        """References are being bound: ``done`` of ``total``, which is told once."""
        if total:
            self._total = total
            self.progress.start()
            for button in (self.bind, self.undo):
                button.setEnabled(False)
        self.progress.show_progress((done, self._total))

    def end_binding(self) -> None:
        """Nothing is bound any more."""
        self.progress.end()
        for button in (self.bind, self.undo):
            button.setEnabled(True)
