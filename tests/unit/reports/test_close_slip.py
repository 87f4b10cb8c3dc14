"""The day-close slip: the sealed figures, and the journal's code as people and telephones' cameras read it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests import decoding
from tests.closing import close, make_ready, reopen
from tests.desk import practice_desk, walk_in
from tikadesk.actions.desk import Desk
from tikadesk.errors import StoreTrouble
from tikadesk.reports import close_slip
from tikadesk.reports.strip import SIZES

DAY = "2021-05-17"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    with practice_desk(tmp_path) as opened:
        walk_in(opened)
        make_ready(opened, DAY)
        yield opened


def test_it_says_what_was_sealed_and_what_came_of_it(desk: Desk) -> None:
    made = close(desk, DAY)
    slip = close_slip.of(desk.store, made.id)
    assert (slip.closing, slip.late, slip.no) == (made, 0, "2021-137-1")
    walk_in(desk, dose=False, name="Ram Sahu")
    reopened = reopen(desk, DAY)
    again = close_slip.of(desk.store, made.id, practice=True)
    assert (again.late, again.closing.reopened_by, again.practice) == (1, reopened.reopened_by, True)
    with pytest.raises(StoreTrouble):
        close_slip.of(desk.store, "nobody")


@pytest.mark.parametrize("paper", SIZES)
def test_its_code_is_read_from_the_paper(qapp: QApplication, desk: Desk, tmp_path: Path, paper: str) -> None:
    made = close(desk, DAY)
    slip = close_slip.of(desk.store, made.id)
    slip = replace(slip, closing=replace(made, label="0417"))
    size = SIZES[paper]
    image = decoding.painted(
        lambda canvas: close_slip.paint_in(slip, canvas, paper=paper), size.width, size.height or 150, 203
    )
    assert decoding.codes(image) == [("QR Code", f"0417 {DAY} {made.length} {made.code}")]
    file = close_slip.write(slip, tmp_path / "one.pdf", paper=paper)
    assert file.read_bytes() == close_slip.write(slip, tmp_path / "two.pdf", paper=paper).read_bytes()
