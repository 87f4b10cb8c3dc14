"""The shares as bars: numbers beside every bar, a sign and another colour beyond a share, live, in both languages."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tests.ui.busy_stock import busy_stock, give
from tests.ui.showing import settle, show
from tikadesk import i18n
from tikadesk.ui import theme
from tikadesk.ui.quota_card import QuotaBar, QuotaCard


def _card(qtbot: QtBot, card: QuotaCard) -> QuotaCard:
    show(qtbot, card, size=(420, 360))
    card.refresh()
    settle()
    return card


def _colours(bar: QuotaBar) -> set[str]:
    picture = bar.grab().toImage()
    high = theme.line_height("label") + theme.px(7)
    return {picture.pixelColor(x, high).name() for x in range(picture.width())}


def test_every_bar_has_its_numbers_and_what_is_beyond_a_share_is_seen(qtbot: QtBot) -> None:
    desk = busy_stock()
    card = _card(qtbot, QuotaCard(desk))
    assert [bar.accessibleName() for bar in card.bars] == [
        "Frontline and comorbid · 8 left · 2 of 10 given · share 20%",
        "Antyodaya · 6 left · 0 of 6 given · share 12%",
        "BPL · 16 left · 10 of 26 given · share 52%",
        "APL · 1 over · 9 of 8 given · share 16%",
    ]
    assert card.total.text() == "21 of 50 doses given, 30 left for the groups"
    amber = QColor(theme.tokens().amber.ink).name()
    assert [amber in _colours(bar) for bar in card.bars] == [False, False, False, True]
    give(desk, 1, "bpl")
    card.refresh()
    assert card.bars[2].quota.left == 15
    i18n.use("hi")
    QCoreApplication.sendEvent(card.bars[2], QEvent(QEvent.Type.LanguageChange))
    assert card.bars[2].accessibleName().startswith("बीपीएल")


def test_without_a_plan_it_says_what_shares_are_for_and_offers_to_plan(qtbot: QtBot) -> None:
    card = _card(qtbot, QuotaCard(busy_desk()))
    assert card._none.isVisible() and not card.total.isVisible()
    with qtbot.waitSignal(card.plan_wanted):
        card.plan.click()
