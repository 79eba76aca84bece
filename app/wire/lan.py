"""How two desks of one office prove themselves to each other before anything else is said.

Each holds a device certificate that the province's root signed. The relay's TLS key is drawn anew
at each start and lies on no disk in the clear; what binds it to the desk is a signature of the
device key over the TLS certificate and both sides' fresh nonces. Who sits between two desks has
another TLS certificate, and nothing that was recorded can be said again.
"""

import hashlib
import secrets
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    PrivateFormat,
)

from app.wire.errors import Corrupt, WireError
from app.wire.signing import (
    SIGNATURE_BYTES,
    DeviceCertificate,
    public_key,
    sign,
    verify,
)

LABEL = b"MCL"
VERSION = 1
NONCE_BYTES = 32
MOST_PROOF = 1024
RELAY_CONTEXT, DESK_CONTEXT = b"motcua/lan-relay/1", b"motcua/lan-desk/1"
KEY_CONTEXT = b"motcua/lan-key/1"
PROOF, ROOT, COMMUNE, TRAINING, REVOKED, KEY, NEWER = (
    "proof", "root", "commune", "training", "revoked", "key", "newer",
)  # fmt: skip
FIRST_DAY, LAST_DAY = datetime(2000, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""The certificate's days say nothing: clocks of desks are wrong, and the proof is another one."""


class Stranger(WireError):
    """The other end is no desk of this office; `reason` is one of the words above."""

    def __init__(self, reason: str) -> None:
        """Keep the word."""
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Identity:
    """A machine as its office knows it: certificate, and the key that it names."""

    certificate: DeviceCertificate
    private: bytes


@dataclass(frozen=True, slots=True)
class Trust:
    """Whose desks are talked to: those of one office under one root, real or in training."""

    root: bytes
    commune: str
    training: bool

    def check(self, certificate: DeviceCertificate) -> None:
        """Stranger where it is not one of ours."""
        try:
            certificate.verify(self.root)
        except Corrupt as error:
            raise Stranger(ROOT) from error
        if certificate.training != self.training:
            raise Stranger(TRAINING)
        if certificate.commune != self.commune:
            raise Stranger(COMMUNE)


@dataclass(frozen=True, slots=True)
class TlsPair:
    """A TLS certificate signed by itself, with its key sealed by `password`, both as PEM."""

    certificate: bytes
    key: bytes
    password: bytes

    @property
    def digest(self) -> bytes:
        """What both ends sign."""
        made = x509.load_pem_x509_certificate(self.certificate)
        return tls_digest(made.public_bytes(Encoding.DER))


def new_tls_pair() -> TlsPair:
    """A fresh pair; the password is as good as a key."""
    key, name = generate_private_key(SECP256R1()), x509.Name([])
    made = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), FIRST_DAY, LAST_DAY
    ).sign(key, SHA256())
    password = secrets.token_hex(32).encode()
    sealed = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, BestAvailableEncryption(password))
    return TlsPair(made.public_bytes(Encoding.PEM), sealed, password)


def tls_digest(der: bytes) -> bytes:
    """The SHA-256 of a TLS certificate."""
    return hashlib.sha256(der).digest()


def fingerprint(device_key: bytes) -> str:
    """39 digits that name a device key: digits come through a scanner that types under Telex."""
    return f"{int.from_bytes(hashlib.sha256(KEY_CONTEXT + device_key).digest()[:16], 'big'):039d}"


def hello(nonce: bytes) -> bytes:
    """The first message, of the desk that calls."""
    return LABEL + bytes([VERSION]) + nonce


def read_hello(raw: bytes) -> bytes:
    """The nonce in it; Stranger for a newer program's, Corrupt for anything else."""
    if raw[:3] != LABEL or len(raw) != 4 + NONCE_BYTES:
        raise Corrupt("hello")
    if raw[3] != VERSION:
        raise Stranger(NEWER)
    return raw[4:]


def relay_proof(own: Identity, digest: bytes, asked: bytes, nonce: bytes) -> bytes:
    """The relay's answer: who it is, and that this TLS certificate is its own, now."""
    signed = sign(own.private, RELAY_CONTEXT + digest + asked + nonce)
    return nonce + signed + own.certificate.to_bytes()


def check_relay(raw: bytes, trust: Trust, digest: bytes, asked: bytes) -> "Proved":
    """Who the relay is; Stranger where that was not proved."""
    return _checked(raw, trust, lambda nonce: RELAY_CONTEXT + digest + asked + nonce)


def desk_proof(own: Identity, digest: bytes, asked: bytes, relay: "Proved") -> bytes:
    """The desk's turn, for this relay and this connection only."""
    meant = DESK_CONTEXT + digest + asked + relay.nonce + relay.certificate.public_key
    return asked + sign(own.private, meant) + own.certificate.to_bytes()


def check_desk(raw: bytes, trust: Trust, own: Identity, digest: bytes, nonce: bytes) -> "Proved":
    """Who the desk is; Stranger where that was not proved. `nonce` is the relay's."""
    key = public_key(own.private)
    return _checked(raw, trust, lambda asked: DESK_CONTEXT + digest + asked + nonce + key)


@dataclass(frozen=True, slots=True)
class Proved:
    """A desk that has proved its key, with the nonce that it drew."""

    certificate: DeviceCertificate
    nonce: bytes


def _checked(raw: bytes, trust: Trust, meant: Callable[[bytes], bytes]) -> Proved:
    nonce, signature = raw[:NONCE_BYTES], raw[NONCE_BYTES : NONCE_BYTES + SIGNATURE_BYTES]
    try:
        certificate = DeviceCertificate.from_bytes(raw[NONCE_BYTES + SIGNATURE_BYTES :])
    except Corrupt as error:
        raise Stranger(PROOF) from error
    trust.check(certificate)
    try:
        verify(certificate.public_key, signature, meant(nonce))
    except Corrupt as error:
        raise Stranger(PROOF) from error
    return Proved(certificate, nonce)
