"""A desk's line to the relay: over the network, or within the relay's own program."""

import socket
import ssl
import threading
import time
from secrets import token_bytes

from app.domain.undo import undone_by
from app.lan.frames import Ended, Frames, Limits, TlsSocket, cut, watch
from app.lan.guest import BUSY, OK, REFUSED, UNKNOWN, NoSuchPath, pack_call, unpack
from app.lan.member import Member
from app.lan.relay import Relay
from app.services.lan import WAIT, Address, Declined, NoRelay, Refused, Silent
from app.wire import lan as wire

CONNECT_SECONDS, PROOF_SECONDS, FRESH_SECONDS = 2.0, 4.0, 45.0
ABSENT = (
    "Chưa thấy máy nối ở {}. Quầy này vẫn làm việc bình thường. Hãy xem máy ấy đã bật, đã mở khoá "
    "hôm nay, và ở mục Nối các quầy của nó vẫn là địa chỉ này."
)
CUT = "Đường nối với máy nối vừa đứt. Quầy này vẫn làm việc bình thường và tự nối lại."
OLD = "Máy nối dùng bản Một Cửa cũ hơn, chưa có việc này. Hãy cập nhật Một Cửa ở máy nối."
FOREIGN = "Máy ở {} không phải máy nối của cơ quan này ({}). Chưa gửi gì cho máy ấy."
WHY_RELAY = {
    wire.PROOF: "không chứng minh được khoá của mình",
    wire.ROOT: "không do tỉnh này ghi danh",
    wire.COMMUNE: "là máy của đơn vị khác",
    wire.TRAINING: "một bên là máy luyện tập",
    wire.REVOKED: "đã bị tỉnh thu hồi",
    wire.KEY: "không phải máy có mã QR đã quét",
    wire.NEWER: "dùng bản Một Cửa khác",
}
WHY_OWN = {
    wire.REVOKED: "Tỉnh đã thu hồi máy này, các quầy khác không nhận. Hồ sơ vẫn an toàn ở đây.",
    wire.NEWER: "Máy nối dùng bản Một Cửa khác. Hãy cập nhật để hai máy cùng một bản.",
}
NOT_KNOWN = (
    "Máy nối không nhận máy này: hai máy không cùng cơ quan và cùng tỉnh ghi danh, hoặc một bên là "
    "máy luyện tập."
)


class NetLine:
    """One connection, made when it is first needed and again after it was cut; one call at a time.

    A call that may have arrived is not made again: whoever calls knows whether that is harmless.
    """

    def __init__(
        self,
        address: Address,
        member: Member,
        limits: Limits | None = None,
    ) -> None:
        """`address` may name the key that its relay must have."""
        self.address = address
        self.relay: wire.Proved | None = None
        self.welcome: dict[str, object] = {}
        self._member, self._limits = member, limits or Limits()
        self._frames: Frames | None = None
        self._plain: socket.socket | None = None  # until it is proved
        self.dialing = False  # in the system's hands: no name or address that is dead can be cut
        self._over = False
        self._used = 0.0
        self._lock = threading.Lock()

    def call(self, path: str, payload: bytes) -> bytes:
        """As LanLine: NoRelay where it does not answer, Declined where it cannot do this."""
        limits = self._limits
        with self._lock:
            if time.monotonic() - self._used > FRESH_SECONDS:
                self._drop()  # the relay may have let it go meanwhile
            frames = self._connected()
            try:
                frames.line.settimeout(limits.stall_seconds)
                frames.send(pack_call(path, payload))
                wait = limits.stall_seconds + (limits.wait_seconds if path == WAIT else 0)
                raw = frames.receive(limits.frame_bytes, wait, limits.stall_seconds)
            except OSError as error:
                self._drop()
                raise _gone(error)(CUT) from error
            self._used = time.monotonic()
            if raw[:1] == bytes([REFUSED]):
                self._drop()
        return self._answered(raw)

    def connect(self) -> dict[str, object]:
        """Be sure that it is there; what it tells who comes in."""
        with self._lock:
            self._connected()
        return self.welcome

    def cut(self) -> None:
        """It is over, from any thread: whoever waits on it wakes up."""
        self._over = True
        frames, plain = self._frames, self._plain
        if frames is not None:
            frames.cut()
        elif plain is not None:
            cut(plain)

    def close(self) -> None:
        """It is over, and let go."""
        self.cut()
        with self._lock:
            self._drop()

    # --- inside ----------------------------------------------------------------------------------

    def _connected(self) -> Frames:
        if self._frames is None and not self._over:
            try:
                self._frames, self._used = self._connect(), time.monotonic()
            except (OSError, ValueError, OverflowError) as error:  # a name may be none, too
                raise _gone(error)(ABSENT.format(self.address)) from error
            finally:
                self._plain = None
        if self._over or self._frames is None:
            raise NoRelay(CUT)
        return self._frames

    def _connect(self) -> Frames:
        plain = self._dial()
        with undone_by(plain.close):
            plain.settimeout(PROOF_SECONDS)
            watch(plain)
            frames = Frames(_tls().wrap_socket(plain, do_handshake_on_connect=False))
        self._plain = frames.line
        with undone_by(frames.close):
            self._still_wanted()
            frames.line.do_handshake()
            self._prove(frames)
        return frames

    def _still_wanted(self) -> None:
        if self._over:
            raise Ended("over")

    def _dial(self) -> socket.socket:
        place, self.dialing = (self.address.host, self.address.port), True
        try:
            return socket.create_connection(place, CONNECT_SECONDS)
        finally:
            self.dialing = False

    def _prove(self, frames: Frames) -> None:
        """First the relay proves itself; who proves nothing learns nothing of this desk."""
        digest = wire.tls_digest(frames.line.getpeercert(binary_form=True) or b"")
        asked = token_bytes(wire.NONCE_BYTES)
        frames.send(wire.hello(asked))
        try:
            proof = self._said(frames)
            proved = wire.check_relay(proof, self._member.trust, digest, asked)
            self._member.check(proved)
            self._check_key(proved)
        except wire.Stranger as stranger:
            raise Refused(FOREIGN.format(self.address, WHY_RELAY[stranger.reason])) from stranger
        frames.send(wire.desk_proof(self._member.own, digest, asked, proved))
        self.welcome, self.relay = unpack(self._said(frames)), proved

    def _check_key(self, proved: wire.Proved) -> None:
        key = self.address.key
        if key and wire.fingerprint(proved.certificate.public_key) != key:
            raise wire.Stranger(wire.KEY)

    def _said(self, frames: Frames) -> bytes:
        raw = frames.receive(self._limits.frame_bytes, PROOF_SECONDS, PROOF_SECONDS)
        return self._read(raw)

    def _read(self, raw: bytes) -> bytes:
        status, body = raw[:1], raw[1:]
        if status == bytes([OK]):
            return body
        self._refuse(status, body.decode("utf-8", "replace"))
        raise Ended("status")

    def _answered(self, raw: bytes) -> bytes:
        """The answer to a call; one that is declined leaves the line as good as it was."""
        status, body = raw[:1], raw[1:]
        if status == bytes([BUSY]):
            raise Declined(body.decode("utf-8", "replace")[:400])
        if status == bytes([UNKNOWN]):
            raise Declined(OLD)
        return self._read(raw)

    def _refuse(self, status: bytes, said: str) -> None:
        if status == bytes([REFUSED]):
            raise Refused(WHY_OWN.get(said, NOT_KNOWN))
        if status == bytes([BUSY]):
            raise NoRelay(said[:400])
        raise NoRelay(OLD)

    def _drop(self) -> None:
        if self._frames is not None:
            self._frames.close()
            self._frames = None


class OwnLine:
    """The relay's own desk: the same calls, without a network."""

    dialing = False

    def __init__(self, relay: Relay) -> None:
        """Within its program."""
        self._relay, self._over = relay, False

    def call(self, path: str, payload: bytes) -> bytes:
        """As LanLine."""
        if path == WAIT:
            return self._relay.waited(payload, lambda: self._over)
        try:
            return self._relay.answer(self._relay.caller, path, payload)
        except NoSuchPath as error:
            raise Declined(OLD) from error

    def cut(self) -> None:
        """Whoever waits wakes up."""
        self._over = True
        self._relay.board.wake()

    def close(self) -> None:
        """Nothing is to be let go."""


def _gone(error: Exception) -> type[NoRelay]:
    """Whoever waited as long as he may knows more than who was told at once."""
    return Silent if isinstance(error, TimeoutError) else NoRelay


def _tls() -> ssl.SSLContext:
    """The certificate's names and issuers say nothing here: the proof inside does."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.sslsocket_class = TlsSocket
    context.check_hostname = False
    context.verify_mode = ssl.CERT_NONE
    return context
