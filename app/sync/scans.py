"""Scans over the line: after the records, by a budget of bytes, from where the province stands.

What the province has is what it says (HEAD), never what this machine remembers; a scan is sent only
once the province's signature says that all of it is there. Between two pieces new records go first,
so a scan delays a record by one piece at most, and a piece is made as long as a few seconds take.
"""

import hashlib
from base64 import b64encode
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Protocol

from app.services.exchange import COMPLETE, Outcome, Peer
from app.services.scans import ScanQueue, WaitingScan
from app.sync.transport import LineError, Told, Wait
from app.wire.errors import Corrupt
from app.wire.scans import Ticket
from app.wire.signing import ServerCertificate

PATH, TUS = "/sync/1/scans", {"Tus-Resumable": "1.0.0"}
STREAM = "application/offset+octet-stream"
LEAST_PIECE, FIRST_PIECE, MOST_PIECE = 8 << 10, 32 << 10, 1 << 20
SHORT_SECONDS, LONG_SECONDS = 2.0, 6.0  # a piece that took less may be longer, and the reverse
MOST_FAILURES, MOST_AT_ONCE, MOST_RELEASED = 4, 200, 50
OK, CREATED, DONE, MISSING, CONFLICT, WRONG_SUM = 200, 201, 204, 404, 409, 460
NOT_SPOKEN = (404, 405)
RECEIPT, RELEASE, NO_DIGEST = "Motcua-Receipt", "Motcua-Release", "0" * 64


class Counted(Protocol):
    """What a line has taken so far."""

    bytes_up: int
    bytes_down: int
    requests: int


class ScanLine(Protocol):
    """What the sender needs of a transport."""

    @property
    def left(self) -> float:
        """Seconds until patience ends, if nothing moves."""
        ...

    def tell(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Told:
        """One request; what came back. Raises LineError."""
        ...


class ReadingLine(Protocol):
    """What a borrower needs of a transport."""

    def read(self, path: str, headers: Mapping[str, str]) -> bytes:
        """All that a path holds. Raises LineError."""
        ...


@dataclass(frozen=True, slots=True)
class ScansSent:
    """How many the province has confirmed now; `paused`: new records go first."""

    sent: int
    paused: bool = False


class _Paused(Exception):
    """Records wait."""


class _Refused(Exception):
    """The province does not want this one now; the others go on."""


class _Spent(Exception):
    """The budget of this exchange."""


class _NotSpoken(Exception):
    """An older province: scans wait until it is upgraded."""


@dataclass(slots=True)
class ScanSender:
    """Sends until nothing waits, the budget is spent, records wait, or the line fails.

    `records_wait` is asked before each piece, `leaving` too: then nothing more is sent. `seconds`
    measures a piece.
    """

    queue: ScanQueue
    peer: Peer
    line: ScanLine
    certificate: ServerCertificate
    budget: int
    records_wait: Callable[[], bool]
    now: Callable[[], datetime]
    seconds: Callable[[], float]
    pause: Callable[[float], None]
    leaving: Callable[[], bool] = lambda: False
    piece: int = FIRST_PIECE
    _failures: int = field(init=False, default=0)

    def run(self) -> ScansSent:
        """The scans that wait, one after the other."""
        sent = 0
        try:
            if self.queue.asks(self.now()):
                self._ask_what_is_wanted()
                self._let_go()
            for scan in self.queue.waiting(MOST_AT_ONCE):
                sent += self._send(scan)
        except _Paused:
            return ScansSent(sent, paused=True)
        except (LineError, _Spent, _NotSpoken):
            pass
        return ScansSent(sent)

    def _ask_what_is_wanted(self) -> None:
        """Once a day: what the province had, and has lost since, waits again."""
        told = self._ask("HEAD", Ticket(self.peer.device, NO_DIGEST, 1), {}, whole=False)
        if told.status == OK:
            names = told.headers.get("Motcua-Wanted", "").split(",")
            self.queue.offer([name for name in names if name], self.now())

    def _let_go(self) -> None:
        """The bytes of scans that lie in the province's copy at another place, too."""
        for scan in self.queue.due(self.now(), MOST_RELEASED):
            ticket = Ticket(self.peer.device, scan.digest, scan.size)
            told = self._ask("HEAD", ticket, {})
            if told.status == MISSING:  # it was there once
                self.queue.offer([scan.digest], self.now())
                continue
            try:
                ticket.check_release(told.headers.get(RELEASE, ""), self.certificate.public_key)
            except Corrupt:
                return  # the next ones came later still
            self.queue.release(scan.digest, self.now())

    def _send(self, scan: WaitingScan) -> bool:
        raw = self.queue.sealed(scan.digest)
        if raw is None:
            return False
        ticket = Ticket(self.peer.device, scan.digest, len(raw))
        while True:
            try:
                receipt = self._bring(ticket, raw)
                ticket.check_receipt(receipt, self.certificate.public_key)
            except (LineError, Corrupt) as error:
                self._failed(error)
            except _Refused:
                return False
            else:
                self.queue.mark_sent(scan.digest, self.now())
                return True

    def _failed(self, error: LineError | Corrupt) -> None:
        """Once more in a moment, from where the province stands; LineError where it is no use."""
        self._failures += 1
        self.piece = max(LEAST_PIECE, self.piece // 2)
        seconds = error.seconds if isinstance(error, Wait) else float(self._failures)
        if self._failures >= MOST_FAILURES or seconds > self.line.left:
            raise LineError("scans") from error
        self.pause(seconds)

    def _bring(self, ticket: Ticket, raw: bytes) -> str:
        """All that the province lacks of it; its receipt."""
        told = self._where(ticket)
        while _offset(told) < ticket.size:
            told = self._next(ticket, raw, _offset(told))
        return told.headers.get(RECEIPT, "")

    def _where(self, ticket: Ticket) -> Told:
        told = self._ask("HEAD", ticket, {})
        if told.status == OK:
            return told
        if told.status != MISSING:
            raise _Refused
        begun = self._ask("POST", ticket, {"Upload-Length": str(ticket.size)})
        if begun.status != CREATED:
            raise _Refused
        return self._ask("HEAD", ticket, {})

    def _next(self, ticket: Ticket, raw: bytes, offset: int) -> Told:
        """One piece; its checksum keeps a wrong byte of the way out."""
        if self.records_wait():
            raise _Paused
        if self.budget <= 0 or self.leaving():
            raise _Spent
        piece = raw[offset : offset + min(self.piece, self.budget)]
        told_sum = b64encode(hashlib.sha256(piece).digest()).decode()
        headers = {
            "Content-Type": STREAM,
            "Upload-Offset": str(offset),
            "Upload-Checksum": f"sha256 {told_sum}",
        }
        start = self.seconds()
        self.budget -= len(piece)
        told = self._ask("PATCH", ticket, headers, piece)
        if told.status in (CONFLICT, WRONG_SUM):
            raise LineError(str(told.status))  # ask again where it stands
        if told.status != DONE:
            raise _Refused
        self._measure(self.seconds() - start)
        self._failures = 0
        return told

    def _measure(self, seconds: float) -> None:
        if seconds < SHORT_SECONDS:
            self.piece = min(MOST_PIECE, 2 * self.piece)
        elif seconds > LONG_SECONDS:
            self.piece = max(LEAST_PIECE, self.piece // 2)

    def _ask(
        self,
        method: str,
        ticket: Ticket,
        headers: Mapping[str, str],
        body: bytes = b"",
        *,
        whole: bool = True,
    ) -> Told:
        path = f"{PATH}/{ticket.digest}" if whole and method != "POST" else PATH
        signed = ticket.signed(self.peer.device_private)
        told = self.line.tell(method, path, {**TUS, "Authorization": signed, **headers}, body)
        if "Tus-Resumable" not in told.headers:  # a page of somebody else, or an older province
            raise _NotSpoken if told.status in NOT_SPOKEN else LineError(str(told.status))
        return told


def borrow(line: ReadingLine, peer: Peer, dossier: bytes, digest: str, size: int) -> bytes:
    """The sealed bytes of a scan that another machine brought; LineError unless whole."""
    signed = Ticket(peer.device, digest, size).signed(peer.device_private)
    headers = {**TUS, "Authorization": signed, "Motcua-Dossier": dossier.hex()}
    raw = line.read(f"{PATH}/{digest}", headers)
    if hashlib.sha256(raw).hexdigest() != digest:
        raise LineError("scan")
    return raw


def with_scans(
    records: Callable[[], Outcome], sender: Callable[[], ScanSender], line: Counted, budget: int
) -> Outcome:
    """The records, then scans; new records that come meanwhile go between two pieces."""
    outcome, sent, left = records(), 0, budget
    while outcome.state == COMPLETE and left > 0:
        sending = sender()
        sending.budget = left
        done = sending.run()
        sent, left = sent + done.sent, sending.budget
        if not done.paused:
            break
        outcome = _joined(outcome, records())
    return replace(
        outcome,
        requests=line.requests,
        bytes_up=line.bytes_up,
        bytes_down=line.bytes_down,
        sent_scans=sent,
    )


def _joined(first: Outcome, second: Outcome) -> Outcome:
    """Two exchanges of records as one."""
    return replace(
        second,
        sent_events=first.sent_events + second.sent_events,
        received_events=first.received_events + second.received_events,
        notices=(*first.notices, *second.notices),
        message=f"{first.message} {second.message}",
    )


def _offset(told: Told) -> int:
    text = told.headers.get("Upload-Offset", "")
    if not text.isdecimal():
        raise LineError("offset")
    return int(text)
