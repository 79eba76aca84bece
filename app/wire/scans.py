"""What lets a scan travel beside the journal: its seal, the desk's ticket, the province's receipt.

    sealed file   "MC1S" | ChaCha20-Poly1305 of the scan; its key opens nothing else
    ticket        "MotCua " | base64url([1, device, digest, size] | signature of the device)
    receipt       base64url(signature of the province's server key over the same)
    release       the same under a label of its own: a copy at another place has it, too

The same scan under the same secret gives the same sealed bytes, so that it travels once.
"""

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from app.wire.errors import Corrupt
from app.wire.event import dump, load
from app.wire.signing import SIGNATURE_BYTES, sign, verify

MAGIC = b"MC1S"
LABEL, STORED_LABEL = b"motcua/scan/1", b"motcua/scan-stored/1"
RELEASED_LABEL = b"motcua/scan-released/1"
KEY_BYTES, NONCE, TAG_BYTES = 32, bytes(12), 16
MOST_SCAN = 64 << 20  # sealed
SCHEME, VERSION = "MotCua ", 1
DIGEST_LETTERS = 64


@dataclass(frozen=True, slots=True)
class SealedScan:
    """`raw` as it lies and travels, `digest` (hex) its SHA-256, `key` what opens it."""

    digest: str
    key: bytes
    raw: bytes


def seal_scan(plain: bytes, secret: bytes) -> SealedScan:
    """Seal a scan. Its key is made of the secret and of the scan itself, so it is used once."""
    key = HKDF(SHA256(), KEY_BYTES, hashlib.sha256(plain).digest(), LABEL).derive(secret)
    raw = MAGIC + ChaCha20Poly1305(key).encrypt(NONCE, plain, MAGIC)
    return SealedScan(hashlib.sha256(raw).hexdigest(), key, raw)


def open_scan(raw: bytes, key: bytes) -> bytes:
    """The scan again; Corrupt where a bit of it is another, or the key is."""
    if not raw.startswith(MAGIC) or len(key) != KEY_BYTES:
        raise Corrupt("scan")
    try:
        return ChaCha20Poly1305(key).decrypt(NONCE, raw[len(MAGIC) :], MAGIC)
    except InvalidTag as error:
        raise Corrupt("scan") from error


@dataclass(frozen=True, slots=True)
class Ticket:
    """A device says: I bring this content. It lets nobody bring another one."""

    device: str
    digest: str
    size: int

    def signed(self, private: bytes) -> str:
        """As it stands in the Authorization header."""
        statement = self._statement()
        return SCHEME + _text(statement + sign(private, LABEL + statement))

    def verify(self, public: bytes, signature: bytes) -> None:
        """Corrupt unless the device signed it."""
        verify(public, signature, LABEL + self._statement())

    def receipt(self, server_private: bytes) -> str:
        """The province says: all of it is here, its hash was right."""
        return _text(sign(server_private, STORED_LABEL + self._statement()))

    def check_receipt(self, receipt: str, server_public: bytes) -> None:
        """Corrupt unless the province's key signed it for this very content."""
        verify(server_public, _bytes(receipt), STORED_LABEL + self._statement())

    def release(self, server_private: bytes) -> str:
        """The province says: a copy at another place has it, too; the desk may let it go."""
        return _text(sign(server_private, RELEASED_LABEL + self._statement()))

    def check_release(self, release: str, server_public: bytes) -> None:
        """Corrupt unless the province's key signed it for this very content."""
        verify(server_public, _bytes(release), RELEASED_LABEL + self._statement())

    def _statement(self) -> bytes:
        return dump([VERSION, self.device, self.digest, self.size])


def read_ticket(header: str) -> tuple[Ticket, bytes]:
    """What the header says, and its signature, not verified yet; Corrupt for anything else."""
    if not header.startswith(SCHEME):
        raise Corrupt("ticket")
    raw = _bytes(header.removeprefix(SCHEME))
    values = load(raw[:-SIGNATURE_BYTES])
    if len(values) != 4 or values[0] != VERSION:  # noqa: PLR2004 - the parts of a ticket
        raise Corrupt("ticket")
    _, device, digest, size = values
    if not isinstance(device, str) or not is_digest(digest) or type(size) is not int:
        raise Corrupt("ticket")
    return Ticket(device, digest, size), raw[-SIGNATURE_BYTES:]


def is_digest(value: object) -> bool:
    """Whether it can be the name of a sealed file: nothing that leads out of a folder is."""
    letters = "0123456789abcdef"
    return (
        isinstance(value, str)
        and len(value) == DIGEST_LETTERS
        and all(one in letters for one in value)
    )


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode()


def _bytes(text: str) -> bytes:
    try:
        return urlsafe_b64decode(text)
    except ValueError as error:
        raise Corrupt("base64") from error
