"""The only door from the account service to its SQL. All of it runs as the login topin_auth.

`context` is what topin.auth.context makes of a request: where it came from, and the rules of the settings.
"""

from topin.core.db.function import Arg, SqlFunction


def _door(name: str, *args: Arg, returns: str = "jsonb", read_only: bool = False) -> SqlFunction:
    return SqlFunction(f"private.{name}", *args, returns=returns, read_only=read_only, login="auth")


_CLAIMS, _CONTEXT, _FRESH = Arg("claims", "jsonb"), Arg("context", "jsonb"), Arg("fresh_token", "text")
_ADDRESS, _CODE = Arg("address", "text"), Arg("code", "jsonb")

create_user = _door(
    "create_user",
    Arg("new_email", "text"),
    Arg("password_hash", "text"),
    Arg("metadata", "jsonb"),
    Arg("new_id", "uuid"),
    returns="uuid",
)

find_account = _door("auth_find_account", _ADDRESS, read_only=True)
sign_in = _door(
    "auth_sign_in",
    Arg("person", "uuid"),
    Arg("proved_hash", "text"),
    Arg("better_hash", "text"),
    _FRESH,
    _CONTEXT,
)
sign_up = _door(
    "auth_sign_up", _ADDRESS, Arg("password_hash", "text"), Arg("metadata", "jsonb"), _CODE, _FRESH, _CONTEXT
)
sign_up_anonymously = _door("auth_sign_up_anonymously", Arg("metadata", "jsonb"), _FRESH, _CONTEXT)
refresh = _door("auth_refresh", Arg("presented", "text"), _FRESH, _CONTEXT)
session_key = _door("auth_session_key", Arg("session", "uuid"), returns="text", read_only=True)
carry_token = _door(
    "auth_carry_token", Arg("session", "uuid"), Arg("presented", "text"), Arg("counter", "bigint"), returns="void"
)
sign_out = _door("auth_sign_out", _CLAIMS, Arg("scope", "text"), _CONTEXT, returns="void")

get_user = _door("auth_get_user", _CLAIMS, read_only=True)
password_of = _door("auth_password_of", _CLAIMS, returns="text", read_only=True)
update_user = _door("auth_update_user", _CLAIMS, Arg("changes", "jsonb"), _CONTEXT)
close_account = _door("auth_close_account", _CLAIMS, Arg("proved_hash", "text"), Arg("code", "text"), _CONTEXT)
reauthenticate = _door("auth_reauthenticate", _CLAIMS, _CODE, Arg("text_code", "jsonb"), _CONTEXT, returns="void")

ask = _door("auth_ask", Arg("sealed", "text"), Arg("member", "text"), returns="boolean")
verify = _door("auth_verify", Arg("kind", "text"), _ADDRESS, Arg("presented", "text"), _FRESH, _CONTEXT)
exchange_flow = _door(
    "auth_exchange_flow", Arg("code", "text"), Arg("proof", "text"), Arg("plain_proof", "text"), _FRESH, _CONTEXT
)

_IDENTITY = Arg("identity", "jsonb")
sign_in_by_identity = _door("auth_sign_in_by_identity", _IDENTITY, _FRESH, _CONTEXT)
link_identity = _door("auth_link_identity", _CLAIMS, _IDENTITY, _FRESH, _CONTEXT)
unlink_identity = _door("auth_unlink_identity", _CLAIMS, Arg("unlinked", "uuid"), _CONTEXT, returns="void")

list_sessions = _door("auth_list_sessions", _CLAIMS, read_only=True)
end_session = _door("auth_end_session", _CLAIMS, Arg("ended", "uuid"), _CONTEXT, returns="void")

_FACTOR = Arg("factor", "uuid")
enroll_factor = _door("auth_enroll_factor", _CLAIMS, Arg("name", "text"), Arg("secret", "text"), _CONTEXT)
challenge_factor = _door("auth_challenge_factor", _CLAIMS, _FACTOR, _CONTEXT)
factor_secret = _door("auth_factor_secret", _CLAIMS, _FACTOR, returns="text", read_only=True)
verify_factor = _door(
    "auth_verify_factor", _CLAIMS, _FACTOR, Arg("challenge", "uuid"), Arg("proved", "boolean"), _FRESH, _CONTEXT
)
unenroll_factor = _door("auth_unenroll_factor", _CLAIMS, _FACTOR, _CONTEXT, returns="void")

_PERSON, _FIELDS = Arg("person", "uuid"), Arg("fields", "jsonb")
admin_list_users = _door(
    "auth_admin_list_users", Arg("page", "integer"), Arg("per_page", "integer"), read_only=True
)
admin_get_user = _door("auth_admin_get_user", _PERSON, read_only=True)
admin_create_user = _door("auth_admin_create_user", _FIELDS, _CONTEXT)
admin_update_user = _door("auth_admin_update_user", _PERSON, _FIELDS, _CONTEXT)
admin_delete_user = _door("auth_admin_delete_user", _PERSON, Arg("soft", "boolean"), _CONTEXT, returns="void")
admin_factors = _door("auth_admin_factors", _PERSON, read_only=True)
admin_delete_factor = _door("auth_admin_delete_factor", _PERSON, _FACTOR, _CONTEXT)
admin_link = _door(
    "auth_admin_link", Arg("kind", "text"), _ADDRESS, Arg("new_address", "text"), _FIELDS, _CODE, _CONTEXT
)
invite = _door("auth_invite", _ADDRESS, Arg("metadata", "jsonb"), _CODE, _CONTEXT)

# Run as the worker, and as staff.
prune_accounts = SqlFunction("private.prune_accounts", Arg("batch", "integer"), returns="bigint", login="worker")
answer_ask = SqlFunction(
    "private.auth_answer_ask",
    Arg("asked", "jsonb"),
    _CODE,
    Arg("second_code", "jsonb"),
    returns="void",
    login="worker",
)
_TERM = Arg("term", "text")
staff_find_sessions = SqlFunction(
    "private.staff_find_sessions", _TERM, returns="uuid[]", read_only=True, login="staff"
)
staff_find_auth_events = SqlFunction(
    "private.staff_find_auth_events", _TERM, returns="uuid[]", read_only=True, login="staff"
)
staff_end_session = SqlFunction(
    "private.staff_end_session", Arg("target", "uuid"), Arg("reason", "text"), returns="void", login="staff"
)

# After these a worker is told to look into the outbox at once, whether or not there is a mail in it.
MAILING = {
    function.name
    for function in (
        sign_up,
        ask,
        reauthenticate,
        update_user,
        invite,
    )
}
