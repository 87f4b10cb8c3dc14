"""The day in figures: registered, vaccinated, by dose, deferred, voided, events, vials. It shows what it is told."""

from __future__ import annotations

from tikadesk.actions.register_day import DayRegister
from tikadesk.domain.kinds.aefi import SEVERITIES
from tikadesk.store.day_vials import DayVials
from tikadesk.ui.figures import Figure, FigureRow
from tikadesk.ui.words import Words, say


class DayFigures(FigureRow):
    """The figures of one day."""

    def __init__(self) -> None:
        self.registered, self.given, self.doses = Figure(), Figure(ink="accent"), Figure()
        self.deferred, self.void, self.aefi, self.vials = Figure(), Figure(), Figure(), Figure()
        super().__init__(
            self.registered, self.given, self.doses, self.deferred, self.void, self.aefi, self.vials
        )

    def show_day(self, register: DayRegister) -> None:
        """Show the figures of a day."""
        count = register.count
        self.registered.show_figure(str(count["registered"]), say("register_page.registered"))
        self.given.show_figure(str(count["given"]), say("register_page.given"))
        doses = [count["first"], count["second"]]
        if count["precaution"]:
            doses.append(count["precaution"])
        by_dose = say("register_page.doses_three" if count["precaution"] else "register_page.doses")
        self.doses.show_figure(" · ".join(map(str, doses)), by_dose)
        self.deferred.show_figure(str(count["deferred"]), say("register_page.deferred"))
        self.void.show_figure(str(count["void"]), say("register_page.void"))
        worst = next((one for one in reversed(SEVERITIES) if count[f"aefi_{one}"]), "none")
        self.aefi.show_figure(str(count["aefi"]), say(f"register_page.worst.{worst}", n=count["aefi"]))
        self.vials.show_figure(
            f"{register.vials.opened} · {register.vials.thrown_away}", _wasted(register.vials)
        )
        self.fit()


def _wasted(vials: DayVials) -> Words:
    tenths = vials.wastage_tenths
    if tenths is None or vials.unaccounted:
        # What is still in a vial is not wasted yet: no percentage before all of it is accounted for.
        return say("register_page.vials")
    return say("register_page.vials_percent", percent=f"{tenths / 10:.1f}")
