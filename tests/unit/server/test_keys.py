from __future__ import annotations

import os
import stat

import pytest

from tikadesk.server import keys
from tikadesk.server.home import ServerHome
from tikadesk.server.service import Service


def test_keys_are_made_once_and_readable_by_this_user_only(service: Service) -> None:
    again = keys.load(service.home)
    assert again.service_public == service.keys.service_public
    assert again.mac_key == service.keys.mac_key
    assert again.escrow_public == service.keys.escrow_public
    if os.name == "posix":
        for file in service.home.keys.iterdir():
            assert stat.S_IMODE(file.stat().st_mode) == 0o600, file.name


def test_what_is_signed_is_read_for_its_purpose_only(service: Service) -> None:
    text = service.keys.sign("cert", {"dev": "x"})
    assert service.keys.read("cert", text) == {"dev": "x"}
    assert service.keys.read("receipt", text) is None
    raw, _, signature = text.partition(".")
    for other in (
        raw,
        f"{raw}.",
        f".{signature}",
        f"{raw}.{signature}.",
        raw[:-4] + "AAAA." + signature,
        "",
        None,
        7,
    ):
        assert service.keys.read("cert", other) is None


def test_another_servers_word_counts_for_nothing(
    service: Service, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = keys.load(ServerHome(tmp_path_factory.mktemp("other")))
    assert service.keys.read("cert", other.sign("cert", {"dev": "x"})) is None
    assert service.keys.untag("cursor", other.tag("cursor", b"x")) is None


def test_tags_come_back_whole_or_not_at_all(service: Service) -> None:
    text = service.keys.tag("cursor", b"content")
    assert service.keys.untag("cursor", text) == b"content"
    assert service.keys.untag("challenge", text) is None
    for i in range(0, len(text), 3):
        spoilt = text[:i] + ("A" if text[i] != "A" else "B") + text[i + 1 :]
        assert service.keys.untag("cursor", spoilt) is None
    assert service.keys.untag("cursor", "ü" * 40) is None


def test_short_secrets_are_peppered(service: Service) -> None:
    assert service.keys.peppered("code", "K7QF") != service.keys.peppered("other", "K7QF")
    assert len(service.keys.peppered("code", "K7QF")) == 32


def test_djangos_key_lasts_once_the_home_is_made(service: Service, tmp_path: ServerHome) -> None:
    assert keys.django_secret(service.home) == keys.django_secret(service.home)
    unmade = ServerHome(service.home.folder / "elsewhere")
    assert keys.django_secret(unmade) != keys.django_secret(unmade)
    assert not unmade.folder.exists()
