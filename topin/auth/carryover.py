"""What of an existing project's schema auth carries over as it is, and what would not: counted, read-only."""

from collections.abc import Iterator
from dataclasses import dataclass

from topin.core.db.owner import owner_connection


@dataclass(frozen=True)
class Check:
    """A count of rows of schema auth. `loses`: what they could not do here any more; "" for a note."""

    says: str
    rows: str
    loses: str = ""


@dataclass(frozen=True)
class Finding:
    """What a check counted."""

    check: Check
    count: int

    def __str__(self) -> str:
        told = f"{self.count:>9,}  {self.check.says}"
        return f"{told}\n           -> {self.check.loses}" if self.check.loses and self.count else told


_LIVING = "auth.users u WHERE u.deleted_at IS NULL"
_BCRYPT = "'^\\$2[aby]\\$\\d\\d\\$.{53}$'"
_FOREIGN = "'^\\$(argon2id?\\$v=19|fbscrypt\\$v=1,n=)'"
_SOCIAL = "EXISTS (SELECT FROM auth.identities i WHERE i.user_id = u.id AND i.provider NOT IN ('email', 'phone'))"
CHECKS = (
    Check("accounts", _LIVING),
    Check(
        "of them with a bcrypt password: sign in with it as before",
        f"{_LIVING} AND u.encrypted_password ~ {_BCRYPT}",
    ),
    Check(
        "of them with an Argon2 or Firebase password: sign in with it as before, and have a bcrypt one then",
        f"{_LIVING} AND u.encrypted_password ~ {_FOREIGN}",
    ),
    Check(
        "with a password in another form",
        f"{_LIVING} AND u.encrypted_password <> '' AND u.encrypted_password !~ {_BCRYPT}"
        f" AND u.encrypted_password !~ {_FOREIGN}",
        "must set a new password by /recover",
    ),
    Check(
        "known by a phone number alone",
        f"{_LIVING} AND coalesce(u.email, '') = '' AND coalesce(u.phone, '') <> ''",
        "sign in by a text message or password once GOTRUE_SMS_PROVIDER and GOTRUE_EXTERNAL_PHONE_ENABLED are set",
    ),
    Check(
        "of single sign-on (SAML)",
        f"{_LIVING} AND u.is_sso_user",
        "cannot sign in again once their session ends",
    ),
    Check(
        "with a social identity alone and no address",
        f"{_LIVING} AND coalesce(u.email, '') = '' AND {_SOCIAL}",
        "sign in by their provider's id token where it is Google or Apple, else not again once their session ends",
    ),
    Check(
        "with a social identity and an address, but no password",
        f"{_LIVING} AND coalesce(u.email, '') <> '' AND coalesce(u.encrypted_password, '') = '' AND {_SOCIAL}",
        "sign in by the id token of Google's or Apple's SDK, or by a mailed code (/otp)",
    ),
    Check(
        "whose address is not in lower case",
        f"{_LIVING} AND NOT u.is_sso_user AND u.email <> lower(u.email)",
        "are not found by their address: UPDATE auth.users SET email = lower(email) first",
    ),
    Check(
        "addresses that several accounts share but for its case",
        "(SELECT lower(u.email) FROM auth.users u WHERE u.deleted_at IS NULL AND NOT u.is_sso_user"
        " AND u.email <> '' GROUP BY 1 HAVING count(*) > 1) shared",
        "must be merged by hand",
    ),
    Check("living sessions", "auth.sessions s WHERE s.not_after IS NULL OR s.not_after > now()"),
    Check(
        "of them by refresh token rows (GoTrue's first algorithm): go on",
        "(SELECT DISTINCT t.session_id FROM auth.refresh_tokens t WHERE NOT t.revoked) x",
    ),
    Check(
        "by signed refresh tokens (its second algorithm): go on",
        "auth.sessions s WHERE s.refresh_token_counter IS NOT NULL AND s.refresh_token_hmac_key NOT LIKE '{%'",
    ),
    Check(
        "by signed refresh tokens whose keys are encrypted at rest",
        "auth.sessions s WHERE s.refresh_token_hmac_key LIKE '{%'",
        "their phones sign in anew",
    ),
    Check(
        "refresh tokens without a session",
        "auth.refresh_tokens t WHERE t.session_id IS NULL AND NOT t.revoked",
        "their phones sign in anew, as under GoTrue",
    ),
    Check(
        "verified authenticator apps: go on",
        "auth.mfa_factors f WHERE f.status = 'verified' AND f.factor_type = 'totp' AND f.secret NOT LIKE '{%'",
    ),
    Check(
        "verified second factors by phone or passkey, or with secrets encrypted at rest",
        "auth.mfa_factors f WHERE f.status = 'verified' AND (f.factor_type <> 'totp' OR f.secret LIKE '{%')",
        "cannot be met here: delete them, or their owners stay at aal1",
    ),
    Check("pending mailed codes: go on", "auth.one_time_tokens"),
    Check(
        "triggers of the project's own on auth.users",
        "pg_trigger t WHERE t.tgrelid = 'auth.users'::regclass AND NOT t.tgisinternal"
        " AND t.tgname NOT LIKE 'topin%' AND t.tgenabled <> 'D' AND NOT EXISTS (SELECT FROM pg_proc p"
        " JOIN pg_namespace n ON n.oid = p.pronamespace WHERE p.oid = t.tgfoid AND n.nspname = 'private')",
        "would run at each sign-up beside this project's own: `adopt` disables them; see its plan",
    ),
)


def findings() -> Iterator[Finding]:
    """Every check, counted in one READ ONLY snapshot as the owner; CommandError where there is no schema auth."""
    with owner_connection() as connection, connection.transaction():
        connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        for check in CHECKS:
            # The rows are named by this module alone.
            row = connection.execute(f"SELECT count(*) FROM {check.rows}".encode()).fetchone()  # noqa: S608
            yield Finding(check, int(row[0]) if row else 0)
