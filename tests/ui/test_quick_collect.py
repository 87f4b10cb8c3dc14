"""Collecting beside the box: somebody who is here already in a few keys, everybody else on the samples page."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from tests import samples as taken
from tests.ui.box_window import Packer, packer
from tests.ui.busy_desk import typed_person
from tests.ui.desk_window import CTRL
from tikadesk.actions import register, samples
from tikadesk.domain.numbers import shown
from tikadesk.i18n import tr
from tikadesk.ui.quick_collect import QuickCollect

MOBILE = "9839043210"
COLLECT_KEYS = 16


def beside(qtbot: QtBot, folder: Path, *names: str) -> Packer:
    """A packer with a box open, on a desk that knows people of one mobile by name."""
    work = packer(qtbot, folder, tubes=1)
    for name in names:
        person = typed_person(name=name, mobile=MOBILE)
        register.register(work.desk, person, intent=work.desk.ids.new())
    work.press(Qt.Key.Key_F2)
    work.pressed = 0
    return work


def test_a_known_mobile_a_few_enters_and_the_label_is_asked_for(
    qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = beside(qtbot, tmp_path, "SUSHILA DEVI")
    labels: list[str] = []
    monkeypatch.setattr(work.page.printing, "want_label", lambda *ids: labels.extend(ids))
    work.enter(MOBILE)
    card: QuickCollect = work.page.quick
    assert card.known is not None
    assert "SUSHILA DEVI" in card._who.text.text()
    work.enter()
    work.enter()
    row = samples.listing(work.desk, "all")[0]
    assert (row.name, row.sample_type, labels) == ("SUSHILA DEVI", "np_op", [row.id])
    assert work.pressed <= COLLECT_KEYS
    assert work.page.pack.scan.line.hasFocus()
    assert card.form.field("person").value() == ""
    work.scan(row.no)
    assert work.page.pack.table.current().no == row.no


def test_the_slip_of_a_person_is_scanned_anywhere(qtbot: QtBot, tmp_path: Path) -> None:
    work = beside(qtbot, tmp_path)
    saved = register.register(work.desk, typed_person(), intent=work.desk.ids.new())
    work.page.pack.start()
    if saved.no[2] == "R":
        assert work.page.scanned(saved.no)
    else:
        work.page.quick.look_for(saved.no)
    assert work.page.quick.known is not None
    assert work.page.quick.known.name == "SUSHILA DEVI"


def test_several_tubes_are_one_case(qtbot: QtBot, tmp_path: Path) -> None:
    work = beside(qtbot, tmp_path, "SUSHILA DEVI")
    taken.lease(work.desk)
    work.enter(MOBILE)
    work.enter()
    work.type("2")
    work.press(Qt.Key.Key_Return, CTRL)
    rows = samples.listing(work.desk, "all")[:2]
    assert {row.shown[-2:] for row in rows} == {"/1", "/2"}
    assert work.page.quick.form.field("tubes").value() == "1"


def test_people_of_one_mobile_are_chosen_from(qtbot: QtBot, tmp_path: Path) -> None:
    work = beside(qtbot, tmp_path, "SUSHILA DEVI", "RAMU")
    work.enter(MOBILE)
    card = work.page.quick
    assert len(card.rows) == 2
    assert card.known is None
    assert card.rows[0].hasFocus()
    work.press(Qt.Key.Key_Down)
    work.press(Qt.Key.Key_Return)
    assert card.known is not None
    assert card.rows == []
    assert card.form.field("sample_type").editor.inner.hasFocus()
    card.look_for("")
    work.press(Qt.Key.Key_F2)
    work.enter(MOBILE)
    second = card.rows[1].first
    work.type("2")
    assert card.known is not None
    assert card.known.name == str(second)


def test_somebody_new_goes_to_the_samples_page_with_what_was_typed(qtbot: QtBot, tmp_path: Path) -> None:
    work = beside(qtbot, tmp_path)
    wanted = QSignalSpy(work.page.quick.elsewhere)
    work.enter("9839077777")
    assert wanted.at(0)[0]["mobile"] == "9839077777"
    assert work.page.quick.form.field("person").value() == ""


def test_the_next_number_stands_there(qtbot: QtBot, tmp_path: Path) -> None:
    work = beside(qtbot, tmp_path)
    card = work.page.quick
    assert card._next.text() == tr("samples.next.none")
    taken.lease(work.desk)
    card.refresh()
    first = samples.listing(work.desk, "all")
    assert card._next.text().startswith("Next: CG K")
    taken.collected(work.desk)
    row = next(row for row in samples.listing(work.desk, "all") if row not in first)
    assert shown(row.no)
    card.refresh()
    assert shown(row.no) not in card._next.text()


def test_a_person_begun_counts_as_half_filled(qtbot: QtBot, tmp_path: Path) -> None:
    work = beside(qtbot, tmp_path)
    assert not work.page.half_filled()
    work.type("98390")
    assert work.page.half_filled()


def test_without_a_person_nothing_is_saved(qtbot: QtBot, tmp_path: Path) -> None:
    work = beside(qtbot, tmp_path)
    before = len(samples.listing(work.desk, "all"))
    work.press(Qt.Key.Key_Return, CTRL)
    assert len(samples.listing(work.desk, "all")) == before
    assert work.page.quick.form.field("person").editor.inner.hasFocus()


def test_a_number_that_is_nobodys_leads_nowhere(qtbot: QtBot, tmp_path: Path) -> None:
    work = beside(qtbot, tmp_path)
    wanted = QSignalSpy(work.page.quick.elsewhere)
    work.enter("CGR01000000894")
    assert work.page.quick._who.text.text() == tr("quick.unknown")
    assert wanted.count() == 0
    work.page.quick.look_for("सुशीला देवी")
    assert wanted.at(0)[0]["name"] == "सुशीला देवी"
