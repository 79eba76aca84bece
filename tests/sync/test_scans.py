"""Scans over a line that fails: after the records, piece by piece, on from where the far end is."""

import hashlib
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

import pytest

from app.services.exchange import COMPLETE, NO_LINE, Outcome, Peer
from app.services.scans import WaitingScan
from app.sync.scans import LEAST_PIECE, MOST_PIECE, ScanSender, ScansSent, with_scans
from app.sync.transport import LineError, Told, Wait
from app.wire.scans import Ticket, read_ticket
from app.wire.signing import certify_server, new_key
from tests.storage.conftest import FRIDAY

PRIVATE, PUBLIC = new_key()
SERVER_PRIVATE, SERVER_PUBLIC = new_key()
ROOT_PRIVATE, ROOT = new_key()
CERTIFICATE = certify_server(
    ROOT_PRIVATE, province="11", training=True, key=SERVER_PUBLIC, last_day=date(2027, 1, 1)
)
PEER = Peer("11-0001", "a", PRIVATE, "https://x", ROOT, CERTIFICATE.to_text(), True, "03158")
TUS = {"Tus-Resumable": "1.0.0"}
Before = Callable[["FarEnd", str, bytes], Told | None]


@dataclass
class Queue:
    """Scans in memory; `lost` ones cannot be read any more."""

    held: dict[str, bytes]
    lost: set[str] = field(default_factory=set)
    sent: list[str] = field(default_factory=list)
    asking: bool = False
    old: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)

    def due(self, now: datetime, limit: int) -> list[WaitingScan]:
        assert now == FRIDAY
        return [WaitingScan(name, len(self.held[name])) for name in self.old][:limit]

    def release(self, digest: str, now: datetime) -> None:
        assert now == FRIDAY
        self.gone.append(digest)

    def waiting(self, limit: int) -> list[WaitingScan]:
        names = [name for name in self.held if name not in self.sent]
        return [WaitingScan(name, len(self.held[name])) for name in names][:limit]

    def sealed(self, digest: str) -> bytes | None:
        return None if digest in self.lost else self.held[digest]

    def mark_sent(self, digest: str, now: datetime) -> bool:
        assert now == FRIDAY
        self.sent.append(digest)
        return True

    def asks(self, now: datetime) -> bool:
        assert now == FRIDAY
        return self.asking

    def offer(self, digests: Sequence[str], now: datetime) -> None:
        assert now == FRIDAY
        self.asking = False
        self.sent = [name for name in self.sent if name not in digests]


@dataclass
class FarEnd:
    """Speaks tus out of memory. `before` may answer, or raise, in the far end's place."""

    before: Before = lambda _end, _method, _body: None
    kept: dict[str, bytearray] = field(default_factory=dict)
    asked: list[tuple[str, int]] = field(default_factory=list)
    left: float = 40.0
    seconds: float = 0.0
    rate: float = 1e9
    signs_with: bytes = SERVER_PRIVATE
    wanted: tuple[str, ...] = ()
    copied: tuple[str, ...] = ()

    def tell(self, method: str, path: str, headers: Mapping[str, str], body: bytes = b"") -> Told:
        self.asked.append((method, len(body)))
        self.seconds += len(body) / self.rate
        instead = self.before(self, method, body)
        if instead is not None:
            return instead
        ticket, signature = read_ticket(headers["Authorization"])
        ticket.verify(PUBLIC, signature)
        assert path in ("/sync/1/scans", f"/sync/1/scans/{ticket.digest}")
        if method == "HEAD" and path == "/sync/1/scans":
            return Told(200, TUS | {"Motcua-Wanted": ",".join(self.wanted)})
        if method == "POST":
            self.kept.setdefault(ticket.digest, bytearray())
            return Told(201, TUS)
        if ticket.digest not in self.kept:
            return Told(404, TUS)
        kept = self.kept[ticket.digest]
        if method == "PATCH":
            if int(headers["Upload-Offset"]) != len(kept):
                return Told(409, TUS)
            wanted = b64decode(headers["Upload-Checksum"].removeprefix("sha256 "))
            assert hashlib.sha256(body).digest() == wanted
            kept += body
        return Told(204 if method == "PATCH" else 200, self.told(ticket))

    def told(self, ticket: Ticket) -> dict[str, str]:
        here = len(self.kept[ticket.digest])
        answer = {**TUS, "Upload-Offset": str(here)}
        if here == ticket.size:
            answer["Motcua-Receipt"] = ticket.receipt(self.signs_with)
        if ticket.digest in self.copied:
            answer["Motcua-Release"] = ticket.release(self.signs_with)
        return answer


def queue_of(*sizes: int) -> Queue:
    raws = [bytes([place]) * size for place, size in enumerate(sizes)]
    return Queue({hashlib.sha256(raw).hexdigest(): raw for raw in raws})


def sender(queue: Queue, line: FarEnd, **changes: object) -> ScanSender:
    given: dict[str, object] = {
        "queue": queue,
        "peer": PEER,
        "line": line,
        "certificate": CERTIFICATE,
        "budget": 1 << 30,
        "records_wait": lambda: False,
        "now": lambda: FRIDAY,
        "seconds": lambda: line.seconds,
        "pause": lambda _seconds: None,
    }
    return ScanSender(**(given | changes))  # type: ignore[arg-type]


def test_all_that_waits_is_sent_and_marked_only_under_the_provinces_word() -> None:
    queue, line = queue_of(10, 300_000, 5_000_000), FarEnd()
    assert sender(queue, line).run() == ScansSent(3)
    assert queue.sent == list(queue.held)
    assert {name: bytes(raw) for name, raw in line.kept.items()} == queue.held

    queue, false = queue_of(1000), FarEnd(signs_with=PRIVATE)
    assert sender(queue, false).run() == ScansSent(0)
    assert queue.sent == []


def test_what_the_province_has_lost_is_sent_again_and_the_rest_is_not() -> None:
    queue = queue_of(1000, 2000)
    sender(queue, FarEnd()).run()
    lost, _ = queue.held
    line = FarEnd(wanted=(lost, "f" * 64))
    queue.asking = True
    assert sender(queue, line).run() == ScansSent(1)
    assert list(line.kept) == [lost]
    assert not queue.asking


def test_only_what_lies_in_the_provinces_copy_goes_and_what_it_lost_is_offered_again() -> None:
    queue = queue_of(1000, 2000, 3000)
    line = FarEnd()
    sender(queue, line).run()
    first, second, third = queue.held
    queue.old, queue.asking = [first, second, third], True
    del line.kept[first]
    line.copied = (second,)
    assert sender(queue, line).run() == ScansSent(1)
    assert queue.gone == [second]
    assert first in line.kept

    queue.asking, line.copied, line.signs_with = True, (second, third), PRIVATE
    sender(queue, line).run()
    assert queue.gone == [second]


def test_a_new_record_waits_for_one_piece_at_most() -> None:
    """On a line of 20 kbit/s, 40 MB: a record comes while the fifth piece is under way."""
    queue, line = queue_of(40_000_000), FarEnd(rate=2_500)
    starts: list[float] = []

    def records_wait() -> bool:
        starts.append(line.seconds)
        return len(starts) > 5

    sending = sender(queue, line, records_wait=records_wait)
    assert sending.run() == ScansSent(0, paused=True)
    pieces = [size for method, size in line.asked if method == "PATCH"]
    assert len(pieces) == 5
    assert pieces[0] == 32 << 10
    assert pieces[-1] == LEAST_PIECE  # 3.3 s on this line
    assert starts[-1] - starts[-2] < 4
    (kept,) = line.kept.values()
    assert sender(queue, line).run() == ScansSent(1)
    assert line.asked[8][0] == "HEAD"
    assert len(kept) == 40_000_000


def test_pieces_grow_on_a_quick_line_and_stay_within_the_budget() -> None:
    queue, line = queue_of(20_000_000), FarEnd()
    sending = sender(queue, line, budget=10_000_000)
    assert sending.run() == ScansSent(0)
    sizes = [size for method, size in line.asked if method == "PATCH"]
    assert max(sizes) == MOST_PIECE
    assert sum(sizes) == 10_000_000
    assert sending.budget == 0


@pytest.mark.parametrize("place", range(8))
@pytest.mark.parametrize("after", [False, True])
def test_a_line_cut_at_any_request_before_or_after_it_arrived_costs_one_piece(
    place: int,
    after: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    queue = queue_of(200_000)
    count = 0

    def before(end: FarEnd, method: str, body: bytes) -> None:
        nonlocal count
        count += 1
        if count == place + 1:
            if after and method == "PATCH":
                (kept,) = end.kept.values()
                kept += body
            raise LineError("cut")

    line = FarEnd(before)
    assert sender(queue, line).run() == ScansSent(1)
    assert sum(size for _, size in line.asked) <= 200_000 + MOST_PIECE
    assert {name: bytes(raw) for name, raw in line.kept.items()} == queue.held


@pytest.mark.parametrize("place", range(4))
@pytest.mark.parametrize("share", [0.01, 0.5, 0.99])
def test_cut_inside_a_piece_the_next_one_begins_where_the_far_end_says(
    place: int, share: float
) -> None:
    """The far end may have flushed any part of the piece that the line broke in."""
    queue, pieces = queue_of(400_000), 0

    def before(end: FarEnd, method: str, body: bytes) -> None:
        nonlocal pieces
        pieces += method == "PATCH"
        if method == "PATCH" and pieces == place + 1:
            (kept,) = end.kept.values()
            kept += body[: max(1, int(len(body) * share))]
            raise LineError("cut")

    line = FarEnd(before)
    assert sender(queue, line).run() == ScansSent(1)
    assert pieces > place
    assert {name: bytes(raw) for name, raw in line.kept.items()} == queue.held


def test_a_file_that_goes_between_two_pieces_is_told_and_goes_on_once_it_is_scanned_again() -> None:
    queue, line = queue_of(300_000, 2_000), FarEnd()
    first, second = queue.held
    waits = iter([False, False, True])
    assert sender(queue, line, records_wait=lambda: next(waits)).run() == ScansSent(0, paused=True)
    here = len(line.kept[first])
    assert 0 < here < 300_000
    queue.lost.add(first)  # deleted or changed on the disk: its hash is not its name any more
    assert sender(queue, line).run() == ScansSent(1)
    assert queue.sent == [second]
    queue.lost.clear()
    line.asked.clear()
    assert sender(queue, line).run() == ScansSent(1)
    assert sum(size for _, size in line.asked) == 300_000 - here
    assert {name: bytes(raw) for name, raw in line.kept.items()} == queue.held


def test_a_line_that_is_gone_is_let_go_soon() -> None:
    def gone(_end: FarEnd, _method: str, _body: bytes) -> None:
        raise LineError("gone")

    queue, line = queue_of(1000, 1000), FarEnd(gone)
    assert sender(queue, line).run() == ScansSent(0)
    assert len(line.asked) == 4


def test_patience_that_is_asked_for_is_given_as_long_as_there_is_some() -> None:
    pauses: list[float] = []

    def busy(end: FarEnd, _method: str, _body: bytes) -> None:
        if len(end.asked) == 1:
            raise Wait(30)
        if len(end.asked) == 3:
            raise Wait(300)

    queue, line = queue_of(1000), FarEnd(busy)
    assert sender(queue, line, pause=pauses.append).run() == ScansSent(0)
    assert pauses == [30]


def test_one_that_is_lost_or_refused_holds_no_other_up() -> None:
    queue = queue_of(1000, 2000, 3000)
    lost, refused, good = queue.held
    queue.lost.add(lost)

    def full(_end: FarEnd, method: str, body: bytes) -> Told | None:
        return Told(507, TUS) if method == "PATCH" and len(body) == 2000 else None

    assert sender(queue, FarEnd(full)).run() == ScansSent(1)
    assert queue.sent == [good]
    assert refused not in queue.sent


def test_a_log_in_page_and_an_older_province_are_believed_nothing() -> None:
    for status in (200, 204, 404, 405, 302):
        queue = queue_of(1000)
        page = Told(status, {"Upload-Offset": "1000"})
        line = FarEnd(_always(page))
        assert sender(queue, line).run() == ScansSent(0)
        assert queue.sent == []


def test_who_leaves_sends_no_further_piece() -> None:
    queue, line = queue_of(1_000_000), FarEnd()
    leaving = iter([False, False, True])
    assert sender(queue, line, leaving=lambda: next(leaving)).run() == ScansSent(0)
    assert len([1 for method, _ in line.asked if method == "PATCH"]) == 2


def _always(told: Told) -> Before:
    return lambda _end, _method, _body: told


@dataclass
class Counter:
    bytes_up: int = 7
    bytes_down: int = 8
    requests: int = 9


def test_records_go_first_again_between_two_pieces() -> None:
    queue, line, order = queue_of(300_000), FarEnd(), list[str]()
    waits = iter([False, True, *[False] * 50])

    def records() -> Outcome:
        order.append(f"records after {sum(size for _, size in line.asked)} bytes")
        return Outcome(COMPLETE, 1, 0, 3, 1, 0, 0, "xong.")

    def make() -> ScanSender:
        return sender(queue, line, records_wait=lambda: next(waits))

    outcome = with_scans(records, make, Counter(), 1 << 20)
    assert order == ["records after 0 bytes", "records after 32768 bytes"]
    assert (outcome.state, outcome.sent_events, outcome.sent_scans) == (COMPLETE, 2, 1)
    assert (outcome.bytes_up, outcome.bytes_down, outcome.requests) == (7, 8, 9)


def test_without_a_line_or_a_budget_no_scan_is_looked_at() -> None:
    def never() -> ScanSender:
        raise AssertionError

    for state, budget in ((NO_LINE, 100), (COMPLETE, 0)):
        records = Outcome(state, 0, 0, 0, 0, 0, 0, "")
        assert with_scans(lambda: records, never, Counter(), budget).sent_scans == 0  # noqa: B023 - called at once
