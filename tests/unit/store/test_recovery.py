"""The way on from a database that does not open: it is set aside whole, and a new one begins."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from nacl.public import PrivateKey, SealedBox

from tests.desk import practice_desk, walk_in
from tests.sentences import assert_said
from tikadesk.errors import StoreTrouble
from tikadesk.paths import Home, home
from tikadesk.store import keys
from tikadesk.store.connection import connect
from tikadesk.store.recovery import SETTLED_BY_A_NEW_START, set_aside
from tikadesk.store.store import Store

ESCROW = PrivateKey.generate()


@pytest.fixture
def place(prepared_home: Path, tmp_path: Path) -> Home:
    """The folders of a closed desk with one person, and a sealed copy of its key."""
    shutil.copytree(prepared_home, tmp_path / "home")
    with practice_desk(tmp_path / "home", seed=7) as desk:
        walk_in(desk)
    found = home(tmp_path / "home")
    keys.seal_copy(found, keys.load(found, make=False)[0], bytes(ESCROW.public_key))
    return found


def damage(place: Home) -> None:
    content = place.database.read_bytes()
    place.database.write_bytes(content[:4096] + bytes(byte ^ 0xFF for byte in content[4096:]))


def use_another_key(place: Home) -> None:
    (place.config / keys.FILE_NAME).write_text("00" * 32)


def spoil_the_key(place: Home) -> None:
    (place.config / keys.FILE_NAME).write_text("half a k")


def lose_the_key(place: Home) -> None:
    (place.config / keys.FILE_NAME).unlink()


def lose_the_database(place: Home) -> None:
    place.database.unlink()


@pytest.mark.parametrize("mishap", [damage, use_another_key, spoil_the_key, lose_the_key, lose_the_database])
def test_after_every_such_trouble_a_new_start_works(place: Home, mishap: Callable[[Home], None]) -> None:
    mishap(place)
    with pytest.raises(StoreTrouble) as trouble:
        Store.open(place)
    assert trouble.value.key in SETTLED_BY_A_NEW_START
    assert_said(trouble.value.key, trouble.value.params)
    set_aside(place, "20210517102000")
    store = Store.open(place)
    assert store.connection.execute("SELECT count(*) FROM registration").fetchone() == (0,)
    store.close()


def test_what_was_set_aside_is_whole_and_opens_with_its_sealed_key(place: Home) -> None:
    before = place.database.read_bytes()
    lose_the_key(place)
    aside = set_aside(place, "20210517102000")
    assert not place.database.exists()
    assert (aside / place.database.name).read_bytes() == before
    key = SealedBox(ESCROW).decrypt((aside / keys.SEALED).read_bytes())
    connection = connect(aside / place.database.name, key)
    assert connection.execute("SELECT name FROM registration").fetchall() == [("Sushila Devi",)]
    connection.close()


def test_nothing_is_ever_set_aside_over_something_else(place: Home) -> None:
    set_aside(place, "20210517102000")
    with pytest.raises(StoreTrouble) as trouble:
        set_aside(place, "20210517102000")
    assert trouble.value.key == "store.cannot_write"
    assert_said(trouble.value.key, trouble.value.params)
