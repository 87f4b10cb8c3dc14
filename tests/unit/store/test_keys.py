"""The database key: never beside the data, readable by its user only, with a sealed copy that the server can open."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from keyring.backend import KeyringBackend
from nacl.public import PrivateKey, SealedBox

from tests.sentences import assert_said
from tikadesk.errors import StoreTrouble
from tikadesk.paths import Home, home
from tikadesk.store import keys
from tikadesk.store.store import Store


@pytest.fixture
def place(tmp_path: Path) -> Home:
    """The folders of a desk that does not exist yet."""
    return home(tmp_path).make()


def refused(place: Home, *, make: bool = False) -> str:
    with pytest.raises(StoreTrouble) as trouble:
        keys.load(place, make=make)
    assert_said(trouble.value.key, trouble.value.params)
    return trouble.value.key


def test_without_a_keyring_the_key_is_a_file_of_its_own(place: Home) -> None:
    key, where = keys.load(place, make=True)
    assert (len(key), where) == (32, keys.FILE)
    assert keys.load(place, make=False) == (key, keys.FILE)
    (file,) = place.config.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_the_key_never_lies_beside_the_data(place: Home) -> None:
    store = Store.open(place)
    key, _ = keys.load(place, make=False)
    store.close()
    for file in place.data.iterdir():
        content = file.read_bytes()
        assert key not in content and key.hex().encode() not in content


def test_two_desks_have_two_keys(tmp_path: Path) -> None:
    first, second = (keys.load(home(tmp_path / name).make(), make=True)[0] for name in "ab")
    assert first != second


def test_a_database_whose_key_is_gone_is_a_sentence_and_no_new_key(place: Home) -> None:
    assert refused(place) == "store.no_key"
    assert list(place.config.iterdir()) == []


@pytest.mark.parametrize("spoilt", ["", "not a key", "ab" * 31, "zz" * 32, "ab" * 32 + "c"])
def test_a_spoilt_key_file_is_a_sentence_while_a_database_needs_it(place: Home, spoilt: str) -> None:
    keys.load(place, make=True)
    file = place.config / keys.FILE_NAME
    file.write_text(spoilt)
    assert refused(place) == "store.wrong_key"
    key, _ = keys.load(place, make=True)  # the database was set aside: a new one gets a new key
    assert keys.load(place, make=False) == (key, keys.FILE)
    assert file.with_suffix(".key.spoilt").read_text() == spoilt


def test_the_sealed_copy_opens_with_the_servers_key_and_no_other(place: Home) -> None:
    escrow = PrivateKey.generate()
    key, _ = keys.load(place, make=True)
    assert not keys.has_sealed_copy(place)
    keys.seal_copy(place, key, bytes(escrow.public_key))
    assert keys.has_sealed_copy(place)
    sealed = (place.data / keys.SEALED).read_bytes()
    assert key not in sealed
    assert SealedBox(escrow).decrypt(sealed) == key
    with pytest.raises(Exception, match="error occurred"):
        SealedBox(PrivateKey.generate()).decrypt(sealed)


def test_a_copy_that_cannot_be_written_is_a_sentence(place: Home) -> None:
    (place.data / f"{keys.SEALED}.part").mkdir()
    with pytest.raises(StoreTrouble) as trouble:
        keys.seal_copy(place, bytes(32), bytes(PrivateKey.generate().public_key))
    assert trouble.value.key == "store.cannot_write"
    assert not keys.has_sealed_copy(place)


class Drawer(KeyringBackend):
    """A keyring that lives as long as the test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password


def test_with_a_keyring_the_key_is_there_and_in_no_file(place: Home) -> None:
    import keyring

    before = keyring.get_keyring()
    keyring.set_keyring(Drawer())
    try:
        key, where = keys.load(place, make=True)
        assert where == keys.KEYRING
        assert keys.load(place, make=False) == (key, keys.KEYRING)
    finally:
        keyring.set_keyring(before)
    assert not any(files for _, _, files in os.walk(place.config))
