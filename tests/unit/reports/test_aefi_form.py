"""The case report of an adverse event: filled in from the records, and on one page whatever the vial held."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests import decoding
from tests.desk import practice_desk, walk_in
from tikadesk.actions import aefi
from tikadesk.actions.desk import Desk
from tikadesk.errors import StoreTrouble
from tikadesk.reports import aefi_form
from tikadesk.reports.aefi_form import Form

SERIOUS = {
    "onset_time": "10:32", "severity": "3", "symptoms": "anaphylaxis breathless", "officer": "Dr A. Sahu",
    "officer_told_at": "10:38", "outcome": "referred", "referred_to": "District hospital",
}  # fmt: skip


def reported(desk: Desk, **changed: str) -> Form:
    """The form of the second of three people of one vial; the first has a fever, too."""
    doses = [
        walk_in(desk, name=name, mobile=f"982604118{at}").dose_id or ""
        for at, name in enumerate(("Asha", "Bina", "Indu"))
    ]
    desk.clock.advance(seconds=20 * 60)
    aefi.report(desk, doses[0], {"severity": "1", "symptoms": "fever"}, intent=desk.ids.new())
    event = aefi.report(desk, doses[1], SERIOUS | changed, intent=desk.ids.new())
    return aefi_form.of(desk.store, event.id)


@pytest.fixture
def form(tmp_path: Path) -> Form:
    with practice_desk(tmp_path) as desk:
        return reported(desk)


def test_the_dose_the_vial_and_its_people_fill_themselves(qapp: QApplication, form: Form) -> None:
    paper = decoding.noted(lambda canvas: aefi_form.paint_in(form, canvas))
    for words in (
        "Bina · सुशीला देवी", "34 F", "98260 41181", "Covishield (Serum Institute of India) · 1st dose",
        "17-05-2021 10:20", "4121Z025", "31-08-2021", "4", "2", "17-05-2021 10:32", "0 h 12 min", "Dr A. Sahu",
        "17-05-2021 10:38", "District hospital", "Sunita Verma", "Asha (Minor)", "Indu",
        "Fever today: No, Severe allergy: No, Bleeding trouble or blood thinner: No, Pregnant or feeding: No",
    ):  # fmt: skip
        assert words in (*paper.said, *paper.wrapped), words
    assert paper.ticks.count(True) == 4  # serious, two symptoms, one outcome


def test_a_serious_one_says_whom_to_phone_and_any_other_does_not(qapp: QApplication, form: Form) -> None:
    def calls(one: Form) -> list[str]:
        said = decoding.noted(lambda canvas: aefi_form.paint_in(one, canvas)).said
        return [words for words in said if "108" in words]

    assert len(calls(form)) == 2 and all("104" in words for words in calls(form))
    assert calls(replace(form, event=form.event | {"severity": "severe"})) == []


def test_its_code_is_the_number_and_nothing_else(qapp: QApplication, form: Form) -> None:
    image = decoding.painted(
        lambda canvas: aefi_form.paint_in(form, canvas),
        aefi_form.WIDTH_MM,
        aefi_form.HEIGHT_MM,
        aefi_form.DPI,
    )
    assert decoding.codes(image) == [("QR Code", form.person["no"])]


@pytest.mark.parametrize("language", ["en", "hi"])
@pytest.mark.parametrize("company", [0, 10, 27])
def test_it_is_one_page_whatever_the_vial_held(
    qapp: QApplication, form: Form, company: int, language: str
) -> None:
    long = {
        "description": "लंबा विवरण " * 27,
        "treatment": "Adrenaline, oxygen, saline " * 7,
        "officer": "अ" * 99,
    }
    full = replace(form, event=form.event | long, others=(form.others * 14)[:company], practice=True)
    paper = decoding.noted(lambda canvas: aefi_form.paint_in(full, canvas, language=language))
    lowest = max(area.bottom() for words, area in paper.lines if "TikaDesk" not in words)
    assert lowest < aefi_form.HEIGHT_MM - 14
    assert max(area.right() for _, area in paper.lines) < aefi_form.WIDTH_MM - 10


def test_what_is_not_known_is_left_to_the_pen(qapp: QApplication, tmp_path: Path) -> None:
    with practice_desk(tmp_path / "home") as desk:
        one, *nobody = (desk.ids.new() for _ in range(3))
        with desk.store.write() as writer:
            values = dict(zip(("person", "dose"), nobody, strict=True)) | {
                "day": desk.today(),
                "severity": "minor",
            }
            desk.create(writer, "aefi", values, id=one)
        bare = aefi_form.of(desk.store, one)
        with pytest.raises(StoreTrouble):
            aefi_form.of(desk.store, nobody[0])
    file = aefi_form.write(bare, tmp_path / "form.pdf")
    assert file.read_bytes() == aefi_form.write(bare, tmp_path / "again.pdf").read_bytes()
    assert b"%PDF" in file.read_bytes()[:8]
