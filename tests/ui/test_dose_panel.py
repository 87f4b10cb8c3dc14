"""What speaks against a dose, and the two ways on: deferring it, or a supervisor's word."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import PIN, typed_person
from tests.ui.desk_window import SESSION, Worker, desk_on_disk
from tests.ui.pins import answer_soon
from tests.ui.showing import settle
from tikadesk.actions import aefi, find, register, session, void
from tikadesk.actions.find import Person
from tikadesk.i18n import tr
from tikadesk.ui.dose_panel import OVERRIDE, DosePanel

DAY = 86_400
CLEAR = {"fever": "N", "allergy": "N", "bleeding": "N", "pregnant": "N"}


def _worker(qtbot: QtBot, folder: Path, *, days: int, vaccine: str = "covishield") -> Worker:
    """A window whose second-dose card shows a woman that had Covishield ``days`` ago."""
    desk = desk_on_disk(folder)
    setup = session.current(desk)
    assert setup is not None
    register.register(desk, typed_person(), setup.as_dose() | CLEAR, intent=desk.ids.new())
    desk.clock.advance(seconds=days * DAY)
    session.set_up(desk, SESSION | {"vaccine": vaccine})
    worker = Worker(qtbot, desk)
    worker.press(Qt.Key.Key_F3)
    worker.enter("sushila")
    return worker


def _panel(worker: Worker) -> DosePanel:
    return worker.desk_page.second.panel


def _person(worker: Worker) -> Person:
    return find.person(worker.desk, find.people(worker.desk, "sushila")[0].id)


def test_too_early_offers_deferring_and_enter_does_it(qtbot: QtBot, tmp_path: Path) -> None:
    worker = _worker(qtbot, tmp_path, days=78)
    panel = _panel(worker)
    assert panel._breach.text() == "Dose 2 is due in 6 days, from 06-01-2022."
    assert worker.focus is panel.defer
    worker.press(Qt.Key.Key_Return)
    deferred = _person(worker).doses[-1]
    assert (deferred.outcome, deferred.note) == ("deferred", "too_early")
    assert _person(worker).row.doses == 1


def test_given_anyway_on_a_supervisors_pin_and_a_reason(qtbot: QtBot, tmp_path: Path) -> None:
    worker = _worker(qtbot, tmp_path, days=78)
    panel = _panel(worker)
    worker.press(Qt.Key.Key_Tab)
    assert worker.focus is panel.anyway
    worker.press(Qt.Key.Key_Return)
    assert panel.form.field(OVERRIDE).editor.inner.hasFocus()
    worker.enter("1")
    worker.enter("Y")
    answer_soon(PIN)
    worker.press(Qt.Key.Key_Return)
    given = _person(worker).doses[-1]
    assert (given.outcome, given.dose_no, given.note) == ("given", 2, "travel")


def test_a_wrong_pin_gives_nothing(qtbot: QtBot, tmp_path: Path) -> None:
    worker = _worker(qtbot, tmp_path, days=78)
    _panel(worker).anyway.click()
    worker.enter("1")
    worker.enter("Y")
    answer_soon("0000")
    worker.press(Qt.Key.Key_Return)
    assert _person(worker).row.doses == 1


def test_anyway_needs_a_reason_and_the_health_questions(qtbot: QtBot, tmp_path: Path) -> None:
    worker = _worker(qtbot, tmp_path, days=78)
    panel = _panel(worker)
    panel.anyway.click()
    worker.save()
    assert panel.form.bad_names == (OVERRIDE, "health")
    assert _person(worker).row.doses == 1


def test_another_vaccine_is_told_by_name(qtbot: QtBot, tmp_path: Path) -> None:
    worker = _worker(qtbot, tmp_path, days=90, vaccine="covaxin")
    panel = _panel(worker)
    assert "Covishield" in panel._breach.text()
    assert "Covaxin" in panel._breach.text()
    worker.press(Qt.Key.Key_Return)
    assert _person(worker).doses[-1].outcome == "deferred"


def test_a_yes_sends_to_the_medical_officer_instead(qtbot: QtBot, tmp_path: Path) -> None:
    worker = _worker(qtbot, tmp_path, days=84)
    worker.enter("N")
    for answer in "YNNN":
        worker.enter(answer)
    assert worker.focus is _panel(worker).give
    assert _panel(worker).give.text() == "Save as deferred"
    worker.press(Qt.Key.Key_Return)
    last = _person(worker).doses[-1]
    assert (last.outcome, last.note) == ("deferred", "fever")


def test_without_a_session_it_leads_to_the_set_up(qtbot: QtBot, tmp_path: Path) -> None:
    worker = _worker(qtbot, tmp_path, days=84)
    worker.desk.clock.advance(seconds=DAY)
    worker.press(Qt.Key.Key_F3)
    worker.enter("sushila")
    assert worker.focus is _panel(worker)._setup
    worker.press(Qt.Key.Key_Return)
    assert worker.desk_page.left.currentWidget() is worker.desk_page.setup


def test_a_voided_person_gets_no_dose(qtbot: QtBot, tmp_path: Path) -> None:
    worker = _worker(qtbot, tmp_path, days=84)
    void.void(
        worker.desk, "registration", _person(worker).row.id, reason="twice", supervisor=_supervisor(worker)
    )
    _panel(worker).show_person(_person(worker).row.id, session.current(worker.desk))
    assert _panel(worker)._asked.isHidden()
    assert "voided" in _panel(worker)._breach.text()


def _supervisor(worker: Worker) -> tuple[str, str]:
    from tikadesk.actions import staff

    return next(one.id for one in staff.operators(worker.desk) if one.role == "supervisor"), PIN


def test_who_was_badly_unwell_after_a_dose_is_said_before_the_next(qtbot: QtBot, tmp_path: Path) -> None:
    worker = _worker(qtbot, tmp_path, days=85)
    first = _person(worker).doses[0]
    said = []
    for severity in ("minor", "severe"):
        typed = {"onset_on": "14-10-2021", "severity": severity, "symptoms": "rash"}
        aefi.report(worker.desk, first.id, typed, intent=worker.desk.ids.new())
        worker.desk_page.second.refresh()
        settle()
        said.append([label.text() for label in _panel(worker).findChildren(QLabel) if label.isVisible()])
    warning = tr("aefi.before_next")
    assert [warning in texts for texts in said] == [False, True]
    assert not _panel(worker).give.isHidden(), "the officer decides, not the program"
