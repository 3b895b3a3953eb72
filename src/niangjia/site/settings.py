"""Django's settings. What an operator may choose comes from `environment`; the rest is decided."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import dj_database_url

from niangjia.foundation.languagemodel.client import Endpoint
from niangjia.site import environment, mail

ENVIRONMENT = environment.read()
HERE = Path(__file__).parent

SECRET_KEY = environment.secret_key(ENVIRONMENT.home)
NIANGJIA_SEALING_KEYS = environment.sealing_keys(ENVIRONMENT.home)
DEBUG = ENVIRONMENT.debug
ALLOWED_HOSTS = list(ENVIRONMENT.hosts)

INSTALLED_APPS = [
    "niangjia.foundation.people",  # before allauth, whose pages it writes in our words
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "treebeard",
    "niangjia.foundation.search",
    "niangjia.foundation.ledger",
    "niangjia.foundation.organisations",
    "niangjia.foundation.holidays",
    "niangjia.foundation.files",
    "niangjia.foundation.notices",
    "niangjia.casework",
    "niangjia.rights.caselaw",
    "niangjia.rights.statutes",
    "niangjia.rights.remedies",
    "niangjia.rights.hotline",
    "niangjia.rights.legal_aid",
    "niangjia.rights.centre",
    "niangjia.desks",
    "niangjia.site",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "niangjia.site.middleware.security_headers",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "niangjia.foundation.people.middleware.viewer",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "niangjia.site.urls"
ASGI_APPLICATION = "niangjia.site.asgi.application"

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [HERE / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "niangjia.site.context.house",
            ],
            "builtins": ["django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

DATABASES: dict[str, Any] = {
    "default": dj_database_url.parse(ENVIRONMENT.database_url, conn_health_checks=True)
}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A writer takes its place at BEGIN and waits there, instead of failing halfway through.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
            "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
        ),
    }

AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "niangjia.foundation.people.passwords.LongEnough",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

# Accounts: signing in, second factors, lockout.
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "people:mine"
LOGOUT_REDIRECT_URL = ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_ADAPTER = "niangjia.foundation.people.adapter.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "niangjia.foundation.people.adapter.shown_name"
ACCOUNT_LOGIN_METHODS = {"phone", "email"}
# The form itself asks for one of the two: whichever way can reach people here.
ACCOUNT_SIGNUP_FIELDS = ["phone", "email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_RATE_LIMITS = {"login_failed": "60/m/ip,20/1h/key", "verify_phone": "1/30s/key,10/m/ip"}
ACCOUNT_FORMS = {
    "login": "niangjia.foundation.people.forms.SignInForm",
    "signup": "niangjia.foundation.people.forms.SignUpForm",
    "request_login_code": "niangjia.foundation.people.forms.CodeRequestForm",
    "change_password": "niangjia.foundation.people.forms.ChangePasswordForm",
}
PASSWORD_RESET_TIMEOUT = 24 * 60 * 60
ALLAUTH_USER_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}

MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "娘家"
MFA_TOTP_TOLERANCE = 0  # a wider window would let a seen code be used twice
MFA_RECOVERY_CODES_SHOW_ONCE = False
MFA_FORMS = {
    "add_webauthn": "niangjia.foundation.people.forms.AddPasskeyForm",
    "authenticate": "niangjia.foundation.people.forms.NumberForm",
    "reauthenticate": "niangjia.foundation.people.forms.NumberAgainForm",
    "activate_totp": "niangjia.foundation.people.forms.FirstNumberForm",
}
MFA_ADAPTER = "niangjia.foundation.people.adapter.FactorAdapter"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "niangjia.foundation.people.lockout.mark_of_login"
AXES_CLIENT_STR_CALLABLE = "niangjia.foundation.people.lockout.nobody_in_particular"
AXES_LOCKOUT_CALLABLE = "niangjia.foundation.people.lockout.locked_page"
AXES_SENSITIVE_PARAMETERS = ["username", "login", "phone", "email", "ip_address", "password"]
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False

MAIL = mail.read(ENVIRONMENT.mail_url)
EMAIL_BACKEND = MAIL.backend
EMAIL_HOST = MAIL.host
EMAIL_FILE_PATH = MAIL.host if MAIL.backend.endswith("filebased.EmailBackend") else None
EMAIL_PORT = MAIL.port
EMAIL_HOST_USER = MAIL.user
EMAIL_HOST_PASSWORD = MAIL.password
EMAIL_USE_TLS = MAIL.starttls
EMAIL_USE_SSL = MAIL.tls
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.mail_from
NIANGJIA_MAIL_OFFERED = MAIL.configured
NIANGJIA_SMS_URL = ENVIRONMENT.sms_url
NIANGJIA_SMS_KEY = ENVIRONMENT.sms_key
NIANGJIA_CHAT_URL = ENVIRONMENT.chat_url
NIANGJIA_CHAT_KEY = ENVIRONMENT.chat_key
NIANGJIA_NOTICE_SECONDS = float(ENVIRONMENT.notice_seconds)
NIANGJIA_FONT = ENVIRONMENT.font
NIANGJIA_MODEL = (
    Endpoint(
        url=ENVIRONMENT.model_url,
        name=ENVIRONMENT.model_name,
        key_file=ENVIRONMENT.model_key_file,
        seconds=ENVIRONMENT.model_seconds,
    )
    if ENVIRONMENT.model_url and ENVIRONMENT.model_name
    else None
)

DATA_UPLOAD_MAX_NUMBER_FILES = (
    501  # an import takes 500 files; the form says so to whoever has more
)

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
LOCALE_PATHS = [HERE / "locale"]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = ENVIRONMENT.home / "static"
STATICFILES_DIRS = [HERE / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MAX_AGE = 3600

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

SESSION_COOKIE_NAME = "niangjia"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = ENVIRONMENT.secure
SECURE_HSTS_SECONDS = 31_536_000 if ENVIRONMENT.secure else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if ENVIRONMENT.secure else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "filters": {"nothing_personal": {"()": "niangjia.site.logs.NothingPersonal"}},
    "handlers": {
        "stderr": {
            "class": "logging.StreamHandler",
            "formatter": "plain",
            "filters": ["nothing_personal"],
        }
    },
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"niangjia": {"level": "INFO"}, "django": {"handlers": []}},
}

NIANGJIA_DEMO = ENVIRONMENT.demo
NIANGJIA_REMOVAL_DAYS = ENVIRONMENT.removal_days
NIANGJIA_REMOVAL_KEPT_DAYS = ENVIRONMENT.removal_kept_days
NIANGJIA_REMOVAL_HIDES = ENVIRONMENT.removal_hides
NIANGJIA_INDEXES = ENVIRONMENT.indexes
NIANGJIA_SEARCH = ENVIRONMENT.search
NIANGJIA_MODELS = ENVIRONMENT.models
NIANGJIA_UPLOADS = ENVIRONMENT.uploads
NIANGJIA_FILES = ENVIRONMENT.home / "files"
