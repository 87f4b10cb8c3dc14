from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPdfWriter
from PySide6.QtWidgets import QApplication

from tests import decoding
from tikadesk.errors import StoreTrouble
from tikadesk.reports import paint
from tikadesk.reports.paint import CENTRE, RIGHT, Canvas
from tikadesk.reports.watch import GivenUp, Watch


def test_a_word_wider_than_its_place_is_painted_smaller_and_whole(qapp: QApplication) -> None:
    name, place = "VENKATANARASIMHARAJUVARIPETA", QRectF(0, 0, 44, 20)

    def high_in(width: float) -> float:
        """How high one line of the name is where it has so much room."""
        return Canvas(None).words(name, 5, QRectF(0, 0, width, 20), bold=True)

    assert high_in(44) < high_in(120) == 5 * 1.45
    image = decoding.painted(lambda canvas: canvas.words(name, 5, place, bold=True), 60, 20, 203)
    assert decoding.ink(image, QRectF(43.7, 0, 16.3, 20), 203) == 0, "nothing is cut off at the edge"


def test_without_a_painter_it_only_measures(qapp: QApplication) -> None:
    canvas, area = Canvas(None), QRectF(0, 0, 40, 100)
    assert canvas.width("सुशीला देवी", 4) == pytest.approx(20, abs=8)
    assert canvas.words("one", 4, area) < canvas.words(
        "one two three four five six seven eight nine", 4, area
    )
    assert canvas.words("र्ड़ौ ट्ठू कृष्णँ", 4, area) >= 4 * 1.45
    canvas.rule(QPointF(0, 0), QPointF(9, 9))
    canvas.frame(area)
    canvas.bars("CGK41730501879", area)
    canvas.qr("CGK41730501879", area)
    canvas.next_page()


def test_a_line_shrinks_and_is_cut_only_below_its_least_size(qapp: QApplication) -> None:
    canvas, name = Canvas(None), "VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI"
    whole = canvas.width(name, 3)
    assert canvas.line(name, 3, QRectF(0, 0, whole, 4)) == whole
    tight = QRectF(0, 0, whole * 0.8, 4)
    assert whole * 0.75 < canvas.line(name, 3, tight, least=2) <= tight.width()
    assert canvas.line(name, 3, QRectF(0, 0, 20, 4), least=2) <= 20


def test_a_line_stands_where_it_is_told(qapp: QApplication) -> None:
    def three(canvas: Canvas) -> None:
        for at, align in enumerate((paint.LEFT, CENTRE, RIGHT)):
            canvas.line("M", 4, QRectF(0, 10 * at, 90, 10), align=align)

    image = decoding.painted(three, 90, 30, 203)
    for at, left in enumerate((0, 42, 84)):
        assert decoding.ink(image, QRectF(left, 10 * at, 6, 10), 203) > 0.03
        assert decoding.ink(image, QRectF(0, 10 * at, 90, 10), 203) < 0.02


@pytest.mark.parametrize("dpi", [203, 300])
def test_codes_on_paper_are_read_back(qapp: QApplication, dpi: int) -> None:
    def both(canvas: Canvas) -> None:
        canvas.bars("CGC41730501855", QRectF(3.3, 2.7, 60, 12))
        canvas.qr("CGC41730501855" * 10, QRectF(10.1, 20.2, 30, 30), error="l")

    found = decoding.codes(decoding.painted(both, 70, 60, dpi))
    assert sorted(found) == [("Code 128", "CGC41730501855"), ("QR Code", "CGC41730501855" * 10)]


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_device_that_takes_nothing_is_named(qapp: QApplication, tmp_path: Path) -> None:
    device = QPdfWriter(str(tmp_path / "nowhere" / "paper.pdf"))
    with pytest.raises(StoreTrouble) as told, paint.canvas(device, 50, 25, called="TSC"):
        pass
    assert (told.value.key, told.value.params) == ("print.no_answer", {"printer": "TSC"})


def test_a_pdf_is_whole_and_has_its_pages(qapp: QApplication, tmp_path: Path) -> None:
    file = paint.pdf(tmp_path / "paper.pdf", "Paper", 300, _two_pages)
    content = file.read_bytes()
    assert content.count(b"/Type /Page\n") == 2
    assert b"%%EOF" in content[-32:]
    assert [one.name for one in tmp_path.iterdir()] == ["paper.pdf"]


def _two_pages(device: QPdfWriter) -> None:
    with paint.canvas(device, 210, 297) as canvas:
        canvas.line("one", 4, QRectF(10, 10, 100, 10))
        canvas.next_page()
        canvas.line("two", 4, QRectF(10, 10, 100, 10))


def test_what_is_too_long_for_one_line_stands_on_two_and_within(qapp: QApplication) -> None:
    words, area = "Corrected: Age or date of birth (Heard wrong)", QRectF(0, 0, 31, 5.7)
    short = decoding.noted(lambda canvas: canvas.two_lines("Fever", 2.5, area)).said
    long = decoding.noted(lambda canvas: canvas.two_lines(words, 2.5, area))
    assert short == ["Fever"]
    assert len(long.lines) == 2 and " ".join(long.said) == words
    assert all(room.right() <= area.right() + 0.1 for _, room in long.lines)


def test_a_report_that_paints_other_pages_than_it_says_is_no_file(qapp: QApplication, tmp_path: Path) -> None:
    def one_page(writer: QPdfWriter) -> tuple[int, int]:
        with paint.canvas(writer, 100, 100) as canvas:
            canvas.line("नमस्ते", 4, QRectF(10, 10, 50, 8))
        return 1, 1

    made = paint.report(tmp_path / "a.pdf", "A", one_page)
    assert paint.report(tmp_path / "a.pdf", "A", one_page).sha256 == made.sha256
    with pytest.raises(StoreTrouble) as met:
        paint.report(tmp_path / "b.pdf", "A", lambda writer: (one_page(writer)[0], 2))
    assert met.value.key == "report.not_as_written"
    assert not (tmp_path / "b.pdf").exists()


def test_each_sheet_is_a_page_and_the_watch_may_end_it(qapp: QApplication, tmp_path: Path) -> None:
    painted: list[int] = []
    told: list[tuple[int, int]] = []

    def three(writer: QPdfWriter, watch: Watch) -> tuple[int, int]:
        each = (lambda canvas, number=number: painted.append(number) for number in range(3))
        paint.sheets(writer, (100, 100), each, total=3, watch=watch)
        return 3, 3

    seen = Watch(lambda done, total: told.append((done, total)))
    assert paint.report(tmp_path / "a.pdf", "A", lambda writer: three(writer, seen)).rows == 3
    assert painted == [0, 1, 2] and told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    with pytest.raises(GivenUp):
        paint.report(
            tmp_path / "b.pdf", "A", lambda writer: three(writer, Watch(cancelled=lambda: len(painted) > 3))
        )
    assert painted == [0, 1, 2, 0]


def test_cells_stand_where_lines_would_and_shrink_as_they(qapp: QApplication) -> None:
    words = ("98260 12345", "सुशीला देवी", "—", "MOHAMMED NIZAMUDDIN SIDDIQUI ANSARI")

    def cells(canvas: Canvas) -> None:
        for down, said in enumerate(words):
            canvas.cells([(said, 2, 30), (said[:12], 40, 60)], 2.5, 2.0 + 6 * down, 6, least=1.9)

    def lines(canvas: Canvas) -> None:
        for down, said in enumerate(words):
            canvas.two_lines(said, 2.5, QRectF(2, 2.0 + 6 * down, 30, 6), least=1.9)
            canvas.line(said[:12], 2.5, QRectF(40, 2.0 + 6 * down, 60, 6), least=1.9)

    assert decoding.noted(cells).lines == decoding.noted(lines).lines
    assert decoding.painted(cells, 140, 30, 203) == decoding.painted(lines, 140, 30, 203)
