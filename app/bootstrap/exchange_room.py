"""The exchange in the window: by itself and on F11, on a thread of its own, with its page."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace

from PySide6.QtCore import QTimer

from app.bootstrap import opening
from app.bootstrap.door import Door
from app.bootstrap.exchange_desk import ExchangeBridge
from app.bootstrap.house import House
from app.domain.errors import MotCuaError
from app.services.desk import Desk
from app.services.exchange import COMPLETE, NO_LINE, Outcome
from app.ui.exchange.page import ExchangePage
from app.ui.messages import ATTENTION, DONE, OFFLINE, SENDING, Message

EXCHANGE, TOPIC = "exchange", "exchange"
EVERY_MS, SAID_MS = 5 * 60 * 1000, 8_000


@dataclass(frozen=True, slots=True)
class Line:
    """What is known of the line without asking anybody."""

    sending: bool
    online: bool


class ExchangeRoom:
    """One exchange at a time; what it was said stays in the log."""

    def __init__(self, program: House, door: Door) -> None:
        """The page, and the clock that tries by itself."""
        self._program, self._door = program, door
        self._pool = ThreadPoolExecutor(1, "exchange")
        self.line = Line(sending=False, online=False)
        bridge = ExchangeBridge(
            door.now_open, door.now_frozen, program.run, lambda: self.begin(asked=True)
        )
        self.page = ExchangePage(bridge.desk())
        rail = program.window.shell.rail
        self.page.noticed.connect(lambda count: rail.show_count(EXCHANGE, count))
        program.window.add_page(EXCHANGE, self.page)
        timer = QTimer(program.window, interval=EVERY_MS)
        timer.timeout.connect(lambda: self.begin(asked=False))
        timer.start()

    def open(self) -> None:
        """F11 from anywhere: show it, and send."""
        self._program.window.go(EXCHANGE)
        self.begin(asked=True)

    def begin(self, *, asked: bool) -> None:
        """Start one, unless one runs, nobody is in, or there is no province to send to."""
        program = self._program
        if self.line.sending or not program.window.name or not self._may_try(asked=asked):
            return
        self._change(sending=True, online=self.line.online)
        if asked:
            head, more = "Đang gửi – nhận với tỉnh.", "Cứ làm việc bình thường."
            program.messages.show(Message(TOPIC, SENDING, head, more))
        opened = self._door.now_open()
        key, desk = opened.key, opened.desk
        program.tasks.run(
            self._pool,
            program.window,
            lambda: self._exchange(desk, key),
            lambda outcome: self._on_exchanged(outcome, asked=asked),
            self._on_failed,
        )

    def _may_try(self, *, asked: bool) -> bool:
        """A desk of its own has nobody to send to; in practice F11 shows how that is told."""
        standing = self._door.now_frozen().standing_now
        return standing.device is not None or (asked and standing.training)

    def close(self) -> None:
        """Wait for what travels."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _exchange(self, desk: Desk, key: bytes) -> Outcome:
        own = opening.open_with_key(self._program.profile, desk.user, key)
        own.desk = replace(own.desk, clock=desk.clock)  # as the clerk said what time it is
        try:
            return opening.exchange(own)
        finally:
            own.close()

    def _on_exchanged(self, outcome: Outcome, *, asked: bool) -> None:
        messages = self._program.messages
        messages.clear(TOPIC)
        if asked or outcome.sent_events:
            kind = {COMPLETE: DONE, NO_LINE: OFFLINE}.get(outcome.state, ATTENTION)
            messages.show(Message(TOPIC, kind, outcome.message, lasts_ms=SAID_MS))
        if outcome.received_events:
            self._program.run(self._door.refresh, lambda _: None)
        self._change(sending=False, online=outcome.state != NO_LINE)

    def _on_failed(self, error: MotCuaError) -> None:
        self._program.messages.clear(TOPIC)
        self._program.messages.trouble(error.message)
        self._change(sending=False, online=self.line.online)

    def _change(self, *, sending: bool, online: bool) -> None:
        self.line = Line(sending=sending, online=online)
        self.page.show_sending(sending=sending)
        self._program.window.refresh_status()
