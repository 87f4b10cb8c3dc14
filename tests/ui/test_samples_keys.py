"""Samples by keys alone, on a real database: what is saved, and with how many keys."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.samples import lease
from tests.ui.busy_desk import typed_person
from tests.ui.busy_samples import take
from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tikadesk.actions import register, samples
from tikadesk.ui.samples_page import SamplesPage

BY_SCAN, BY_MOBILE, NEW = 2, 13, 34


class Collector(Worker):
    """An operator on the samples page, after the first sample has settled what stays from sample to sample."""

    def __init__(self, qtbot: QtBot, folder: Path) -> None:
        desk = desk_on_disk(folder)
        lease(desk, low=8)
        saved = register.register(desk, typed_person(), intent=desk.ids.new())
        self.slip = saved.no
        take(desk, name="MEENA DEVI", mobile="9839050000")
        desk.clock.advance(seconds=60)
        super().__init__(qtbot, desk)
        page = self.window.show_page("samples")
        assert isinstance(page, SamplesPage)
        self.page = page
        self.pressed = 0

    @property
    def in_box(self) -> bool:
        """Whether the keys go to the person box."""
        return self.focus is self.page.collect.finder.box.editor.inner

    def newest(self) -> samples.SampleRow:
        """The sample on top of the list."""
        row = self.page.list.table.rows.row(0)
        assert isinstance(row, samples.SampleRow)
        return row


@pytest.fixture
def collector(qtbot: QtBot, tmp_path: Path) -> Collector:
    """Somebody who collects samples."""
    return Collector(qtbot, tmp_path)


def test_the_page_opens_in_the_person_box(collector: Collector) -> None:
    assert collector.in_box


def test_a_known_person_by_scan(collector: Collector) -> None:
    assert collector.page.scanned(collector.slip)
    collector.save()
    assert collector.pressed <= BY_SCAN
    row = collector.newest()
    assert (row.name, row.test, row.lab, row.tubes) == ("SUSHILA DEVI", "rtpcr", "LAB-JNMRPR", 1)
    assert row.no == "CGK010000009" + row.no[-2:]
    assert collector.in_box and not collector.page.half_filled()


def test_a_known_person_by_mobile(collector: Collector) -> None:
    collector.enter("9839043210")
    collector.save()
    assert collector.pressed <= BY_MOBILE
    assert collector.newest().name == "SUSHILA DEVI"
    assert collector.in_box


def test_somebody_new(collector: Collector) -> None:
    collector.enter("9839077777")
    collector.enter("anita yadav")
    collector.enter("27")
    collector.enter("F")
    collector.enter("tat")
    collector.save()
    assert collector.pressed <= NEW, f"{collector.pressed} keys"
    row = collector.newest()
    assert (row.name, row.name_local, row.age, row.sex) == ("ANITA YADAV", "अनीता यादव", 27, "F")
    assert row.mobile == "9839077777"
    assert collector.in_box


def test_enter_alone_leads_through_it_without_a_mouse_or_tab(collector: Collector) -> None:
    for value in ("9839077777", "ram", "34", "M", ""):
        collector.enter(value)
    assert collector.focus is collector.page.collect.foot.save_and_print
    collector.press(Qt.Key.Key_Return)
    assert collector.newest().name == "RAM"


def test_ctrl_enter_right_after_the_mobile_saves_a_known_person(collector: Collector) -> None:
    collector.type("9839043210")
    collector.save()
    assert collector.newest().name == "SUSHILA DEVI"


def test_tubes_are_reached_by_a_click_or_tab_and_go_back_to_one(collector: Collector) -> None:
    collector.enter("9839043210")
    collector.page.collect.form.focus("tubes")
    collector.type("3")
    collector.save()
    assert [row.tube for row in samples.of_case(collector.desk, collector.newest().no)] == [1, 2, 3]
    assert collector.page.collect.form.tubes == 1


def test_saved_only_no_label_is_asked_for(collector: Collector, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(collector.page.printing, "want_label", lambda *ids: asked.extend(ids))
    collector.enter("9839043210")
    collector.press(Qt.Key.Key_S, CTRL)
    assert collector.newest().name == "SUSHILA DEVI" and not asked
    collector.enter("9839043210")
    collector.save()
    assert asked == [collector.newest().id]
