"""How adverse events are said: the parts that have an if in them."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication

from tests.ui.busy_aefi import aefi_desk, report, vaccinate
from tikadesk.actions import aefi
from tikadesk.actions.aefi import Event, Source
from tikadesk.ui import aefi_words
from tikadesk.ui.tokens import Look


@pytest.fixture(scope="module")
def event() -> Event:
    desk = aefi_desk()
    return aefi.reported_today(desk)[0]


@pytest.mark.parametrize(
    ("severity", "look", "icon"),
    [
        ("minor", Look.NEUTRAL, "check-circle"),
        ("severe", Look.AMBER, "alert"),
        ("serious", Look.DANGER, "warning"),
    ],
)
def test_the_worse_it_is_the_louder_it_is_said(event: Event, severity: str, look: Look, icon: str) -> None:
    assert (aefi_words.severity(replace(event, severity=severity))[0::2]) == (look, icon)
    assert str(aefi_words.severity(replace(event, severity=severity, void=True))[1]) == "Voided"


def test_a_dose_its_vial_and_its_company(event: Event) -> None:
    shot, open_vial = event.shot, Source("2021-10-14T10:34", "2021-10-14T14:34", (), {})
    assert str(aefi_words.shot_line(shot)) == "1st dose · Covishield · 14-10-2021 10:42"
    assert (
        str(aefi_words.vial_line(shot, open_vial))
        == "batch 4121Z025 · vial 4 · opened 10:34, good until 14:34"
    )
    assert str(aefi_words.vial_line(shot, replace(open_vial, opened_at=""))).endswith("not on this desk")
    assert str(aefi_words.vial_line(replace(shot, vial=""), open_vial)) == "4121Z025"
    assert str(aefi_words.company(open_vial)) == "Nobody else had a dose of this vial."
    many = replace(open_vial, others=(shot,) * 15)
    assert str(aefi_words.company(many)).endswith("OM PRAKASH · and 3 more")
    assert str(aefi_words.stays_until(shot)) == "Covishield 10:42, stays until 11:12"


def test_a_line_says_what_is_still_to_be_done(qapp: QApplication, event: Event) -> None:
    assert str(aefi_words.event_line(replace(event, severity="serious")).more) == "No officer told"
    told = replace(event, severity="serious", officer_told_at="11:00")
    assert str(aefi_words.event_line(told).more) == ""
    assert str(aefi_words.event_line(event).second) == "10:55 · Pain at the site · Fever"
    earlier = replace(event, onset_on="2021-10-13")
    assert str(aefi_words.event_line(earlier).second).startswith("13-10-2021 10:55 · ")


def test_the_company_of_a_vial_counts_who_else_is_unwell() -> None:
    desk = aefi_desk()
    last = vaccinate(desk, "GITA DEVI")[0]
    assert len(aefi.source(desk, last.id).ill) == 1
    report(desk, last)
    assert set(aefi.source(desk, aefi.observed(desk)[-1].id).ill.values()) == {"minor"}
