"""Django's settings, read from the server's home. What a person may set is in the home or the environment."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import unquote, urlsplit

from tikadesk.i18n import language
from tikadesk.server.home import server_home
from tikadesk.server.keys import django_secret

HOME = server_home()
_OPTIONS = HOME.options()

SECRET_KEY = django_secret(HOME)
DEBUG = False
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]", *_OPTIONS.get("hosts", [])]
for _host in os.environ.get("TIKADESK_SERVER_HOSTS", "").split():
    ALLOWED_HOSTS.append(_host)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "tikadesk.server.apps.CentralServer",
]
MIDDLEWARE = [
    "tikadesk.server.problems.Outermost",
    "django.middleware.security.SecurityMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]
ROOT_URLCONF = "tikadesk.server.urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ]
        },
    }
]

_SQLITE_START = ";".join(
    (
        "PRAGMA journal_mode=WAL",
        "PRAGMA synchronous=FULL",
        "PRAGMA trusted_schema=OFF",
        "PRAGMA journal_size_limit=67108864",
    )
)


def database(url: str | None) -> dict[str, Any]:
    """Django's description of the database that ``url`` names: SQLite in the home when there is none.

    ``sqlite:///absolute/file.db`` or ``postgresql://user:password@host:port/name``; ValueError for others.
    """
    parts = urlsplit(url or "")
    if parts.scheme in ("", "sqlite"):
        return {
            "ENGINE": "tikadesk.server.engine",
            "NAME": str(parts.path or HOME.database),
            "CONN_MAX_AGE": None,
            "OPTIONS": {"transaction_mode": "IMMEDIATE", "timeout": 20, "init_command": _SQLITE_START},
        }
    if parts.scheme in ("postgresql", "postgres"):
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": parts.hostname or "",
            "PORT": str(parts.port or ""),
            "CONN_MAX_AGE": None,
            "CONN_HEALTH_CHECKS": True,
        }
    raise ValueError(parts.scheme)


DATABASES = {"default": database(os.environ.get("TIKADESK_SERVER_DATABASE") or _OPTIONS.get("database"))}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "admin:login"
PASSWORD_RESET_TIMEOUT = 72 * 3600

# Behind TLS everything that carries a log-in is marked for TLS alone. Plain HTTP exists on loopback only.
TLS = os.environ.get("TIKADESK_SERVER_TLS") == "1"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = TLS
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if TLS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = TLS
SECURE_SSL_REDIRECT = False  # there is no plain port to redirect from
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SILENCED_SYSTEM_CHECKS = ["security.W008"]

DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

LANGUAGE_CODE = language().split("_")[0]
LANGUAGES = [("en", "English"), ("hi", "हिन्दी")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Kolkata"
STATIC_URL = "/static/"
LOGGING_CONFIG = None
