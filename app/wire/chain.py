"""The journal as a chain of hashes: an event's identity is where it stands (docs/sync-protocol.md).

root = SHA-256("motcua/1" || device public key || 16 random bytes || training mark)
h_i  = SHA-256(h_(i-1) || bytes_i)
"""

from hashlib import sha256

ROOT_LABEL = b"motcua/1"
DOWN_LABEL = b"motcua/down/1"
SALT_BYTES = 16
HASH_BYTES = 32


def root(public_key: bytes, salt: bytes, *, training: bool) -> bytes:
    """Where a device's first installation starts; training can never pass for real."""
    return sha256(ROOT_LABEL + public_key + salt + bytes([training])).digest()


def link(previous: bytes, body: bytes) -> bytes:
    """The identity of the event `body` that stands on `previous`."""
    return sha256(previous + body).digest()


def run(previous: bytes, bodies: list[bytes]) -> list[bytes]:
    """The identities of bodies that stand on each other, the first on `previous`."""
    hashes = []
    for body in bodies:
        previous = link(previous, body)
        hashes.append(previous)
    return hashes


def head(previous: bytes, bodies: list[bytes]) -> bytes:
    """The identity of the last of them; `previous` where there is none."""
    for body in bodies:
        previous = link(previous, body)
    return previous


def down_root(commune: str) -> bytes:
    """Where the journal of what comes down to an office starts; it is linked the same way."""
    return sha256(DOWN_LABEL + commune.encode()).digest()
