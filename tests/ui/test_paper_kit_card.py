from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.ui.below import Below
from tests.ui.busy_desk import busy_desk
from tests.ui.test_printing import a_printer
from tikadesk.actions import paper_kit
from tikadesk.domain.numbers import Number
from tikadesk.errors import StoreTrouble
from tikadesk.ui.paper_kit_card import PaperKitCard


def sticker(counter: int) -> str:
    return str(Number("CG", "R", 90, counter))


@pytest.fixture
def card(qtbot: QtBot, tmp_path: Path) -> Iterator[PaperKitCard]:
    """The card, whose files go to ``tmp_path``."""
    made = PaperKitCard(busy_desk())
    made.choose_file = lambda name: str(tmp_path / name)
    window = Below(qtbot, made)
    made.start()
    yield made
    window.close()


def test_a_kit_is_made_and_its_pages_go_on(card: PaperKitCard, tmp_path: Path) -> None:
    assert card.form.values() == {"pages": "10", "first_page": "1", "stickers_from": "", "stickers_to": ""}
    card.form.set_values({"pages": "2", "stickers_from": sticker(1), "stickers_to": sticker(3)})
    card.make()
    assert card.note.text.text() == f"2 pages and stickers of 3 numbers: {tmp_path / 'paper-kit-1.pdf'}"
    assert (tmp_path / "paper-kit-1.pdf").read_bytes().startswith(b"%PDF")
    card.start()
    assert card.form.field("first_page").value() == "3"
    card.form.left.emit("stickers_to")
    assert "printed here on 14-10-2021" in card.form.field("stickers_from").note.text.text()


def test_a_kit_goes_to_the_printer_of_papers(card: PaperKitCard, tmp_path: Path) -> None:
    card.printer = lambda: None
    card.print_out()
    assert card.note.text.text().startswith("There is no printer on this computer.")
    card.printer = lambda: a_printer(tmp_path / "out.pdf")
    card.form.set_values({"pages": "2"})
    card.print_out()
    assert (tmp_path / "out.pdf").read_bytes().startswith(b"%PDF")
    assert paper_kit.next_page(card.desk) == 3

    def gone() -> QPrinter:
        raise StoreTrouble("print.gone", printer="HP")

    card.printer = gone
    card.print_out()
    assert "HP" in card.note.text.text()


def test_what_cannot_be_made_is_told(card: PaperKitCard, tmp_path: Path) -> None:
    card.form.set_values({"pages": "", "stickers_from": sticker(1)[:-1]})
    card.make()
    assert card.form.bad_names == ("stickers_from",)
    card.form.set_values({"stickers_from": sticker(1)})
    card.form.left.emit("stickers_from")
    assert not card.form.bad_names, "its end is still to be typed"
    card.form.set_values({"stickers_from": ""})
    card.make()
    assert card.form.bad_names == ("pages",)
    card.form.set_values({"pages": "1"})
    card.choose_file = lambda name: str(tmp_path / "nowhere" / name)
    card.make()
    assert "nowhere" in card.note.text.text() and card.save.isEnabled()
    card.choose_file = lambda _name: ""
    card.make()
    assert list(tmp_path.iterdir()) == []
