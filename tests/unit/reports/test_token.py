"""The queue token: the number large, whoever waits before counted, and nothing in its code but the number."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests import decoding
from tests.desk import practice_desk, walk_in
from tikadesk.actions import void
from tikadesk.errors import StoreTrouble
from tikadesk.reports import token
from tikadesk.reports.strip import SIZES
from tikadesk.reports.token import Token

ONE = Token(
    centre="टाटीबंध", number=43, no="CGR41730501879", name="SUSHILA DEVI", name_local="सुशीला देवी",
    at="2021-05-17T10:20", before=6, practice=False,
)  # fmt: skip


def test_who_waits_before_is_counted(tmp_path: Path) -> None:
    with practice_desk(tmp_path) as desk:
        served = walk_in(desk, name="Asha Rao")
        waiting, gone = (walk_in(desk, dose=False, name=name).id for name in ("Bina Rao", "Chitra Rao"))
        desk.clock.advance(seconds=300)
        last = walk_in(desk, dose=False, name="Devki Bai").id
        void.void(desk, "registration", gone, reason="twice")
        desk.clock.advance(seconds=600)
        made = token.of(desk.store, last)
        assert (made.number, made.before, made.at, made.name) == (4, 1, "2021-05-17T10:25", "Devki Bai")
        assert token.of(desk.store, waiting).before == 0
        assert token.of(desk.store, served.dose_id or "", practice=True).before is None
        with pytest.raises(StoreTrouble):
            token.of(desk.store, "nobody")


@pytest.mark.parametrize("paper", SIZES)
def test_its_code_is_the_number_and_nothing_else(qapp: QApplication, paper: str) -> None:
    size = SIZES[paper]
    image = decoding.painted(
        lambda canvas: token.paint_in(ONE, canvas, paper=paper), size.width, size.height or 130, 203
    )
    assert decoding.codes(image) == [("QR Code", ONE.no)]


def test_it_is_a_file_where_there_is_no_printer(qapp: QApplication, tmp_path: Path) -> None:
    file = token.write(ONE, tmp_path / "token.pdf", paper="a6")
    assert file.read_bytes() == token.write(ONE, tmp_path / "again.pdf", paper="a6").read_bytes()
