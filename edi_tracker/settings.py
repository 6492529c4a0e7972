"""The one settings file. What differs between installations is read, and checked, from the environment."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import quote

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"

# Readers of the environment


def env_bool(name: str, *, default: bool) -> bool:
    value = os.environ.get(name, "").strip()
    if not value:
        return default
    if value.lower() not in ("true", "false"):
        raise ImproperlyConfigured(f"{name} is {value!r}. It must be true or false.")
    return value.lower() == "true"


def env_list(name: str, *, default: str = "") -> list[str]:
    """The parts of a comma-separated value."""
    parts = (os.environ.get(name) or default).split(",")
    return [part.strip() for part in parts if part.strip()]


def env_secret(name: str, *, at_least: int = 0) -> str:
    """The value of NAME, or else the content of the file that NAME_FILE names; never shown in an error."""
    secret = os.environ.get(name, "").strip()
    path = os.environ.get(f"{name}_FILE", "").strip()
    if path and not secret:
        try:
            secret = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as error:
            raise ImproperlyConfigured(f"{name}_FILE is {path!r}. It must name a text file.") from error
    if len(secret) < at_least:
        raise ImproperlyConfigured(
            f"{name} has {len(secret)} characters. It must have at least {at_least}; "
            f"set it, or set {name}_FILE to the path of a file that holds it."
        )
    return secret


def env_database(name: str, *, default: str) -> dict[str, Any]:
    try:
        database: dict[str, Any] = {**dj_database_url.parse(env_secret(name) or default)}
        options = DATABASE_OPTIONS[database["ENGINE"]]
    except (ValueError, KeyError) as error:
        raise ImproperlyConfigured(
            f"{name} cannot be read (its value is not shown, as it may hold a password). "
            "It must look like postgres://user:password@host:5432/name or sqlite:////folder/file.sqlite3."
        ) from error
    return database | {
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": options | database.get("OPTIONS", {}),
    }


# Secrets and addresses

DEBUG = env_bool("DEBUG", default=False)
SECRET_KEY = env_secret("SECRET_KEY", at_least=1 if DEBUG else 50)
SEAL_KEY = env_secret("SEAL_KEY")  # signs the seals of the history; sealing is refused while it is blank
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", default="127.0.0.1,localhost")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS")

# Application

INSTALLED_APPS = [
    "plans.apps.PlansConfig",
    "actions.apps.ActionsConfig",
    "measures.apps.MeasuresConfig",
    "simple_history",
    "csp",
    "django.forms",
    "plans.apps.EdiAdminConfig",  # django.contrib.admin with our own site
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    # The first three put their headers on every answer, refusals and static files included.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "edi_tracker.middleware.permissions_policy",
    "edi_tracker.middleware.refuse_bad_addresses",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "plans.audit.middleware.AuditMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "edi_tracker.urls"
WSGI_APPLICATION = "edi_tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database

DATABASE_OPTIONS: dict[str, dict[str, Any]] = {
    "django.db.backends.sqlite3": {
        "transaction_mode": "IMMEDIATE",  # a writer waits for its turn instead of failing half way
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA recursive_triggers=ON;"
        ),
    },
    "django.db.backends.postgresql": {
        "options": (
            "-c lock_timeout=2000 -c idle_in_transaction_session_timeout=30000 "  # milliseconds
            "-c jit=off -c work_mem=32MB"  # compiling a dashboard's question takes longer than answering it
        ),
    },
}
DATABASES = {
    "default": env_database("DATABASE_URL", default=f"sqlite:///{quote(f'{LOCAL_DIR}/edi_tracker.sqlite3')}"),
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SIMPLE_HISTORY_REVERT_DISABLED = True
SIMPLE_HISTORY_DATE_INDEX = False  # our own index serves: whose row, and when (plans/audit/records.py)
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# People

AUTH_USER_MODEL = "plans.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Language and time

LANGUAGE_CODE = "en-gb"
FORMAT_MODULE_PATH = "edi_tracker"  # edi_tracker/en_GB/formats.py
TIME_ZONE = "Europe/London"
USE_TZ = True

# Static files

STATIC_URL = "static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = os.environ.get("STATIC_ROOT") or LOCAL_DIR / "static"
# With a manifest, files are served from STATIC_ROOT under fingerprinted names, after collectstatic;
# without one, straight from where they lie.
STATIC_MANIFEST = env_bool("STATIC_MANIFEST", default=not DEBUG)
WHITENOISE_AUTOREFRESH = WHITENOISE_USE_FINDERS = not STATIC_MANIFEST
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if STATIC_MANIFEST
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

# Security

HTTPS = env_bool("HTTPS", default=True)
SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^healthz$"]
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
if env_bool("BEHIND_PROXY", default=False):  # only when the proxy sets this header itself on every request
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"

COOKIE_PREFIX = "__Host-" if HTTPS else ""  # browsers accept this prefix over HTTPS only
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    },
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024  # a form without its files
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000  # the longest admin page, a plan with all its themes
DATA_UPLOAD_MAX_NUMBER_FILES = 5

# Logging

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "one_line": {
            "()": "edi_tracker.logs.OneLineFormatter",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        },
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "one_line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {"django": {"handlers": ["console"], "level": "INFO", "propagate": False}},
}
