"""Password hashes that GoTrue takes beside bcrypt, read until the next sign-in: Argon2 and Firebase's scrypt.

What would take more than 128 MiB or ten passes is not computed: whoever can write a hash must not stop the
service.
"""

import base64
import binascii
import hashlib
import hmac
import re

from cryptography.exceptions import InvalidKey
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2i, Argon2id

_MOST_MEMORY, _MOST_PASSES = 128 * 1024 * 1024, 10
_ARGON2 = re.compile(
    r"\$argon2(?P<kind>i|id)\$v=19\$m=(?P<kib>\d{1,7}),t=(?P<passes>\d{1,3}),p=\d{1,2}"
    r"\$[A-Za-z0-9+/]{11,86}\$[A-Za-z0-9+/]{16,86}"
)
# n: the power of two of scrypt's cost, r: its block size, ss: the salt separator, sk: the project's signer key.
_FIREBASE = re.compile(
    r"\$fbscrypt\$v=1,n=(?P<n>\d{1,2}),r=(?P<r>\d{1,2}),p=1(?:,ss=(?P<ss>[A-Za-z0-9+/=]+))?,sk=(?P<sk>[A-Za-z0-9+/=]+)"
    r"\$(?P<salt>[A-Za-z0-9+/=]+)\$(?P<hash>[A-Za-z0-9+/=]+)"
)


def readable(stored: str) -> bool:
    """Whether it is one of these and may be computed."""
    if found := _ARGON2.fullmatch(stored):
        return int(found["kib"]) * 1024 <= _MOST_MEMORY and int(found["passes"]) <= _MOST_PASSES
    found = _FIREBASE.fullmatch(stored)
    return found is not None and int(found["n"]) > 0 and _memory(found) <= _MOST_MEMORY


def matches(password: str, stored: str) -> bool:
    """Whether it is the password of a readable hash."""
    try:
        if firebase := _FIREBASE.fullmatch(stored):
            return hmac.compare_digest(
                _firebase(password, firebase), base64.b64decode(firebase["hash"], validate=True)
            )
        kind = Argon2id if stored.startswith("$argon2id$") else Argon2i
        kind.verify_phc_encoded(password.encode(), stored)
    except (InvalidKey, ValueError, binascii.Error):
        return False
    return True


def _memory(found: re.Match[str]) -> int:
    return int(128 * 2 ** int(found["n"]) * int(found["r"]))


def _firebase(password: str, found: re.Match[str]) -> bytes:
    """The project's signer key, encrypted (AES-256-CTR from zero) by what scrypt makes of the password."""
    salt = base64.b64decode(found["salt"], validate=True) + base64.b64decode(found["ss"] or "", validate=True)
    key = hashlib.scrypt(
        password.encode(), salt=salt, n=2 ** int(found["n"]), r=int(found["r"]), p=1, dklen=32,
        maxmem=_MOST_MEMORY + 1024 * 1024,
    )  # fmt: skip
    encryptor = Cipher(algorithms.AES(key), modes.CTR(bytes(16))).encryptor()
    return encryptor.update(base64.b64decode(found["sk"], validate=True)) + encryptor.finalize()
