"""Counting a box: a scan is a counted tube, letters say what differs, and nothing is lost by a wrong key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui import busy_boxes
from tests.ui.busy_desk import a_desk
from tests.ui.lab_window import Lab
from tests.ui.showing import settle
from tikadesk.actions import correct, manifests, receiving, samples, void
from tikadesk.actions.receiving import Line, Receiving
from tikadesk.i18n import tr
from tikadesk.ui import sounds
from tikadesk.ui.receive_panel import ReceivePanel


def counting(qtbot: QtBot, tubes: int = 4) -> Lab:
    desk = a_desk(practice=True)
    box = busy_boxes.sent_box(desk, tubes)
    lab = Lab(qtbot, desk)
    lab.side.show_box(box)
    settle()
    return lab


def now(lab: Lab) -> Receiving:
    shown = lab.side.counting.receiving
    assert shown is not None
    return receiving.of(lab.desk, shown.id)


def line(lab: Lab, at: int) -> Line:
    return now(lab).lines[at]


def test_a_scan_counts_a_tube_and_marks_its_row(qtbot: QtBot) -> None:
    lab = counting(qtbot)
    heard = QSignalSpy(sounds.current().played)
    lab.scan(line(lab, 2).tube)
    panel: ReceivePanel = lab.side.counting
    assert lab.states() == [tr("receive.not_seen")] * 2 + ["Received", tr("receive.not_seen")]
    assert panel.table.current().tube == line(lab, 2).tube
    assert panel.scan.said == tr("receive.tube.counted", no=line(lab, 2).shown)
    assert heard.at(0)[0] == "accepted"
    assert panel.head.left.text() == tr("receive.unseen", n=3)
    lab.scan(line(lab, 2).tube)
    assert heard.at(1)[0] == "refused"
    assert panel.scan.refused


def test_all_as_listed_takes_one_press(qtbot: QtBot) -> None:
    lab = counting(qtbot)
    lab.side.counting.all.click()
    assert lab.states() == ["Received"] * 4
    assert not lab.side.counting.all.isEnabled()


def test_r_and_a_letter_reject_the_marked_tube(qtbot: QtBot) -> None:
    lab = counting(qtbot)
    lab.scan(line(lab, 0).tube)
    lab.side.counting.table.setFocus()
    lab.press(Qt.Key.Key_R)
    assert lab.side.counting.ask.isVisible()
    lab.press(Qt.Key.Key_L, Qt.Key.Key_Return)
    assert (line(lab, 0).verdict, line(lab, 0).reason) == ("rejected", "leaking")
    assert lab.states()[0] == "Leaking"
    assert lab.side.counting.ask.isHidden()
    assert lab.side.counting.scan.line.hasFocus()


def test_a_rejection_without_a_reason_is_not_one(qtbot: QtBot) -> None:
    lab = counting(qtbot)
    lab.side.counting.bad.click()
    lab.press(Qt.Key.Key_Return)
    assert lab.side.counting.form.bad_names == ("reason",)
    lab.press(Qt.Key.Key_Escape)
    assert lab.side.counting.ask.isHidden()
    assert lab.side.front is lab.side.counting
    assert line(lab, 0).verdict == ""


def test_letters_work_under_a_hindi_layout(qtbot: QtBot) -> None:
    lab = counting(qtbot)
    lab.side.counting.all.click()
    lab.side.counting.table.setFocus()
    pressed = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_P.value, Qt.KeyboardModifier.NoModifier, "ज")
    QApplication.sendEvent(lab.side.counting.table, pressed)
    assert line(lab, 0).result == "positive"


@pytest.mark.parametrize(
    ("key", "result"),
    [
        (Qt.Key.Key_P, "positive"),
        (Qt.Key.Key_N, "negative"),
        (Qt.Key.Key_I, "inconclusive"),
        (Qt.Key.Key_V, "invalid"),
    ],
)
def test_results_go_down_the_list_by_letters(qtbot: QtBot, key: Qt.Key, result: str) -> None:
    lab = counting(qtbot)
    lab.side.counting.all.click()
    lab.side.counting.table.setFocus()
    lab.press(key, Qt.Key.Key_N)
    assert [line(lab, at).result for at in range(3)] == [result, "negative", ""]


def test_a_tube_without_a_label_is_written_down_with_what_is_known(qtbot: QtBot) -> None:
    lab = counting(qtbot)
    lab.side.counting.bare.click()
    lab.scan("blue cap, wet")
    assert [(one.tube, one.notes) for one in now(lab).lines if not one.tube] == [("", "blue cap, wet")]


def test_a_tube_that_is_not_on_the_list_is_extra_and_sounds_like_it(qtbot: QtBot) -> None:
    lab = counting(qtbot)
    other = busy_boxes.collect_tubes(lab.desk, 1)[0]
    heard = QSignalSpy(sounds.current().played)
    lab.scan(other)
    assert heard.at(0)[0] == "refused"
    assert lab.states()[-1] == "Not on the list"
    assert "not on this list" in lab.side.counting.scan.said


def test_del_takes_back_what_was_said(qtbot: QtBot) -> None:
    lab = counting(qtbot)
    lab.scan(line(lab, 1).tube)
    lab.press(Qt.Key.Key_Delete)
    assert line(lab, 1).verdict == ""
    lab.side.counting.table.setFocus()
    lab.press(Qt.Key.Key_A)
    assert line(lab, 1).verdict == "accepted"
    lab.press(Qt.Key.Key_Delete)
    assert line(lab, 1).verdict == ""


def test_a_mistyped_number_offers_the_one_of_the_list(qtbot: QtBot) -> None:
    lab = counting(qtbot)
    no = line(lab, 3).tube
    lab.scan(no[:-1] + str((int(no[-1]) + 1) % 10))
    assert [one.typed for one in lab.side.counting.scan.near] == [no]
    lab.press(Qt.Key.Key_1)
    assert line(lab, 3).verdict == "accepted"


def test_a_box_of_five_hundred_is_counted_to_the_end(qtbot: QtBot) -> None:
    desk = a_desk(practice=True)
    box = busy_boxes.open_box(desk, 0, size=500)
    nos = busy_boxes.collect_tubes(desk, 260, box)
    busy_boxes.send(desk, box)
    lab = Lab(qtbot, desk)
    lab.side.show_box(box)
    lab.scan(nos[-1])
    assert lab.side.counting.table.current().tube == nos[-1]


def test_a_sample_that_the_centre_struck_out_sounds_like_it_and_says_so(qtbot: QtBot) -> None:
    lab = counting(qtbot)
    tube = line(lab, 1).tube
    row = samples.of_number(lab.desk, tube)
    assert row is not None
    void.void(lab.desk, "sample", row.id, reason="wrong_person")
    lab.side.refresh()
    heard = QSignalSpy(sounds.current().played)
    lab.scan(tube)
    assert heard.at(0)[0] == "refused"
    assert lab.states()[1] == tr("receive.struck")
    assert lab.side.counting.scan.said == tr("receive.tube.struck", no=line(lab, 1).shown)


def test_a_name_corrected_after_the_box_has_left_stands_beside_the_one_on_the_label(qtbot: QtBot) -> None:
    lab = counting(qtbot)
    before = line(lab, 0)
    rec = samples.of_number(lab.desk, before.tube)
    listed = manifests.take(lab.desk, manifests.sealed_list(lab.desk, now(lab).box))
    assert rec is not None and listed.tubes
    typed = correct.as_typed(lab.desk, "sample", rec.id) | {"name": "Sunita Devi", "name_local": ""}
    correct.correct(lab.desk, "sample", rec.id, typed, reason="typing")
    lab.side.refresh()
    rows = lab.side.counting.table.rows
    shown = rows.data(rows.index(0, 1))
    assert "Sunita Devi" in shown and before.name in shown
    assert lab.states()[0] == tr("receive.corrected")
