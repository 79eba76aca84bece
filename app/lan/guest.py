"""One connection at the relay: the handshake, the proof, then call after call."""

import json
import socket
import ssl
import time
from collections.abc import Callable
from dataclasses import dataclass
from secrets import token_bytes

from app.domain.errors import MotCuaError
from app.lan.frames import Ended, Frames, Limits
from app.lan.member import Member
from app.services.lan import Caller
from app.wire import lan as wire

OK, REFUSED, BUSY, UNKNOWN = 0, 1, 2, 3
Answer = Callable[[Caller, str, bytes], bytes]


class NoSuchPath(LookupError):
    """A newer desk asks for something that this program does not have."""


@dataclass(frozen=True, slots=True)
class Gate:
    """What a connection is checked by; `digest` is that of this relay's TLS certificate."""

    tls: ssl.SSLContext
    digest: bytes
    member: Member
    limits: Limits


class Guest:
    """`caller` is None until it has proved itself; `begun` and `heard` are monotonic seconds."""

    def __init__(self, line: socket.socket, address: str, gate: Gate) -> None:
        """Nothing is read yet."""
        self.address, self.begun, self.heard = address, time.monotonic(), time.monotonic()
        self.caller: Caller | None = None
        self.inside = False  # it proved itself, and there was room
        line.settimeout(gate.limits.proof_seconds)
        self._gate = gate
        self._frames = Frames(
            gate.tls.wrap_socket(line, server_side=True, do_handshake_on_connect=False)
        )

    def cut(self) -> None:
        """From any thread: it ends."""
        self._frames.cut()

    def close(self) -> None:
        """On its own thread."""
        self._frames.close()

    def prove(self) -> None:
        """Handshake and both proofs; OSError or WireError where it is nobody of ours."""
        gate, frames, seconds = self._gate, self._frames, self._gate.limits.proof_seconds
        own, trust = gate.member.own, gate.member.trust
        frames.line.do_handshake()
        try:
            asked = wire.read_hello(frames.receive(wire.MOST_PROOF, seconds, seconds))
            nonce = token_bytes(wire.NONCE_BYTES)
            frames.send(bytes([OK]) + wire.relay_proof(own, gate.digest, asked, nonce))
            raw = frames.receive(wire.MOST_PROOF, seconds, seconds)
            proved = wire.check_desk(raw, trust, own, gate.digest, nonce)
            gate.member.check(proved)
        except wire.Stranger as stranger:
            frames.send(bytes([REFUSED]) + stranger.reason.encode())
            raise
        self.caller = Caller(proved.certificate.device, proved.certificate.desk)

    def welcome(self, raw: bytes) -> None:
        """It is one of ours, and there is room for it."""
        self._frames.send(bytes([OK]) + raw)

    def send_away(self, sentence: str) -> None:
        """It is one of ours, and there is none."""
        self._frames.send(bytes([BUSY]) + sentence.encode())

    def serve(self, answer: Answer) -> None:
        """Until it goes, stands still or is revoked: OSError or WireError."""
        limits, frames = self._gate.limits, self._frames
        while self.caller is not None:
            raw = frames.receive(limits.frame_bytes, limits.idle_seconds, limits.stall_seconds)
            self.heard = time.monotonic()
            if self._gate.member.ends(self.caller.device):
                frames.send(bytes([REFUSED]) + wire.REVOKED.encode())
                raise wire.Stranger(wire.REVOKED)
            path, payload = read_call(raw)
            try:
                said = bytes([OK]) + answer(self.caller, path, payload)
            except NoSuchPath:
                said = bytes([UNKNOWN])
            except MotCuaError as trouble:
                said = bytes([BUSY]) + trouble.message.encode()
            frames.line.settimeout(limits.stall_seconds)
            frames.send(said)


def pack_call(path: str, payload: bytes) -> bytes:
    """One call."""
    name = path.encode("ascii")
    return bytes([len(name)]) + name + payload


def read_call(raw: bytes) -> tuple[str, bytes]:
    """Path and payload; Ended where there is none."""
    end = 1 + raw[0] if raw else 0
    if not raw or len(raw) < end:
        raise Ended("call")
    try:
        return raw[1:end].decode("ascii"), raw[end:]
    except UnicodeDecodeError as error:
        raise Ended("path") from error


def pack(values: object) -> bytes:
    """A small message of the line itself."""
    return json.dumps(values, ensure_ascii=False, sort_keys=True).encode()


def unpack(raw: bytes) -> dict[str, object]:
    """One of these; Ended for anything else."""
    try:
        values = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise Ended("message") from error
    if not isinstance(values, dict):
        raise Ended("message")
    return values
