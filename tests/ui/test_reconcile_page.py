"""The reconciliation page as a supervisor works on it: real window, real store; counts, lists, cards, binding."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tests.ui.busy_reconcile import busy_reconcile
from tests.ui.showing import settle, show_window
from tikadesk.actions import reconcile
from tikadesk.actions.desk import Desk
from tikadesk.domain.day_held import DayHeld
from tikadesk.domain.reconcile import AGREES, ALL, OPEN
from tikadesk.store import reconciling
from tikadesk.ui.buttons import Button
from tikadesk.ui.find_screen import FindPage
from tikadesk.ui.reconcile_page import ReconcilePage
from tikadesk.ui.window import MainWindow


def opened(qtbot: QtBot, desk: Desk, *, wide: int = 1366) -> tuple[MainWindow, ReconcilePage]:
    window = MainWindow(desk)
    show_window(qtbot, window, size=(wide, 697))
    page = window.show_page("reconcile", desk.today())
    assert isinstance(page, ReconcilePage)
    settle()
    return window, page


def said(page: ReconcilePage) -> list[str]:
    counts = (page.counts.here, page.counts.server, page.counts.portal, page.counts.paper)
    return [f"{one.figure.said} | {one.note.text.text()}" for one in counts]


def bound(desk: Desk) -> int:
    return sum(bool(one.portal_ref) for one in reconcile.picture(desk, desk.today()).here)


def test_the_four_counts_stand_apart_and_what_is_not_known_is_said_so(qtbot: QtBot) -> None:
    _, page = opened(qtbot, busy_reconcile())
    assert said(page) == [
        "22 given here | of 29 people who came",
        "20 on our server | 2 of ours are not there yet · 10:30",
        "24 on the official portal | 2 more than here · list of 10:34",
        "22 on paper | As many as here · counted on 2 pages",
    ]
    page.bar.step(-1)
    assert [one.partition(" | ")[2] for one in said(page)] == [
        "of 0 people who came", "Unknown: not asked yet", "Unknown: no list taken in yet", "Nobody has counted yet",
    ]  # fmt: skip
    assert said(page)[1].startswith("?")


def test_lists_lines_and_the_line_in_hand_with_the_keyboard(qtbot: QtBot) -> None:
    window, page = opened(qtbot, busy_reconcile())
    table = page.lines.table
    assert table.rows.rowCount() == 11 and table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert page.right.currentWidget() is page.view
    assert page.view.line is page.lines.current()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.right.currentWidget() is page.acts
    page.lines.start_search("geeta")
    settle()
    assert page.lines.filters.code == ALL
    names = [table.rows.row(at).finding.here[0].name for at in range(table.rows.rowCount())]
    assert names and set(names) == {"GEETA VERMA"}
    page.lines.filters.buttons[AGREES].click()
    page.lines.search.set_value("")
    page.lines.look()
    assert table.rows.rowCount() == 16
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert window.page is not page


def test_a_line_opens_its_person(qtbot: QtBot) -> None:
    window, page = opened(qtbot, busy_reconcile())
    table = page.lines.table
    first = table.visualRect(table.rows.index(0, 0)).center()
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=first)
    line = page.lines.current()
    assert line is not None and line.finding.first_here is not None
    page.view.person.click()
    assert isinstance(window.page, FindPage)
    assert window.page.view.person is not None
    assert window.page.view.person.row.id == line.finding.first_here.person


def test_references_are_bound_in_slices_and_taken_off_again(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reconcile, "AT_ONCE", 10)
    desk = busy_reconcile()
    window, page = opened(qtbot, desk)
    before = bound(desk)
    page.acts.bind.click()
    qtbot.waitUntil(lambda: page.acts.undo.isVisible() and "18" in page.acts.undo.text())
    assert bound(desk) == before + 18 and not page.acts.bind.isVisible()
    page.acts.undo.click()
    qtbot.waitUntil(lambda: bound(desk) == before and page.acts.bind.isVisible())
    page.acts.bind.click()
    page.leave()
    assert before < bound(desk) + 1 < before + 18, "what was begun ends with a whole slice"
    assert window.messages.texts() == []


def test_several_who_fit_are_chosen_by_hand(qtbot: QtBot) -> None:
    desk = busy_reconcile()
    _, page = opened(qtbot, desk)
    page.lines.filters.buttons["twice"].click()
    page.lines.table.mark(0)
    before = bound(desk)
    ways = [button for button in page.view.findChildren(Button) if "theirs" in button.text()]
    assert len(ways) == 2
    ways[0].click()
    assert bound(desk) == before + 1


def test_asking_the_server_shows_that_it_is_asked_and_then_what_it_said(qtbot: QtBot) -> None:
    desk = busy_reconcile()
    window, page = opened(qtbot, desk)
    with qtbot.waitSignal(window.server_asked) as asked:
        page.counts.ask.click()
    assert asked.args == [desk.today()]
    assert said(page)[1].endswith("Asking the server …") and not page.counts.ask.isEnabled()
    window.on_arrived(frozenset({"registration"}))
    assert said(page)[1].endswith("Asking the server …"), "other news is no answer"
    given = frozenset(one.dose for one in reconcile.picture(desk, desk.today()).here if one.dose)
    with desk.store.write() as writer:
        held = DayHeld(desk.today(), given=given)
        reconciling.keep_word(writer.connection, desk.today(), held, "", desk.clock.now())
    window.on_arrived(frozenset({reconciling.SERVER_TOPIC}))
    assert page.counts.ask.isEnabled() and "2 there that do not stand here" in said(page)[1]
    with desk.store.write() as writer:
        later = desk.clock.now() + timedelta(minutes=1)
        reconciling.keep_word(writer.connection, desk.today(), None, "no_server", later)
    page.refresh()
    assert said(page)[1].endswith("Server not reachable. Last answer 10:34.")


def test_a_list_is_taken_in_and_the_lines_follow(qtbot: QtBot, tmp_path: Path) -> None:
    desk = busy_reconcile()
    _, page = opened(qtbot, desk)
    file = tmp_path / "new.csv"
    file.write_text("CoWIN ID,Name\n62682606457710,Somebody Else\n", encoding="utf-8")
    page.counts.list.click()
    page.portal.choose_file = lambda: str(file)
    page.portal.choose.click()
    page.portal.keep.click()
    assert said(page)[2] == "1 on the official portal | 21 fewer than here · list of 10:34"
    assert page.right.currentWidget() is page.acts
    assert page.picture is not None
    assert len([line for line in page.picture.lines if line.is_in(OPEN)]) == 23


def test_a_wrong_list_is_dropped_and_a_slip_marks_its_line(qtbot: QtBot) -> None:
    desk = busy_reconcile()
    _, page = opened(qtbot, desk)
    assert page.picture is not None
    line = next(one for one in page.picture.lines if one.is_in(AGREES))
    assert page.scanned(line.finding.here[0].no)
    assert page.lines.current() == line and page.view.line == line
    assert not page.scanned("CGR41730501879")
    page.open_lines()
    page.acts.drop.click()
    assert page.picture.head is None and page.acts.take.isVisible()
    assert said(page)[2].startswith("?")


def test_the_paper_is_counted_beside_the_lines(qtbot: QtBot) -> None:
    desk = busy_reconcile()
    window, page = opened(qtbot, desk)
    page.counts.count.click()
    page.paper.form.set_values({"given": "24"})
    assert page.half_filled()
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said(page)[3].startswith("24 on paper | 2 more than here")
    assert not page.half_filled()


def test_on_a_narrow_window_each_card_has_the_place_to_itself(qtbot: QtBot) -> None:
    window, page = opened(qtbot, busy_reconcile(), wide=1040)
    assert page.lines.isVisible() and not page.acts.isVisible()
    page.to_acts.click()
    assert page.acts.isVisible() and not page.lines.isVisible() and page.back.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    page.lines.table.mark(0)
    assert not page.view.isVisible()
    qtbot.keyClick(page.lines.table, Qt.Key.Key_Return)
    assert page.view.isVisible() and not page.lines.isVisible() and page.view.person.hasFocus()
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert page.lines.isVisible()


def test_a_day_without_anything_says_what_to_do(qtbot: QtBot) -> None:
    desk = busy_desk(at_work="supervisor")
    _, page = opened(qtbot, desk)
    assert page.lines.table.rows.rowCount() == 0
    assert "no list was taken in" in page.lines.nothing.text.text()
    assert page.acts.take.isVisible() and not page.counts.ask.isEnabled()
    page.acts.take.click()
    assert page.right.currentWidget() is page.portal and page.portal.choose.hasFocus()
