"""Opening a desk's store: a sentence for every trouble, and the one way to write."""

from __future__ import annotations

import os
import random
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.desk import AADHAAR, practice_desk, walk_in
from tests.sentences import assert_said
from tikadesk.actions import drafts
from tikadesk.actions.desk import Desk
from tikadesk.domain.ids import is_id
from tikadesk.errors import StoreTrouble
from tikadesk.paths import Home, home
from tikadesk.store import keys, schema
from tikadesk.store.store import DEFAULT_STATE, Store, new_identity

NOBODYS_ID = 65534


@pytest.fixture
def place(prepared_home: Path, tmp_path: Path) -> Home:
    """The folders of a closed desk."""
    shutil.copytree(prepared_home, tmp_path / "home")
    return home(tmp_path / "home")


def refused(place: Home) -> str:
    with pytest.raises(StoreTrouble) as trouble:
        Store.open(place)
    assert_said(trouble.value.key, trouble.value.params)
    return trouble.value.key


def test_a_new_desk_has_an_identity_of_its_own(tmp_path: Path) -> None:
    stores = [Store.open(home(tmp_path / name)) for name in ("one", "other")]
    one, other = (store.me for store in stores)
    assert is_id(one.device) and one.device != other.device and one.seed != other.seed
    assert (one.label, one.state, one.cert, one.centre) == ("", DEFAULT_STATE, None, None)
    for store in stores:
        store.close()


def test_what_was_saved_is_there_when_it_is_opened_again(place: Home) -> None:
    with practice_desk(place.data.parent, seed=7) as desk:
        saved, device = walk_in(desk), desk.store.me.device
    store = Store.open(place)
    assert store.me.device == device
    assert store.connection.execute("SELECT no FROM registration").fetchall() == [(saved.no,)]
    store.close()


def test_another_key_changes_nothing(place: Home) -> None:
    before = place.database.read_bytes()
    (place.config / "desk.key").write_text("00" * 32)
    assert refused(place) == "store.wrong_key"
    assert place.database.read_bytes() == before


def test_a_newer_database_changes_nothing(place: Home) -> None:
    store = Store.open(place)
    store.connection.execute(f"PRAGMA user_version = {schema.VERSION + 1}")
    store.close()
    before = place.database.read_bytes()
    assert refused(place) == "store.newer"
    assert place.database.read_bytes() == before


def test_a_damaged_file_is_a_sentence_wherever_the_damage_is(place: Home) -> None:
    whole = place.database.read_bytes()
    for first in (4096, 8192, len(whole) // 2):
        place.database.write_bytes(whole[:first] + bytes(byte ^ 0xFF for byte in whole[first:]))
        assert refused(place) == "store.damaged"


def test_data_that_an_enrolled_desk_has_lost_is_told_and_no_new_desk_is_made(place: Home) -> None:
    keys.seal_copy(place, keys.load(place, make=False)[0], bytes(32 * [9]))
    place.database.write_bytes(b"")
    assert refused(place) == "store.damaged"
    place.database.unlink()
    assert refused(place) == "store.damaged"
    assert not place.database.exists()


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    assert refused(home(tmp_path / "file")) == "store.cannot_write"


@contextmanager
def read_only_desk(prepared: Path, rights: int = 0o444) -> Iterator[Home]:
    """A desk whose data folder its user may read and not write; root's rights are put aside for that long."""
    Store.open(home(prepared)).close()  # whatever Python loads late is loaded now
    folder = Path(tempfile.mkdtemp())
    try:
        shutil.copytree(prepared, folder / "home")
        place = home(folder / "home")
        is_root = os.geteuid() == 0
        for path in (folder, *folder.rglob("*")):
            if is_root:
                os.chown(path, NOBODYS_ID, NOBODYS_ID)
        place.database.chmod(rights)
        place.data.chmod(0o555)
        if is_root:
            os.seteuid(NOBODYS_ID)
        try:
            yield place
        finally:
            if is_root:
                os.seteuid(0)
            place.data.chmod(0o755)
    finally:
        shutil.rmtree(folder)


@pytest.mark.parametrize("rights", [0o444, 0o644])
def test_a_read_only_folder_is_a_sentence(place: Home, rights: int) -> None:
    with read_only_desk(place.data.parent, rights) as closed:
        assert refused(closed) == "store.read_only"


def test_a_write_is_whole_or_not_at_all(desk: Desk) -> None:
    before = desk.store.connection.execute("SELECT count(*) FROM op").fetchone()
    with pytest.raises(RuntimeError), desk.store.write() as writer:
        number = writer.number("R")
        desk.create(writer, "registration", {"name": "Sushila Devi", "no": number})
        raise RuntimeError
    assert desk.store.connection.execute("SELECT count(*) FROM op").fetchone() == before
    assert desk.store.connection.execute("SELECT count(*) FROM registration").fetchone() == (0,)


def test_a_reader_for_another_thread_reads_and_cannot_write(place: Home) -> None:
    writer = Store.open(place)
    reader = Store.open(place, query_only=True)
    assert reader.me == writer.me
    with pytest.raises(StoreTrouble, match=r"store\.read_only"), reader.write() as pen:
        pen.note("topic", "one", 1)
    reader.close()
    writer.close()


def test_a_new_identity_is_seen_by_every_connection(place: Home) -> None:
    one, other = Store.open(place), Store.open(place)
    before = other.me.device
    with one.write() as writer:
        device = new_identity(writer.connection, random.Random(5), label="7", state="UP")
    one.forget_me()
    assert (one.me.device, one.me.label, one.me.state) == (device, "7", "UP")
    assert other.me.device == device != before
    one.close()
    other.close()


def test_neither_names_nor_numbers_can_be_read_off_the_disk(place: Home) -> None:
    with practice_desk(place.data.parent, seed=7) as desk:
        walk_in(desk, id_type="aadhaar", id_number=AADHAAR, notes=AADHAAR)
        drafts.keep(desk, "walk_in", {"id_type": "aadhaar", "id_number": AADHAAR, "notes": AADHAAR})
        written = b"".join(file.read_bytes() for file in place.data.rglob("*") if file.is_file())
    written += b"".join(file.read_bytes() for file in place.data.rglob("*") if file.is_file())
    for word in (AADHAAR, "Sushila", "सुशीला", "9826041187", "4121Z025"):
        assert word.encode() not in written


def test_a_sound_desk_passes_its_check(desk: Desk) -> None:
    walk_in(desk)
    assert desk.store.integrity() == []


def test_the_database_and_its_files_are_for_this_user_only(tmp_path: Path) -> None:
    store = Store.open(home(tmp_path / "new"))
    with store.write() as writer:
        writer.note("topic", "id", "value")
    files = sorted(store.home.data.iterdir()) if store.home else []
    assert {file.name for file in files} >= {"desk.db", "desk.db-wal", "desk.db-shm"}
    if os.name == "posix":
        assert {file.stat().st_mode & 0o777 for file in files} == {0o600}
    store.close()
