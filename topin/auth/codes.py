"""One-time codes: digits from a CSPRNG, hashed as GoTrue does, sealed for their way through the outbox."""

import hashlib
import secrets

from django.conf import settings

from topin.core.jobs.secret import seal


def fresh(length: int | None = None) -> dict[str, str]:
    """A new code, as long as the mailed ones if not told: {plain, sealed}.

    The plain one goes to its hash alone, the sealed one into the outbox.
    """
    plain = "".join(secrets.choice("0123456789") for _ in range(length or settings.GOTRUE_MAILER_OTP_LENGTH))
    return {"plain": plain, "sealed": seal({"code": plain})}


def hashed(address: str, code: str) -> str:
    """GoTrue's hash of a code, which is also the token in a mailed link: hex SHA-224 of address and code."""
    return hashlib.sha224((address.lower() + code).encode()).hexdigest()
