"""The drill's registration table: the session set up, and person after person registered by keys alone."""

from __future__ import annotations

from datetime import date, timedelta

from tikadesk.actions import today
from tikadesk.actions.register import Saved
from tikadesk.app.drill_stage import Stage
from tikadesk.domain import rehearsal
from tikadesk.reports import slip
from tikadesk.ui.desk_screen import DeskPage

_SLIPS = 3
"""So many slips are kept to look at."""


class People:
    """``acknowledged``: what the window said that it saved, which is not what the database says."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.acknowledged: list[Saved] = []
        self.slips: list[str] = []
        self.offline = 0

    @property
    def _page(self) -> DeskPage:
        return self._stage.page("desk", DeskPage)

    def set_up(self) -> None:
        """Type the session's form."""
        page, hands = self._page, self._stage.hands
        page.walk_in.saved.connect(lambda answer, _slip: self.acknowledged.append(answer))
        hands.press("session")
        expiry = (date.fromisoformat(self._stage.running.desk.today()) + timedelta(days=90)).strftime(
            "%d-%m-%Y"
        )
        hands.fill(page.setup.form, "dose", rehearsal.SESSION | {"expires_on": expiry})
        self._stage.picture("session")
        hands.press("save_print")
        self._stage.let_pass(1.0)

    def serve(self, person: dict[str, str], seconds: float, *, offline: bool = False) -> None:
        """Register one person with the first dose; ``seconds`` until the next one stands there."""
        hands, walk_in, done = self._stage.hands, self._page.walk_in, len(self.acknowledged)
        vial = today.vial(self._stage.running.desk)
        if vial is None or not vial.left or vial.over_age:
            hands.press("open_vial")
        hands.fill(walk_in.form, "registration", person | {"health": "Y"})
        if done == 0:
            self._stage.picture("walk-in")
        hands.press("save_print" if done % 2 else "save")
        if len(self.acknowledged) != done + 1:
            raise self._stage.stuck(", ".join(walk_in.form.bad_names) or "desk")
        self.offline += offline
        if offline and len(self.slips) < _SLIPS:
            self._keep_slip()
        self._stage.let_pass(seconds)

    def _keep_slip(self) -> None:
        saved = self.acknowledged[-1]
        folder = self._stage.plan.out / "slips"
        folder.mkdir(exist_ok=True)
        paper = slip.of(self._stage.running.store, saved.id, practice=True)
        made = slip.write(paper, folder / f"{saved.no}.pdf", language="hi")
        self.slips.append(f"slips/{made.name}")
