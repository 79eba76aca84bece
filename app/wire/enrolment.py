"""The machine's request, and the province's file that makes a machine a desk.

A request carries the machine's sealing key and device key, signed by the latter, and a check word
that both ends read aloud. The answer is a signed content, compressed, sealed to the request or,
where there was none, under a ten-character code that goes another way; in that case the content
brings the device key along, and the first machine to make contact owns it.
"""

import hashlib
import json
from base64 import b64decode, b64encode
from dataclasses import asdict, dataclass
from typing import Any

import zstandard

from app.wire.chain_parts import Part
from app.wire.errors import Corrupt, UnknownKind
from app.wire.packing import unpack
from app.wire.seal import CODE_LETTERS, seal, seal_under_code, unseal, unseal_with_code
from app.wire.signing import SIGNATURE_BYTES, sign, verify

REQUEST, ENROLMENT = "motcua/request/1", "motcua/enrolment/1"
CONTEXT = b"motcua/enrolment/1"
BY_REQUEST, BY_CODE = "request", "code"
MOST_FILE = 32 << 20


@dataclass(frozen=True, slots=True)
class Request:
    """A machine asks to become a desk."""

    seal_key: bytes
    device_key: bytes

    @property
    def check_word(self) -> str:
        """Six letters that the clerk reads to the province over the telephone."""
        return check_word(self.seal_key + self.device_key)


def check_word(raw: bytes) -> str:
    """Six letters without 0/O and 1/I, in two groups."""
    number = int.from_bytes(hashlib.sha256(b"motcua/check/1" + raw).digest()[:4], "big")
    letters = "".join(CODE_LETTERS[number >> shift & 31] for shift in range(0, 30, 5))
    return f"{letters[:3]}-{letters[3:]}"


def pack_request(request: Request, device_private: bytes) -> str:
    """The request file's text."""
    proof = sign(device_private, CONTEXT + request.seal_key + request.device_key)
    return _json(
        {
            "motcua": REQUEST,
            "seal_key": request.seal_key.hex(),
            "device_key": request.device_key.hex(),
            "check": request.check_word,
            "proof": proof.hex(),
        }
    )


def open_request(text: str) -> Request:
    """Read and verify; Corrupt for anything else."""
    values = _values(text, REQUEST)
    try:
        request = Request(bytes.fromhex(values["seal_key"]), bytes.fromhex(values["device_key"]))
        proof = bytes.fromhex(values["proof"])
    except (KeyError, ValueError, TypeError) as error:
        raise Corrupt("request") from error
    verify(request.device_key, proof, CONTEXT + request.seal_key + request.device_key)
    return request


@dataclass(frozen=True, slots=True)
class BlockLine:
    """A leased block of numbers; days are ISO."""

    agency_code: str
    block: int
    first_day: str
    last_day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Enrolment:
    """What the province tells a new desk. Keys and certificates in hex or text, days ISO.

    `letter` stands behind the desk in numbers where another machine had the desk before.
    `device_private` only where there was no request; `server` None means by stick. `catalogue` is
    the canonical text of the version in force, `catalogue_label` its name. `chain` is what another
    machine of this desk wrote, which was revoked: this one goes on with it (app.wire.chain_parts).
    """

    province: str
    device: str
    commune: str
    desk: int
    numbering: str
    training: bool
    root: str
    recovery: str
    release: str
    server_certificate: str
    device_certificate: str
    made_on: str
    expires_on: str
    office: dict[str, Any]
    agency_code: str | None = None
    server: str | None = None
    device_private: str | None = None
    blocks: tuple[BlockLine, ...] = ()
    catalogue_label: str | None = None
    catalogue_starts_on: str | None = None
    catalogue: str | None = None
    letter: str = ""
    chain: tuple[Part, ...] = ()


def pack_enrolment(
    enrolment: Enrolment, root_private: bytes, *, seal_key: bytes | None, code: str | None
) -> str:
    """The file's text, sealed to `seal_key` or, without one, under `code`."""
    values = asdict(enrolment)
    for newer in ("letter", "chain"):
        if not values[newer]:
            del values[newer]  # programs from before it refuse what they do not know
    content = json.dumps(values, ensure_ascii=False, sort_keys=True).encode()
    plain = zstandard.ZstdCompressor(level=19).compress(sign(root_private, content) + content)
    if seal_key is not None:
        box, way = seal(seal_key, plain, CONTEXT), BY_REQUEST
    elif code is not None:
        box, way = seal_under_code(code, plain, CONTEXT), BY_CODE
    else:
        raise ValueError("neither request nor code")
    mark = None if seal_key is None else hashlib.sha256(seal_key).hexdigest()[:16]
    return _json({"motcua": ENROLMENT, "by": way, "to": mark, "box": b64encode(box).decode()})


@dataclass(frozen=True, slots=True)
class SealedEnrolment:
    """A file read but not opened: `by` request or code, `to` marks the sealing key."""

    by: str
    to: str | None
    box: bytes

    def is_for(self, seal_key: bytes) -> bool:
        """Whether it was sealed to this machine's key."""
        return self.to == hashlib.sha256(seal_key).hexdigest()[:16]


def read_enrolment(text: str) -> SealedEnrolment:
    """The outer shell; Corrupt where it is cut or no enrolment."""
    values = _values(text, ENROLMENT)
    try:
        box = b64decode(values["box"], validate=True)
        way, mark = values["by"], values["to"]
    except (KeyError, ValueError, TypeError) as error:
        raise Corrupt("enrolment") from error
    if way not in (BY_REQUEST, BY_CODE):
        raise UnknownKind(str(way))
    return SealedEnrolment(way, mark, box)


def open_enrolment(
    sealed: SealedEnrolment, *, seal_private: bytes | None = None, code: str | None = None
) -> Enrolment:
    """Open and verify; Corrupt for a wrong key or code, or an altered file."""
    if seal_private is not None:
        plain = unseal(seal_private, sealed.box, CONTEXT)
    else:
        plain = unseal_with_code(code or "", sealed.box, CONTEXT)
    try:
        raw = unpack(plain)
        signature, content = raw[:SIGNATURE_BYTES], raw[SIGNATURE_BYTES:]
        values = json.loads(content)
        values["blocks"] = tuple(BlockLine(**block) for block in values["blocks"])
        values["chain"] = tuple((count, text) for count, text in values.get("chain", ()))
        enrolment = Enrolment(**values)
        root = bytes.fromhex(enrolment.root)
    except (ValueError, KeyError, TypeError) as error:
        raise Corrupt("enrolment content") from error
    verify(root, signature, content)
    return enrolment


def _json(values: dict[str, Any]) -> str:
    return json.dumps(values, ensure_ascii=False, indent=1) + "\n"


def _values(text: str, label: str) -> dict[str, Any]:
    if len(text) > MOST_FILE:
        raise Corrupt("too long")
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Corrupt("no JSON") from error
    if not isinstance(values, dict):
        raise Corrupt("no object")
    named = values.get("motcua")
    if named != label:
        raise UnknownKind(str(named)) if str(named).startswith("motcua/") else Corrupt("label")
    return values
