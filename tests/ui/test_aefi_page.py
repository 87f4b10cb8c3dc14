"""F11: who is unwell is found, the report typed by keys, a serious one says whom to phone and prints at once."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_aefi import SERIOUS, report, vaccinate
from tests.ui.busy_desk import typed_person
from tests.ui.desk_window import CTRL, Worker, desk_on_disk
from tests.ui.showing import settle
from tikadesk.actions import aefi, correct, print_queue, prints, register
from tikadesk.actions.prints import Made, Paper
from tikadesk.ui.aefi_page import AefiPage


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    """Three people of one vial, the last dose four minutes ago."""
    desk = desk_on_disk(tmp_path)
    vaccinate(desk, "KAMLA BAI", "OM PRAKASH", "SHANTI DEVI")
    desk.clock.advance(seconds=240)
    return Worker(qtbot, desk)


def page(worker: Worker) -> AefiPage:
    found = worker.window.pages["aefi"]
    assert isinstance(found, AefiPage)
    return found


def opened(worker: Worker) -> AefiPage:
    worker.press(Qt.Key.Key_F11)
    assert worker.window.page is page(worker)
    return page(worker)


def forms(worker: Worker) -> list[Path]:
    assert worker.desk.store.home is not None
    return sorted((worker.desk.store.home.data / "aefi").glob("*.pdf"))


def test_a_mild_one_takes_ten_keys(worker: Worker) -> None:
    shown = opened(worker)
    before = worker.pressed
    worker.press(Qt.Key.Key_Return)
    worker.type("1")  # the last dose is the first of the list
    assert shown.form.shot is not None and shown.form.shot.name == "SHANTI DEVI"
    worker.enter("1048")
    worker.enter("1")
    worker.type("FP")
    worker.press(Qt.Key.Key_S, CTRL)
    assert worker.pressed - before <= 14
    (event,) = aefi.reported_today(worker.desk)
    assert (event.severity, event.symptoms, event.onset_time) == ("minor", ("pain", "fever"), "10:48")
    assert shown.right.currentWidget() is shown.view
    assert not shown.alarm.isVisible()
    settle()
    assert forms(worker) == []
    worker.press(Qt.Key.Key_P, CTRL)
    settle()
    assert len(forms(worker)) == 1
    assert prints.made(worker.desk, Paper.AEFI, [event.id]) == {event.id: Made(filed=1)}
    assert print_queue.waiting(worker.desk) == []


def test_a_serious_one_says_whom_to_phone_and_prints_at_once(worker: Worker) -> None:
    shown = opened(worker)
    worker.enter("om prakash")
    assert shown.form.shot is not None
    worker.enter("1046")
    worker.type("3")
    assert shown.alarm.isVisible()
    assert "helpline 104 · ambulance 108" in shown.alarm._call.text()
    worker.enter()
    worker.type("A")
    worker.press(Qt.Key.Key_S, CTRL)  # report only: its form is printed all the same
    settle()
    assert len(forms(worker)) == 1
    assert "OM PRAKASH: Anaphylaxis" in shown.alarm._who.text()
    shown.alarm.told.click()
    assert shown.follow.form.field("officer_told_at").editor.inner.hasFocus()
    shown.follow.form.set_values({"officer": "Dr A. Sahu"})
    worker.enter("1048")
    worker.save()
    assert not shown.alarm.isVisible()
    assert shown.right.currentWidget() is shown.view
    assert aefi.reported_today(worker.desk)[0].officer == "Dr A. Sahu"


def test_nothing_is_reported_while_something_is_missing(worker: Worker) -> None:
    shown = opened(worker)
    worker.enter("kamla")
    worker.save()
    assert shown.form.form.bad_names == ("severity", "symptoms")
    assert aefi.reported_today(worker.desk) == []
    assert shown.half_filled() is False
    worker.press(Qt.Key.Key_Escape)
    assert worker.focus is shown.finder.search.editor.inner
    worker.press(Qt.Key.Key_Escape)
    assert worker.window.page is worker.desk_page


def test_the_vials_other_people_and_a_second_one_unwell_are_told(worker: Worker) -> None:
    shots = aefi.observed(worker.desk)
    report(worker.desk, shots[2])
    shown = opened(worker)
    worker.enter("om prakash")
    assert shown.form._company.text() == "Others of this vial (2): 1 KAMLA BAI · 3 SHANTI DEVI"
    assert shown.form.cluster.text.text().startswith("1 more of this vial is unwell")


def test_an_event_is_opened_voided_and_brought_back(worker: Worker) -> None:
    event = report(worker.desk, aefi.observed(worker.desk)[0])
    shown = opened(worker)
    shown.finder.reports.rows[0].setFocus()
    worker.press(Qt.Key.Key_Return)
    assert shown.view.event_shown is not None and shown.view.event_shown.id == event.id
    worker.press(Qt.Key.Key_Delete, CTRL)
    worker.type("3")
    worker.save()
    assert aefi.of(worker.desk, event.id).void
    assert shown.view.correct.isHidden() and shown.finder.reports.rows[0].chip_text == "Voided"
    shown.view.restore.click()
    assert not aefi.of(worker.desk, event.id).void


def test_a_slip_that_is_scanned_is_who_is_unwell(worker: Worker) -> None:
    shown, shot = opened(worker), aefi.observed(worker.desk)[1]
    worker.window.scans.take(shot.no)
    assert shown.form.shot is not None and shown.form.shot.id == shot.id
    assert not shown.scanned("CGR00000000000")


def test_f11_takes_along_whoever_is_at_hand(worker: Worker) -> None:
    worker.press(Qt.Key.Key_2, CTRL)
    worker.enter("kamla")
    worker.press(Qt.Key.Key_F11)
    shot = page(worker).form.shot
    assert shot is not None and shot.name == "KAMLA BAI"
    report(worker.desk, shot)
    worker.press(Qt.Key.Key_Escape)
    worker.press(Qt.Key.Key_Escape)
    assert worker.window.page is worker.find_page
    (event,) = worker.find_page.view.person.events if worker.find_page.view.person else ()
    worker.find_page.view.aefi_wanted.emit(event)
    assert page(worker).view.event_shown == event


def test_somebody_without_a_dose_is_sent_to_enter_it_first(worker: Worker) -> None:

    nobody = register.register(worker.desk, typed_person(name="NAYA RAM"), intent=worker.desk.ids.new()).id
    shown = worker.window.show_page("aefi", nobody)
    assert isinstance(shown, AefiPage) and shown.form.shot is None
    assert "NAYA RAM had no dose here" in worker.window.messages.texts()[0]


def test_the_red_line_stays_on_the_desk_until_an_officer_is_told(worker: Worker) -> None:
    event = report(worker.desk, aefi.observed(worker.desk)[0], **SERIOUS)
    desk = worker.desk_page
    desk.refresh()
    assert desk.alarm.isVisible()
    desk.alarm.told.click()
    assert page(worker).view.event_shown == event
    correct.correct(worker.desk, "aefi", event.id, {"officer_told_at": "10:50"}, reason="other")
    desk.refresh()
    assert desk.alarm.isHidden()
