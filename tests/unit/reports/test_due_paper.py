"""Each village has sheets of its own, nobody is lost between two of them, and the ink is where the words belong."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF

from tests.decoding import ink, painted
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk import i18n
from tikadesk.domain.entry import Value
from tikadesk.reports import due_paper
from tikadesk.reports.export import export
from tikadesk.reports.watch import GivenUp, Watch
from tikadesk.store import due

ON, UNTIL = "2021-08-14", "2021-08-28"
VILLAGES = ["Mowa"] * 30 + ["आरंग"] * 2 + [None]
LONG = "VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI"

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def desk() -> DeskInMemory:
    made = DeskInMemory(numbers=60)
    for number, village in enumerate(VILLAGES):
        person = made.register(name=LONG, name_local="कृष्णा चंद्राकर", village=village, parent_name="रमेश")
        values: dict[str, Value] = {
            "person": person, "day": (date(2021, 4, 10) + timedelta(days=number)).isoformat(), "outcome": "given",
            "dose_no": 1, "vaccine": "covishield",
        }  # fmt: skip
        with made.store.write() as writer:
            made.desk.create(writer, "dose", values)
    return made


def test_a_village_begins_a_sheet_and_everybody_stands_on_one(desk: DeskInMemory) -> None:
    book = due_paper.of(desk.store, ON, UNTIL)
    assert [(sheet.village, sheet.page, sheet.pages, len(sheet.lines)) for sheet in book.sheets] == [
        ("Mowa", 1, 2, due_paper.PER_PAGE), ("Mowa", 2, 2, 30 - due_paper.PER_PAGE), ("आरंग", 1, 1, 2), ("", 1, 1, 1),
    ]  # fmt: skip
    assert sum(sheet.count.total() for sheet in book.sheets if sheet.page == 1) == len(VILLAGES)
    numbers = [line.said[1][1] for sheet in book.sheets for line in sheet.lines]
    assert len(set(numbers)) == len(due.found(desk.store.connection, ON, UNTIL)) == len(VILLAGES)
    assert [line.said[0] for line in book.sheets[1].lines] == [(str(n),) for n in range(24, 31)]
    assert book.sheets[0].lines[0].said[1][0] == "कृष्णा चंद्राकर" and book.sheets[0].lines[0].said[1][2] == "रमेश"


@pytest.mark.parametrize("language", ["en", "hi"])
def test_nothing_is_painted_beside_its_place(desk: DeskInMemory, language: str) -> None:
    i18n.use(language)
    book = due_paper.of(desk.store, ON, UNTIL, practice=True)
    picture = painted(lambda canvas: book.paint_in(canvas, 0), due_paper.WIDTH_MM, due_paper.HEIGHT_MM, 150)
    assert ink(picture, QRectF(12, 17, 60, 9), 150) > 0.02
    for empty in (QRectF(0, 0, 11, 297), QRectF(199, 0, 11, 297), QRectF(12, 292.5, 186, 4)):
        assert ink(picture, empty, 150) == 0


def test_the_file_has_a_page_for_each_sheet_and_is_the_same_each_time(
    desk: DeskInMemory, tmp_path: Path
) -> None:
    one, other = (export(desk.store, "due", ON, UNTIL, "pdf", tmp_path / name) for name in ("a.pdf", "b.pdf"))
    assert one.rows == len(VILLAGES) and one.sha256 == other.sha256
    with pytest.raises(GivenUp):
        export(desk.store, "due", ON, UNTIL, "pdf", tmp_path / "c.pdf", watch=Watch(cancelled=lambda: True))
    assert not (tmp_path / "c.pdf").exists()


def test_nobody_due_is_a_sheet_that_says_so(tmp_path: Path) -> None:
    empty = DeskInMemory()
    assert due_paper.of(empty.store, ON, UNTIL).sheets[0].lines == ()
    made = export(empty.store, "due", ON, UNTIL, "pdf", tmp_path / "none.pdf")
    assert made.rows == 0 and made.file.stat().st_size > 1000
