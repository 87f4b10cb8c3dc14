from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication

from tests import decoding
from tests.desk import ALL_CLEAR, WALK_IN, practice_desk, walk_in
from tikadesk.actions import register, session
from tikadesk.errors import StoreTrouble
from tikadesk.reports import slip
from tikadesk.reports.paint import Canvas
from tikadesk.reports.slip import Slip
from tikadesk.reports.strip import EDGE_MM, SIZES

GIVEN = Slip(
    centre="UPHC Tatibandh, Raipur", centre_local="शहरी प्राथमिक स्वास्थ्य केंद्र, टाटीबंध", day="2021-05-17", time="10:20",
    token=27, no="CGR41730501879", name="Kaushalya Patel", name_local="कौशल्या पटेल", age=34, sex="F", village="Mowa",
    photo_id=("voter", "6198"), mobile="1187", dose_no=1, vaccine="covishield", batch="4121Z025", vial="4",
    vaccinator="रेखा यादव", deferred="", next_no=2, next_from="2021-08-09", next_to="2021-09-06", helpline="104",
    desk="4173", copy=0, practice=False,
)  # fmt: skip
_SCALE = 6


def painted(one: Slip, language: str = "hi", paper: str = "roll") -> tuple[QImage, float]:
    image = QImage(round(SIZES[paper].width * _SCALE), 260 * _SCALE, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    painter.scale(_SCALE, _SCALE)
    height = slip.paint_in(one, Canvas(painter), paper=paper, language=language)
    painter.end()
    return image, height


def ink(image: QImage, area: QRectF) -> int:
    left, top, right, bottom = (
        round(side * _SCALE) for side in (area.left(), area.top(), area.right(), area.bottom())
    )
    return sum(
        QColor(image.pixel(x, y)).lightness() < 128 for x in range(left, right) for y in range(top, bottom)
    )


def test_what_stands_on_it_comes_from_the_records(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        saved = walk_in(desk)
        made = slip.of(desk.store, saved.id)
        assert (made.token, made.no, made.name, made.name_local) == (1, saved.no, "Sushila Devi", "सुशीला देवी")
        assert (made.dose_no, made.vaccine, made.day, made.time) == (1, "covishield", "2021-05-17", "10:20")
        assert (made.next_no, made.next_from, made.next_to) == (2, "2021-08-09", "2021-09-06")
        assert (made.deferred, made.practice) == ("", False)
        assert (made.age, made.sex, made.village, made.vial, made.vaccinator) == (
            34,
            "F",
            "Mowa",
            "4",
            "रेखा यादव",
        )
        assert (made.photo_id, made.mobile, made.helpline) == (("voter", "6198"), "1187", "104")
        assert saved.dose_id is not None
        assert slip.of(desk.store, saved.dose_id) == made
        without = slip.of(desk.store, walk_in(desk, dose=False, name="Geeta Sahu").id)
        assert (without.dose_no, without.next_from, without.deferred) == (None, None, "")
        setup = session.current(desk)
        assert setup is not None
        fever = setup.as_dose() | ALL_CLEAR | {"fever": "Y"}
        deferred = register.register(desk, WALK_IN | {"name": "Ram Sahu"}, fever, intent=desk.ids.new())
        assert slip.of(desk.store, deferred.id, practice=True).deferred == "fever"
        with pytest.raises(StoreTrouble):
            slip.of(desk.store, "nobody")


def test_the_pdf_is_whole_or_not_there(qapp: QApplication, tmp_path: Path) -> None:
    file = slip.write(GIVEN, tmp_path / "slip.pdf")
    content = file.read_bytes()
    assert content.startswith(b"%PDF") and b"%%EOF" in content[-32:]
    assert [one.name for one in tmp_path.iterdir()] == ["slip.pdf"]
    with pytest.raises(StoreTrouble):
        slip.write(GIVEN, tmp_path / "none" / "slip.pdf")


@pytest.mark.parametrize("paper", SIZES)
def test_its_code_is_the_number_and_nothing_else(qapp: QApplication, paper: str) -> None:
    for dpi in (203, 300):
        image = decoding.painted(
            lambda canvas: slip.paint_in(GIVEN, canvas, paper=paper), SIZES[paper].width, 180, dpi
        )
        assert decoding.codes(image) == [("QR Code", GIVEN.no)]


def test_it_speaks_both_languages_and_english_alone_once(qapp: QApplication) -> None:
    for language, words in (("hi", "टोकन / Token"), ("en", "Token")):
        paper = decoding.noted(lambda canvas, spoken=language: slip.paint_in(GIVEN, canvas, language=spoken))
        assert words in paper.said


def test_practice_has_a_black_band_and_real_work_none(qapp: QApplication) -> None:
    band = QRectF(EDGE_MM, EDGE_MM, slip.ROLL.width - 2 * EDGE_MM, 7)
    whole = band.width() * band.height() * _SCALE**2
    assert ink(painted(replace(GIVEN, practice=True))[0], band) > 0.6 * whole
    assert ink(painted(GIVEN)[0], band) < 0.3 * whole


@pytest.mark.parametrize("paper", SIZES)
@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize(
    "one",
    [
        GIVEN,
        replace(GIVEN, dose_no=None, deferred="fever", next_from=None),
        replace(
            GIVEN, dose_no=None, next_from=None, token=None, name="अ" * 99, name_local="क " * 49, centre=""
        ),
        replace(
            GIVEN, next_to=None, practice=True, token=99_999, vaccinator="Venkatanarasimharajuvaripeta L. K."
        ),
    ],
    ids=["given", "deferred", "long", "open end"],
)
def test_nothing_runs_over_the_edge(qapp: QApplication, one: Slip, language: str, paper: str) -> None:
    image, height = painted(one, language, paper)
    size = SIZES[paper]
    assert height == size.height if size.height else 60 < height < 230
    assert ink(image, QRectF(size.width - 1.5, 0, 1.5, height)) == 0
    assert ink(image, QRectF(0, height - 1, size.width, 20)) == 0
