"""One exchange over the line, from the first envelope to an end that comes by itself.

At most eight connections and eight tries that fail, forty seconds in which nothing moves, one to
three seconds between tries; the next call goes on where this one stopped. What was not answered is
not marked.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from app.services.exchange import (
    COMPLETE,
    NO_LINE,
    PARTIAL,
    REFUSED,
    ChainStore,
    Outcome,
    Peer,
)
from app.sync.engine import Engine, Next
from app.sync.exchange_words import (
    outcome_words,
    said_by_province,
    told,
    trouble_words,
    wait_words,
)
from app.sync.transport import (
    RESUMED_FROM,
    Beyond,
    Denied,
    Early,
    Expired,
    Fault,
    LineError,
    Older,
    Spent,
    TooBig,
    Wait,
)
from app.sync.watched import HALTED
from app.wire.errors import CertificateEnded, Corrupt, OtherKey, UnknownKind, WireError
from app.wire.packing import MOST_PLAIN, unpack

MOST_TRIES = 8
MOST_ROUNDS = 200
CUT_ENVELOPE = "envelope"  # its place beside the contents of which a part has come
MOST_WAIT_SECONDS = 3600.0  # a server that says more is asked again all the same
FINAL = (  # another try now would end the same
    Spent, Denied, Older, UnknownKind, Early, Expired, CertificateEnded,
)  # fmt: skip
SERVED = (Wait, TooBig, Older, UnknownKind)  # a server is there, and the line with it
DISTRUST = (Early, Expired, CertificateEnded, OtherKey)  # somebody answers, and may not be believed


class Line(Protocol):
    """What the exchange needs of a transport."""

    bytes_up: int
    bytes_down: int
    requests: int

    @property
    def left(self) -> float:
        """Seconds until patience ends, if nothing moves."""
        ...

    @property
    def reached(self) -> int:
        """How many bytes of the envelope that goes on the far end had."""
        ...

    def post(self, envelope: bytes) -> bytes:
        """Send an envelope, get the answer's bytes."""
        ...

    def resume(self, envelope: bytes) -> bytes:
        """Send what a cut has left of one."""
        ...

    def fetch(self, digest: str, offset: int) -> Iterator[bytes]:
        """A published content from a byte on, piece by piece as it comes."""
        ...


@dataclass(slots=True)
class Exchange:
    """Drives the engine over a line; `now_ms` and `pause` come from the composition root."""

    store: ChainStore
    peer: Peer
    line: Line
    app_version: str
    now_ms: Callable[[], int]
    pause: Callable[[float], None]
    failures: int = 0
    trouble: Exception | None = None
    spent: Spent | None = None
    answered: bool = False
    wait: float | None = None
    looked_back: bool = False
    reached: int = 0

    def run(self) -> Outcome:
        """Exchange until nothing is left, or until it is no use now."""
        engine = Engine(self.store, self.peer, self.app_version)
        state = self._envelopes(engine)
        if state == COMPLETE and not self._contents():
            state = PARTIAL
        elif state == COMPLETE and engine.cursor_moved:
            self._one(engine)  # the province learns what this desk holds now
        return self._outcome(engine, state)

    def _envelopes(self, engine: Engine) -> str:
        for _ in range(MOST_ROUNDS):
            step = self._one(engine)
            if step is Next.DONE:
                return COMPLETE
            if step is Next.REFUSED:
                return REFUSED
            if step is None and self.failures >= MOST_TRIES:
                break
        if self.answered or isinstance(self.trouble, SERVED) or str(self.spent) == HALTED:
            return PARTIAL
        return REFUSED if isinstance(self.trouble, DISTRUST) else NO_LINE

    def _one(self, engine: Engine) -> Next | None:
        """One request; None where it failed and may be tried again."""
        cut = self.store.part(CUT_ENVELOPE)
        again = bool(cut) and engine.again(cut)
        envelope = cut if again else engine.request(self.now_ms())
        try:
            raw = (self.line.resume if again else self.line.post)(envelope)
            step = engine.take(raw, self.now_ms())
            self._look_back(engine)
        except TooBig as error:
            self._forget(cut)
            self._failed(error, 0 if engine.halve() else 1)
        except (LineError, WireError) as error:
            engine.distrust_words()
            self._failed(error)
            if self._goes_on(error, envelope, again=again):
                self.store.keep_part(CUT_ENVELOPE, envelope)
            elif type(error) in (LineError, Fault):  # cut on the way, or too much: less may pass
                self._forget(cut)
                engine.halve()
        else:
            self._forget(cut)
            self.answered = True
            return step
        return None

    def _goes_on(self, error: Exception, envelope: bytes, *, again: bool) -> bool:
        """A large one was cut, for the first time or further on than before: the rest may pass."""
        before, self.reached = self.reached, self.line.reached if again else 0
        cut = type(error) is LineError and len(envelope) >= RESUMED_FROM
        return cut and (not again or self.reached > before)

    def _forget(self, cut: bytes) -> None:
        if cut:
            self.store.keep_part(CUT_ENVELOPE, b"")

    def _look_back(self, engine: Engine) -> None:
        """Before it is given anything again: nothing then shows any more what it had lost."""
        if engine.set_back and not self.looked_back:
            self.store.offer_again()
            self.looked_back = True

    def _failed(self, error: Exception, least: float = 1) -> None:
        """Count it, and wait before the next try if there is to be one."""
        self.failures += 1
        if isinstance(error, Spent):
            self.spent = error
        else:
            self.trouble = error
        seconds = max(least, min(3.0, 0.5 + 0.5 * self.failures)) if least else 0
        self.wait = self._asked_for(error) if isinstance(error, Wait) else None
        seconds = max(seconds, self.wait or 0)
        if isinstance(error, FINAL) or seconds > self.line.left:
            self.failures = MOST_TRIES
        if seconds and self.failures < MOST_TRIES:
            self.pause(seconds)

    def _asked_for(self, error: Wait) -> float:
        seconds = error.seconds
        if error.until_ms is not None:
            seconds = max(seconds, (error.until_ms - self.now_ms()) / 1000)
        return min(seconds, MOST_WAIT_SECONDS)

    def _contents(self) -> bool:
        """Fetch what was published beside the journal; True where nothing is missing."""
        return all(self._content(digest) for digest in self.store.wanted_blobs())

    def _content(self, digest: str) -> bool:
        while self.failures < MOST_TRIES:
            try:
                packed = self._rest(digest)
                content = _plain(packed, digest)
            except (Beyond, Corrupt) as error:
                self.store.keep_part(digest, b"")  # from the first byte, then
                self._failed(Corrupt("content") if isinstance(error, Beyond) else error)
            except LineError as error:
                self._failed(error)
            else:
                self.store.keep_blob(digest, content)
                return True
        return False

    def _rest(self, digest: str) -> bytes:
        """The content as it travels; what came before a cut is kept, and not asked for again."""
        packed = bytearray(self.store.part(digest))
        try:
            for piece in self.line.fetch(digest, len(packed)):
                packed += piece
                if len(packed) > MOST_PLAIN:
                    raise Corrupt("too large")
        except LineError:
            self.store.keep_part(digest, bytes(packed))
            raise
        return bytes(packed)

    def _outcome(self, engine: Engine, state: str) -> Outcome:
        now_ms = self.now_ms()
        wrong = [one for one in (self.trouble, self.spent) if one is not None]
        trouble = " ".join(trouble_words(one, engine, now_ms) for one in wrong)
        wait = None if state == COMPLETE else self.wait
        notices = said_by_province(engine, self.store)
        trouble = " ".join(filter(None, (trouble, wait_words(wait, now_ms))))
        said = outcome_words(engine, self.store, state, trouble, now_ms)
        return Outcome(
            state=state,
            sent_events=engine.sent_events,
            received_events=engine.received_events,
            stored=self.store.stored_depth(),
            requests=self.line.requests,
            bytes_up=self.line.bytes_up,
            bytes_down=self.line.bytes_down,
            message=" ".join((said.strip(), *told(notices))),
            notices=notices,
            wait_seconds=wait,
        )


def _plain(packed: bytes, digest: str) -> bytes:
    """A published content unpacked; Corrupt where it is broken, too large or another one."""
    content = unpack(packed)
    if hashlib.sha256(content).hexdigest() != digest:
        raise Corrupt("digest")
    return content
