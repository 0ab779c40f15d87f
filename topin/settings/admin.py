"""Settings of the staff's admin: its middleware, sign-in, sessions, content policy, groups and looks."""

from datetime import timedelta

from csp.constants import NONE, SELF, UNSAFE_EVAL, UNSAFE_INLINE
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse_lazy

from .environment import choice, flag

_DEBUG = flag("TOPIN_DEBUG", False)

# optional: whoever set up a second factor must show it. required: everybody must set one up (production).
STAFF_OTP = choice("TOPIN_STAFF_OTP", "optional", "required")

# The admin's chain. The API has its own, shorter one (topin/wsgi.py): no session, no cookie, no CSRF.
MIDDLEWARE = [
    "topin.core.api.envelope.envelope",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "topin.core.admin.middleware.StaffTransaction",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "axes.middleware.AxesMiddleware",
    "topin.core.admin.middleware.StaffClaims",
]
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# Five wrong passwords for a name from an address lock that pair for a quarter of an hour.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_ENABLE_ADMIN = False
AXES_CLIENT_IP_CALLABLE = "topin.core.api.limits.address"
AXES_LOCKOUT_CALLABLE = "topin.core.admin.site.locked_out"
AXES_VERBOSE = False

# A session ends after half an hour without use, and after eight hours in any case.
STAFF_IDLE_SECONDS = 30 * 60
SESSION_COOKIE_AGE = 8 * 3600
SESSION_COOKIE_NAME = "staff"
SESSION_COOKIE_PATH = "/admin"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_PATH = "/admin"
CSRF_COOKIE_NAME = "staff_csrf"
CSRF_FAILURE_VIEW = "topin.core.admin.faults.stale_form"
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"
X_FRAME_OPTIONS = "DENY"
FORMAT_MODULE_PATH = ["topin.core.admin.formats"]
_ICON = (
    "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'>"
    "<rect width='32' height='32' rx='7' fill='%239810fa'/><path d='M9 9h14v4h-5v11h-4V13H9z' fill='white'/></svg>"
)

# Alpine, which unfold draws with, evaluates attributes; nothing is loaded from elsewhere and nothing is inline
# but styles.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, UNSAFE_EVAL],
        "style-src": [SELF, UNSAFE_INLINE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}

# What each group may do at least; `migrate` adds what is missing. For another cut, staff make groups of their own.
_PEOPLE = ("profiles.view_profile", "posts.view_post", "engagement.view_comment")
STAFF_GROUPS = {
    "Moderators": (*_PEOPLE, "posts.view_media", "profiles.suspend_profile", "profiles.verify_profile",
        "posts.explain_post", "posts.hide_post", "posts.inspect_post", "posts.inspect_media",
        "engagement.hide_comment", "profiles.view_verificationrequest",
        "core.view_auditentry"),
    "Finance": ("profiles.view_profile", "core.view_auditentry"),
    "Support": (
        *_PEOPLE, "posts.explain_post", "core.view_auditentry", "core.view_jobrun", "core.view_outboxmessage",
        "core.replay_outbox",
        "django_celery_beat.view_periodictask", "accounts.view_usersession", "accounts.end_usersession",
        "accounts.view_authevent", "profiles.view_erasurecertificate", "engagement.view_correction",
    ),
    "Analysts": (*_PEOPLE, "engagement.view_correction"),
}  # fmt: skip


def _item(title: str, icon: str, view: str, permission: str) -> dict[str, object]:
    def allowed(request: HttpRequest) -> bool:
        return request.user.has_perm(permission)

    return {"title": title, "icon": icon, "link": reverse_lazy(f"admin:{view}"), "permission": allowed}


UNFOLD = {
    "SITE_TITLE": "TOPiN staff",
    "SITE_HEADER": "TOPiN",
    "SITE_SUBHEADER": "Staff",
    "SITE_SYMBOL": "shield_person",
    "SITE_URL": None,
    "SITE_FAVICONS": [{"rel": "icon", "type": "image/svg+xml", "href": _ICON}],
    "SHOW_HISTORY": False,
    "SHOW_VIEW_ON_SITE": False,
    "SHOW_BACK_BUTTON": True,
    "STYLES": [lambda request: static("staff.css")],
    "DASHBOARD_CALLBACK": "topin.core.admin.dashboard.add_figures",
    "ENVIRONMENT": "topin.core.admin.site.environment",
    "ACCOUNT": {
        "navigation": [
            {"title": "Change password", "link": reverse_lazy("admin:password_change"), "icon": "password"},
            {"title": "Second factor", "link": reverse_lazy("admin:second_factor"), "icon": "key"},
        ]
    },
    "SIDEBAR": {
        "show_search": False,
        "show_all_applications": False,
        "navigation": [
            {"items": [{"title": "Dashboard", "icon": "dashboard", "link": reverse_lazy("admin:index")}]},
            {
                "title": "People and posts",
                "separator": True,
                "items": [
                    _item("Profiles", "group", "profiles_profile_changelist", "profiles.view_profile"),
                    _item(
                        "Blue ticks asked for", "verified", "profiles_verificationrequest_changelist",
                        "profiles.view_verificationrequest",
                    ),
                    _item("Posts", "article", "posts_post_changelist", "posts.view_post"),
                    _item("Media", "image", "posts_media_changelist", "posts.view_media"),
                    _item("Comments", "comment", "engagement_comment_changelist", "engagement.view_comment"),
                    _item("Sessions", "devices", "accounts_usersession_changelist", "accounts.view_usersession"),
                    _item("Sign-in events", "login", "accounts_authevent_changelist", "accounts.view_authevent"),
                    _item(
                        "Erased accounts", "person_remove", "profiles_erasurecertificate_changelist",
                        "profiles.view_erasurecertificate",
                    ),
                ],
            },
            {
                "title": "Operations",
                "separator": True,
                "items": [
                    _item("Audit log", "history", "core_auditentry_changelist", "core.view_auditentry"),
                    _item("Job runs", "play_circle", "core_jobrun_changelist", "core.view_jobrun"),
                    _item(
                        "Corrections", "rule", "engagement_correction_changelist", "engagement.view_correction",
                    ),
                    # In development alone: what would have been mailed, with its codes.
                    *([_item("Unsent mails", "mail", "mails", "core.view_outboxmessage")] if _DEBUG else []),
                    _item("Outbox", "outbox", "core_outboxmessage_changelist", "core.view_outboxmessage"),
                    _item(
                        "Schedule", "schedule", "django_celery_beat_periodictask_changelist",
                        "django_celery_beat.view_periodictask",
                    ),
                ],
            },
            {
                "title": "Staff",
                "separator": True,
                "items": [
                    _item("Staff accounts", "badge", "auth_user_changelist", "auth.view_user"),
                    _item("Groups", "groups", "auth_group_changelist", "auth.view_group"),
                ],
            },
        ],
    },
}  # fmt: skip
