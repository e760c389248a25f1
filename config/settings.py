"""The one settings file, read from the environment. Outside debug it refuses unsafe defaults."""

import datetime
import ipaddress
import re
from pathlib import Path

import environ
from django.core.exceptions import ImproperlyConfigured
from django.utils.csp import CSP
from django.utils.translation import gettext_lazy as _

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

DATA_DIR = Path(env.str("DANCHU_DATA", default=str(BASE_DIR / "var"))).resolve()
FILES_DIR = DATA_DIR / "files"
if (DATA_DIR / "env").exists():  # written by `danchu init`; the environment itself goes before it
    env.read_env(DATA_DIR / "env")

DEBUG = env.bool("DEBUG", default=False)
DEMO = env.bool("DEMO", default=False)
RELEASE = "0.1.0"
DEMO_PASSWORD = "dan-chu-mau-2026"  # of the sample commune's cast, shown on the sign-in page in demo mode only

# A fixed day, for demonstrations and tests; read only by core/clock.py, at the door.
_today = env.str("DANCHU_TODAY", default="2026-04-28" if DEMO else "")
try:
    FIXED_TODAY = datetime.date.fromisoformat(_today) if _today else None
except ValueError as error:
    raise ImproperlyConfigured(f"DANCHU_TODAY phải là một ngày dạng 2026-04-28, không phải {_today!r}.") from error

_UNSAFE_KEY = "khoa-chi-dung-khi-thu-nghiem-khong-dung-that"
SECRET_KEY = env.str("SECRET_KEY", default=_UNSAFE_KEY if DEBUG or DEMO else "")
if not SECRET_KEY:
    raise ImproperlyConfigured(
        "Thiếu SECRET_KEY. Hãy đặt một chuỗi ngẫu nhiên dài ít nhất 50 ký tự trong biến môi trường SECRET_KEY, "
        "ví dụ lấy từ: python -c 'import secrets; print(secrets.token_urlsafe(50))'"
    )
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"] if DEBUG or DEMO else [])
if not ALLOWED_HOSTS:
    raise ImproperlyConfigured("Thiếu ALLOWED_HOSTS. Hãy đặt tên miền của trang, ví dụ ALLOWED_HOSTS=danchu.xa.gov.vn")
if not (DEBUG or DEMO) and (SECRET_KEY == _UNSAFE_KEY or len(SECRET_KEY) < 50):
    raise ImproperlyConfigured("SECRET_KEY quá ngắn hoặc là khóa thử nghiệm. Hãy đặt chuỗi ngẫu nhiên từ 50 ký tự.")
if "*" in ALLOWED_HOSTS and not (DEBUG or DEMO):
    raise ImproperlyConfigured("ALLOWED_HOSTS không được là *. Hãy ghi đúng tên miền của trang.")
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])  # older keys, while they are being replaced
# Where the product stands, for links in mails: a scheme and a host, no path. Without it mails carry no link.
SITE_URL = env.str("SITE_URL", default="").rstrip("/")
if SITE_URL and not re.fullmatch(r"https?://[A-Za-z0-9.\-\[\]:]+", SITE_URL):
    raise ImproperlyConfigured(
        f"SITE_URL phải dạng https://danchu.xa.gov.vn, không có đường dẫn, không phải {SITE_URL!r}."
    )
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "danchu.core",
    "danchu.register",
    "danchu.audit",
    "danchu.organisation",
    "danchu.documents",
    "danchu.notifications",
    "danchu.accounts",
    "danchu.duties",
    "danchu.channels",
    "danchu.intake",
    "danchu.disclosure",
    "danchu.decisions",
    "danchu.plans",
    "danchu.petitions",
    "danchu.reports",
    "danchu.portal",
    "danchu.workspace",
    # After our own: the first template of a name wins, and the sign-in pages are ours.
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "axes",
    "django_ox",
]

MIDDLEWARE = [
    # Outermost: a public page found in the cache touches nothing below.
    "danchu.portal.middleware.PublicPageCache",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.csp.ContentSecurityPolicyMiddleware",
    "danchu.core.middleware.PermissionsPolicy",
    "danchu.core.middleware.LanguageFromAddress",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "danchu.accounts.middleware.Sessions",
    "danchu.organisation.middleware.PersonOfRequest",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    # Last, as axes asks: it turns a lock-out into its own answer.
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "danchu.workspace.context.page_context",
            ],
        },
    }
]
FORM_RENDERER = "danchu.core.forms.FormRenderer"

# -- data ---------------------------------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{DATA_DIR / 'danchu.sqlite3'}")}
_database = DATABASES["default"]
if _database["ENGINE"].endswith("sqlite3"):
    DATA_DIR.mkdir(parents=True, exist_ok=True)
    # A receipt that was handed out is there after the power went; the tests, which no power cut ends, do without.
    _synchronous = env.str("SQLITE_SYNCHRONOUS", default="FULL")
    _database["OPTIONS"] = {
        # A writer takes the lock when its transaction starts, so two writers queue instead of failing half-way.
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL;"  # readers do not wait for the writer
            f"PRAGMA synchronous={_synchronous};"
            "PRAGMA foreign_keys=ON;"
            "PRAGMA busy_timeout=20000;"
        ),
    }
    _database["CONN_MAX_AGE"] = None  # opening the file and its pragmas costs more than most queries
    _database["TEST"] = {"NAME": str(DATA_DIR / "test.sqlite3")}  # on a file: threads of the live server share it
else:
    # Each of the server's few threads keeps its connection; it is asked whether it lives before a request uses it,
    # except for the look of the page cache, which finds out by itself (docs/decisions/0073).
    _database["CONN_MAX_AGE"] = None
    _database["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Keys hold the revision of what they show (core/pages.py), so each process may keep its own.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": {"MAX_ENTRIES": 2000}}}

# Counts against guessing and flooding; without a name, a place in memory (core/counts.py).
LIMITS_FILE = env.str("LIMITS_FILE", default="")

TASKS = {
    "default": {"BACKEND": "django_ox.backend.OxBackend", "OPTIONS": {"MAX_ATTEMPTS": 5, "LOCK_TIMEOUT": 300}},
}

# -- people -------------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisation.Account"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in {
        "UserAttributeSimilarityValidator": {},
        "MinimumLengthValidator": {"min_length": 10},
        "CommonPasswordValidator": {},
        "NumericPasswordValidator": {},
    }.items()
]
ACCOUNT_ADAPTER = "danchu.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_USER_MODEL_EMAIL_FIELD = "email"
ACCOUNT_FORMS = {
    "login": "danchu.accounts.forms.SignInForm",
    "change_password": "danchu.accounts.forms.NewPasswordForm",
    "reauthenticate": "danchu.accounts.forms.PasswordAgainForm",
}
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False  # one rate limiter: axes
ACCOUNT_SESSION_REMEMBER = False
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "workspace:home"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"

# The second step: codes of an app, passkeys, recovery codes.
MFA_ADAPTER = "danchu.accounts.adapters.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs up, so nobody's address needs proving first
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEBUG or DEMO  # http://localhost
MFA_FORMS = {
    "authenticate": "danchu.accounts.forms.SecondStepForm",
    "reauthenticate": "danchu.accounts.forms.CodeAgainForm",
    "activate_totp": "danchu.accounts.forms.AddAppForm",
    "add_webauthn": "danchu.accounts.forms.AddPasskeyForm",
}

# An identity provider (OpenID Connect), as VNeID will be. Without OIDC_ISSUER there is none and no button.
OIDC_PROVIDER = "dinh-danh"
OIDC = (
    {
        "issuer": env.str("OIDC_ISSUER"),
        "client_id": env.str("OIDC_CLIENT_ID", default=""),
        "secret": env.str("OIDC_CLIENT_SECRET", default=""),
        "name": env.str("OIDC_NAME", default="VNeID"),
    }
    if env.str("OIDC_ISSUER", default="")
    else {}
)
if OIDC and not (OIDC["client_id"] and OIDC["secret"]):
    raise ImproperlyConfigured("Có OIDC_ISSUER thì phải có cả OIDC_CLIENT_ID và OIDC_CLIENT_SECRET.")
if OIDC and not (DEBUG or DEMO or OIDC["issuer"].startswith("https://")):
    raise ImproperlyConfigured("OIDC_ISSUER phải là địa chỉ https://")
SOCIALACCOUNT_ADAPTER = "danchu.accounts.adapters.SocialAdapter"
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_AUTO_SIGNUP = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = False  # an address does not make two people one

AXES_FAILURE_LIMIT = 8
AXES_COOLOFF_TIME = datetime.timedelta(minutes=15)
# One office shares one address: the lock falls on a name from an address, for codes on the account.
AXES_LOCKOUT_PARAMETERS = "danchu.accounts.adapters.counted_by"
AXES_LOCKOUT_TEMPLATE = "accounts/locked_out.html"
AXES_RESET_ON_SUCCESS = True
AXES_DISABLE_ACCESS_LOG = True
AXES_USERNAME_FORM_FIELD = "login"
AXES_USERNAME_CALLABLE = "danchu.accounts.adapters.name_tried"
AXES_CLIENT_IP_CALLABLE = "danchu.accounts.adapters.client_address"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "code", "oldpassword", "password1", "password2"]
AXES_VERBOSE = False
# Addresses of our own reverse proxies; only they may say in X-Forwarded-For whose address asks.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=["127.0.0.1", "::1"] if env.bool("BEHIND_PROXY", False) else [])
try:
    [ipaddress.ip_network(one, strict=False) for one in TRUSTED_PROXIES]
except ValueError as error:
    raise ImproperlyConfigured(f"TRUSTED_PROXIES phải là địa chỉ hoặc dải mạng, ví dụ 127.0.0.1: {error}") from error

SESSION_COOKIE_AGE = 8 * 60 * 60  # without use; on a shared computer 15 minutes (danchu/accounts/rules.py)
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("HTTPS", default=not (DEBUG or DEMO))
SECURE_SSL_REDIRECT = False  # the reverse proxy's work (docs/operations.md)
# Only behind our own proxy are its headers believed: whether it was https, and from where (docs/operations.md).
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
CSRF_COOKIE_HTTPONLY = True
SECURE_HSTS_SECONDS = 31536000 if SESSION_COOKIE_SECURE else 0
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CSRF_FAILURE_VIEW = "danchu.core.pages.csrf_failure"
SECURE_CSP = {
    "default-src": [CSP.NONE],
    "img-src": [CSP.SELF, "data:"],
    "style-src": [CSP.SELF],
    "script-src": [CSP.SELF],
    "font-src": [CSP.SELF],
    "media-src": [CSP.SELF],
    "connect-src": [CSP.SELF],
    "form-action": [CSP.SELF],
    "base-uri": [CSP.NONE],
    "frame-ancestors": [CSP.NONE],
}

# -- mail ---------------------------------------------------------------------------------------------------------
_mail = env.email_url("EMAIL_URL", default="consolemail://" if DEBUG else "dummymail://")
_by_smtp = _mail["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
_options = {
    "host": _mail.get("EMAIL_HOST"),
    "port": _mail.get("EMAIL_PORT") or 25,
    "username": _mail.get("EMAIL_HOST_USER") or None,
    "password": _mail.get("EMAIL_HOST_PASSWORD") or None,
    "use_tls": _mail.get("EMAIL_USE_TLS", False),
    "use_ssl": _mail.get("EMAIL_USE_SSL", False),
    "timeout": 20,
}
MAILERS = {"default": {"BACKEND": _mail["EMAIL_BACKEND"], "OPTIONS": _options if _by_smtp else {}}}
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", default="dan-chu@localhost")

# -- language, time, files ----------------------------------------------------------------------------------------
LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Tiếng Việt")), ("en", _("Tiếng Anh"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
WHITENOISE_ALLOW_ALL_ORIGINS = False
STORAGES = {
    "staticfiles": {
        # Under `runserver` and in tests nothing has been collected, and the manifest would refuse every page.
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": str(FILES_DIR)}},
}
# The key that signs the register's heads: its text, or else its file, made at first use under a name that then stays.
REGISTER_KEY = env.str("REGISTER_KEY", default="")
REGISTER_KEY_FILE = env.str("REGISTER_KEY_FILE", default=str(DATA_DIR / "register.key"))
REGISTER_NAME = env.str("REGISTER_NAME", default="")
UPLOAD_LIMIT = 20 * 1024 * 1024  # bytes of one file; a scan of forty pages is about 8 MB
DATA_UPLOAD_MAX_MEMORY_SIZE = 25 * 1024 * 1024  # a text pasted by mistake is answered by its form, not by "bad request"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 5000  # the review page of a long plan
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_HANDLERS = ["danchu.core.uploads.InMemory"]  # a paper that must not be kept never touches a disk
UPLOAD_LOOK = "danchu.documents.services.look_at"  # called for every upload of a staff page, before its service
SPEAKER = "danchu.channels.speaker.espeak.Espeak"  # the machine voice that reads scripts out (channels)
# Which area draws the page of a receipt opened with code and PIN (intake knows nobody above).
RECEIPT_PAGES = {
    "information": "danchu.disclosure.views.portal.requests.follow",
    "petition": "danchu.petitions.views.portal.cases.follow",
    "reception": "danchu.petitions.views.portal.reception.follow",
}
WORD_SPREAD = "danchu.disclosure.services.settle"  # told after each proof that word got out (channels)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="WARNING")},
    # A page refused or not found is an answer, not an accident; and whoever asked is nobody's business.
    "loggers": {
        "django.request": {"level": "ERROR"},
        "django.security": {"level": "CRITICAL"},  # a foreign host name, an old form: everyone on the net can send them
        "django.tasks": {"level": "WARNING"},
    },
}
