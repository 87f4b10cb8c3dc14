from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests import decoding
from tikadesk import i18n
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers, reference
from tikadesk.errors import StoreTrouble
from tikadesk.reports import label
from tikadesk.reports.label import Label

ANITA = Label(
    no="CGK41730501879", shown="CG K 4173 0501 879", name="ANITA YADAV", name_local="अनीता यादव", age=27, sex="F",
    sample_type="np_op", taken_at="2026-10-13T21:52", centre="CHC Bilhaur", by="AK", box_no="CGC41730501855",
    copy=0, practice=False,
)  # fmt: skip
LONG = replace(
    ANITA,
    name="VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI",
    name_local="वेंकटनरसिम्हाराजुवारिपेटा लक्ष्मी कुमारी र्ड़ौ ट्ठू कृष्णँ",
    sample_type="convalescent_sera",
    centre="सामुदायिक स्वास्थ्य केंद्र, बिल्हौर, कानपुर नगर",
    copy=12,
)
BARE = replace(ANITA, name_local="", age=None, sex="", by="", taken_at="2026-10-13", centre="", box_no="")


def painted(one: Label, dpi: float = 203.2) -> QImage:
    return decoding.painted(lambda canvas: label.paint_in(one, canvas), label.WIDTH_MM, label.HEIGHT_MM, dpi)


@pytest.mark.parametrize("no", ["CGK41730501879", "CGK41730501879/1", "CGK41730501879/9", "UPZ99999999991"])
@pytest.mark.parametrize("dpi", [203.2, 300, 600])
@pytest.mark.parametrize("one", [ANITA, LONG, BARE], ids=["usual", "long", "bare"])
def test_its_bars_are_read_from_the_dots_of_a_label_printer(
    qapp: QApplication, one: Label, no: str, dpi: float
) -> None:
    image = painted(replace(one, no=no), dpi)
    assert decoding.codes(image) == [("Code 128", no)]


@pytest.mark.parametrize(("no", "module"), [("CGK41730501879", 2), ("CGK41730501879/2", 2)])
def test_at_203_dpi_every_bar_is_whole_dots_with_its_quiet_zones(
    qapp: QApplication, no: str, module: int
) -> None:
    image = painted(replace(ANITA, no=no))
    assert (image.width(), image.height()) == (400, 200)
    row = [image.pixelColor(x, 40).lightness() < 128 for x in range(400)]
    first, last = row.index(True), 399 - row[::-1].index(True)
    assert first >= 10 * module
    assert 399 - last >= 10 * module
    edges = [x for x in range(1, 400) if row[x] != row[x - 1]]
    assert all((edge - first) % module == 0 for edge in edges)


def test_it_is_practice_in_white_on_black_and_never_else(qapp: QApplication) -> None:
    band = QRectF(0, 22.2, label.WIDTH_MM, 2.4)
    assert decoding.ink(painted(replace(ANITA, practice=True)), band, 203.2) > 0.6
    assert decoding.ink(painted(ANITA), band, 203.2) < 0.25
    assert decoding.codes(painted(replace(ANITA, practice=True))) == [("Code 128", ANITA.no)]


@pytest.mark.parametrize("one", [ANITA, LONG, BARE], ids=["usual", "long", "bare"])
def test_nothing_runs_over_the_edge(qapp: QApplication, one: Label) -> None:
    image = decoding.painted(lambda canvas: label.paint_in(one, canvas), 60, 30, 203.2)
    assert decoding.ink(image, QRectF(label.WIDTH_MM - 0.9, 0, 10, 30), 203.2) == 0
    assert decoding.ink(image, QRectF(0, label.HEIGHT_MM - 0.3, 60, 5), 203.2) == 0
    assert decoding.ink(image, QRectF(0, 0, 0.9, 25), 203.2) == 0


def test_the_name_is_there_in_both_scripts_and_a_reprint_says_so(qapp: QApplication) -> None:
    local, again = QRectF(1, 15.5, 20, 3.6), QRectF(30, 19.2, 19, 2.6)
    assert decoding.ink(painted(ANITA), local, 203.2) > 0.05
    assert decoding.ink(painted(replace(ANITA, copy=1)), again, 203.2) > 0.03
    assert decoding.ink(painted(ANITA), again, 203.2) == 0


def test_a_pdf_has_a_page_for_every_label(qapp: QApplication, tmp_path: Path) -> None:
    content = label.write([ANITA, LONG, BARE], tmp_path / "labels.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == 3
    wide, high = (float(side) for side in content.split(b"/MediaBox [0 0 ")[1].split(b"]")[0].split())
    assert (wide / 72 * 25.4, high / 72 * 25.4) == pytest.approx((50, 25), abs=0.2)


def _sample(desk: Desk, **changed: object) -> str:
    values = {
        "no": "CGK41730501879", "day": "2021-05-17", "time": "10:20", "tube": 1, "tubes": 1, "sample_type": "np_op",
        "name": "Sushila Devi", "name_local": "सुशीला देवी", "birth_year": 1987, "sex": "F",
        "collected_by": "Anil Kushwaha",
    }  # fmt: skip
    with desk.store.write() as writer:
        return desk.create(writer, "sample", values | changed)


def test_what_stands_on_it_comes_from_the_records(desk: Desk) -> None:
    with desk.store.write() as writer:
        box = desk.create(writer, "consignment", {"no": "CGC41730501855", "lab": "LAB-AIIMSRPR", "size": 60})
    made = label.of(desk.store, _sample(desk, tubes=2, box=box), copy=3)
    assert (made.no, made.shown) == ("CGK41730501879/1", "CG K 4173 0501 879/1")
    assert (made.name, made.name_local, made.age, made.sex) == ("Sushila Devi", "सुशीला देवी", 34, "F")
    assert (made.taken_at, made.by, made.box_no, made.copy) == ("2021-05-17T10:20", "AK", "CGC41730501855", 3)
    assert not made.practice
    second = label.of(
        desk.store, _sample(desk, no="CGK41730501879/2", tube=2, tubes=2, time=None, collected_by=None)
    )
    assert (second.no, second.taken_at, second.by) == ("CGK41730501879/2", "2021-05-17", "SV")
    number = str(numbers.Number("CG", "K", numbers.PRACTICE_SERIES, 7))
    assert label.of(desk.store, _sample(desk, no=number)).practice
    assert label.of(desk.store, _sample(desk, no="CGK41730501976"), practice=True).practice
    with pytest.raises(StoreTrouble):
        label.of(desk.store, "nobody")


def test_every_type_of_sample_has_a_word_for_labels() -> None:
    assert [one for one in reference.sample_types() if not i18n.has(f"option.sample_type.{one}")] == []
