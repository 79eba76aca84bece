"""Scans over HTTP: tus 1.0.0 with creation, checksum and termination.

    OPTIONS /sync/1/scans            what is spoken
    HEAD    /sync/1/scans            which of the device's are wanted: `Motcua-Wanted`
    POST    /sync/1/scans            begin one
    HEAD    /sync/1/scans/{digest}   how many bytes are flushed
    PATCH   /sync/1/scans/{digest}   the next ones
    DELETE  /sync/1/scans/{digest}   forget an unfinished one
    GET     /sync/1/scans/{digest}   a stored one, `Motcua-Dossier`: whose facts name it

Each request but OPTIONS bears a ticket that the device signed for this very content. When all of it
is here, `Motcua-Receipt` is the province's signature; `Motcua-Release` once a copy at another place
has it, too.
"""

import hashlib
import time
from asyncio import timeout
from base64 import b64decode
from collections.abc import AsyncGenerator, Callable
from functools import partial

from fastapi import FastAPI, Request, Response
from fastapi.responses import FileResponse, PlainTextResponse
from starlette.concurrency import run_in_threadpool

from app.wire.scans import MOST_SCAN, Ticket
from province.scans import (
    BAD,
    CONFLICT,
    STALLED,
    TOO_LARGE,
    WORDS,
    WRONG_SUM,
    Refused,
    ScanDesk,
    Standing,
)

PATH = "/sync/1/scans"
VERSION, TYPE = "1.0.0", "application/offset+octet-stream"
PIECE, FLUSH_SECONDS = 256 << 10, 1.0  # flushed together: a cut costs no more
STALL_SECONDS = 120.0  # without a byte of a body
MOST_CHECKED = 1 << 20  # a body with a checksum is held whole before a byte of it counts
ALGORITHMS = ("sha1", "sha256")
CREATED, DONE, OK, WRONG_VERSION, WRONG_TYPE = 201, 204, 200, 412, 415
SPOKEN = {
    "Tus-Resumable": VERSION,
    "Tus-Version": VERSION,
    "Tus-Max-Size": str(MOST_SCAN),
    "Tus-Extension": "creation,checksum,termination",
    "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
}


def add_scans(app: FastAPI, desk: ScanDesk) -> None:
    """The routes of scans."""

    @app.options(PATH)
    @app.options(PATH + "/{digest}")
    def spoken() -> Response:
        return Response(status_code=DONE, headers=SPOKEN)

    @app.post(PATH)
    async def create(request: Request) -> Response:
        _check_version(request)
        ticket, commune = await run_in_threadpool(desk.admit, _ticket(request))
        if _number(request, "upload-length") != ticket.size:
            raise Refused(BAD)
        await run_in_threadpool(desk.begin, ticket, commune)
        return _answer(CREATED, {"Location": f"{PATH}/{ticket.digest}"})

    @app.head(PATH)
    async def wanted(request: Request) -> Response:
        _check_version(request)
        ticket, _ = await run_in_threadpool(desk.admit, _ticket(request))
        digests = await run_in_threadpool(desk.wanted, ticket)
        return _answer(OK, {"Motcua-Wanted": ",".join(digests), "Cache-Control": "no-store"})

    @app.api_route(PATH + "/{digest}", methods=["HEAD", "PATCH", "DELETE", "POST", "GET"])
    async def one(request: Request, digest: str) -> Response:
        _check_version(request)
        ticket, commune = await run_in_threadpool(desk.admit, _ticket(request), digest)
        return await _one(request, desk, ticket, commune)

    @app.exception_handler(Refused)
    def refused(_request: Request, error: Refused) -> Response:
        return _sentence(error.status)


async def _one(request: Request, desk: ScanDesk, ticket: Ticket, commune: str) -> Response:
    """What is asked of one scan; a proxy may let POST pass only."""
    method = request.headers.get("x-http-method-override", request.method).upper()
    if method == "HEAD":
        standing = await run_in_threadpool(desk.standing, ticket, commune)
        return _told(OK, standing, {"Upload-Length": str(standing.size)})
    if method == "PATCH":
        return _told(DONE, await _take(request, desk, ticket, commune), {})
    if method == "GET":
        found = await run_in_threadpool(desk.whole, ticket, commune, _dossier(request))
        headers = {"Tus-Resumable": VERSION, "Cache-Control": "no-store"}
        return FileResponse(found, media_type=TYPE, headers=headers)
    if method == "DELETE":
        await run_in_threadpool(desk.end, ticket, commune)
        return _answer(DONE, {})
    raise Refused(BAD)


async def _take(request: Request, desk: ScanDesk, ticket: Ticket, commune: str) -> Standing:
    """The bytes of one request, from the place where the province stands."""
    if request.headers.get("content-type") != TYPE:
        raise Refused(WRONG_TYPE)
    offset = _number(request, "upload-offset")
    standing = await run_in_threadpool(desk.standing, ticket, commune)
    if standing.offset != offset:
        raise Refused(CONFLICT)
    if "upload-checksum" in request.headers:
        body = await _checked(request)
        return await run_in_threadpool(desk.append, ticket, commune, offset, body)
    return await _stream(request, standing, partial(desk.append, ticket, commune))


async def _stream(
    request: Request, standing: Standing, append: Callable[[int, bytes], Standing]
) -> Standing:
    """Flush piece by piece what comes; a line that is cut costs nothing that came before."""
    held, flushed = bytearray(), time.monotonic()
    try:
        async for piece in _parts(request):
            held += piece
            if len(held) >= PIECE or (held and time.monotonic() - flushed > FLUSH_SECONDS):
                standing = await run_in_threadpool(append, standing.offset, bytes(held))
                held.clear()
                flushed = time.monotonic()
    finally:
        if held:
            standing = await run_in_threadpool(append, standing.offset, bytes(held))
    return standing


async def _parts(request: Request) -> AsyncGenerator[bytes, None]:
    """The body as it comes; Refused where it stands still."""
    stream = request.stream()
    while True:
        try:
            async with timeout(STALL_SECONDS):
                part = await anext(stream, None)
        except TimeoutError as error:
            raise Refused(STALLED) from error
        if part is None:
            return
        yield part


async def _checked(request: Request) -> bytes:
    """The whole body, where its checksum is right: not a byte of another one is kept."""
    algorithm, _, told = request.headers["upload-checksum"].partition(" ")
    if algorithm not in ALGORITHMS:
        raise Refused(BAD)
    body = bytearray()
    async for piece in _parts(request):
        body += piece
        if len(body) > MOST_CHECKED:
            raise Refused(TOO_LARGE)
    try:
        wanted = b64decode(told, validate=True)
    except ValueError as error:
        raise Refused(BAD) from error
    if hashlib.new(algorithm, body, usedforsecurity=False).digest() != wanted:
        raise Refused(WRONG_SUM)
    return bytes(body)


def _check_version(request: Request) -> None:
    if request.headers.get("tus-resumable") != VERSION:
        raise Refused(WRONG_VERSION)


def _ticket(request: Request) -> str:
    return request.headers.get("authorization", "")


def _number(request: Request, name: str) -> int:
    text = request.headers.get(name, "")
    if not text.isdecimal() or not text.isascii():
        raise Refused(BAD)
    return int(text[:19])


def _dossier(request: Request) -> bytes:
    try:
        return bytes.fromhex(request.headers.get("motcua-dossier", ""))
    except ValueError as error:
        raise Refused(BAD) from error


def _told(status: int, standing: Standing, headers: dict[str, str]) -> Response:
    headers = {**headers, "Upload-Offset": str(standing.offset), "Cache-Control": "no-store"}
    if standing.receipt:
        headers["Motcua-Receipt"] = standing.receipt
    if standing.release:
        headers["Motcua-Release"] = standing.release
    return _answer(status, headers)


def _answer(status: int, headers: dict[str, str]) -> Response:
    return Response(status_code=status, headers={"Tus-Resumable": VERSION, **headers})


def _sentence(status: int) -> Response:
    headers = {"Tus-Resumable": VERSION}
    if status == WRONG_VERSION:
        headers["Tus-Version"] = VERSION
    return PlainTextResponse(WORDS[status] + "\n", status, headers)
