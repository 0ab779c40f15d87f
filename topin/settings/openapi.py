"""drf-spectacular's settings."""

from pathlib import Path

# In the order in which somebody who writes an app comes by them.
_TAGS = {
    "auth": "Signing up and in, sessions, codes, second factors: GoTrue's contract, for its clients or by hand.",
    "users": "People: oneself, others, handles, avatars, likes of profiles, mutes, the blue tick, one's data.",
    "social": "Follows and requests, blocks, followers and mutuals.",
    "posts": "The feed, writing and changing posts, reposts, bookmarks, what was seen.",
    "engagement": "Likes and comments.",
    "media": "Pictures and videos: uploading, completing, opening.",
    "search": "People, posts, and whom to mention.",
    "settings": "Privacy, notifications, accessibility, creators.",
    "analytics": "An author's figures.",
    "sync": "Where one's stream of events stands; the socket is at /realtime.",
    "auth for servers": "Accounts by service token, for servers of your own. An app never holds one.",
    "functions": "The old app's edge functions, for released apps alone. Use the paths above.",
}


def _header(words: str, form: dict[str, str]) -> dict[str, object]:
    return {"description": words, "schema": form}


_TEXT = {"type": "string"}
_HEADERS = {
    "RateLimit-Policy": _header('The limit by name, its uses and its seconds: `"read";q=600;w=60`.', _TEXT),
    "RateLimit": _header('What is left of it, and the seconds until it begins anew: `"read";r=597;t=60`.', _TEXT),
    "X-Request-ID": _header("Names this request in our logs; one of yours is kept if it is well formed.", _TEXT),
    "Link": _header('The next page, where there is one: `</api/posts?cursor=…>; rel="next"`.', _TEXT),
    "Retry-After": _header("Seconds to wait.", {"type": "integer"}),
    "Idempotent-Replayed": _header("`true` where the first answer to this Idempotency-Key is given again.", _TEXT),
}

SPECTACULAR_SETTINGS = {
    "TITLE": "TOPiN",
    "DESCRIPTION": (Path(__file__).parents[1] / "core" / "api" / "introduction.md").read_text(),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api",
    "TAGS": [{"name": name, "description": words} for name, words in _TAGS.items()],
    "SWAGGER_UI_SETTINGS": {
        "deepLinking": True,
        "docExpansion": "none",
        "filter": True,
        "persistAuthorization": True,
        "displayRequestDuration": True,
        "defaultModelsExpandDepth": 0,
    },
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "COMPONENT_SPLIT_REQUEST": True,
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    # Choices that several fields share have one name.
    "ENUM_NAME_OVERRIDES": {
        "AudienceOfPersonEnum": "profiles.settings.serializers.AUDIENCES",
        "MediaStatusEnum": "posts.media.serializers.STATES",
    },
    # The account service's views are GoTrue's contract, not DRF's: it writes its part itself.
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "topin.auth.openapi.add_accounts",
        "topin.core.api.examples.add_examples",
    ],
    "APPEND_COMPONENTS": {
        "securitySchemes": {
            "bearer": {
                "type": "http",
                "scheme": "bearer",
                "bearerFormat": "JWT",
                "description": "`access_token` of `POST /api/auth/token?grant_type=password`. It holds an hour;"
                " 401 `invalid_token` means: refresh it, once (`grant_type=refresh_token`), and try again.",
            }
        },
        "headers": _HEADERS,
    },
}
