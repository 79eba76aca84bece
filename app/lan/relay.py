"""The relay: one desk's program that the other desks of its office reach on their own network.

A thread accepts, each connection has one. Strangers are few at a time and have seconds; where there
are too many, the oldest goes, so that a desk, which proves itself in milliseconds, always comes in.
"""

import socket
import ssl
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.domain.errors import MotCuaError, Trouble
from app.lan.board import Board
from app.lan.frames import Limits, TlsSocket, watch
from app.lan.guest import Gate, Guest, NoSuchPath, pack, unpack
from app.lan.member import Member
from app.services.lan import WAIT, WHO, Caller, Handler, Seen
from app.wire import lan as wire
from app.wire.errors import WireError

LOOK_SECONDS = 0.5
BACKLOG = 64
FULL = "Máy nối đang có đủ {} quầy, chưa nhận thêm. Quầy này vẫn làm việc bình thường một mình."


@dataclass(frozen=True, slots=True)
class Office:
    """What a relay needs to be one; `welcome` is told to each desk that comes in."""

    member: Member
    welcome: Callable[[], dict[str, object]] = dict
    limits: Limits = field(default_factory=Limits)


class Relay:
    """`board` wakes desks that wait; `handlers` answer by path, on the connections' threads."""

    def __init__(
        self, office: Office, handlers: Mapping[str, Handler], board: Board | None = None
    ) -> None:
        """It listens only when told to."""
        self.board = board or Board()
        self._office, self._handlers = office, handlers
        pair = wire.new_tls_pair()
        self._gate = Gate(_tls(pair), pair.digest, office.member, office.limits)
        self._guests: set[Guest] = set()
        self._lock = threading.Lock()
        self._threads: set[threading.Thread] = set()
        self._closed = False
        self._listener: socket.socket | None = None
        self._seen: dict[tuple[str, str], Seen] = {}

    @property
    def caller(self) -> Caller:
        """The relay's own desk."""
        certificate = self._office.member.own.certificate
        return Caller(certificate.device, certificate.desk)

    def listen(self, host: str, port: int) -> int:
        """Begin; the port (a free one for 0). Trouble where this machine cannot listen there."""
        try:
            listener = socket.create_server((host, port), backlog=BACKLOG)
        except OSError as error:
            raise Trouble(
                f"Chưa mở được máy nối ở {host}:{port}: máy này không có địa chỉ ấy, hoặc chương "
                "trình khác đang dùng cổng ấy. Hồ sơ không bị ảnh hưởng. Hãy chọn lại địa chỉ ở "
                "Quản trị, mục Nối các quầy."
            ) from error
        listener.settimeout(LOOK_SECONDS)
        self._listener = listener
        self._start(self._accept, listener)
        return int(listener.getsockname()[1])

    def answer(self, caller: Caller, path: str, payload: bytes) -> bytes:
        """One call, whoever's; NoSuchPath, or Trouble of the handler."""
        if path == WAIT:
            return self.waited(payload)
        if path == WHO:
            return pack(
                {"seen": [[one.desk, one.address, one.ago, one.here] for one in self.seen()]}
            )
        handler = self._handlers.get(path)
        if handler is None:
            raise NoSuchPath(path)
        return handler(caller, payload)

    def waited(self, payload: bytes, over: Callable[[], bool] = lambda: False) -> bytes:
        """The answer of WAIT: there is news, the time is up, or it is over."""
        asked = unpack(payload)
        run, seen = asked.get("run"), asked.get("seen")
        known = seen if isinstance(seen, dict) else {}
        counts = self.board.wait(str(run), known, self._office.limits.wait_seconds, over)
        return pack({"run": self.board.run, "seen": counts})

    def seen(self) -> tuple[Seen, ...]:
        """Which desks came since it began, by desk, and how many seconds ago each was heard."""
        now = time.monotonic()
        with self._lock:
            here = {_key(guest): guest.heard for guest in self._guests if guest.inside}
            found = {
                key: replace(one, ago=now - here.get(key, one.ago), here=key in here)
                for key, one in self._seen.items()
            }
        return tuple(sorted(found.values(), key=lambda one: (one.desk, one.address)))

    def close(self) -> None:
        """Stop listening, end every connection, and wait for what is being answered."""
        self._closed = True
        self.board.close()
        if self._listener is not None:
            with suppress(OSError):  # wakes who accepts, where the system has that
                self._listener.shutdown(socket.SHUT_RDWR)
            self._listener.close()
        with self._lock:
            guests, threads = list(self._guests), list(self._threads)
        for guest in guests:
            guest.cut()
        for thread in threads:
            thread.join()

    # --- connections -----------------------------------------------------------------------------

    def _start(self, work: Callable[..., None], *what: object) -> None:
        def run() -> None:
            try:
                work(*what)
            finally:
                with self._lock:
                    self._threads.discard(threading.current_thread())

        thread = threading.Thread(target=run, name="lan", daemon=True)
        with self._lock:  # who closes meanwhile finds none that has not begun
            self._threads.add(thread)
            thread.start()

    def _accept(self, listener: socket.socket) -> None:
        while not self._closed:
            self._end_the_slow()
            try:
                line, (address, *_) = listener.accept()
            except TimeoutError:
                continue
            except OSError:
                continue  # it went before it was taken, or the relay closes
            self._begin(line, address)

    def _begin(self, line: socket.socket, address: str) -> None:
        try:
            watch(line)
            guest = Guest(line, address, self._gate)
        except OSError:
            line.close()
            return
        self._take(guest)
        self._start(self._host, guest)

    def _host(self, guest: Guest) -> None:
        try:
            guest.prove()
            self._serve(guest)
        except (OSError, WireError, MotCuaError):
            pass  # it went, stood still, is nobody of ours, or our disk does not say who is
        finally:
            with self._lock:
                self._guests.discard(guest)
                self._note(guest)
            guest.close()

    def _serve(self, guest: Guest) -> None:
        limits = self._office.limits
        if not self._has_room(guest):
            guest.send_away(FULL.format(limits.desks))
            return
        guest.welcome(pack({**self._office.welcome(), "run": self.board.run}))
        guest.serve(self.answer)

    def _take(self, guest: Guest) -> None:
        """Count it among the strangers; the oldest go where there are too many."""
        limits = self._office.limits
        with self._lock:
            strangers = _by_age(one for one in self._guests if not one.inside)
            self._guests.add(guest)
        near = [one for one in strangers if one.address == guest.address]
        for old in near[: max(0, len(near) + 1 - limits.strangers_per_address)]:
            old.cut()
        for old in strangers[: max(0, len(strangers) + 1 - limits.strangers)]:
            old.cut()

    def _has_room(self, guest: Guest) -> bool:
        """Room for this desk; of its own connections the oldest goes where there are too many."""
        limits = self._office.limits
        with self._lock:
            others = [one for one in self._guests if one.inside]
            mine = _by_age(one for one in others if _key(one) == _key(guest))
            guest.inside = bool(mine) or len({_key(one) for one in others}) < limits.desks
            self._note(guest)
        for old in mine[: max(0, len(mine) + 1 - limits.lines_per_desk)]:
            old.cut()
        return guest.inside

    def _note(self, guest: Guest) -> None:
        """Remember when a desk was heard; under the lock."""
        caller = guest.caller
        if caller is not None and guest.inside:
            key = _key(guest)
            self._seen[key] = Seen(
                caller.device, caller.desk, guest.address, guest.heard, here=True
            )

    def _end_the_slow(self) -> None:
        """Whoever has not proved anything in time."""
        late = time.monotonic() - self._office.limits.proof_seconds
        with self._lock:
            slow = [one for one in self._guests if not one.inside and one.begun < late]
        for guest in slow:
            guest.cut()


def _by_age(guests: Iterable[Guest]) -> list[Guest]:
    return sorted(guests, key=lambda one: one.begun)


def _key(guest: Guest) -> tuple[str, str]:
    """A copied disk bears its original's name: each machine counts by its address, too."""
    return (guest.caller.device if guest.caller else "", guest.address)


def _tls(pair: wire.TlsPair) -> ssl.SSLContext:
    """TLS 1.3 only; the library reads files, so the sealed key lies in one for a moment."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.num_tickets = 0
    context.sslsocket_class = TlsSocket
    with tempfile.TemporaryDirectory(prefix="motcua-") as folder:
        certificate, key = Path(folder, "c.pem"), Path(folder, "k.pem")
        certificate.write_bytes(pair.certificate)
        key.write_bytes(pair.key)
        context.load_cert_chain(certificate, key, pair.password.decode())
    return context
