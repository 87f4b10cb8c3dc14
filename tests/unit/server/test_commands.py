from __future__ import annotations

import os
from pathlib import Path

import pytest

from tikadesk.errors import NotAllowed, StoreTrouble, TikaError
from tikadesk.server import commands, sql
from tikadesk.server.home import ServerHome

pytestmark = pytest.mark.usefixtures("home")


def key_of(error: pytest.ExceptionInfo[TikaError]) -> str:
    """The sentence's key."""
    return error.value.key


def test_centres_are_added_and_renamed_but_do_not_move(template: ServerHome) -> None:
    made = commands.centre_add(template, "CG-0500", "PHC Birgaon", "387", "पीएचसी बिरगाँव")
    assert made["state"] == "CG"
    commands.centre_add(template, "CG-0500", "PHC Birgaon New", "387")
    assert sql.value("SELECT name FROM centre WHERE code='CG-0500'") == "PHC Birgaon New"
    with pytest.raises(NotAllowed) as error:
        commands.centre_add(template, "CG-0500", "PHC", "374")
    assert key_of(error) == "server.centre_elsewhere"


@pytest.mark.parametrize("code", ["", "x" * 33, "a b", "केंद्र", "../etc", "a\x00"])
def test_centre_codes_are_plain(template: ServerHome, code: str) -> None:
    with pytest.raises(NotAllowed) as error:
        commands.centre_add(template, code, "x", "387")
    assert key_of(error) == "server.centre_code"


def test_unknown_places_are_refused(template: ServerHome) -> None:
    with pytest.raises(NotAllowed) as error:
        commands.centre_add(template, "CG-1", "x", "99999")
    assert key_of(error) == "server.district_unknown"
    with pytest.raises(NotAllowed) as error:
        commands.enrol_code(template, "CG-1")
    assert key_of(error) == "server.centre_unknown"
    with pytest.raises(NotAllowed) as error:
        commands.revoke(template, "9999")
    assert key_of(error) == "server.desk_unknown"


def test_codes_and_status(template: ServerHome) -> None:
    assert len(commands.enrol_code(template, "CG-0231").code) == 12
    assert commands.status(template)["devices"] == 0


def test_a_home_that_was_not_made_is_named(tmp_path: Path) -> None:
    for verb in (commands.status, commands.ready):
        with pytest.raises(StoreTrouble) as error:
            verb(ServerHome(tmp_path / "nothing"))
        assert key_of(error) == "server.not_made"
    assert not (tmp_path / "nothing").exists()


def test_making_again_changes_nothing(template: ServerHome) -> None:
    before, beside = template.options(), template.sidecar.read_bytes()
    assert commands.init(template).first_link is not None
    assert commands.init(template, practice=True).home == template.folder
    assert template.options() == before
    template.sidecar.write_bytes(beside)  # the database was this test's copy, the sidecar is everybody's


def test_databases_of_an_unknown_sort_leave_no_home_behind(tmp_path: Path) -> None:
    with pytest.raises(NotAllowed) as error:
        commands.init(ServerHome(tmp_path / "new"), "oracle://x/y")
    assert key_of(error) == "server.database_unknown"
    assert not (tmp_path / "new").exists()


def test_troubles_of_the_machine_have_a_sentence(template: ServerHome) -> None:
    sql.run("DROP TABLE verdict")
    with pytest.raises(StoreTrouble) as error:
        commands.status(template)
    assert key_of(error) == "server.no_database"
    blocked = template.folder / "blocked"
    blocked.write_text("a file where a folder should be")
    with pytest.raises(StoreTrouble) as error:
        commands.init(ServerHome(blocked / "server"))
    assert key_of(error) == "server.no_folder"


def test_tables_of_another_release_are_not_touched(template: ServerHome) -> None:
    sql.run("DELETE FROM django_migrations WHERE app='central'")
    with pytest.raises(StoreTrouble) as error:
        commands.status(template)
    assert key_of(error) == "server.other_release"


def test_the_database_is_for_this_user_only(template: ServerHome) -> None:
    assert template.database.stat().st_size > 0
    if os.name == "posix":
        assert template.database.stat().st_mode & 0o777 == 0o600
