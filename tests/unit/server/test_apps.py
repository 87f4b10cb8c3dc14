from __future__ import annotations

import pytest
from django.apps import apps

from tikadesk.i18n import tr

pytestmark = pytest.mark.usefixtures("home")


def test_the_admin_gets_its_words_from_the_catalogues() -> None:
    for name in ("centre", "device", "operator", "enrolcode"):
        model = apps.get_model("central", name)
        assert model._meta.verbose_name == tr(f"server.model.{name}")
        assert model._meta.verbose_name_plural == tr(f"server.models.{name}")
    field = apps.get_model("central", "device")._meta.get_field("last_heard_at")
    assert field.verbose_name == tr("server.field.last_heard_at")
    assert apps.get_app_config("central").verbose_name == tr("server.app")
