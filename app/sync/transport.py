"""The line: few connections, trimmed headers, and an end where nothing moves any more.

What moves it on is a byte that arrives, or a piece of a request that the line takes while more of
it follows; a slow line may take as long as it needs.
"""

import io
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, Request, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import ReadTimeout, RequestException, SSLError
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, ProtocolError

from app.domain.errors import Trouble

MOST_CONNECTIONS = 8
CONNECT_SECONDS, STALL_SECONDS = 10, 40
PIECE = 16 << 10
IN_HANDS = 64 << 10  # what a system takes from us at once, whether the line moves or not
MOST_ANSWER = 64 << 20
SYNC_PATH, BLOB_PATH = "/sync/1", "/sync/1/blob/"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
CONNECTIONS, PATIENCE = "connections", "patience"  # what was spent
OK, CREATED_PARTIAL = 200, 206
ELSEWHERE, UNWELCOME = range(300, 400), (401, 403, 404, 405, 407, 511)
TOO_BIG, BEYOND, TOO_MANY, BUSY = 413, 416, 429, 503


class LineError(Exception):
    """The line or the far end does not answer now: try again later."""


class NoLine(LineError):
    """Nothing answers at all."""


class Stranger(LineError):
    """Somebody answers who has no certificate for the server's name."""


class Denied(LineError):
    """Somebody answers that nothing is to be had here: another try now would end the same."""


class Early(LineError):
    """The far end's certificate begins later than this machine's time: most often its clock."""


class Expired(LineError):
    """The far end's certificate has ended by this machine's time."""


class Spent(LineError):
    """Enough connections for one exchange, or enough patience: the rest goes next time."""


class TooBig(LineError):
    """The far end, or something between, wants smaller pieces."""


class Beyond(LineError):
    """The content ends before the byte asked for."""


@dataclass(slots=True)
class Wait(LineError):
    """The far end asks for `seconds` of patience."""

    seconds: float


def check_address(address: str) -> str:
    """The address without a trailing slash; Trouble for http to anything but this machine."""
    parts = urlsplit(address)
    if parts.scheme == "https" and parts.hostname:
        return address.rstrip("/")
    if parts.scheme == "http" and parts.hostname in LOOPBACK:
        return address.rstrip("/")
    raise Trouble(
        "Địa chỉ máy chủ của tỉnh phải bắt đầu bằng https://. Không gửi gì qua đường không mã hoá; "
        "hồ sơ vẫn an toàn trên máy này. Hãy xin tỉnh tệp ghi danh mới."
    )


@dataclass(slots=True)
class HttpLine:
    """Posts envelopes and fetches contents; counts every byte with its HTTP headers.

    Every method may raise LineError. `patience` is how many seconds may pass without anything
    moving, over all tries.
    """

    address: str
    patience: float = STALL_SECONDS
    now: Callable[[], float] = time.monotonic
    bytes_up: int = 0
    bytes_down: int = 0
    requests: int = 0
    connections: int = 0
    _moved: float = field(init=False)
    _session: Session = field(default_factory=Session)

    def __post_init__(self) -> None:
        """Trim what a library sends by default; proxies and bundles of the machine stay out."""
        self.address = check_address(self.address)
        self._moved = self.now()
        self._session.trust_env = False
        self._session.headers.clear()
        adapter = HTTPAdapter()
        adapter.poolmanager.pool_classes_by_scheme = _pools(self._connect)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, adapter)

    @property
    def left(self) -> float:
        """Seconds until patience ends, if nothing moves."""
        return self.patience - (self.now() - self._moved)

    def post(self, envelope: bytes) -> bytes:
        """Send an envelope; the answer's bytes, whatever they are worth."""
        return b"".join(self._ask("POST", SYNC_PATH, _Upload(envelope, self._took)))

    def fetch(self, digest: str, offset: int) -> Iterator[bytes]:
        """A published content from a byte on, piece by piece as it comes."""
        return self._ask("GET", f"{BLOB_PATH}{digest}?offset={offset}", None)

    def close(self) -> None:
        """Let the connection go."""
        self._session.close()

    def _ask(self, method: str, path: str, body: "_Upload | None") -> Iterator[bytes]:
        response = self._send(Request(method, self.address + path, data=body))
        try:
            _judge(response)
            yield from self._pieces(response)
        finally:
            response.close()

    def _send(self, request: Request) -> Response:
        left = self.left
        if left <= 0:
            raise Spent(PATIENCE)
        prepared = self._session.prepare_request(request)
        self.requests += 1
        try:
            response = self._session.send(
                prepared,
                stream=True,
                timeout=(min(CONNECT_SECONDS, left), left),
                allow_redirects=False,
            )
        except SSLError as error:
            raise _tls(error) from error
        except RequestException as error:
            raise _cut(error) from error
        self.bytes_up += _request_size(prepared)
        self.bytes_down += _headers_size(response)
        return response

    def _pieces(self, response: Response) -> Iterator[bytes]:
        """What arrives, at once as it arrives: a cut then costs nothing that came before it."""
        size = 0
        try:
            while piece := response.raw.read1(PIECE, decode_content=True):
                self._moved = self.now()
                self.bytes_down += len(piece)
                size += len(piece)
                if size > MOST_ANSWER:
                    raise LineError("endless answer")
                yield piece
        except (HTTPError, OSError) as error:
            raise LineError(type(error).__name__) from error

    def _connect(self) -> None:
        if self.connections == MOST_CONNECTIONS:
            raise Spent(CONNECTIONS)
        self.connections += 1

    def _took(self, size: int, before: int) -> None:
        """A piece is asked of us: what lies more than `IN_HANDS` before it has left."""
        self.bytes_up += size
        if before > IN_HANDS:
            self._moved = self.now()


class _Upload(io.BytesIO):
    """A request's body, sent piece by piece: a limit of time is then one for each piece."""

    def __init__(self, body: bytes, took: Callable[[int, int], None]) -> None:
        super().__init__(body)
        self._took = took

    def read(self, size: int | None = -1, /) -> bytes:
        before = self.tell()
        piece = super().read(size)
        self._took(len(piece), before)
        return piece


def _pools(connect: Callable[[], None]) -> dict[str, Any]:
    """Pools whose connections ask before they are made, also where a dropped one is made anew."""

    class Plain(HTTPConnection):
        def connect(self) -> None:
            connect()
            super().connect()

    class Secure(HTTPSConnection):
        def connect(self) -> None:
            connect()
            super().connect()

    class PlainPool(HTTPConnectionPool):
        ConnectionCls = Plain

    class SecurePool(HTTPSConnectionPool):
        ConnectionCls = Secure

    return {"http": PlainPool, "https": SecurePool}


def _judge(response: Response) -> None:
    status = response.status_code
    if status in (OK, CREATED_PARTIAL):
        return
    if status in ELSEWHERE or status in UNWELCOME:
        raise Denied(str(status))
    if status == TOO_BIG:
        raise TooBig(str(status))
    if status == BEYOND:
        raise Beyond(str(status))
    if status in (TOO_MANY, BUSY):
        raise Wait(_retry_after(response.headers.get("Retry-After")))
    raise LineError(str(status))


def _retry_after(text: str | None) -> float:
    return float(text) if text is not None and text.isdecimal() else 2.0


def _cut(error: RequestException) -> LineError:
    """Nobody there, or cut while the request was on its way: then smaller pieces may pass."""
    cause = error.args[0] if error.args else None
    begun = isinstance(error, ReadTimeout) or isinstance(cause, ProtocolError)
    return (LineError if begun else NoLine)(type(error).__name__)


def _tls(error: SSLError) -> LineError:
    text = str(error)
    if "not yet valid" in text:
        return Early("certificate")
    if "has expired" in text:
        return Expired("certificate")
    return (Stranger if "certificate" in text else LineError)("TLS")


def _request_size(prepared: PreparedRequest) -> int:
    lines = sum(len(f"{name}: {value}\r\n") for name, value in prepared.headers.items())
    host = len(f"Host: {urlsplit(prepared.url or '').netloc}\r\n")
    return len(f"{prepared.method} {prepared.path_url} HTTP/1.1\r\n") + lines + host + 2


def _headers_size(response: Response) -> int:
    lines = sum(len(f"{name}: {value}\r\n") for name, value in response.headers.items())
    return len(f"HTTP/1.1 {response.status_code} {response.reason}\r\n") + lines + 2
