"""Taking a portal's list in: what was understood is seen before it is kept, and what was not can be mended."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.desk import practice_desk
from tests.ui.showing import settle, show
from tikadesk.actions import staff
from tikadesk.actions.desk import Desk
from tikadesk.store import portal_lists
from tikadesk.ui.messages import MessageArea
from tikadesk.ui.portal_import import EACH_DAY, ONE_DAY, PortalImport
from tikadesk.ui.words import Text

DAY, BEFORE = "2021-05-17", "2021-05-16"
HEADING = "Beneficiary Reference ID,Name,Dose,Date,Facility\n"
GOOD = "62682606457710,Sunita Sahu,1st,17-05-2021,PHC\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path / "home") as opened:
        opened.operator = staff.operators(opened)[0]
        yield opened


@pytest.fixture
def card(qtbot: QtBot, desk: Desk) -> PortalImport:
    made = PortalImport(desk)
    show(qtbot, MessageArea(), made, size=(420, 560))
    made.begin(DAY)
    return made


def read(qtbot: QtBot, card: PortalImport, file: Path, content: str) -> str:
    """Choose a file with this content; everything that the card says then."""
    file.write_text(content, encoding="utf-8")
    card.choose_file = lambda: str(file)
    card.choose.click()
    qtbot.waitUntil(lambda: card.choose.isEnabled())
    settle()
    return texts(card)


def texts(card: QWidget) -> str:
    return "\n".join(text.text() for text in card.findChildren(Text) if text.isVisible())


def test_a_list_is_read_beside_the_window_seen_and_then_kept(
    qtbot: QtBot, desk: Desk, card: PortalImport, tmp_path: Path
) -> None:
    told = read(qtbot, card, tmp_path / "list.csv", HEADING + GOOD)
    assert "1 row read, 0 handed back" in told and "Columns left aside: Facility" in told
    assert "Portal reference" in told and portal_lists.head(desk.store.connection, DAY) is None
    assert card.keep.hasFocus() and not card.which.isVisible() and not card.rejected.isVisible()
    with qtbot.waitSignal(card.kept) as kept:
        card.keep.click()
    assert kept.args == [[DAY]]
    assert [row.name for row in portal_lists.rows(desk.store.connection, DAY)] == ["Sunita Sahu"]


def test_rows_that_were_not_understood_are_told_and_saved_to_be_mended(
    qtbot: QtBot, card: PortalImport, tmp_path: Path
) -> None:
    told = read(qtbot, card, tmp_path / "list.csv", HEADING + GOOD.replace("1st", "seventh") + GOOD)
    assert "2 rows read, 1 handed back" in told and "Row 2: Dose:" in told
    card.rejected.click()
    assert "list.csv.rejected.csv" in card.note.text.text()
    assert (tmp_path / "list.csv.rejected.csv").read_text("utf-8-sig").startswith("Beneficiary Reference ID")


def test_a_sheet_of_several_days_goes_to_each_unless_somebody_says_otherwise(
    qtbot: QtBot, desk: Desk, card: PortalImport, tmp_path: Path
) -> None:
    told = read(qtbot, card, tmp_path / "list.csv", HEADING + GOOD + GOOD.replace("17-05", "16-05"))
    assert "16-05-2021: 1, 17-05-2021: 1" in told and card.which.value() == EACH_DAY
    with qtbot.waitSignal(card.kept) as kept:
        card.keep.click()
    assert kept.args == [[BEFORE, DAY]]
    read(qtbot, card, tmp_path / "list.csv", HEADING + GOOD * 9 + GOOD.replace("17-05", "16-05"))
    assert card.which.value() == ONE_DAY, "one slip of the portal does not make another day"
    told = read(qtbot, card, tmp_path / "list.csv", HEADING + GOOD.replace("17-05", "16-05"))
    assert "All rows are of 16-05-2021" in told
    card.keep.click()
    assert len(portal_lists.rows(desk.store.connection, BEFORE)) == 1


def test_what_is_no_list_is_said_and_nothing_can_be_kept(
    qtbot: QtBot, card: PortalImport, tmp_path: Path
) -> None:
    assert "no list of people" in read(qtbot, card, tmp_path / "list.csv", "Colour,Weight\nred,3\n")
    assert not card.keep.isVisible()
    (tmp_path / "old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    card.choose_file = lambda: str(tmp_path / "old.xls")
    card.choose.click()
    qtbot.waitUntil(lambda: card.choose.isEnabled())
    assert "old.xls" in card.note.text.text()
    card.choose_file = lambda: ""
    card.choose.click()
    assert card.choose.isEnabled()
