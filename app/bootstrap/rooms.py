"""What is behind the lock: pages of the unlocked desk, scanners, printing, exchange, status."""

from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from app.bootstrap import arrival, words
from app.bootstrap.admin_room import AdminRoom
from app.bootstrap.arrival import Arrival
from app.bootstrap.door import Door
from app.bootstrap.dossier_desk import DossierBridge
from app.bootstrap.draft_text import read_draft
from app.bootstrap.exchange_desk import said_today
from app.bootstrap.exchange_room import ExchangeRoom
from app.bootstrap.find_desk import FindBridge
from app.bootstrap.giveback_desk import GiveBackBridge
from app.bootstrap.guidance_desk import GuidanceBridge
from app.bootstrap.help_room import HelpRoom
from app.bootstrap.house import House
from app.bootstrap.lookup import LookUp
from app.bootstrap.print_worker import PrintWorker
from app.bootstrap.printing_room import PrintingRoom
from app.bootstrap.reception_desk import ReceptionBridge
from app.bootstrap.serial_line import SerialLine
from app.bootstrap.today_desk import TodayBridge
from app.settings import Settings
from app.storage import counts, drafts
from app.storage.profile import empty_temporary
from app.ui.clock.page import ClockDesk, ClockPage
from app.ui.dossier.page import DossierPage
from app.ui.find.page import FindPage
from app.ui.finding import Finding
from app.ui.giveback.page import GiveBackPage
from app.ui.guidance.page import GuidancePage
from app.ui.reception.draft import Draft
from app.ui.reception.page import ReceptionPage
from app.ui.scan_filter import ScanFilter
from app.ui.scanning import DOSSIER, FIND, GIVEBACK, RECEPTION, TODAY, Pages, Scanning
from app.ui.status import Status
from app.ui.today.page import TodayPage

if TYPE_CHECKING:
    from app.bootstrap.lesson_room import LessonRoom

OFFLINE = "Ngoại tuyến – làm việc bình thường"
CLOCK, GUIDANCE = "clock", "guidance"


class Rooms:
    """Pages and workers of one unlocked profile; built once, at the first unlock."""

    def __init__(self, program: House, door: Door) -> None:
        """Build the pages over the open desk."""
        self.program, self.door = program, door
        self._clock = door.now_open().desk.clock
        self.print = ThreadPoolExecutor(1, "print")
        self.saved = ""
        self._last = ""
        self._came = False
        self.printing = PrintWorker(program, door, self.print)
        searching = FindBridge(door.now_open, door.now_frozen).desk(program.run)
        self.find = FindPage(searching)
        self.today = self._today_page()
        self.clock = self._clock_page()
        self.reception = ReceptionPage(self._bridge().desk(), program.messages)
        printing = self.printing
        shelf = DossierBridge(
            door.now_open, program.run, printing.reprint, self._on_saved_at, printing.queued
        )
        self.dossier = DossierPage(shelf.desk(), program.messages)
        self._add_pages()
        self.queue = PrintingRoom(program, door, printing, TODAY)
        self.exchange = ExchangeRoom(program, door)
        self.scanning = self._scanning()
        self.finding = Finding(
            program.window, self.find, searching, self.scanning, program.messages
        )
        self.exchange.page.opened.connect(self.scanning.open_dossier)
        self.guidance = self._guidance_page()
        self.help = HelpRoom(program.window)
        self.scan_filter, self.serial = self._scanners()
        self.admin = AdminRoom(program, door, self.printing, self.today, self._use_scanners)
        self.lessons = self._lessons() if door.now_frozen().standing_now.training else None

    # --- building --------------------------------------------------------------------------------

    def _bridge(self) -> ReceptionBridge:
        door = self.door
        return ReceptionBridge(
            door.now_open, door.now_frozen, self.program.run, self.printing.kick, self._on_saved_at,
            self.printing.enqueue_content, self.printing.queued,
        )  # fmt: skip

    def _today_page(self) -> TodayPage:
        door, program = self.door, self.program
        printing = self.printing.enqueue_content
        bridge = TodayBridge(
            door.now_open, door.now_frozen, program.run, printing, self._on_saved_at,
            self.printing.queued,
        )  # fmt: skip
        page = TodayPage(bridge.desk(), program.messages)
        rail = program.window.shell.rail
        page.noticed.connect(lambda counts: rail.show_count(TODAY, counts.waiting[0]))
        return page

    def _guidance_page(self) -> GuidancePage:
        door, program = self.door, self.program
        printing, queued = self.printing.enqueue_content, self.printing.queued
        bridge = GuidanceBridge(door.now_open, door.now_frozen, program.run, printing, queued)
        page = GuidancePage(bridge.desk(), program.messages)
        page.receiving.connect(self._receive)
        program.window.add_page(GUIDANCE, page)
        return page

    def _lessons(self) -> "LessonRoom":
        from app.bootstrap.lesson_room import LessonRoom  # a real profile never needs it

        self.program.mark_training()
        return LessonRoom(self.program, self.door, self._on_scanned)

    def _receive(self, procedure: str) -> None:
        """From advice to reception: the procedure is chosen, the person comes next."""
        if self.reception.draft().blank:
            self.reception.begin(procedure)
        self.program.window.go(RECEPTION)

    def _clock_page(self) -> ClockPage:
        door = self.door
        page = ClockPage(ClockDesk(door.clock_words, door.confirm_clock, self.program.run))
        page.confirmed.connect(lambda: self.program.window.go(TODAY))
        return page

    def _add_pages(self) -> None:
        window = self.program.window
        window.add_page(TODAY, self.today)
        window.add_page(RECEPTION, self.reception)
        window.add_page(FIND, self.find)
        window.add_page(DOSSIER, self.dossier, place=FIND)
        window.add_page(CLOCK, self.clock)

    def _scanning(self) -> Scanning:
        door, program = self.door, self.program
        bridge = GiveBackBridge(door.now_open, door.now_frozen, program.run, self._on_saved_at)
        self.giveback = GiveBackPage(bridge.desk(), program.messages)
        program.window.add_page(GIVEBACK, self.giveback)
        pages = Pages(self.today, self.reception, self.find, self.dossier, self.giveback)
        look_up = LookUp(self.door.now_open, self.door.now_frozen)
        program = self.program
        return Scanning(look_up, program.run, program.window, pages, program.messages)

    def _scanners(self) -> tuple[ScanFilter, SerialLine]:
        settings = self.program.settings
        self.program.window.get_ready()  # who listens last hears first: the scanner before the keys
        keys = ScanFilter(self.program.qt, settings.scanner_prefix, settings.scanner_suffix)
        keys.scanned.connect(self._on_scanned)
        serial = SerialLine()
        serial.read.connect(self._on_line)
        serial.use(settings)
        return keys, serial

    def _use_scanners(self, settings: Settings) -> None:
        self.scan_filter.use_keys(settings.scanner_prefix, settings.scanner_suffix)
        self.serial.use(settings)

    # --- coming and going ------------------------------------------------------------------------

    def enter(self) -> None:
        """Somebody unlocked: show who, look at clock, prints and drafts, then open reception."""
        frozen, user = self.door.now_frozen(), self.door.last_user
        standing = frozen.standing_now
        if self._last not in ("", user):  # what the other clerk typed is kept under his name
            self.reception.show_draft(Draft())
            self.program.messages.forget_done()
        self._last = user
        name = next((one.name for one in frozen.users_now if one.id == user), user)
        self.program.window.show_clerk(name, f"Quầy {standing.desk} · {standing.office.place}")
        self.program.run(self._arrived, self._on_arrived)

    def leave(self) -> None:
        """The desk is locked: the draft is kept, the session's end signed."""
        self.keep_typed()
        self.program.run(self.door.lock, lambda _: None)

    def keep_typed(self) -> None:
        """Store the draft now."""
        self.reception.keep()

    def forget_draft(self) -> None:
        """What stands on the page was never meant to be kept."""
        key = self.reception.draft().key
        self.reception.show_draft(Draft())
        discard = drafts.discard
        self.program.run(lambda: discard(self.door.now_open().connection, key), lambda _: None)

    def close(self) -> "Future[tuple[counts.Unsent, str] | None]":
        """Wait for what prints or travels, then let the file go.

        What stays unsent is counted, and what went today told.
        """
        self.keep_typed()
        self.program.qt.removeEventFilter(self.scan_filter)
        self.serial.stop()
        self.queue.close()
        self.printing.watch.close()
        self.admin.close()
        if self.lessons is not None:
            self.lessons.close()
        self.print.shutdown(wait=True, cancel_futures=True)
        self.exchange.close()
        unsent = self.program.work.submit(self._unsent)
        self.program.work.submit(self._leave)
        return unsent

    def _leave(self) -> None:
        arrival.goodbye(self.door.now_open())
        self.door.close()

    def _unsent(self) -> tuple[counts.Unsent, str] | None:
        if self.door.now_frozen().standing_now.device is None:
            return None
        opened = self.door.now_open()
        return counts.unsent(opened.connection), said_today(opened, self.now())

    def now(self) -> datetime:
        """The desk's time."""
        return self._clock.now()

    def _arrived(self) -> Arrival:
        opened = self.door.now_open()
        if self.printing.idle:
            empty_temporary(opened.paths)
            self.printing.interrupted(opened)
        draft = drafts.newest(opened.connection, opened.desk.user)
        broke_off = None if self._came else arrival.came_in(opened, draft)
        self._came = True
        return Arrival(self.door.clock_is_doubtful(), draft, broke_off, arrival.room_left(opened))

    def _on_arrived(self, found: Arrival) -> None:
        kept = None
        if found.draft is not None and self.reception.draft().blank:
            kept = self._show_draft(found.draft)
        messages = self.program.messages
        for message in found.messages(kept, messages.read(arrival.DISK)):
            messages.show(message)
        home = TODAY if self.reception.draft().blank else RECEPTION
        self.program.window.go(CLOCK if found.doubtful else home)
        self.program.window.refresh_status()
        self.printing.kick()
        self.printing.watch.begin()

    def _show_draft(self, draft: drafts.Draft) -> str | None:
        """Put it on the page again; its owner's name, None where it cannot be read."""
        read = read_draft(draft.body)
        if read is None:
            return None
        self.reception.show_draft(read)
        return read.owner.name

    # --- what goes on ----------------------------------------------------------------------------

    def _on_scanned(self, text: str) -> None:
        if self.program.window.name not in ("", CLOCK):
            self.scanning.take(text)

    def _on_line(self, text: str) -> None:
        if not self.admin.take_line(text):
            self._on_scanned(text)

    def _on_saved_at(self, at: datetime) -> None:
        self.saved = f"{at:%H:%M:%S}"

    def status(self) -> Status:
        """The status bar, counted from the database; on the work thread."""
        opened = self.door.now_open()
        printer, said = self.printing.state(opened)
        bar = Status(saved=self.saved, printer=printer, printer_words=said)
        if self.door.now_frozen().standing_now.device is None:
            return replace(bar, network_words=words.ALONE, unsent=None)
        counted = counts.unsent(opened.connection)
        oldest, contact = counted.oldest_at, counted.last_contact_at
        waits = oldest is not None and counted.dossiers > 0
        attention = counted.needs_attention
        network, network_words = self._network()
        return replace(
            bar,
            network=network,
            network_words=network_words,
            unsent=counted.dossiers,
            oldest_days=(self.now() - oldest).days if oldest and waits else None,
            last_contact=f"{words.short_day(contact)} {contact:%H:%M}" if contact else "",
            attention=f"{attention} việc cần xử lý" if attention else "",
        )

    def _network(self) -> tuple[str, str]:
        line = self.exchange.line
        if line.sending:
            return "sending", "Đang gửi – nhận"
        return ("online", "Có mạng") if line.online else ("offline", OFFLINE)
