"""Nhắc nhận kết quả in the window: 3 at Trả kết quả leads there, Ctrl+E at Hôm nay; both count."""

from collections.abc import Callable
from datetime import datetime

from app.bootstrap.door import Door
from app.bootstrap.house import House
from app.bootstrap.print_worker import PrintWorker
from app.bootstrap.uncollected_desk import UncollectedBridge
from app.ui.giveback.page import GiveBackPage
from app.ui.scanning import GIVEBACK, TODAY, UNCOLLECTED, Scanning
from app.ui.today.page import TodayPage
from app.ui.uncollected.page import UncollectedPage


class UncollectedRoom:
    """Built once."""

    def __init__(  # noqa: PLR0913 - what it stands between
        self,
        program: House,
        door: Door,
        printing: PrintWorker,
        scanning: Scanning,
        pages: tuple[TodayPage, GiveBackPage],
        saved_at: Callable[[datetime], None],
    ) -> None:
        """`saved_at` hears when something was stored."""
        self._program, (self._today, self._giveback) = program, pages
        self._bridge = UncollectedBridge(
            door.now_open, door.now_frozen, program.run, saved_at,
            lambda: program.settings.uncollected_days, printing.enqueue_content, printing.queued,
        )  # fmt: skip
        self.page = UncollectedPage(self._bridge.desk(), program.messages)
        window = program.window
        window.add_page(UNCOLLECTED, self.page, place=GIVEBACK)
        self._from = GIVEBACK
        self._today.reminding.connect(lambda: self._open(TODAY))
        self._giveback.waiting.reminding.connect(lambda: self._open(GIVEBACK))
        self.page.opened.connect(scanning.open_dossier)
        self.page.giving_back.connect(scanning.give_back)
        self.page.left.connect(lambda: window.go(self._from))
        window.shown.connect(self._on_shown)

    def _open(self, asked_at: str) -> None:
        """Esc leads back to where it was asked for."""
        self._from = asked_at
        self._program.window.go(UNCOLLECTED, place=asked_at)

    def _on_shown(self, name: str) -> None:
        if name in (TODAY, GIVEBACK):
            self._program.run(self._bridge.count, self._show)

    def _show(self, count: int) -> None:
        days = self._program.settings.uncollected_days
        self._today.show_uncollected(count, days)
        self._giveback.waiting.show_long(count, days)
