"""Every error code of /api/auth, with what it means and what a client can do; GoTrue's names.

A contract test holds that it is every code that some operation answers with.
"""

from topin.core.api.codes import CODES

MEANINGS = {
    # the request itself
    "bad_json": "The body is not a JSON object, or a field has the wrong type.",
    "validation_failed": "The input does not have the expected form; the message says what of it.",
    "request_entity_too_large": "The body is over 1 MiB.",
    "over_request_rate_limit": "Too many requests. `Retry-After` says how many seconds to wait.",
    "over_email_send_rate_limit": "Too many mails, or the last one to this address was a moment ago. Wait.",
    "over_sms_send_rate_limit": "Too many texts, or the last one to this number was a moment ago. Wait.",
    "conflict": "Another request did the same in the same moment. Try again.",
    "unexpected_failure": "A fault of ours (500), or the service is busy (503). Keep the session, and try again.",
    # who is asking
    "no_authorization": "The request needs `Authorization: Bearer <access token>`.",
    "bad_jwt": "The access token is not valid or has ended. Refresh it, once.",
    "session_not_found": "This session was ended. Sign in again.",
    "session_expired": "The session has run its time. Sign in again.",
    "user_not_found": "There is no such account.",
    "user_banned": "The account is suspended.",
    "not_admin": "Only a service token may do this: never one that an app holds.",
    "insufficient_aal": "Meet a challenge of the second factor first; the session is then `aal2`.",
    "unexpected_audience": "The token is for another audience than `X-JWT-AUD` says.",
    # signing up and in
    "invalid_credentials": "No account has this address and password, or `grant_type` is none there is.",
    "email_not_confirmed": "The address is not confirmed yet. Offer to mail the code again (`/resend`).",
    "phone_not_confirmed": "The number is not confirmed yet. Offer to text the code again (`/resend`).",
    "user_already_exists": "There is an account with this address. Offer to sign in.",
    "email_exists": "Another account has this address.",
    "phone_exists": "Another account has this number.",
    "weak_password": "The password is too weak: `weak_password.reasons` says why (`length`, `characters`).",
    "same_password": "The new password is the old one.",
    "current_password_required": "Send the current password as `current_password`.",
    "current_password_invalid": "This is not the current password.",
    "reauthentication_needed": "Ask for a code (`/reauthenticate`) and send it as `nonce`.",
    "reauthentication_not_valid": "The `nonce` has ended or is not the one sent.",
    "refresh_token_not_found": "There is no such refresh token. Sign in again.",
    "refresh_token_already_used": "The refresh token was used before, so the session was ended. Sign in again.",
    # codes, links, PKCE
    "otp_expired": "The code or link is wrong, used, or has ended. Offer to send another.",
    "otp_disabled": "There is no account with this address, and none is to be made.",
    "flow_state_not_found": "The `auth_code` is unknown or was used. Begin signing in again.",
    "flow_state_expired": "The `auth_code` has ended. Begin signing in again.",
    "bad_code_verifier": "`code_verifier` does not belong to the challenge that this began with.",
    # identities
    "identity_already_exists": "Another account is linked to this identity.",
    "identity_not_found": "The account has no such identity.",
    "single_identity_not_deletable": "The last identity of an account cannot be unlinked.",
    "provider_email_needs_verification": "The provider has not confirmed this address. Confirm the mail first.",
    "user_sso_managed": "The account's address is managed by its organisation.",
    # second factors
    "mfa_factor_not_found": "There is no such factor.",
    "mfa_factor_name_conflict": "A factor of this name is enrolled already.",
    "too_many_enrolled_mfa_factors": "No more factors can be enrolled. Remove one.",
    "mfa_challenge_expired": "The challenge has ended. Open another.",
    "mfa_verification_failed": "The code of the app is wrong. A new one comes every 30 seconds.",
    "mfa_ip_address_mismatch": "The challenge was opened from another address. Open another.",
    # what is switched off (GET /settings tells)
    "signup_disabled": "New accounts are switched off.",
    "anonymous_provider_disabled": "Signing in without an address is switched off.",
    "email_provider_disabled": "Signing in by mail is switched off.",
    "phone_provider_disabled": "Signing in by phone is switched off.",
    "provider_disabled": "Signing in by this provider is switched off.",
    "manual_linking_disabled": "Linking identities is switched off.",
    "web3_provider_disabled": "Signing in by a wallet is not offered.",
    "mfa_phone_enroll_not_enabled": "Second factors by phone are not offered.",
    "mfa_webauthn_enroll_not_enabled": "Second factors by security key are not offered.",
    "mfa_totp_enroll_not_enabled": "Enrolling authenticator apps is switched off.",
    "mfa_totp_verify_not_enabled": "Authenticator apps are switched off.",
    # the API's own
    **{
        code: CODES[code][1]
        for code in ("handle_taken", "handle_invalid", "handle_reserved", "limits_unavailable")
    },
}
