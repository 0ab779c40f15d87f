"""One-time codes: digits from a CSPRNG, hashed as GoTrue does, sealed for their way through the outbox."""

import base64
import hashlib
import secrets
from functools import cache

from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings


def fresh() -> dict[str, str]:
    """A new code: {plain, sealed}. The plain one goes to its hash alone, the sealed one into the outbox."""
    plain = "".join(secrets.choice("0123456789") for _ in range(settings.GOTRUE_MAILER_OTP_LENGTH))
    return {"plain": plain, "sealed": _box().encrypt(plain.encode()).decode()}


def opened(sealed: str) -> str:
    """The code that was sealed."""
    return _box().decrypt(sealed.encode()).decode()


def hashed(address: str, code: str) -> str:
    """GoTrue's hash of a code, which is also the token in a mailed link: hex SHA-224 of address and code."""
    return hashlib.sha224((address.lower() + code).encode()).hexdigest()


@cache
def _box() -> Fernet:
    kdf = HKDF(SHA256(), 32, salt=None, info=b"topin/v1/mailed-codes")
    return Fernet(base64.urlsafe_b64encode(kdf.derive(settings.SECRET_KEY.encode())))
