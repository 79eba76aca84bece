"""The line: few connections, trimmed headers, and an end where nothing moves any more.

What moves it on is a byte that arrives, or a piece of a request that the line takes while more of
it follows; a slow line may take as long as it needs.
"""

import hashlib
import io
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import urlsplit

from requests import PreparedRequest, Request, Response, Session
from requests.adapters import HTTPAdapter
from requests.exceptions import ReadTimeout, RequestException, SSLError
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.exceptions import HTTPError, ProtocolError
from urllib3.util import SKIP_HEADER

from app.domain.errors import Trouble
from app.domain.times import to_millis

MOST_CONNECTIONS = 8
CONNECT_SECONDS, STALL_SECONDS = 10, 40
LONGEST_SECONDS = 2 * 3600  # a line of a byte a second brings an answer, and yet it ends
PIECE = 16 << 10
IN_HANDS = 64 << 10  # what a system takes from us at once, whether the line moves or not
MOST_ANSWER = 64 << 20
SYNC_PATH, BLOB_PATH, PART_PATH = "/sync/1", "/sync/1/blob/", "/sync/1/part/"
RESUMED_FROM = 4 << 10  # bytes of an envelope whose beginning is worth keeping
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
CONNECTIONS, PATIENCE, TIME = "connections", "patience", "time"  # what was spent
OK, CREATED_PARTIAL = 200, 206
TOO_MANY, BUSY = 429, 503
FAULTS = range(500, 600)
BUSY_SECONDS = 2.0
PAGE = b"<"  # how a web page begins, and nothing of ours


class LineError(Exception):
    """The line or the far end does not answer now: try again later."""


class NoLine(LineError):
    """Nothing answers at all."""


class Stranger(LineError):
    """Somebody answers who has no certificate for the server's name."""


class Denied(LineError):
    """Somebody answers that nothing is to be had here: another try now would end the same."""


class Portal(Denied):
    """The network itself answers: it wants somebody to sign in first."""


class Page(LineError):
    """A web page came with status 200 where an answer should be."""


class Older(LineError):
    """The far end says that its program is older than this one."""


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
    """The far end asks for `seconds` of patience, or until a time by this machine's clock."""

    seconds: float
    until_ms: int | None = None


class Fault(Wait):
    """The far end has a fault of its own; it may say for how long."""


KINDS: dict[int, type[LineError]] = {
    **dict.fromkeys((*range(300, 400), 407, 511), Portal),
    **dict.fromkeys((401, 403, 404, 405), Denied),
    413: TooBig,
    416: Beyond,
    426: Older,
}


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


@dataclass(frozen=True, slots=True)
class Told:
    """An answer's status and headers."""

    status: int
    headers: Mapping[str, str]


@dataclass(slots=True)
class HttpLine:
    """Posts envelopes and fetches contents; counts every byte with its HTTP headers.

    Every method may raise LineError. `patience` is how many seconds may pass without anything
    moving, over all tries; `longest` how many all of it may take. `reached` is how much of the
    envelope that was cut the far end has.
    """

    address: str
    patience: float = STALL_SECONDS
    longest: float = LONGEST_SECONDS
    now: Callable[[], float] = time.monotonic
    bytes_up: int = 0
    bytes_down: int = 0
    requests: int = 0
    connections: int = 0
    reached: int = 0
    _moved: float = field(init=False)
    _ends: float = field(init=False)
    _session: Session = field(default_factory=Session)

    def __post_init__(self) -> None:
        """Trim what a library sends by default; proxies and bundles of the machine stay out."""
        self.address = check_address(self.address)
        self._moved = self.now()
        self._ends = self._moved + self.longest
        self._session.trust_env = False
        self._session.headers.clear()
        self._session.headers.update(dict.fromkeys(("User-Agent", "Accept-Encoding"), SKIP_HEADER))
        adapter = HTTPAdapter()
        adapter.poolmanager.pool_classes_by_scheme = _pools(self._connect)
        for scheme in ("http://", "https://"):
            self._session.mount(scheme, adapter)

    @property
    def left(self) -> float:
        """Seconds until patience ends, if nothing moves."""
        now = self.now()
        return min(self.patience - (now - self._moved), self._ends - now)

    def post(self, envelope: bytes) -> bytes:
        """Send an envelope; the answer's bytes, whatever they are worth."""
        return self._posted(envelope, 0)

    def resume(self, envelope: bytes) -> bytes:
        """The same one again after a cut: only what has not arrived."""
        try:
            said = b"".join(self._ask("GET", PART_PATH + _part(envelope), None))
            held = int(said[:12])
        except (Denied, ValueError):  # an older server, or somebody else
            held = 0
        self.reached = held if 0 < held <= len(envelope) else 0
        return self._posted(envelope, self.reached)

    def _posted(self, envelope: bytes, offset: int) -> bytes:
        path = SYNC_PATH
        if len(envelope) >= RESUMED_FROM:
            path += f"?part={_part(envelope)}" + (f"&offset={offset}" if offset else "")
        rest = envelope[offset:]
        body = _Upload(rest, self._took) if rest else None  # all had arrived, its answer not
        raw = b"".join(self._ask("POST", path, body))
        if raw.lstrip()[:1] == PAGE:
            raise Page("200")
        return raw

    def fetch(self, digest: str, offset: int) -> Iterator[bytes]:
        """A published content from a byte on, piece by piece as it comes."""
        return self._ask("GET", f"{BLOB_PATH}{digest}?offset={offset}", None)

    def tell(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Told:
        """One request beside the exchange; what came back, whatever its status."""
        data = _Upload(body, self._took) if body else None
        response = self._send(Request(method, self.address + path, headers=headers, data=data))
        try:
            _be_patient(response)
            for _ in self._pieces(response):  # a sentence for people; it ends the answer
                pass
            return Told(response.status_code, response.headers)
        finally:
            response.close()

    def read(self, path: str, headers: Mapping[str, str]) -> bytes:
        """All that a path holds."""
        response = self._send(Request("GET", self.address + path, headers=headers))
        try:
            _judge(response)
            return b"".join(self._pieces(response))
        finally:
            response.close()

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
            raise Spent(TIME if self.now() >= self._ends else PATIENCE)
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
                if self._moved >= self._ends:
                    raise Spent(TIME)
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
    _be_patient(response)
    kind = KINDS.get(status)
    if kind is None and status in FAULTS:
        raise Fault(*_retry_after(response, 0.0))
    raise (kind or LineError)(str(status))


def _be_patient(response: Response) -> None:
    if response.status_code in (TOO_MANY, BUSY):
        raise Wait(*_retry_after(response, BUSY_SECONDS))


def _retry_after(response: Response, usual: float) -> tuple[float, int | None]:
    """Seconds, or a time: from the far end's own clock on where it tells what that says."""
    text = response.headers.get("Retry-After", "")
    if text.isdecimal():
        return float(text[:9]), None
    try:
        until = to_millis(parsedate_to_datetime(text))
        now = to_millis(parsedate_to_datetime(response.headers["Date"]))
    except KeyError:
        return usual, until
    except (ValueError, OverflowError):
        return usual, None
    return max(usual, (until - now) / 1000), None


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


def _part(envelope: bytes) -> str:
    return hashlib.sha256(envelope).hexdigest()[:32]


def _request_size(prepared: PreparedRequest) -> int:
    lines = sum(
        len(f"{name}: {value}\r\n")
        for name, value in prepared.headers.items()
        if value != SKIP_HEADER
    )
    host = len(f"Host: {urlsplit(prepared.url or '').netloc}\r\n")
    return len(f"{prepared.method} {prepared.path_url} HTTP/1.1\r\n") + lines + host + 2


def _headers_size(response: Response) -> int:
    lines = sum(len(f"{name}: {value}\r\n") for name, value in response.headers.items())
    return len(f"HTTP/1.1 {response.status_code} {response.reason}\r\n") + lines + 2
