"""Sealing: to a machine's or the recovery public key, or under a code that goes another way.

Keys and code words are derived with a context, so a box made for one purpose opens for no other.
"""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.wire.errors import Corrupt

KEY_BYTES = 32
NONCE = bytes(12)  # each box has a key of its own, so the nonce may stand still
SALT_BYTES = 16
CODE_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # no 0/O, 1/I
CODE_LENGTH = 10


def new_seal_key() -> tuple[bytes, bytes]:
    """A fresh (private, public) pair, 32 bytes each."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    """The other half of a sealing key."""
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(public: bytes, plain: bytes, context: bytes) -> bytes:
    """A box that only the holder of `public`'s private half can open, for this context."""
    mine = X25519PrivateKey.generate()
    mine_public = mine.public_key().public_bytes_raw()
    shared = mine.exchange(X25519PublicKey.from_public_bytes(public))
    key = _derive(shared, mine_public + public, context)
    return mine_public + ChaCha20Poly1305(key).encrypt(NONCE, plain, context)


def unseal(private: bytes, sealed: bytes, context: bytes) -> bytes:
    """The plain text; Corrupt where the box was made for another key or context, or altered."""
    theirs, box = sealed[:KEY_BYTES], sealed[KEY_BYTES:]
    mine = X25519PrivateKey.from_private_bytes(private)
    try:
        shared = mine.exchange(X25519PublicKey.from_public_bytes(theirs))
        key = _derive(shared, theirs + mine.public_key().public_bytes_raw(), context)
        return ChaCha20Poly1305(key).decrypt(NONCE, box, context)
    except (InvalidTag, ValueError) as error:
        raise Corrupt("sealed box") from error


def new_code() -> str:
    """Ten characters to be read over the telephone: 50 bits."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(CODE_LENGTH))


def clean_code(text: str) -> str:
    """The code as it was made, whatever spaces, dashes or small letters it was typed with."""
    return "".join(letter for letter in text.upper() if letter in CODE_LETTERS)


def seal_under_code(code: str, plain: bytes, context: bytes) -> bytes:
    """A box under a code, slow to guess (argon2id, 64 MiB)."""
    salt = secrets.token_bytes(SALT_BYTES)
    return salt + ChaCha20Poly1305(_from_code(code, salt)).encrypt(NONCE, plain, context)


def unseal_with_code(code: str, sealed: bytes, context: bytes) -> bytes:
    """The plain text; Corrupt for a wrong code or an altered box."""
    salt, box = sealed[:SALT_BYTES], sealed[SALT_BYTES:]
    try:
        return ChaCha20Poly1305(_from_code(code, salt)).decrypt(NONCE, box, context)
    except (InvalidTag, ValueError) as error:
        raise Corrupt("code box") from error


def _from_code(code: str, salt: bytes) -> bytes:
    kdf = Argon2id(salt=salt, length=KEY_BYTES, iterations=3, lanes=1, memory_cost=64 * 1024)
    return kdf.derive(clean_code(code).encode())


def _derive(shared: bytes, salt: bytes, context: bytes) -> bytes:
    return HKDF(SHA256(), KEY_BYTES, salt, context).derive(shared)
