"""The list as a file: where it is is said, a drive that is gone is said too, and the lab reads what was written."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.box_window import Packer, packer
from tests.ui.busy_boxes import sealed_box, sent_box
from tikadesk.actions import manifests
from tikadesk.domain.kinds.consignment import DISPATCHED, SEALED
from tikadesk.domain.manifest import Unreadable
from tikadesk.i18n import tr
from tikadesk.ui import steps
from tikadesk.ui.list_file import ListFile
from tikadesk.ui.messages import area_of


def at_step(qtbot: QtBot, folder: Path, step: str) -> tuple[Packer, ListFile]:
    work = packer(qtbot, folder, box=False)
    make = sealed_box if step == steps.DISPATCH else sent_box
    make(work.desk, 2)
    work.page.go(step)
    panel = work.page.dispatch if step == steps.DISPATCH else work.page.receipts
    return work, panel.as_file


@pytest.mark.parametrize(("step", "state"), [(steps.DISPATCH, SEALED), (steps.RECEIVE, DISPATCHED)])
def test_the_list_of_the_marked_box_is_written_and_said_to_be(
    qtbot: QtBot, tmp_path: Path, step: str, state: str
) -> None:
    work, button = at_step(qtbot, tmp_path, step)
    button.choose_file = lambda name: str(tmp_path / f"stick-{name}".removesuffix(manifests.SUFFIX))
    button.click()
    box = work.box_of(state)
    file = tmp_path / f"stick-{box.no}{manifests.SUFFIX}"
    assert file.read_bytes() == manifests.sealed_list(work.desk, box.id)
    assert work.page.told.isVisible()
    assert work.page.told.text.text() == tr("boxes.list_file.written", no=box.shown, file=str(file))
    with pytest.raises(Unreadable) as caught:
        manifests.read_file(work.desk, file)
    assert caught.value.key == "manifest.no_key_here", "whole and unchanged; only this desk is not enrolled"


def test_nothing_is_written_where_nobody_says_where_to(qtbot: QtBot, tmp_path: Path) -> None:
    work, button = at_step(qtbot, tmp_path, steps.DISPATCH)
    button.choose_file = lambda _name: ""
    button.click()
    assert not work.page.told.isVisible()
    assert area_of(button).texts() == []


def test_a_stick_that_is_gone_is_said_in_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    work, button = at_step(qtbot, tmp_path, steps.DISPATCH)
    file = tmp_path / "gone" / f"box{manifests.SUFFIX}"
    button.choose_file = lambda _name: str(file)
    button.click()
    assert area_of(button).texts() == [tr("report.no_folder", file=str(file))]
    assert not work.page.told.isVisible()


def test_without_a_box_there_is_no_button(qtbot: QtBot, tmp_path: Path) -> None:
    work = packer(qtbot, tmp_path, box=False)
    for step, panel in ((steps.DISPATCH, work.page.dispatch), (steps.RECEIVE, work.page.receipts)):
        work.page.go(step)
        assert panel.as_file.isHidden()
        panel.as_file.write()
