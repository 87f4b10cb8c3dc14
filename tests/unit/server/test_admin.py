from __future__ import annotations

import re

import pytest
from django.contrib.auth import get_user_model
from django.test import Client

from tests.unit.server.desk_at_hand import DeskAtHand
from tikadesk.server import enrol, sql
from tikadesk.server.service import Service


@pytest.fixture
def client(service: Service, monkeypatch: pytest.MonkeyPatch) -> Client:
    """An administrator's browser."""
    from tikadesk.server import admin

    monkeypatch.setattr(admin, "current", lambda: service)
    user = get_user_model().objects.create_superuser("boss", password="Neem-4173-chowk")
    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(user)
    return client


def text(client: Client, path: str) -> str:
    """A page that must come."""
    answer = client.get(path)
    assert answer.status_code == 200, path
    return answer.content.decode()


def test_a_stranger_is_asked_to_log_in(service: Service) -> None:
    answer = Client(SERVER_NAME="127.0.0.1").get("/admin/central/device/")
    assert answer.status_code == 302
    assert "/admin/login/" in answer["Location"]


def test_the_pages_show_desks_and_no_persons(client: Client, desk: DeskAtHand) -> None:
    desk.hand.register("CANARY")
    desk.push()
    assert "TikaDesk central server" in text(client, "/admin/")
    for page in ("centre", "device", "operator", "enrolcode"):
        assert "CANARY" not in text(client, f"/admin/central/{page}/")
    assert desk.hand.label in text(client, "/admin/central/device/")
    assert desk.hand.dev in text(client, f"/admin/central/device/{desk.hand.dev}/change/")


def test_a_centre_gets_the_state_of_its_district(client: Client) -> None:
    page = {"code": "UP-0001", "name": "PHC", "name_hi": "पीएचसी", "district": "387"}
    assert client.post("/admin/central/centre/add/", page).status_code == 302
    assert sql.value("SELECT state FROM centre WHERE code='UP-0001'") == "CG"
    wrong = client.post("/admin/central/centre/add/", page | {"code": "X", "district": "99999"})
    assert "LGD" in wrong.content.decode()
    renamed = client.post("/admin/central/centre/CG-0231/change/", {"name": "New name", "name_hi": ""})
    assert renamed.status_code == 302
    assert sql.row("SELECT name, district FROM centre WHERE code='CG-0231'") == ("New name", "387")
    assert client.get("/admin/central/centre/CG-0231/delete/").status_code == 403


def test_a_code_is_shown_once(client: Client, service: Service) -> None:
    answer = client.post("/admin/central/enrolcode/add/", {"centre": "CG-0231"}, follow=True)
    (code,) = re.findall(r"[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{2}", answer.content.decode())
    assert code not in text(client, "/admin/central/enrolcode/")
    assert enrol.read_code(code) is not None
    assert sql.value("SELECT handle FROM enrol_code") == code[:4]


def test_a_desk_is_barred(client: Client, desk: DeskAtHand) -> None:
    form = {"action": "revoke", "_selected_action": [desk.hand.dev]}
    answer = client.post("/admin/central/device/", form, follow=True)
    assert desk.hand.label in answer.content.decode()
    assert desk.device.status == "revoked"
    assert client.post(f"/admin/central/device/{desk.hand.dev}/change/", {"label": "x"}).status_code == 403


def test_an_operator_is_revoked_from_now_on(client: Client, desk: DeskAtHand) -> None:
    person = desk.hand.entry("operator", {"name": "Sita", "role": "registrar"})
    desk.say(person.body())
    client.post("/admin/central/operator/", {"action": "revoke", "_selected_action": [person.id]})
    assert sql.value("SELECT revoked_at FROM operator") is not None
