"""The drill's evening: the rest of the last vial thrown away, a backup written, the day closed by its supervisor."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QAbstractButton, QApplication

from tikadesk.actions import today
from tikadesk.app.drill_stage import Stage
from tikadesk.app.hands import Hands
from tikadesk.app.rehearsal import PIN
from tikadesk.domain.kinds.vial import OPEN
from tikadesk.store.closings import Closing
from tikadesk.ui.desk_screen import DeskPage
from tikadesk.ui.pin import PinDialog
from tikadesk.ui.register_page import RegisterPage

_SOON_MS = 100


class Evening:
    """``closing``: how the day was sealed, once it is; the backup lies in ``plan.out``."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self.closing: Closing | None = None

    def close_day(self) -> None:
        """From the desk to the closed day, with pictures."""
        stage = self._stage
        self._throw_the_rest_away()
        stage.look_at("stock")
        page = stage.page("register", RegisterPage)
        card = page.close_card
        stage.until(lambda: page.register is not None and card.standing is not None)
        stage.let_pass(1.0)
        stage.picture("day-register")
        card.backup.choose_file = lambda name: str(stage.plan.out / name)
        self._push(card.rows["backup"].act)
        if not stage.until(card.close_day.isEnabled):
            raise stage.stuck("register")
        QTimer.singleShot(_SOON_MS, self._vouch)
        self._push(card.close_day)
        if not stage.until(lambda: card.standing is not None and card.standing.closed):
            raise stage.stuck("register")
        stage.let_pass(1.0)
        stage.picture("day-closed")
        stage.in_hindi("day-closed-hindi")
        self.closing = card.standing.made if card.standing else None

    def _throw_the_rest_away(self) -> None:
        stage, desk = self._stage, self._stage.running.desk
        page = stage.page("desk", DeskPage)
        vial = today.vial(desk)
        if vial is None or vial.state != OPEN:
            return
        stage.hands.press("waste")
        stage.hands.fill(page.waste.form, "vial", {"waste_reason": "time_over"})
        stage.hands.press("save_print")
        vial = today.vial(desk)
        if vial is not None and vial.state == OPEN:
            raise stage.stuck("waste")

    def _push(self, button: QAbstractButton) -> None:
        button.setFocus(Qt.FocusReason.TabFocusReason)
        self._stage.hands.key(Qt.Key.Key_Space)

    def _vouch(self) -> None:
        """The supervisor's PIN, once the window asks for it."""
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, PinDialog):
            hands = Hands(dialog)
            hands.type(PIN)
            hands.enter()
        else:
            QTimer.singleShot(_SOON_MS, self._vouch)
