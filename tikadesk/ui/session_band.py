"""The tinted band that shows on every form what the session is: set once with F6, never typed again."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from tikadesk.actions.session import SessionSetup
from tikadesk.ui.blocks import Icon, Panel
from tikadesk.ui.buttons import link
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import joined, option
from tikadesk.ui.words import Text, Words, restyle, say


class SessionBand(Panel):
    """Dose, vaccine, batch, vial and vaccinator of the session; amber while none is set up or the vial is spent.

    Signals:
        wanted: the operator wants to change the session.
    """

    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._icon = Icon("syringe", ink="accent", size=20)
        self._first = Text(role="strong", elide=True)
        self._second = Text(role="small", ink="muted", elide=True)
        self.change = link(say("desk.session.change"), key="session")
        self.change.clicked.connect(self.wanted)
        lines = QVBoxLayout()
        lines.setSpacing(0)
        lines.addWidget(self._first)
        lines.addWidget(self._second)
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addLayout(lines, 1)
        row.addWidget(self.change)
        self.body.addLayout(row)
        self._tight = self._closed = False

    def set_tight(self, tight: bool) -> None:
        """One line where room is short, two where there is enough."""
        self._tight = tight
        self._second.setVisible((not tight or self._closed) and bool(self._second.text()))
        self.body.setContentsMargins(14, 2 if tight else 8, 14, 2 if tight else 8)

    def show_session(
        self,
        session: SessionSetup | None,
        dose: Words,
        *,
        given: int,
        of: int,
        day: str,
        spent: Words | None = None,
    ) -> None:
        """Say what goes into everybody's record now; None asks for the set-up. ``spent``: why the vial must go."""
        self._closed = False
        self._dress(None if session and spent is None else Look.AMBER)
        if session is None:
            self._first.say("desk.session.none")
            self._second.say("desk.session.none.why")
        else:
            vial = (
                say("desk.session.vial", vial=session.vial, next=given + 1, of=of)
                if session.vial and given < of
                else say("desk.session.vial_only", vial=session.vial)
            )
            parts = [dose, option("vaccine", session.vaccine), say("desk.session.batch", batch=session.batch)]
            now = joined(*parts, vial if session.vial else "")
            self._first.show_words(spent or now)
            by = say("desk.session.by", vaccinator=session.vaccinator, day=day)
            self._second.show_words(now if spent else by)
        self.set_tight(self._tight)

    def tell_closed(self, day: str) -> None:
        """Say, also where room is short, that ``day`` is closed: what is saved now is marked as late."""
        self._closed = True
        self._dress(Look.AMBER)
        self._second.say("closing.band", day=day)
        self.set_tight(self._tight)

    def _dress(self, look: Look | None) -> None:
        if look != self.look:
            self.look = look
            self.setProperty("look", look.value if look else None)
            self._icon.show_icon("alert" if look else "syringe", look.value if look else "accent")
            for text, ink in ((self._first, "ink"), (self._second, "muted")):
                text.set_ink(look.value if look else ink)
            restyle(self)
