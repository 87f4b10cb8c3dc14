"""One sample: what is shown of it and everything that can be done, each on a real store."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import busy_desk
from tests.ui.busy_samples import every_journey
from tests.ui.showing import settle, show
from tikadesk.actions import prints, samples
from tikadesk.actions.desk import Desk
from tikadesk.actions.prints import Paper
from tikadesk.ui.buttons import Button
from tikadesk.ui.messages import MessageArea
from tikadesk.ui.page import Fold
from tikadesk.ui.sample_view import SampleView
from tikadesk.ui.words import Text


@pytest.fixture
def desk() -> Desk:
    """A desk on which everything has happened to samples that can."""
    made = busy_desk(at_work="supervisor")
    every_journey(made)
    return made


def _view(qtbot: QtBot, desk: Desk, journey: str, which: str = "all") -> SampleView:
    view = SampleView(desk)
    show(qtbot, MessageArea(), view, size=(680, 640))
    view.show_sample(next(row.id for row in samples.listing(desk, which) if row.journey == journey))
    settle()
    return view


def _texts(view: SampleView) -> list[str]:
    return [text.text() for text in view.findChildren(Text) if text.isVisibleTo(view)]


def _offered(view: SampleView) -> set[str]:
    buttons = (view.reprint, view.correct, view.resample, view.lose_it, view.found, view.void, view.restore)
    return {button.text() for button in buttons if button.isVisibleTo(view)}


def _row(view: SampleView) -> samples.SampleRow:
    assert view.sample is not None
    return view.sample.row


def test_number_person_way_and_history(qtbot: QtBot, desk: Desk) -> None:
    view = _view(qtbot, desk, "rejected")
    texts = _texts(view)
    assert "IRFAN ALI" in texts and "24, Male · 98390 50002" in texts
    assert _row(view).shown in texts
    assert view._chip.text == "Rejected"
    assert {"Collected", "In box", "Sealed", "On the way", "Rejected"} <= set(texts)
    assert "CG04AB1234 · Ramesh" in texts
    assert any("Collected" in text and "Farida Bano" in text for text in texts)
    assert "Pt. JNM Medical College, Raipur" in texts


def test_what_can_be_done_depends_on_where_it_is(qtbot: QtBot, desk: Desk) -> None:
    usual = {"Reprint label", "Correct", "Take again", "Lost", "Void"}
    assert _offered(_view(qtbot, desk, "collected")) == usual
    assert _offered(_view(qtbot, desk, "lost")) == usual - {"Lost"} | {"Found again"}


def test_ids_are_bound_once(qtbot: QtBot, desk: Desk) -> None:
    view = _view(qtbot, desk, "collected")
    view.ids.set_values({"portal_id": "UP-2021-7", "srf_id": "123"})
    view.bind_ids()
    assert view.ids.bad_names == ("srf_id",)
    view.ids.set_values({"srf_id": "2238712345678"})
    with qtbot.waitSignal(view.changed):
        view.bind_ids()
    assert (_row(view).portal_id, _row(view).srf_id) == ("UP-2021-7", "2238712345678")
    assert not view.ids.field("portal_id").editor.inner.isEnabled()
    assert view.ids.field("icmr_id").editor.inner.isEnabled()


def test_an_id_of_another_sample_is_refused_at_its_field(qtbot: QtBot, desk: Desk) -> None:
    view = _view(qtbot, desk, "collected")
    view.ids.set_values({"portal_id": "UP-2021-7"})
    view.bind_ids()
    other = _view(qtbot, desk, "rejected")
    other.ids.set_values({"portal_id": "UP-2021-7"})
    other.bind_ids()
    assert other.ids.bad_names == ("portal_id",)


def test_lost_needs_a_reason_and_found_takes_it_back(qtbot: QtBot, desk: Desk) -> None:
    view = _view(qtbot, desk, "collected")
    view.lose_it.click()
    assert view.lost.isVisible() and view.lost.field("lost_reason").editor.inner.hasFocus()
    view.lose()
    assert view.lost.bad_names == ("lost_reason",)
    view.lost.set_values({"lost_reason": "missing"})
    with qtbot.waitSignal(view.changed):
        view.lose()
    settle()
    assert _row(view).journey == "lost" and not view.lost.isVisible()
    assert any("Cannot be found" in text for text in _texts(view))
    view.found.click()
    assert _row(view).journey == "collected"


def test_a_tube_in_two_boxes_is_settled_by_saying_in_which(qtbot: QtBot, desk: Desk) -> None:
    row = samples.listing(desk, "two_boxes")[0]
    view = _view(qtbot, desk, row.journey, "two_boxes")
    buttons = [button for button in view._settle_acts.findChildren(Button) if button.isVisibleTo(view)]
    assert len(buttons) == 2 and all(button.text().startswith("It is in CG C") for button in buttons)
    buttons[1].click()
    assert not _row(view).conflict and not view._settle.isVisibleTo(view)
    assert _row(view).box_no and _row(view).box_no[-3:] in buttons[1].text()


def test_how_often_the_label_was_printed_is_said(qtbot: QtBot, desk: Desk) -> None:
    view = _view(qtbot, desk, "collected")
    assert "no label printed yet" in _texts(view)
    for _ in range(2):
        prints.note(desk, Paper.LABEL, _row(view).id, printed=True)
    view.refresh()
    assert "label printed 2 times" in _texts(view)
    with qtbot.waitSignal(view.print_wanted) as told:
        view.reprint.click()
    assert told.args == [_row(view).id]


def test_other_acts_are_asked_of_the_page(qtbot: QtBot, desk: Desk) -> None:
    view = _view(qtbot, desk, "collected")
    for button, signal in (
        (view.correct, view.correct_wanted),
        (view.void, view.void_wanted),
        (view.resample, view.resample_wanted),
        (view.back, view.left),
    ):
        with qtbot.waitSignal(signal):
            button.click()


def test_a_half_typed_id_is_not_read_over(qtbot: QtBot, desk: Desk) -> None:
    view = _view(qtbot, desk, "collected")
    view.ids.set_values({"portal_id": "UP-20"})
    view.refresh()
    assert view.ids.field("portal_id").value() == "UP-20"


def test_in_one_column_the_acts_scroll_with_the_rest(qtbot: QtBot, desk: Desk) -> None:
    view = _view(qtbot, desk, "collected")
    view.fold(Fold.SINGLE)
    settle()
    assert view.scroller.isAncestorOf(view.reprint)
    view.fold(Fold.FULL)
    settle()
    assert not view.scroller.isAncestorOf(view.reprint)
