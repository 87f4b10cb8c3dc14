"""The portal's ID of a box: typed once, shown from then on, on the reprinted list too; what is wrong is said beside."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.accessibility_rules import nothing_is_cut
from tests.ui.box_window import Packer, packer
from tests.ui.busy_boxes import sent_box
from tikadesk.actions import boxes, manifests
from tikadesk.actions.boxes import Box
from tikadesk.i18n import tr
from tikadesk.reports import manifest_paper
from tikadesk.ui import steps
from tikadesk.ui.portal_id import PORTAL_ID, PortalId


@pytest.fixture
def work(qtbot: QtBot, tmp_path: Path) -> Packer:
    made = packer(qtbot, tmp_path, box=False)
    for _ in range(2):
        sent_box(made.desk, 2)
    made.page.go(steps.RECEIVE)
    return made


def form(work: Packer) -> PortalId:
    return work.page.receipts.portal


def now(work: Packer) -> Box:
    marked = work.page.receipts.box
    assert marked is not None
    found = boxes.box(work.desk, marked.id)
    assert found is not None
    return found


def bind(work: Packer, text: str) -> None:
    form(work).focus(PORTAL_ID)
    work.enter(text)


def test_it_is_bound_by_enter_and_shown_from_then_on(work: Packer) -> None:
    bind(work, "cons/22/881")
    assert now(work).portal_id == "CONS/22/881"
    field = form(work).field(PORTAL_ID)
    assert (field.value(), field.editor.inner.isEnabled()) == ("CONS/22/881", False)
    assert form(work).save.isHidden()
    assert work.page.told.text.text() == tr("boxes.bound", no=now(work).shown, id="CONS/22/881")


def test_the_reprinted_list_bears_it(work: Packer) -> None:
    bind(work, "CONS/22/881")
    box, desk = now(work), work.desk
    paper = manifest_paper.of(
        desk.store, manifests.of(desk, box.id), manifests.sealed_list(desk, box.id), practice=False
    )
    assert paper.portal_id == "CONS/22/881"


def test_each_box_has_its_own(work: Packer) -> None:
    bind(work, "CONS1")
    work.page.receipts.table.step(1)
    assert form(work).field(PORTAL_ID).value() == ""
    assert not form(work).save.isHidden()
    bind(work, "CONS1")
    assert form(work).bad_names == (PORTAL_ID,), "one ID, one box"
    assert form(work).field(PORTAL_ID).note.text.text() == tr("misfit.bound_elsewhere")
    assert not list(nothing_is_cut(work.window))
    assert now(work).portal_id == ""
    work.page.receipts.table.step(-1)
    assert form(work).field(PORTAL_ID).value() == "CONS1"
    assert form(work).bad_names == ()


def test_what_is_being_typed_stays_while_entries_come_down(work: Packer) -> None:
    form(work).focus(PORTAL_ID)
    work.type("CON")
    work.page.refresh()
    assert form(work).field(PORTAL_ID).value() == "CON"
    form(work).set_values({PORTAL_ID: " "})
    form(work).bind()
    assert now(work).portal_id == ""
    assert form(work).bad_names == ()
