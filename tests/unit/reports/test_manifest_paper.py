from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from tests import boxes, decoding
from tests.unit.domain.test_manifest import BOX, SERVICE_KEY, TUBE, sealed
from tikadesk.actions import dispatch, manifests
from tikadesk.actions.desk import Desk
from tikadesk.domain import numbers, qr_parts
from tikadesk.domain.manifest import Manifest, Tube, open_up
from tikadesk.reports import manifest_paper
from tikadesk.reports.manifest_paper import Copy, Paper, Sheet, sheets

A4 = (manifest_paper.WIDTH_MM, manifest_paper.HEIGHT_MM)
NAMES = (
    "ANITA YADAV", "SHABANA KHATOON", "कौशल्या पटेल", "VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI", "OM",
    "वेंकटनरसिम्हाराजुवारिपेटा लक्ष्मी कुमारी र्ड़ौ ट्ठू कृष्णँ",
)  # fmt: skip


def tubes(count: int) -> tuple[Tube, ...]:
    """Tubes of every kind: long names in both scripts, second tubes, other types, repeats, referral numbers."""
    return tuple(
        replace(
            TUBE,
            no=numbers.of_tube(
                str(numbers.Number("CG", "K", 41, 900 + at - at % 20 // 19)), 1 + at % 20 // 19
            ),
            name=NAMES[at % len(NAMES)],
            age=None if at % 15 == 7 else at + 30,
            sample_type="blood_edta" if at % 20 == 3 else "np_op",
            repeated=at % 9 == 2,
            srf_id="2238700012345" if at % 4 == 0 else "",
        )
        for at in range(count)
    )


def paper(count: int = 60, **changed: object) -> Paper:
    """The paper of a sealed box with so many tubes."""
    one = replace(BOX, tubes=tubes(count))
    made = Paper(
        manifest=one, codes=tuple(qr_parts.parts(sealed(one))), lab_name="AIIMS, Raipur", checked_by="", driver="",
        driver_mobile="", vehicle="", dispatched_at="", portal_id="", desk="0417", practice=False,
    )  # fmt: skip
    return replace(made, **changed)


def said(sheet: Sheet) -> list[str]:
    return decoding.noted(sheet.paint_in).said


@pytest.mark.parametrize(
    ("count", "pages"),
    [
        (0, ["1 of 2", "2 of 2", "1 of 1", "1 of 1"]),
        (60, ["1 of 2", "2 of 2", "1 of 1", "1 of 1"]),
        (61, ["1 of 3", "2 of 3", "3 of 3", "1 of 2", "2 of 2", "1 of 2", "2 of 2"]),
    ],
)
def test_three_copies_are_counted_each_for_itself_and_the_boxs_carries_the_codes(
    qapp: QApplication, count: int, pages: list[str]
) -> None:
    made = sheets(paper(count))
    assert [next(words for words in said(sheet) if words in pages) for sheet in made] == pages
    assert [sheet.copy for sheet in made] == sorted((sheet.copy for sheet in made), key=list(Copy).index)


@pytest.mark.parametrize("count", [1, 30, 31, 60, 125])
def test_every_tube_stands_once_on_each_copy_with_its_number_to_read(qapp: QApplication, count: int) -> None:
    one = paper(count)
    wanted = [numbers.shown(tube.no) for tube in one.manifest.tubes]
    for copy in Copy:
        listed = [sheet for sheet in sheets(one) if sheet.copy is copy and sheet.page < one.pages]
        written = [words for sheet in listed for words in said(sheet)]
        assert [words for words in written if words in wanted] == wanted
        assert [words for words in written if words.isdecimal()][-1] == str(count)
        ticks = [ticked for sheet in listed for ticked in decoding.noted(sheet.paint_in).ticks]
        assert ticks.count(True) == len(listed), "only whose copy it is"
        assert ticks.count(False) == count + 2 * len(listed)


def test_a_copy_says_whose_it_is(qapp: QApplication) -> None:
    ticks = [decoding.noted(sheet.paint_in).ticks[-3:] for sheet in sheets(paper()) if not sheet.page]
    assert ticks == [[False, False, True], [False, True, False], [True, False, False]], "from the right"


@pytest.mark.parametrize("dpi", [203, 300])
def test_each_sheets_bar_code_is_the_consignments_number(qapp: QApplication, dpi: int) -> None:
    for sheet in sheets(paper()):
        image = decoding.cut(decoding.painted(sheet.paint_in, *A4, dpi), QRectF(120, 5, 90, 30), dpi)
        assert decoding.codes(image) == [("Code 128", BOX.no)]


@pytest.mark.parametrize("copy", list(Copy))
def test_all_sixty_rows_of_a_full_list_can_be_scanned(qapp: QApplication, copy: Copy) -> None:
    one = paper(60)
    sheet = next(sheet for sheet in sheets(one) if sheet.copy is copy)
    scanned = {
        text
        for form, text in decoding.codes(decoding.painted(sheet.paint_in, *A4, 300))
        if form == "Code 128"
    }
    wanted = {tube.no for tube in one.manifest.tubes}
    assert any("/" in no for no in wanted), "the widest bars are among them"
    assert scanned == wanted | {BOX.no}


@pytest.mark.parametrize("count", [3, 60, 200])
def test_the_codes_read_from_paper_are_the_list_of_the_box(qapp: QApplication, count: int) -> None:
    one, reader = paper(count), qr_parts.PartReader()
    for sheet in sheets(one):
        if sheet.copy is not Copy.BOX or sheet.page < one.pages:
            continue
        for form, text in decoding.codes(decoding.painted(sheet.paint_in, *A4, 300)):
            if form == "QR Code":
                reader.add(text)
    read = open_up(reader.data(), service_key=SERVICE_KEY)
    assert read == one.manifest
    assert [tube.no for tube in read.tubes] == [tube.no for tube in tubes(count)]


def test_it_counts_the_types_and_says_seal_cold_box_and_temperature(qapp: QApplication) -> None:
    written = said(sheets(paper(), "en")[0])
    for what, figure in (
        ("Tubes", "60"),
        ("NP/OP swab", "57"),
        ("Blood (EDTA)", "3"),
        ("Temp at seal", "4.2 °C"),
    ):
        assert written[written.index(what) + 1] == figure
    assert any("sealed 17-05-2021 22:10 · cold box 2 · seal S00412" in words for words in written)
    assert {"UPHC Gudhiyari", "AIIMS, Raipur", "Anil Kushwaha", "of 60"} <= set(written)


def test_more_types_than_there_is_room_for_are_counted_together(qapp: QApplication) -> None:
    types = ("np_op", "np_op", "np_op", "nasal", "nasal", "throat", "saliva", "bal", "biopsy")
    many = tuple(replace(TUBE, no=f"{TUBE.no}/{at}", sample_type=kind) for at, kind in enumerate(types, 1))
    written = said(sheets(paper(manifest=replace(BOX, tubes=many)), "en")[0])
    assert written[written.index("Other types") + 1] == "2"


def test_what_is_not_known_is_left_blank_and_what_is_known_stands_there(qapp: QApplication) -> None:
    written = said(sheets(paper(), "en")[0])
    assert "portal consignment no.: not yet given" in " ".join(written)
    gone = paper(
        driver="Ramesh", driver_mobile="9826041188", vehicle="CG04AB1234", dispatched_at="2021-05-17T23:05",
        portal_id="CONS/22/881", checked_by="Meena Thakur",
    )  # fmt: skip
    written = said(sheets(gone, "en")[0])
    assert {"Ramesh", "9826041188", "CG04AB1234", "17-05-2021 23:05", "Meena Thakur"} <= set(written)
    assert "portal consignment no.: CONS/22/881" in " ".join(written)


def test_another_list_has_another_check_code(qapp: QApplication) -> None:
    assert len(paper().check) == 9
    assert paper().check == paper(desk="0418").check != paper(59).check
    assert paper().check in " ".join(said(sheets(paper())[0]))


@pytest.mark.parametrize("language", ["en", "hi"])
def test_nothing_overlaps_and_nothing_runs_over_the_edge(qapp: QApplication, language: str) -> None:
    crowded = paper(
        manifest=replace(
            BOX, tubes=tubes(60), centre_name="सामुदायिक स्वास्थ्य केंद्र, बिल्हौर, कानपुर नगर", sealing=2,
            packed_by="VENKATANARASIMHARAJUVARIPETA LAKSHMI KUMARI", seal_no="S" * 20, cold_box="C" * 20,
        ),
        lab_name="Pt. Jawaharlal Nehru Memorial Medical College, Raipur, Chhattisgarh",
        driver="वेंकटनरसिम्हाराजुवारिपेटा लक्ष्मी", portal_id="P" * 30, checked_by="A" * 60,
    )  # fmt: skip
    for sheet in sheets(crowded, language)[:2]:
        lines = decoding.noted(sheet.paint_in).lines
        page = QRectF(11, 11, 188, 276)
        assert [words for words, spot in lines if not page.contains(spot)] == []
        crossed = [(one, other) for (one, a), (other, b) in combinations(lines, 2) if a.intersects(b)]
        assert crossed == []


def test_it_is_practice_in_white_on_black_on_every_sheet_and_never_else(qapp: QApplication) -> None:
    band = QRectF(12, 4.8, 186, 5)
    for practice in (True, False):
        for sheet in sheets(paper(practice=practice)):
            ink = decoding.ink(decoding.painted(sheet.paint_in, *A4, 100), band, 100)
            assert ink > 0.7 if practice else ink == 0


def test_the_pdf_has_all_sheets(qapp: QApplication, tmp_path: Path) -> None:
    content = manifest_paper.write(paper(61), tmp_path / "box.pdf").read_bytes()
    assert content.startswith(b"%PDF")
    assert content.count(b"/Type /Page\n") == 7
    assert [one.name for one in tmp_path.iterdir()] == ["box.pdf"]


def _sealed_box(desk: Desk, count: int) -> Manifest:
    box, _ = boxes.packed(desk, count)
    dispatch.seal(desk, box.id, {"sealed_temp": "4", "seal_no": "88213", "checked_by": "", "cold_box": "2"})
    return manifests.of(desk, box.id)


def test_what_stands_on_it_comes_from_the_records(desk: Desk) -> None:
    listed = _sealed_box(desk, 3)
    data = manifests.sealed_list(desk, listed.consignment)
    made = manifest_paper.of(desk.store, listed, data)
    assert (made.lab_name, made.portal_id, made.manifest) == ("Pt. JNM Medical College, Raipur", "", listed)
    assert made.codes == tuple(qr_parts.parts(data))
    dispatch.dispatch(
        desk, listed.consignment, {"driver": "Ramesh", "driver_mobile": "9826041188", "vehicle": "CG04"}
    )
    gone = manifest_paper.of(desk.store, listed, data, practice=True)
    assert (gone.driver, gone.driver_mobile, gone.vehicle, gone.practice) == (
        "Ramesh",
        "9826041188",
        "CG04",
        True,
    )
    assert gone.dispatched_at.startswith("2021-05-17T")
    elsewhere = manifest_paper.of(desk.store, replace(listed, consignment="nowhere", lab="LAB-NEW"), data)
    assert (elsewhere.lab_name, elsewhere.driver) == ("LAB-NEW", "")
