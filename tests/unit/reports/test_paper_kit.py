"""The paper kit: pages numbered without a gap in the register's own columns, and stickers that a scanner reads."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests import decoding
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk import assets, i18n
from tikadesk.domain import paper_kit as domain
from tikadesk.domain.numbers import Number
from tikadesk.domain.paper_kit import Kit
from tikadesk.errors import StoreTrouble
from tikadesk.reports import paper_kit
from tikadesk.reports.paper_kit import HEIGHT_MM, WIDTH_MM, BlankPage, StickerSheet
from tikadesk.reports.watch import GivenUp, Watch
from tikadesk.store.store import Store

STICKERS = [Number("CG", "R", 90, counter) for counter in range(1_234_501, 1_234_501 + 71)]


@pytest.fixture
def store() -> Store:
    """The store of desk 0417."""
    return DeskInMemory().store


def test_a_page_has_its_number_and_serials_and_both_languages(qapp: QApplication, store: Store) -> None:
    i18n.use("en")
    page = list(paper_kit.sheets(store, Kit(2, 2)))[1]
    said = decoding.noted(page.paint_in).said
    assert "पन्ना / Page K0417-3" in said and "UPHC Gudhiyari" in said
    serials = [words for words in said if words.isdecimal()]
    assert serials == [str(serial) for serial in range(31, 46)] and len(serials) == domain.LINES
    assert {"क्र.", "No.", "Official number", "सरकारी नंबर"} <= set(said)
    i18n.use("hi")
    assert decoding.noted(page.paint_in).said == said, "whatever the window speaks"
    i18n.use("en")


def test_its_columns_are_those_of_the_printed_register_in_every_state() -> None:
    folder = assets.path("print", "register_paper.json").parent
    for register in folder.glob("register_paper*.json"):
        own = folder / register.name.replace("register_paper", "paper_kit")
        kit = json.loads(own.read_text("utf-8"))["columns"]
        keys = [column["key"] for column in json.loads(register.read_text("utf-8"))["columns"]]
        assert [column["key"] for column in kit] == keys, register.name
        assert sum(column["width"] for column in kit) == 277, "the width of the sheet"
        widths = {column["key"]: column["width"] for column in kit}
        assert widths["no"] >= paper_kit.STICKER_WIDE and paper_kit.ROW >= paper_kit.STICKER_HIGH


@pytest.mark.parametrize("dpi", [300, 600])
def test_every_sticker_is_read_from_the_sheet_twice(qapp: QApplication, store: Store, dpi: int) -> None:
    sheets = list(paper_kit.sheets(store, Kit(1, 0, STICKERS)))
    assert [sheet.rows for sheet in sheets] == [60, 11]
    sheets = sheets if dpi == 300 else sheets[1:]
    read = [code for sheet in sheets for code in decoding.codes(_image(sheet, dpi))]
    wanted = [str(number) for sheet in sheets if isinstance(sheet, StickerSheet) for number in sheet.numbers]
    assert Counter(read) == Counter({("Code 128", number): paper_kit.EACH for number in wanted})


def _image(sheet: BlankPage | StickerSheet, dpi: int) -> QImage:
    return decoding.painted(sheet.paint_in, WIDTH_MM, HEIGHT_MM, dpi)


def test_nothing_runs_over_the_edge_and_practice_is_said(qapp: QApplication, store: Store) -> None:
    for practice in (False, True):
        for sheet in paper_kit.sheets(store, Kit(9_998, 1, STICKERS[:1]), practice=practice):
            for words, area in decoding.noted(sheet.paint_in).lines:
                assert area.left() >= 5 and area.right() <= WIDTH_MM - 5 and area.bottom() <= HEIGHT_MM, words
    page = next(iter(paper_kit.sheets(store, Kit(1, 1), practice=True)))
    assert any("PRACTICE" in words for words in decoding.noted(page.paint_in).said)


def test_the_file_is_whole_the_same_each_time_and_may_be_given_up(
    qapp: QApplication, store: Store, tmp_path: Path
) -> None:
    kit, told = Kit(1, 3, STICKERS[:61]), list[tuple[int, int]]()
    watch = Watch(lambda done, total: told.append((done, total)))
    made = paper_kit.write(store, kit, tmp_path / "kit.pdf", watch=watch)
    assert made.rows == 3 * domain.LINES + 61 and told[-1] == (5, 5)
    assert paper_kit.write(store, kit, tmp_path / "again.pdf").sha256 == made.sha256
    with pytest.raises(GivenUp):
        paper_kit.write(store, kit, tmp_path / "none.pdf", watch=Watch(cancelled=lambda: True))
    with pytest.raises(StoreTrouble):
        paper_kit.write(store, Kit(1, 1), tmp_path / "nowhere" / "kit.pdf")
    assert {file.name for file in tmp_path.iterdir()} == {"kit.pdf", "again.pdf"}
