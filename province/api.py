"""The HTTP side: thin. Bytes go to `ingest`, bytes go back.

    POST /sync/1                        an envelope; answers the signed answer
    GET  /sync/1/blob/{digest}?offset=N the compressed text of a published catalogue, from byte N
    GET  /health                        {"ok": true}

Anything that is not 200 carries a Vietnamese sentence as text; no desk believes it.
"""

import logging
from asyncio import Semaphore
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Annotated

from fastapi import FastAPI, Path, Query, Request, Response
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse, PlainTextResponse
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect

from app.domain.errors import MotCuaError, Trouble
from province.clock import Clock
from province.database import STORE_ERRORS, open_ledger
from province.errors import kind_of
from province.ingest import UnknownDevice, Unreadable, ingest
from province.keys import ServerKey

MOST_BODY, SMALL_BODY = 16 << 20, 256 << 10
MOST_HELD = 256 << 20  # of larger bodies, all together
INGESTS = 4  # envelopes taken apart at once; one alone writes
BINARY = "application/octet-stream"
RETRY_SECONDS = "30"

WORDS = {
    404: "Không có trang này trên máy chủ của tỉnh.",
    405: "Máy chủ của tỉnh không nhận kiểu yêu cầu này.",
    413: "Gói gửi lớn hơn 16 MB. Chưa có gì được ghi; hãy gửi thành nhiều gói nhỏ hơn.",
    416: "Phần được hỏi nằm ngoài tệp. Hãy tải lại từ đầu.",
    500: "Chương trình của tỉnh bị lỗi khi nhận gói này. Chưa có gì được ghi; hãy gửi lại sau.",
    422: "Yêu cầu không đúng dạng.",
    503: "Máy chủ của tỉnh đang bận hoặc hết chỗ. Chưa có gì được ghi; hãy gửi lại sau.",
}
KNOWN: tuple[type[Exception], ...] = (MotCuaError, *STORE_ERRORS)
log = logging.getLogger("province")


@dataclass(frozen=True, slots=True)
class Server:
    """What a request needs. `stored` is called after each envelope, to wake the judge.

    `key` is asked for each answer: `renew` may have replaced it meanwhile.
    """

    db: str
    key: Callable[[], ServerKey]
    clock: Clock
    stored: Callable[[], None] = lambda: None


def make_app(server: Server) -> FastAPI:
    """The application; each request opens the ledger for itself, so workers share nothing."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    _add_sync(app, server)
    _add_blob(app, server)

    @app.get("/health")
    def health() -> JSONResponse:
        return JSONResponse({"ok": True})

    _add_errors(app)
    return app


@dataclass(slots=True)
class _Room:
    """Memory for bodies that are under way; an ordinary week's is too small to count."""

    left: int = MOST_HELD

    @contextmanager
    def of(self, size: int) -> Iterator[bool]:
        """Whether there is room for so many bytes; it is held until the block ends."""
        taken = size if size > SMALL_BODY else 0
        if taken > self.left:
            yield False
            return
        self.left -= taken
        try:
            yield True
        finally:
            self.left += taken


def _add_sync(app: FastAPI, server: Server) -> None:
    room, turns = _Room(), Semaphore(INGESTS)

    @app.post("/sync/1")
    async def sync(request: Request) -> Response:
        size = _size(request)
        if size > MOST_BODY:
            return _sentence(413)
        with room.of(size) as there_is:
            if not there_is:
                return _busy(request)
            raw = await _body(request)
            if raw is None:
                return _sentence(413)
            async with turns:
                answer = await run_in_threadpool(_ingest, raw, server)
        if answer is None:
            return _sentence(500)
        server.stored()
        return Response(answer, media_type=BINARY)


def _ingest(raw: bytes, server: Server) -> bytes | None:
    """The answer; None where our own program tripped, which the log tells by its kind alone."""
    ledger = open_ledger(server.db)
    try:
        return ingest(raw, ledger, server.key(), server.clock)
    except KNOWN:
        raise
    except Exception as error:  # noqa: BLE001 - the framework would log what the error quotes
        log.error("ingest: %s", kind_of(error))  # noqa: TRY400 - never the words of the error
        return None
    finally:
        ledger.close()


def _size(request: Request) -> int:
    """As it is said; the most where nothing is."""
    length = request.headers.get("content-length", "")
    return int(length[:12]) if length.isdecimal() else MOST_BODY


async def _body(request: Request) -> bytes | None:
    """The whole body, None where it is too long; never more than the limit in memory."""
    parts, size = [], 0
    async for part in request.stream():
        size += len(part)
        if size > MOST_BODY:
            return None
        parts.append(part)
    return b"".join(parts)


def _add_blob(app: FastAPI, server: Server) -> None:
    @app.get("/sync/1/blob/{digest}")
    def blob(
        digest: Annotated[str, Path(pattern="^[0-9a-f]{64}$")],
        offset: Annotated[int, Query(ge=0, le=1 << 40)] = 0,
    ) -> Response:
        ledger = open_ledger(server.db)
        try:
            packed = ledger.catalogues.packed(digest)
        finally:
            ledger.close()
        if packed is None:
            return _sentence(404)
        if offset > len(packed):
            return _sentence(416)
        headers = {"ETag": f'"{digest}"', "X-Total-Size": str(len(packed))}
        return Response(packed[offset:], media_type=BINARY, headers=headers)


def _add_errors(app: FastAPI) -> None:
    @app.exception_handler(Unreadable)
    def unreadable(_request: Request, error: Unreadable) -> Response:
        status = 403 if isinstance(error, UnknownDevice) else 400
        return PlainTextResponse(error.message + "\n", status)

    @app.exception_handler(HTTPException)
    def plain(_request: Request, error: HTTPException) -> Response:
        return _sentence(error.status_code)

    @app.exception_handler(RequestValidationError)
    def malformed(_request: Request, _error: Exception) -> Response:
        return _sentence(422)

    @app.exception_handler(ClientDisconnect)
    def cut(_request: Request, _error: Exception) -> Response:
        return _sentence(400)  # for nobody: on a bad line it happens all day, and is no fault

    kinds: tuple[type[Exception], ...] = (Trouble, *STORE_ERRORS)
    for kind in kinds:
        app.add_exception_handler(kind, _busy)


def _busy(_request: Request, _error: Exception | None = None) -> Response:
    response = _sentence(503)
    response.headers["Retry-After"] = RETRY_SECONDS
    return response


def _sentence(status: int) -> Response:
    return PlainTextResponse(WORDS.get(status, WORDS[422]) + "\n", status)
