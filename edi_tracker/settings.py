"""The one settings file. What differs between installations is read, and checked, from the environment."""

import os
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

from csp.constants import NONE, SELF

from edi_tracker.environment import env_bool, env_choice, env_databases, env_issuer, env_list, env_number, env_secret
from edi_tracker.logs import logging_settings

BASE_DIR = Path(__file__).resolve().parent.parent
LOCAL_DIR = BASE_DIR / ".local"

# Secrets and addresses

FOR_TRYING_OUT = env_bool("DEBUG", default=False)  # the demonstration's people may sign in: never for real use
DEBUG = False  # Django's own debug mode shows settings on its error pages and slows every query; the log has it all
SECRET_KEY = env_secret("SECRET_KEY", at_least=1 if FOR_TRYING_OUT else 50)
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
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]

MIDDLEWARE = [
    "edi_tracker.request_log.RequestLog",  # first, so that it sees every answer
    # The next three put their headers on every answer, refusals and static files included.
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "edi_tracker.middleware.permissions_policy",
    "edi_tracker.middleware.refuse_bad_addresses",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "plans.accounts.sessions.SessionLimits",
    "plans.accounts.login_required.LoginRequired",
    "plans.accounts.two_step.RequireTwoSteps",
    "plans.audit.middleware.AuditMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "plans.replica.RecentWriters",
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

# DATABASE_URL, and DATABASE_REPLICA_URL for long reads (docs/postgresql.md)
DATABASES = env_databases(default=f"sqlite:///{quote(f'{LOCAL_DIR}/edi_tracker.sqlite3')}")
DATABASE_ROUTERS = ["plans.replica.Router"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
BACKUP_DIR = Path(os.environ.get("BACKUP_DIR") or LOCAL_DIR / "backups")  # where `manage.py backup` writes
PG_BIN = os.environ.get("PG_BIN", "")  # the folder of pg_dump and pg_restore, where PATH does not lead there

SIMPLE_HISTORY_REVERT_DISABLED = True
SIMPLE_HISTORY_DATE_INDEX = False  # our own index serves: whose row, and when (plans/audit/records.py)
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# People

AUTH_USER_MODEL = "plans.User"
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"
TWO_STEP_REQUIRED = env_bool("TWO_STEP_REQUIRED", default=not FOR_TRYING_OUT)  # of equality leads and superusers
TWO_STEP_FOR_ALL = env_bool("TWO_STEP_FOR_ALL", default=False)  # of officers and managers too
OTP_TOTP_SYNC = False  # a code is good for one step (30 s) before and after ours, whatever was typed last time
SIGNED_OUT_AFTER_IDLE = timedelta(minutes=30)
SIGNED_OUT_WARNING = timedelta(minutes=2)  # how long before that somebody is asked whether to stay
SIGNED_OUT_AFTER = timedelta(hours=12)
SESSION_COOKIE_AGE = int(SIGNED_OUT_AFTER.total_seconds())
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "plans.accounts.password_backend.PasswordBackend"]
AXES_HANDLER = "plans.accounts.lockout.Lockout"
AXES_LOCKOUT_CALLABLE = "plans.accounts.lockout.locked_out"
AXES_USERNAME_CALLABLE = "plans.accounts.lockout.tried_name"
AXES_CLIENT_IP_CALLABLE = "plans.accounts.client_address.client_address"
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_FAILURE_LIMIT = 10  # wrong tries of one person from one address
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False  # who goes on trying is not kept out for longer
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True  # who signed in when is the log's to tell, not another table of people
AXES_VERBOSE = False
FAILURES_PER_ADDRESS = 100  # an hour, whomever they tried: a council is one address
FORGOTTEN_PER_ADDRESS, FORGOTTEN_PER_PERSON = 30, 3  # links for a new password an hour
PASSWORD_RESET_TIMEOUT = 60 * 60  # seconds
PASSWORD_HASHERS = [  # scrypt costs a guesser memory too; what PBKDF2 wrote is written anew at the next sign-in
    "django.contrib.auth.hashers.ScryptPasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
BREACHED_PASSWORDS_FILE = os.environ.get("BREACHED_PASSWORDS_FILE", "")  # sorted lines SHA-1:count, or none
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "plans.accounts.passwords.LengthValidator"},
    {"NAME": "plans.accounts.passwords.CommonValidator"},
    {"NAME": "plans.accounts.passwords.BreachedValidator"},
]

# E-mail: without EMAIL_HOST none is sent, but in a copy for trying out it is shown on the console

PRODUCT_NAME = "EDI Tracker"
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = env_number("EMAIL_PORT", default=587)  # 465: TLS from the first byte; any other: STARTTLS
EMAIL_HOST_USER = os.environ.get("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env_secret("EMAIL_PASSWORD")
EMAIL_USE_SSL = env_bool("EMAIL_TLS", default=True) and EMAIL_PORT == 465
EMAIL_USE_TLS = env_bool("EMAIL_TLS", default=True) and not EMAIL_USE_SSL
EMAIL_TIMEOUT = 10  # seconds
DEFAULT_FROM_EMAIL = env_secret("EMAIL_FROM", at_least=3 if EMAIL_HOST else 0)  # no secret, but asked for likewise
CAN_SEND_EMAIL = bool(EMAIL_HOST) or FOR_TRYING_OUT
MAIL_GOES_BY = "smtp" if EMAIL_HOST else "console" if FOR_TRYING_OUT else "dummy"
EMAIL_BACKEND = f"django.core.mail.backends.{MAIL_GOES_BY}.EmailBackend"

# Single sign-on with OpenID Connect: off until there is an issuer (docs/single-sign-on.md)

SSO_ISSUER = env_issuer("SSO_ISSUER", unencrypted=FOR_TRYING_OUT)  # https://login.microsoftonline.com/<tenant>/v2.0
SSO_CLIENT_ID = env_secret("SSO_CLIENT_ID", at_least=1 if SSO_ISSUER else 0)
SSO_CLIENT_SECRET = env_secret("SSO_CLIENT_SECRET", at_least=1 if SSO_ISSUER else 0)
SSO_NAME = os.environ.get("SSO_NAME") or "council account"  # as in "Sign in with your council account"
SSO_ENSURES_TWO_STEP = env_bool("SSO_ENSURES_TWO_STEP", default=False)  # the service always asks for a second factor

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
STATIC_MANIFEST = env_bool("STATIC_MANIFEST", default=not FOR_TRYING_OUT)
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
SECURE_REDIRECT_EXEMPT = [r"^(healthz|readyz|metrics)$"]  # asked from this machine, by no browser
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
BEHIND_PROXY = env_bool("BEHIND_PROXY", default=False)
PROXIES = env_number("PROXIES", default=1) if BEHIND_PROXY else 0  # how many add to X-Forwarded-For before us
if BEHIND_PROXY:  # only when the proxy sets this header itself on every request
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_REFERRER_POLICY = "same-origin"

COOKIE_PREFIX = "__Host-" if HTTPS else ""  # browsers accept this prefix over HTTPS only
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}session"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrf"
CSRF_FAILURE_VIEW = "edi_tracker.errors.csrf_failure"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
MESSAGE_STORAGE = "plans.messages.Messages"
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

# JSON for machines or text for people; neither holds what people typed, save in a copy for trying out.
LOG_FORMAT = env_choice("LOG_FORMAT", "json", "text", default="text" if FOR_TRYING_OUT else "json")
LOGGING = logging_settings(form=LOG_FORMAT, revealing=FOR_TRYING_OUT)

# Being watched

LEAST_FREE_DISK = env_number("LEAST_FREE_DISK_MB", default=200) * 1024 * 1024  # for SQLite; below it /readyz fails
METRICS_TOKEN = env_secret("METRICS_TOKEN")  # whoever shows it may read /metrics; blank: nobody
