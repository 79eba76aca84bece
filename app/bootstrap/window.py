"""The window before anybody unlocked: frame, lock page, threads, settings, and little else.

What needs the law, the journal or a printer is in `rooms`, imported on the work thread once the
lock page is painted: a cold start must not wait for it.
"""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

import app
from app.bootstrap import lobby, wall
from app.bootstrap.place import profile_folder, profile_paths
from app.devices.clock import SystemClock
from app.domain.errors import MotCuaError
from app.domain.times import weekday
from app.settings import TEXT_SIZES, read_settings, write_settings
from app.ui import theme
from app.ui.collecting import Collector
from app.ui.crash import CrashGuard
from app.ui.idle import IdleLock
from app.ui.lock.desk import LockDesk, LockStatus
from app.ui.lock.page import LockPage
from app.ui.main_window import MainWindow
from app.ui.messages import DONE, Message, Messages
from app.ui.place import Place
from app.ui.shortcuts import KeyAction
from app.ui.status import OFFLINE
from app.ui.tasks import Tasks
from app.ui.widgets.training import TrainingFrame
from app.ui.window_desk import WindowDesk

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.bootstrap.door import Door
    from app.bootstrap.rooms import Rooms
    from app.storage.counts import Unsent
    from app.ui.status import Status

READY_AFTER_MS = 150  # the first paint comes first
MINUTE_MS = 60_000
PLACES = (
    Place("today", "today", "Hôm nay", "Esc"),
    Place("reception", "reception", "Tiếp nhận", "F2"),
    Place("find", "search", "Tìm hồ sơ", "F3"),
    Place("giveback", "giveback", "Trả kết quả", "F4"),
    Place("queue", "queue", "Hàng chờ", "Ctrl+I"),
    Place("guidance", "file", "Hướng dẫn", "Ctrl+G"),
    Place("exchange", "exchange", "Gửi – nhận", "F11"),
    Place("report", "report", "Báo cáo", "Ctrl+R"),
    Place("incidents", "incident", "Sự cố", "F1 F1"),
    Place("admin", "admin", "Quản trị", "Ctrl+Q"),
)


class Program:
    """One profile's window. `rooms` is there once somebody has unlocked."""

    def __init__(
        self,
        qt: QApplication,
        profile: str | None,
        reopen: "Callable[[], None] | None" = None,
    ) -> None:
        """Build the frame and the lock page; `reopen` opens the window anew, None: it cannot."""
        self.qt, self.profile, self.reopen = qt, profile, reopen
        self.folder = profile_folder(profile)
        self.settings = read_settings(self.folder)
        theme.use(qt, self.settings.theme, self.settings.text_size / 100)
        theme.follow(qt, lambda: self.settings.theme)
        self.work = ThreadPoolExecutor(1, "work")
        self.messages = Messages()
        self.crash = CrashGuard(self.keep_typed, app.VERSION)
        self.tasks = Tasks(self._on_trouble, self.crash.show)
        self.run = self.tasks.runner(self.work)
        self.rooms: Rooms | None = None
        self._door: Door | None = None
        self._clock = SystemClock()
        self._closed = False
        self.window = self._window()
        self.idle: IdleLock | None = None
        self._frame: TrainingFrame | None = None
        self.parting: QWidget | None = None
        if wall.read(profile_paths(profile)).training:
            self.mark_training()
        self.lock_page = LockPage(self._lock_desk())
        self.lock_page.opened.connect(self._on_opened)
        self.window.set_lock(self.lock_page)

    def start(self) -> None:
        """Show the lock page; get the rest ready behind it."""
        self.window.showMaximized()
        self.window.lock()
        QTimer.singleShot(READY_AFTER_MS, self.window, self._get_ready)

    def _get_ready(self) -> None:
        if self._closed:  # closed in the first moments
            return
        self.window.get_ready()
        self._collector = Collector(self.window)
        self.work.submit(_import_rooms)

    def now(self) -> datetime:
        """The desk's time; before unlocking the machine's."""
        return self.rooms.now() if self.rooms else self._clock.now()

    def mark_training(self) -> None:
        """The yellow frame: practice is never taken for work."""
        self._frame = self._frame or TrainingFrame(self.window, lambda: bool(self.window.name))

    def lock(self, *, switching: bool = True) -> None:
        """F12: the typed text stays, the session's end is signed."""
        if self.rooms is not None:
            self.rooms.leave()
        self.lock_page.reset(switching=switching)
        self.window.set_lock(self.lock_page)  # the guide may lie over it
        self.window.lock()

    def _on_idle(self) -> None:
        """Nobody was here for a while: whoever worked last is marked, no turn was asked for."""
        choice = self.qt.activeModalWidget()
        if choice is not None:
            choice.close()  # of a file: else a stranger chooses one over the lock
        if self.window.name:
            self.lock(switching=False)

    def keep_typed(self) -> None:
        """The crash window asks first that nothing typed is lost."""
        if self.rooms is not None:
            self.rooms.keep_typed()

    def close(self) -> None:
        """Closing keeps the draft, signs the session, and waits for what is being written."""
        already, self._closed = self._closed, True
        if self.idle is not None:
            self.idle.close()
        left = self.rooms.close() if self.rooms is not None and not already else None
        if self.rooms is None and self._door is not None and not already:
            self.work.submit(self._door.close)  # open, but nobody came in
        self.work.shutdown(wait=True)
        self.tasks.close()
        if left is not None:
            self._part(left)

    def _part(self, left: "Future[tuple[Unsent, str] | None]") -> None:
        """The closing line; a file that cannot be counted any more keeps nobody from going home."""
        counted = left.result() if left.exception() is None else None
        leaves = self.qt.quitOnLastWindowClosed()  # else the window is only opened anew
        if not leaves or counted is None:
            return
        unsent, today = counted
        if unsent.dossiers and unsent.oldest_at is not None:
            from app.ui.parting import Parting

            self.parting = Parting(unsent.dossiers, f"{unsent.oldest_at:%H:%M %d/%m}", today)
            self.parting.show()

    # --- building --------------------------------------------------------------------------------

    def _window(self) -> MainWindow:
        desk = WindowDesk(
            now=self.now,
            ask_status=self._ask_status,
            scanned=self._scanned,
            scale_asked=self._scale,
            closing=self.close,
            keys=self._keys,
            locked_keys=lambda: (KeyAction("F1", "", self._locked_help),),
        )
        return MainWindow(desk, self.messages, PLACES)

    def _lock_desk(self) -> LockDesk:
        hangs = wall.read(profile_paths(self.profile))
        return LockDesk(
            users=lambda: lobby.users(self.profile, self._short_digits()),
            unlock=self._unlock,
            waits_s=lambda user: lobby.waits_s(self.profile, user, self._clock.now()),
            status=self._lock_status,
            run=self.run,
            office=hangs.office,
            recent=lambda: lobby.recent(self.profile),
            set_pin=self._set_pin,
            set_phrase=self._set_phrase,
            choose_short=self._choose_short,
            phrases=lambda: lobby.phrases(self.profile),
        )

    def _keys(self) -> tuple[KeyAction, ...]:
        return (
            KeyAction("F1", "Trợ giúp", self._help),
            KeyAction("F2", "Hồ sơ mới", self._new_dossier),
            KeyAction("F4", "Trả", lambda: self.window.go("giveback")),
            KeyAction("Shift+F6", "Bàn giao", lambda: self.window.go("handover")),
            KeyAction("Shift+F9", "", self._void_late),
            KeyAction("F10", "Hệ thống tỉnh", self._beside),
            KeyAction("F11", "Gửi – nhận", self._exchange),
            KeyAction("Ctrl+G", "", lambda: self.window.go("guidance")),
            KeyAction("Ctrl+J", "", self._print_queue),
            KeyAction("F12", "Khoá", self.lock),
            KeyAction("Ctrl+Q", "", lambda: self.window.go("admin")),
            *(() if self.rooms is None else self.rooms.signing.keys()),
            *(() if self.rooms is None else self.rooms.deciding.keys()),
            *(() if self.rooms is None else self.rooms.duty.keys()),
            *(() if self.rooms is None else self.rooms.report.keys()),
            *self._queue_keys(),
            *self._lesson_keys(),
        )

    def _queue_keys(self) -> list[KeyAction]:
        return [] if self.rooms is None else self.rooms.calling.keys()

    def _lesson_keys(self) -> tuple[KeyAction, ...]:
        lessons = self.rooms.lessons if self.rooms is not None else None
        return () if lessons is None else lessons.keys()

    def _void_late(self) -> None:
        """While a save can be taken back, this key is its message's."""
        if self.rooms is not None:
            self.rooms.reception.saving.too_late()

    def _print_queue(self) -> None:
        if self.rooms is not None:
            self.rooms.queue.open_queue()

    def _help(self) -> None:
        if self.rooms is not None:
            self.rooms.help.open()

    def _locked_help(self) -> None:
        from app.bootstrap.help_room import LockedHelp

        self._guide = LockedHelp(self.window, lambda: self.lock_page, "lock")
        self._guide.open()

    def _new_dossier(self) -> None:
        """From any page; the reception page itself takes F2 as it likes."""
        self.window.go("reception")

    # --- what the frame asks ---------------------------------------------------------------------

    def _unlock(self, user: str, secret: str) -> bool:
        """On the work thread, which has imported the rooms by now or does so here."""
        from app.bootstrap.door import Door

        door = self._door or Door(self.profile)
        short_wanted = door.unlock(user, secret)
        self._door = door
        return short_wanted

    def _set_pin(self, user: str, code: str, pin: str, again: str) -> None:
        """On the work thread: a PIN or pass-phrase by a one-time code."""
        from app.bootstrap import staff

        staff.check_same(pin, again, phrase=lobby.phrases(self.profile))
        staff.set_pin(self.profile, user, code, pin, self._clock.now())

    def _set_phrase(self, user: str, pin: str, phrase: str, again: str) -> None:
        """On the work thread: a pass-phrase by the PIN that opened until today."""
        from app.bootstrap import staff

        staff.check_same(phrase, again, phrase=True)
        staff.change(self.profile, user, pin, phrase, self._clock.now())

    def _choose_short(self, pin: str, again: str) -> None:
        if self._door is not None:
            self._door.choose_short(pin, again)

    def _short_digits(self) -> dict[str, int]:
        return {} if self._door is None else self._door.short_digits()

    def _on_opened(self, _user: str) -> None:
        from app.bootstrap.rooms import Rooms

        if self._door is not None:
            self.rooms = self.rooms or Rooms(self, self._door)
            self.idle = self.idle or self._watch(self.rooms)
            self.idle.begin()
            self.rooms.enter()

    def _watch(self, rooms: "Rooms") -> IdleLock:
        idle = IdleLock(self.qt, lambda: self.settings.lock_minutes * MINUTE_MS, self._on_idle)
        rooms.serial.read.connect(lambda _text: idle.begin())
        return idle

    def _scanned(self, text: str) -> None:
        if self.rooms is not None:
            self.rooms.finding.submit(text)

    def _beside(self) -> None:
        if self.rooms is not None:
            self.rooms.beside.open()

    def _exchange(self) -> None:
        if self.rooms is not None:
            self.rooms.exchange.open()

    def _ask_status(self, show: "Callable[[Status], None]") -> None:
        if self.rooms is not None and self.window.name and not self._closed:
            self.run(self.rooms.status, show)

    def _lock_status(self) -> LockStatus:
        now = self.now()
        shown = f"{now:%H:%M} {weekday(now.date())} {now.day}/{now.month}"
        return LockStatus(parts=(OFFLINE, shown))

    def _on_trouble(self, error: MotCuaError) -> None:
        self.messages.trouble(error.message)

    def _scale(self, by: int) -> None:
        place = TEXT_SIZES.index(self.settings.text_size) + by
        if not 0 <= place < len(TEXT_SIZES):
            return
        size = TEXT_SIZES[place]
        self.settings = replace(self.settings, text_size=size)
        write_settings(self.folder, self.settings)
        said = f"Cỡ chữ {size} % từ lần mở sau."
        self.messages.show(Message("scale", DONE, said, lasts_ms=6_000))


def _import_rooms() -> None:
    """What the first unlock needs, while the PIN is typed."""
    import app.bootstrap.rooms
    import app.ui.crash_window  # noqa: F401
