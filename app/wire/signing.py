"""Ed25519 keys, and the two certificates that the province's root signs."""

import struct
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from app.wire.errors import Corrupt
from app.wire.event import dump, load

SIGNATURE_BYTES = 64
KEY_BYTES = 32
DEVICE_LABEL = b"motcua/device/1"
SERVER_LABEL = b"motcua/server/1"


def new_key() -> tuple[bytes, bytes]:
    """A fresh (private, public) pair, 32 bytes each."""
    private = Ed25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_key(private: bytes) -> bytes:
    """The public half."""
    return Ed25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def sign(private: bytes, message: bytes) -> bytes:
    """64 bytes; the same message and key always give the same."""
    return Ed25519PrivateKey.from_private_bytes(private).sign(message)


def verify(public: bytes, signature: bytes, message: bytes) -> None:
    """Corrupt where the signature is not this key's over this message."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError) as error:
        raise Corrupt("signature") from error


# A desk hears the same few certificates with every message of its office: each is reckoned once.
# What is not genuine raises, and is never remembered.
_verify_certificate = lru_cache(maxsize=256)(verify)


@dataclass(frozen=True, slots=True)
class DeviceCertificate:
    """The root says: this key is the desk `desk` of `commune`. Stand-alone: signed by itself."""

    device: str
    commune: str
    desk: int
    training: bool
    public_key: bytes
    signature: bytes

    def statement(self) -> bytes:
        """What is signed."""
        return DEVICE_LABEL + pack_device(self)

    def verify(self, root: bytes) -> None:
        """Corrupt unless `root` signed it."""
        _verify_certificate(root, self.signature, self.statement())

    def to_bytes(self) -> bytes:
        """As it stands in enrolments and slip tokens."""
        return pack_device(self) + self.signature

    @classmethod
    def from_bytes(cls, raw: bytes) -> "DeviceCertificate":
        """Read one that fills `raw`; Corrupt where it does not."""
        try:
            size = raw[0]
            device = raw[1 : 1 + size].decode("ascii")
            commune, desk, training = struct.unpack_from(">5sHB", raw, 1 + size)
            rest = raw[1 + size + 8 :]
            text = commune.decode("ascii")
        except (IndexError, struct.error, UnicodeDecodeError) as error:
            raise Corrupt("device certificate") from error
        if len(rest) != KEY_BYTES + SIGNATURE_BYTES or training > 1:
            raise Corrupt("device certificate")
        return cls(device, text, desk, bool(training), rest[:KEY_BYTES], rest[KEY_BYTES:])


def pack_device(certificate: DeviceCertificate) -> bytes:
    """The fields before the signature."""
    device = certificate.device.encode("ascii")
    place = struct.pack(
        ">5sHB", certificate.commune.encode("ascii"), certificate.desk, certificate.training
    )
    return bytes([len(device)]) + device + place + certificate.public_key


def certify_device(  # noqa: PLR0913 - the fields of the certificate
    root_private: bytes, *, device: str, commune: str, desk: int, training: bool, key: bytes
) -> DeviceCertificate:
    """A device certificate signed by `root_private`."""
    blank = DeviceCertificate(device, commune, desk, training, key, b"")
    signature = sign(root_private, blank.statement())
    return DeviceCertificate(device, commune, desk, training, key, signature)


@dataclass(frozen=True, slots=True)
class ServerCertificate:
    """The root says: answers signed by this key are the province's until `last_day`."""

    province: str
    training: bool
    public_key: bytes
    last_day: date
    signature: bytes

    def statement(self) -> bytes:
        """What is signed."""
        parts = [self.province, int(self.training), self.public_key.hex()]
        return SERVER_LABEL + dump([*parts, self.last_day.isoformat()])

    def verify(self, root: bytes) -> None:
        """Corrupt unless `root` signed it."""
        _verify_certificate(root, self.signature, self.statement())

    def to_text(self) -> str:
        """One line of JSON."""
        parts = [self.province, int(self.training), self.public_key.hex()]
        return dump([*parts, self.last_day.isoformat(), self.signature.hex()]).decode()

    @classmethod
    def from_text(cls, text: str) -> "ServerCertificate":
        """Read `to_text`; Corrupt for anything else."""
        try:
            province, training, key, last_day, signature = load(text.encode())
            day = date.fromisoformat(last_day)
            return cls(province, bool(training), bytes.fromhex(key), day, bytes.fromhex(signature))
        except (ValueError, TypeError) as error:
            raise Corrupt("server certificate") from error


def certify_server(
    root_private: bytes, *, province: str, training: bool, key: bytes, last_day: date
) -> ServerCertificate:
    """A server certificate signed by `root_private`."""
    blank = ServerCertificate(province, training, key, last_day, b"")
    return ServerCertificate(
        province, training, key, last_day, sign(root_private, blank.statement())
    )
