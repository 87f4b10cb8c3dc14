"""What became of somebody: it begins with what is known, and what cannot be is told at its field."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui.busy_aefi import aefi_desk, report
from tests.ui.showing import show
from tikadesk.actions import aefi
from tikadesk.ui.follow_up import FollowUpCard
from tikadesk.ui.messages import MessageArea


def test_it_begins_with_what_is_known_and_keeps_the_rest(qtbot: QtBot) -> None:
    desk = aefi_desk()
    shots = aefi.observed(desk)
    report(desk, shots[1], officer="Dr A. Sahu")
    event = report(desk, shots[0], severity="severe", symptoms="rash", treatment="Antihistamine")
    card = FollowUpCard(desk)
    show(qtbot, MessageArea(), card)
    card.show_event(event)
    assert card.form.values() == {
        "severity": "severe", "outcome": "", "referred_to": "", "officer": "Dr A. Sahu",
        "officer_told_on": "14-10-2021", "officer_told_at": "", "treatment": "Antihistamine",
    }  # fmt: skip
    card.form.set_values({"outcome": "recovered", "officer_told_at": "11:10"})
    with qtbot.waitSignal(card.done):
        card.write()
    now = aefi.of(desk, event.id)
    assert (now.outcome, now.told, now.treatment, now.symptoms) == (
        "recovered",
        True,
        "Antihistamine",
        ("rash",),
    )


def test_what_cannot_be_is_told_at_its_field(qtbot: QtBot) -> None:
    desk = aefi_desk()
    event = report(desk, aefi.observed(desk)[0], severity="severe", symptoms="rash")
    card = FollowUpCard(desk)
    show(qtbot, MessageArea(), card, QWidget())
    card.show_event(event)
    for typed, field in (
        ({"severity": "minor"}, "severity"), ({"severity": "severe", "outcome": "died"}, "severity"),
        ({"outcome": "", "officer_told_at": "23:59"}, "officer_told_at"),
    ):  # fmt: skip
        card.form.set_values(typed)
        card.write()
        assert card.form.bad_names == (field,)
    assert aefi.of(desk, event.id) == event
