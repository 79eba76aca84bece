"""The window with the search, what is around it, and a `Run` that waits to be told."""

from collections.abc import Callable
from typing import TypeVar

from app.domain.errors import MotCuaError
from app.ui.dossier.page import DossierPage
from app.ui.find.page import FindPage
from app.ui.finding import Finding
from app.ui.giveback.page import GiveBackPage
from app.ui.handover.page import HandOverPage
from app.ui.main_window import MainWindow
from app.ui.messages import Messages
from app.ui.reception.page import ReceptionPage
from app.ui.scanning import Answer, Pages, Scanning
from app.ui.tasks import Run
from app.ui.today.page import TodayPage
from tests.ui.sample_dossiers import Shelf as Dossiers
from tests.ui.sample_find import Shelf
from tests.ui.sample_hands import Hands
from tests.ui.sample_lists import Counter as Hatch
from tests.ui.sample_lists import Morning
from tests.ui.samples import run_now

T = TypeVar("T")


class Later:
    """A `Run` that keeps each job until it is told to do the oldest."""

    def __init__(self) -> None:
        self.jobs: list[Callable[[], None]] = []

    def __call__(
        self,
        work: Callable[[], T],
        done: Callable[[T], None],
        failed: Callable[[MotCuaError], None] | None = None,
    ) -> None:
        self.jobs.append(lambda: run_now(work, done, failed))

    def finish(self) -> None:
        """The oldest job is done."""
        self.jobs.pop(0)()


class Desk:
    """The window with the search and what is around it."""

    def __init__(self, window: MainWindow, messages: Messages, reception: ReceptionPage) -> None:
        self.window, self.messages, self.reception = window, messages, reception
        self.box, self.submitted = window.shell.header.scan, list[str]()

    def open(self, shelf: Shelf, run: Run = run_now, answer: Answer | None = None) -> FindPage:
        """Build the pages; `answer` is what Enter says where nothing was found."""
        window, messages = self.window, self.messages
        today = TodayPage(Morning().desk(), messages)
        dossier = DossierPage(Dossiers().desk(), messages)
        self.giveback = GiveBackPage(Hatch().desk(), messages)
        desk = shelf.desk(run)
        find = FindPage(desk)
        for name, page in (
            ("today", today), ("find", find), ("dossier", dossier), ("giveback", self.giveback),
        ):  # fmt: skip
            window.add_page(name, page, place="find")

        def look_up(text: str) -> Answer:
            self.submitted.append(text)
            return answer or shelf.find(text)

        pages = Pages(
            today,
            self.reception,
            find,
            dossier,
            self.giveback,
            HandOverPage(Hands().desk(), messages),
        )
        scanning = Scanning(look_up, run_now, window, pages, messages)
        self.finding = Finding(window, find, desk, scanning, messages)
        self.box.submitted.connect(self.finding.submit)
        self.scanning, self.find = scanning, find
        return find
