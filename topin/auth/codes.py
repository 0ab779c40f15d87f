"""One-time codes: digits from a CSPRNG, hashed as GoTrue does but under our key, sealed for the outbox."""

import hashlib
import hmac
import secrets

from django.conf import settings

from topin.core.jobs.secret import seal


def fresh(length: int | None = None) -> dict[str, str]:
    """A new code, as long as the mailed ones if not told: {plain, keyed, sealed}.

    The keyed one goes to its hash alone (where no link has that, the plain one), the sealed one into the outbox.
    """
    plain = "".join(secrets.choice("0123456789") for _ in range(length or settings.GOTRUE_MAILER_OTP_LENGTH))
    return {"plain": plain, "keyed": keyed(plain), "sealed": seal({"code": plain})}


def hashed(address: str, code: str) -> str:
    """The hash of a code, which is also the token in a mailed link: hex SHA-224 of address and keyed code."""
    return hashlib.sha224((address.lower() + keyed(code)).encode()).hexdigest()


def keyed(code: str) -> str:
    """A code under our key: nobody else can make the hashes of all codes and try them as links."""
    key = hashlib.sha256(b"topin/v1/code" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()
