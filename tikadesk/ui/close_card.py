"""Closing the day, at the right of the register: what must hold first, each with its figures; then print, sign, close.
What is closed already is shown by ``closed_view``.
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tikadesk.actions import closing, prints
from tikadesk.actions.closing import Check, Standing
from tikadesk.actions.desk import Desk
from tikadesk.actions.exports import register_of
from tikadesk.actions.prints import Paper
from tikadesk.reports import register_paper
from tikadesk.ui.backup_line import BackupLine
from tikadesk.ui.blocks import Card, Noted, Rule, Scroller
from tikadesk.ui.buttons import primary
from tikadesk.ui.check_row import CheckRow
from tikadesk.ui.closed_view import ClosedView
from tikadesk.ui.messages import announce, shown
from tikadesk.ui.pin import ask_pin
from tikadesk.ui.tokens import Look
from tikadesk.ui.wording import day, joined
from tikadesk.ui.words import Text, Words, plain, say

REVIEWED = ("seen", "desks", "voids")
"""The rows that the review card answers."""
_ACTS = {
    "vials": "closing.vials", "seen": "closing.review", "desks": "closing.review", "voids": "closing.review",
    "backup": "closing.backup.write",
}  # fmt: skip
"""The rows of the card, with what their buttons say."""
_SHARE = {"seen": ("deferrals", "aefi")}
"""The checks that one row tells of; every other row tells of the check of its name."""


class CloseCard(Card):
    """The closing of the ISO day ``day``, which stands as ``standing`` says.

    Signals:
        review_wanted: look at what is to be looked at. print_wanted: print the register. vials_wanted: the stock page.
        late_wanted: show what came later. slip_wanted(str): print the slip of this closing. done: something was
        written.
    """

    review_wanted = Signal()
    print_wanted = Signal()
    vials_wanted = Signal()
    late_wanted = Signal()
    slip_wanted = Signal(str)
    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(14, 12, 12, 12), spacing=8)
        self.desk = desk
        self.day = desk.today()
        self.standing: Standing | None = None
        self.summary = Words()
        self._intent = desk.ids.new()
        self._count = Text(role="label", ink="muted")
        self._title = Text(role="card")
        self.rows = {key: CheckRow(say(act)) for key, act in _ACTS.items()}
        self.paper = CheckRow(say("closing.print"), icon="print")
        self.backup = BackupLine(desk)
        self.closed = ClosedView(desk)
        self._reopened = Noted(Look.AMBER, icon="undo")
        self.close_day = primary(Words(), icon="lock")
        self._first = Text(role="label", ink=Look.AMBER.value, wrap=True)
        self._unsent = Text(role="small", ink="muted", wrap=True)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        checks = QWidget()
        column = QVBoxLayout(checks)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(5)
        for part in (self._reopened, *self.rows.values(), Rule(), self.paper, self.backup):
            column.addWidget(part)
        column.addStretch()
        self._checks = checks
        inside = QWidget()
        sides = QVBoxLayout(inside)
        sides.setContentsMargins(0, 0, 2, 0)
        for side in (checks, self.closed):
            sides.addWidget(side)
        sides.addStretch()
        top = QHBoxLayout()
        top.addWidget(self._title, 1)
        top.addWidget(self._count)
        self.body.addLayout(top)
        self.body.addWidget(Rule())
        self.body.addWidget(Scroller(inside), 1)
        act = QHBoxLayout()
        act.setSpacing(10)
        act.addWidget(self.close_day)
        act.addWidget(self._first, 1)
        act.addStretch()
        self.body.addLayout(act)
        self.body.addWidget(self._unsent)

    def _connect(self) -> None:
        for key in REVIEWED:
            self.rows[key].act.clicked.connect(self.review_wanted)
        self.rows["vials"].act.clicked.connect(self.vials_wanted)
        self.rows["backup"].act.clicked.connect(self.backup.write)
        self.backup.written.connect(self.done)
        self.paper.act.clicked.connect(self.print_wanted)
        self.close_day.clicked.connect(self.close_now)
        self.closed.reopened.connect(self.done)
        self.closed.late_wanted.connect(self.late_wanted)
        self.closed.print_wanted.connect(self.print_wanted)
        self.closed.slip_wanted.connect(self.slip_wanted)

    def show_day(self, iso: str) -> None:
        """Read an ISO day and show how far its closing is."""
        if iso != self.day:
            self._intent = self.desk.ids.new()
        self.day = iso
        stands = self.standing = closing.standing(self.desk, iso)
        if stands.closed and stands.made is not None:
            self.closed.show_closing(stands.made, stands.late, stands.apart)
            self.summary = say("closing.closed", day=day(iso))
            self._title.show_words(self.summary)
            self._count.hide()
        else:
            self._show_checks(closing.checklist(self.desk, iso), stands)
        self._checks.setVisible(not stands.closed)
        self.closed.setVisible(stands.closed)
        for part in (self.close_day, self._first, self._unsent):
            part.setVisible(not stands.closed and bool(part.text()))

    def _show_checks(self, checks: list[Check], stands: Standing) -> None:
        done = self._show_paper(stands.lines) + self._show_rows({check.key: check for check in checks})
        self.summary = say("closing.done_of", done=done, total=len(self.rows) + 1)
        self._title.say("closing.title")
        self._count.show_words(self.summary)
        self._count.show()
        opened = stands.made
        self._reopened.setVisible(opened is not None)
        if opened is not None:
            why, by, at = opened.reopen_reason, opened.reopened_by, opened.reopened_at
            self._reopened.show_state(
                Look.AMBER, say("closing.reopened", at=f"{day(at)} {at[11:]}", by=by, why=why), icon="undo"
            )
        self._show_act([check for check in checks if not check.ok], stands)

    def _show_rows(self, checks: Mapping[str, Check]) -> int:
        """Show the checks; how many rows are done. One button reviews all that is to be looked at."""
        done, asked = 0, False
        for key, row in self.rows.items():
            about = [checks[one] for one in _SHARE.get(key, (key,))]
            missing = [check for check in about if not check.ok]
            if missing:
                title = joined(*(say(f"closing.check.{check.key}.open", **check.params) for check in missing))
                more = say(f"closing.check.{missing[0].key}.more", **missing[0].params)
                row.show_open(title, more, act=key not in REVIEWED or not asked)
                asked = asked or key in REVIEWED
            else:
                row.show_done(say(f"closing.check.{key}"), joined(*map(_value, about)))
                done += 1
        return done

    def _show_paper(self, lines: int) -> bool:
        """Show how many pages there are to sign, and how often they were printed; whether they were."""
        pages = len(register_paper.page_sizes(lines))
        subject = register_of(self.day)
        made = prints.made(self.desk, Paper.REGISTER, [subject]).get(subject)
        more = (
            say("closing.paper.printed", n=pages, times=made.times) if made else say("closing.paper", n=pages)
        )
        icon = "check-circle" if made else "clock"
        self.paper.show_open(say("closing.paper.sign"), more, act=True, icon=icon)
        return made is not None

    def _show_act(self, open_ones: list[Check], stands: Standing) -> None:
        """The button that closes, what stops it in words, and what does not."""
        self.close_day.show_words(say("closing.close", day=day(self.day)))
        ahead = self.day > self.desk.today()
        self.close_day.setEnabled(not open_ones and not ahead)
        first = say(f"closing.first.{open_ones[0].key}", **open_ones[0].params) if open_ones else Words()
        self._first.show_words(say("error.day_ahead", day=day(self.day)) if ahead else first)
        self._unsent.show_words(say("closing.unsent", n=stands.unsent) if stands.unsent else Words())

    def close_now(self) -> None:
        """Ask for the supervisor's PIN and seal the day."""
        with shown(self) as outcome:
            proof = ask_pin(self, self.desk, say("closing.pin", day=day(self.day)))
            if proof is None:
                return
            made = closing.close(self.desk, self.day, supervisor=proof[0], pin=proof[1], intent=self._intent)
        if outcome.ok:
            announce(self, str(say("closing.closed", day=day(self.day))))
            # At once: the lines are read again beside the window, and a second click would ask for the PIN anew.
            self._intent = self.desk.ids.new()
            self.show_day(self.day)
            self.slip_wanted.emit(made.id)
            self.done.emit()


def _value(check: Check) -> Words:
    """The figures of a check that holds."""
    params = check.params
    match check.key:
        case "vials":
            if not params["doses"]:
                return plain("–")
            over = f" + {params['overfill']}" if params["overfill"] else ""
            return plain(f"{params['doses']}{over} = {params['given']} + {params['wasted']}")
        case "desks":
            return plain(str(params["lines"]))
        case "backup":
            return plain(str(params["at"]))
        case _:
            return plain(str(params["total"]))
