"""Hands press keys in a real window, and only keys: what they leave in the form is what was typed."""

from __future__ import annotations

from pytestqt.qtbot import QtBot

from tests.ui.busy_desk import a_desk, busy_desk
from tests.ui.showing import show_window
from tikadesk.actions import find
from tikadesk.app.hands import Hands
from tikadesk.domain.rehearsal import SESSION, people
from tikadesk.store import records
from tikadesk.ui.desk_screen import DeskPage
from tikadesk.ui.session_setup import SessionCard
from tikadesk.ui.window import MainWindow


def test_a_walk_in_is_typed_and_saved_by_keys(qtbot: QtBot) -> None:
    desk = busy_desk()
    window = MainWindow(desk)
    qtbot.addWidget(window)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    page = window.show_page("desk")
    assert isinstance(page, DeskPage)
    card = page.walk_in
    card.start()
    hands = Hands(window)
    with_mobile = next(one for one in people(2, 20) if "mobile" in one)
    without = next(one for one in people(2, 20) if "mobile" not in one)
    for person in (with_mobile, without):
        before = hands.keys
        hands.fill(card.form, "registration", person | {"health": "Y"})
        hands.press("save")
        assert 20 < hands.keys - before < 80
        row = records.every(desk.store.connection, "registration")[-1]
        assert (row["name"], row["sex"]) == (person["name"].upper(), person["sex"])
        assert (row["mobile"], row["no_mobile_reason"]) == (
            person.get("mobile"),
            person.get("no_mobile_reason"),
        )
        assert (row["category"], row["id_tail"]) == (person["category"], person["id_number"])
        assert records.doses_of(desk.store.connection, [row["id"]])[row["id"]][0]["outcome"] == "given"


def test_a_session_is_set_up_by_keys(qtbot: QtBot) -> None:
    desk = a_desk()
    card = SessionCard(desk)
    qtbot.addWidget(card)
    card.show()
    card.activateWindow()
    qtbot.waitUntil(card.isActiveWindow)
    card.start()
    hands = Hands(card)
    hands.fill(card.form, "dose", SESSION | {"expires_on": "31-03-2022"})
    values = card.form.values()
    assert (values["vaccine"], values["batch"], values["site"]) == ("covishield", "4121Z025", "left_arm")
    assert card.focusWidget() is card.save
    desk.store.close()


def test_a_scan_reaches_the_page_and_no_field(qtbot: QtBot) -> None:
    window = MainWindow(busy_desk())
    show_window(qtbot, window, size=(1366, 697))
    page = window.show_page("desk")
    assert isinstance(page, DeskPage)
    hands = Hands(window)
    hands.type("98390")
    hands.scan(find.people(window.desk, "geeta")[0].no)
    assert page.second.panel.person is not None
    assert page.walk_in.form.typed()["mobile"] == "98390"
    assert (hands.keys, hands.scans) == (5, 1)
