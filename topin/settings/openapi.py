"""drf-spectacular's settings."""

from pathlib import Path

SPECTACULAR_SETTINGS = {
    "TITLE": "TOPiN",
    "DESCRIPTION": (Path(__file__).parents[1] / "core" / "api" / "introduction.md").read_text(),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "SCHEMA_PATH_PREFIX": "/api",
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
    ],
    "APPEND_COMPONENTS": {
        "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer", "bearerFormat": "JWT"}},
    },
}
