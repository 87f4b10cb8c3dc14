from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication

from tests import decoding
from tests.desk import REGISTRAR, SUPERVISOR, practice_desk, walk_in
from tests.unit.desk_in_memory import DeskInMemory
from tikadesk import i18n
from tikadesk.actions import exports
from tikadesk.actions.desk import Desk
from tikadesk.reports import day_head
from tikadesk.reports.day_head import Heading
from tikadesk.store import register_lines

DAY = "2021-05-17"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        yield opened


def heading(desk: Desk, day: str = DAY) -> Heading:
    return day_head.heading(desk.store, day, list(register_lines.read(desk.store, day, day)))


def test_who_wrote_who_gave_and_who_leads_sign(qapp: QApplication, desk: Desk) -> None:
    walk_in(desk)
    head = heading(desk)
    assert head.signers == (
        (REGISTRAR[0], "entry"), ("रेखा यादव", "vaccinator"), (SUPERVISOR[0], "supervisor"), ("", "officer"),
    )  # fmt: skip
    said = decoding.noted(lambda canvas: head.sign(canvas, QRectF(0, 0, 200, 10))).said
    assert REGISTRAR[0] in said and i18n.tr("report.sign.officer") in said


def test_the_check_code_is_the_beginning_of_the_digest_and_prints_are_counted(desk: Desk) -> None:
    walk_in(desk)
    digest = register_lines.digest(desk.store, DAY).upper()
    assert (heading(desk).check, heading(desk).prints) == (f"{digest[:4]}-{digest[4:8]}", 0)
    exports.note(desk, "register", DAY, DAY, "pdf", rows=1, sha256="0" * 64)
    assert (heading(desk).prints, heading(desk, "2021-05-18").prints) == (1, 0)
    assert day_head.subject(DAY) == exports.register_of(DAY)


def test_an_enrolled_desks_centre_number_and_label() -> None:
    one = DeskInMemory()
    one.register()
    head = heading(one.desk, "2021-05-16")
    assert (head.register_no, head.desks) == ("CG-0231-2021-136", "0417")
    assert head.place_and_day == "UPHC Gudhiyari · Raipur · 16-05-2021 (Sun) · 09:00 to 09:00"
    i18n.use("hi")
    assert heading(one.desk, "2021-05-16").place_and_day.startswith(
        "शहरी प्राथमिक स्वास्थ्य केन्द्र · रायपुर · 16-05-2021 (रवि)"
    )


def test_a_day_without_anybody_has_a_heading_too(desk: Desk) -> None:
    head = heading(desk, "2021-05-01")
    assert head.register_no == "2021-121"
    assert head.signers[0] == ("", "entry")
