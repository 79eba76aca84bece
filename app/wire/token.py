"""The slip's QR: which dossier, which promise, signed by the desk, readable without a line.

Made after COMMIT and stored in no event. Bytes, all big-endian:

    form 1 | number (u8 size, ASCII) | procedure (u8 size, ASCII) | received u32 | due u32, 0: none
    | position u32 | first 8 bytes of the reception's chain hash | device signature 64
    | device certificate

and printed as "MC1" and one long decimal number: a keyboard scanner's digits survive Telex, Caps
Lock and foreign layouts, which letters do not, and QR holds digits in the least room. The look-up
word comes from the same chain hash, so the desk and the province compute the same. Nothing about
the person.
"""

import hashlib
import struct
from dataclasses import dataclass
from datetime import datetime

from app.domain.times import from_seconds, to_seconds
from app.wire.errors import Corrupt
from app.wire.seal import CODE_LETTERS
from app.wire.signing import SIGNATURE_BYTES, DeviceCertificate, sign, verify

PREFIX = "MC1"
FORM = 1
LABEL = b"motcua/slip/1"
MOST_DIGITS = 1200


@dataclass(frozen=True, slots=True)
class Slip:
    """What a slip promises. `position` is the reception's place in its chain, `mark` 8 bytes."""

    code: str
    procedure: str
    received_at: datetime
    due_at: datetime | None
    position: int
    mark: bytes

    def to_bytes(self) -> bytes:
        """The fields that the desk signs."""
        due = 0 if self.due_at is None else to_seconds(self.due_at)
        numbers = struct.pack(">III", to_seconds(self.received_at), due, self.position)
        return bytes([FORM]) + _short(self.code) + _short(self.procedure) + numbers + self.mark


@dataclass(frozen=True, slots=True)
class Token:
    """A slip with the signature and certificate that came with it."""

    slip: Slip
    signature: bytes
    certificate: DeviceCertificate

    def verify(self, root: bytes) -> None:
        """Corrupt unless `root` certified the desk and the desk signed the slip."""
        self.certificate.verify(root)
        self.verify_desk()

    def verify_desk(self) -> None:
        """Corrupt unless the named desk signed the slip (nothing is said about the root)."""
        verify(self.certificate.public_key, self.signature, LABEL + self.slip.to_bytes())


def make_token(slip: Slip, private: bytes, certificate: DeviceCertificate) -> str:
    """The token's text; the same slip and key always give the same."""
    raw = slip.to_bytes()
    whole = raw + sign(private, LABEL + raw) + certificate.to_bytes()
    return PREFIX + str(int.from_bytes(b"\x01" + whole, "big"))


def read_token(text: str) -> Token:
    """Take a token apart without believing it; Corrupt where it is none.

    A look-up address may stand before it.
    """
    digits = text.strip().rpartition(PREFIX)[2]
    if not digits.isascii() or not digits.isdigit() or len(digits) > MOST_DIGITS:
        raise Corrupt("token")
    number = int(digits)
    raw = number.to_bytes((number.bit_length() + 7) // 8, "big")
    if raw[:2] != bytes([1, FORM]):
        raise Corrupt("token form")
    return _read(raw[1:])


def _read(raw: bytes) -> Token:
    try:
        code, at = _take_short(raw, 1)
        procedure, at = _take_short(raw, at)
        received, due, position = struct.unpack_from(">III", raw, at)
    except (IndexError, struct.error, UnicodeDecodeError) as error:
        raise Corrupt("token") from error
    at += 12
    mark, signature = raw[at : at + 8], raw[at + 8 : at + 8 + SIGNATURE_BYTES]
    certificate = DeviceCertificate.from_bytes(raw[at + 8 + SIGNATURE_BYTES :])
    due_at = from_seconds(due) if due else None
    slip = Slip(code, procedure, from_seconds(received), due_at, position, mark)
    return Token(slip, signature, certificate)


def lookup_word(chain_hash: bytes) -> str:
    """Six letters for people without a scanner, from the reception's chain hash."""
    number = int.from_bytes(hashlib.sha256(b"motcua/word/1" + chain_hash).digest()[:4], "big")
    return "".join(CODE_LETTERS[number >> shift & 31] for shift in range(0, 30, 5))


def _short(text: str) -> bytes:
    raw = text.encode("ascii")
    return bytes([len(raw)]) + raw


def _take_short(raw: bytes, at: int) -> tuple[str, int]:
    end = at + 1 + raw[at]
    if end > len(raw):
        raise IndexError(end)
    return raw[at + 1 : end].decode("ascii"), end
