"""The window: pages, threads and signals joined. One work thread owns the writing connection."""

import logging
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime

from PySide6.QtCore import QLockFile, QTimer
from PySide6.QtWidgets import QApplication

import app
from app.bootstrap import opening, words
from app.bootstrap.dossier_desk import DossierBridge
from app.bootstrap.door import Door
from app.bootstrap.lookup import LookUp
from app.bootstrap.print_worker import PrintWorker
from app.bootstrap.reception_desk import ReceptionBridge
from app.devices.card_scanner import CardScanner
from app.devices.clock import SystemClock
from app.domain.errors import MotCuaError
from app.domain.times import weekday
from app.services.exchange import COMPLETE, NO_LINE, Outcome
from app.settings import TEXT_SIZES, Settings, read_settings, write_settings
from app.storage import drafts, keys
from app.storage.profile import empty_temporary
from app.ui import theme
from app.ui.clock.page import ClockDesk, ClockPage
from app.ui.crash import CrashGuard
from app.ui.dossier.page import DossierPage
from app.ui.find.page import FindPage
from app.ui.lock.desk import LockDesk, LockStatus
from app.ui.lock.page import LockPage
from app.ui.main_window import MainWindow, WindowDesk
from app.ui.messages import ATTENTION, DONE, SENDING, Message, Messages
from app.ui.reception.page import ReceptionPage
from app.ui.scan_filter import ScanFilter
from app.ui.scanning import DOSSIER, FIND, RECEPTION, Pages, Scanning
from app.ui.shortcuts import KeyAction
from app.ui.status import Status
from app.ui.tasks import Tasks
from app.ui.widgets.rail import Place
from app.ui.widgets.training import TrainingFrame

log = logging.getLogger(__name__)
OFFLINE = "Ngoại tuyến – làm việc bình thường"
EXCHANGE_EVERY_MS = 5 * 60 * 1000
TOPIC = "exchange"
PLACES = (
    Place(RECEPTION, "reception", "Tiếp nhận", "F2"),
    Place(FIND, "search", "Tìm hồ sơ", "F3"),
)


class Program:
    """One profile's window. `qt` is the application object."""

    def __init__(self, qt: QApplication, profile: str | None) -> None:
        """Build everything; nothing is unlocked yet."""
        self.qt, self.profile = qt, profile
        self.folder = opening.profile_folder(profile)
        self.settings = read_settings(self.folder)
        theme.use(qt, self.settings.theme, self.settings.text_size / 100)
        theme.follow(qt, lambda: self.settings.theme)
        self.work = ThreadPoolExecutor(1, "work")
        self.line = ThreadPoolExecutor(1, "exchange")
        self.print = ThreadPoolExecutor(1, "print")
        self.messages = Messages()
        self.crash = CrashGuard(self.keep_typed, app.VERSION)
        self.tasks = Tasks(self._on_trouble, self.crash.show)
        self.run = self.tasks.runner(self.work)
        self.door = Door(profile)
        self.saved = ""
        self.exchanging = False
        self.online: bool | None = None
        self.printing = PrintWorker(self)
        self._frame: TrainingFrame | None = None
        self.window = self._window()
        self._pages()
        self._scanners()
        self._timer = QTimer(self.window, interval=EXCHANGE_EVERY_MS)
        self._timer.timeout.connect(lambda: self.exchange(asked=False))
        self._timer.start()

    # --- building --------------------------------------------------------------------------------

    def _window(self) -> MainWindow:
        desk = WindowDesk(
            now=self.now,
            ask_status=self._ask_status,
            scanned=lambda text: self.scanning.take(text),
            scale_asked=self._scale,
            closing=self.close,
            keys=self._keys,
        )
        return MainWindow(desk, self.messages, PLACES)

    def _pages(self) -> None:
        door = self.door
        bridge = ReceptionBridge(
            door.now_open, door.now_frozen, self.run, self.printing.kick, self._on_saved_at
        )
        shelf = DossierBridge(door.now_open, self.run, self.printing.reprint)
        self.lock_page = LockPage(self._lock_desk())
        self.lock_page.opened.connect(lambda _user: self._on_opened())
        self.window.set_lock(self.lock_page)
        self.bridge, self.shelf = bridge, shelf
        self.find = FindPage()
        self.window.add_page(FIND, self.find)
        clock = ClockDesk(door.clock_words, door.confirm_clock, self.run)
        self.clock_page = ClockPage(clock)
        self.clock_page.confirmed.connect(self._on_clock_confirmed)
        self.window.add_page("clock", self.clock_page)
        self.reception: ReceptionPage | None = None

    def _unlocked_pages(self) -> None:
        """Pages that need the catalogue are built at the first unlock."""
        self.reception = ReceptionPage(self.bridge.desk(), self.messages)
        self.dossier = DossierPage(self.shelf.desk(), self.messages)
        self.window.add_page(RECEPTION, self.reception)
        self.window.add_page(DOSSIER, self.dossier)
        pages = Pages(self.reception, self.find, self.dossier)
        look_up = LookUp(self.door.now_open, self.door.now_frozen)
        self.scanning = Scanning(look_up, self.run, self.window, pages, self.messages)

    def _scanners(self) -> None:
        self.scan_filter = ScanFilter(
            self.qt, self.settings.scanner_prefix, self.settings.scanner_suffix
        )
        self.scan_filter.scanned.connect(self._on_scanned)
        self.serial: CardScanner | None = None
        if self.settings.scanner_port:
            # A signal brings the text over from the reading thread.
            self.serial = CardScanner(
                self.settings.scanner_port,
                self.scan_filter.scanned.emit,
                baud=self.settings.scanner_baud,
            )
            self.serial.start()

    def _lock_desk(self) -> LockDesk:
        door = self.door
        users = door.users()
        last = door.last_user or (users[0].user if users else "")
        return LockDesk(
            users=door.users,
            unlock=door.unlock,
            waits_s=door.waits_s,
            status=self._lock_status,
            run=self.run,
            last_user=last,
        )

    def _keys(self) -> tuple[KeyAction, ...]:
        return (
            KeyAction("F11", "Gửi – nhận", lambda: self.exchange(asked=True)),
            KeyAction("F12", "Khoá", self.lock),
        )

    # --- lock and unlock -------------------------------------------------------------------------

    def start(self) -> None:
        """Show the lock page."""
        self.window.show()
        self.window.lock()

    def lock(self) -> None:
        """F12: the typed text stays, the session's end is signed."""
        if self.reception is not None:
            self.reception.keep()
        self.run(self.door.lock, lambda _: None)
        self.lock_page.reset()
        self.window.lock()

    def _on_opened(self) -> None:
        frozen = self.door.now_frozen()
        standing = frozen.standing_now
        user = self.door.last_user
        name = next((one.name for one in self.door.users() if one.user == user), user)
        place = f"Quầy {standing.desk} · {standing.office.place}"
        self.window.show_clerk(name, place)
        if self.reception is None:
            self._unlocked_pages()
        if standing.training and self._frame is None:
            self._frame = TrainingFrame(self.window)
        self.run(self._after_unlock, self._on_ready)

    def _after_unlock(self) -> tuple[bool, drafts.Draft | None]:
        opened = self.door.now_open()
        empty_temporary(opened.paths)
        self.printing.interrupted(opened)
        return self.door.clock_is_doubtful(), drafts.newest(opened.connection, opened.desk.user)

    def _on_ready(self, ready: tuple[bool, drafts.Draft | None]) -> None:
        doubtful, draft = ready
        if draft is not None and self.reception is not None:
            self._show_draft(draft)
        self.window.go("clock" if doubtful else RECEPTION)
        self.window.refresh_status()
        self.printing.kick()

    def _on_clock_confirmed(self) -> None:
        self.window.go(RECEPTION)

    def _show_draft(self, draft: drafts.Draft) -> None:
        from app.bootstrap.draft_text import read_draft

        read = read_draft(draft.body)
        if read is None or self.reception is None or not self.reception.draft().blank:
            return
        self.reception.show_draft(read)
        self.messages.show(
            Message("draft", DONE, f"Bản nháp của {read.owner.name or 'lần trước'} được giữ.",
                    "Chưa lưu thành hồ sơ. F9 lưu, F2 làm hồ sơ mới.", lasts_ms=10_000)
        )  # fmt: skip

    # --- what goes on ----------------------------------------------------------------------------

    def now(self) -> datetime:
        """The desk's time; before unlocking the machine's."""
        opened = self.door.opened
        return (opened.desk.clock if opened else SystemClock()).now()

    def keep_typed(self) -> None:
        """The crash window asks first that nothing typed is lost."""
        if self.reception is not None:
            self.reception.keep()

    def close(self) -> None:
        """Closing keeps the draft, signs the session, and waits for what is being written."""
        self.keep_typed()
        if self.serial is not None:
            self.serial.stop()
        for pool in (self.print, self.line):
            pool.shutdown(wait=True, cancel_futures=True)
        self.work.submit(self.door.close)
        self.work.shutdown(wait=True)

    def _on_scanned(self, text: str) -> None:
        if self.reception is not None and self.window.name not in ("", "clock"):
            self.scanning.take(text)

    def _on_saved_at(self, at: datetime) -> None:
        self.saved = f"{at:%H:%M:%S}"

    def _on_trouble(self, error: MotCuaError) -> None:
        self.messages.trouble(error.message)

    def _scale(self, by: int) -> None:
        sizes = TEXT_SIZES
        place = sizes.index(self.settings.text_size) + by
        if 0 <= place < len(sizes):
            self._keep_settings(replace(self.settings, text_size=sizes[place]))
            self.messages.show(
                Message("scale", DONE, f"Cỡ chữ {sizes[place]} % từ lần mở sau.", lasts_ms=6_000)
            )

    def _keep_settings(self, settings: Settings) -> None:
        self.settings = settings
        write_settings(self.folder, settings)

    # --- status ----------------------------------------------------------------------------------

    def _ask_status(self, show: Callable[[Status], None]) -> None:
        if self.door.opened is not None and self.window.name:
            self.run(self._status, show)

    def _status(self) -> Status:
        opened = self.door.now_open()
        counted = opened.status()
        now, oldest = opened.desk.clock.now(), counted.oldest_unsent_at
        days = None if oldest is None or not counted.unsent_dossiers else (now - oldest).days
        contact = counted.last_contact_at
        printer, said = self.printing.state(opened)
        network, network_words = self._network(counted.device is None)
        return Status(
            network=network,
            network_words=network_words,
            unsent=counted.unsent_dossiers,
            oldest_days=days,
            last_contact=f"{words.short_day(contact)} {contact:%H:%M}" if contact else "",
            attention=f"{counted.needs_attention} việc cần xử lý" if counted.needs_attention else "",
            saved=self.saved,
            printer=printer,
            printer_words=said,
        )

    def _network(self, standalone: bool) -> tuple[str, str]:  # noqa: FBT001 - one fact
        if standalone:
            return "offline", "Máy đứng riêng"
        if self.exchanging:
            return "sending", "Đang gửi – nhận"
        return ("online", "Có mạng") if self.online else ("offline", OFFLINE)

    def _lock_status(self) -> LockStatus:
        now = self.now()
        shown = f"{now:%H:%M} {weekday(now.date())} {now.day}/{now.month}"
        return LockStatus(online=bool(self.online), parts=(OFFLINE, shown))

    # --- exchange --------------------------------------------------------------------------------

    def exchange(self, *, asked: bool) -> None:
        """F11, and every few minutes by itself; on its own thread and connection."""
        opened = self.door.opened
        if opened is None or self.exchanging or not self.window.name:
            return
        self.exchanging = True
        if asked:
            self.messages.show(Message(TOPIC, SENDING, "Đang gửi – nhận với tỉnh.",
                                       "Cứ làm việc bình thường."))  # fmt: skip
        key, user = opened.key, opened.desk.user
        self.tasks.run(
            self.line,
            self.window,
            lambda: self._exchange(user, key),
            lambda outcome: self._on_exchanged(outcome, asked=asked),
            self._on_exchange_failed,
        )

    def _exchange(self, user: str, key: bytes) -> Outcome:
        own = opening.open_with_key(self.profile, user, key)
        try:
            return opening.exchange(own)
        finally:
            own.close()

    def _on_exchanged(self, outcome: Outcome, *, asked: bool) -> None:
        self.exchanging = False
        self.online = outcome.state not in (NO_LINE,)
        self.messages.clear(TOPIC)
        if asked or outcome.sent_events:
            kind = DONE if outcome.state == COMPLETE else ATTENTION
            self.messages.show(Message(TOPIC, kind, outcome.message, lasts_ms=8_000))
        if outcome.received_events:
            self.run(self.door.refresh, lambda _: None)
        self.window.refresh_status()

    def _on_exchange_failed(self, error: MotCuaError) -> None:
        self.exchanging = False
        self.messages.clear(TOPIC)
        self.messages.trouble(error.message)


def run_window(profile: str | None) -> int:
    """Open the window of a profile; 4 where it cannot be, with the sentence."""
    from app.domain.errors import Trouble

    paths = opening.profile_paths(profile)
    if not keys.exists(paths):
        raise Trouble(
            "Máy này chưa được lập. Hãy chạy motcua enrol với tệp của tỉnh, hoặc "
            "motcua init --standalone, rồi mở lại."
        )
    lock = QLockFile(str(paths.window_lock))
    lock.setStaleLockTime(0)
    if not lock.tryLock(0):
        raise Trouble("Cửa sổ Một Cửa của máy này đang mở. Hãy dùng cửa sổ đó.")
    qt = QApplication(sys.argv[:1])
    qt.setApplicationName("Một Cửa")
    program = Program(qt, profile)
    program.crash.install()
    program.start()
    try:
        return int(qt.exec())
    finally:
        lock.unlock()
