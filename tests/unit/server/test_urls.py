from __future__ import annotations

import pytest
from django.test import Client
from django.urls import resolve, reverse

from tikadesk.server import commands, views

pytestmark = pytest.mark.usefixtures("home")


@pytest.mark.parametrize(
    ("path", "view"),
    [
        ("/v1/enrol", views.enrolment),
        ("/v1/session", views.session),
        ("/v1/push", views.push),
        ("/v1/pull", views.pull),
        ("/v1/health", views.health),
        ("/v1/openapi.json", views.openapi),
        ("/v1/else", views.nowhere),
    ],
)
def test_endpoints_are_where_the_protocol_says(path: str, view: object) -> None:
    assert resolve(path).func is view


def test_the_first_administrator_chooses_a_password_once() -> None:
    link = commands.first_link()
    assert link is not None
    client = Client(SERVER_NAME="127.0.0.1")
    page = client.get(link, follow=True)
    assert page.status_code == 200
    chosen = {"new_password1": "Gudhiyari-4173-neem", "new_password2": "Gudhiyari-4173-neem"}
    done = client.post(page.redirect_chain[-1][0], chosen, follow=True)
    assert done.redirect_chain[-1][0] == reverse("admin:index")
    assert done.status_code == 200
    assert commands.first_link() is None
    again = Client(SERVER_NAME="127.0.0.1").get(link, follow=True)
    assert "new_password1" not in again.content.decode()
