"""What a stick carries: envelopes up, answers down, each sealed to its receiver.

    "MC1U" | u8 direction | u8 size | device | u32 size | sealed box

The signature is inside (envelopes and answers bear their own); the box is sealed to the Ed25519 key
that the receiver already has, as a point of Curve25519, so no further key must be handed out. The
device's name stands in clear, for a stick from another commune to be told as such. Going down, the
box holds the answer and the published contents that it names, each with its size.
"""

import hashlib
import struct
from dataclasses import dataclass

from app.wire import version
from app.wire.errors import Corrupt
from app.wire.seal import seal, unseal

MAGIC = b"MC1U"
UP, DOWN = 0, 1
CONTEXT = b"motcua/stick/1/"
MOST_BOX = 96 << 20
PRIME = 2**255 - 19


@dataclass(frozen=True, slots=True)
class Carried:
    """A file of a stick, not opened yet."""

    direction: int
    device: str
    box: bytes


def up(envelope: bytes, device: str, server_public: bytes) -> bytes:
    """The file of an envelope, for the province's eyes only."""
    return _file(UP, device, seal(as_seal_key(server_public), envelope, CONTEXT + b"up"))


def down(answer: bytes, contents: list[bytes], device: str, device_public: bytes) -> bytes:
    """The file of an answer with contents as they travel, for this machine's eyes only."""
    plain = b"".join(struct.pack(">I", len(part)) + part for part in (answer, *contents))
    return _file(DOWN, device, seal(as_seal_key(device_public), plain, CONTEXT + b"down"))


def read(raw: bytes) -> Carried:
    """Whose file it is; Corrupt where it is none, or cut, UnknownKind where it is newer."""
    version.check(raw, MAGIC)
    if len(raw) < 6:  # noqa: PLR2004 - what is read before the name
        raise Corrupt("no stick file")
    direction, size = raw[4], raw[5]
    name, rest = raw[6 : 6 + size], raw[6 + size :]
    if direction not in (UP, DOWN) or len(name) != size or len(rest) < 4:  # noqa: PLR2004 - a size
        raise Corrupt("stick file")
    (length,) = struct.unpack_from(">I", rest)
    if length > MOST_BOX or len(rest) != 4 + length:
        raise Corrupt("stick file")
    try:
        return Carried(direction, name.decode("ascii"), rest[4:])
    except UnicodeDecodeError as error:
        raise Corrupt("stick file") from error


def open_up(carried: Carried, server_private: bytes) -> bytes:
    """The envelope; Corrupt where it was sealed to another province or altered."""
    return unseal(as_seal_private(server_private), carried.box, CONTEXT + b"up")


def open_down(carried: Carried, device_private: bytes) -> tuple[bytes, list[bytes]]:
    """Answer and contents; Corrupt where they were sealed to another machine or altered."""
    plain = unseal(as_seal_private(device_private), carried.box, CONTEXT + b"down")
    parts: list[bytes] = []
    while plain:
        (size,) = struct.unpack_from(">I", plain) if len(plain) >= 4 else (len(plain),)  # noqa: PLR2004
        if len(plain) < 4 + size:
            raise Corrupt("parts")
        parts.append(plain[4 : 4 + size])
        plain = plain[4 + size :]
    if not parts:
        raise Corrupt("parts")
    return parts[0], parts[1:]


def as_seal_key(signing_public: bytes) -> bytes:
    """An Ed25519 public key as the X25519 key of the same secret: u = (1 + y) / (1 - y)."""
    y = int.from_bytes(signing_public, "little") & ((1 << 255) - 1)
    if y % PRIME == 1:
        raise Corrupt("key")
    u = (1 + y) * pow(1 - y, PRIME - 2, PRIME) % PRIME
    return u.to_bytes(32, "little")


def as_seal_private(signing_private: bytes) -> bytes:
    """The secret half: what Ed25519 itself multiplies with (X25519 clamps it as Ed25519 does)."""
    return hashlib.sha512(signing_private).digest()[:32]


def _file(direction: int, device: str, box: bytes) -> bytes:
    name = device.encode("ascii")
    return MAGIC + bytes([direction, len(name)]) + name + struct.pack(">I", len(box)) + box
