"""Planning the day's shares: begun with the order in force, summed up as they are typed, one plan for each day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import a_desk
from tests.ui.showing import show
from tikadesk.actions import quotas
from tikadesk.actions.desk import Desk
from tikadesk.ui.messages import MessageArea
from tikadesk.ui.quota_form import QuotaForm

SHARES = {"flw_comorbid": "20", "antyodaya": "12", "bpl": "52", "apl": "16"}


@pytest.fixture
def desk() -> Desk:
    return a_desk()


def _form(qtbot: QtBot, desk: Desk) -> QuotaForm:
    made = QuotaForm(desk)
    show(qtbot, MessageArea(), made, size=(710, 520))
    made.start()
    return made


def _type(made: QuotaForm, **typed: str) -> None:
    made.form.set_values(typed)
    made.form.changed.emit(next(iter(typed)))


def test_each_percentage_says_how_many_doses_it_makes(qtbot: QtBot, desk: Desk) -> None:
    made = _form(qtbot, desk)
    _type(made, doses="100", **SHARES)
    said = [made.form.field(group)._said._first.text() for group in SHARES]
    assert said == ["makes 20 doses", "makes 12 doses", "makes 52 doses", "makes 16 doses"]
    _type(made, apl="15")
    assert made._sum.text() == "The shares sum up to 99 percent of 100."
    assert made._sum.ink == "amber"
    assert made.form.field("apl")._said.isHidden()
    with qtbot.assertNotEmitted(made.done):
        made.plan()
    assert made.form.bad_names == ("flw_comorbid",)
    assert "99 percent" in made.form.field("flw_comorbid").note.text.text()


def test_a_plan_is_put_in_force_and_changed(qtbot: QtBot, desk: Desk) -> None:
    made = _form(qtbot, desk)
    _type(made, doses="100", **SHARES)
    with qtbot.waitSignal(made.done):
        made.plan()
    made.start()
    assert made.form.values() | SHARES == made.form.values(), "the plan there is stands in the form"
    _type(made, doses="50")
    with qtbot.waitSignal(made.done):
        made.plan()
    assert [one.doses for one in quotas.of_day(desk, desk.today())] == [10, 6, 26, 8]


def test_another_day_is_offered_its_own_plan(qtbot: QtBot, desk: Desk) -> None:
    quotas.plan(desk, SHARES | {"doses": "70", "day": "15-10-2021"}, intent=desk.ids.new())
    made = _form(qtbot, desk)
    _type(made, doses="100", day="15-10-2021")
    made.form.left.emit("day")
    assert made.form.values()["doses"] == "70"
    tomorrow = (desk.now() + timedelta(days=1)).date().isoformat()
    assert quotas.offered(desk, tomorrow)["doses"] == "70"
