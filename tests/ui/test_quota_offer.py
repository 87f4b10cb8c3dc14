"""A group that has had its share: the save says so, one key tells why it is given all the same, and it is saved."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import typed_person
from tests.ui.desk_window import Worker, desk_on_disk
from tikadesk.actions import quotas, register, session
from tikadesk.actions.desk import Desk
from tikadesk.errors import InvalidRecord, Problem
from tikadesk.store import records
from tikadesk.ui.form import Form
from tikadesk.ui.quota_offer import QuotaOffer

CLEAR = dict.fromkeys(("fever", "allergy", "bleeding", "pregnant"), "N")


@pytest.fixture
def worker(qtbot: QtBot, tmp_path: Path) -> Worker:
    """At a desk where the one dose of today for APL is given."""
    desk = desk_on_disk(tmp_path)
    shares = {"flw_comorbid": "20", "antyodaya": "12", "bpl": "52", "apl": "16"}
    quotas.plan(desk, shares | {"doses": "5"}, intent=desk.ids.new())
    setup = session.current(desk)
    assert setup is not None
    person = typed_person(name="GEETA VERMA", mobile="9839043213")
    register.register(desk, person, setup.as_dose() | CLEAR, intent=desk.ids.new())
    return Worker(qtbot, desk)


def told(desk: Desk) -> list[str | None]:
    return [row["quota_reason"] for row in records.of_day(desk.store.connection, "dose", desk.today())]


def test_a_walk_in_beyond_the_share_is_saved_with_one_key_more(worker: Worker) -> None:
    page = worker.desk_page.walk_in
    worker.walk_in(category="P")
    worker.save()
    assert page.over.isVisible()
    assert page.over._text.text().startswith("APL: all of today's doses (1) are given, 4 are left")
    assert page.form.bad_names == ()
    assert told(worker.desk) == [None]
    worker.press(Qt.Key.Key_2)
    assert told(worker.desk) == [None, "vial_open"]
    assert page.over.isHidden() and page.form.is_empty()
    assert page.over.typed() == {}


def test_someone_of_another_group_is_not_asked(worker: Worker) -> None:
    worker.walk_in(category="H")
    worker.save()
    assert told(worker.desk) == [None, None]


def test_another_problem_is_mended_first(qtbot: QtBot) -> None:
    offer, form = QuotaOffer(), Form()
    full = Problem("category", "misfit.quota_full.apl", {"doses": 16, "others": 4})
    again: list[str] = []
    offer.after(
        form, InvalidRecord([full, Problem("name", "misfit.missing.name")]), lambda: again.append("x")
    )
    assert offer.isHidden()
    offer.after(form, InvalidRecord([full]), lambda: again.append(offer.reason))
    assert not offer.isHidden()
    offer.choices[3].click()
    assert (again, offer.typed(), offer.isHidden()) == (["other"], {"quota_reason": "other"}, True)
    offer.after(form, None, lambda: None)
    offer.forget()
    assert offer.typed() == {}


def test_clearing_the_form_takes_the_question_away(worker: Worker) -> None:
    worker.walk_in(category="P")
    worker.save()
    worker.desk_page.walk_in.clear()
    assert worker.desk_page.walk_in.over.isHidden()
    assert told(worker.desk) == [None]


def test_someone_who_comes_again_is_asked_the_same(worker: Worker) -> None:
    person = register.register(
        worker.desk, typed_person(name="RAM SINGH", sex="M"), None, intent=worker.desk.ids.new()
    )
    page = worker.desk_page
    page.take(person.id)
    page.second.panel.form.set_values({"health": "Y"})
    page.second.panel.give.click()
    assert page.second.panel.over.isVisible()
    page.second.panel.over.choices[2].click()
    assert told(worker.desk) == [None, "ordered"]
