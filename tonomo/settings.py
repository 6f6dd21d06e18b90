"""Settings, read from the environment. What each variable means stands in docs/operations.md."""

import os
from pathlib import Path
from typing import Any

from cryptography.fernet import Fernet
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _
from psycopg.conninfo import conninfo_to_dict

from tonomo.embedded.addresses import app_url, broker_url

BASE_DIR = Path(__file__).resolve().parent.parent
ENV = os.environ.get("TONOMO_ENV", "production")
DATA_DIR = Path(os.environ.get("DATA_DIR", BASE_DIR / "var")).resolve()

IS_PRODUCTION = ENV == "production"
DEBUG = os.environ.get("TONOMO_DEBUG") == "1" and not IS_PRODUCTION


def required(name: str) -> str:
    value = os.environ.get(name, "")
    if not value:
        raise ImproperlyConfigured(f"Set {name}: see docs/operations.md.")
    return value


def kept_secret(name: str, make: Any) -> str:
    """The secret from the environment; outside production, one made once and kept under DATA_DIR."""
    if name in os.environ:
        return os.environ[name]
    if IS_PRODUCTION:
        return required(name)
    file = DATA_DIR / "secrets" / name.lower()
    if not file.exists():
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        file.write_text(make())
        file.chmod(0o600)
    return file.read_text()


SECRET_KEY = kept_secret("SECRET_KEY", lambda: Fernet.generate_key().decode())
SECRETS_KEYS = kept_secret("SECRETS_KEYS", lambda: Fernet.generate_key().decode()).split(",")

# --- servers -------------------------------------------------------------------------------------------------------
DATABASE_URL = os.environ.get("APP_DATABASE_URL") or app_url(required("DATABASE_URL"))
VALKEY_URL = required("VALKEY_URL")
_database = conninfo_to_dict(DATABASE_URL)
_pooled = os.environ.get("TONOMO_DB_POOL", "1") == "1"
_prepared = {"server_side_binding": True, "prepare_threshold": 5}

DATABASES: dict[str, dict[str, Any]] = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": _database.get("dbname", "tonomo"),
        "USER": _database.get("user", ""),
        "PASSWORD": _database.get("password", ""),
        "HOST": _database.get("host", ""),
        "PORT": _database.get("port", ""),
        "CONN_MAX_AGE": 0 if _pooled else None,
        "CONN_HEALTH_CHECKS": not _pooled,
        "OPTIONS": _prepared
        | ({"pool": {"min_size": 2, "max_size": 16, "timeout": 10, "check": None}} if _pooled else {}),
    }
}
if _pooled:
    from psycopg_pool import ConnectionPool

    DATABASES["default"]["OPTIONS"]["pool"]["check"] = ConnectionPool.check_connection

CACHES = {"default": {"BACKEND": "django.core.cache.backends.redis.RedisCache", "LOCATION": VALKEY_URL}}

CELERY_BROKER_URL = broker_url(VALKEY_URL)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_TASK_PUBLISH_RETRY = False
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {"socket_connect_timeout": 2, "socket_timeout": 10}
CELERY_WORKER_HIJACK_ROOT_LOGGER = False

# --- the application -----------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "tonomo",
    "core",
    "accounts",
    "companies",
    "activity",
    "notifications",
    "customers",
    "services",
    "orders",
    "scheduling",
    "invoicing",
    "chat",
    "portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "core.assets.StaticFiles",
    "django.contrib.postgres",
    "django.contrib.humanize",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "guardian",
    "channels",
    "django_htmx",
]
if not IS_PRODUCTION:
    INSTALLED_APPS += ["tonomo.demo"]

MIDDLEWARE = [
    *([] if IS_PRODUCTION else ["django.middleware.gzip.GZipMiddleware"]),  # in production the proxy packs
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "core.requests.RequestLog",
    "core.health.HealthMiddleware",
    "companies.middleware.CompanyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "companies.middleware.MemberMiddleware",
    "customers.middleware.CustomerMiddleware",
    "core.requests.PrivatePages",
]

ROOT_URLCONF = "tonomo.urls"
ASGI_APPLICATION = "tonomo.asgi.application"
WSGI_APPLICATION = "tonomo.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
FORM_RENDERER = "core.rendering.FormRenderer"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    [
                        "django.template.loaders.filesystem.Loader",
                        "django.template.loaders.app_directories.Loader",
                    ],
                )
            ]
            if not DEBUG
            else ["django.template.loaders.filesystem.Loader", "django.template.loaders.app_directories.Loader"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.csp",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "companies.context.company",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

# --- who signs in --------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "companies.backends.PeopleBackend",
    "django.contrib.auth.backends.ModelBackend",
    "guardian.backends.ObjectPermissionBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
GUARDIAN_MONKEY_PATCH_USER = False
ANONYMOUS_USER_NAME = None

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "tonomo.sign_in.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_SIGNUP_FORM_CLASS = "accounts.forms.SignUpForm"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_CHANGE = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_MAX_EMAIL_ADDRESSES = 5
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_UNIQUE_EMAIL = True
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ALLAUTH_TRUSTED_PROXY_COUNT = int(os.environ.get("TONOMO_TRUSTED_PROXIES", "0"))
MFA_ADAPTER = "tonomo.sign_in.MFAAdapter"
MFA_FORMS = {"add_webauthn": "accounts.passkeys.AddPasskeyForm"}
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not IS_PRODUCTION
USERSESSIONS_TRACK_ACTIVITY = False

# --- security ------------------------------------------------------------------------------------------------------
ALLOWED_HOSTS = ["*"]  # CompanyMiddleware answers only hosts of a company; every other one gets 404
SECURE_CSP = {
    "default-src": [CSP.SELF],
    "script-src": [CSP.SELF, CSP.NONCE],
    "style-src": [CSP.SELF],
    "img-src": [CSP.SELF, "data:"],
    "connect-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "object-src": [CSP.NONE],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
    "form-action": [CSP.SELF],
}
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 60 * 60 * 24 * 30
if IS_PRODUCTION:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^hosts/allowed/$"]
    SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 2 * 1024 * 1024

# --- mail, files, words --------------------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = os.environ.get("DEFAULT_FROM_EMAIL", "Tonomo <bookings@localhost>")
MAILERS: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "OPTIONS": {
            "host": os.environ.get("SMTP_HOST", "localhost"),
            "port": int(os.environ.get("SMTP_PORT", "25")),
            "username": os.environ.get("SMTP_USER", ""),
            "password": os.environ.get("SMTP_PASSWORD", ""),
            "use_tls": os.environ.get("SMTP_TLS", "") == "1",
            "timeout": 20,
        },
    }
}
if not IS_PRODUCTION and "SMTP_HOST" not in os.environ:
    MAILERS["default"] = {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(DATA_DIR / "mail")},
    }

MAIL_SPF_DOMAIN = os.environ.get("MAIL_SPF_DOMAIN") or DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
MAIL_PROVIDER_URLS = {
    "postmark": os.environ.get("POSTMARK_API_BASE", "https://api.postmarkapp.com"),
    "mailgun": os.environ.get("MAILGUN_API_BASE", "https://api.mailgun.net/v3"),
    "mailgun_eu": os.environ.get("MAILGUN_EU_API_BASE", "https://api.eu.mailgun.net/v3"),
    "resend": os.environ.get("RESEND_API_BASE", "https://api.resend.com"),
    "sendgrid": os.environ.get("SENDGRID_API_BASE", "https://api.sendgrid.com/v3"),
}
SENDING_PER_MINUTE = {
    "mail": int(os.environ.get("MAIL_PER_MINUTE", "600")),
    "slack": int(os.environ.get("SLACK_PER_MINUTE", "50")),
    "texts": int(os.environ.get("TEXTS_PER_MINUTE", "60")),
}
TWILIO_API_BASE = os.environ.get("TWILIO_API_BASE", "https://api.twilio.com")
SLACK_API_BASE = os.environ.get("SLACK_API_BASE", "https://slack.com/api/")
SLACK_WEBHOOK_ROOT = os.environ.get("SLACK_WEBHOOK_ROOT", "https://hooks.slack.com/")
DNS_SERVER = os.environ.get("DNS_SERVER", "")

MEDIA_ROOT = DATA_DIR / "media"
MEDIA_URL = "/media/"
STATIC_URL = "/static/"
STATIC_IS_COLLECTED = IS_PRODUCTION or os.environ.get("TONOMO_STATIC") == "collected"
STATIC_ROOT = Path(os.environ.get("STATIC_ROOT", DATA_DIR / "static"))
_npm = BASE_DIR / "node_modules"
STATICFILES_DIRS = [
    BASE_DIR / "static",
    ("npm/htmx", _npm / "htmx.org/dist"),
    ("npm/sortable", _npm / "sortablejs/modular"),
    ("npm/text-expander", _npm / "@github/text-expander-element/dist"),
    ("npm/relative-time", _npm / "@github/relative-time-element/dist"),
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "papers": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": DATA_DIR / "papers"},
    },
    "staticfiles": {
        "BACKEND": "core.assets.HashedStatic"
        if STATIC_IS_COLLECTED
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "UTC"
USE_TZ = True

# --- of our own ----------------------------------------------------------------------------------------------------
GEOCODER = os.environ.get("GEOCODER", "core.places.zip_centroids.ZipCentroids")
STRIPE_API_BASE = os.environ.get("STRIPE_API_BASE", "https://api.stripe.com")
CARD_PAGES = os.environ.get("TONOMO_CARD_PAGES", "https://checkout.stripe.com").split()
START_IS_OPEN = os.environ.get("TONOMO_START", "0" if IS_PRODUCTION else "1") == "1"
BASE_HOST = os.environ.get("TONOMO_BASE_HOST", "localhost")
PUBLIC_PORT = os.environ.get("TONOMO_PUBLIC_PORT", "")
FALLBACK_HOST = os.environ.get("TONOMO_FALLBACK_HOST", "" if IS_PRODUCTION else f"demo.{BASE_HOST}")
LOGGING_CONFIG = "core.logs.configure"
LOGGING = {"json": IS_PRODUCTION, "level": os.environ.get("LOG_LEVEL", "INFO")}
