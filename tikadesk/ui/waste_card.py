"""Throwing a vial away (F8): how many doses are left in it and why, in two keys and Enter; and correcting that."""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal

from tikadesk.actions import vials
from tikadesk.actions.desk import Desk
from tikadesk.actions.vials import Vial
from tikadesk.domain.kinds.vial import OPEN
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.ui.blocks import Card, Rule, acts, scrolled
from tikadesk.ui.buttons import link, primary
from tikadesk.ui.form import Form
from tikadesk.ui.kind_fields import kind_field
from tikadesk.ui.messages import shown
from tikadesk.ui.words import Text, say


class WasteCard(Card):
    """The form of what is wasted with a vial.

    Signals:
        done: the vial is closed. left: back without a change.
    """

    done = Signal()
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(margins=(18, 14, 18, 14), spacing=10)
        self.desk = desk
        self.vial: Vial | None = None
        self._title = Text(role="head")
        self._given = Text(role="small", ink="muted", wrap=True)
        self.form = Form()
        made = partial(kind_field, "vial", today=lambda: date.fromisoformat(desk.today()))
        self.form.row(made("wasted", width=214), made("waste_reason"), stretches=(0, 1))
        self.save = primary(say("desk.waste.save"), icon="vial", key="save_print")
        self.save.clicked.connect(self.throw_away)
        back = link(say("desk.back"), key="clear")
        back.clicked.connect(self.left)
        self.body.addWidget(scrolled(self._title, self._given, Rule(), self.form), 1)
        self.body.addLayout(acts(self.save, back))
        self.form.finished.connect(lambda: self.save.setFocus(Qt.FocusReason.TabFocusReason))

    def start(self, vial: Vial) -> None:
        """Ask about ``vial``, beginning with the doses that are still in it; without any it is closed as empty. Of a
        closed one, what was said to be wasted with it is corrected.
        """
        self.vial = vial
        counted = vial.state == OPEN
        self._title.say("desk.waste.title" if counted else "desk.waste.again", no=vial.no)
        self._given.say("desk.waste.given", given=vial.given, doses=vial.doses, left=vial.left)
        self.save.show_words(say("desk.waste.save" if counted else "desk.waste.correct"))
        self.form.show_problems(())
        wasted = vial.left if counted else vial.wasted - vial.struck
        reason = vial.waste_reason or ("time_over" if vial.over_age else "")
        self.form.set_values({"wasted": str(wasted), "waste_reason": reason})
        self.form.focus_first()

    def throw_away(self) -> None:
        """Close the vial, or correct how it was closed; more doses than it can hold, or none without its being empty,
        are told at their field.
        """
        if self.vial is None:
            return
        values = self.form.values()
        with shown(self, self.form) as outcome:
            if not values["wasted"].isdecimal():
                raise InvalidRecord([Problem("wasted", "misfit.missing.doses")])
            self._write(self.vial, int(values["wasted"]), values["waste_reason"])
        if outcome.ok:
            self.done.emit()

    def _write(self, vial: Vial, wasted: int, reason: str) -> None:
        if vial.state != OPEN:
            vials.recount(self.desk, vial.id, wasted, reason)
        elif wasted:
            vials.waste(self.desk, vial.id, wasted, reason)
        else:
            vials.finish(self.desk, vial.id)
