"""One exchange over the line, from the first envelope to an end that comes by itself.

At most eight tries that fail, forty seconds without a byte, one to three seconds between tries; the
next call goes on where this one stopped. What was not answered is not marked.
"""

import hashlib
from collections.abc import Callable
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
from app.sync.transport import Clock, LineError, NoLine, TooBig, Wait
from app.wire.errors import WireError
from app.wire.packing import unpack

MOST_TRIES = 8
MOST_WAIT = 20.0
MOST_ROUNDS = 200


class Line(Protocol):
    """What the exchange needs of a transport."""

    bytes_up: int
    bytes_down: int
    requests: int

    def post(self, envelope: bytes) -> bytes:
        """Send an envelope, get the answer's bytes."""
        ...

    def fetch(self, digest: str, offset: int) -> bytes:
        """A published content from a byte on."""
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
    trouble: str = ""
    answered: bool = False
    gain: int = 0

    def run(self) -> Outcome:
        """Exchange until nothing is left, or until it is no use now."""
        engine = Engine(self.store, self.peer, self.app_version)
        state = self._envelopes(engine)
        if state == COMPLETE and not self._contents():
            state = PARTIAL
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
        return PARTIAL if self.answered else NO_LINE

    def _one(self, engine: Engine) -> Next | None:
        """One request; None where it failed and may be tried again."""
        try:
            raw = self.line.post(engine.request(self.now_ms()))
            step = engine.take(raw, self.now_ms())
        except TooBig:
            self._failed("Tỉnh yêu cầu gửi từng phần nhỏ hơn.", 0 if engine.halve() else 1)
        except Wait as wait:
            self._failed("Máy chủ của tỉnh đang bận.", min(wait.seconds, MOST_WAIT))
        except Clock:
            self._failed(CLOCK, 1)
        except NoLine:
            self._failed("Không có mạng tới máy chủ của tỉnh.", 1)
        except LineError:
            self._failed("Đường truyền bị ngắt giữa chừng.", 1)
            engine.halve()
        except WireError:
            self._failed(NOT_BELIEVED, 1)
        else:
            self.answered = True
            self._gained(engine)
            return step
        return None

    def _gained(self, engine: Engine) -> None:
        """Only progress makes earlier failures forgotten, not an answer that leads nowhere."""
        gain = engine.sent_events + engine.received_events
        if gain > self.gain:
            self.failures, self.gain = 0, gain

    def _failed(self, sentence: str, seconds: float) -> None:
        self.failures += 1
        self.trouble = sentence
        if seconds and self.failures < MOST_TRIES:
            self.pause(max(seconds, min(3.0, 0.5 + 0.5 * self.failures)))

    def _contents(self) -> bool:
        """Fetch what was published beside the journal; True where nothing is missing."""
        for digest in self.store.wanted_blobs():
            content = self._content(digest)
            if content is None:
                return False
            self.store.keep_blob(digest, content)
        return True

    def _content(self, digest: str) -> bytes | None:
        packed = b""
        while self.failures < MOST_TRIES:
            try:
                packed += self.line.fetch(digest, len(packed))
                content = unpack(packed)
            except LineError:
                self._failed("Đường truyền bị ngắt giữa chừng.", 1)
            except WireError:
                packed = b""
                self._failed(NOT_BELIEVED, 1)
            else:
                if hashlib.sha256(content).hexdigest() == digest:
                    return content
                packed = b""
                self._failed(NOT_BELIEVED, 1)
        return None

    def _outcome(self, engine: Engine, state: str) -> Outcome:
        depth = self.store.stored_depth()
        return Outcome(
            state=state,
            sent_events=engine.sent_events,
            received_events=engine.received_events,
            stored=depth,
            requests=self.line.requests,
            bytes_up=self.line.bytes_up,
            bytes_down=self.line.bytes_down,
            message=self._words(engine, state),
        )

    def _words(self, engine: Engine, state: str) -> str:
        if state == COMPLETE:
            return (
                f"Đã gửi {engine.sent_events} việc, tỉnh đã nhận đủ; "
                f"nhận về {engine.received_events} thay đổi."
            )
        if state == REFUSED:
            return engine.message or "Tỉnh không nhận máy này. Hãy gọi tỉnh."
        return f"{self.trouble} Hồ sơ vẫn an toàn trên máy này; lần sau gửi tiếp từ chỗ dừng."


CLOCK = "Chứng thư của máy chủ không hợp lệ vào giờ của máy này: hãy xem lại đồng hồ máy."
NOT_BELIEVED = (
    "Câu trả lời không phải của máy chủ tỉnh (có thể là trang đăng nhập mạng), nên không tin."
)
