"""A whole register from a sheet, on screen: rows are saved between the window's own acts, bad ones come back."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests import raipur
from tests.ui.below import Below
from tests.ui.busy_desk import a_desk, with_staff
from tikadesk.actions import facts
from tikadesk.ui.sheet_import import SheetImport
from tikadesk.ui.words import Text


@pytest.fixture
def card(qtbot: QtBot) -> Iterator[SheetImport]:
    """The card of a supervisor on an empty desk."""
    made = SheetImport(with_staff(a_desk(), at_work="supervisor"))
    window = Below(qtbot, made)
    yield made
    window.close()


def bring_in(qtbot: QtBot, card: SheetImport, file: Path) -> None:
    card.choose_file = lambda: str(file)
    card.open_file()
    qtbot.waitUntil(lambda: not card.busy, timeout=30_000)


def told(card: SheetImport) -> list[str]:
    return [line.text() for line in card._told.findChildren(Text)]


def test_good_rows_are_saved_and_bad_ones_handed_back(
    qtbot: QtBot, card: SheetImport, tmp_path: Path
) -> None:
    file = Path(shutil.copy(raipur.FILE, tmp_path / "may.csv"))
    card.form.set_values({"day": "17-05-2021"})
    taken: list[int] = []
    card.taken.connect(lambda: taken.append(1))
    bring_in(qtbot, card, file)
    read, saved, here = raipur.READ, raipur.SAVED, raipur.REPEATED
    assert card.note.text.text() == f"Rows read {read} · saved {saved} · here already {here}."
    assert facts.facts_of(card.desk).records["registration"] == saved and taken == [1]
    assert (tmp_path / "may.csv.rejected.csv").is_file() and str(raipur.REJECTED) in told(card)[-1]
    bring_in(qtbot, card, file)
    assert "saved 0" in card.note.text.text(), "the same sheet twice saves nothing twice"


def test_stopping_leaves_whole_rows_and_says_so(qtbot: QtBot, card: SheetImport, tmp_path: Path) -> None:
    file = Path(shutil.copy(raipur.FILE, tmp_path / "may.csv"))
    card.form.set_values({"day": "17-05-2021"})
    card.choose_file = lambda: str(file)
    card.open_file()
    qtbot.waitUntil(lambda: facts.facts_of(card.desk).records["registration"] > 0)
    card.stop()
    saved = facts.facts_of(card.desk).records["registration"]
    assert not card.busy and 0 < saved < raipur.SAVED
    assert any("stopped" in line.casefold() for line in told(card))


@pytest.mark.parametrize(
    ("content", "says"),
    [("a,b\n1,2\n", "heading"), ("Page,Serial,Date\n1,1,17-05-2021\n", "Name"), ("", "heading")],
)
def test_what_is_no_register_is_told(
    qtbot: QtBot, card: SheetImport, tmp_path: Path, content: str, says: str
) -> None:
    file = tmp_path / "x.csv"
    file.write_text(content, encoding="utf-8")
    bring_in(qtbot, card, file)
    said = card.note.text.text()
    assert says in said and "empty sheet" in said and "{" not in said


def test_a_day_that_is_none_is_told_before_a_file_is_asked_for(card: SheetImport) -> None:
    card.choose_file = lambda: pytest.fail("no file is wanted yet")
    card.form.set_values({"day": "17-17-2021"})
    card.open_file()
    assert card.form.bad_names == ("day",)


def test_an_empty_sheet_is_written_over_an_old_one(card: SheetImport, tmp_path: Path) -> None:
    card.choose_new = lambda name: str(tmp_path / name)
    for _ in range(2):
        card.write_template()
        assert (tmp_path / "registration.xlsx").stat().st_size > 1000
    card.choose_new = lambda name: str(tmp_path / "nowhere" / name)
    card.write_template()
    window = card.window()
    assert isinstance(window, Below) and "nowhere" in window.messages.texts()[0]
