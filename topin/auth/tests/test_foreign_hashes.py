"""Hashes of other services, with the vectors that those publish, and what may not be computed."""

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2i, Argon2id

from topin.auth import foreign_hashes, passwords
from topin.auth.errors import AuthError

from .conftest import GoTrue

# Firebase's own example (github.com/firebase/scrypt, README).
FIREBASE = (
    "$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,sk=jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpje"
    "J9WmXA==$42xEC+ixf3L2lw==$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ=="
)
# The reference implementation's test (github.com/P-H-C/phc-winner-argon2, src/test.c): Argon2i, 64 MiB, 2 passes.
ARGON2I = "$argon2i$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$wWKIMhR9lyDFvRz9YTZweHKfbftvj+qf+YFY4NeBbtA"
ARGON2ID = "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"


@pytest.mark.parametrize(
    ("stored", "password"),
    [(FIREBASE, "user1password"), (ARGON2I, "password"), (ARGON2ID, "password")],
    ids=["firebase", "argon2i", "argon2id"],
)
def test_the_published_vectors_hold(stored: str, password: str) -> None:
    assert passwords.matches(password, stored)
    assert not passwords.matches(password + "x", stored)
    assert passwords.require_readable(stored) == stored
    renewed = passwords.renewed(password, stored)
    assert renewed is not None and renewed.startswith("$2a$") and passwords.matches(password, renewed)


@pytest.mark.parametrize(
    "stored",
    [
        ARGON2I.replace("m=65536", "m=1000000"),
        ARGON2I.replace("t=2", "t=99"),
        ARGON2I.replace("argon2i$", "argon2d$"),
        FIREBASE.replace("n=14", "n=20"),
        FIREBASE.replace("n=14", "n=0"),
        FIREBASE.replace("p=1", "p=9"),
        FIREBASE.replace("$fbscrypt", "$scrypt"),
    ],
)
def test_what_is_too_dear_or_not_known_is_nobody_s_password(stored: str) -> None:
    assert not foreign_hashes.readable(stored)
    assert not passwords.matches("password", stored)


def test_a_bcrypt_hash_that_would_take_hours_is_not_computed() -> None:
    stored = passwords.hash_of("password").replace(passwords.hash_of("")[3:7], "$31$")
    assert not passwords.matches("password", stored)
    with pytest.raises(AuthError):
        passwords.require_readable(stored)


@pytest.mark.parametrize("stored", [FIREBASE.replace("42xEC", "42xE"), FIREBASE[:-1], ARGON2I[:-3]])
def test_a_broken_hash_is_nobody_s_password(stored: str) -> None:
    assert not passwords.matches("user1password", stored)


@pytest.mark.parametrize("kind", [Argon2i, Argon2id])
def test_argon2_of_our_own_making(kind: type[Argon2i] | type[Argon2id]) -> None:
    made = kind(salt=b"eight by", length=32, iterations=2, lanes=1, memory_cost=64)
    assert foreign_hashes.matches("a longer sentence", made.derive_phc_encoded(b"a longer sentence"))


def test_one_from_firebase_signs_in_and_becomes_bcrypt(autoconfirm: GoTrue, sql: object) -> None:
    session = autoconfirm.sign_up()
    who = {"id": session["user"]["id"], "email": session["user"]["email"]}
    sql("UPDATE auth.users SET encrypted_password = %s WHERE id = %s", [FIREBASE, who["id"]])  # type: ignore[operator]
    autoconfirm.refused(autoconfirm.sign_in(who["email"], "user2password"), 400, "invalid_credentials")
    assert autoconfirm.sign_in(who["email"], "user1password").status_code == 200
    (row,) = sql("SELECT encrypted_password AS hash FROM auth.users WHERE id = %s", [who["id"]])  # type: ignore[operator]
    assert row["hash"].startswith("$2a$")
    assert autoconfirm.sign_in(who["email"], "user1password").status_code == 200
