"""The samples page as a whole: card, list and opened sample together, scans, other pages' wishes, labels."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.samples import lease
from tests.ui.busy_desk import typed_person
from tests.ui.busy_samples import take
from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tests.ui.showing import settle
from tikadesk.actions import drafts, register, samples
from tikadesk.actions.samples import SampleRow
from tikadesk.domain import numbers
from tikadesk.ui.page import Fold
from tikadesk.ui.samples_page import SamplesPage
from tikadesk.ui.words import Text


class Collector(Worker):
    """An operator on the samples page; ``slip`` is the number of somebody registered, ``taken`` a sample."""

    def __init__(self, qtbot: QtBot, folder: Path, size: tuple[int, int] = (1366, 697)) -> None:
        desk = desk_on_disk(folder)
        lease(desk)
        self.slip = register.register(desk, typed_person(), intent=desk.ids.new()).no
        found = samples.row(desk, take(desk, name="MEENA DEVI", mobile="9839050000")[0])
        assert found is not None
        self.taken = found
        super().__init__(qtbot, desk, size)
        page = self.window.show_page("samples")
        assert isinstance(page, SamplesPage)
        self.page = page

    @property
    def newest(self) -> SampleRow:
        """The sample taken last."""
        return samples.listing(self.desk, "all")[0]


@pytest.fixture
def collector(qtbot: QtBot, tmp_path: Path) -> Collector:
    """Somebody who collects samples."""
    return Collector(qtbot, tmp_path)


def test_a_save_stands_on_top_of_the_list_and_is_told_to_the_window(
    qtbot: QtBot, collector: Collector
) -> None:
    collector.enter("9839043210")
    with qtbot.waitSignal(collector.page.saved):
        collector.save()
    row = collector.page.list.table.rows.row(0)
    assert row.id == collector.newest.id and row.name == "SUSHILA DEVI"
    current = collector.page.list.current()
    assert current is not None and current.id == row.id
    assert collector.page.collect.finder.box.editor.inner.hasFocus()


def test_the_steps_count_and_lead_to_the_boxes(qtbot: QtBot, collector: Collector) -> None:
    said = {code: step.accessibleDescription() for code, step in collector.page.steps._steps.items()}
    assert said["collect"] == "1 labelled today" and said["pack"] == "1 not in a box"
    with qtbot.waitSignal(collector.page.wanted) as told:
        collector.page.steps.wanted.emit("pack")
    assert told.args == ["consignments", "pack"]


def test_the_label_is_made_and_how_it_came_out_is_said(qtbot: QtBot, collector: Collector) -> None:
    collector.enter("9839043210")
    with qtbot.waitSignal(collector.page.printing.made):
        collector.save()
    assert collector.page.collect.foot.note.isVisible()
    collector.enter("9839043210")
    assert not collector.page.collect.foot.note.isVisible()


def test_a_scanned_slip_is_looked_up_whatever_has_the_focus(collector: Collector) -> None:
    collector.page.open_list()
    assert collector.page.scanned(collector.slip)
    assert collector.page.collect.person.isVisible()
    assert collector.page.collect.foot.save_and_print.hasFocus()


def test_a_scanned_tube_opens_its_sample(collector: Collector) -> None:
    assert collector.page.scanned(collector.taken.no)
    assert collector.page.right.currentWidget() is collector.page.view
    assert collector.page.view.sample is not None
    assert collector.page.view.sample.row.id == collector.taken.id


def test_a_scanned_label_of_a_printed_roll_goes_to_the_sample_at_hand(collector: Collector) -> None:
    no = str(numbers.Number("CG", numbers.CASE, 91, 5))
    collector.enter("9839043210")
    assert collector.page.scanned(no)
    collector.save()
    assert collector.newest.no == no
    assert collector.page.scanned(no)
    assert collector.page.right.currentWidget() is collector.page.view


def test_a_box_is_not_this_page_s_business(collector: Collector) -> None:
    assert not collector.page.scanned(str(numbers.Number("CG", numbers.CONSIGNMENT, 1, 5)))
    assert not collector.page.scanned("TKQR00")


def test_enter_on_a_row_opens_it_and_f3_goes_back(collector: Collector) -> None:
    collector.press(Qt.Key.Key_F3)
    collector.press(Qt.Key.Key_Down)
    collector.press(Qt.Key.Key_Return)
    assert collector.page.right.currentWidget() is collector.page.view
    collector.press(Qt.Key.Key_F3)
    assert collector.page.right.currentWidget() is collector.page.list
    assert collector.page.list.search.editor.inner.hasFocus()
    collector.press(Qt.Key.Key_F2)
    assert collector.page.collect.finder.box.editor.inner.hasFocus()


def test_a_correction_by_keys(collector: Collector) -> None:
    collector.page.open(collector.taken)
    collector.press(Qt.Key.Key_E, CTRL)
    page = collector.page
    assert page.right.currentWidget() is page.correct and not page.collect.isVisible()
    page.correct.form.set_values({"name": "MEENA BAI", "reason": "typing"})
    collector.save()
    found = samples.row(collector.desk, collector.taken.id)
    assert found is not None and found.name == "MEENA BAI"
    assert page.right.currentWidget() is page.view and page.collect.isVisible()


def test_a_void_by_keys_and_back(collector: Collector) -> None:
    collector.page.open(collector.taken)
    collector.press(Qt.Key.Key_Delete, CTRL)
    page = collector.page
    assert page.right.currentWidget() is page.void
    collector.type("3")
    collector.save()
    found = samples.row(collector.desk, collector.taken.id)
    assert found is not None and found.void
    assert page.right.currentWidget() is page.view
    assert any("Sample not taken" in text.text() for text in page.view.findChildren(Text))
    page.view.restore.click()
    found = samples.row(collector.desk, collector.taken.id)
    assert found is not None and not found.void


def test_esc_leaves_a_correction_without_a_change(collector: Collector) -> None:
    collector.page.open(collector.taken)
    collector.press(Qt.Key.Key_E, CTRL)
    collector.press(Qt.Key.Key_Escape)
    assert collector.page.right.currentWidget() is collector.page.view


def test_taking_again_from_the_opened_sample(collector: Collector) -> None:
    collector.page.open(collector.taken)
    collector.page.view.resample.click()
    assert collector.page.collect.person.isVisible()
    collector.save()
    assert collector.newest.repeat_of == collector.taken.id


def test_the_last_save_is_undone_within_two_minutes(collector: Collector) -> None:
    collector.enter("9839043210")
    collector.press(Qt.Key.Key_S, CTRL)
    collector.press(Qt.Key.Key_Z, CTRL)
    assert collector.newest.void


def test_the_marked_row_s_label_is_printed_again(
    collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    monkeypatch.setattr(collector.page.printing, "want_label", lambda *ids: asked.extend(ids))
    collector.press(Qt.Key.Key_F3)
    collector.press(Qt.Key.Key_Down)
    collector.press(Qt.Key.Key_P, CTRL)
    assert asked == [collector.taken.id]


def test_what_other_pages_want(collector: Collector) -> None:
    page = collector.page
    page.take("unboxed")
    assert page.list.filters.code == "unboxed"
    page.take(collector.taken)
    assert page.right.currentWidget() is page.view
    page.take({"mobile": "9839077777"})
    assert page.collect.form.asks_person
    page.look_for("meena")
    assert page.right.currentWidget() is page.list and page.list.search.value() == "meena"


def test_leaving_the_page_keeps_what_is_half_typed(collector: Collector) -> None:
    collector.type("98390")
    assert collector.page.half_filled()
    collector.window.show_page("find")
    found = drafts.read(collector.desk, "collect")
    assert found is not None and found["person_box"] == "98390"


def test_after_a_power_cut_the_form_is_offered(qtbot: QtBot, tmp_path: Path) -> None:
    before = Collector(qtbot, tmp_path)
    before.enter("9839077777")
    before.enter("anita")
    before.page.collect.leave()
    before.cut_power()
    desk = desk_on_disk(tmp_path, staffed=False, session_set_up=False)
    worker = Worker(qtbot, desk)
    page = worker.window.show_page("samples")
    assert isinstance(page, SamplesPage)
    assert page.collect.offer.isVisible()
    worker.press(Qt.Key.Key_Return)
    assert page.collect.form.typed()["name"] == "ANITA"
    assert page.collect.form.field("age").editor.inner.hasFocus()


def test_in_one_column_card_and_list_take_turns(qtbot: QtBot, tmp_path: Path) -> None:
    collector = Collector(qtbot, tmp_path, (683, 500))
    page = collector.page
    assert page.collect.isVisible() and not page.list.isVisible()
    collector.press(Qt.Key.Key_F3)
    settle()
    assert page.list.isVisible() and not page.collect.isVisible()
    collector.press(Qt.Key.Key_F2)
    settle()
    assert page.collect.isVisible()
    page.fold(Fold.FULL)
    settle()
    assert page.list.isVisible() and page.collect.isVisible()


def test_the_whole_form_has_the_page_to_itself(collector: Collector) -> None:
    collector.enter("9839043210")
    collector.press(Qt.Key.Key_M, CTRL)
    assert not collector.page.list.isVisible()
    collector.press(Qt.Key.Key_M, CTRL)
    assert collector.page.list.isVisible()
    collector.press(Qt.Key.Key_M, CTRL)
    collector.save()
    assert collector.page.list.isVisible() and collector.newest.name == "SUSHILA DEVI"
