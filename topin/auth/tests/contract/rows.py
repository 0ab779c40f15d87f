"""The refusals that are an endpoint's own, one row each."""

from .rows_of_codes import ROWS as OF_CODES
from .rows_of_service import ROWS as OF_SERVICE
from .rows_of_tokens import ROWS as OF_TOKENS
from .rows_of_users import ROWS as OF_USERS

ROWS = [*OF_TOKENS, *OF_CODES, *OF_USERS, *OF_SERVICE]

_RACE = "only where two requests meet in one instant: the row is locked or held against its constraint"
_PRESET = "the view has asked for the same with the same claims, and refused before"
_OTHER_KIND = "that function takes an address or a number; this endpoint gives it the other alone"
_API, _DEMO = (
    "POST /api/users/me/deletion, in the API's own shape; tested there",
    "demo data and staff; no endpoint",
)
_LAST = "a closed account past its grace is looked past before; only in the instant in which that ends"
# (door, status, code) that the SQL could refuse, but no request can cause.
CANNOT_HAPPEN = {
    ("auth_admin_create_user", 404, "user_not_found"): "it reads the account that it has just made",
    ("auth_close_account", 403, "wrong_password"): _API,
    ("create_user", 422, "email_exists"): _DEMO,
    ("create_user", 422, "handle_taken"): _DEMO,
    ("create_user", 422, "handle_invalid"): _DEMO,
    ("create_user", 422, "handle_reserved"): _DEMO,
    ("auth_invite", 404, "user_not_found"): "an invitation makes the account that it does not find",
    ("auth_invite", 422, "phone_exists"): _OTHER_KIND,
    ("auth_admin_link", 422, "phone_exists"): _OTHER_KIND,
    ("auth_link_identity", 422, "phone_exists"): _OTHER_KIND,
    ("auth_sign_in", 400, "user_banned"): f"the view asks before it compares passwords; here {_RACE}",
    ("auth_sign_in", 400, "invalid_credentials"): f"for a password that changed meanwhile: {_RACE}",
    ("auth_sign_in_by_identity", 422, "handle_taken"): "a provider's token does not choose a handle",
    ("auth_sign_in_by_identity", 422, "handle_invalid"): "a provider's token does not choose a handle",
    ("auth_sign_in_by_identity", 422, "handle_reserved"): "a provider's token does not choose a handle",
    ("auth_verify", 400, "invalid_credentials"): _LAST,
    ("auth_sign_in_by_identity", 400, "invalid_credentials"): _LAST,
    ("auth_verify_factor", 403, "no_authorization"): f"{_PRESET} (auth_factor_secret)",
    ("auth_verify_factor", 404, "mfa_factor_not_found"): f"{_PRESET} (auth_factor_secret)",
}
# Places that refuse other requests than those of /api/auth, in the API's own shape; tested there.
ELSEWHERE = {
    "auth_close_account.sql": "POST /api/users/me/deletion",
    "check_session.sql": "every request of the API",
    "create_user.sql": "demo data and staff",
}
