"""The line: one HTTP connection, trimmed headers, a stall limit and never a total one."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from requests import PreparedRequest, Request, Response, Session
from requests.exceptions import ReadTimeout, RequestException, SSLError
from urllib3.exceptions import ProtocolError

from app.domain.errors import Trouble

CONNECT_SECONDS, STALL_SECONDS = 10, 40
PIECE = 16 << 10
MOST_ANSWER = 64 << 20
SYNC_PATH, BLOB_PATH = "/sync/1", "/sync/1/blob/"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
OK, CREATED_PARTIAL = 200, 206
TOO_BIG, TOO_MANY, BUSY = 413, 429, 503


class LineError(Exception):
    """The line or the far end does not answer now: try again later."""


class NoLine(LineError):
    """Nothing answers at all."""


class Clock(LineError):
    """The certificate is not valid at this machine's time: most often a wrong clock."""


class TooBig(LineError):
    """The far end, or something between, wants smaller pieces."""


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
    """Posts envelopes and fetches contents; counts every byte with its HTTP headers."""

    address: str
    bytes_up: int = 0
    bytes_down: int = 0
    requests: int = 0
    _session: Session = field(default_factory=Session)

    def __post_init__(self) -> None:
        """Trim what a library sends by default; proxies and bundles of the machine stay out."""
        self.address = check_address(self.address)
        self._session.trust_env = False
        self._session.headers.clear()

    def post(self, envelope: bytes) -> bytes:
        """Send an envelope; the answer's bytes, whatever they are worth."""
        response = self._send("POST", self.address + SYNC_PATH, envelope)
        return self._body(response)

    def fetch(self, digest: str, offset: int) -> bytes:
        """A published content from a byte on."""
        response = self._send("GET", f"{self.address}{BLOB_PATH}{digest}?offset={offset}", None)
        return self._body(response)

    def close(self) -> None:
        """Let the connection go."""
        self._session.close()

    def _send(self, method: str, url: str, body: bytes | None) -> Response:
        request = Request(method, url, data=body)
        prepared = self._session.prepare_request(request)
        self.requests += 1
        try:
            response = self._session.send(
                prepared,
                stream=True,
                timeout=(CONNECT_SECONDS, STALL_SECONDS),
                allow_redirects=False,
            )
        except SSLError as error:
            raise _tls(error) from error
        except RequestException as error:
            raise _cut(error) from error
        self.bytes_up += _request_size(prepared) + len(body or b"")
        self.bytes_down += _headers_size(response)
        return response

    def _body(self, response: Response) -> bytes:
        _judge(response)
        pieces = []
        try:
            for piece in self._pieces(response):
                pieces.append(piece)  # noqa: PERF402 - may raise between
        except RequestException as error:
            raise LineError(type(error).__name__) from error
        finally:
            response.close()
        return b"".join(pieces)

    def _pieces(self, response: Response) -> Iterator[bytes]:
        size = 0
        for piece in response.iter_content(PIECE):
            size += len(piece)
            self.bytes_down += len(piece)
            if size > MOST_ANSWER:
                raise LineError("endless answer")
            yield piece


def _judge(response: Response) -> None:
    status = response.status_code
    if status in (OK, CREATED_PARTIAL):
        return
    response.close()
    if status == TOO_BIG:
        raise TooBig(str(status))
    if status in (TOO_MANY, BUSY):
        raise Wait(_retry_after(response.headers.get("Retry-After")))
    raise LineError(str(status))


def _retry_after(text: str | None) -> float:
    return float(text) if text is not None and text.isdigit() else 2.0


def _cut(error: RequestException) -> LineError:
    """Nobody there, or cut while the request was on its way: then smaller pieces may pass."""
    cause = error.args[0] if error.args else None
    begun = isinstance(error, ReadTimeout) or isinstance(cause, ProtocolError)
    return (LineError if begun else NoLine)(type(error).__name__)


def _tls(error: SSLError) -> LineError:
    text = str(error)
    if "not yet valid" in text or "expired" in text:
        return Clock("certificate time")
    return NoLine("certificate")


def _request_size(prepared: PreparedRequest) -> int:
    lines = sum(len(f"{name}: {value}\r\n") for name, value in prepared.headers.items())
    host = len(f"Host: {urlsplit(prepared.url or '').netloc}\r\n")
    return len(f"{prepared.method} {prepared.path_url} HTTP/1.1\r\n") + lines + host + 2


def _headers_size(response: Response) -> int:
    lines = sum(len(f"{name}: {value}\r\n") for name, value in response.headers.items())
    return len(f"HTTP/1.1 {response.status_code} {response.reason}\r\n") + lines + 2
