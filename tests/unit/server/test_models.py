from __future__ import annotations

import io

import pytest
from django.apps import apps
from django.core.management import call_command

from tikadesk.server import sql

pytestmark = pytest.mark.usefixtures("home")

WITHOUT_DISTRICT = {"enrol_code", "incarnation", "session"}  # small, or of the whole state


def test_the_migrations_make_these_models() -> None:
    call_command("makemigrations", "central", check=True, dry_run=True, stdout=io.StringIO())


def test_everything_that_grows_carries_the_shard_key() -> None:
    for model in apps.get_app_config("central").get_models():
        columns = {field.column for field in model._meta.fields}
        assert ("district" in columns) is (model._meta.db_table not in WITHOUT_DISTRICT), model


def test_composite_keys_are_those_of_the_design() -> None:
    keys = {
        model._meta.db_table: tuple(field.column for field in model._meta.pk_fields)
        for model in apps.get_app_config("central").get_models()
    }
    assert keys["journal"] == keys["seal"] == keys["verdict"] == ("district", "dev", "n")
    assert keys["op"] == keys["rec"] == ("district", "id")
    assert keys["feed"] == ("district", "scope", "seq")
    assert keys["route"] == ("district", "rec", "centre")
    assert keys["packed"] == ("district", "rec", "box")
    assert keys["number"] == ("no", "rec")
    assert keys["lease"] == ("series", "k", "lo")


def test_rows_print_without_a_persons_name_but_their_own() -> None:
    from tikadesk.server.models import Centre, Device, EnrolCode, Operator

    assert str(Centre(code="C", name="N")) == "C N"
    assert str(Device(label="0417")) == "0417"
    assert str(EnrolCode(handle="K7QF")) == "K7QF-…"
    assert str(Operator(name="S")) == "S"
    assert sql.value("SELECT COUNT(*) FROM centre") == 2
