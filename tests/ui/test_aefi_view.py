"""One event as it was reported: what is known stands there, what is not is left out; a void one can be restored."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.ui.busy_aefi import aefi_desk, report
from tests.ui.showing import show
from tikadesk.actions import aefi, correct, void
from tikadesk.ui.aefi_view import AefiView


def said(view: AefiView) -> list[str]:
    """Every text in view."""
    return [label.text() for label in view.findChildren(QLabel) if label.isVisibleTo(view)]


def test_what_is_known_and_who_changed_it(qtbot: QtBot) -> None:
    desk = aefi_desk()
    event = report(desk, aefi.observed(desk)[0], onset_time="11:05", severity="severe", symptoms="rash")
    correct.correct(desk, "aefi", event.id, {"treatment": "Antihistamine"}, reason="other")
    view = AefiView(desk)
    show(qtbot, view)
    view.show_event(event.id)
    words = said(view)
    for text in ("RAMU SAHU", "14-10-2021 11:05", "Rash, itching", "No officer told", "Antihistamine"):
        assert text in words, text
    assert "Sent to" not in words
    assert any(text.endswith("Treatment given: – → Antihistamine") for text in words)
    assert not view.restore.isVisible() and view.correct.isVisible()


def test_a_void_one_whose_dose_is_void_too_is_still_shown(qtbot: QtBot) -> None:
    desk = aefi_desk()
    event = report(desk, aefi.observed(desk)[0])
    void.void(desk, "aefi", event.id, reason="not_happened")
    void.void(desk, "dose", event.shot.id, reason="not_given", dose_used=False)
    view = AefiView(desk)
    show(qtbot, view)
    view.show_event(event.id)
    assert view.restore.isVisible() and not view.correct.isVisible() and not view.reprint.isVisible()
    assert any("It did not happen" in text for text in said(view))
