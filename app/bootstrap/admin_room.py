"""Quản trị in the window: its page, what new settings change at once, and what it reminds of."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial

from app.bootstrap import setup_papers
from app.bootstrap.admin_desk import AdminBridge
from app.bootstrap.books_desk import BooksBridge
from app.bootstrap.door import Door
from app.bootstrap.enrol_desk import EnrolBridge
from app.bootstrap.house import House
from app.bootstrap.machine_desk import MachineBridge
from app.bootstrap.print_worker import PrintWorker
from app.bootstrap.reading_desk import Aside
from app.bootstrap.slips_desk import SlipsBridge
from app.settings import Settings, left_of
from app.ui import theme
from app.ui.admin.lan_desk import LanCalls
from app.ui.admin.page import AdminPage
from app.ui.messages import OLD, Message
from app.ui.scanning import RECEPTION, TODAY
from app.ui.setup.ready_panel import words_of
from app.ui.today.page import TodayPage

ADMIN, TOPIC = "admin", "catalogue"
UNCHANGED = "Chưa đổi gì. Hãy gõ lại."


class AdminRoom:
    """The page with its bridge; a thread of its own asks printers, ports and disks."""

    def __init__(  # noqa: PLR0913 - the rooms that it speaks to
        self,
        program: House,
        door: Door,
        aside: Aside,
        printing: PrintWorker,
        today: TodayPage,
        scanners: Callable[[Settings], None],
        lan: LanCalls,
    ) -> None:
        """`scanners` is told of new settings; `lan` is about the other desks of the office."""
        self._program, self._door, self._today = program, door, today
        self._scanners, self._watch = scanners, printing.watch
        self._pool = ThreadPoolExecutor(1, "devices")
        look = program.tasks.runner(self._pool, program.window)
        machine = MachineBridge(
            program, door.now_open().paths.data, program.now, look, program.run, self._apply,
            print_test=setup_papers.queued(setup_papers.TEST, door.now_open, printing.kick),
            print_sheet=setup_papers.queued(setup_papers.SCANNER, door.now_open, printing.kick),
            reopen=program.reopen,
        )  # fmt: skip
        books = BooksBridge(door.now_open, aside, printing.enqueue_content, printing.queued)
        slips = SlipsBridge(door.now_open, printing.kick, printing.queued, printing.enqueue_content)
        self.bridge = AdminBridge(
            door.now_open, door.now_frozen, program.run, machine.desk(), program.folder,
            EnrolBridge(program.profile, program.now, look).desk(), door.refresh, lan,
            slips.calls(), books.calls(), partial(door.prove, undone=UNCHANGED),
        )  # fmt: skip
        self.page = AdminPage(self.bridge.desk(), program.messages)
        self.page.changed.connect(self.remind)
        today.note.clicked.connect(self.open)
        program.window.add_page(ADMIN, self.page)
        program.window.shown.connect(self._on_page)

    def open(self) -> None:
        """Ctrl+Q, and the line on Hôm nay."""
        self._program.window.go(ADMIN)

    def close(self) -> None:
        """Wait for a look-up."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def take_line(self, text: str) -> bool:
        """A line of the serial scanner; whether the scanner's test wanted it."""
        return self._program.window.name == ADMIN and self.page.take_line(text)

    def take_relay(self, text: str) -> None:
        """The code of a relay was scanned."""
        self._program.window.go(ADMIN)
        self.page.take_relay(text)

    def remind(self) -> None:
        """The slim line on Hôm nay: what is left of the set-up."""
        joined = self._door.now_frozen().standing_now.device is not None
        held = {"recovery"} if joined else set()  # the province holds that key
        left = [step for step in left_of(self._program.settings) if step not in held]
        said = f"Còn {len(left)} bước cài đặt: {words_of(left)}"
        self._today.show_note(said if left else "")

    def _apply(self, settings: Settings) -> None:
        theme.use(self._program.qt, settings.theme, theme.current().scale)
        self._scanners(settings)
        if self._door.opened is not None:
            self._door.opened.settings = settings
        self._watch.ask()

    # --- the age of the catalogue --------------------------------------------------------------

    def _on_page(self, name: str) -> None:
        """Reception wears the yellow line while the catalogue is old; nothing else does."""
        if name == TODAY:
            self.remind()
        if name == RECEPTION:
            self._program.run(self.bridge.old_catalogue, self._show_age)
        else:
            self._program.messages.clear(TOPIC)

    def _show_age(self, sentence: str) -> None:
        if not sentence or self._program.window.name != RECEPTION:
            self._program.messages.clear(TOPIC)
            return
        head, _, more = sentence.partition(". ")
        self._program.messages.show(Message(TOPIC, OLD, f"{head}.", more))
