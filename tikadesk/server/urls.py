"""Which address leads where."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth import views as auth
from django.urls import path, re_path, reverse_lazy

from tikadesk.server import views

urlpatterns = [
    path("v1/enrol", views.enrolment),
    path("v1/session", views.session),
    path("v1/push", views.push),
    path("v1/pull", views.pull),
    path("v1/day", views.day),
    path("v1/health", views.health),
    path("v1/openapi.json", views.openapi),
    re_path("^v1/", views.nowhere),
    path(
        "admin/first/<uidb64>/<token>/",
        auth.PasswordResetConfirmView.as_view(success_url=reverse_lazy("admin:index"), post_reset_login=True),
        name="first_administrator",
    ),
    path("admin/", admin.site.urls),
]
handler400 = "tikadesk.server.problems.refused"
handler404 = "tikadesk.server.problems.missing"
handler500 = "tikadesk.server.problems.internal"
