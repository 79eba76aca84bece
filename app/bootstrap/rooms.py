"""What is behind the lock: pages of the unlocked desk, scanners, printing, exchange, status."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime
from typing import TYPE_CHECKING

from app.bootstrap import arrival
from app.bootstrap.admin_room import AdminRoom
from app.bootstrap.appointments_room import AppointmentsRoom
from app.bootstrap.arrival import Arrival
from app.bootstrap.beside_room import BesideRoom
from app.bootstrap.copy_room import CopyRoom
from app.bootstrap.deciding_room import DecidingRoom
from app.bootstrap.door import Door
from app.bootstrap.dossier_desk import DossierBridge
from app.bootstrap.draft_text import read_draft
from app.bootstrap.duty_room import DutyRoom
from app.bootstrap.exchange_desk import said_today
from app.bootstrap.exchange_room import ExchangeRoom
from app.bootstrap.find_desk import FindBridge
from app.bootstrap.giveback_desk import GiveBackBridge
from app.bootstrap.guidance_desk import GuidanceBridge
from app.bootstrap.handover_room import handover_page
from app.bootstrap.help_room import HelpRoom
from app.bootstrap.house import House
from app.bootstrap.incident_room import IncidentRoom
from app.bootstrap.lan_room import LanRoom
from app.bootstrap.lookup import LookUp
from app.bootstrap.own_queue import OwnQueue
from app.bootstrap.print_worker import PrintWorker
from app.bootstrap.printing_room import PrintingRoom
from app.bootstrap.queue_room import QueueRoom
from app.bootstrap.reading_desk import ReadingDesk
from app.bootstrap.reception_desk import ReceptionBridge
from app.bootstrap.refusal_desk import RefusalBridge
from app.bootstrap.refusal_room import RefusalRoom
from app.bootstrap.report_room import ReportRoom
from app.bootstrap.scan_room import ScanRoom
from app.bootstrap.serial_line import SerialLine
from app.bootstrap.signing_room import SigningRoom
from app.bootstrap.status_line import StatusLine
from app.bootstrap.today_desk import TodayBridge
from app.bootstrap.uncollected_room import UncollectedRoom
from app.bootstrap.viewer_room import ViewerRoom
from app.services.journals import JOURNALS
from app.services.lan import SCANNED
from app.services.queue_messages import TOPIC as TICKETS
from app.settings import Settings
from app.storage import awakening, counts, drafts
from app.storage.profile import empty_temporary
from app.ui.clock.page import ClockDesk, ClockPage
from app.ui.dossier.page import DossierPage
from app.ui.find.page import FindPage
from app.ui.finding import Finding
from app.ui.giveback.page import GiveBackPage
from app.ui.guidance.page import GuidancePage
from app.ui.messages import READ, READ_KEY, Action
from app.ui.reception.draft import Draft
from app.ui.reception.page import ReceptionPage
from app.ui.scan_filter import ScanFilter
from app.ui.scanning import (
    DOSSIER,
    FIND,
    GIVEBACK,
    RECEPTION,
    TODAY,
    Pages,
    Scanning,
)
from app.ui.status import Status
from app.ui.today.page import TodayPage

if TYPE_CHECKING:
    from app.bootstrap.lesson_room import LessonRoom

CLOCK, GUIDANCE = "clock", "guidance"


class Rooms:
    """Pages and workers of one unlocked profile; built once, at the first unlock."""

    def __init__(self, program: House, door: Door) -> None:
        """Build the pages over the open desk."""
        self.program, self.door = program, door
        self._clock = door.now_open().desk.clock
        self.print = ThreadPoolExecutor(1, "print")
        self.reading = ReadingDesk(program, door)
        self.saved = ""
        self._last = ""
        self._came = False
        self.printing = PrintWorker(program, door, self.print)
        searching = FindBridge(door.now_open, door.now_frozen).desk(program.run)
        self.find = FindPage(searching)
        self.today = self._today_page()
        self.clock = self._clock_page()
        printing = self.printing
        self.refusing = RefusalBridge(
            door.now_open, door.now_frozen, program.run, printing.kick, printing.queued
        )
        self.reception = ReceptionPage(self._bridge().desk(), program.messages)
        shelf = DossierBridge(
            door.now_open, program.run, printing.reprint, self._on_saved_at, printing.queued,
            printing.kick,
        )  # fmt: skip
        self.dossier = DossierPage(shelf.desk(), program.messages)
        self._add_pages()
        self.queue = PrintingRoom(program, door, printing, TODAY)
        self.exchange = ExchangeRoom(program, door)
        self.lan = LanRoom(program, door)
        self.beside = BesideRoom(program, door, self.reading, printing, self._on_saved_at)
        self.calling = self._queue_room()
        self.scanning = self._scanning()
        self.signing = SigningRoom(program, door, self._on_saved_at)
        self.deciding = DecidingRoom(
            program, door, self._on_saved_at, self.scanning, self.today, printing
        )
        self.uncollected = self._uncollected_room()
        self.report = ReportRoom(program, self.reading, printing)
        self.duty = DutyRoom(program, door, self.today, self._on_saved_at)
        self.lan.on_came.append(lambda topic: self.duty.follow() if topic == JOURNALS else None)
        self.finding = Finding(
            program.window, self.find, searching, self.scanning, program.messages
        )
        self.appointments = AppointmentsRoom(program, door, printing, self.today)
        for room in (self.beside, self.signing, self.exchange, self.appointments):
            room.page.opened.connect(self.scanning.open_dossier)
        self.refusal = RefusalRoom(program, self.refusing, self.reception, self.forget_draft)
        self.guidance = self._guidance_page()
        self.help = HelpRoom(program.window)
        self.incidents = IncidentRoom(program, door, printing, self.help, self._on_saved_at)
        self.viewer = self._viewer_room()
        self.scan_filter, self.serial = self._scanners()
        self.scans = ScanRoom(program, door, self.reception, self.dossier)
        self.admin = self._admin_room()
        self.copies = CopyRoom(program, door)
        self._status_line = StatusLine(
            program, door, printing, self.lan, self.copies, self.exchange
        )
        self.lessons = self._lessons() if door.now_frozen().standing_now.training else None

    # --- building --------------------------------------------------------------------------------

    def _bridge(self) -> ReceptionBridge:
        door = self.door
        return ReceptionBridge(
            door.now_open, door.now_frozen, self.program.run, self.printing.kick, self._on_saved_at,
            self.printing.enqueue_content, self.refusing.ask_papers, self.printing.queued,
            self.printing.reprint,
        )  # fmt: skip

    def _today_page(self) -> TodayPage:
        door, program = self.door, self.program
        printing = self.printing.enqueue_content
        bridge = TodayBridge(
            door.now_open, door.now_frozen, program.run, printing, self.printing.kick,
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

    def _queue_room(self) -> QueueRoom:
        door, program, kick = self.door, self.program, self.printing.kick
        line = lambda: self.lan if program.settings.lan else None  # noqa: E731 - a port of one line
        room = QueueRoom(program, door, OwnQueue(door, lambda: program.settings, line, kick))
        self.lan.on_came.append(lambda topic: room.calling.refresh() if topic == TICKETS else None)
        self.reception.saved.connect(lambda _saved: room.served())
        return room

    def _uncollected_room(self) -> UncollectedRoom:
        served = (self.today, self.giveback)
        return UncollectedRoom(
            self.program, self.door, self.printing, self.scanning, served, self._on_saved_at
        )

    def _admin_room(self) -> AdminRoom:
        use, lan = self._use_scanners, self.lan.calls()
        return AdminRoom(self.program, self.door, self.reading, self.printing, self.today, use, lan)

    def _viewer_room(self) -> ViewerRoom:
        room = ViewerRoom(self.program, self.door)
        self.dossier.looking.connect(room.open)
        self.incidents.page.looking.connect(room.open)
        return room

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
        self.handover = handover_page(program, self.door, self.printing, self._on_saved_at)
        self.handover.moved.connect(self.today.refresh)
        pages = Pages(
            self.today, self.reception, self.find, self.dossier, self.giveback, self.handover
        )
        look_up = LookUp(self.door.now_open, self.door.now_frozen)
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
        self.copies.use(settings)
        self.calling.use(settings)
        self.lan.use(settings)

    # --- coming and going ------------------------------------------------------------------------

    def enter(self) -> None:
        """Somebody unlocked: show who, look at clock, prints and drafts, then open reception."""
        frozen, user = self.door.now_frozen(), self.door.last_user
        standing = frozen.standing_now
        if self._last not in ("", user):  # what the other clerk typed is kept under his name
            self.reception.show_draft(Draft())
            own = (self.handover, self.deciding.page, self.signing.page, self.report.page)
            for page in own:
                page.forget()
            self.program.messages.forget_done()
        self._last = user
        name = next((one.name for one in frozen.users_now if one.id == user), user)
        self.program.window.show_clerk(name, f"Quầy {standing.desk} · {standing.office.place}")
        self.program.run(self._arrived, self._on_arrived)

    def leave(self) -> None:
        """Locked: the draft is kept, the session's end signed; no strip stays on top."""
        self.keep_typed()
        self.beside.close()
        self.viewer.page.forget()
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
        self.scans.close()
        self.beside.close()
        self.report.close()
        self.reading.close()
        if self.lessons is not None:
            self.lessons.close()
        self.print.shutdown(wait=True, cancel_futures=True)
        self.lan.hang_up()  # else a number that was asked for waits on a relay that is dead
        self.exchange.close()
        self.calling.close()
        self.lan.close()
        self.copies.close()
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
        doubtful = self.door.clock_is_doubtful()
        if not doubtful:  # a clock that ran ahead must not take what was typed yesterday
            arrival.forget_drafts(opened)
        draft = drafts.newest(opened.connection, opened.desk.user)
        broke_off = None if self._came else arrival.came_in(opened, draft)
        self._came = True
        free, week = arrival.room_left(opened), arrival.week_words(opened)
        moved = arrival.moved_words(opened)
        return Arrival(doubtful, draft, broke_off, free, week, moved)

    def _on_arrived(self, found: Arrival) -> None:
        kept = None
        if found.draft is not None and self.reception.draft().blank:
            kept = self._show_draft(found.draft)
        messages = self.program.messages
        heard = Action(READ, self._on_moved_read, READ_KEY)
        for message in found.messages(kept, messages.read(arrival.DISK), heard):
            messages.show(message)
        home = TODAY if self.reception.draft().blank else RECEPTION
        self.program.window.go(CLOCK if found.doubtful else home, unlocks=True)
        self.program.window.refresh_status()
        self.duty.arrived()
        self.printing.kick()
        self.printing.watch.begin()
        self.scans.begin()
        self.copies.begin(asked=False)
        self.lan.begin()

    def _on_moved_read(self) -> None:
        """The clerk knows that the file woke up on another machine: it is said no more."""
        self.program.messages.clear(arrival.MOVED)
        connection = self.door.now_open().connection
        self.program.run(lambda: awakening.was_read(connection), lambda _: None)

    def _show_draft(self, draft: drafts.Draft) -> str | None:
        """Put it on the page again; its owner's name, None where it cannot be read."""
        read = read_draft(draft.body)
        if read is None:
            return None
        self.reception.show_draft(read)
        return read.owner.name

    # --- what goes on ----------------------------------------------------------------------------

    def _on_scanned(self, text: str) -> None:
        if self.program.window.name in ("", CLOCK):
            return
        if text.strip().lower().startswith(SCANNED):
            self.admin.take_relay(text)
        else:
            self.scanning.take(text)

    def _on_line(self, text: str) -> None:
        if not self.admin.take_line(text):
            self._on_scanned(text)

    def _on_saved_at(self, at: datetime) -> None:
        self.saved = f"{at:%H:%M:%S}"
        self.lan.kick()

    def status(self) -> Status:
        """The status bar, counted from the database; on the work thread."""
        return self._status_line.now(self.saved)
