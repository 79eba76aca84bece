"""`motcua-province serve`: the server's process, and the judge's thread beside it."""

import logging
import os
import signal
import socket
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

import uvicorn
from fastapi import FastAPI

from app.domain.errors import Trouble
from province.api import Server, make_app, scan_desk
from province.clock import Clock, clock_of
from province.database import open_ledger
from province.errors import kind_of
from province.judge import judge
from province.keys import ServerKey, read_server_key
from province.ledger import Ledger

LOOK_SECONDS = 5.0
MOST_REST_SECONDS = 600.0
DB_VARIABLE, HOME_VARIABLE = "MOTCUA_PROVINCE_DB", "MOTCUA_PROVINCE_HOME"
SETTINGS: dict[str, Any] = {
    "log_level": "warning",
    "access_log": False,
    "server_header": False,
    "date_header": False,
    "lifespan": "off",
    "timeout_graceful_shutdown": 10,
}
log = logging.getLogger("province")


@dataclass(frozen=True, slots=True)
class Listening:
    """Where to listen."""

    host: str
    port: int
    workers: int = 1


class Judge(threading.Thread):
    """Judges after each envelope, and looks every few seconds for what other processes stored.

    Whatever goes wrong, storing goes on: the log says what it was, and judging is tried again
    after a rest that doubles from `look` seconds to 10 minutes.
    """

    def __init__(self, db: str, clock: Clock, look: float = LOOK_SECONDS) -> None:
        """Not started yet."""
        super().__init__(name="judge", daemon=True)
        self._db = db
        self._look = look
        self._clock = clock
        self._wake = threading.Event()
        self._ended = threading.Event()

    def stored(self) -> None:
        """Something new is there."""
        self._wake.set()

    def stop(self) -> None:
        """Finish the round at hand and end."""
        self._ended.set()
        self._wake.set()
        self.join()

    def run(self) -> None:
        """Until `stop`."""
        rest = self._look
        while not self._ended.is_set():
            self._wake.wait(self._look)
            self._wake.clear()
            try:
                self._judge()
                rest = self._look
            except Exception as error:  # noqa: BLE001 - a judge that is gone helps nobody
                log.error("judge: %s; again in %.0f s", kind_of(error), rest)  # noqa: TRY400 - never the words of the error
                self._ended.wait(rest)
                self._wake.set()
                rest = min(2 * rest, MOST_REST_SECONDS)

    def _judge(self) -> None:
        ledger = open_ledger(self._db)
        try:
            judge(ledger, self._clock(), lambda: not self._ended.is_set())
        finally:
            ledger.close()


def serve(db: str, home: Path, listening: Listening, tell: Callable[[str], None]) -> None:
    """Answer desks until the process is told to end; `tell` gets one line when it listens."""
    server = _server(db, home)
    taker = _listen(listening)
    _sweep(server)
    judging = Judge(db, server.clock)
    judging.start()
    signal.signal(signal.SIGTERM, _ended)
    tell(f"Đang nghe http://{_address(taker, listening.host)}")
    try:
        if listening.workers > 1:
            _run_workers(db, home, listening.workers, taker)
        else:
            app = make_app(replace(server, stored=judging.stored))
            _run(app, taker)
    finally:
        judging.stop()
        taker.close()


def _sweep(server: Server) -> None:
    """Whatever is wrong with the scans' folder, dossiers are taken in."""
    scans = scan_desk(server)
    try:
        if scans is not None:
            scans.sweep()
    except Exception as error:  # noqa: BLE001 - whatever it is, it must keep no desk out
        log.error("scans: %s", kind_of(error))  # noqa: TRY400 - never the words of the error


def _ended(_signal: int, _frame: object) -> None:
    """Nothing more to do: uvicorn has ended by itself and raises the signal again."""


def from_environment() -> FastAPI:
    """The application of one of several worker processes."""
    return make_app(_server(os.environ[DB_VARIABLE], Path(os.environ[HOME_VARIABLE])))


def check_key(ledger: Ledger, key: ServerKey) -> None:
    """Trouble where the home folder belongs to another province than the ledger."""
    try:
        key.certificate.verify(bytes.fromhex(ledger.settings.get("root") or ""))
    except ValueError as error:
        raise Trouble(
            "Khóa máy chủ trong --home không thuộc về cơ sở dữ liệu trong --db. "
            "Hãy kiểm tra hai đường dẫn ấy."
        ) from error


def _server(db: str, home: Path) -> Server:
    key = read_server_key(home)
    ledger = open_ledger(db)
    try:
        check_key(ledger, key)
    finally:
        ledger.close()
    clock = clock_of(training=key.certificate.training)
    return Server(db, partial(read_server_key, home), clock, home=home)


def _listen(listening: Listening) -> socket.socket:
    """A socket that takes connections already: whoever reads the line may call."""
    family = socket.AF_INET6 if ":" in listening.host else socket.AF_INET
    taker = socket.socket(family, socket.SOCK_STREAM)
    taker.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        taker.bind((listening.host, listening.port))
        taker.listen(2048)
    except OSError as error:
        taker.close()
        raise Trouble(
            f"Không nghe được ở {listening.host}:{listening.port}. Cổng đang có chương trình khác "
            "dùng, hoặc địa chỉ không thuộc máy này; hãy chọn cổng khác."
        ) from error
    taker.set_inheritable(True)
    return taker


def _address(taker: socket.socket, host: str) -> str:
    port = taker.getsockname()[1]
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


def _run(app: FastAPI, taker: socket.socket) -> None:
    uvicorn.Server(uvicorn.Config(app, **SETTINGS)).run([taker])


def _run_workers(db: str, home: Path, workers: int, taker: socket.socket) -> None:
    """Processes of their own on the same socket; what they need goes by the environment."""
    os.environ[DB_VARIABLE], os.environ[HOME_VARIABLE] = db, str(home)
    uvicorn.run(
        "province.serve:from_environment",
        factory=True,
        workers=workers,
        fd=taker.fileno(),
        **SETTINGS,
    )
