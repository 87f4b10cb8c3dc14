"""The Django application of the central server; it gives the admin its words from our catalogues."""

from __future__ import annotations

from typing import cast

from django.apps import AppConfig
from django.utils.functional import lazystr

from tikadesk.i18n import has, tr


class CentralServer(AppConfig):
    """Models, admin and endpoints."""

    name = "tikadesk.server"
    label = "central"

    def ready(self) -> None:
        """Name models and fields for the admin. Here, not in the models: a better word needs no migration."""
        self.verbose_name = tr("server.app")
        for model in self.get_models():
            name = model._meta.model_name or ""
            if not has(f"server.model.{name}"):
                continue
            model._meta.verbose_name = tr(f"server.model.{name}")
            model._meta.verbose_name_plural = tr(f"server.models.{name}")
            for field in model._meta.fields:
                if has(f"server.field.{field.name}"):
                    field.verbose_name = cast(str, lazystr(tr(f"server.field.{field.name}")))
