"""The exchange in the window: by itself and on F11, on a thread of its own, with its page."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import random
from time import monotonic

from PySide6.QtCore import QTimer

from app.bootstrap import opening, words
from app.bootstrap.arrival import WEEK
from app.bootstrap.door import Door
from app.bootstrap.exchange_desk import ExchangeBridge
from app.bootstrap.house import House
from app.bootstrap.opening import OpenDesk
from app.bootstrap.stick_room import both_ways, find_stick
from app.domain.errors import MotCuaError
from app.services.desk import Desk
from app.services.exchange import COMPLETE, NO_LINE, Outcome
from app.services.exchange_waits import wait_seconds
from app.services.exchange_watch import Watch, progress_words
from app.services.ports import Card
from app.storage import worklist
from app.ui.exchange.desk import DISPUTED
from app.ui.exchange.page import ExchangePage
from app.ui.messages import ATTENTION, DONE, OFFLINE, SENDING, Action, Message

EXCHANGE, TOPIC, RETURNED, STICK = "exchange", "exchange", "returned", "stick"
Returned = tuple[tuple[Card, str], ...]
SAID_MS, LOOK_MS = 8_000, 500


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
            door.now_open,
            door.now_frozen,
            program.run,
            start=lambda: self.begin(asked=True),
            by_stick=self.begin_by_stick,
            retries_at=self._retries_at,
            pause=self.pause,
            is_paused=lambda: self.paused,
        )
        self.paused = False
        self._watch: Watch | None = None
        self._failures, self._stick_next = 0, False
        self._asked_for: float | None = None  # by the server, before the next try
        self.page = ExchangePage(bridge.desk())
        rail = program.window.shell.rail
        self.page.noticed.connect(lambda count: rail.show_count(EXCHANGE, count))
        self.page.told.connect(self._tell_answered)
        program.window.add_page(EXCHANGE, self.page)
        self._known = frozenset[int]()
        program.run(self._disputed, self._remember)
        self._looking = QTimer(program.window, interval=LOOK_MS)
        self._looking.timeout.connect(self._look)
        self.timer = QTimer(program.window, singleShot=True)
        self.timer.timeout.connect(self._try)
        self._wait()

    def open(self) -> None:
        """F11 from anywhere: show it, and send."""
        self._program.window.go(EXCHANGE)
        self.begin(asked=True)

    def begin(self, *, asked: bool) -> None:
        """Start one, unless one runs, nobody is in, or there is no province to send to."""
        program = self._program
        if self.line.sending or not program.window.name or not self._may_try(asked=asked):
            return
        if self.paused and not asked:
            return
        self.paused = False
        watch = self._watch = Watch(monotonic)
        self._change(sending=True, online=self.line.online)
        if asked:
            head, more = "Đang gửi – nhận với tỉnh.", "Cứ làm việc bình thường."
            program.messages.show(Message(TOPIC, SENDING, head, more))
        opened = self._door.now_open()
        key, desk = opened.key, opened.desk
        program.tasks.run(
            self._pool,
            program.window,
            lambda: self._own(desk, key, lambda own: opening.exchange(own, watch)),
            lambda outcome: self._on_exchanged(outcome, asked=asked),
            self._on_failed,
            self._on_broken,
        )

    def pause(self) -> None:
        """P: send nothing by itself, and end what is on its way; P again goes on at once.

        It ends with the program: a forgotten pause must not keep dossiers here for weeks.
        """
        if not self._may_try(asked=True):
            return
        self.paused = not self.paused
        if not self.paused:
            self.begin(asked=True)
        elif self.line.sending and self._watch is not None:
            self._watch.halted = True
        self._wait()
        self._look()
        self.page.show_sending(sending=self.line.sending)
        self.page.refresh()
        self._program.window.refresh_status()

    def _look(self) -> None:
        """How far the exchange is that runs."""
        watch = self._watch
        if watch is not None and self.line.sending:
            self.page.show_progress(progress_words(watch), watch.share)

    def begin_by_stick(self) -> None:
        """U: one exchange with the stick that is plugged in; a try over the line ends for it."""
        program = self._program
        if self.line.sending and self._watch is not None:
            self._watch.halted = self._stick_next = True
            head, more = "Đang ngừng gửi qua mạng để dùng USB.", "Đừng rút USB ra."
            program.messages.show(Message(TOPIC, SENDING, head, more))
            return
        if self.line.sending or not self._may_try(asked=True):
            return
        self._watch = None
        self._change(sending=True, online=self.line.online)
        program.messages.clear(STICK)
        head, more = "Đang đọc và ghi USB. Đừng rút ra.", "Cứ làm việc bình thường."
        program.messages.show(Message(TOPIC, SENDING, head, more))
        opened = self._door.now_open()
        key, desk, data = opened.key, opened.desk, opened.paths.data
        online = self.line.online
        program.tasks.run(
            self._pool,
            program.window,
            lambda: self._own(desk, key, lambda own: both_ways(own, find_stick(data))),
            lambda outcome: self._on_exchanged(outcome, asked=True, online=online),
            self._on_stick_failed,
            self._on_broken,
        )

    def _may_try(self, *, asked: bool) -> bool:
        """A desk of its own has nobody to send to; in practice F11 shows how that is told."""
        standing = self._door.now_frozen().standing_now
        return standing.device is not None or (asked and standing.training)

    def close(self) -> None:
        """End what travels, and wait for that."""
        if self._watch is not None:
            self._watch.halted = True
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _own(self, desk: Desk, key: bytes, work: Callable[[OpenDesk], Outcome]) -> Outcome:
        """On a connection of its own, beside the clerk's."""
        own = opening.open_with_key(self._program.profile, desk.user, key)
        own.desk = replace(own.desk, clock=desk.clock)  # as the clerk said what time it is
        try:
            return work(own)
        finally:
            own.close()

    def _on_exchanged(self, outcome: Outcome, *, asked: bool, online: bool | None = None) -> None:
        """`online` where the line was not asked."""
        messages = self._program.messages
        messages.clear(TOPIC)
        if outcome.state == COMPLETE and (online is None or not outcome.sent_events):
            messages.clear(WEEK)
        if asked or outcome.sent_events or outcome.notices:
            kind = {COMPLETE: DONE, NO_LINE: OFFLINE}.get(outcome.state, ATTENTION)
            kind = ATTENTION if outcome.notices else kind
            messages.show(Message(TOPIC, kind, outcome.message, lasts_ms=SAID_MS))
        if outcome.received_events:
            self._program.run(self._door.refresh, lambda _: None)
            self._program.run(self._disputed, self._tell_returned)
        self._asked_for = outcome.wait_seconds
        if online is None and not self.paused:
            failed = outcome.state != COMPLETE and outcome.requests > 0
            self._failures = self._failures + 1 if failed else 0
        self._wait()
        asked_line = outcome.requests > 0 and outcome.state != NO_LINE
        self._change(sending=False, online=asked_line if online is None else online)

    def _disputed(self) -> Returned:
        return worklist.disputed(self._door.now_open().connection)

    def _remember(self, found: Returned) -> None:
        self._known = frozenset(card.id for card, _ in found)

    def _tell_returned(self, found: Returned) -> None:
        """What the province sent back just now: which, why, and that nothing is lost."""
        new = [(card, why) for card, why in found if card.id not in self._known]
        self._remember(found)
        if not new:
            return
        messages, (card, why) = self._program.messages, new[0]
        number = words.said_number(card.code, card.received_at)
        head = f"Tỉnh trả lại {len({one.id for one, _ in new})} hồ sơ: {number}. {why}"
        look, read = Action("Xem", self._show_returned, "Ctrl+O"), messages.read(RETURNED)
        more = "Hồ sơ vẫn ở máy này."
        messages.show(Message(RETURNED, ATTENTION, head, more, (look, read)))

    def _show_returned(self) -> None:
        self._program.messages.clear(RETURNED)
        self._program.window.go(EXCHANGE)
        self.page.open_list(DISPUTED)

    def _tell_answered(self, said: str) -> None:
        self._program.messages.show(Message(RETURNED, DONE, said, lasts_ms=SAID_MS))
        self._program.window.refresh_status()

    def _on_failed(self, error: MotCuaError) -> None:
        self._program.messages.clear(TOPIC)
        self._program.messages.trouble(error.message)
        self._on_broken()

    def _on_stick_failed(self, error: MotCuaError) -> None:
        self._program.messages.clear(TOPIC)
        self._program.messages.trouble(error.message, STICK)
        self._on_broken()

    def _on_broken(self) -> None:
        """Whatever ended it, the next one is tried."""
        self._failures, self._asked_for = self._failures + 1, None
        self._wait()
        self._change(sending=False, online=self.line.online)

    def _try(self) -> None:
        self.begin(asked=False)
        if not self.line.sending:  # nobody is in, or there is nobody to send to
            self._failures = 0
            self._wait()

    def _wait(self) -> None:
        """Until the machine tries by itself again; not while it is paused."""
        if self.paused:
            self.timer.stop()
            return
        seconds = wait_seconds(self._failures, random(), self._asked_for)  # noqa: S311 - it spreads, it hides nothing
        self.next_at = self._door.now_open().desk.clock.now() + timedelta(seconds=seconds)
        self.timer.start(round(seconds * 1000))

    def _retries_at(self) -> datetime | None:
        return self.next_at if self._failures and not self.paused else None

    def _change(self, *, sending: bool, online: bool) -> None:
        self.line = Line(sending=sending, online=online)
        if sending:
            self._looking.start()
        else:
            self._looking.stop()
            self._watch = None
        self.page.show_sending(sending=sending)
        self._program.window.refresh_status()
        if self._stick_next and not sending:
            self._stick_next = False
            self.begin_by_stick()
