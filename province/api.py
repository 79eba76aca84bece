"""The HTTP side: thin. Bytes go to `ingest`, bytes go back.

    POST /sync/1                        an envelope; answers the signed answer
    POST /sync/1?part=ID&offset=N       a large one, from byte N; ID is the beginning of its SHA-256
    GET  /sync/1/part/{ID}              how many bytes of it are here, after a cut
    GET  /sync/1/blob/{digest}?offset=N the compressed text of a published catalogue, from byte N
    /sync/1/scans …                     scans, as `tus` says
    GET  /health                        {"ok": true}

Anything that is not 200 carries a Vietnamese sentence as text; no desk believes it.
"""

import logging
import os
from asyncio import timeout
from collections.abc import AsyncGenerator, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path as FilePath
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
from province.ingest import Newer, UnknownDevice, Unreadable, ingest
from province.keys import ServerKey
from province.parts import Parts
from province.scan_files import SCANS_FOLDER, ScanFiles
from province.scans import ScanDesk
from province.turns import Turns
from province.tus import add_scans

MOST_BODY, SMALL_BODY = 16 << 20, 256 << 10
MOST_HELD = 256 << 20  # of larger bodies, all together
BINARY = "application/octet-stream"
RETRY_SECONDS = 30
STALL_SECONDS, LONGEST_SECONDS = 120.0, 2 * 3600.0  # without a byte of a body; for all of it
PARTS_FOLDER = "parts"
PART = "^[0-9a-f]{32}$"

WORDS = {
    404: "Không có trang này trên máy chủ của tỉnh.",
    405: "Máy chủ của tỉnh không nhận kiểu yêu cầu này.",
    408: "Gói gửi đến quá chậm nên máy chủ thôi chờ. Chưa có gì được ghi; hãy gửi lại.",
    413: "Gói gửi lớn hơn 16 MB. Chưa có gì được ghi; hãy gửi thành nhiều gói nhỏ hơn.",
    416: "Phần được hỏi nằm ngoài tệp. Hãy tải lại từ đầu.",
    500: "Chương trình của tỉnh bị lỗi khi nhận gói này. Chưa có gì được ghi; hãy gửi lại sau.",
    422: "Yêu cầu không đúng dạng.",
    503: "Máy chủ của tỉnh đang bận hoặc hết chỗ. Chưa có gì được ghi; hãy gửi lại sau.",
}
STATUS: dict[type[Unreadable], int] = {UnknownDevice: 403, Newer: 426}
KNOWN: tuple[type[Exception], ...] = (MotCuaError, *STORE_ERRORS)
log = logging.getLogger("province")


@dataclass(frozen=True, slots=True)
class Server:
    """What a request needs. `stored` is called after each envelope, to wake the judge.

    `key` is asked for each answer: `renew` may have replaced it meanwhile. A body may come a byte
    a second, but not for ever. `home` holds the folders of scans and of what came before a cut;
    without it none are kept.
    """

    db: str
    key: Callable[[], ServerKey]
    clock: Clock
    stored: Callable[[], None] = lambda: None
    stall_seconds: float = STALL_SECONDS
    longest_seconds: float = LONGEST_SECONDS
    home: FilePath | None = None

    def parts(self) -> Parts | None:
        """What came before a cut."""
        return None if self.home is None else Parts(self.home / PARTS_FOLDER)


def make_app(server: Server) -> FastAPI:
    """The application; each request opens the ledger for itself, so workers share nothing."""
    app = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    _add_sync(app, server)
    _add_blob(app, server)
    scans = scan_desk(server)
    if scans is not None:
        add_scans(app, scans)

    @app.get("/health")
    def health() -> JSONResponse:
        return JSONResponse({"ok": True})

    _add_errors(app)
    return app


def scan_desk(server: Server) -> ScanDesk | None:
    """Where scans are taken in; None where there is no folder for them."""
    if server.home is None:
        return None
    files = ScanFiles(server.home / SCANS_FOLDER)
    return ScanDesk(server.db, files, server.key, server.clock)


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
    room, turns = _Room(), Turns()

    @app.post("/sync/1")
    async def sync(
        request: Request,
        part: Annotated[str | None, Query(pattern=PART)] = None,
        offset: Annotated[int, Query(ge=0, le=MOST_BODY)] = 0,
    ) -> Response:
        size = _size(request) + offset
        if size > MOST_BODY:
            return _sentence(413)
        kept = _Kept(server.parts() if part else None, part or "", offset)
        with room.of(size) as there_is:
            if not there_is or turns.is_long:
                return _busy(request, seconds=turns.come_back())
            raw = await _received(request, server, kept)
            async with turns.taken():
                answer = await run_in_threadpool(_ingest, raw, server, kept)
        if answer is None:
            return _sentence(500)
        server.stored()
        return Response(answer)  # without a type: no desk reads it, and it costs 42 bytes

    @app.get("/sync/1/part/{part}")
    def held(part: Annotated[str, Path(pattern=PART)]) -> Response:
        parts = server.parts()
        return PlainTextResponse(str(0 if parts is None else parts.held(part)))


async def _received(request: Request, server: Server, kept: "_Kept") -> bytes:
    """All of it, with what came before a cut."""
    begun = kept.beginning()
    if begun is None:
        raise HTTPException(416)
    try:
        raw = await _body(request, server, kept, begun)
    except TimeoutError as error:
        raise HTTPException(408) from error
    if raw is None:
        raise HTTPException(413)
    return raw


def _ingest(raw: bytes, server: Server, kept: "_Kept") -> bytes | None:
    """The answer; None where our own program tripped, which the log tells by its kind alone."""
    ledger = open_ledger(server.db)
    try:
        return ingest(raw, ledger, server.key(), server.clock)
    except Unreadable:
        kept.drop()
        raise
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


@dataclass(frozen=True, slots=True)
class _Kept:
    """Where what comes is kept beside, in case the line is cut; nowhere without `parts`."""

    parts: Parts | None
    name: str
    offset: int

    def beginning(self) -> bytes | None:
        """What came before `offset`, None where it is not here."""
        if not self.offset:
            return b""
        return None if self.parts is None else self.parts.beginning(self.name, self.offset)

    def going_on(self) -> AbstractContextManager[int | None]:
        """Where the rest is written."""
        if self.parts is None:
            return nullcontext()
        return self.parts.going_on(self.name, self.offset)

    def drop(self) -> None:
        """It is worth nothing."""
        if self.parts is not None:
            self.parts.drop(self.name)


async def _body(request: Request, server: Server, kept: _Kept, begun: bytes) -> bytes | None:
    """The whole body, None where it is too long; never more than the limit in memory.

    TimeoutError where it stands still, or does not end.
    """
    parts, size, stream = [begun], len(begun), request.stream()
    with kept.going_on() as taker:
        async with timeout(server.longest_seconds):
            while (part := await _next(stream, server.stall_seconds)) is not None:
                size += len(part)
                if size > MOST_BODY:
                    return None
                parts.append(part)
                if taker is not None:
                    os.write(taker, part)
    return b"".join(parts)


async def _next(stream: AsyncGenerator[bytes, None], seconds: float) -> bytes | None:
    async with timeout(seconds):
        return await anext(stream, None)


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
        status = next((one for kind, one in STATUS.items() if isinstance(error, kind)), 400)
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


def _busy(
    _request: Request, _error: Exception | None = None, seconds: int = RETRY_SECONDS
) -> Response:
    response = _sentence(503)
    response.headers["Retry-After"] = str(seconds)
    return response


def _sentence(status: int) -> Response:
    return PlainTextResponse(WORDS.get(status, WORDS[422]) + "\n", status)
