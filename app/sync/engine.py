"""SYNC/1 as a plain object: what to send next, and what an answer means.

No thread, clock or socket. `request` gives the next envelope, `take` reads the answer to it and
says whether there is more to do. What is stored is decided by the answer, never by memory: the mark
in the store only says where to begin (docs/sync-protocol.md).
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from app.domain.times import from_millis
from app.services.exchange import ChainStore, Cursor, Peer
from app.wire import answer as wire
from app.wire import chain
from app.wire.envelope import HEAD_BYTES, Words, claims, pack
from app.wire.errors import CertificateEnded, Corrupt, OtherKey, WireError
from app.wire.header import Header
from app.wire.signing import SIGNATURE_BYTES, ServerCertificate

MOST_EVENTS = 20_000
MOST_BYTES = 8 << 20
LEAST_EVENTS = 1
MOST_PROBES = 8
WORDED_FROM = 20  # a few events do not pay for the time that a catalogue's words take


class Next(Enum):
    """What an answer leads to."""

    MORE = auto()
    DONE = auto()
    REFUSED = auto()


@dataclass(slots=True)
class Engine:
    """One exchange of one desk. Make a new one for each contact.

    `certificate` is the server's as it is believed now, `clock_difference_ms` how far this machine
    lay ahead of the province at its last answer; `set_back` that the province has less than it once
    said it had; `new_behind` the position behind which something came down. `_cursor` is what the
    last request said is held of the downstream journal; where the province denies it, `_agreed` is
    up to where both are known to be alike.
    """

    store: ChainStore
    peer: Peer
    app_version: str
    most_events: int = MOST_EVENTS
    sent_events: int = 0
    received_events: int = 0
    message: str | None = None
    clock_difference_ms: int = 0
    set_back: bool = False
    new_behind: int | None = None
    _from: int = field(init=False)
    _asking: bool = field(init=False, default=False)
    _asked_root: bool = field(init=False, default=False)
    _head: bytes = field(init=False, default=b"")
    _sent: int = field(init=False, default=0)
    _worded: bool = field(init=False, default=True)
    _too_many: int = field(init=False, default=0)
    _part: int = field(init=False, default=1)
    _probes: int = field(init=False, default=0)
    _cursor: Cursor = field(init=False)
    _agreed: int | None = field(init=False, default=None)
    certificate: ServerCertificate = field(init=False)

    def __post_init__(self) -> None:
        """Begin where the store believes the province to be."""
        self._from = min(self.store.stored_depth(), self.store.head()[0])
        self._cursor = self.store.cursor()
        self.certificate = self._believed(self.peer.server_certificate)

    def request(self, clock_ms: int) -> bytes:
        """The next envelope: events after the place believed stored, or a question."""
        asks, bodies = (self._questions(), []) if self._asking else ((), self._bodies())
        parent = self.store.head()[1] if self._asking else None
        if self._agreed is not None:
            asks = (*asks, *self._down_questions(self._agreed))
        return self._packed(bodies, asks, clock_ms, parent)

    def _packed(
        self,
        bodies: list[bytes],
        asks: tuple[bytes, ...],
        clock_ms: int,
        parent: bytes | None = None,
    ) -> bytes:
        cursor = self._cursor = self.store.cursor()
        header = Header(
            device=self.peer.device,
            installation=self.peer.installation,
            parent=parent or self.store.identity_at(self._from),
            count=len(bodies),
            app_version=self.app_version,
            clock_ms=clock_ms,
            cursor=cursor.position,
            cursor_hash=cursor.identity if cursor.position else b"",
            asks=asks,
        )
        raw = pack(header, bodies, self.peer.device_private, self._words(len(bodies)))
        self._head = chain.head(header.parent, bodies)
        self._sent = len(bodies)
        return raw

    def again(self, raw: bytes) -> bool:
        """Whether an envelope that was cut on its way still says what the next request would."""
        try:
            header = claims(raw)
        except WireError:
            return False
        cursor, end = self.store.cursor(), self._from + header.count
        here = (self.peer.device, self.store.identity_at(self._from), cursor.position)
        if (header.device, header.parent, header.cursor) != here or header.asks or self._asking:
            return False
        head = self.store.identity_at(end) if end <= self.store.head()[0] else b"none"
        if not raw[:-SIGNATURE_BYTES].endswith(head[:HEAD_BYTES]):
            return False
        self._cursor, self._head, self._sent = cursor, head, header.count
        return True

    def take(self, raw: bytes, clock_ms: int) -> Next:
        """Read the answer to the last request.

        Raises WireError where it is not the province's answer to it: nothing is then marked.
        """
        reply = self._believed_reply(raw, clock_ms)
        self.clock_difference_ms = clock_ms - reply.time_ms
        self.store.record_contact(reply.time_ms, self.clock_difference_ms)
        if reply.result == wire.REFUSED:
            return Next.REFUSED
        self._take_down(reply)
        if reply.result == wire.UNKNOWN_PARENT:
            return self._probe(reply)
        return self._stored(reply)

    def carry(self, clock_ms: int) -> Iterator[tuple[bytes, int, bytes]]:
        """Envelopes of all that is not known to be stored, for a stick: bytes, events, head.

        One at least, also where nothing is new: its answer brings what came down. Each says where
        its chain comes from, and what of the province's is held, in case the province lost that;
        and none needs a catalogue to be read.
        """
        self._worded = False
        end = self.store.head()[0]
        down = self._down_questions(0)
        while True:
            bodies = self._bodies()
            raw = self._packed(bodies, (*self._questions(), *down), clock_ms)
            self._from += len(bodies)
            yield raw, len(bodies), self._head
            if self._from >= end:
                return

    def take_carried(self, raw: bytes, clock_ms: int) -> Next:
        """Read an answer that a stick brought, to any envelope of this chain.

        It may be old: nothing that is known of the store is taken back by it, but that the province
        lacks a parent. Raises WireError as `take` does.
        """
        self._head = wire.quoted_head(raw)
        quoted = self.store.depth_of(self._head, self._from)
        if quoted is None:
            raise Corrupt("answer to another chain")
        reply = self._believed_reply(raw, clock_ms)
        if reply.result == wire.REFUSED:
            return Next.REFUSED
        known = self.store.contact_ms()
        self._take_carried_down(reply, news=reply.time_ms > known)
        depth = 0 if reply.stored is None else self.store.depth_of(reply.stored, reply.count)
        if depth is None:
            raise Corrupt("stored")
        if reply.result != wire.UNKNOWN_PARENT:
            depth = max(depth, self.store.stored_depth())
        self.set_back |= reply.time_ms >= known and depth < self.store.stored_depth()
        self.store.mark_stored(depth, max(reply.time_ms, known))
        self._branch(reply, quoted)
        return Next.DONE

    def distrust_words(self) -> None:
        """The last request failed: the province may have lost the catalogue it was told with."""
        self._worded = False

    @property
    def cursor_moved(self) -> bool:
        """Whether the province does not know yet what this desk holds of its journal."""
        return self.store.cursor() != self._cursor

    def halve(self) -> bool:
        """After a 413 or a stall: smaller envelopes from now on; False where it was one or none.

        The second time in a row a quarter, then an eighth: few tries lead down to a single event.
        """
        if self._sent <= LEAST_EVENTS:
            return False
        self._too_many, self._part = self._sent, self._part * 2
        self.most_events = max(LEAST_EVENTS, self._sent // self._part)
        return True

    def _grow(self) -> None:
        """It passed: more at once again, up to half of what did not pass."""
        self._part = 1
        self.most_events = max(self.most_events, min(2 * self.most_events, self._too_many // 2))

    def _words(self, events: int) -> Words | None:
        return self.store.words() if self._worded and events >= WORDED_FROM else None

    def _bodies(self) -> list[bytes]:
        return self.store.bodies_after(self._from, self.most_events, MOST_BYTES)

    def _believed_reply(self, raw: bytes, clock_ms: int) -> wire.Answer:
        """Signed by a key that holds today, as far as this machine's clock knows."""
        reply = self._opened(raw)
        self._renew(reply)
        if from_millis(clock_ms).date() > self.certificate.last_day:
            raise CertificateEnded(self.certificate.last_day.isoformat())
        self.message = reply.message
        return reply

    def _questions(self) -> tuple[bytes, ...]:
        """Identities at distances 1, 2, 4 … back from the head, newest first."""
        depth, head = self.store.head()
        asks, distance = [head], 1
        while distance < depth:
            asks.append(self.store.identity_at(depth - distance))
            distance *= 2
        return tuple(asks)

    def _probe(self, reply: wire.Answer) -> Next:
        """The province lacks the parent: find the newest that it has.

        It may be two that differ, behind one address: then each denies what the other said.
        """
        self._probes += 1
        if self._probes > MOST_PROBES:
            raise Corrupt("circle")
        known = None if reply.stored is None else self.store.depth_of(reply.stored, reply.count)
        if known is not None:
            self.set_back |= known < self.store.stored_depth()
            self._from, self._asking = known, False
        elif self._asking:
            self._asking = False
            self._from = self._root_once()
        else:
            self._asking = True
        return Next.MORE

    def _root_once(self) -> int:
        """Begin at the root; a second time would be a circle."""
        if self._asked_root:
            raise Corrupt("unknown root")
        self._asked_root = True
        self.set_back |= self.store.stored_depth() > 0
        return 0

    def _stored(self, reply: wire.Answer) -> Next:
        if self._asking:
            return self._probe(reply)
        depth = None if reply.stored is None else self.store.depth_of(reply.stored, reply.count)
        if depth is None:
            raise Corrupt("stored")
        if self._sent and depth <= self._from:
            raise Corrupt("nothing stored")
        self._grow()
        self.sent_events += max(0, depth - self._from)
        self._from = depth
        self.store.mark_stored(depth, reply.time_ms)
        copied = None if reply.offsite is None else self.store.depth_of(reply.offsite, depth)
        if copied is not None:
            self.store.mark_copied(copied)
        self._branch(reply, depth)
        behind = self.store.cursor().position < reply.down_last or self._agreed is not None
        return Next.MORE if depth < self.store.head()[0] or behind else Next.DONE

    def _branch(self, reply: wire.Answer, depth: int) -> None:
        """Somebody else writes on this chain too: from the next event on it is this machine's own.

        `depth` is where the head stands that was asked about. Answers come late, twice and to
        several processes: what was done since then by this machine is for the store to see.
        """
        if reply.standing is None or reply.letter is None:
            return
        if reply.standing == wire.FORK:
            self.store.reinstall(depth, reply.letter)
        elif reply.standing == wire.OLDER:
            bodies = list(reply.ahead)
            if self.store.take_ahead(depth, bodies, reply.letter, last=reply.ahead_last):
                self._from = depth + len(bodies)

    def _take_down(self, reply: wire.Answer) -> None:
        bodies = list(reply.down)
        if reply.down_from >= self._cursor.position:
            self._agreed = None
            if bodies:
                self._append_down(reply.down_from, bodies)
            return
        self.set_back = True
        held = self.store.held_down(reply.down_from, bodies)
        common = reply.down_from + held
        if held < len(bodies):
            self._agreed = None
            self._append_down(reply.down_from, bodies)
        elif common in (reply.down_last, self._agreed):  # it ends here, or answers no question
            self._agreed = None
            self.store.set_down_back(common)
        else:
            self._agreed = common

    def _append_down(self, after: int, bodies: list[bytes]) -> None:
        new = self.store.take_down(after, bodies)
        if new:
            self.received_events += new
            begin = after + len(bodies) - new
            self.new_behind = begin if self.new_behind is None else min(self.new_behind, begin)

    def _take_carried_down(self, reply: wire.Answer, *, news: bool) -> None:
        """What a stick brings is followed as far as it goes on from what is held.

        Where it says something else, only if no later answer came meanwhile.
        """
        last, bodies = self.store.cursor().position, list(reply.down)
        if reply.down_from > last:
            return
        held = self.store.held_down(reply.down_from, bodies)
        if news or held == min(len(bodies), last - reply.down_from):
            self._append_down(reply.down_from, bodies)
        if news and reply.down_last < last and held == len(bodies):
            self.set_back = True
            self.store.set_down_back(reply.down_last)

    def _down_questions(self, agreed: int) -> tuple[bytes, ...]:
        """Identities of what is held of the province's journal, further and further back.

        For a province that denies the newest; the last is known to be alike.
        """
        last, places, distance = self.store.cursor().position, [], 1
        while last - distance > agreed:
            places.append(last - distance)
            distance *= 2
        return tuple(self.store.down_identity_at(place) for place in (*places, agreed))

    def _opened(self, raw: bytes) -> wire.Answer:
        """Signed by the key that is believed, or by one that the answer itself brings renewed."""
        try:
            return wire.open_answer(raw, self.certificate.public_key, self._head)
        except OtherKey:
            newer = self._newer(raw)
            if newer is None:
                raise
            return wire.open_answer(raw, newer.public_key, self._head)

    def _newer(self, raw: bytes) -> ServerCertificate | None:
        """A certificate that the root has signed for longer than the one that is believed."""
        try:
            text = wire.announced_certificate(raw)
            certificate = None if text is None else self._believed(text)
        except WireError:
            return None
        return certificate if certificate is not None and self._replaces(certificate) else None

    def _renew(self, reply: wire.Answer) -> None:
        if reply.server_certificate is None:
            return
        certificate = self._believed(reply.server_certificate)
        if self._replaces(certificate):
            self.certificate = certificate
            self.store.renew_server_certificate(reply.server_certificate)

    def _replaces(self, other: ServerCertificate) -> bool:
        """An earlier one, whose key may have been stolen since, never comes back."""
        return other.last_day > self.certificate.last_day

    def _believed(self, text: str) -> ServerCertificate:
        certificate = ServerCertificate.from_text(text)
        certificate.verify(self.peer.root)
        if certificate.training != self.peer.training:
            raise WireError("training mark")
        return certificate
