"""The admin of the central server: centres, desks, operators, enrolment codes. It shows no person's record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from tikadesk.domain import reference
from tikadesk.i18n import tr
from tikadesk.server import devices, enrol, people
from tikadesk.server.models import Centre, Device, EnrolCode, Operator
from tikadesk.server.service import current

if TYPE_CHECKING:
    _CentreForm = forms.ModelForm[Centre]
    _CentreAdmin = admin.ModelAdmin[Centre]
    _AnyAdmin = admin.ModelAdmin[Any]
    _CodeAdmin = admin.ModelAdmin[EnrolCode]
else:  # Django's own classes take no parameters while running
    _CentreForm = forms.ModelForm
    _CentreAdmin = _AnyAdmin = _CodeAdmin = admin.ModelAdmin

admin.site.site_header = admin.site.site_title = tr("server.admin.title")


class CentreForm(_CentreForm):
    """A centre's state follows from its district."""

    def clean_district(self) -> str:
        """An LGD code of the reference data."""
        code = str(self.cleaned_data["district"])
        if code not in reference.districts():
            raise forms.ValidationError(tr("server.admin.district_unknown"))
        return code

    def save(self, commit: bool = True) -> Centre:
        """With the district's state."""
        self.instance.state = reference.districts()[self.instance.district].state
        return super().save(commit)


@admin.register(Centre)
class CentreAdmin(_CentreAdmin):
    """Centres may be added and renamed, never moved or deleted: entries belong to them."""

    form = CentreForm
    list_display = ("code", "name", "name_hi", "district", "state")
    search_fields = ("code", "name", "name_hi")
    fields = ("code", "name", "name_hi", "district")

    def get_readonly_fields(self, request: HttpRequest, obj: Centre | None = None) -> tuple[str, ...]:
        """Code and district stay what they were."""
        return ("code", "district") if obj else ()

    def get_form(
        self, request: HttpRequest, obj: Centre | None = None, change: bool = False, **kwargs: Any
    ) -> type[forms.ModelForm[Centre]]:
        """Plain form for changes: the district is not in it."""
        if obj is not None:
            kwargs["form"] = forms.ModelForm
        return super().get_form(request, obj, change, **kwargs)

    def has_delete_permission(self, request: HttpRequest, obj: Centre | None = None) -> bool:
        """Never."""
        return False


class _ReadOnly(_AnyAdmin):
    """Rows that come from elsewhere: looked at here, changed by actions only."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_revoke_permission(self, request: HttpRequest) -> bool:
        """Whoever may change the rows may bar them; the change form itself stays closed."""
        return request.user.has_perm(f"central.change_{self.opts.model_name}")


@admin.register(Device)
class DeviceAdmin(_ReadOnly):
    """Desks: how far each has come, and barring one."""

    list_display = ("label", "centre", "status", "high", "waiting", "last_heard_at", "app")
    list_filter = ("status", "centre")
    search_fields = ("label", "dev")
    fields = (
        "label",
        "dev",
        "centre",
        "status",
        "high",
        "waiting",
        "app",
        "enrolled_at",
        "last_heard_at",
        "parent",
    )
    actions = ("revoke",)

    @admin.action(description=tr("server.admin.revoke_desks"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[Device]) -> None:
        """Bar desks for good."""
        for device in chosen:
            devices.revoke(current(), device.dev)
            self.log_change(request, device, "revoked")
        labels = ", ".join(device.label for device in chosen)
        self.message_user(request, tr("server.admin.desks_revoked", labels=labels), messages.WARNING)


@admin.register(Operator)
class OperatorAdmin(_ReadOnly):
    """Operators as their supervisors made them, and revoking one."""

    list_display = ("name", "role", "centre", "void", "revoked_at")
    list_filter = ("role", "centre")
    fields = ("name", "role", "centre", "void", "revoked_at")
    actions = ("revoke",)

    @admin.action(description=tr("server.admin.revoke_operators"), permissions=["revoke"])
    def revoke(self, request: HttpRequest, chosen: QuerySet[Operator]) -> None:
        """What they do from now on is held."""
        barred = list(chosen.filter(revoked_at=None))
        for operator in barred:
            people.bar(current(), operator.id)
            self.log_change(request, operator, "revoked")
        count = len(barred)
        self.message_user(request, tr("server.admin.operators_revoked", count=count), messages.WARNING)


@admin.register(EnrolCode)
class EnrolCodeAdmin(_CodeAdmin):
    """Codes: made for a centre and shown once."""

    list_display = ("handle", "centre", "made_at", "expires_at", "tries_left", "used_at")
    fields = ("centre",)

    def has_change_permission(self, request: HttpRequest, obj: EnrolCode | None = None) -> bool:
        """A code is made or deleted, never changed."""
        return False

    def save_model(self, request: HttpRequest, obj: EnrolCode, form: Any, change: bool) -> None:
        """Make the code with the same verb as the command line, and show it."""
        made = enrol.new_code(current(), obj.centre.code)
        stored = EnrolCode.objects.get(handle=made.code[: enrol.HANDLE])
        obj.__dict__.update(stored.__dict__)
        self.message_user(request, tr("server.admin.new_code", code=made.code), messages.WARNING)

    def response_add(
        self, request: HttpRequest, obj: EnrolCode, post_url_continue: str | None = None
    ) -> HttpResponse:
        """Back to the list; the message with the code stands on top of it."""
        return self.response_post_save_add(request, obj)
