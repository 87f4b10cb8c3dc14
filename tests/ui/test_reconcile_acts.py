"""The next act for a day: the list first, then the references, and nothing where all agrees."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.showing import show
from tikadesk.actions.reconcile import Pair
from tikadesk.domain.reconcile import compare
from tikadesk.domain.sides import Here, There
from tikadesk.store.paper_counts import NOBODY, PaperCount
from tikadesk.store.portal_lists import Head
from tikadesk.store.reconciling import Picture, ServerWord
from tikadesk.ui.reconcile_acts import ReconcileActs

DAY = "2021-05-17"
HERE = tuple(Here(person=f"p{at}", dose=f"d{at}", day=DAY, no=f"n{at}") for at in range(2))
ROWS = [There(row=at, no=f"n{at}") for at in range(2)]


def picture(rows: list[There] | None) -> Picture:
    head = Head("list.csv", 2, 0, f"{DAY}T18:20:00+05:30", "") if rows is not None else None
    findings = tuple(compare(DAY, HERE, rows)) if rows is not None else ()
    return Picture(DAY, HERE, findings, head, len(rows or ()), PaperCount(None, NOBODY), ServerWord())


def test_it_offers_what_the_day_needs(qtbot: QtBot) -> None:
    acts = ReconcileActs()
    show(qtbot, acts, size=(340, 420))
    pair = Pair("p0", "62682606457710")
    acts.show_day(picture(None), [], [])
    assert acts.take.isVisible() and not acts.bind.isVisible() and "Not compared" in acts.result.text.text()
    acts.show_day(picture(ROWS[:1]), [pair], [])
    assert not acts.take.isVisible() and acts.bind.text() == "Bind 1 reference"
    assert acts.result.text.text() == "1 to look at, 1 agree"
    acts.show_day(picture(ROWS), [], [pair])
    assert acts.result.text.text() == "All 2 agree with the portal"
    assert acts.undo.isVisible() and not acts.bind.isVisible()
    for button, signal in ((acts.undo, acts.undo_wanted), (acts.export, acts.export_wanted)):
        with qtbot.waitSignal(signal):
            button.click()


def test_while_references_are_bound_nothing_else_begins(qtbot: QtBot) -> None:
    acts = ReconcileActs()
    show(qtbot, acts, size=(340, 420))
    acts.show_binding(0, 100)
    acts.show_binding(50)
    assert not acts.bind.isEnabled() and not acts.undo.isEnabled()
    with qtbot.waitSignal(acts.stop_wanted):
        acts.progress.stopped.emit()
    acts.end_binding()
    assert acts.bind.isEnabled()
